// SPDX-License-Identifier: Apache-2.0
#include "marsad/claims/claims.h"

#include <algorithm>
#include <optional>

#include "marsad/claims/candidates.h"
#include "marsad/claims/content.h"
#include "marsad/claims/frames.h"
#include "marsad/claims/speaker.h"
#include "marsad/claims/words.h"

namespace marsad::claims {
namespace {

namespace feature = lexicon::feature;
using mentions::kNoToken;
using mentions::Page;
using mentions::value_of;
using morphology::Reading;

constexpr std::uint32_t kVerbWindow = 45;        // tokens from a verb to what leads its content in
constexpr std::uint32_t kWeakWindow = 5;         // … when the verb tells of saying only so
constexpr std::uint32_t kSpeech = 8;             // … and of so many, however far from the verb
constexpr std::uint32_t kLongQuote = 6;          // a quotation of so many tokens is speech
constexpr std::uint32_t kAppositionWindow = 18;  // from the comma after a subject to the next
constexpr std::uint32_t kParticipleWindow = 6;
constexpr std::uint32_t kNounWindow = 4;
constexpr std::uint32_t kPhraseWindow = 12;
constexpr std::uint32_t kAttributionWindow = 7;  // from وفق to the source
constexpr std::uint32_t kSpeakerWindow = 6;      // from عن to the speaker
constexpr std::uint32_t kTopicWindow = 12;       // from the topic of a clause to its verb
constexpr std::uint32_t kRelayWindow = 14;       // from نقل to عن and قوله

class Reader {
 public:
  Reader(const Page& page, const CueRows& rows, const Words& words, std::vector<Found>& out)
      : page_(page), scan_(page, words), rows_(rows), out_(out) {}

  void read() {
    for (const text::Sentence& sentence : page_.text.sentences) {
      sentence_ = sentence;
      gather(scan_, rows_, sentence_, candidates_);
      done_.assign(candidates_.size(), false);
      for (at_ = 0; at_ < candidates_.size(); ++at_) {
        if (!done_[at_]) try_candidate(candidates_[at_]);
      }
      heading_colon();
    }
    std::stable_sort(out_.begin(), out_.end(),
                     [](const Found& a, const Found& b) { return a.cue.begin < b.cue.begin; });
    link();
  }

 private:
  void try_candidate(const Candidate& candidate) {
    if (candidate.row->no_claim) return;
    Found found;
    found.cue = candidate.cue;
    found.row = candidate.row->row;
    found.claim.stance = candidate.row->stance;
    bool ok = false;
    switch (candidate.sort) {
      case Sort::verb: ok = read_verb(candidate, found); break;
      case Sort::participle: ok = read_participle(candidate, found); break;
      case Sort::noun: ok = read_noun(candidate, found); break;
      case Sort::attribution: ok = read_attribution(candidate, found); break;
      case Sort::phrase: ok = read_phrase(candidate, found); break;
    }
    if (ok && !found.content.empty() && !told_by_the_outer(candidate, found)) {
      out_.push_back(std::move(found));
    }
  }

  // "أكدت المجموعة، التي تحمل اسم النخيل، أن …": what is led in behind a relative clause belongs
  // to the verb outside.
  bool told_by_the_outer(const Candidate& candidate, const Found& found) const {
    if (candidate.sort != Sort::verb || candidate.cue.begin == sentence_.first) return false;
    const std::uint32_t cue = candidate.cue.begin;
    const bool inside =
        page_.is(cue - 1, page_.classes.relative) ||
        (page_.has(cue, feature::verb | feature::enclitic) && page_.has(cue - 1, feature::noun) &&
         !page_.has(cue - 1, feature::with_al));
    return inside && std::any_of(out_.begin(), out_.end(), [&](const Found& other) {
             return other.cue.begin >= sentence_.first && other.cue.begin < cue &&
                    other.content.begin == found.content.begin;
           });
  }

