// SPDX-License-Identifier: Apache-2.0
#include "marsad/analysis/json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "marsad/analysis/quotes.h"

namespace marsad {
namespace {

using nlohmann::json;

// ---------------------------------------------------------------------------
// Writing. Speed matters: it is a stage of the measured chain.

constexpr std::uint64_t kOnes = 0x0101010101010101U;
constexpr std::uint64_t kHighs = 0x8080808080808080U;

// Not zero when one of the 8 bytes may need an escape: below 0x20, '"' or '\\'.
std::uint64_t may_need_escape(std::uint64_t bytes) {
  const auto equal = [](std::uint64_t word, std::uint64_t byte) {
    const std::uint64_t x = word ^ (kOnes * byte);
    return (x - kOnes) & ~x & kHighs;
  };
  return ((bytes - kOnes * 0x20U) & ~bytes & kHighs) | equal(bytes, '"') | equal(bytes, '\\');
}

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20U || c == '"' || c == '\\'; }

// Appends to a string through a pointer: the parts of the form are many and
// small, and std::string asks a library call for each.
class Out {
 public:
  // `expected` is a guess at what will be written, in bytes.
  Out(std::string& text, std::size_t expected) : text_(text), at_(text.size()) {
    text_.resize(at_ + std::max<std::size_t>(expected, 256));
  }
  Out(const Out&) = delete;
  Out& operator=(const Out&) = delete;
  ~Out() { text_.resize(at_); }

  template <std::size_t kSize>
  void literal(const char (&text)[kSize]) {
    raw({text, kSize - 1});
  }

  void raw(std::string_view bytes) {
    room(bytes.size());
    std::copy(bytes.begin(), bytes.end(), text_.begin() + static_cast<std::ptrdiff_t>(at_));
    at_ += bytes.size();
  }

  void character(char c) {
    room(1);
    text_[at_++] = c;
  }

  void integer(std::int64_t value) {
    room(24);
    at_ = position(std::to_chars(text_.data() + at_, text_.data() + at_ + 24, value).ptr);
  }

  // Integral values as integers, others in the shortest form that reads back alike.
  void number(double value) {
    constexpr double kExact = 9007199254740992.0;  // 2^53
    if (!std::isfinite(value)) {
      literal("null");
    } else if (std::trunc(value) == value && std::fabs(value) < kExact) {
      integer(static_cast<std::int64_t>(value));
    } else {
      room(32);
      at_ = position(std::to_chars(text_.data() + at_, text_.data() + at_ + 32, value).ptr);
    }
  }

  // YYYY-MM-DD without quotes.
  void iso(Date date) {
    const std::chrono::year_month_day ymd{date};
    const auto digit = [](unsigned value) { return static_cast<char>('0' + value % 10U); };
    const auto y = static_cast<unsigned>(std::clamp(static_cast<int>(ymd.year()), 0, 9999));
    const auto m = static_cast<unsigned>(ymd.month());
    const auto d = static_cast<unsigned>(ymd.day());
    const std::array<char, 10> text{digit(y / 1000U),
                                    digit(y / 100U),
                                    digit(y / 10U),
                                    digit(y),
                                    '-',
                                    digit(m / 10U),
                                    digit(m),
                                    '-',
                                    digit(d / 10U),
                                    digit(d)};
    raw({text.data(), text.size()});
  }

