// SPDX-License-Identifier: Apache-2.0
#include "marsad/events/figures.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace marsad::events {
namespace {

namespace feature = lexicon::feature;
using mentions::kNoToken;
using mentions::Quantity;
using mentions::value_of;
using morphology::Reading;

constexpr std::uint32_t kHarmWindow =
    20;  // from a number with its noun to the word of harm before it
constexpr std::uint32_t kBareWindow = 9;    // … from a number alone
constexpr std::uint32_t kHarmAfter = 6;     // … to the verb of harm after it ("12 شخصا قتلوا")
constexpr std::uint32_t kPluralAfter = 20;  // … to one whose plural says that they are its subject
constexpr std::uint32_t kOthersReach = 8;   // … from "آخرون" to the number of those before
constexpr std::uint32_t kPlaceReach = 40;   // … to a place of its sentence

// The happening that a kind of harm, or of its end, names by itself.
std::optional<EventType> type_of(FigureKind kind) {
  switch (kind) {
    case FigureKind::abducted: return EventType::abduction;
    case FigureKind::detained: return EventType::arrest;
    case FigureKind::displaced: return EventType::displacement;
    case FigureKind::released: return EventType::release;
    default: return std::nullopt;
  }
}

}  // namespace

void FigureReader::read(const text::Sentence& sentence, const Told& told) {
  sentence_ = sentence;
  told_ = told;
  const std::size_t first_event = told.first_event;
  last_figure_ = kNone;
  for (const Quantity& quantity : page_.mentions.quantities) {
    if (quantity.tokens.begin < sentence_.first || quantity.tokens.end > sentence_.last) continue;
    if (quantity.number.percent || quantity.number.ordinal) continue;
    Span tokens = quantity.tokens;
    std::uint32_t noun = quantity.noun;
    if (does_it(tokens, noun)) continue;
    if (noun != kNoToken && are_places(noun)) continue;
    // "القضية رقم 1074": a name.
    if (noun == kNoToken && tokens.begin > sentence_.first && clause_.numbered(tokens.begin - 1)) {
      continue;
    }
    // "ارتفع إلى تسعة عدد القتلى": the toll is what rose, not what nine counts.
    if (noun != kNoToken && noun > tokens.begin && harm_of_toll(noun)) {
      tokens.end = noun;
      noun = kNoToken;
    }
    const bool people = noun != kNoToken && page_.is(noun, page_.classes.victim);
    std::optional<FigureKind> own = noun != kNoToken ? clause_.harm_of(noun) : std::nullopt;
    // "آلاف الأسر": families, which might be read as captures.
    if (own && !people && page_.reading(noun, feature::noun | feature::pl) != nullptr &&
        page_.is(noun, page_.classes.group)) {
      own.reset();
    }
    // "33 حالة اعتقال": each is one to whom the word behind happened.
    if (noun != kNoToken && clause_.instance(noun)) {
      for (const HarmWord& word : *told_.harm_words) {
        if (word.trigger.begin != noun + 1 || word.is_verb) continue;
        own = word.harm;
        tokens.end = std::max(tokens.end, word.trigger.end);
      }
    }
    if (noun != kNoToken && !people && !own && !quantity.others) continue;
    // "ارتفعت الحصيلة من 12 إلى 19": the toll is what it rose to.
    std::optional<double> low = quantity.number.low;
    if (low && quantity.number.high && has_changed(tokens)) low = quantity.number.high;
    others_ = quantity.others;
    add_figure(first_event, tokens, noun, own, low, quantity.number.high,
               quantity.number.approximate);
    others_ = false;
  }
  read_single_victims(first_event);
  sort_figures();
  sentence_figures_ = out_.figures.size();
}