  // ---- Verbs --------------------------------------------------------------------
  bool read_verb(const Candidate& candidate, Found& found) {
    const CueRow& row = *candidate.row;
    const Reading& reading = *candidate.reading;
    const std::uint32_t from = candidate.after;
    // "وثقت المنظمة مقتل ستة": whoever keeps count tells what was counted.
    const bool counts = page_.is(candidate.cue.begin, scan_.words.counts) &&
                        from < sentence_.last && keeps_count(page_.actor(from));
    const bool speaks = counts || page_.is(candidate.cue.begin, scan_.words.speaks);
    const bool passive =
        (reading.features & feature::passive) && !(reading.features & feature::active);
    // "حمل الشبان صورا": they carried them.
    if (page_.is(candidate.cue.begin, scan_.words.blames) && !tells_responsibility(from)) {
      return false;
    }
    // "شاب يدعى زياد": no more than a name follows.
    if (page_.is(candidate.cue.begin, scan_.words.called) &&
        (reading.features & feature::passive) && !scan_.lead(from) && !scan_.preposition(from)) {
      return false;
    }
    // "ضمن قوات التحالف": a preposition that might be read as a verb.
    if (candidate.doubtful && page_.is(candidate.cue.begin, page_.classes.preposition) &&
        !scan_.lead(from) && (!opens(candidate) || (reading.features & feature::enclitic))) {
      return false;
    }
    // A plural verb has its subject before it or in itself.
    const bool plural = (reading.features & feature::pl) != 0;
    Subject subject;
    subject.end = from;
    if (!passive && !plural) {
      subject = subject_after(scan_, from, sentence_.last, speaks && row.noun_phrase);
    }
    // "وأعلن عن مقتل ثلاثة": what the preposition leads in holds no subject.
    const bool led = speaks && from + 1 < sentence_.last && scan_.tells_behind(row.particles, from);
    if (led) {
      subject = {};
      subject.end = from;
    }
    const Subject left = topic(candidate, row);
    if ((!left.actors.empty() && !plural && row.target) ||
        (subject.found() && (subject.actors.empty() || subject.first > from) &&
         subject_stands_before(candidate))) {
      subject = {};
      subject.end = from;
    }
    if (plural && page_.is(candidate.cue.begin, scan_.words.relays))
      return false;  // people who are moved
    if (!passive && page_.is(candidate.cue.begin, scan_.words.relays)) {
      return read_relay(candidate, subject, found);
    }
    const Span skip{subject.found() ? subject.first : from, subject.end};
    std::optional<Content> content = led_content(scan_, sentence_, row, from, skip, kVerbWindow);
    if (content && !speaks && !tells_anyway(candidate, subject, *content)) content.reset();
    // "أشار إلى إغلاق المعبر، لكن مسؤولا أعلن أن …": the complementizer is another's.
    std::optional<Content> others;
    if (content && speaks && another_cue(subject.end, content->begin)) std::swap(others, content);
    // "نفت بشكل قاطع مؤكدة أن …": what the participle tells.
    if (others && participle_between(subject.end + 1, others->begin) &&
        !scan_.pause(others->begin - (page_.has(others->begin, feature::enclitic) ? 1 : 2))) {
      others.reset();
    }
    const std::uint32_t past = past_apposition(subject);
    if (!content && speaks && past != subject.end) {
      content = led_content(scan_, sentence_, row, past, {past, past}, kWeakWindow);
    }
    // "ووصفت الاتهامات بأنها باطلة": a thing behind such a verb is its object.
    if (row.target && opens(candidate) && subject.actors.empty() && subject.noun &&
        subject.first == from && page_.has(from, feature::noun | feature::with_al) &&
        !page_.is(from, page_.classes.person) && !page_.is(from, page_.classes.group) && content &&
        content->lead == Lead::that) {
      subject = {};
      subject.end = from;
    }
    // "ودعا إلى فتح الطريق": the preposition of the row right behind it makes it a verb, whose
    // subject was told before.
    // "وطالب بحماية السكان": whom the noun concerns is no subject.
    const std::uint32_t before = subject.first - 1;
    const bool genitive = subject.found() && subject.first > from && before <= from + 1 &&
                          page_.has(before, feature::noun | feature::masdar) &&
                          !page_.has(before, feature::with_al);
    const bool led_on = !passive && !(reading.features & feature::enclitic) && opens(candidate) &&
                        (subject.actors.empty() || genitive) && leads_on(row, from);
    if (led_on) {
      subject = {};
      subject.end = from;
    }
    if (!content && speaks && row.stance != Stance::doubts &&
        (!candidate.doubtful || !subject.actors.empty() || led_on)) {
      const bool any = !counts && (row.stance != Stance::asserts ||
                                   (!candidate.doubtful && !subject.actors.empty()));
      content = noun_content(scan_, sentence_, row, subject.end, any);
      if (!content && past != subject.end) content = noun_content(scan_, sentence_, row, past, any);
      if (!content) std::swap(content, others);
      if (!content && row.target && sentence_.last > subject.end + 1 && !subject.actors.empty()) {
        content = Content{subject.end, Lead::direct};
      }
      // "وردت وحدات من الجيش على …": what a preposition leads in is answered only where the row
      // has it.
      if (!content && row.about && subject.end + 1 < sentence_.last &&
          !page_.punctuation(subject.end) &&
          (!scan_.preposition(subject.end) || scan_.one_of(row.before_about, subject.end)) &&
          (subject.found() || page_.has(subject.end, feature::noun) ||
           subject_stands_before(candidate))) {
        content = Content{subject.end, Lead::direct};
      }
    }
    // "شككت روسيا في صحة التقرير"
    if (!content && page_.is(candidate.cue.begin, scan_.words.doubt) && !subject.actors.empty()) {
      if (subject.end + 1 < sentence_.last && scan_.one_of(row.before_about, subject.end)) {
        content = Content{subject.end + 1, Lead::preposition};
      }
    }
    if (!content) content = others;
    if (content && counts && !counts_harm(content->begin)) return false;
    const bool after_content = !content;
    if (content) {
      set_content(found, {content->begin, end_of(content->begin)});
    } else if (speaks && !candidate.doubtful &&
               ((answers(row, reading) && !subject.actors.empty()) ||
                (row.before && subject.found() && closes(subject.end)))) {
      // "… أعلنها الرئيس", "…، يقول الرئيس".
      set_content(found, {sentence_.first, candidate.cue.begin});
    } else {
      return false;
    }
    // "أضاف قوله: …", "أضاف موضحا: …" report once.
    Subject origin;
    if (content) {
      for (std::size_t next = at_ + 1; next < candidates_.size(); ++next) {
        if (candidates_[next].cue.begin >= content->begin) break;
        if (candidates_[next].sort != Sort::verb) done_[next] = true;
        if (candidates_[next].sort == Sort::attribution && candidates_[next].row->passes_on)
          origin = source_of(candidates_[next]).subject;
      }
    }
    // "أفادت وكالة نقلا عن مصدر طبي بأن …": the source speaks, to the agency.
    if (!origin.actors.empty()) {
      found.claim.sources = origin.actors;
      if (!subject.actors.empty() && is_outlet(subject.actors.front())) {
        found.claim.told_to = subject.actors.front();
      }
      return true;
    }
    if (passive) return !after_content;
    // "…، مما يشير إلى تمديد الهدنة": what happened, not somebody.
    if (subject.actors.empty() && candidate.cue.begin > sentence_.first &&
        (page_.is(candidate.cue.begin - 1, scan_.words.result) ||
         (page_.is(candidate.cue.begin - 1, scan_.words.what) &&
          !page_.has(candidate.cue.begin - 1, feature::with_ka) &&
          candidate.cue.begin > sentence_.first + 1 && scan_.pause(candidate.cue.begin - 2)))) {
      return false;
    }
    found.claim.told_to = subject.told_to;
    if (!subject.actors.empty()) {
      found.claim.sources = subject.actors;
    } else if (!(subject.noun || noun_follows(candidate, found)) ||
               is_who_is_accused(candidate, subject, found)) {
      found.claim.sources = implied(candidate);
    }
    return true;
  }

