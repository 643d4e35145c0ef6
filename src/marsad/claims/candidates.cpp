// SPDX-License-Identifier: Apache-2.0
#include "marsad/claims/candidates.h"

#include <algorithm>

namespace marsad::claims {
namespace {

namespace feature = lexicon::feature;
using grammar::Edge;
using grammar::Kind;
using lexicon::Features;
using mentions::Page;
using morphology::Reading;

class Gatherer {
 public:
  Gatherer(const Scan& scan, const CueRows& rows, const text::Sentence& sentence,
           std::vector<Candidate>& out)
      : scan_(scan),
        page_(scan.page),
        rows_(rows),
        sentence_(sentence),
        out_(out),
        taken_(sentence.last - sentence.first, false) {}

  void run() {
    for (std::uint32_t t = sentence_.first; t < sentence_.last; ++t) phrase(t);
    for (std::uint32_t t = sentence_.first; t < sentence_.last; ++t) attribution(t);
    for (std::uint32_t t = sentence_.first; t < sentence_.last; ++t) {
      if (!taken_[t - sentence_.first]) word(t);
    }
    std::stable_sort(out_.begin(), out_.end(), [](const Candidate& a, const Candidate& b) {
      return a.cue.begin < b.cue.begin;
    });
  }

 private:
  template <typename Fits>
  const CueRow* cue_row(lexicon::LexemeId lexeme, const Fits& wanted) const {
    if (lexeme == lexicon::kNothing) return nullptr;
    for (const lexicon::RowId row : page_.lexicon.rows_of(lexeme)) {
      const CueRow* found = rows_.of(row);
      if (found != nullptr && wanted(*found)) return found;
    }
    return nullptr;
  }

  bool taken(Span tokens) const {
    return std::any_of(taken_.begin() + (tokens.begin - sentence_.first),
                       taken_.begin() + (tokens.end - sentence_.first), [](bool b) { return b; });
  }

  void take(Span tokens) {
    std::fill(taken_.begin() + (tokens.begin - sentence_.first),
              taken_.begin() + (tokens.end - sentence_.first), true);
  }

  void phrase(std::uint32_t token) {
    if ((page_.chart.kinds[token] & (1u << static_cast<unsigned>(Kind::phrase))) == 0) return;
    for (grammar::EdgeId id = page_.chart.head[token]; id != grammar::kNoEdge;
         id = page_.chart.edges[id].next) {
      const Edge& edge = page_.chart.edges[id];
      if (edge.kind != Kind::phrase || edge.last > sentence_.last) continue;
      const CueRow* row = cue_row(page_.chart.readings_of(edge).front().lexeme,
                                  [](const CueRow& r) { return r.phrase || r.preposition; });
      if (row == nullptr) continue;
      const Span whole{edge.first, edge.last};
      // Its head: "لم يتسن [لنا] التأكد".
      const bool negated = page_.is(edge.first, page_.classes.negation) &&
                           edge.first + 2 < edge.last && page_.has(edge.first + 1, feature::verb);
      const Span first{edge.first, edge.first + (negated ? 2u : 1u)};
      if (taken(edge.gapped ? first : whole)) continue;
      // "نقل عن مصادر" is a verb of its own; "نقلا عن مصادر" attributes.
      if (row->passes_on && row->preposition && page_.has(edge.first, feature::verb) &&
          !page_.has(edge.first, feature::accusative) &&
          !page_.has(edge.first, feature::particle)) {
        continue;
      }
      if (page_.manner_of(edge.first) != mentions::kNoToken) continue;
      // "يقولون إن كل …": what is told holds no part of the cue.
      if (edge.gapped && led_inside(edge)) continue;
      // "أقدم على طعن عون في السوق": behind a preposition no verb stands.
      if (edge.gapped && edge.first > sentence_.first &&
          page_.is(edge.first - 1, page_.classes.preposition) &&
          page_.has(edge.first, feature::noun | feature::masdar)) {
        continue;
      }
      const Reading* verb = third_person(edge.first);
      // "يشار إلى أن", "يذكر أن" are nobody's; "أشار إلى أن", "ذكر أن" report.
      if (row->impersonal && verb != nullptr && !(verb->features & feature::present)) continue;
      if (verb != nullptr && page_.surely_verb(edge.first)) {
        // A quoted voice, or what did not happen.
        if (!row->no_claim && (!(verb->features & feature::p3) || !reports(*verb, edge.first))) {
          take(first);
          return;
        }
      }
      // "كما أعلن الجيش …" at the head of a sentence: he announced that too.
      if (row->phrase && !row->preposition && row->before && edge.first == sentence_.first &&
          page_.has(edge.last - 1, feature::verb) &&
          page_.is(edge.first, page_.classes.clause_opener)) {
        continue;
      }
      Candidate found;
      found.row = row;
      found.sort = row->preposition ? Sort::attribution : Sort::phrase;
      // The words of others inside a phrase are no part of the cue.
      found.cue = edge.gapped ? first : whole;
      found.after = edge.last;
      found.reading = verb;
      if (found.sort == Sort::attribution) absorb_verb(found);
      out_.push_back(found);
      take(found.cue);
      if (edge.gapped) take({edge.last - 1, edge.last});
      return;
    }
  }

  bool led_inside(const Edge& edge) const {
    for (std::uint32_t t = edge.first + 1; t < edge.last; ++t) {
      if (scan_.lead(t)) return true;
    }
    return false;
  }