// Into the order of the text; parts go on to name their whole.
void FigureReader::sort_figures() {
  const auto first = out_.figures.begin() + static_cast<std::ptrdiff_t>(sentence_figures_);
  std::vector<std::size_t> order(out_.figures.size() - sentence_figures_);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto begin = [&](std::size_t at) {
    return out_.figures[sentence_figures_ + at].span.begin;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return begin(a) < begin(b); });
  std::vector<Figure> sorted;
  std::vector<Index> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = static_cast<Index>(sentence_figures_ + i);
    sorted.push_back(std::move(out_.figures[sentence_figures_ + order[i]]));
  }
  std::move(sorted.begin(), sorted.end(), first);
  for (std::size_t i = sentence_figures_; i < out_.figures.size(); ++i) {
    Index& whole = out_.figures[i].within;
    if (whole >= static_cast<Index>(sentence_figures_)) {
      whole = place[static_cast<std::size_t>(whole) - sentence_figures_];
    }
  }
}

void FigureReader::add_figure(std::size_t first_event, Span tokens, std::uint32_t noun,
                              std::optional<FigureKind> kind, std::optional<double> low,
                              std::optional<double> high, bool approximate) {
  // "فلسطينيان اثنان": told once.
  const bool again = noun == kNoToken && low == 2.0 && last_figure_ != kNone &&
                     last_figure_end_ == tokens.begin && figure(last_figure_).low == low;
  if (again) return;
  const HarmWord* harm = nullptr;
  bool part = false;
  if (!kind) kind = harm_of_toll(tokens.end);
  if (!kind && noun == kNoToken) kind = harm_of_toll_before(tokens.begin);
  if (!kind) {
    harm = harm_before(tokens.begin, noun == kNoToken ? kBareWindow : kHarmWindow, part);
    if (harm == nullptr && !part) harm = harm_after(tokens.end);
    if (harm != nullptr) kind = harm->harm;
    if (!kind && part && last_figure_ != kNone) kind = figure(last_figure_).kind;
    if (!kind) kind = harm_of_whole(tokens);
    if (!kind && joins_last(tokens)) kind = figure(last_figure_).kind;
    if (!kind) return;
    const bool several = noun == kNoToken || in_quantity(page_, noun);
    if (harm != nullptr && *kind == FigureKind::injured && several && killed_too(*harm)) {
      kind = FigureKind::affected;
    }
  } else {
    part = clause_.part_marker_before(tokens.begin);
    if (const std::optional<FigureKind> told = harm_told_of(tokens, *kind)) kind = told;
  }
  Figure out;
  out.kind = *kind;
  out.low = low;
  out.high = high;
  out.approximate = approximate;
  out.span = page_.code_points(tokens);
  out.victims = victims_of(tokens, noun);
  // "ستة من أفرادها": of a force.
  if (out.victims == Victims::people && noun != kNoToken && clause_.member(noun) &&
      page_.has(noun, feature::enclitic)) {
    out.victims = Victims::combatants;
  }
  // "ثلاثة جنود وأربعة آخرون", "قضى 20 منهم": of the same kind.
  const bool of_them = tokens.end < sentence_.last && clause_.partitive(tokens.end) &&
                       page_.has(tokens.end, feature::enclitic);
  if (out.victims == Victims::people && (others_ || of_them) && last_figure_ != kNone) {
    const Victims before = figure(last_figure_).victims;
    if (before == Victims::civilians || before == Victims::combatants) out.victims = before;
  }
  if (part && last_figure_ != kNone) out.within = last_figure_;
  if (page_.mentions.why) {
    out.why.push_back(harm != nullptr ? page_.lexicon.origin(harm->row->row) : "counted noun");
  }
  attach_event(out, first_event, tokens, harm);
  attribute(out, tokens);
  if (out.place == kNone) out.place = place_of(tokens);
  if (clause_.negated(tokens.begin)) out.status = Status::negated;
  out_.figures.push_back(std::move(out));
  if (!part) last_figure_ = static_cast<Index>(out_.figures.size() - 1);
  last_figure_end_ = tokens.end;
}