  // `text`, which must be valid UTF-8, as a JSON string.
  void string(std::string_view text) {
    character('"');
    std::size_t done = 0;
    std::size_t at = 0;
    while (at < text.size()) {
      if (at + 8 <= text.size()) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + at, 8);
        if (may_need_escape(bytes) == 0) {
          at += 8;
          continue;
        }
      }
      const std::size_t stop = std::min(at + 8, text.size());
      for (; at < stop; ++at) {
        if (!needs_escape(text[at])) continue;
        raw(text.substr(done, at - done));
        escape(text[at]);
        done = at + 1;
      }
    }
    raw(text.substr(done));
    character('"');
  }

 private:
  void room(std::size_t bytes) {
    if (text_.size() - at_ < bytes) text_.resize(text_.size() * 2 + bytes);
  }

  [[nodiscard]] std::size_t position(const char* pointer) const {
    return static_cast<std::size_t>(pointer - text_.data());
  }

  void escape(char c) {
    switch (c) {
      case '"': literal("\\\""); return;
      case '\\': literal("\\\\"); return;
      case '\n': literal("\\n"); return;
      case '\r': literal("\\r"); return;
      case '\t': literal("\\t"); return;
      default: {
        constexpr std::string_view kHex = "0123456789abcdef";
        literal("\\u00");
        character(kHex[static_cast<unsigned char>(c) >> 4U]);
        character(kHex[static_cast<unsigned char>(c) & 15U]);
      }
    }
  }

  std::string& text_;  // longer than what is written, until the end
  std::size_t at_;     // end of what is written
};

// Length of the well-formed UTF-8 sequence at the head of `s`, 0 if there is none.
std::size_t sequence_length(std::string_view s) {
  const auto byte = [&](std::size_t i) {
    return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U;
  };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80U) return 1;
  if (lead >= 0xC2U && lead <= 0xDFU) return tail(1) ? 2 : 0;
  if (lead >= 0xE0U && lead <= 0xEFU) {
    if (!tail(1) || !tail(2)) return 0;
    if (lead == 0xE0U && byte(1) < 0xA0U) return 0;
    if (lead == 0xEDU && byte(1) > 0x9FU) return 0;
    return 3;
  }
  if (lead >= 0xF0U && lead <= 0xF4U) {
    if (!tail(1) || !tail(2) || !tail(3)) return 0;
    if (lead == 0xF0U && byte(1) < 0x90U) return 0;
    if (lead == 0xF4U && byte(1) > 0x8FU) return 0;
    return 4;
  }
  return 0;
}

// For the strings of a Document whose bytes nobody has checked (an id made of a
// file name): what is not UTF-8 becomes U+FFFD.
std::string mended(std::string_view text) {
  std::string whole;
  whole.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text.substr(at));
    if (length == 0) {
      whole += "\uFFFD";
      ++at;
    } else {
      whole.append(text, at, length);
      at += length;
    }
  }
  return whole;
}

class Writer {
 public:
  Writer(Out& out, const Analysis& analysis, JsonOptions options)
      : out_(out), a_(analysis), options_(options), quotes_(analysis.document.text) {}

  void write() {
    out_.literal("{\"schema\":\"");
    out_.raw(kAnalysisSchema);
    out_.literal("\",\"pack\":");
    out_.string(a_.pack);
    out_.literal(",\"document\":");
    write_document();
    write_list(",\"mentions\":[", 'm', a_.mentions, [&](const Mention& m) { write_mention(m); });
    write_list(",\"claims\":[", 'c', a_.claims, [&](const Claim& c) { write_claim(c); });
    write_list(",\"events\":[", 'e', a_.events, [&](const Event& e) { write_event(e); });
    write_list(",\"figures\":[", 'f', a_.figures, [&](const Figure& f) { write_figure(f); });
    out_.character('}');
  }

 private:
  template <typename T, typename Fields>
  void write_list(std::string_view head, char letter, const std::vector<T>& items,
                  Fields&& fields) {
    out_.raw(head);
    std::int64_t number = 0;
    for (const T& item : items) {
      if (number > 0) out_.character(',');
      out_.literal("{\"id\":\"");
      out_.character(letter);
      out_.integer(++number);
      out_.character('"');
      fields(item);
      if (options_.why) write_why(item.why);
      out_.character('}');
    }
    out_.character(']');
  }

  void write_why(const std::vector<std::string>& why) {
    out_.literal(",\"why\":[");
    for (std::size_t i = 0; i < why.size(); ++i) {
      if (i > 0) out_.character(',');
      out_.string(why[i]);
    }
    out_.character(']');
  }

