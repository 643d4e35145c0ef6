// SPDX-License-Identifier: Apache-2.0
#include "marsad/claims/claims.h"

#include <algorithm>
#include <optional>

#include "marsad/claims/frames.h"

namespace marsad::claims {
namespace {

namespace feature = lexicon::feature;
using grammar::Edge;
using grammar::Kind;

using mentions::kNoToken;
using mentions::Page;


using mentions::value_of;
using morphology::Reading;
using Role = text::Orthography::Role;

constexpr std::uint32_t kThatWindow = 45;    // tokens from a cue to its complementizer
constexpr std::uint32_t kQuoteWindow = 25;   // … to the colon or quotation mark
constexpr std::uint32_t kPhraseWindow = 9;   // … to a content that is a noun phrase
constexpr std::uint32_t kSourceWindow = 12;  // … to its source

// A place in the text that may report: a word or phrase with a row of cues.tsv.
struct Candidate {
  Span cue;
  const CueRow* row = nullptr;
  const Reading* reading = nullptr;   // of the verb, noun or participle; nullptr for phrases
};

class Reader {
 public:
  Reader(const Page& page, const CueRows& rows, std::vector<Found>& out)
      : page_(page), rows_(rows), out_(out) {}

  void read() {
    for (const text::Sentence& sentence : page_.text.sentences) {
      sentence_ = sentence;
      gather();
      for (const Candidate& candidate : candidates_) try_candidate(candidate);
      try_heading_colon();
    }
    std::stable_sort(out_.begin(), out_.end(), [](const Found& a, const Found& b) {
      return a.cue.begin < b.cue.begin;
    });
    link();
  }