// Who they were: by the noun that counts them, by what stands behind it or tells what toll it is;
// "وأصيب تسعة آخرون": others of those before.
Victims FigureReader::victims_of(Span tokens, std::uint32_t noun) const {
  const Victims victims = noun == kNoToken ? Victims::people : clause_.victims_of(noun);
  const bool whole = noun != kNoToken || clause_.others_in(tokens);
  if (whole && clause_.mixed_behind(tokens, victims)) return Victims::mixed;
  if (victims != Victims::people) return victims;
  // "أربعة من رجال الشرطة": what follows the noun says who they are.
  const Victims behind = clause_.victims_behind(
      noun == kNoToken ? tokens : Span{tokens.begin, std::min(noun + 1, tokens.end)});
  if (behind != Victims::people) return behind;
  if (clause_.civilian_toll(tokens.begin)) return Victims::civilians;
  const bool near = last_figure_ != kNone && last_figure_end_ >= sentence_.first &&
                    last_figure_end_ <= tokens.begin &&
                    tokens.begin - last_figure_end_ <= kOthersReach;
  if (near && clause_.others_in(tokens)) {
    const Victims before = out_.figures[static_cast<std::size_t>(last_figure_)].victims;
    if (before == Victims::civilians || before == Victims::combatants) return before;
  }
  return Victims::people;
}

// "توفي أربعة من الجرحى", "أربعة جرحى توفوا", "أفرج عن 30 أسيرا": what is told of those whom a
// noun of harm counts says more than the noun.
std::optional<FigureKind> FigureReader::harm_told_of(Span tokens, FigureKind counted) const {
  for (const HarmWord& word : *told_.harm_words) {
    if (!word.harm || clause_.harmed_person(word.trigger.begin)) continue;
    const bool before = word.trigger.end == tokens.begin;
    const bool behind = word.is_verb && word.trigger.begin == tokens.end &&
                        (page_.has(tokens.end, feature::pl | feature::p3) ||
                         page_.has(tokens.end, feature::du | feature::p3));
    if (before || behind) return word.harm;
  }
  if (counted != FigureKind::detained && counted != FigureKind::abducted) return std::nullopt;
  const bool exchanged =
      std::any_of(told_.drafts->begin(), told_.drafts->end(), [&](const Draft& draft) {
        // "صفقة تبادل شملت 64 أسيرا"
        const bool covers =
            draft.trigger.end < tokens.begin && !draft.is_verb && clause_.covers(tokens.begin - 1);
        return draft.event.type == EventType::release && (tokens.contains(draft.trigger) || covers);
      });
  bool part = false;
  const HarmWord* over = harm_before(tokens.begin, kBareWindow, part);
  const bool freed = over != nullptr && over->harm == FigureKind::released;
  return exchanged || freed ? std::optional(FigureKind::released) : std::nullopt;
}

// "ارتفع إلى تسعة عدد القتلى", "عدد الذين قتلوا"; "عشرون في عداد المفقودين".
std::optional<FigureKind> FigureReader::harm_of_toll(std::uint32_t token) const {
  if (token < sentence_.last && page_.is(token, page_.classes.preposition)) ++token;
  if (token + 1 >= sentence_.last || !clause_.toll(token)) return std::nullopt;
  if (clause_.harmed_person(token + 1)) return clause_.harm_of(token + 1);
  if (!page_.is(token + 1, page_.classes.relative)) return std::nullopt;
  for (const HarmWord& word : *told_.harm_words) {
    if (word.is_verb && word.trigger.begin == token + 2) return word.harm;
  }
  return std::nullopt;
}

// "بلغ عدد الجرحى 75", "وصل عدد القتلى إلى 75".
std::optional<FigureKind> FigureReader::harm_of_toll_before(std::uint32_t token) const {
  if (token > sentence_.first && page_.is(token - 1, page_.classes.preposition)) --token;
  if (token < sentence_.first + 2 || !clause_.toll(token - 2)) return std::nullopt;
  return clause_.harmed_person(token - 1) ? clause_.harm_of(token - 1) : std::nullopt;
}

