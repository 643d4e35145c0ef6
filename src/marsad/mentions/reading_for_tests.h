// SPDX-License-Identifier: Apache-2.0
// A text read up to its mentions with the whole language, for the tests of the
// rooms above: what the pipeline does before claims and events.
//
//   ReadingForTests reading("قال المرصد إن 12 شخصا قتلوا");  reading.page.mentions …
//
// The day of publication is Thursday 2016-11-03, as in the examples of rules.
// Tested by the tests that use it, those of claims and events.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "marsad/grammar/rules.h"
#include "marsad/mentions/page.h"
#include "marsad/mentions/terms.h"
#include "marsad/morphology/choose.h"

namespace marsad::mentions {

struct LanguageForTests {
  explicit LanguageForTests(std::shared_ptr<const lexicon::Lexicon> opened, grammar::Cascade rules)
      : lexicon(std::move(opened)),
        cascade(std::move(rules)),
        chooser(*lexicon),
        classes(*lexicon),
        terms(*lexicon) {}
  std::shared_ptr<const lexicon::Lexicon> lexicon;
  grammar::Cascade cascade;
  morphology::Chooser chooser;
  Classes classes;
  Terms terms;
};

// The pack of the build; a build without one fails the test and ends it.
inline const LanguageForTests& language_for_tests() {
  static const auto* const kLanguage = [] {
    auto lexicon = lexicon::Lexicon::open(MARSAD_BINARY_DIR "/marsad.pack");
    if (!lexicon) {
      ADD_FAILURE() << describe(lexicon.error());
      std::abort();
    }
    auto cascade = grammar::Cascade::open((*lexicon)->section("rules"), makers());
    if (!cascade) {
      ADD_FAILURE() << describe(cascade.error());
      std::abort();
    }
    return new LanguageForTests(std::move(*lexicon), std::move(*cascade));
  }();
  return *kLanguage;
}

struct ReadingForTests {
  explicit ReadingForTests(const std::string& sentence)
      : document(document_of(sentence)), page(read(*this)) {}

  Document document;
  text::Text text;
  morphology::Readings readings;
  grammar::Chart chart;
  Mentions mentions;
  Page page;

  // The words of a span that counts code points.
  [[nodiscard]] std::string quote(Span span) const {
    std::string out;
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < document.text.size();) {
      std::size_t next = i + 1;
      while (next < document.text.size() &&
             (static_cast<unsigned char>(document.text[next]) & 0xC0) == 0x80) {
        ++next;
      }
      if (at >= span.begin && at < span.end) out += document.text.substr(i, next - i);
      ++at;
      i = next;
    }
    return out;
  }
  [[nodiscard]] std::string quote_of(Index mention) const {
    return quote(mentions.all[static_cast<std::size_t>(mention)].mention.span);
  }

 private:
  static Document document_of(const std::string& sentence) {
    Document document;
    document.text = sentence;
    document.published = Date(std::chrono::year{2016} / 11 / 3);
    return document;
  }
  static Page read(ReadingForTests& self) {
    const LanguageForTests& language = language_for_tests();
    text::read(self.document.text, language.lexicon->orthography(), self.text);
    morphology::Analyser analyser(*language.lexicon);
    analyser.analyse(self.text, self.readings);
    language.chooser.choose(self.text, self.readings);
    grammar::build(self.text, *language.lexicon, self.readings, self.chart);
    find(self.document, language.cascade, language.terms, self.chart, self.mentions, nullptr);
    return Page(self.document, self.chart, self.mentions, language.classes);
  }
};

}  // namespace marsad::mentions