 private:
  // ---- Candidates: phrases first, and no two over one token. ----------------
  void gather() {
    candidates_.clear();
    taken_.assign(sentence_.last - sentence_.first, false);
    const auto free = [&](Span tokens) {
      for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
        if (taken_[t - sentence_.first]) return false;
      }
      return true;
    };
    const auto take = [&](Span tokens) {
      for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) taken_[t - sentence_.first] = true;
    };
    for (std::uint32_t token = sentence_.first; token < sentence_.last; ++token) {
      for (grammar::EdgeId id = page_.chart.head[token]; id != grammar::kNoEdge;
           id = page_.chart.edges[id].next) {
        const Edge& edge = page_.chart.edges[id];
        if (edge.kind != Kind::phrase || edge.last > sentence_.last) continue;
        const CueRow* row = cue_row(page_.chart.readings_of(edge).front().lexeme,
                                    [](const CueRow& r) { return r.phrase || r.preposition; });
        if (row == nullptr) continue;
        const Span cue{edge.first, edge.last};
        // A phrase with a subject inside is taken by its ends.
        if (edge.gapped ? taken_[token - sentence_.first] : !free(cue)) continue;
        candidates_.push_back({cue, row, nullptr});
        take(edge.gapped ? Span{edge.first, edge.first + 1} : cue);
        break;
      }
    }
    for (std::uint32_t token = sentence_.first; token < sentence_.last; ++token) {
      if (taken_[token - sentence_.first] || inside_name(token)) continue;
      for (const Reading& reading : page_.readings(token)) {
        if (reading.lexeme == lexicon::kNothing || !page_.lexicon.in_set(page_.classes.cue, reading.lexeme)) {
          continue;
        }
        const CueRow* row = cue_row(reading.lexeme, [&](const CueRow& r) { return fits(r, reading, token); });
        if (row == nullptr) continue;
        candidates_.push_back({{token, token + 1}, row, &reading});
        break;
      }
    }
    std::stable_sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
      return a.cue.begin < b.cue.begin;
    });
  }

  template <typename Fits>
  const CueRow* cue_row(lexicon::LexemeId lexeme, const Fits& wanted) const {
    for (const lexicon::RowId row : page_.lexicon.rows_of(lexeme)) {
      const CueRow* found = rows_.of(row);
      if (found != nullptr && wanted(*found)) return found;
    }
    return nullptr;
  }

  // Whether the word stands in a form in which such a row reports.
  bool fits(const CueRow& row, const Reading& reading, std::uint32_t token) const {
    if (row.verb && (reading.features & feature::verb)) {
      // The first and second person are a quoted voice, not the article's.
      return (reading.features & feature::p3) != 0 && !(reading.features & feature::imperative);
    }
    if (row.participle) {
      return (reading.features & feature::accusative) != 0 ||
             ((reading.features & feature::adjective) && !(reading.features & feature::with_al) &&
              page_.has(token, feature::oblique)) ||
             ((reading.features & (feature::f | feature::adjective)) == (feature::f | feature::adjective) &&
              !(reading.features & feature::with_al));
    }
    if (row.preposition) {
      return !(reading.features & (feature::verb | feature::with_al | feature::enclitic));
    }
    return row.noun && (reading.features & feature::noun) && !page_.surely_verb(token);
  }

  bool inside_name(std::uint32_t token) const {
    const mentions::Found* found = page_.mention(token);
    return found != nullptr && found->tokens.size() > 1 && found->head != token &&
           value_of<ActorValue>(found) != nullptr && !page_.has(token, feature::verb);
  }

  // ---- One candidate ---------------------------------------------------------
  void try_candidate(const Candidate& candidate) {
    const CueRow& row = *candidate.row;
    if (row.no_claim) return;
    Found found;
    found.cue = candidate.cue;
    found.row = row.row;
    found.claim.stance = row.stance;
    bool ok = false;
    if (row.preposition) {
      ok = read_attribution(candidate, found);
    } else if (row.phrase) {
      ok = read_phrase(candidate, found);
    } else if (row.verb && candidate.reading != nullptr && (candidate.reading->features & feature::verb)) {
      ok = read_verb(candidate, found);
    } else if (row.participle) {
      ok = read_participle(candidate, found);
    } else if (row.noun) {
      ok = read_noun(candidate, found);
    }
    if (!ok) return;
    if (negated_before(candidate.cue.begin) && row.stance == Stance::asserts) {
      // "لم يؤكد" tells no claim of its own; only "did not say" rows (phrases) do.
      return;
    }
    out_.push_back(std::move(found));
  }

  bool negated_before(std::uint32_t token) const {
    return token > sentence_.first && page_.is(token - 1, page_.classes.negation) &&
           !page_.is(token - 1, page_.classes.relative);
  }

  // ---- Content ---------------------------------------------------------------
  bool opens_quote(std::uint32_t token) const {
    const Role role = page_.role(token);
    return page_.punctuation(token) &&
           (role == Role::open_quote || role == Role::either_quote || is_colon(token));
  }

  bool is_colon(std::uint32_t token) const {
    return page_.punctuation(token) && page_.text.folded_of(page_.text.tokens[token]) == u":";
  }

  // The last token of what is said: to the end of the sentence, or up to a
  // later attribution that belongs to the same content.
  std::uint32_t content_end(std::uint32_t begin) const {
    std::uint32_t end = sentence_.last;
    while (end > begin && page_.punctuation(end - 1)) --end;
    return end;
  }

  // Where the content of a cue begins, searched to the right of `from`.
  std::optional<std::uint32_t> content_after(const CueRow& row, std::uint32_t from,
                                             std::uint32_t source_end) const {
    const std::uint32_t last = sentence_.last;
    if (row.that) {
      std::uint32_t depth = 0;
      for (std::uint32_t t = from; t < std::min(last, from + kThatWindow); ++t) {
        if (page_.is(t, page_.classes.complementizer) && !page_.surely_verb(t)) {
          return t + (page_.has(t, feature::enclitic) ? 0 : 1);
        }
        // A new finite clause after a comma: this cue has no complementizer.
        if (page_.punctuation(t) && page_.role(t) == Role::pause && t + 1 < last &&
            page_.has(t + 1, feature::verb | feature::with_wa) && ++depth > 0) {
          break;
        }
      }
    }
    if (row.quote || row.that) {
      for (std::uint32_t t = from; t < std::min(last, from + kQuoteWindow); ++t) {
        if (opens_quote(t) && (is_colon(t) || !inside_actor(t))) {
          return t + 1 < last ? std::optional(t + 1) : std::nullopt;
        }
      }
    }
    const std::uint32_t begin = std::max(from, source_end);
    for (std::uint32_t t = begin; t < std::min(last, begin + kPhraseWindow); ++t) {
      if (page_.punctuation(t)) {
        if (page_.role(t) == Role::pause || page_.role(t) == Role::sentence_end) break;
        continue;
      }
      if (skippable(t)) continue;
      const bool prepositional =
          (row.prepositions != 0 && page_.has(t, row.prepositions & ~feature::with_wa)) ||
          std::any_of(row.particles.begin(), row.particles.end(), [&](lexicon::LexemeId particle) {
            const auto readings = page_.readings(t);
            return std::any_of(readings.begin(), readings.end(),
                               [&](const Reading& r) { return r.lexeme == particle; });
          });
      if (prepositional) {
        const bool particle = page_.has(t, feature::particle);
        const std::uint32_t content = particle ? t + 1 : t;
        return content < last ? std::optional(content) : std::nullopt;
      }
      if (row.noun_phrase && tells(t)) return t;
      if (row.figure && quantity_at(t)) return t;
      if (!row.noun_phrase && !row.target && page_.has(t, feature::noun)) break;
    }
    return std::nullopt;
  }

  bool inside_actor(std::uint32_t token) const {
    const mentions::Found* found = page_.actor(token);
    return found != nullptr && found->tokens.begin < token && token + 1 < found->tokens.end;
  }

  // A noun that can be told: a masdar, an event, a number of people.
  bool tells(std::uint32_t token) const {
    return page_.has(token, feature::masdar) || page_.is(token, page_.classes.trigger) ||
           quantity_at(token);
  }

  bool quantity_at(std::uint32_t token) const {
    for (grammar::EdgeId id = page_.chart.head[token]; id != grammar::kNoEdge;
         id = page_.chart.edges[id].next) {
      if (page_.chart.edges[id].kind == Kind::quantity || page_.chart.edges[id].kind == Kind::number) {
        return true;
      }
    }
    return false;
  }

  // Words that may stand between a cue and its source or content.
  bool skippable(std::uint32_t token) const {
    const mentions::Found* found = page_.mention(token);
    if (value_of<TimeValue>(found) != nullptr) return true;
    return page_.actor(token) != nullptr || value_of<PlaceValue>(found) != nullptr ||
           page_.always(token, feature::adjective) || page_.has(token, feature::particle);
  }

  // ---- Sources ---------------------------------------------------------------
  struct Sources {
    std::vector<Index> actors;
    std::uint32_t end = 0;              // token after the last source
    Index told_to = kNone;
    std::uint32_t first = kNoToken;
  };

  Index index_of(const mentions::Found* found) const {
    return static_cast<Index>(found - page_.mentions.all.data());
  }

  bool may_speak(const mentions::Found& found) const {
    return value_of<ActorValue>(&found) != nullptr;
  }

  // Adds the actors coordinated with the one that starts at `token`.
  void coordinate(std::uint32_t token, Sources& out) const {
    while (token < sentence_.last) {
      const mentions::Found* found = page_.actor(token);
      if (found == nullptr || found->tokens.begin != token) break;
      out.actors.push_back(index_of(found));
      if (out.first == kNoToken) out.first = token;
      out.end = found->tokens.end;
      token = found->tokens.end;
      if (token >= sentence_.last) break;
      const bool joined = page_.has(token, feature::with_wa) && page_.actor(token) != nullptr &&
                          page_.actor(token)->tokens.begin == token;
      const bool after_and = page_.is(token, page_.classes.and_word) && token + 1 < sentence_.last &&
                             page_.actor(token + 1) != nullptr;
      if (after_and) ++token;
      if (!joined && !after_and) break;
    }
  }

  // The subject after a verb: the first actor before the content, past times,
  // places, adverbs and prepositional phrases; "ل" before an outlet is told_to.
  Sources after(std::uint32_t from, std::uint32_t limit) const {
    Sources out;
    out.end = from;
    for (std::uint32_t t = from; t < std::min({limit, sentence_.last, from + kSourceWindow}); ++t) {
      if (page_.punctuation(t)) {
        if (page_.role(t) == Role::sentence_end || is_colon(t)) break;
        if (page_.role(t) == Role::pause) break;
        continue;
      }
      if (page_.is(t, page_.classes.that)) break;
      const mentions::Found* found = page_.actor(t);
      if (found != nullptr && found->tokens.begin == t) {
        const auto* value = value_of<ActorValue>(found);
        const bool to_outlet = value->cls == ActorClass::media && page_.has(t, feature::with_li);
        const bool after_preposition =
            t > from && page_.is(t - 1, page_.classes.preposition) && page_.always(t - 1, feature::particle);
        if (to_outlet) {
          out.told_to = index_of(found);
          t = found->tokens.end - 1;
          continue;
        }
        const bool with_preposition =
            page_.always(t, feature::with_bi) || page_.always(t, feature::with_li);
        if (after_preposition || with_preposition) {
          t = found->tokens.end - 1;
          continue;
        }
        coordinate(t, out);
        outlet(out.end, limit, out);
        return out;
      }
      if (t > from && page_.surely_verb(t)) break;
    }
    return out;
  }

  // "… لرويترز" after the source.
  void outlet(std::uint32_t from, std::uint32_t limit, Sources& out) const {
    for (std::uint32_t t = from; t < std::min({limit, sentence_.last, from + kSourceWindow}); ++t) {
      const mentions::Found* found = page_.actor(t);
      const auto* value = value_of<ActorValue>(found);
      if (value != nullptr && value->cls == ActorClass::media && found->tokens.begin == t &&
          (page_.has(t, feature::with_li) ||
           (t > from && page_.always(t - 1, feature::particle)))) {
        out.told_to = index_of(found);
        return;
      }
      if (page_.is(t, page_.classes.that) || page_.surely_verb(t)) return;
    }
  }

  // The subject before a verb: the nearest actor to its left in the clause, past
  // a relative pronoun, adjectives, times and places.
  Sources before(std::uint32_t verb) const {
    Sources out;
    out.end = verb + 1;
    const bool relative = verb > sentence_.first && page_.is(verb - 1, page_.classes.relative);
    std::uint32_t steps = 0;
    for (std::uint32_t t = verb; t-- > sentence_.first && steps++ < kSourceWindow;) {
      const mentions::Found* found = page_.actor(t);
      if (found != nullptr && found->tokens.end - 1 == t) {
        const std::uint32_t begin = found->tokens.begin;
        const bool prepositional =
            (begin > sentence_.first && page_.is(begin - 1, page_.classes.preposition) &&
             page_.always(begin - 1, feature::particle)) ||
            page_.always(begin, feature::with_bi) || page_.always(begin, feature::with_li);
        if (prepositional && !relative) {
          t = begin;
          continue;
        }
        out.actors.push_back(index_of(found));
        out.first = begin;
        return out;
      }
      if (page_.punctuation(t)) {
        if (page_.role(t) == Role::sentence_end) break;
        continue;
      }
      if (page_.surely_verb(t) || page_.is(t, page_.classes.that)) break;
    }
    return out;
  }

  // The speaker of the last claim before this place, for وأضاف and مشيرا.
  std::vector<Index> last_speaker(bool this_sentence_only) const {
    for (auto it = out_.rbegin(); it != out_.rend(); ++it) {
      if (it->claim.sources.empty()) continue;
      if (this_sentence_only && it->cue.begin < sentence_.first) return {};
      return it->claim.sources;
    }
    return {};
  }

  // ---- The sorts of cues -----------------------------------------------------
  bool read_verb(const Candidate& candidate, Found& found) {
    const CueRow& row = *candidate.row;
    const std::uint32_t from = candidate.cue.end;
    const Reading& reading = *candidate.reading;
    const bool passive_only =
        (reading.features & feature::passive) && !(reading.features & feature::active);
    Sources sources;
    if (!passive_only) {
      sources = after(from, sentence_.last);
      // A subject behind the complementizer belongs to what is said.
      const auto content = content_after(row, from, sources.end);
      if (content && sources.first != kNoToken && sources.first >= *content) {
        sources = {};
        sources.end = from;
      }
    } else {
      sources.end = from;
    }
    std::optional<std::uint32_t> content = content_after(row, from, sources.end);
    if (row.target && !content) {
      // "اتهم الجيش المعارضة بخرق الهدنة": the content may be the whole rest.
      content = sources.end < sentence_.last ? std::optional(sources.end) : std::nullopt;
      if (sources.actors.empty()) content.reset();
    }
    const bool object = (reading.features & feature::enclitic) != 0;
    if (!content && object && (row.about || row.that || row.noun_phrase)) {
      set_content(found, {sentence_.first, candidate.cue.begin});
    } else if (content) {
      set_content(found, {*content, content_end(*content)});
    } else if (row.before && !sources.actors.empty() && ends_clause(sources.end)) {
      set_content(found, {sentence_.first, candidate.cue.begin});
    } else if (row.about && sources.end + 1 < sentence_.last && !sources.actors.empty()) {
      set_content(found, {sources.end, content_end(sources.end)});
    } else {
      return false;
    }
    if (sources.actors.empty() && !passive_only) {
      const Sources left = before(candidate.cue.begin);
      if (!left.actors.empty()) {
        sources.actors = left.actors;
      } else {
        sources.actors = last_speaker(false);
      }
    }
    found.claim.sources = sources.actors;
    found.claim.told_to = sources.told_to;
    return true;
  }

  bool ends_clause(std::uint32_t token) const {
    while (token < sentence_.last && skippable(token)) ++token;
    return token >= sentence_.last || page_.punctuation(token);
  }

  bool read_participle(const Candidate& candidate, Found& found) {
    const auto content = content_after(*candidate.row, candidate.cue.end, candidate.cue.end);
    if (!content) return false;
    set_content(found, {*content, content_end(*content)});
    found.claim.sources = last_speaker(true);
    if (found.claim.sources.empty()) found.claim.sources = before(candidate.cue.begin).actors;
    if (found.claim.sources.empty()) found.claim.sources = last_speaker(false);
    return true;
  }

  // "وفق المرصد", "بحسب ما أفاد مصدر": the source follows at once.
  bool read_attribution(const Candidate& candidate, Found& found) {
    std::uint32_t from = candidate.cue.end;
    // A verb of saying after ما belongs to the cue.
    for (std::uint32_t t = from; t < std::min(sentence_.last, from + 2); ++t) {
      const Reading* verb = page_.verb(t);
      if (verb != nullptr && page_.is(t, page_.classes.cue)) {
        found.cue.end = t + 1;
        from = t + 1;
        break;
      }
    }
    Sources sources;
    for (std::uint32_t t = from; t < std::min(sentence_.last, from + 4); ++t) {
      if (page_.actor(t) != nullptr && page_.actor(t)->tokens.begin == t) {
        coordinate(t, sources);
        break;
      }
      if (page_.punctuation(t) && page_.role(t) == Role::pause) break;
    }
    if (sources.actors.empty()) return false;
    outlet(sources.end, sentence_.last, sources);
    found.claim.sources = sources.actors;
    found.claim.told_to = sources.told_to;
    // At the head of the sentence the content follows, else it came before.
    if (candidate.cue.begin <= sentence_.first + 1) {
      std::uint32_t begin = sources.end;
      while (begin < sentence_.last && page_.punctuation(begin)) ++begin;
      set_content(found, {begin, content_end(begin)});
    } else {
      std::uint32_t begin = sentence_.first;
      if (!out_.empty() && out_.back().cue.begin >= sentence_.first) {
        begin = std::max(begin, out_.back().content.begin);
      }
      if (begin >= candidate.cue.begin) begin = sentence_.first;
      set_content(found, {begin, candidate.cue.begin});
    }
    return true;
  }

  bool read_noun(const Candidate& candidate, Found& found) {
    const CueRow& row = *candidate.row;
    const std::uint32_t from = candidate.cue.end;
    Sources sources = after(from, sentence_.last);
    if (sources.first != kNoToken && sources.first > from + 2) sources = {};
    sources.end = std::max(sources.end, from);
    std::optional<std::uint32_t> content;
    for (std::uint32_t t = sources.end; t < std::min(sentence_.last, sources.end + 4); ++t) {
      if (page_.punctuation(t)) break;
      if (row.that && page_.is(t, page_.classes.that)) {
        content = t + 1;
        break;
      }
      if (page_.surely_verb(t)) break;
      const bool told = tells(t);
      if (told && row.prepositions != 0 && page_.has(t, row.prepositions)) {
        content = t;
        break;
      }
      if (told && t > from && std::any_of(row.particles.begin(), row.particles.end(), [&](lexicon::LexemeId particle) {
            const auto readings = page_.readings(t - 1);
            return std::any_of(readings.begin(), readings.end(),
                               [&](const Reading& r) { return r.lexeme == particle; });
          })) {
        content = t;
        break;
      }
      if (told && row.noun_phrase && !sources.actors.empty()) {
        content = t;
        break;
      }
    }
    if (!content || *content >= sentence_.last) return false;
    if (sources.actors.empty() && (candidate.reading->features & feature::enclitic)) {
      sources.actors = before(candidate.cue.begin).actors;
    }
    set_content(found, {*content, content_end(*content)});
    found.claim.sources = sources.actors;
    return true;
  }

  bool read_phrase(const Candidate& candidate, Found& found) {
    const CueRow& row = *candidate.row;
    Sources sources;
    // A source inside the phrase (أعلن الجيش مسؤوليته عن), after it, or before it.
    if (candidate.cue.size() > 1) sources = after(candidate.cue.begin + 1, candidate.cue.end);
    const bool inside = !sources.actors.empty();
    if (!inside && row.stance != Stance::doubts) {
      sources = after(candidate.cue.end, sentence_.last);
      if (sources.first != kNoToken && sources.first > candidate.cue.end + 1) sources = {};
      if (sources.actors.empty()) sources = before(candidate.cue.begin);
      if (sources.actors.empty()) sources.actors = last_speaker(false);
    }
    const std::uint32_t from = std::max(candidate.cue.end, inside ? candidate.cue.end : sources.end);
    const auto content = content_after(row, candidate.cue.end, candidate.cue.end);
    if (content) {
      set_content(found, {*content, content_end(*content)});
    } else if (row.before || row.about) {
      if (from < sentence_.last && !page_.punctuation(from)) {
        set_content(found, {from, content_end(from)});
      } else {
        set_content(found, {sentence_.first, candidate.cue.begin});
      }
    } else if (from < sentence_.last && !page_.punctuation(from)) {
      set_content(found, {from, content_end(from)});
    } else {
      return false;
    }
    found.claim.sources = sources.actors;
    return true;
  }

  // A headline "الصليب الأحمر: نصف المدينة بلا ماء".
  void try_heading_colon() {
    const mentions::Found* found = page_.actor(sentence_.first);
    if (found == nullptr || found->tokens.begin != sentence_.first ||
        found->tokens.end + 1 >= sentence_.last || !is_colon(found->tokens.end)) {
      return;
    }
    Found claim;
    claim.cue = {found->tokens.end, found->tokens.end + 1};
    claim.claim.stance = Stance::asserts;
    claim.claim.sources = {index_of(found)};
    set_content(claim, {found->tokens.end + 1, content_end(found->tokens.end + 1)});
    out_.push_back(std::move(claim));
  }

  void set_content(Found& found, Span tokens) const {
    while (tokens.begin < tokens.end && page_.punctuation(tokens.end - 1)) --tokens.end;
    while (tokens.begin < tokens.end && page_.punctuation(tokens.begin)) ++tokens.begin;
    found.content = tokens;
  }

  // ---- Between claims ----------------------------------------------------------
  // Contents end before a later attribution; denials, doubts and confirmations
  // answer the claim before them; a cue inside a content is said within it.
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
      if (out_[i].row != lexicon::kNothing) claim.why.push_back(page_.lexicon.origin(out_[i].row));
    }
  }

  const Page& page_;
  const CueRows& rows_;
  std::vector<Found>& out_;
  text::Sentence sentence_;
  std::vector<Candidate> candidates_;
  std::vector<bool> taken_;
};

}  // namespace

struct Cues::Table {
  CueRows rows;
};

Cues::Cues(const lexicon::Lexicon& lexicon) : table_(new Table{CueRows(lexicon)}) {}
Cues::~Cues() = default;
Cues::Cues(Cues&&) noexcept = default;

void Cues::find(const mentions::Page& page, std::vector<Found>& out) const {
  out.clear();
  Reader(page, table_->rows, out).read();
}

}  // namespace marsad::claims