  void write_document() {
    const Document& d = a_.document;
    out_.literal("{\"id\":");
    out_.string(mended(d.id));
    out_.literal(",\"title\":");
    write_text_or_null(d.title);
    out_.literal(",\"published\":");
    write_date(d.published);
    out_.literal(",\"outlet\":");
    write_text_or_null(d.outlet);
    if (!d.url.empty()) {
      out_.literal(",\"url\":");
      out_.string(mended(d.url));
    }
    if (options_.with_text) {
      out_.literal(",\"text\":");
      out_.string(d.text);
    }
    out_.character('}');
  }

  void write_text_or_null(std::string_view text) {
    if (text.empty()) {
      out_.literal("null");
    } else {
      out_.string(mended(text));
    }
  }

  // "start":…,"end":…,"text":"…"
  void write_span(Span span) {
    out_.literal("\"start\":");
    out_.integer(span.begin);
    out_.literal(",\"end\":");
    out_.integer(span.end);
    out_.literal(",\"text\":");
    out_.string(quotes_.of(span));
  }

  // Words of the form need no escape.
  void write_word(std::string_view word) {
    out_.character('"');
    out_.raw(word);
    out_.character('"');
  }

  void write_bool(bool value) { out_.raw(value ? "true" : "false"); }

  void write_date(std::optional<Date> date) {
    if (!date) {
      out_.literal("null");
      return;
    }
    out_.character('"');
    out_.iso(*date);
    out_.character('"');
  }

  void write_number(std::optional<double> value) {
    if (value) {
      out_.number(*value);
    } else {
      out_.literal("null");
    }
  }

  void write_ref(char letter, Index index) {
    if (index == kNone) {
      out_.literal("null");
      return;
    }
    out_.character('"');
    out_.character(letter);
    out_.integer(std::int64_t{index} + 1);
    out_.character('"');
  }

  void write_refs(std::string_view head, char letter, const std::vector<Index>& indices) {
    out_.raw(head);
    for (std::size_t i = 0; i < indices.size(); ++i) {
      if (i > 0) out_.character(',');
      write_ref(letter, indices[i]);
    }
    out_.character(']');
  }

  void write_from_to(std::optional<Date> from, std::optional<Date> to) {
    out_.literal(",\"from\":");
    write_date(from);
    out_.literal(",\"to\":");
    write_date(to);
  }

  void write_low_high(std::optional<double> low, std::optional<double> high, bool approximate) {
    out_.literal(",\"low\":");
    write_number(low);
    out_.literal(",\"high\":");
    write_number(high);
    out_.literal(",\"approximate\":");
    write_bool(approximate);
  }

  void write_mention(const Mention& m) {
    out_.literal(",\"type\":");
    write_word(kMentionTypes[m.value.index()]);
    out_.character(',');
    write_span(m.span);
    std::visit([&](const auto& value) { write_value(value); }, m.value);
  }

  void write_name_entity(std::string_view name_, std::string_view entity) {
    out_.literal(",\"name\":");
    out_.string(name_);
    if (!entity.empty()) {
      out_.literal(",\"entity\":");
      out_.string(entity);
    }
  }

  void write_value(const ActorValue& v) {
    write_name_entity(v.name, v.entity);
    out_.literal(",\"class\":");
    write_word(name(v.cls));
  }

  void write_value(const PlaceValue& v) {
    write_name_entity(v.name, v.entity);
    if (!v.country.empty()) {
      out_.literal(",\"country\":");
      out_.string(v.country);
    }
    out_.literal(",\"lat\":");
    out_.number(v.lat);
    out_.literal(",\"lon\":");
    out_.number(v.lon);
    out_.literal(",\"level\":");
    write_word(name(v.level));
  }

  void write_value(const TimeValue& v) {
    out_.literal(",\"value\":");
    out_.string(v.value);
    write_from_to(v.from, v.to);
  }

  void write_value(const QuantityValue& v) { write_low_high(v.low, v.high, v.approximate); }