// "أحد الأحياء السكنية": quarters, which might be read as those alive; a plural that an adjective
// of the feminine singular describes is of things.
bool FigureReader::are_places(std::uint32_t noun) const {
  const std::uint32_t next = noun + 1;
  return clause_.ground(noun) && page_.has(noun, feature::pl) && next < sentence_.last &&
         page_.always(next, feature::adjective | feature::f | feature::sg);
}

// "اغتال مسلحان الضابط": behind a verb that cannot be a passive, who did it.
bool FigureReader::does_it(Span tokens, std::uint32_t noun) const {
  if (noun == kNoToken || clause_.victims_of(noun) != Victims::combatants) return false;
  return std::any_of(told_.harm_words->begin(), told_.harm_words->end(), [&](const HarmWord& word) {
    const std::uint32_t verb = word.trigger.begin;
    return word.is_verb && word.trigger.end == tokens.begin && word.trigger.size() == 1 &&
           word.row->subject == Role::agent && page_.has(verb, feature::verb | feature::sg) &&
           page_.has(verb, feature::verb | feature::m) &&
           !page_.has(verb, feature::verb | feature::passive) && !page_.has(noun, feature::oblique);
  });
}

// Whether a number that tells both ends tells what a toll was and what it is: "من 12 إلى 19".
bool FigureReader::has_changed(Span tokens) const {
  if (tokens.begin == sentence_.first || !clause_.partitive(tokens.begin - 1)) return false;
  for (std::uint32_t t = tokens.begin; t-- > sentence_.first;) {
    if (clause_.changes(t)) return true;
  }
  return false;
}

// "18 شخصا من القتلى": the harm of those of whom they are some.
std::optional<FigureKind> FigureReader::harm_of_whole(Span tokens) const {
  if (tokens.end + 1 >= sentence_.last || !clause_.partitive(tokens.end)) return std::nullopt;
  if (!clause_.harmed_person(tokens.end + 1)) return std::nullopt;
  return clause_.harm_of(tokens.end + 1);
}

// "26 مقاتلا … إضافة إلى تسعة مقاتلين", "ثلاثة موظفين وأربعة من الحراس": counted with those
// before.
bool FigureReader::joins_last(Span tokens) const {
  constexpr std::uint32_t kReach = 12;
  if (last_figure_ == kNone || last_figure_end_ > tokens.begin ||
      tokens.begin - last_figure_end_ > kReach || last_figure_end_ < sentence_.first) {
    return false;
  }
  bool joined = page_.has(tokens.begin, feature::with_wa);
  for (std::uint32_t t = last_figure_end_; t < tokens.begin; ++t) {
    if (page_.surely_verb(t)) return false;
    joined = joined || clause_.adds(t);
  }
  return joined;
}

// Whether those whom the verb harms stand before it: "شخصا قتل".
bool FigureReader::counts_before(std::uint32_t verb) const {
  return verb > sentence_.first &&
         (in_quantity(page_, verb - 1) || page_.is(verb - 1, page_.classes.victim));
}

// "قتل وأصيب 55": one number for both.
bool FigureReader::killed_too(const HarmWord& word) const {
  if (!page_.has(word.trigger.begin, feature::with_wa)) return false;
  return std::any_of(told_.harm_words->begin(), told_.harm_words->end(),
                     [&](const HarmWord& other) {
                       const std::uint32_t verb = other.trigger.begin;
                       // "ثلاثة من الحراس قتلوا وأصيب اثنان": a plural has its number before it.
                       return other.harm == FigureKind::killed && other.trigger.size() == 1 &&
                              other.trigger.end == word.trigger.begin && !counts_before(verb) &&
                              !page_.has(verb, feature::verb | feature::pl);
                     });
}