  // "وأكد أمن عدن أن …": right behind the verb stands a subject, though nobody is known by it;
  // not "وأكد مجددا أن", "وأوضح في بيان أن".
  bool noun_follows(const Candidate& candidate, const Found& found) const {
    const std::uint32_t t = candidate.cue.end;
    if (t >= found.content.begin || t >= sentence_.last) return false;
    const bool plain = page_.text.tokens[t].kind == text::TokenKind::word &&
                       page_.mention(t) == nullptr && !page_.has(t, feature::particle) &&
                       !page_.has(t, feature::accusative);
    constexpr lexicon::Features kLed = feature::with_bi | feature::with_li | feature::with_ka |
                                       feature::with_wa | feature::with_fa;
    return plain && page_.has(t, feature::noun) && page_.reading(t, feature::noun, kLed) != nullptr;
  }

  // "حملت الحكومة الفصائل مسؤولية الهجوم"
  bool tells_responsibility(std::uint32_t from) const {
    constexpr std::uint32_t kReach = 14;  // tokens over two names
    const std::uint32_t last = std::min(sentence_.last, from + kReach);
    for (std::uint32_t t = from; t < last; ++t) {
      if (page_.is(t, scan_.words.responsibility) && page_.has(t, feature::noun)) return true;
    }
    return false;
  }

  // "نفت القوات … واتهمت الفلول بالنهب": the one noun before what is told.
  bool is_who_is_accused(const Candidate& candidate, const Subject& subject,
                         const Found& found) const {
    constexpr std::uint32_t kName = 4;  // tokens of the noun and what belongs to it
    const lexicon::Features verb = candidate.reading->features;
    return candidate.row->target && (verb & (feature::with_wa | feature::with_fa)) != 0 &&
           (verb & feature::enclitic) == 0 && found.content.begin > subject.first &&
           found.content.begin <= subject.end + kName &&
           page_.has(found.content.begin, feature::with_bi);
  }

  // Whether a preposition of the row leads in a noun right at the token.
  bool leads_on(const CueRow& row, std::uint32_t token) const {
    if (token + 1 >= sentence_.last) return false;
    if (scan_.one_of(row.particles, token)) return page_.has(token + 1, feature::noun);
    return row.prepositions != 0 && page_.has(token, row.prepositions & ~feature::with_wa) &&
           (page_.has(token, feature::noun | feature::masdar) ||
            (page_.has(token, feature::noun) && !page_.is(token, page_.classes.person) &&
             !page_.is(token, page_.classes.group)));
  }

  // Whether the actor is one that records what is done to people.
  static bool keeps_count(const mentions::Found* found) {
    const auto* value = value_of<ActorValue>(found);
    return value != nullptr && value->cls != ActorClass::armed_group &&
           value->cls != ActorClass::military && value->cls != ActorClass::person;
  }

  // "مقتل ستة", "33 حالة اعتقال", not "مليون ناخب".
  bool counts_harm(std::uint32_t from) const {
    constexpr std::uint32_t kReach = 4;
    for (std::uint32_t t = from; t < std::min(sentence_.last, from + kReach); ++t) {
      if (page_.is(t, page_.classes.trigger) && page_.has(t, feature::noun)) return true;
    }
    return false;
  }

  bool is_outlet(Index actor) const {
    const auto* value = value_of<ActorValue>(&page_.mentions.all[static_cast<std::size_t>(actor)]);
    return value != nullptr && value->cls == ActorClass::media;
  }

  // Whether a cue of its own stands between, outside a relative clause.
  bool another_cue(std::uint32_t from, std::uint32_t to) const {
    return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
      return other.cue.begin >= from && other.cue.begin < to &&
             (other.sort == Sort::verb || other.sort == Sort::participle) && !other.doubtful &&
             !page_.is(other.cue.begin - 1, page_.classes.relative);
    });
  }