  void write_value(const WeaponValue& v) {
    out_.literal(",\"kind\":");
    out_.string(v.kind);
  }

  void write_claim(const Claim& c) {
    write_refs(",\"sources\":[", 'm', c.sources);
    out_.literal(",\"cue\":{");
    write_span(c.cue);
    out_.literal("},\"stance\":");
    write_word(name(c.stance));
    out_.character(',');
    write_span(c.content);
    out_.literal(",\"told_to\":");
    write_ref('m', c.told_to);
    out_.literal(",\"about\":");
    write_ref('c', c.about);
    out_.literal(",\"within\":");
    write_ref('c', c.within);
  }

  void write_event(const Event& e) {
    out_.literal(",\"type\":");
    write_word(name(e.type));
    out_.literal(",\"trigger\":{");
    write_span(e.trigger);
    out_.character('}');
    write_refs(",\"agents\":[", 'm', e.agents);
    write_refs(",\"targets\":[", 'm', e.targets);
    write_refs(",\"weapons\":[", 'm', e.weapons);
    write_refs(",\"places\":[", 'm', e.places);
    write_refs(",\"times\":[", 'm', e.times);
    write_from_to(e.from, e.to);
    out_.literal(",\"status\":");
    write_word(name(e.status));
    write_refs(",\"claims\":[", 'c', e.claims);
    write_codes(e.codes);
  }

  void write_codes(const Codes& codes) {
    out_.literal(",\"codes\":{");
    bool first = true;
    const auto code = [&](std::string_view head, std::string_view value) {
      if (value.empty()) return;
      if (!first) out_.character(',');
      first = false;
      out_.raw(head);
      out_.string(value);
    };
    code("\"acled_event\":", codes.acled_event);
    code("\"acled_sub_event\":", codes.acled_sub_event);
    code("\"plover\":", codes.plover);
    code("\"plover_mode\":", codes.plover_mode);
    code("\"cameo\":", codes.cameo);
    out_.character('}');
  }

  void write_figure(const Figure& f) {
    out_.literal(",\"kind\":");
    write_word(name(f.kind));
    write_low_high(f.low, f.high, f.approximate);
    out_.literal(",\"victims\":");
    write_word(name(f.victims));
    out_.character(',');
    write_span(f.span);
    out_.literal(",\"event\":");
    write_ref('e', f.event);
    write_refs(",\"claims\":[", 'c', f.claims);
    write_refs(",\"sources\":[", 'm', f.sources);
    out_.literal(",\"within\":");
    write_ref('f', f.within);
    out_.literal(",\"place\":");
    write_ref('m', f.place);
    write_from_to(f.from, f.to);
    out_.literal(",\"status\":");
    write_word(name(f.status));
  }

  Out& out_;
  const Analysis& a_;
  JsonOptions options_;
  Quotes quotes_;
};

// ---------------------------------------------------------------------------
// Reading. The first fault wins; what follows it reads as empty.

struct FaultFinder final : nlohmann::json_sax<json> {
  JsonFault fault;
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t at, const std::string&, const json::exception& error) override {
    fault = {at, dynamic_cast<const json::parse_error*>(&error) == nullptr};
    return false;
  }
};

const json kNull;

const json& child(const json& object, const char* key) {
  if (!object.is_object()) return kNull;
  const auto found = object.find(key);
  return found == object.end() ? kNull : *found;
}