// Where people were harmed, when the event of the figure tells no place: the
// nearest place, that of the happening before, or where the article's first event was.
Index FigureReader::place_of(Span tokens) const {
  const auto local = [](const PlaceValue& value) { return value.level != PlaceLevel::country; };
  const mentions::Found* place =
      clause_.nearest<PlaceValue>(clause_.around(tokens), tokens, kPlaceReach, local);
  if (place == nullptr) place = told_.last_place != nullptr ? told_.last_place : told_.first_place;
  return place == nullptr ? kNone : index_of(page_, place);
}

Figure& FigureReader::figure(Index index) { return out_.figures[static_cast<std::size_t>(index)]; }

// The word of harm that governs a number to its right: "مقتل 12", "أودى بحياة 12";
// through coordination ("مقتل ستة مدنيين وجنديين"); `part` is set behind بينهم.
const HarmWord* FigureReader::harm_before(std::uint32_t token, std::uint32_t reach,
                                          bool& part) const {
  std::uint32_t steps = 0;
  for (std::uint32_t t = token; t-- > sentence_.first && steps++ < reach;) {
    if (clause_.part_marker(t)) {
      part = true;
      return nullptr;
    }
    for (const HarmWord& word : *told_.harm_words) {
      if (word.trigger.end == t + 1) return &word;
    }
    if (page_.punctuation(t) && page_.role(t) == text::Orthography::Role::sentence_end) break;
    if (page_.surely_verb(t) && !page_.is(t, page_.classes.relative)) break;
    if (page_.is(t, page_.classes.that)) break;
  }
  return nullptr;
}

const HarmWord* FigureReader::harm_after(std::uint32_t token) const {
  for (std::uint32_t t = token; t < std::min(sentence_.last, token + kPluralAfter); ++t) {
    const bool near = t < token + kHarmAfter || page_.has(t, feature::pl | feature::p3);
    for (const HarmWord& word : *told_.harm_words) {
      if (word.trigger.begin == t && word.is_verb && near) return &word;
    }
    if (page_.punctuation(t) && page_.role(t) == text::Orthography::Role::sentence_end) break;
    // "ستة أشخاص سقطوا بين قتيل وجريح": behind the verb a phrase tells what befell them.
    if (page_.surely_verb(t)) return phrase_of_harm(t + 1);
  }
  return nullptr;
}

// The phrase of harm over a token that begins there, or nullptr.
const HarmWord* FigureReader::phrase_of_harm(std::uint32_t first) const {
  const auto found =
      std::find_if(told_.harm_words->begin(), told_.harm_words->end(), [&](const HarmWord& word) {
        return word.trigger.begin == first && word.trigger.size() > 1 && !word.is_verb;
      });
  return found == told_.harm_words->end() ? nullptr : &*found;
}

bool FigureReader::in_phrase_of_harm(std::uint32_t token) const {
  return std::any_of(told_.harm_words->begin(), told_.harm_words->end(), [&](const HarmWord& word) {
    return word.trigger.size() > 1 && token >= word.trigger.begin && token < word.trigger.end;
  });
}