  bool participle_between(std::uint32_t from, std::uint32_t to) const {
    return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
      return other.sort == Sort::participle && other.cue.begin >= from && other.cue.begin < to &&
             !page_.is(other.cue.begin, scan_.words.saying);
    });
  }

  // Verbs that do not tell of saying by themselves do so where أن or a quotation
  // follows their subject at once, outside a relative clause.
  bool tells_anyway(const Candidate& candidate, const Subject& subject,
                    const Content& content) const {
    const std::uint32_t verb = candidate.cue.begin;
    if (verb > sentence_.first && page_.is(verb - 1, page_.classes.relative)) return false;
    if (content.lead == Lead::quote && !scan_.colon(content.begin - 1)) {
      const std::uint32_t close = scan_.close_of(content.begin);
      const bool speech = close != kNoToken && close - content.begin >= kSpeech &&
                          page_.is(verb, scan_.words.writes);
      if ((content.begin > subject.end + 1 && !speech) || close == kNoToken ||
          close - content.begin < kLongQuote || (candidate.reading->features & feature::enclitic)) {
        return false;
      }
    }
    if (candidate.doubtful && subject.actors.empty() &&
        (subject.noun || page_.has(verb, feature::particle))) {
      return false;
    }
    return content.begin <= subject.end + kWeakWindow ||
           (content.lead == Lead::quote && page_.is(verb, scan_.words.writes));
  }

  // "التي أعلنها الرئيس": the pronoun stands for what is said.
  bool answers(const CueRow& row, const Reading& reading) const {
    return (reading.features & feature::enclitic) && (row.that || row.about) && row.noun_phrase &&
           !row.target;
  }

  // The token after "، وهي جماعة محلية،" behind a subject, else its end.
  std::uint32_t past_apposition(const Subject& subject) const {
    if (!subject.found()) return subject.end;
    const std::uint32_t limit = std::min(sentence_.last, subject.end + kAppositionWindow);
    // "سامر فارس، مبعوث الأمم المتحدة [الخاص إلى سوريا]،": a name ends before its office does.
    std::uint32_t first = subject.end;
    while (first < limit && !scan_.pause(first) &&
           (page_.always(first, feature::adjective) || scan_.preposition(first) ||
            scan_.joined_preposition(first) || scan_.place(first))) {
      ++first;
    }
    if (first >= limit || !scan_.pause(first)) return subject.end;
    if (first > subject.end) return first + 1;
    for (std::uint32_t t = first + 1; t < limit; ++t) {
      if (scan_.pause(t)) return t + 1;
    }
    return subject.end;
  }

  // In "الوزير يتهم الجيش" the actor that touches the verb is the subject.
  Subject topic(const Candidate& candidate, const CueRow& row) const {
    const std::uint32_t verb = candidate.cue.begin;
    if (!row.target || verb == sentence_.first || page_.actor(verb - 1) == nullptr ||
        (candidate.reading->features & (feature::with_wa | feature::with_fa))) {
      return {};
    }
    return subject_before(scan_, sentence_, verb, candidate.reading);
  }

  // "القوات أعلنت النصر", "كان الجيش قد أعلن": right before the verb, so that the noun behind
  // it is its object.
  bool subject_stands_before(const Candidate& candidate) const {
    std::uint32_t t = candidate.cue.begin;
    if ((candidate.reading->features & (feature::with_wa | feature::with_fa)) != 0) return false;
    while (t > sentence_.first && page_.always(t - 1, feature::particle) &&
           !page_.is(t - 1, page_.classes.preposition) && !scan_.lead(t - 1) &&
           !page_.is(t - 1, page_.classes.relative)) {
      --t;
    }
    // "النائب العام، سامر فارس، قد أمر"
    if (t < candidate.cue.begin && t > sentence_.first && scan_.pause(t - 1)) --t;
    if (t == sentence_.first || page_.actor(t - 1) == nullptr) return false;
    return !subject_before(scan_, sentence_, candidate.cue.begin, candidate.reading).actors.empty();
  }

  // Nothing of its clause stands before the verb.
  bool opens(const Candidate& candidate) const {
    const std::uint32_t verb = candidate.cue.begin;
    return verb == sentence_.first || page_.punctuation(verb - 1) ||
           (candidate.reading->features & (feature::with_wa | feature::with_fa)) != 0;
  }

  // Whether the verb behind a noun agrees with it: not "لأربعة جنود ذكرت الصحيفة".
  bool may_be_told_of(std::uint32_t noun, std::uint32_t verb) const {
    const bool feminine = page_.reading(verb, feature::verb | feature::f | feature::sg) != nullptr;
    const bool masculine = page_.reading(verb, feature::verb | feature::m | feature::sg) != nullptr;
    if (!feminine && !masculine) return true;
    if (page_.has(noun, feature::pl) && !page_.has(noun, feature::sg)) {
      return feminine && !page_.is(noun, page_.classes.person);
    }
    return page_.has(noun, feminine ? feature::f : feature::m);
  }

  // "كان مشروع القرار يدعو", "رواية تتحدث": a noun that is no known actor has the verb.
  bool topic_is_noun(std::uint32_t verb) const {
    const auto bare_noun = [&](std::uint32_t t) {
      return page_.has(t, feature::noun) && !page_.has(t, feature::verb) &&
             !page_.has(t, feature::particle) && !page_.has(t, feature::accusative) &&
             !page_.has(t, feature::with_bi) && !page_.has(t, feature::with_li) &&
             page_.mention(t) == nullptr;
    };
    std::uint32_t first = verb;
    bool clause = true;
    while (clause && first > sentence_.first && verb - first < kTopicWindow) {
      const std::uint32_t at = first - 1;
      if (page_.punctuation(at) || scan_.lead(at) || page_.is(at, page_.classes.clause_opener) ||
          page_.is(at, page_.classes.relative)) {
        break;
      }
      clause = !page_.has(at, feature::verb) || page_.is(at, page_.classes.auxiliary);
      --first;
    }
    while (first < verb &&
           (page_.is(first, page_.classes.auxiliary) ||
            (page_.always(first, feature::particle) && !scan_.preposition(first)))) {
      ++first;
    }
    if (clause && first < verb && bare_noun(first)) return true;
    // "لم تعثر على أية أدلة تشير إلى …", but "في بيان قال إن …".
    const std::uint32_t last = verb - 1;
    return verb > sentence_.first + 1 && bare_noun(last) && !page_.has(last, feature::with_al) &&
           !page_.has(last, feature::enclitic) && !page_.is(last - 1, scan_.words.within) &&
           may_be_told_of(last, verb);
  }

  // The subject that a verb without one has in itself.
  std::vector<Index> implied(const Candidate& candidate) const {
    const std::uint32_t verb = candidate.cue.begin;
    const Reading* reading = candidate.reading;
    const bool joined = (reading->features & (feature::with_wa | feature::with_fa)) != 0;
    // "أكد أنه أمر": the pronoun is who speaks.
    if (verb > sentence_.first && scan_.lead(verb - 1) && page_.has(verb - 1, feature::enclitic)) {
      const Found* over = governing(verb);
      if (over != nullptr && !over->claim.sources.empty()) return over->claim.sources;
    }
    // "بحسب سكان قالوا": a verb right behind people whom no article makes known tells of them.
    const mentions::Found* before = verb > sentence_.first ? page_.actor(verb - 1) : nullptr;
    if (!joined && scan_.indefinite(before) && agrees(scan_, reading, scan_.index_of(before), 1)) {
      return {scan_.index_of(before)};
    }
    if (!opens(candidate) || (verb > sentence_.first && page_.punctuation(verb - 1) && !joined)) {
      const Subject left = subject_before(scan_, sentence_, verb, reading);
      if (left.noun) return {};
      if (!left.actors.empty()) return left.actors;
      if (!opens(candidate) && topic_is_noun(verb)) return {};
    }
    return last_speaker(verb, reading);
  }

  // The speaker before a place in the text: of this sentence's main claim, else
  // the first actor of the sentence, else the speaker of the sentences before.
  std::vector<Index> last_speaker(std::uint32_t token, const Reading* reading) const {
    const auto fits = [&](const std::vector<Index>& actors) {
      return !actors.empty() && agrees(scan_, reading, actors.front(), actors.size());
    };
    for (auto it = out_.rbegin(); it != out_.rend(); ++it) {
      if (it->cue.begin >= token) continue;
      if (it->cue.begin < sentence_.first) break;
      if (it->claim.stance == Stance::doubts) continue;  // "لم تتمكن الوكالة …" tells of others
      if (!nested(*it) && fits(it->claim.sources)) return it->claim.sources;
    }
    if (token > sentence_.first) {
      for (std::uint32_t t = sentence_.first; t < token; ++t) {
        const mentions::Found* actor = page_.actor(t);
        if (actor == nullptr) continue;
        const Index index = scan_.index_of(actor);
        if (!scan_.governed(*actor, sentence_.first) && agrees(scan_, reading, index, 1)) {
          return {index};
        }
        t = actor->tokens.end - 1;
      }
    }
    // "وطالبوا" amid a sentence has its subject there, though nobody found it.
    if (reading != nullptr && (reading->features & feature::verb) &&
        (reading->features & feature::pl) && clause_before(token)) {
      return {};
    }
    for (auto it = out_.rbegin(); it != out_.rend(); ++it) {
      if (it->cue.begin < token && it->claim.stance != Stance::doubts && !nested(*it) &&
          fits(it->claim.sources)) {
        return it->claim.sources;
      }
    }
    return {};
  }

  // Whether a noun stands in the sentence before the token, so that its plural may mean it.
  bool clause_before(std::uint32_t token) const {
    for (std::uint32_t t = sentence_.first; t < token; ++t) {
      if (page_.surely_verb(t) || page_.has(t, feature::noun | feature::pl)) return true;
    }
    return false;
  }

  // The innermost claim so far whose content holds the token.
  const Found* governing(std::uint32_t token) const {
    for (auto it = out_.rbegin(); it != out_.rend(); ++it) {
      if (it->content.begin <= token && token < it->content.end) return &*it;
    }
    return nullptr;
  }

  bool nested(const Found& claim) const {
    return std::any_of(out_.begin(), out_.end(), [&](const Found& other) {
      return &other != &claim && other.cue.begin < claim.cue.begin &&
             other.content.contains(claim.cue);
    });
  }

  // "نقلت وكالة عن مسؤول قوله إن …": the official speaks, to the agency.
  bool read_relay(const Candidate& candidate, Subject outlet, Found& found) {
    const std::uint32_t limit = std::min(sentence_.last, candidate.after + kRelayWindow);
    std::uint32_t about = kNoToken;
    for (std::uint32_t t = candidate.after; t < limit; ++t) {
      if (page_.is(t, scan_.words.about) && page_.has(t, feature::particle)) {
        about = t;
        break;
      }
      if (page_.surely_verb(t) || scan_.lead(t)) break;
    }
    // "لكن وكالة نقلت عن مسؤول": the outlet stands before.
    const bool joined = (candidate.reading->features & (feature::with_wa | feature::with_fa)) != 0;
    if (about != kNoToken && !joined && (outlet.actors.empty() || outlet.first > about)) {
      outlet = subject_before(scan_, sentence_, candidate.cue.begin, candidate.reading);
    }
    std::uint32_t from = outlet.end;
    Subject speaker;
    if (about != kNoToken) {
      from = about + 1;
      if (page_.has(about, feature::enclitic)) {
        speaker.actors = last_speaker(candidate.cue.begin, nullptr);
        const Subject behind = subject_after(scan_, about + 1, sentence_.last, false);
        if (!behind.actors.empty()) found.claim.told_to = behind.actors.front();
        from = std::max(from, behind.end);
      } else {
        // "عن الرائد سالم، المتحدث باسم الجيش، قوله": the office of a name that nobody knows.
        bool named = false;
        for (std::uint32_t t = from; t < std::min(limit, from + kSpeakerWindow); ++t) {
          const mentions::Found* actor = page_.actor(t);
          if (actor != nullptr && actor->tokens.begin == t) {
            coordinate(scan_, t, sentence_.last, speaker);
            from = speaker.end;
            break;
          }
          if (scan_.pause(t) && t > from && !named) {
            named = true;
            continue;
          }
          if (page_.punctuation(t) && !scan_.opens_quote(t)) break;
          if (page_.surely_verb(t) || scan_.lead(t)) break;
        }
      }
      if (!outlet.actors.empty()) found.claim.told_to = outlet.actors.front();
    } else {
      speaker = outlet;
    }
    // "نقلت [الوكالة] على لسان المصدر قوله": as عن.
    for (std::size_t next = at_ + 1; next < candidates_.size() && about == kNoToken; ++next) {
      const Candidate& other = candidates_[next];
      if (other.cue.begin > candidate.after + kRelayWindow) break;
      if (other.sort != Sort::attribution || !other.row->passes_on) continue;
      const Subject origin = source_of(other).subject;
      if (origin.actors.empty()) break;
      const std::vector<Index> outlets =
          outlet.first < other.cue.begin ? outlet.actors : implied(candidate);
      if (!outlets.empty()) found.claim.told_to = outlets.front();
      speaker = origin;
      from = origin.end;
      about = other.cue.begin;
      done_[next] = true;
    }
    // قوله after it is the word that reports.
    for (std::size_t next = at_ + 1; next < candidates_.size(); ++next) {
      const Candidate& other = candidates_[next];
      if (other.cue.begin >= from + kRelayWindow) break;
      if (other.sort == Sort::noun && other.reading != nullptr &&
          (other.reading->features & feature::enclitic)) {
        found.cue = other.cue;
        found.row = other.row->row;
        found.claim.stance = other.row->stance;
        from = other.after;
        done_[next] = true;
        break;
      }
      if (other.sort == Sort::verb && !other.doubtful) break;
    }
    std::optional<Content> content =
        led_content(scan_, sentence_, *candidate.row, from, {from, from}, kPhraseWindow);
    if (!content && about == kNoToken) return false;
    if (!content) content = noun_content(scan_, sentence_, *candidate.row, from, false);
    if (!content) return false;
    found.claim.sources = speaker.actors;
    set_content(found, {content->begin, end_of(content->begin)});
    return true;
  }

  bool closes(std::uint32_t token) const {
    while (token < sentence_.last &&
           (scan_.time(token) || scan_.place(token) || scan_.preposition(token) ||
            scan_.joined_preposition(token))) {
      ++token;
    }
    return token >= sentence_.last || page_.punctuation(token);
  }

  // ---- Participles: مشيرا إلى, مضيفا أن ---------------------------------------------
  bool read_participle(const Candidate& candidate, Found& found) {
    const CueRow& row = *candidate.row;
    const std::uint32_t from = candidate.after;
    if (candidate.cue.begin == sentence_.first || from >= sentence_.last) return false;
    std::optional<Content> content =
        led_content(scan_, sentence_, row, from, {from, from}, kParticipleWindow);
    const bool accusative = (candidate.reading->features & feature::accusative) != 0 ||
                            page_.has(candidate.cue.begin, feature::oblique);
    if (!content) {
      content = noun_content(scan_, sentence_, row, from, row.stance != Stance::asserts);
      if (content && content->lead == Lead::direct &&
          !(accusative && (row.target || page_.punctuation(candidate.cue.begin - 1)))) {
        content.reset();
      }
      if (content && !accusative && page_.has(candidate.cue.begin, feature::noun)) content.reset();
    }
    if (!content && row.target && accusative && page_.actor(from) != nullptr) {
      content = Content{from, Lead::direct};
    }
    if (!content) return false;
    set_content(found, {content->begin, end_of(content->begin)});
    found.claim.sources = last_speaker(candidate.cue.begin, candidate.reading);
    return true;
  }

  // ---- وفق, بحسب ما أفاد ------------------------------------------------------------
  struct Attributed {
    Subject subject;
    bool paper = false;  // "تقارير" and the like, that are no actors
  };

  Attributed source_of(const Candidate& candidate) const {
    Attributed out;
    Subject& source = out.subject;
    source.end = candidate.after;
    const std::uint32_t limit = std::min(sentence_.last, candidate.after + kAttributionWindow);
    for (std::uint32_t t = candidate.after; t < limit; ++t) {
      if (page_.actor(t) != nullptr && page_.actor(t)->tokens.begin == t) {
        coordinate(scan_, t, sentence_.last, source);
        break;
      }
      if (page_.punctuation(t) && !scan_.opens_quote(t) && !scan_.time(t + 1 < limit ? t + 1 : t)) {
        break;
      }
      if (scan_.lead(t)) break;
      if (page_.is(t, page_.classes.cue) && page_.has(t, feature::noun)) {
        out.paper = true;
        source.end = t + 1;
      }
    }
    // "بحسب [إحصاءات أولية]": the paper that the cue names.
    const std::uint32_t tail = candidate.cue.end - 1;
    if (source.actors.empty() && candidate.cue.size() > 1 && page_.actor(tail) != nullptr &&
        page_.actor(tail)->tokens.begin == tail) {
      coordinate(scan_, tail, sentence_.last, source);
    }
    return out;
  }

  bool read_attribution(const Candidate& candidate, Found& found) {
    auto [source, paper] = source_of(candidate);
    const bool with_verb = candidate.reading != nullptr;
    // "بحسب ما نقلت وكالة عن مصدر طبي": the source speaks, to the agency.
    if (with_verb && !source.actors.empty() &&
        page_.is(candidate.cue.end - 1, scan_.words.relays) && source.end + 1 < sentence_.last &&
        page_.is(source.end, scan_.words.about)) {
      Subject origin;
      coordinate(scan_, source.end + 1, sentence_.last, origin);
      if (!origin.actors.empty()) {
        found.claim.told_to = source.actors.front();
        source = origin;
      }
    }
    if (source.actors.empty() && !paper && !with_verb) return false;
    found.claim.sources = source.actors;
    // The noun that the attribution names reports nothing besides.
    for (std::size_t next = at_ + 1; next < candidates_.size(); ++next) {
      const Candidate& other = candidates_[next];
      if (other.cue.begin < source.end && other.sort == Sort::noun) done_[next] = true;
    }
    // At the head of the sentence the content follows, else it came before.
    if (candidate.cue.begin <= sentence_.first + 1) {
      const std::uint32_t begin = behind_attribution(source.end);
      if (begin >= sentence_.last) return false;
      set_content(found, {begin, end_of(begin)});
      return true;
    }
    std::uint32_t begin = sentence_.first;
    for (const Found& earlier : out_) {
      if (earlier.cue.begin >= sentence_.first && earlier.content.begin < candidate.cue.begin &&
          earlier.content.begin > earlier.cue.begin) {
        begin = std::max(begin, earlier.content.begin);
      }
    }
    begin = std::max(begin, own_clause(begin, candidate.cue.begin));
    const bool amid = stands_amid(candidate.cue.begin, source.end);
    set_content(found, {begin, amid ? end_of(source.end) : candidate.cue.begin});
    return true;
  }

  // Behind an attribution at the head of the sentence: "وبحسب الشرطة، قتل …", "وبحسب
  // الشرطة فإن …"; at once where its verb stands there: "وبحسب الشرطة قتل ثلاثة، فيما …".
  std::uint32_t behind_attribution(std::uint32_t from) const {
    for (std::uint32_t t = from; t < std::min(sentence_.last, from + kPhraseWindow); ++t) {
      if (scan_.lead(t)) return t + 1;
      if (!scan_.pause(t)) continue;
      const bool own_verb =
          from < t && page_.has(from, feature::verb) && !page_.is(from, page_.classes.relative);
      const bool goes_on = t + 1 < sentence_.last && page_.verb(t + 1) != nullptr &&
                           !page_.has(t + 1, feature::with_wa | feature::verb);
      return own_verb && !goes_on ? from : t + 1;
    }
    return from;
  }

  // Where the clause of an attribution begins, if another speaks in the same sentence before
  // it: "قال الجيش إن … فيما قتل اثنان وفق الشرطة", "قتل ستة وفق الشرطة وسبعة وفق الطبيب".
  std::uint32_t own_clause(std::uint32_t from, std::uint32_t cue) const {
    std::uint32_t begin = from;
    for (const Found& earlier : out_) {
      if (earlier.cue.begin < sentence_.first || earlier.cue.begin >= cue) continue;
      const Span contrast = scan_.last_contrast({earlier.cue.end, cue});
      if (!contrast.empty()) begin = std::max(begin, contrast.end);
      if (earlier.content.end > earlier.cue.begin) continue;
      std::uint32_t end = earlier.cue.end;
      for (const Index source : earlier.claim.sources) {
        const Span tokens = page_.mentions.all[static_cast<std::size_t>(source)].tokens;
        if (tokens.begin < cue) end = std::max(end, tokens.end);
      }
      for (std::uint32_t t = end; t < cue; ++t) {
        if (!page_.surely_verb(t) && !scan_.quantity(t)) continue;
        begin = std::max(begin, end);
        break;
      }
    }
    return begin;
  }

  bool dash(std::uint32_t token) const {
    return page_.punctuation(token) && page_.role(token) == text::Orthography::Role::dash;
  }

  // "يعيش وفق الأمم المتحدة نحو ألف نازح", "قتل - بحسب الشرطة - ثلاثة": the clause goes on behind it.
  bool stands_amid(std::uint32_t cue, std::uint32_t end) const {
    if (end + 1 >= sentence_.last) return false;
    if (dash(cue - 1)) return dash(end);
    return !page_.punctuation(cue - 1) && !page_.punctuation(end) &&
           !page_.has(end, lexicon::feature::with_wa) &&
           !page_.is(end, page_.classes.clause_opener) && !scan_.lead(end);
  }

  // ---- Nouns: نفي الجيش, قوله إن, تقارير عن ------------------------------------------
  bool read_noun(const Candidate& candidate, Found& found) {
    const CueRow& row = *candidate.row;
    const std::uint32_t from = candidate.after;
    if (from >= sentence_.last) return false;
    const bool own = (candidate.reading->features & feature::enclitic) != 0;
    const bool defined = (candidate.reading->features & feature::with_al) != 0;
    Subject subject;
    subject.end = from;
    if (row.self) {
      // A paper that is subject or object of a verb of saying belongs to that verb.
      if (own || defined || row.stance != Stance::asserts) return false;
      const bool told = candidate.cue.begin > sentence_.first &&
                        page_.has(candidate.cue.begin - 1, feature::verb) &&
                        page_.is(candidate.cue.begin - 1, page_.classes.cue);
      if (told || !page_.has(candidate.cue.begin, feature::pl)) return false;
      const auto content = noun_content(scan_, sentence_, row, from, false);
      if (!content || content->lead != Lead::preposition || content->begin > from + 3) return false;
      set_content(found, {content->begin, end_of(content->begin)});
      return true;
    }
    if (!own) {
      const mentions::Found* actor = page_.actor(from);
      if (actor == nullptr || actor->tokens.begin != from || scan_.governed(*actor, from)) {
        return false;
      }
      coordinate(scan_, from, sentence_.last, subject);
    }
    std::optional<Content> content =
        led_content(scan_, sentence_, row, subject.end, {subject.end, subject.end}, kNounWindow);
    const bool states = row.stance != Stance::demands && row.stance != Stance::promises;
    if (!content && states && !row.verb) {
      content = noun_content(scan_, sentence_, row, subject.end, false);
    }
    if (!content || content->begin > subject.end + kNounWindow) return false;
    set_content(found, {content->begin, end_of(content->begin)});
    found.claim.sources = subject.actors;
    if (own) {
      const Subject left = subject_before(scan_, sentence_, candidate.cue.begin, nullptr);
      found.claim.sources =
          left.actors.empty() ? last_speaker(candidate.cue.begin, nullptr) : left.actors;
    }
    return true;
  }

  // ---- Phrases ------------------------------------------------------------------------
  bool read_phrase(const Candidate& candidate, Found& found) {
    const CueRow& row = *candidate.row;
    const bool verbal = candidate.reading != nullptr && page_.surely_verb(candidate.cue.begin);
    const bool doubts = row.stance == Stance::doubts;
    Subject subject;
    subject.end = candidate.after;
    if (doubts && candidate.cue.begin > sentence_.first &&
        page_.is(candidate.cue.begin - 1, page_.classes.relative)) {
      // "المرصد الذي لم يتمكن من تحديد …"
      found.claim.sources = subject_before(scan_, sentence_, candidate.cue.begin, nullptr).actors;
    }
    const Subject described = verbal && candidate.cue.begin > sentence_.first &&
                                      page_.is(candidate.cue.begin - 1, page_.classes.relative)
                                  ? subject_before(scan_, sentence_, candidate.cue.begin, nullptr)
                                  : Subject{};
    if (doubts && candidate.after > candidate.cue.end) {
      // "لم تتمكن الوكالة من التأكد", but nobody in "لم يتسن للوكالة التأكد".
      found.claim.sources = subject_after(scan_, candidate.cue.end, candidate.after, false).actors;
    }
    if (!doubts) {
      if (candidate.after > candidate.cue.end) {
        subject = subject_after(scan_, candidate.cue.end, candidate.after, false);
        subject.end = candidate.after;
      }
      if (subject.actors.empty() && described.found()) {
        // "حركة … التي أعلنت مسؤوليتها عن هجمات": who is described.
        subject.actors = described.actors;
        subject.noun = described.noun;
      } else if (subject.actors.empty()) {
        subject = subject_after(scan_, candidate.after, sentence_.last, true);
      }
    }
    const Span skip{subject.found() ? subject.first : candidate.after, subject.end};
    const std::uint32_t from = std::max(candidate.after, subject.end);
    std::optional<Content> content =
        led_content(scan_, sentence_, row, candidate.after, skip, kPhraseWindow);
    // "نفت نفيا قاطعا قصف البلدة، مؤكدة أن …": the complementizer is another's.
    if (content && verbal && another_cue(from, content->begin)) content.reset();
    if (!verbal && !doubts && row.stance == Stance::asserts) {
      // "في بيان", "عبر حسابه": by what means, not that; "كما قال" needs its speaker.
      const bool clause = page_.has(candidate.cue.end - 1, feature::verb);
      if (!clause || !subject.found()) return false;
      found.claim.sources = subject.actors;
      if (content) {
        set_content(found, {content->begin, end_of(content->begin)});
      } else {
        const bool amid = candidate.cue.begin > sentence_.first && dash(candidate.cue.begin - 1) &&
                          stands_amid(candidate.cue.begin, from);
        set_content(found, {sentence_.first, amid ? end_of(from) : candidate.cue.begin});
      }
      return true;
    }
    const bool speaks = page_.is(candidate.cue.begin, scan_.words.speaks);
    if (verbal && !doubts && !speaks && !content &&
        (row.stance == Stance::asserts || subject.actors.empty())) {
      return false;
    }
    if (doubts) {
      // "لم يتسن التحقق … من مصدر مستقل" doubts once; and who doubts by deeds is named.
      if (verbal && !content && !speaks && subject.actors.empty() && !negated(candidate)) {
        return false;
      }
      for (const Found& earlier : out_) {
        if (earlier.cue.begin >= sentence_.first && earlier.claim.stance == Stance::doubts &&
            !negated(candidate)) {
          return false;
        }
      }
    }
    if (content) {
      set_content(found, {content->begin, end_of(content->begin)});
    } else if (from < sentence_.last && !page_.punctuation(from)) {
      // "أعلن التنظيم مسؤوليته عن الهجوم": the responsibility is what is told.
      std::uint32_t begin = from;
      for (std::uint32_t t = candidate.cue.begin + 1; t < from; ++t) {
        if (page_.is(t, scan_.words.responsibility) && page_.has(t, feature::noun)) begin = t;
      }
      std::uint32_t end = end_of(from);
      for (std::uint32_t t = from; doubts && t < end; ++t) {
        if (scan_.pause(t)) end = t;
      }
      set_content(found, {begin, end});
      if (begin < found.cue.end) found.cue.end = begin;
    } else if (verbal && row.about && candidate.after > candidate.cue.begin + 1) {
      set_content(found, {candidate.after - 1, candidate.after});  // "أكد الجيش صحة [النبأ]"
    } else if (row.before || row.about) {
      set_content(found, {sentence_.first, candidate.cue.begin});
    } else {
      return false;
    }
    // "وجه … اللوم", "تبادل … الاتهامات": the noun is the word that tells.
    if (page_.is(candidate.cue.begin, scan_.words.light) && candidate.after > candidate.cue.end) {
      found.cue = {candidate.after - 1, candidate.after};
    }
    if (!subject.actors.empty()) {
      found.claim.sources = subject.actors;
    } else if (verbal && !subject.noun && !doubts) {
      found.claim.sources = implied(candidate);
    }
    return true;
  }

  // The cue holds a negation: لم يتسن, لا يعرف.
  bool negated(const Candidate& candidate) const {
    for (std::uint32_t t = candidate.cue.begin; t < candidate.cue.end; ++t) {
      if (page_.is(t, page_.classes.negation)) return true;
    }
    return false;
  }

  // A headline "الصليب الأحمر: نصف المدينة بلا ماء".
  void heading_colon() {
    // "عاجل | الصليب الأحمر: …"
    std::uint32_t first = sentence_.first;
    while (first + 2 < sentence_.last &&
           (page_.punctuation(first) || page_.is(first, scan_.words.alert))) {
      ++first;
    }
    const mentions::Found* actor = page_.actor(first);
    if (actor == nullptr || actor->tokens.begin != first) return;
    for (std::uint32_t t = actor->tokens.end; t + 1 < sentence_.last; ++t) {
      if (scan_.colon(t)) {
        Found claim;
        claim.cue = {t, t + 1};
        claim.claim.sources = {scan_.index_of(actor)};
        set_content(claim, {t + 1, end_of(t + 1)});
        if (!claim.content.empty()) out_.push_back(std::move(claim));
        return;
      }
      if (!sentence_.heading || page_.has(t, feature::verb)) return;
    }
  }

  std::uint32_t end_of(std::uint32_t begin) const {
    return content_end(scan_, sentence_, candidates_, begin);
  }

  void set_content(Found& found, Span tokens) const {
    while (tokens.begin < tokens.end && page_.punctuation(tokens.end - 1)) --tokens.end;
    while (tokens.begin < tokens.end && page_.punctuation(tokens.begin)) ++tokens.begin;
    found.content = tokens;
  }

  // Denials, doubts and confirmations answer the claim before them; a cue inside
  // a content is said within it.
  void link() {
    for (std::size_t i = 0; i < out_.size(); ++i) {
      Claim& claim = out_[i].claim;
      if (claim.stance == Stance::denies || claim.stance == Stance::doubts ||
          claim.stance == Stance::confirms) {
        for (std::size_t j = i; j-- > 0;) {
          if (out_[j].claim.stance == Stance::asserts || out_[j].claim.stance == Stance::accuses) {
            claim.about = static_cast<Index>(j);
            break;
          }
        }
      }
      for (std::size_t j = i; j-- > 0;) {
        if (out_[j].content.contains(out_[i].cue)) {
          claim.within = static_cast<Index>(j);
          break;
        }
      }
      claim.cue = page_.code_points(out_[i].cue);
      claim.content = page_.code_points(out_[i].content);
      if (page_.mentions.why && out_[i].row != lexicon::kNothing) {
        claim.why.push_back(page_.lexicon.origin(out_[i].row));
      }
    }
  }

  const Page& page_;
  const Scan scan_;
  const CueRows& rows_;
  std::vector<Found>& out_;
  text::Sentence sentence_;
  std::vector<Candidate> candidates_;
  std::vector<bool> done_;
  std::size_t at_ = 0;
};

}  // namespace

struct Cues::Table {
  CueRows rows;
  Words words;
};

Cues::Cues(const lexicon::Lexicon& lexicon) : table_(new Table{CueRows(lexicon), Words(lexicon)}) {}
Cues::~Cues() = default;
Cues::Cues(Cues&&) noexcept = default;

void Cues::find(const mentions::Page& page, std::vector<Found>& out) const {
  out.clear();
  Reader(page, table_->rows, table_->words, out).read();
}

}  // namespace marsad::claims