class Reader {
 public:
  Result<Analysis> read(const json& root) {
    if (!root.is_object() || child(root, "schema") != kAnalysisSchema) {
      return fail(ErrorCode::input, "schema",
                  "this is not a " + std::string(kAnalysisSchema) + " object",
                  "give the output of marsad extract --json, or a gold file of that form");
    }
    Analysis a;
    a.pack = text(root, "pack", "pack");
    read_document(child(root, "document"), a.document);
    has_text_ = child(child(root, "document"), "text").is_string();
    quotes_.emplace(a.document.text);

    const json& mentions = list(root, "mentions");
    const json& claims = list(root, "claims");
    const json& events = list(root, "events");
    const json& figures = list(root, "figures");
    number(mentions, "mentions", mention_ids_);
    number(claims, "claims", claim_ids_);
    number(events, "events", event_ids_);
    number(figures, "figures", figure_ids_);
    read_each(mentions, "mentions", a.mentions,
              [&](const json& j, const std::string& at) { return read_mention(j, at); });
    read_each(claims, "claims", a.claims,
              [&](const json& j, const std::string& at) { return read_claim(j, at); });
    read_each(events, "events", a.events,
              [&](const json& j, const std::string& at) { return read_event(j, at); });
    read_each(figures, "figures", a.figures,
              [&](const json& j, const std::string& at) { return read_figure(j, at); });
    if (error_) return tl::unexpected<Error>(*error_);
    return a;
  }

 private:
  using Ids = std::unordered_map<std::string, Index>;

  void fault(const std::string& where, std::string what, std::string remedy) {
    if (!error_) {
      error_ = Error{ErrorCode::input, where, std::move(what), std::move(remedy)};
    }
  }

  const json& list(const json& root, const char* key) {
    const json& found = child(root, key);
    if (found.is_array()) return found;
    fault(key, "this is not a list", "write [] where there is none");
    static const json kEmpty = json::array();
    return kEmpty;
  }

  void number(const json& items, const std::string& at, Ids& ids) {
    for (const json& item : items) {
      const json& id = child(item, "id");
      const auto index = static_cast<Index>(ids.size());
      const std::string where = at + "[" + std::to_string(index) + "].id";
      if (!id.is_string()) {
        fault(where, "there is no id", "give each item an id of its own");
        return;
      }
      if (!ids.emplace(id.get<std::string>(), index).second) {
        fault(where, "the id " + id.get<std::string>() + " stands twice",
              "give each item an id of its own");
        return;
      }
    }
  }

  template <typename T, typename Read>
  void read_each(const json& items, const std::string& list_name, std::vector<T>& out,
                 Read&& read_item) {
    out.reserve(items.size());
    for (std::size_t i = 0; i < items.size() && !error_; ++i) {
      const std::string at = list_name + "[" + std::to_string(i) + "]";
      out.push_back(read_item(items[i], at));
      for (const json& reason : child(items[i], "why")) {
        if (reason.is_string()) out.back().why.push_back(reason.get<std::string>());
      }
    }
  }

  std::string text(const json& object, const char* key, const std::string& where) {
    const json& found = child(object, key);
    if (found.is_string()) return found.get<std::string>();
    if (!found.is_null()) fault(where, "this is not a string", "write a string or null");
    return {};
  }

  bool flag(const json& object, const char* key, const std::string& at) {
    const json& found = child(object, key);
    if (found.is_boolean()) return found.get<bool>();
    if (!found.is_null()) fault(at + "." + key, "this is not true or false", "write one of them");
    return false;
  }

  std::optional<double> number_or_null(const json& object, const char* key, const std::string& at) {
    const json& found = child(object, key);
    if (found.is_number()) return found.get<double>();
    if (!found.is_null()) fault(at + "." + key, "this is not a number", "write a number or null");
    return std::nullopt;
  }

  std::optional<Date> date(const json& object, const char* key, const std::string& at) {
    const std::string found = text(object, key, at + "." + key);
    if (found.empty()) return std::nullopt;
    const auto parsed = parse_iso(found);
    if (!parsed) {
      fault(at + "." + key, "\"" + found + "\" is not a date", "write YYYY-MM-DD or null");
    }
    return parsed;
  }

  template <typename T>
  T word(const json& object, const char* key, const std::string& at) {
    const std::string found = text(object, key, at + "." + key);
    if (const auto value = parse<T>(found)) return *value;
    std::string words;
    for (const std::string_view one : kNames<T>) {
      if (!words.empty()) words += ", ";
      words += one;
    }
    fault(at + "." + key, "\"" + found + "\" is not a word of the form", "write one of " + words);
    return T{};
  }

