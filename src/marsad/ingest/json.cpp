// SPDX-License-Identifier: Apache-2.0
#include "marsad/analysis/json.h"
#include "marsad/ingest/json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <optional>
#include <utility>

#include "marsad/ingest/date.h"
#include "marsad/text/text.h"

namespace marsad::ingest {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

constexpr std::string_view kForm =
    R"(write {"text": "…", "id": …, "published": "YYYY-MM-DD", "title": …, "outlet": …, "url": …})";

std::string_view type_name(element_type type) {
  switch (type) {
    case element_type::ARRAY: return "an array";
    case element_type::OBJECT: return "an object";
    case element_type::STRING: return "a string";
    case element_type::BOOL: return "true or false";
    case element_type::NULL_VALUE: return "null";
    default: return "a number";
  }
}

tl::unexpected<Error> wrong_type(const std::string& where, std::string_view field,
                                 element_type type, std::string_view wanted) {
  return fail(ErrorCode::input, where, fmt::format("\"{}\" is {}", field, type_name(type)),
              fmt::format("give {}", wanted));
}

Result<Document> article_of(const object& record, const std::string& where, const std::string& id) {
  Document article;
  bool has_text = false;
  std::optional<object> nested;
  for (const auto& [key, value] : record) {
    const element_type type = value.type();
    if (key == "text") {
      if (type != element_type::STRING)
        return wrong_type(where, key, type, "the article as a string");
      article.text = value.get_string().value_unsafe();
      has_text = true;
    } else if (key == "id" && (type == element_type::INT64 || type == element_type::UINT64)) {
      article.id = simdjson::minify(value);
    } else if (key == "id" || key == "title" || key == "outlet" || key == "url") {
      std::string& field = key == "id"      ? article.id
                           : key == "title" ? article.title
                           : key == "url"   ? article.url
                                            : article.outlet;
      field.clear();
      if (type == element_type::NULL_VALUE) continue;
      if (type != element_type::STRING) return wrong_type(where, key, type, "a string or null");
      field = value.get_string().value_unsafe();
    } else if (key == "published") {
      article.published.reset();
      if (type == element_type::NULL_VALUE) continue;
      if (type != element_type::STRING) {
        return wrong_type(where, key, type, "\"YYYY-MM-DD\", an ISO date-time or null");
      }
      const std::string_view written = value.get_string().value_unsafe();
      article.published = date_of_timestamp(written);
      if (!article.published) {
        return fail(ErrorCode::input, where,
                    fmt::format("\"published\" is \"{}\", which is no date", written.substr(0, 40)),
                    "give \"YYYY-MM-DD\", an ISO date-time or null");
      }
    } else if (key == "document" && type == element_type::OBJECT) {
      nested = value.get_object().value_unsafe();
    }
  }
  if (!has_text && nested) return article_of(*nested, where, id);
  if (!has_text) return fail(ErrorCode::input, where, "has no \"text\"", std::string(kForm));
  if (article.id.empty()) article.id = id;
  return article;
}

tl::unexpected<Error> no_json(std::string_view bytes, const std::string& where,
                              simdjson::error_code code) {
  // A number that is too large is JSON.
  const JsonFault fault = json_fault(bytes);
  const std::size_t column = fault.too_large_number ? 0 : fault.byte;
  if (column == 0) {
    return fail(ErrorCode::input, where,
                fmt::format("is JSON that is not read ({})", simdjson::error_message(code)),
                std::string(kForm));
  }
  const bool cut = column > bytes.size();
  return fail(ErrorCode::input, fmt::format("{}:{}", where, column),
              cut ? "the JSON ends too early" : "is no JSON near this column", std::string(kForm));
}

}  // namespace

struct JsonReader::State {
  simdjson::dom::parser parser;
  std::string mended;

  Result<element> parse(std::string_view bytes, bool padded, const std::string& where) {
    auto result = parser.parse(bytes.data(), bytes.size(), !padded);
    if (result.error() == simdjson::UTF8_ERROR) {  // rare, so the sound case pays nothing
      mended = text::decode(bytes);
      bytes = mended;
      result = parser.parse(bytes.data(), bytes.size(), true);
    }
    element root;
    if (const auto error = std::move(result).get(root); error != simdjson::SUCCESS) {
      return no_json(bytes, where, error);
    }
    return root;
  }
};

JsonReader::JsonReader() : state_(std::make_unique<State>()) {}
JsonReader::~JsonReader() = default;

Result<Document> JsonReader::article(std::string_view bytes, bool padded, const std::string& where,
                                     const std::string& id) {
  const auto root = state_->parse(bytes, padded, where);
  if (!root) return tl::unexpected<Error>(root.error());
  object record;
  if (root->get(record) != simdjson::SUCCESS) {
    return fail(ErrorCode::input, where,
                fmt::format("is {}, not an object", type_name(root->type())), std::string(kForm));
  }
  return article_of(record, where, id);
}

Result<void> JsonReader::articles(std::string_view bytes, const std::string& where,
                                  const std::string& id,
                                  const std::function<bool(Result<Document>)>& each) {
  const auto root = state_->parse(bytes, false, where);
  if (!root) return tl::unexpected<Error>(root.error());
  object record;
  if (root->get(record) == simdjson::SUCCESS) {
    auto article = article_of(record, where, id);
    // One article is the whole input: that it cannot be read is no partial failure.
    if (!article) return tl::unexpected<Error>(article.error());
    each(std::move(article));
    return {};
  }
  simdjson::dom::array list;
  if (root->get(list) != simdjson::SUCCESS) {
    return fail(
        ErrorCode::input, where,
        fmt::format("is {}, not an article or an array of articles", type_name(root->type())),
        std::string(kForm));
  }
  std::size_t index = 0;
  for (const element& entry : list) {
    const std::string place = fmt::format("{}[{}]", where, index);
    const std::string name = fmt::format("{}[{}]", id, index);
    ++index;
    const bool is_object = entry.get(record) == simdjson::SUCCESS;
    const bool go_on = is_object
                           ? each(article_of(record, place, name))
                           : each(fail(ErrorCode::input, place,
                                       fmt::format("is {}, not an object", type_name(entry.type())),
                                       std::string(kForm)));
    if (!go_on) return {};
  }
  return {};
}

LinkedData linked_data(std::string_view json) {
  LinkedData found;
  simdjson::dom::parser parser;
  element root;
  if (parser.parse(json.data(), json.size(), true).get(root) != simdjson::SUCCESS) return found;
  const auto take = [](const object& from, std::string_view field, std::string& into) {
    std::string_view value;
    if (into.empty() && from[field].get(value) == simdjson::SUCCESS) into = value;
  };
  // Values stand in the root, in an array, or under "@graph"; nothing deeper is
  // about the page itself.
  std::vector<element> open{root};
  for (std::size_t i = 0; i < open.size() && i < 1000; ++i) {
    simdjson::dom::array list;
    object node;
    if (open[i].get(list) == simdjson::SUCCESS) {
      for (const element& entry : list) open.push_back(entry);
    } else if (open[i].get(node) == simdjson::SUCCESS) {
      take(node, "headline", found.headline);
      take(node, "datePublished", found.published);
      object publisher;
      if (node["publisher"].get(publisher) == simdjson::SUCCESS) {
        take(publisher, "name", found.publisher);
      }
      element graph;
      if (node["@graph"].get(graph) == simdjson::SUCCESS) open.push_back(graph);
    }
  }
  return found;
}

}  // namespace marsad::ingest
