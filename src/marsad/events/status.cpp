// SPDX-License-Identifier: Apache-2.0
#include "marsad/events/status.h"

#include <algorithm>

namespace marsad::events {
namespace {

namespace feature = lexicon::feature;
using PunctuationRole = text::Orthography::Role;

constexpr std::uint32_t kMoodReach = 10;   // from a trigger back to what colours it
constexpr std::uint32_t kAnswerReach = 4;  // … to what it is answered or looked into by
constexpr std::uint32_t kBeginning = 4;    // tokens of a claim that hold what it demands

}  // namespace

Status StatusReader::read(const Draft& draft) const {
  // "لم تطلق أي صاروخ": what colours a phrase stands before its verb.
  const bool noun_named = draft.is_verb && draft.verb < draft.trigger.begin;
  const Span word = noun_named ? Span{draft.verb, draft.verb + 1} : draft.trigger;
  const bool is_verb = noun_named ? page_.acts_as_verb(draft.verb) : draft.is_verb;
  Status status = draft.row->status.value_or(mood(word, is_verb));
  // "لم يصدر تعليق على مقتل القائد": what is commented on happened.
  const std::uint32_t first = draft.trigger.begin;
  if (status == Status::negated && !is_verb && is_violent(draft.event.type) &&
      first > page_.sentence_at(first).first && clause_.concerns(first - 1)) {
    status = Status::reported;
  }
  // "لم يصب أحد في الانفجار": nobody was hurt, it blew up.
  const bool amid = first > page_.sentence_at(first).first && clause_.amid(first - 1);
  if (status == Status::negated && !is_verb && is_attack(draft.event.type) && amid &&
      page_.always(first, feature::with_al)) {
    status = Status::reported;
  }
  if (status == Status::reported && is_aimed_at(draft)) status = Status::planned;
  status = claimed(draft, status);
  return status == Status::planned && !draft.is_verb && is_answered(draft) ? Status::reported
                                                                           : status;
}

// "الرد على مقتل القائد", "تحقيق مستقل في المجزرة": what is answered or looked into happened.
bool StatusReader::is_answered(const Draft& draft) const {
  const std::uint32_t trigger = draft.trigger.begin;
  const std::uint32_t first = page_.sentence_at(trigger).first;
  bool led = page_.always(trigger, feature::with_li);
  for (std::uint32_t t = trigger; t-- > first && trigger - t <= kAnswerReach;) {
    if (page_.punctuation(t) || page_.surely_verb(t)) return false;
    if (clause_.answers(t)) return led;
    led = led || page_.is(t, page_.classes.preposition);
  }
  return false;
}

// "لاستعادة السيطرة", "لإجلاء الجرحى"; but an attack behind ل is a means, and "خضع السكان
// لحصار" tells what befell them.
bool StatusReader::is_aimed_at(const Draft& draft) const {
  const EventType type = draft.event.type;
  const bool befalls = is_attack(type) || type == EventType::violence || type == EventType::siege;
  // "تجمعوا للاحتجاج على القرار": what for, of what they do; an ambassador who is summoned for it
  // makes no protest.
  const bool grievance = type == EventType::protest &&
                         clause_.tells_grievance(draft.trigger.begin) &&
                         (page_.has(draft.trigger.begin, feature::pl) || gathered(draft));
  return !draft.is_verb && !befalls && !grievance &&
         page_.always(draft.trigger.begin, feature::with_li) &&
         !clause_.befalls(draft.trigger.begin);
}

bool StatusReader::gathered(const Draft& draft) const {
  const text::Sentence& sentence = page_.sentence_at(draft.trigger.begin);
  for (std::uint32_t t = sentence.first; t < draft.trigger.begin; ++t) {
    if (clause_.protests(t) || clause_.tells_protest(t) || clause_.protester(t)) return true;
  }
  return false;
}

// What a denial holds is denied, what a demand or promise begins with is planned.
Status StatusReader::claimed(const Draft& draft, Status told) const {
  Status status = told;
  for (const claims::Found& claim : claims_) {
    if (!claim.content.contains(draft.trigger) || told != Status::reported) continue;
    const Stance stance = claim.claim.stance;
    if (stance == Stance::denies && !is_granted(draft, claim)) status = Status::denied;
    const bool past = draft.is_verb && page_.has(draft.trigger.begin, feature::past);
    if ((stance == Stance::demands || stance == Stance::promises) && !past &&
        draft.trigger.begin < claim.content.begin + kBeginning) {
      status = Status::planned;
    }
  }
  return status;
}

// "نفى سقوط مدنيين في القصف الذي قتل عشرة": who denies what befell in the attack grants the
// attack, and what a relative clause tells of it; "وقال إن …" is no more of the denial.
bool StatusReader::is_granted(const Draft& draft, const claims::Found& denial) const {
  const std::uint32_t first = denial.content.begin;
  const std::uint32_t token = draft.trigger.begin;
  const bool said = std::any_of(claims_.begin(), claims_.end(), [&](const claims::Found& other) {
    return other.cue.begin > first && other.content.contains(draft.trigger) &&
           other.claim.stance != Stance::denies && page_.has(other.cue.begin, feature::with_wa);
  });
  if (said) return true;
  // "نفى أن يكون …" denies a clause, not what a noun names.
  const text::Sentence& sentence = page_.sentence_at(token);
  if (token < first + 2 || (first > sentence.first && page_.is(first - 1, page_.classes.that))) {
    return false;
  }
  for (std::uint32_t t = first; t < token; ++t) {
    if (page_.is(t, page_.classes.relative)) return page_.has(token, feature::past);
  }
  // "نفى ضلوعه في الهجوم": of the attack that is his.
  const bool definite = page_.always(token, feature::with_al);
  return !draft.is_verb && definite && clause_.amid(token - 1) && !clause_.takes_part(token - 2);
}

Status StatusReader::mood(Span trigger, bool is_verb) const {
  const text::Sentence& sentence = page_.sentence_at(trigger.begin);
  const std::uint32_t token = trigger.begin;
  if (is_verb && page_.always(token, feature::with_sa)) return Status::planned;
  std::uint32_t steps = 0;
  const bool past = is_verb &&
                    page_.has(token, feature::verb | feature::past | feature::enclitic) &&
                    !page_.has(token, feature::verb | feature::present);
  bool first_verb = is_verb;  // the verb that governs the trigger has been met
  for (std::uint32_t t = token; t-- > sentence.first && steps++ < kMoodReach;) {
    if (page_.punctuation(t) && page_.role(t) != PunctuationRole::either_quote &&
        page_.role(t) != PunctuationRole::open_quote) {
      break;
    }
    const std::uint32_t distance = token - t;
    if (page_.is(t, page_.classes.negation) && !page_.is(t, page_.classes.conjunction) &&
        !clause_.not_only(t)) {
      const bool of_noun = !is_verb && page_.is(t, page_.classes.negates_noun) && distance <= 2;
      const bool of_verb = t + 1 < sentence.last && page_.verb(t + 1) != nullptr;
      if ((is_verb && distance == 1) || of_noun || (!is_verb && of_verb)) return Status::negated;
    }
    if (page_.is(t, page_.classes.future) && distance <= 3) return Status::planned;
    if (page_.is(t, page_.classes.possible) && (page_.has(t, feature::verb) || distance <= 6)) {
      // "قد" is doubt only before the imperfect; of "احتمال شن" the word behind is no verb.
      const bool before_past =
          t + 1 < sentence.last &&
          (page_.always(t + 1, feature::verb | feature::past) ||
           (page_.always(t, feature::particle) && page_.has(t + 1, feature::verb | feature::past) &&
            !page_.has(t + 1, feature::verb | feature::present | feature::p3)));
      if (!before_past) return Status::possible;
    }
    // "محاولتهم التسلل إلى مواقع حررها الجيش": what is past was not aimed at.
    if (page_.is(t, page_.classes.purpose) && !past) return Status::planned;
    if (page_.surely(t, page_.classes.wish) && page_.acts_as_verb(t) && !first_verb) {
      return Status::planned;
    }
    if (page_.surely_verb(t)) {
      if (page_.always(t, feature::with_sa) && !is_verb) return Status::planned;
      if (!page_.is(t, page_.classes.aspect) && first_verb) break;
      first_verb = true;
      if (!is_verb && clause_.thwarts(t)) return Status::planned;
      if (!is_verb && clause_.comes_as_news(t) && t > sentence.first &&
          page_.is(t - 1, page_.classes.negation)) {
        return Status::negated;
      }
      if (!is_verb && page_.is(t, page_.classes.cue)) break;
    }
    if (page_.is(t, page_.classes.relative)) break;
  }
  return Status::reported;
}

std::vector<Span> false_friends(const mentions::Page& page, const text::Sentence& sentence) {
  std::vector<Span> found;
  for (std::uint32_t token = sentence.first; token < sentence.last; ++token) {
    if ((page.chart.kinds[token] & (1u << static_cast<unsigned>(grammar::Kind::phrase))) == 0) {
      continue;
    }
    for (grammar::EdgeId id = page.chart.head[token]; id != grammar::kNoEdge;
         id = page.chart.edges[id].next) {
      const grammar::Edge& edge = page.chart.edges[id];
      if (edge.kind != grammar::Kind::phrase || edge.last > sentence.last) continue;
      const lexicon::LexemeId lexeme = page.chart.readings_of(edge).front().lexeme;
      if (page.lexicon.in_set(page.classes.false_friend, lexeme)) {
        found.push_back({edge.first, edge.last});
      }
    }
  }
  return found;
}

}  // namespace marsad::events