  std::uint32_t offset(const json& object, const char* key, const std::string& at) {
    const json& found = child(object, key);
    if (found.is_number_unsigned() && found.get<std::uint64_t>() <= UINT32_MAX) {
      return found.get<std::uint32_t>();
    }
    fault(at + "." + key, "this is not an offset", "count code points of the text from 0");
    return 0;
  }

  Span span(const json& object, const std::string& at) {
    const Span s{offset(object, "start", at), offset(object, "end", at)};
    if (s.begin > s.end) fault(at, "the span ends before it starts", "mend start or end");
    if (!has_text_) return s;
    if (s.end > quotes_->size()) {
      fault(at + ".end", "the span reaches past the text",
            "count code points, not bytes or UTF-16 units");
    }
    const json& quote = child(object, "text");
    if (quote.is_string() && quote.get_ref<const std::string&>() != quotes_->of(s)) {
      fault(at + ".text", "the quote is not text[start:end]",
            "count code points, not bytes or UTF-16 units");
    }
    return s;
  }

  Index ref(const json& value, const Ids& ids, const std::string& where) {
    if (value.is_null()) return kNone;
    if (value.is_string()) {
      const auto found = ids.find(value.get_ref<const std::string&>());
      if (found != ids.end()) return found->second;
    }
    fault(where,
          value.dump(-1, ' ', false, json::error_handler_t::replace) +
              " names nothing of this analysis",
          "name an id that stands in it, or null");
    return kNone;
  }

  Index ref(const json& object, const char* key, const Ids& ids, const std::string& at) {
    return ref(child(object, key), ids, at + "." + key);
  }

  std::vector<Index> refs(const json& object, const char* key, const Ids& ids,
                          const std::string& at) {
    const json& found = child(object, key);
    std::vector<Index> indices;
    if (!found.is_array() && !found.is_null()) {
      fault(at + "." + key, "this is not a list of ids", "write [] where there is none");
      return indices;
    }
    indices.reserve(found.size());
    for (const json& id : found) {
      const Index index = ref(id, ids, at + "." + key);
      if (index != kNone) indices.push_back(index);
    }
    return indices;
  }

  void read_document(const json& object, Document& d) {
    if (!object.is_object()) {
      fault("document", "this is not an object", "give id, title, published and outlet");
    }
    d.id = text(object, "id", "document.id");
    d.title = text(object, "title", "document.title");
    d.published = date(object, "published", "document");
    d.outlet = text(object, "outlet", "document.outlet");
    d.url = text(object, "url", "document.url");
    d.text = text(object, "text", "document.text");
  }

  Mention read_mention(const json& j, const std::string& at) {
    Mention m;
    m.span = span(j, at);
    const std::string type = text(j, "type", at + ".type");
    if (type == "actor") {
      m.value = ActorValue{text(j, "name", at + ".name"), text(j, "entity", at + ".entity"),
                           word<ActorClass>(j, "class", at)};
    } else if (type == "place") {
      m.value = PlaceValue{text(j, "name", at + ".name"),
                           text(j, "entity", at + ".entity"),
                           text(j, "country", at + ".country"),
                           number_or_null(j, "lat", at).value_or(0),
                           number_or_null(j, "lon", at).value_or(0),
                           word<PlaceLevel>(j, "level", at)};
    } else if (type == "time") {
      m.value = TimeValue{text(j, "value", at + ".value"), date(j, "from", at), date(j, "to", at)};
    } else if (type == "quantity") {
      m.value = QuantityValue{number_or_null(j, "low", at), number_or_null(j, "high", at),
                              flag(j, "approximate", at)};
    } else if (type == "weapon") {
      m.value = WeaponValue{text(j, "kind", at + ".kind")};
    } else {
      fault(at + ".type", "\"" + type + "\" is not a type of mention",
            "write actor, place, time, quantity or weapon");
    }
    return m;
  }

