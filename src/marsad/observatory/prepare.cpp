// SPDX-License-Identifier: Apache-2.0
#include "marsad/observatory/prepare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "marsad/analysis/json.h"
#include "marsad/base/fnv.h"
#include "marsad/base/sha256.h"
#include "marsad/pipeline/words.h"

namespace marsad::observatory {
namespace {

// What the index of words takes for one word: letters and digits; the rest would part it.
bool is_one_word(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  });
}

std::string content_hash(const Document& document) {
  Sha256 hash;
  for (const std::string* part :
       {&document.title, &document.text, &document.outlet, &document.url}) {
    hash.add(fmt::format("{}:", part->size()));
    hash.add(*part);
  }
  hash.add(document.published ? to_iso(*document.published) : "");
  return hash.take();
}

}  // namespace

std::string cell_of(double lat, double lon) {
  return fmt::format("{}:{}", static_cast<int>(std::floor(lat)), static_cast<int>(std::floor(lon)));
}

std::vector<std::string> facets_of(Date from, Date to, bool both) {
  using namespace std::chrono;
  const year_month_day begin{from};
  const year_month_day end{to};
  const year_month first = begin.year() / begin.month();
  const year_month last = end.year() / end.month();
  std::vector<std::string> out;
  const bool longer = last - first >= months(kMostMonths);
  if (both || !longer) {
    for (year_month at = first; at <= last; at += months(1)) {
      out.push_back(facet("xm", fmt::format("{}-{}", static_cast<int>(at.year()),
                                            static_cast<unsigned>(at.month()))));
    }
  }
  if (both || longer) {
    for (year at = first.year(); at <= last.year(); ++at) {
      out.push_back(facet("xy", fmt::format("{}", static_cast<int>(at))));
    }
  }
  return out;
}

const std::string& Preparer::entity_of(const std::string& outlet) {
  constexpr std::size_t kMostOutlets = 10000;  // that are remembered
  if (outlets_.size() > kMostOutlets) outlets_.clear();
  const auto [found, is_new] = outlets_.try_emplace(outlet);
  if (!is_new) return found->second;
  Document document;
  document.text = outlet;
  Analysis analysis;
  analyse(document, language_, workspace_, analysis, {.why = false});
  for (const Mention& mention : analysis.mentions) {
    const auto* actor = std::get_if<ActorValue>(&mention.value);
    if (actor == nullptr || actor->entity.empty()) continue;
    if (actor->cls != ActorClass::media && actor->cls != ActorClass::monitor) continue;
    found->second = actor->entity;
    break;
  }
  return found->second;
}

std::vector<incidents::Report> Preparer::reports(const Document& document) {
  incidents::Reading reading{title_, text_, {}};
  words_.clear();
  letters_.clear();
  analyse(document, language_, workspace_, text_, {.why = false});
  const std::uint32_t opening = incidents::opening_end(document.text);
  gather_words(opening, &reading.words);
  running_words_ = running_words(workspace_);
  constexpr auto kAll = static_cast<std::uint32_t>(-1);
  if (incidents::may_report(text_)) {
    Document headline = document;
    headline.text = document.title;
    analyse(headline, language_, workspace_, title_, {.why = false});
    gather_words(kAll, &reading.words);
    return incidents::reports_of(reading);
  }
  // Most news tells of no happening, and its headline need only be found.
  read_words(document.title, language_, workspace_);
  gather_words(0, nullptr);
  return {};
}

void Preparer::add_word(std::string_view word, std::uint64_t hash) {
  words_.push_back(
      {hash, static_cast<std::uint32_t>(letters_.size()), static_cast<std::uint32_t>(word.size())});
  letters_ += word;
}

void Preparer::add_facet(std::string_view kind, std::string_view value) {
  const std::string word = facet(kind, value);
  add_word(word, fnv1a(word));
}

void Preparer::gather_words(std::uint32_t opening, std::vector<std::uint32_t>* of_opening) {
  for (const ContentWord& word : content_words(language_, workspace_)) {
    if (of_opening != nullptr && word.first < opening)
      of_opening->push_back(folded_hash(word.hash));
    if (is_one_word(word.text) && !store::is_claim_facet(word.text)) {
      add_word(word.text, word.hash);
    }
  }
}

std::string Preparer::take_words(const std::string& outlet, const Analysis& analysis) {
  add_facets(analysis);
  add_facet("xo", outlet);
  std::sort(words_.begin(), words_.end(),
            [](const Word& a, const Word& b) { return a.hash < b.hash; });
  std::string out;
  out.reserve(letters_.size() + words_.size());
  const Word* last = nullptr;
  for (const Word& word : words_) {
    if (last != nullptr && last->hash == word.hash) continue;
    last = &word;
    out.append(letters_, word.begin, word.size);
    out += ' ';
  }
  words_.clear();
  letters_.clear();
  return out;
}

std::string Preparer::words_of(const std::string& title, const std::string& outlet,
                               const std::string& analysis) {
  const auto known = from_json(analysis);
  if (!known) return {};
  for (const std::string* text : {&known->document.text, &title}) {
    read_words(*text, language_, workspace_);
    gather_words(0, nullptr);
  }
  return take_words(outlet, *known);
}

void Preparer::add_facets(const Analysis& analysis) {
  for (const std::string& one : store::claim_facets(analysis)) add_word(one, fnv1a(one));
  const auto add_time = [&](std::optional<Date> from, std::optional<Date> to) {
    if (!from || !to || *to < *from) return;
    for (const std::string& one : facets_of(*from, *to, false)) add_word(one, fnv1a(one));
  };
  for (const Event& event : analysis.events) {
    add_facet("xt", name(event.type));
    add_time(event.from, event.to);
  }
  for (const Figure& figure : analysis.figures) add_time(figure.from, figure.to);
  const PlaceValue* last = nullptr;
  for (const Mention& mention : analysis.mentions) {
    const auto* place = std::get_if<PlaceValue>(&mention.value);
    if (place == nullptr || (last != nullptr && last->entity == place->entity)) continue;
    last = place;
    if (!place->country.empty()) add_facet("xc", place->country);
    add_facet("xg", cell_of(place->lat, place->lon));
  }
}

Prepared Preparer::prepare(Document document, store::OriginalRow original, bool own_id) {
  Prepared out;
  // First, since it reads the outlet's name with the same buffers.
  out.article.outlet_entity = document.outlet.empty() ? "" : entity_of(document.outlet);
  out.reports = reports(document);
  out.original = std::move(original);
  store::ArticleRow& row = out.article;
  row.id = document.id;
  row.outlet = document.outlet;
  row.title = document.title;
  row.url = document.url;
  row.published = document.published;
  row.original = out.original.sha256;
  row.content = content_hash(document);
  row.key = !document.url.empty() ? document.url : own_id ? document.id : "sha256:" + row.content;
  row.sketch = incidents::sketch_of(running_words_, least_words_);
  row.analysis = to_json(text_, {.with_text = true, .why = false});
  row.words = take_words(document.outlet, text_);
  return out;
}

}  // namespace marsad::observatory
