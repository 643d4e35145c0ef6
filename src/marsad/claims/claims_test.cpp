// SPDX-License-Identifier: Apache-2.0
// Claims of sentences, read with the whole language.
#include "marsad/claims/claims.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "marsad/analysis/names.h"
#include "marsad/grammar/rules.h"
#include "marsad/morphology/choose.h"

namespace marsad::claims {
namespace {

struct Language {
  explicit Language(std::shared_ptr<const lexicon::Lexicon> opened, grammar::Cascade rules)
      : lexicon(std::move(opened)), cascade(std::move(rules)), chooser(*lexicon), classes(*lexicon),
        cues(*lexicon) {}
  std::shared_ptr<const lexicon::Lexicon> lexicon;
  grammar::Cascade cascade;
  morphology::Chooser chooser;
  mentions::Classes classes;
  Cues cues;
};

const Language& language() {
  static const auto* const kLanguage = [] {
    auto lexicon = lexicon::Lexicon::open(MARSAD_BINARY_DIR "/marsad.pack");
    if (!lexicon) {
      ADD_FAILURE() << describe(lexicon.error());
      std::abort();
    }
    auto cascade = grammar::Cascade::open((*lexicon)->section("rules"), mentions::makers());
    if (!cascade) {
      ADD_FAILURE() << describe(cascade.error());
      std::abort();
    }
    return new Language(std::move(*lexicon), std::move(*cascade));
  }();
  return *kLanguage;
}

// The words of a span that counts code points.
std::string quote(const std::string& text, Span span) {
  std::string out;
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    if (at >= span.begin && at < span.end) out += text.substr(i, next - i);
    ++at;
    i = next;
  }
  return out;
}

// "source + source > outlet | cue | stance | content" for each claim.
std::vector<std::string> claims_of(const std::string& sentence) {
  const Language& ar = language();
  Document document;
  document.text = sentence;
  document.published = Date(std::chrono::year{2016} / 11 / 3);
  text::Text text;
  text::read(sentence, ar.lexicon->orthography(), text);
  morphology::Analyser analyser(*ar.lexicon);
  morphology::Readings readings;
  analyser.analyse(text, readings);
  ar.chooser.choose(text, readings);
  grammar::Chart chart;
  grammar::build(text, *ar.lexicon, readings, chart);
  mentions::Mentions mentions;
  mentions::find(document, ar.cascade, chart, mentions, nullptr);
  const mentions::Page page(document, chart, mentions, ar.classes);
  std::vector<Found> found;
  ar.cues.find(page, found);
  std::vector<std::string> out;
  for (const Found& claim : found) {
    std::string line;
    for (const Index source : claim.claim.sources) {
      if (!line.empty()) line += " + ";
      line += quote(sentence, mentions.all[static_cast<std::size_t>(source)].mention.span);
    }
    if (claim.claim.told_to != kNone) {
      const auto outlet = static_cast<std::size_t>(claim.claim.told_to);
      line += " > " + quote(sentence, mentions.all[outlet].mention.span);
    }
    line += " | " + quote(sentence, claim.claim.cue);
    line += " | " + std::string(name(claim.claim.stance));
    line += " | " + quote(sentence, claim.claim.content);
    out.push_back(std::move(line));
  }
  return out;
}

struct Case {
  const char* sentence;
  std::vector<std::string> claims;
};

void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) EXPECT_EQ(claims_of(one.sentence), one.claims) << one.sentence;
}

TEST(Claims, SubjectStandsAfterTheVerbPastWhatIsSetOff) {
  check({
      {"قال وزير الدفاع إن الجيش لم ينسحب من التل.",
       {"وزير الدفاع | قال | asserts | الجيش لم ينسحب من التل"}},
      {"وأعلن، يوم الخميس، الجيش السوري أن الطريق مغلق.",
       {"الجيش السوري | أعلن | asserts | الطريق مغلق"}},
      {"أكدت الشرطة مقتل ثلاثة مسلحين قرب الجسر.",
       {"الشرطة | أكدت | asserts | مقتل ثلاثة مسلحين قرب الجسر"}},
  });
}

TEST(Claims, SubjectStandsBeforeTheVerbInItsClause) {
  check({
      {"لكن الجيش السوري قال إن الطريق مفتوح.", {"الجيش السوري | قال | asserts | الطريق مفتوح"}},
      {"وكان الجيش السوري قد أعلن أن الهدنة انتهت.",
       {"الجيش السوري | أعلن | asserts | الهدنة انتهت"}},
  });
}

TEST(Claims, VerbWithoutSubjectHasTheLastSpeaker) {
  check({
      {"قالت الشرطة إن الجسر دمر. وأضافت أن القصف مستمر.",
       {"الشرطة | قالت | asserts | الجسر دمر", "الشرطة | أضافت | asserts | القصف مستمر"}},
      {"قالت الشرطة إن الجسر دمر، مشيرة إلى أن القصف مستمر.",
       {"الشرطة | قالت | asserts | الجسر دمر", "الشرطة | مشيرة | asserts | القصف مستمر"}},
  });
}

TEST(Claims, AttributionEndsTheContentBeforeIt) {
  check({
      {"دمر الجسر في القصف، وفق وزير الدفاع.",
       {"وزير الدفاع | وفق | asserts | دمر الجسر في القصف"}},
      {"دمر الجسر في القصف، بحسب ما أفادت الشرطة.",
       {"الشرطة | بحسب ما أفادت | asserts | دمر الجسر في القصف"}},
  });
}

TEST(Claims, RelayNamesTheSpeakerAndTheOutlet) {
  check({{"ونقلت وكالة رويترز عن وزير الدفاع قوله إن الطريق مغلق.",
          {"وزير الدفاع > وكالة رويترز | قوله | asserts | الطريق مغلق"}}});
}

TEST(Claims, DemandsAndDenialsTakeNouns) {
  check({
      {"دعا وزير الدفاع إلى وقف القتال في البلدة.",
       {"وزير الدفاع | دعا | demands | وقف القتال في البلدة"}},
      {"نفت الشرطة مشاركتها في الهجوم.", {"الشرطة | نفت | denies | مشاركتها في الهجوم"}},
  });
}

TEST(Claims, NounInTheSubjectsPlaceGivesTheClaimToNobodyElse) {
  check({{"قالت الشرطة إن الجسر دمر. وأعلنت \"نخيل الشمال\" أن القصف مستمر.",
          {"الشرطة | قالت | asserts | الجسر دمر",
           " | أعلنت | asserts | القصف مستمر"}}});
}

TEST(Claims, WordsThatOnlyLookLikeCuesReportNothing) {
  check({
      {"قتل خمسة بينهم طفل قرب مدينة حلب قبل أيام.", {}},
      {"شهدت البلدة معارك بين الجيش والمسلحين.", {}},
      {"لم يعلن وزير الدفاع مقتل أي جندي.", {}},
      {"تدعم الحكومة عدة فصائل في الشمال.", {}},
  });
}

}  // namespace
}  // namespace marsad::claims