  Claim read_claim(const json& j, const std::string& at) {
    Claim c;
    c.sources = refs(j, "sources", mention_ids_, at);
    c.cue = span(child(j, "cue"), at + ".cue");
    c.stance = word<Stance>(j, "stance", at);
    c.content = span(j, at);
    c.told_to = ref(j, "told_to", mention_ids_, at);
    c.about = ref(j, "about", claim_ids_, at);
    c.within = ref(j, "within", claim_ids_, at);
    return c;
  }

  Event read_event(const json& j, const std::string& at) {
    Event e;
    e.type = word<EventType>(j, "type", at);
    e.trigger = span(child(j, "trigger"), at + ".trigger");
    e.agents = refs(j, "agents", mention_ids_, at);
    e.targets = refs(j, "targets", mention_ids_, at);
    e.weapons = refs(j, "weapons", mention_ids_, at);
    e.places = refs(j, "places", mention_ids_, at);
    e.times = refs(j, "times", mention_ids_, at);
    e.from = date(j, "from", at);
    e.to = date(j, "to", at);
    e.status = word<Status>(j, "status", at);
    e.claims = refs(j, "claims", claim_ids_, at);
    const json& codes = child(j, "codes");
    e.codes = {text(codes, "acled_event", at + ".codes.acled_event"),
               text(codes, "acled_sub_event", at + ".codes.acled_sub_event"),
               text(codes, "plover", at + ".codes.plover"),
               text(codes, "plover_mode", at + ".codes.plover_mode"),
               text(codes, "cameo", at + ".codes.cameo")};
    return e;
  }

  Figure read_figure(const json& j, const std::string& at) {
    Figure f;
    f.kind = word<FigureKind>(j, "kind", at);
    f.low = number_or_null(j, "low", at);
    f.high = number_or_null(j, "high", at);
    f.approximate = flag(j, "approximate", at);
    f.victims = word<Victims>(j, "victims", at);
    f.span = span(j, at);
    f.event = ref(j, "event", event_ids_, at);
    f.claims = refs(j, "claims", claim_ids_, at);
    f.sources = refs(j, "sources", mention_ids_, at);
    f.within = ref(j, "within", figure_ids_, at);
    f.place = ref(j, "place", mention_ids_, at);
    f.from = date(j, "from", at);
    f.to = date(j, "to", at);
    f.status = word<Status>(j, "status", at);
    return f;
  }

  std::optional<Error> error_;
  std::optional<Quotes> quotes_;
  bool has_text_ = false;
  Ids mention_ids_, claim_ids_, event_ids_, figure_ids_;
};

}  // namespace

std::string to_iso(Date date) {
  std::string text;
  Out(text, 10).iso(date);
  return text;
}

std::optional<Date> parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto digits = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const int year = digits(0, 4);
  const int month = digits(5, 2);
  const int day = digits(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{year},
                                        std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return std::nullopt;
  return Date{ymd};
}

void append_json(std::string& text, const Analysis& analysis, JsonOptions options) {
  const std::size_t expected = 1024 + analysis.mentions.size() * 200 +
                               analysis.claims.size() * 600 + analysis.events.size() * 500 +
                               analysis.figures.size() * 450 +
                               (options.with_text ? analysis.document.text.size() : 0);
  Out out(text, expected);
  Writer(out, analysis, options).write();
}

std::string to_json(const Analysis& analysis, JsonOptions options) {
  std::string text;
  append_json(text, analysis, options);
  return text;
}

JsonFault json_fault(std::string_view text) {
  FaultFinder finder;
  static_cast<void>(json::sax_parse(text, &finder));
  return finder.fault;
}

Result<Analysis> from_json(std::string_view line) {
  const json root = json::parse(line, nullptr, false);
  if (root.is_discarded()) {
    return fail(ErrorCode::input, "byte " + std::to_string(json_fault(line).byte),
                "this is not valid JSON", "mend it, or leave the line out");
  }
  return Reader().read(root);
}

}  // namespace marsad