// One person without a number: "مقتل مدني", "شخصا قتل", "بينهم طفل".
void FigureReader::read_single_victims(std::size_t first_event) {
  for (const HarmWord& word : *told_.harm_words) {
    // "القتلى ضابط", but "قتيل ومفقود" are two.
    const lexicon::Features none = clause_.harmed_person(word.trigger.begin)
                                       ? feature::with_al | feature::with_wa
                                       : feature::with_al;
    // "عدد القتلى مرشح للارتفاع": what is said of the number.
    const bool toll = clause_.toll(word.trigger.begin) || (word.trigger.begin > sentence_.first &&
                                                           clause_.toll(word.trigger.begin - 1));
    if (!toll && word.trigger.end < sentence_.last && is_single(word.trigger.end, none)) {
      add_single(first_event, word.trigger.end, word.harm);
    } else if (word.is_verb && word.trigger.begin > sentence_.first &&
               is_single(word.trigger.begin - 1, feature::with_al) && !governed(word)) {
      add_single(first_event, word.trigger.begin - 1, word.harm);
    }
  }
  for (std::uint32_t t = sentence_.first + 1; t < sentence_.last; ++t) {
    const HarmWord* word = names_another(t) ? harm_round(t) : nullptr;
    if (word == nullptr) continue;
    others_ = true;
    add_figure(first_event, {t, t + 1}, kNoToken, word->harm, 1.0, 1.0, false);
    others_ = false;
  }
  for (const HarmWord& word : *told_.harm_words) {
    // "قتل أحدهم"
    const std::uint32_t next = word.trigger.end;
    if (next < sentence_.last && clause_.one_of_them(next) &&
        page_.has(next, feature::enclitic | feature::noun)) {
      others_ = true;
      add_figure(first_event, {next, next + 1}, kNoToken, word.harm, 1.0, 1.0, false);
      others_ = false;
    }
    const std::uint32_t object = object_of(word);
    if (object != kNoToken) add_single(first_event, object, word.harm);
  }
  // "خلف الانفجار قتيلا", "سقوط قتيل وجريح": the noun itself is who was harmed.
  bool left = false;
  for (std::uint32_t t = sentence_.first + 1; t < sentence_.last; ++t) {
    left = clause_.harmed_person(t) && is_single(t, feature::with_al) && !in_phrase_of_harm(t) &&
           (left ? page_.has(t, feature::with_wa) : is_left(t));
    if (left) add_single(first_event, t, clause_.harm_of(t));
  }
  for (std::uint32_t t = sentence_.first; t + 1 < sentence_.last; ++t) {
    if (!clause_.part_marker(t)) continue;
    if (is_single(t + 1, feature::with_al | feature::with_wa)) add_part(first_event, t + 1);
  }
}

// "سقوط قتيل", "أسفر عن قتيل"
bool FigureReader::is_left(std::uint32_t noun) const {
  if (clause_.leaves(noun - 1)) return true;
  return noun >= sentence_.first + 2 && clause_.leaves(noun - 2) &&
         (page_.is(noun - 1, page_.classes.preposition) || page_.actor(noun - 1) != nullptr ||
          page_.has(noun - 1, feature::noun | feature::with_al));
}

// "قتل حارس وأصيب آخر", "وأصيب ثالث": one more of those told of before.
bool FigureReader::names_another(std::uint32_t t) const {
  return last_figure_ >= static_cast<Index>(sentence_figures_) && clause_.another(t) &&
         page_.acts_as_verb(t - 1) && !page_.has(t, feature::with_al) &&
         !page_.has(t, feature::pl | feature::adjective) && !in_quantity(page_, t) &&
         page_.actor(t) == nullptr &&
         // "قتل آخر قادتهم": the last of them.
         (t + 1 >= sentence_.last ||
          page_.reading(t + 1, feature::noun, feature::proclitics) == nullptr ||
          page_.has(t + 1, feature::particle));
}

// The word of harm before the token, or of a phrase round it: "أصيب ثالث بجروح".
const HarmWord* FigureReader::harm_round(std::uint32_t token) const {
  constexpr std::uint32_t kRound = 2;
  for (const HarmWord& word : *told_.harm_words) {
    const std::uint32_t begin = word.trigger.begin;
    if (begin + 1 == token || (begin > token && begin <= token + kRound)) return &word;
  }
  return nullptr;
}

