// SPDX-License-Identifier: Apache-2.0
#include "marsad/observatory/prepare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "marsad/analysis/json.h"
#include "marsad/base/sha256.h"
#include "marsad/pipeline/words.h"

namespace marsad::observatory {
namespace {

// What the index of words takes for one word: letters and digits; the rest would part it.
bool is_one_word(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
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

void add_facets(const std::vector<incidents::Statement>& statements, const Analysis& analysis,
                std::vector<std::string>& words) {
  for (const incidents::Statement& row : statements) {
    if (!row.source_entity.empty()) words.push_back(facet("xs", row.source_entity));
    if (row.type) words.push_back(facet("xt", name(*row.type)));
  }
  for (const Mention& mention : analysis.mentions) {
    if (const auto* place = std::get_if<PlaceValue>(&mention.value)) {
      words.push_back(facet("xc", place->country));
      words.push_back(facet("xp", place->entity));
      words.push_back(facet("xg", cell_of(place->lat, place->lon)));
    } else if (const auto* actor = std::get_if<ActorValue>(&mention.value)) {
      if (!actor->entity.empty()) words.push_back(facet("xa", actor->entity));
    }
  }
}

}  // namespace

std::string facet(std::string_view kind, std::string_view value) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char byte : value) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  }
  return fmt::format("{}{:016x}", kind, hash);
}

std::string cell_of(double lat, double lon) {
  return fmt::format("{:.0f}:{:.0f}", std::floor(lat), std::floor(lon));
}

const std::string& Preparer::entity_of(const std::string& outlet) {
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
  Document headline = document;
  headline.text = document.title;
  incidents::Reading reading{title_, text_, {}};
  analyse(headline, language_, workspace_, title_, {.why = false});
  words_.clear();
  for (ContentWord& word : content_words(language_, workspace_)) {
    words_.push_back(word.text);
    reading.words.push_back(std::move(word.text));
  }
  analyse(document, language_, workspace_, text_, {.why = false});
  const std::uint32_t opening = incidents::opening_end(document.text);
  for (ContentWord& word : content_words(language_, workspace_)) {
    if (word.first < opening) reading.words.push_back(word.text);
    words_.push_back(std::move(word.text));
  }
  running_words_ = running_words(workspace_);
  return incidents::reports_of(reading);
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
  row.sketch = incidents::sketch_of(running_words_);
  row.analysis = to_json(text_, {.with_text = true, .why = false});
  std::erase_if(words_, [](const std::string& word) { return !is_one_word(word); });
  add_facets(incidents::statements_of(text_), text_, words_);
  words_.push_back(facet("xo", document.outlet));
  // The index folds Latin letters; the sum that guards it must see them as it does.
  row.words = std::move(words_);
  for (std::string& word : row.words) {
    for (char& c : word) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
  }
  std::sort(row.words.begin(), row.words.end());
  row.words.erase(std::unique(row.words.begin(), row.words.end()), row.words.end());
  return out;
}

}  // namespace marsad::observatory
