// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/ingest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

#include "marsad/ingest/binary.h"
#include "marsad/ingest/charset.h"
#include "marsad/ingest/feed.h"
#include "marsad/ingest/folder.h"
#include "marsad/ingest/html.h"
#include "marsad/ingest/json.h"
#include "marsad/ingest/warc.h"

namespace marsad::ingest {
namespace {

constexpr std::array<std::pair<std::string_view, Form>, 12> kEndings{{
    {"txt", Form::text},
    {"html", Form::html},
    {"htm", Form::html},
    {"xhtml", Form::html},
    {"json", Form::json},
    {"jsonl", Form::jsonl},
    {"ndjson", Form::jsonl},
    {"xml", Form::feed},
    {"rss", Form::feed},
    {"atom", Form::feed},
    {"rdf", Form::feed},
    {"warc", Form::warc},
}};

constexpr std::string_view kSpaces = " \t\r\n\f\v";

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

std::string_view without_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes;
}

// The form that the first bytes show, if they show one.
std::optional<Form> form_seen(std::string_view glance) {
  glance = without_mark(glance);
  glance.remove_prefix(std::min(glance.find_first_not_of(kSpaces), glance.size()));
  const std::string head = lowered(glance.substr(0, 512));
  const auto has = [&](std::string_view part) { return head.find(part) != std::string::npos; };
  if (head.starts_with("warc/")) return Form::warc;
  if (head.starts_with('<')) {
    if (has("<rss") || has("<feed") || has("<rdf:rdf")) return Form::feed;
    if (has("<!doctype html") || has("<html") || has("<head") || has("<body")) return Form::html;
  }
  const auto second = head.find_first_not_of(kSpaces, 1);
  const char next = second == std::string::npos ? '\0' : head[second];
  if (head.starts_with('{') && next == '"') {
    // Several records, each on its own line, or one record over several lines.
    const auto line_end = glance.find('\n');
    const auto rest =
        line_end == std::string_view::npos ? line_end : glance.find_first_not_of(kSpaces, line_end);
    return rest != std::string_view::npos && glance[rest] == '{' ? Form::jsonl : Form::json;
  }
  if (head.starts_with('[') && next == '{') return Form::json;
  return std::nullopt;
}

// Refuses what holds no text at all, and what is plainly of another form.
Result<void> check(std::string_view glance, Form form, bool said, const std::string& name) {
  if (glance.empty()) {
    return fail(ErrorCode::input, name, "is empty", "give a file that holds an article");
  }
  if (const std::string_view what = binary_kind(glance); !what.empty()) {
    return fail(ErrorCode::input, name, fmt::format("is {}, not {}", what, name_of(form)),
                "take the text out of it first");
  }
  const auto seen = form_seen(glance);
  if (form == Form::warc) {
    if (seen == Form::warc) return {};
    return fail(ErrorCode::input, name, "is no WARC: it does not begin with WARC/",
                "say with --from what it is");
  }
  if (has_utf16_mark(glance)) {
    if (form == Form::text || form == Form::html || form == Form::feed) return {};
    return fail(ErrorCode::input, name, "is in UTF-16", "convert it to UTF-8");
  }
  if (holds_binary(glance)) {
    return fail(ErrorCode::input, name, "holds binary data, not text",
                "take the text out of it first; text in UTF-16 needs a byte order mark");
  }
  // One record is JSON and JSONL alike. A user who names the form of text means it.
  const bool alike = (form == Form::json && seen == Form::jsonl) ||
                     (form == Form::jsonl && seen == Form::json && glance.front() != '[');
  const bool feed_or_page = form == Form::feed && seen == Form::html;  // the reader says more
  if (!seen || *seen == form || alike || feed_or_page) return {};
  if (form == Form::text && said) return {};
  return fail(ErrorCode::input, name,
              fmt::format("was to be read as {}, but looks like {}", name_of(form), name_of(*seen)),
              fmt::format("say --from {}", name_of(*seen)));
}

Result<void> read_text(Input& in, const Each& each) {
  const auto bytes = in.rest(in.limits().article_bytes);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  Document article;
  article.id = in.called();
  article.text = to_utf8(*bytes, {});
  if (article.text.find_first_not_of(kSpaces) == std::string::npos) {
    return fail(ErrorCode::input, in.name(), "has no text", "give a file that holds an article");
  }
  each(std::move(article));
  return {};
}

Result<void> read_html(Input& in, const Each& each) {
  const auto bytes = in.rest(in.limits().page_bytes);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  auto article = read_page(*bytes, {}, in.name(), in.limits());
  if (!article) return tl::unexpected<Error>(article.error());
  article->id = in.called();
  each(std::move(article));
  return {};
}

Result<void> read_json(Input& in, const Each& each) {
  const auto bytes = in.rest(in.limits().json_bytes);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  JsonReader reader;
  return reader.articles(without_mark(*bytes), in.name(), in.called(), each);
}

Result<void> read_jsonl(Input& in, const EachOriginal& each) {
  JsonReader reader;
  const std::size_t limit = in.limits().article_bytes;
  bool any = false;
  for (std::size_t number = 1;; ++number) {
    const auto line = in.line(limit);
    if (!line) return tl::unexpected<Error>(line.error());
    if (!*line) break;
    const auto where = [&] { return fmt::format("{}:{}", in.name(), number); };
    std::string_view bytes = (*line)->bytes;
    if (number == 1) bytes = without_mark(bytes);
    if ((*line)->too_long) {
      any = true;
      if (!each(fail(ErrorCode::input, where(), fmt::format("is longer than {} bytes", limit),
                     "split the article, or raise the limit"),
                {})) {
        return {};
      }
      continue;
    }
    if (bytes.find_first_not_of(kSpaces) == std::string_view::npos) continue;
    any = true;
    const std::string made = fmt::format("{}:{}", in.called(), number);
    auto article = reader.article(bytes, true, where(), made);
    const bool own_id = article && article->id != made;
    if (!each(std::move(article), {bytes, "application/json", own_id})) return {};
  }
  if (any) return {};
  return fail(ErrorCode::input, in.name(), "has no article in it", "give one JSON object a line");
}

Result<void> read_form(Input& in, Form form, const Each& each) {
  switch (form) {
    case Form::text: return read_text(in, each);
    case Form::json: return read_json(in, each);
    case Form::html: return read_html(in, each);
    case Form::feed: return read_feed(in, each);
    case Form::jsonl:
    case Form::warc: break;  // read_parted
  }
  const EachOriginal without = [&](Result<Document> article, const Original&) {
    return each(std::move(article));
  };
  return form == Form::jsonl ? read_jsonl(in, without) : read_warc(in, without);
}

std::string_view media_type(Form form) {
  switch (form) {
    case Form::text: return "text/plain";
    case Form::html: return "text/html";
    case Form::json:
    case Form::jsonl: return "application/json";
    case Form::feed: return "application/xml";
    case Form::warc: return "application/warc";
  }
  return {};
}

// With the bytes of each article.
Result<void> read_form(Input& in, Form form, const EachOriginal& each) {
  if (form == Form::jsonl) return read_jsonl(in, each);
  if (form == Form::warc) return read_warc(in, each);
  const auto whole = in.rest(in.limits().whole_bytes);
  if (!whole) return tl::unexpected<Error>(whole.error());
  auto again = Input::memory(*whole, in.name(), in.limits(), in.called());
  if (!again) return tl::unexpected<Error>(again.error());
  const std::string_view made = in.called();
  bool given = false;
  return read_form(*again, form, [&](Result<Document> article) {
    // "name", "name[3]" and "name:3" are made of the input's name.
    const bool own_id = article && !std::string_view(article->id).starts_with(made);
    return each(std::move(article),
                {*whole, media_type(form), own_id, {}, std::exchange(given, true)});
  });
}

template <typename Reader>
Result<void> read_input(Input& in, Form form, bool said, std::optional<Date> published,
                        const Reader& each) {
  const auto glance = in.peek(kGlance);
  if (!glance) return tl::unexpected<Error>(glance.error());
  if (const auto fit = check(*glance, form, said, in.name()); !fit) return fit;
  const std::size_t limit = in.limits().text_bytes;
  const auto dated = [&](Result<Document> article, const auto&... original) {
    if (article && article->text.size() > limit) {
      article = fail(ErrorCode::input, fmt::format("{} article {}", in.name(), article->id),
                     fmt::format("its text is larger than {} bytes", limit), "split it");
    }
    if (article && !article->published) article->published = published;
    return each(std::move(article), original...);
  };
  return read_form(in, form, Reader(dated));
}

template <typename Reader>
Result<void> read_file(const InputFile& file, std::optional<Form> from,
                       std::optional<Date> published, const Limits& limits, const Reader& each) {
  const std::string& path = file.path;
  auto in = Input::open(path, limits, file.called);
  if (!in) return tl::unexpected<Error>(in.error());
  const auto form = from ? from : form_of(path);
  if (form) return read_input(*in, *form, from.has_value(), published, each);
  // The bytes may tell the user more than the ending.
  const auto glance = in->peek(kGlance);
  if (!glance) return tl::unexpected<Error>(glance.error());
  if (const auto fit = check(*glance, Form::text, true, path); !fit) return fit;
  return fail(ErrorCode::input, path, "its ending does not say what is in it",
              "say --from text, html, json, jsonl, feed or warc");
}

Original within(Original original, std::string_view path) {
  original.path = path;
  return original;
}

template <typename Reader>
Result<void> read_path(const std::string& path, std::optional<Form> from,
                       std::optional<Date> published, const Limits& limits, const Reader& each) {
  const auto files = files_of(path, from.has_value());
  if (!files) return tl::unexpected<Error>(files.error());
  if (!*files) return read_file({path, {}}, from, published, limits, each);
  for (const InputFile& file : **files) {
    bool on = true;
    const auto watched = [&](Result<Document> article, const auto&... original) {
      on = each(std::move(article), within(original, file.path)...);
      return on;
    };
    const auto read = read_file(file, from, published, limits, Reader(watched));
    if (!read && on) {
      if constexpr (std::is_same_v<Reader, Each>) {
        watched(tl::unexpected<Error>(read.error()));
      } else {
        watched(tl::unexpected<Error>(read.error()), Original{});
      }
    }
    if (!on) break;
  }
  return {};
}

}  // namespace