// "خطف مسلحون طبيبا": whom the subject between took or killed, one without a number.
std::uint32_t FigureReader::object_of(const HarmWord& word) const {
  constexpr std::uint32_t kReach = 8;
  if (!word.is_verb || word.row->subject != Role::agent || word.trigger.size() != 1 ||
      word.trigger.end >= sentence_.last) {
    return kNoToken;
  }
  const mentions::Found* subject = page_.actor(word.trigger.end);
  if (subject == nullptr || subject->tokens.begin != word.trigger.end) return kNoToken;
  const std::uint32_t limit = std::min(sentence_.last, subject->tokens.end + kReach);
  for (std::uint32_t t = subject->tokens.end; t < limit; ++t) {
    // "مسلحون يستقلون دراجة …": a verb that describes the subject.
    if (t == subject->tokens.end && page_.has(t, feature::verb | feature::present | feature::pl)) {
      continue;
    }
    if (page_.punctuation(t) || page_.surely_verb(t) || page_.is(t, page_.classes.that)) break;
    if (page_.has(t, feature::noun | feature::accusative) && is_single(t, feature::with_al) &&
        !page_.has(t, feature::with_wa)) {
      return t;
    }
  }
  return kNoToken;
}

// "مقتل شخص قتل …": the person belongs to the word before.
bool FigureReader::governed(const HarmWord& word) const {
  return std::any_of(
      told_.harm_words->begin(), told_.harm_words->end(),
      [&](const HarmWord& other) { return other.trigger.end + 1 == word.trigger.begin; });
}

bool FigureReader::is_single(std::uint32_t noun, lexicon::Features none) const {
  // "جرحت زوجته": of kin the pronoun only tells whose.
  const lexicon::Features whose = clause_.kin(noun) ? 0 : feature::enclitic;
  const Reading* reading =
      page_.reading(noun, feature::noun | feature::sg, none | whose | feature::verb);
  if (reading == nullptr || !page_.is(noun, page_.classes.victim) || in_quantity(page_, noun)) {
    return false;
  }
  if ((reading->features & (feature::with_bi | feature::with_li)) != 0) return false;
  const mentions::Found* found = page_.mention(noun);
  if (found != nullptr && named(*found)) return false;
  // "أفرجت كوريا عنهم": a state, though the word may be one of its people.
  if (value_of<PlaceValue>(found) != nullptr) return false;
  const auto* actor = value_of<ActorValue>(found);
  if (actor != nullptr && actor->cls == ActorClass::government) return false;
  return noun + 1 >= sentence_.last || !page_.always(noun + 1, feature::name);
}

void FigureReader::add_single(std::size_t first_event, std::uint32_t noun,
                              std::optional<FigureKind> harm) {
  add_figure(first_event, {noun, noun + 1}, noun, harm, 1.0, 1.0, false);
}

// A part of the figure that ends nearest before it.
void FigureReader::add_part(std::size_t first_event, std::uint32_t noun) {
  const std::uint32_t begin = page_.code_points({noun, noun + 1}).begin;
  Index whole = kNone;
  for (std::size_t i = sentence_figures_; i < out_.figures.size(); ++i) {
    if (out_.figures[i].span.end <= begin) whole = static_cast<Index>(i);
  }
  if (whole == kNone) return;
  const Index last = std::exchange(last_figure_, whole);
  add_single(first_event, noun, figure(whole).kind);
  last_figure_ = last;
}

bool FigureReader::named(const mentions::Found& found) {
  const auto* actor = value_of<ActorValue>(&found);
  return actor != nullptr && (!actor->entity.empty() || found.tokens.size() > 2);
}

// "35 مقاتلا من قوات النظام", "عشرة قتلى في صفوف الفصائل": the body that was hit.
const mentions::Found* FigureReader::body_counted(Span tokens) const {
  constexpr std::uint32_t kReach = 4;
  for (std::uint32_t t = tokens.end; t < std::min(sentence_.last, tokens.end + kReach); ++t) {
    const mentions::Found* found = page_.actor(t);
    if (found != nullptr) {
      return t > tokens.end && found->tokens.begin == t && is_armed(*found) ? found : nullptr;
    }
    if (page_.punctuation(t) || page_.surely_verb(t) || clause_.by(t)) return nullptr;
    // "قتلت أربعة مسلحين حسب قيادة القوات": who says so.
    if (std::any_of(claims_.begin(), claims_.end(), [&](const claims::Found& claim) {
          return t >= claim.cue.begin && t < claim.cue.end;
        })) {
      return nullptr;
    }
    if (clause_.weapon_word(t) && page_.has(t, feature::with_bi)) return nullptr;  // "برصاص الجيش"
  }
  return nullptr;
}