  // The reading of a verb as the article's voice, else any, else nullptr.
  const Reading* third_person(std::uint32_t token) const {
    const Reading* singular = page_.reading(token, feature::verb | feature::p3 | feature::sg);
    const Reading* third = page_.reading(token, feature::verb | feature::p3);
    return singular != nullptr ? singular : third != nullptr ? third : page_.verb(token);
  }

  // "وفق ما ذكر", "حسبما أفاد": the verb belongs to the cue.
  void absorb_verb(Candidate& found) const {
    const std::uint32_t t = found.cue.end;
    if (t >= sentence_.last || page_.actor(t) != nullptr) return;
    const bool open = page_.is(t - 1, scan_.words.what) || found.cue.size() == 1;
    if (open && page_.has(t, feature::verb) && page_.is(t, page_.classes.cue)) {
      found.reading = page_.verb(t);
      found.cue.end = t + 1;
      found.after = t + 1;
    }
  }

  void attribution(std::uint32_t token) {
    if (taken_[token - sentence_.first] || !page_.is(token, page_.classes.cue)) return;
    for (const Reading& reading : page_.readings(token)) {
      if (reading.features & (feature::verb | feature::with_al | feature::enclitic)) continue;
      const CueRow* row = cue_row(reading.lexeme, [](const CueRow& r) { return r.preposition; });
      if (row == nullptr) continue;
      Candidate found;
      found.cue = {token, token + 1};
      found.row = row;
      found.sort = Sort::attribution;
      found.after = token + 1;
      absorb_verb(found);
      out_.push_back(found);
      take(found.cue);
      return;
    }
  }

  void word(std::uint32_t token) {
    if (!page_.is(token, page_.classes.cue) || inside_name(token)) return;
    for (const Reading& reading : page_.readings(token)) {
      if (reading.lexeme == lexicon::kNothing ||
          !page_.lexicon.in_set(page_.classes.cue, reading.lexeme)) {
        continue;
      }
      Sort sort = Sort::verb;
      const CueRow* row =
          cue_row(reading.lexeme, [&](const CueRow& r) { return fits(r, reading, token, sort); });
      if (row == nullptr) continue;
      Candidate found;
      found.cue = {token, token + 1};
      found.row = row;
      found.reading = &reading;
      found.sort = sort;
      found.after = token + 1;
      found.doubtful = sort == Sort::verb && !page_.surely_verb(token);
      out_.push_back(found);
      taken_[token - sentence_.first] = true;
      return;
    }
  }

  // Whether the word stands in a form in which such a row reports.
  bool fits(const CueRow& row, const Reading& reading, std::uint32_t token, Sort& sort) const {
    const Features f = reading.features;
    if (row.verb && (f & feature::verb)) {
      sort = Sort::verb;
      return (f & feature::p3) && !(f & feature::imperative) &&
             !(f & (feature::enclitic_p1 | feature::enclitic_p2)) && reports(reading, token);
    }
    if (row.participle) {
      sort = Sort::participle;
      if ((f & (feature::with_al | feature::verb)) || counted(token)) return false;
      return (f & feature::accusative) != 0 ||
             ((f & feature::adjective) && page_.has(token, feature::oblique)) ||
             (f & (feature::f | feature::adjective)) == (feature::f | feature::adjective);
    }
    sort = Sort::noun;
    return row.noun && (f & feature::noun) && page_.manner_of(token) == mentions::kNoToken &&
           !page_.surely_verb(token);
  }

  // "16 فردا", "88 متهما"
  bool counted(std::uint32_t token) const {
    const auto& all = page_.mentions.quantities;
    return std::any_of(all.begin(), all.end(), [&](const mentions::Quantity& quantity) {
      return quantity.tokens.begin < token && token < quantity.tokens.end;
    });
  }

  // Not "لم يذكر", "أن يعلن", "سيؤكد": nothing is reported there.
  bool reports(const Reading& reading, std::uint32_t token) const {
    if (reading.features & (feature::with_sa | feature::jussive)) return false;
    if (token == sentence_.first) return true;
    if (page_.is(token - 1, page_.classes.future)) return false;
    if (page_.is(token - 1, page_.classes.negation) &&
        !page_.is(token - 1, page_.classes.relative)) {
      return false;
    }
    return !(reading.features & feature::present) || !page_.is(token - 1, page_.classes.that) ||
           page_.has(token - 1, feature::enclitic);
  }

  bool inside_name(std::uint32_t token) const {
    const mentions::Found* found = page_.mention(token);
    if (found == nullptr || found->tokens.size() < 2 || page_.surely_verb(token)) return false;
    // A verb that may be a name, at the end of a name, before what it reports.
    const bool leads = page_.has(token, feature::verb) && token + 1 == found->tokens.end &&
                       token + 1 < sentence_.last &&
                       (scan_.lead(token + 1) || scan_.colon(token + 1));
    return !leads;
  }

  const Scan& scan_;
  const Page& page_;
  const CueRows& rows_;
  const text::Sentence& sentence_;
  std::vector<Candidate>& out_;
  std::vector<bool> taken_;
};

}  // namespace

void gather(const Scan& scan, const CueRows& rows, const text::Sentence& sentence,
            std::vector<Candidate>& out) {
  out.clear();
  Gatherer(scan, rows, sentence, out).run();
}

}  // namespace marsad::claims