std::optional<Form> form_named(std::string_view name) {
  const auto known = std::find(kForms.begin(), kForms.end(), name);
  if (known == kForms.end()) return std::nullopt;
  return static_cast<Form>(known - kForms.begin());
}

std::string_view name_of(Form form) { return kForms[static_cast<std::size_t>(form)]; }

std::optional<Form> form_of(std::string_view path) {
  std::string lower = lowered(path);
  const std::string_view name = plain_name(lower);
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return Form::text;
  for (const auto& [ending, form] : kEndings) {
    if (name.substr(dot + 1) == ending) return form;
  }
  return std::nullopt;
}

Result<void> read_articles(const std::string& path, std::optional<Form> from,
                           std::optional<Date> published, const Limits& limits, const Each& each) {
  return read_path(path, from, published, limits, each);
}

Result<void> read_originals(const std::string& path, std::optional<Form> from,
                            std::optional<Date> published, const Limits& limits,
                            const EachOriginal& each) {
  return read_path(path, from, published, limits, each);
}

Result<void> read_bytes(std::string_view bytes, const std::string& name, Form form,
                        std::optional<Date> published, const Limits& limits, const Each& each) {
  auto in = Input::memory(bytes, name, limits);
  if (!in) return tl::unexpected<Error>(in.error());
  return read_input(*in, form, true, published, each);
}

}  // namespace marsad::ingest