// The event that harmed them: an attack of the sentence, the nearest; else the
// word of harm itself.
void FigureReader::attach_event(Figure& out, std::size_t first_event, Span tokens,
                                const HarmWord* harm) {
  std::size_t best = out_.events.size();
  std::uint32_t best_distance = kNoToken;
  for (std::size_t i = 0; i < told_.drafts->size(); ++i) {
    const Draft& draft = (*told_.drafts)[i];
    const bool attack = is_attack(out_.events[first_event + i].type) ||
                        out_.events[first_event + i].type == EventType::violence ||
                        out_.events[first_event + i].type == type_of(out.kind) ||
                        (harm != nullptr && draft.trigger == harm->trigger);
    if (!attack) continue;
    std::uint32_t distance = draft.trigger.begin >= tokens.end
                                 ? draft.trigger.begin - tokens.end
                                 : tokens.begin - std::min(tokens.begin, draft.trigger.end);
    if (harm != nullptr && draft.trigger == harm->trigger) distance = 0;
    // "نزحت 50 أسرة بعد القصف": who were displaced belong to their displacement.
    if (out_.events[first_event + i].type == type_of(out.kind)) distance = 0;
    if (distance < best_distance) {
      best_distance = distance;
      best = first_event + i;
    }
  }
  const bool attacked = best != out_.events.size();
  // Nobody attacked, people protested.
  for (std::size_t i = told_.drafts->size(); best == out_.events.size() && i-- > 0;) {
    if (out_.events[first_event + i].type == EventType::protest) best = first_event + i;
  }
  if (best == out_.events.size()) {
    out.from = out.to = page_.document.published;
    return;
  }
  Event& event = out_.events[best];
  out.event = static_cast<Index>(best);
  if (const mentions::Found* hit =
          attacked && event.type != type_of(out.kind) ? body_counted(tokens) : nullptr) {
    const Index index = index_of(page_, hit);
    const bool known =
        std::find(event.targets.begin(), event.targets.end(), index) != event.targets.end() ||
        std::find(event.agents.begin(), event.agents.end(), index) != event.agents.end();
    // Those who fell in a fight took part in it.
    const Draft& draft = (*told_.drafts)[best - first_event];
    const bool fight = event.type == EventType::clash && draft.row->mutual();
    if (!known) (fight ? event.agents : event.targets).push_back(index);
  }
  out.from = event.from;
  out.to = event.to;
  if (attacked) out.status = harm != nullptr && harm->is_verb ? harm->status : event.status;
  if (!event.places.empty()) out.place = event.places.front();
}

// "تبنى التنظيم هجوما", "أعلن التنظيم مسؤوليته عن الهجوم".
bool FigureReader::claims_responsibility(const claims::Found& claim) const {
  for (std::uint32_t t = claim.cue.begin; t <= claim.content.begin; ++t) {
    if (clause_.tells_responsibility(t)) return true;
  }
  return false;
}

// Who gives the figure: the innermost claim that holds it and has a speaker.
void FigureReader::attribute(Figure& out, Span tokens) const {
  const claims::Found* inner = nullptr;
  for (std::size_t i = 0; i < claims_.size(); ++i) {
    const claims::Found& claim = claims_[i];
    if (!claim.content.contains(tokens)) continue;
    out.claims.push_back(static_cast<Index>(i));
    // Who claims an attack as his own does not count its victims.
    if (claim.claim.stance == Stance::doubts || claim.claim.sources.empty() ||
        claims_responsibility(claim)) {
      continue;
    }
    if (inner == nullptr || claim.content.size() <= inner->content.size()) inner = &claim;
  }
  if (inner != nullptr) out.sources = inner->claim.sources;
}

}  // namespace marsad::events
