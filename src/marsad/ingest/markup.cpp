// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/markup.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <set>
#include <utility>

#include "marsad/ingest/charset.h"

namespace marsad::ingest {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

template <std::size_t N>
bool one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 9> kRaw{
    // their content is no markup
    "script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title", "plaintext"};
constexpr std::array<std::string_view, 5> kForeign{"svg", "math", "template", "canvas", "select"};
constexpr std::array<std::string_view, 23> kDropped{
    // the tag goes, its text stays
    "b",     "big",  "code", "em",   "font",   "i",      "nobr",    "s",
    "small", "tt",   "u",    "form", "strike", "strong", "isindex", "frameset",
    "frame", "mark", "ins",  "bdi",  "bdo",    "keygen", "del"};
constexpr std::array<std::string_view, 18> kVoid{
    "area",  "base", "basefont", "bgsound", "br",    "col",    "embed", "hr",  "img",
    "input", "link", "menuitem", "meta",    "param", "source", "track", "wbr", "image"};
// Elements that a start tag of their kind closes, or that stand once: they do not pile up.
constexpr std::array<std::string_view, 12> kImplied{
    "p", "li", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "html", "head", "body"};
constexpr std::array<std::string_view, 15> kAttributes{
    "class", "id",      "role",    "itemprop", "itemtype", "hidden", "aria-hidden", "property",
    "name",  "content", "charset", "datetime", "pubdate",  "rel",    "href"};

// References to characters past the last one overflow in the tree builder and come out as broken
// UTF-8: written anew as U+FFFD, in the same place and length. In small letters, since names of
// tags are.
void mend_references(std::string& html) {
  constexpr std::uint32_t kLast = 0x10FFFF;
  std::size_t at = 0;
  while ((at = html.find("&#", at)) != std::string::npos) {
    at += 2;
    const bool hex = at < html.size() && lower(html[at]) == 'x';
    if (hex) ++at;
    const std::size_t end = std::min(
        html.find_first_not_of(hex ? "0123456789abcdefABCDEF" : "0123456789", at), html.size());
    std::uint32_t value = 0;
    const char* digits = html.data();
    const auto read = std::from_chars(digits + at, digits + end, value, hex ? 16 : 10);
    if (read.ec == std::errc::result_out_of_range || value > kLast) {
      const std::string_view mended = hex ? "fffd" : "65533";
      std::fill(html.begin() + static_cast<std::ptrdiff_t>(at),
                html.begin() + static_cast<std::ptrdiff_t>(end), '0');
      html.replace(end - mended.size(), mended.size(), mended);
    }
    at = end;
  }
}

struct Tag {
  std::string name;        // lower case
  bool end = false;        // </name>
  std::string attributes;  // written anew: ` class="a" id="b"`
  std::string type;        // of a script
  std::uint32_t seen = 0;  // bit n: kAttributes[n]
};

class Reader {
 public:
  explicit Reader(std::string_view html) : html_(html) { out_.html.reserve(html.size()); }

  Markup read() {
    while (at_ < html_.size()) {
      const std::size_t open = std::min(html_.find('<', at_), html_.size());
      out_.html.append(html_, at_, open - at_);
      at_ = open;
      if (at_ < html_.size()) markup();
    }
    while (!open_.empty()) close_last();
    mend_references(out_.html);
    return std::move(out_);
  }

 private:
  void markup() {
    const char next = at_ + 1 < html_.size() ? html_[at_ + 1] : '\0';
    const char after = at_ + 2 < html_.size() ? html_[at_ + 2] : '\0';
    if (is_letter(next) || (next == '/' && is_letter(after))) {
      tag();
    } else if (html_.substr(at_, 4) == "<!--") {
      comment();
    } else if (next == '!' || next == '?' || next == '/') {
      const std::size_t end = html_.find('>', at_);
      const std::string_view whole = html_.substr(at_, end == kNowhere ? end : end + 1 - at_);
      if (end != kNowhere && lowered(whole.substr(0, 9)) == "<!doctype") out_.html.append(whole);
      at_ += whole.size();
    } else {
      out_.html += "&lt;";
      ++at_;
    }
  }

  void comment() {
    const std::size_t body = at_ + 4;
    if (html_.substr(body, 1) == ">" || html_.substr(body, 2) == "->") {
      at_ = html_.find('>', body) + 1;
      return;
    }
    std::size_t end = body;
    while ((end = html_.find("--", end)) != kNowhere) {
      if (html_.substr(end + 2, 1) == ">") {
        at_ = end + 3;
        return;
      }
      if (html_.substr(end + 2, 2) == "!>") {
        at_ = end + 4;
        return;
      }
      ++end;
    }
    at_ = html_.size();
  }

  void tag() {
    Tag tag;
    if (!read_tag(tag)) {  // cut off within the tag: no browser shows it either
      at_ = html_.size();
      return;
    }
    if (!tag.end && one_of(tag.name, kRaw)) return raw(tag);
    if (!tag.end && one_of(tag.name, kForeign)) {
      const std::size_t end = find_end(tag.name);
      if (end != kNowhere) at_ = std::min(html_.find('>', end), html_.size() - 1) + 1;
      return;
    }
    if (one_of(tag.name, kRaw) || one_of(tag.name, kForeign) || one_of(tag.name, kDropped)) return;
    if (tag.end && (tag.name == "html" || tag.name == "body")) return;
    if (++tags_ > kMostTags) return;
    if (one_of(tag.name, kVoid) || one_of(tag.name, kImplied)) return write(tag);
    if (!tag.end) {
      if (open_.size() >= kDepth) return;
      write(tag);
      open_.push_back(std::move(tag.name));
    } else if (std::find(open_.begin(), open_.end(), tag.name) != open_.end()) {
      while (open_.back() != tag.name) close_last();
      close_last();
    }
  }

  // As the tokenizer of HTML reads it: a quote counts only behind an equals sign.
  bool read_tag(Tag& tag) {
    ++at_;
    tag.end = html_[at_] == '/';
    if (tag.end) ++at_;
    const std::size_t start = at_;
    while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '/' && html_[at_] != '>') {
      ++at_;
    }
    tag.name = lowered(html_.substr(start, at_ - start));
    while (true) {
      while (at_ < html_.size() && (is_space(html_[at_]) || html_[at_] == '/')) ++at_;
      if (at_ == html_.size()) return false;
      if (html_[at_] == '>') {
        ++at_;
        return true;
      }
      if (!read_attribute(tag)) return false;
    }
  }

  bool read_attribute(Tag& tag) {
    const std::size_t start = at_++;
    while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '/' && html_[at_] != '>' &&
           html_[at_] != '=') {
      ++at_;
    }
    const std::string_view name = html_.substr(start, at_ - start);
    std::size_t next = at_;
    while (next < html_.size() && is_space(html_[next])) ++next;
    std::string_view value;
    if (next < html_.size() && html_[next] == '=') {
      at_ = next + 1;
      while (at_ < html_.size() && is_space(html_[at_])) ++at_;
      if (at_ == html_.size()) return false;
      if (html_[at_] == '"' || html_[at_] == '\'') {
        const std::size_t close = html_.find(html_[at_], at_ + 1);
        if (close == kNowhere) return false;
        value = html_.substr(at_ + 1, close - at_ - 1);
        at_ = close + 1;
      } else if (html_[at_] != '>') {
        const std::size_t from = at_;
        while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>') ++at_;
        value = html_.substr(from, at_ - from);
      }
    }
    keep(tag, name, value);
    return true;
  }

  static void keep(Tag& tag, std::string_view name, std::string_view value) {
    if (name.size() > 12) return;
    const std::string low = lowered(name);
    if (tag.name == "script") {
      if (low == "type") tag.type = lowered(value);
      return;
    }
    const auto known = std::find(kAttributes.begin(), kAttributes.end(), low);
    if (tag.end || known == kAttributes.end()) return;
    const auto bit = std::uint32_t{1} << (known - kAttributes.begin());
    if ((tag.seen & bit) != 0) return;  // the first of two counts
    tag.seen |= bit;
    tag.attributes += ' ' + low + "=\"";
    for (const char c : value) {
      if (c == '"') {
        tag.attributes += "&quot;";
      } else {
        tag.attributes += c;
      }
    }
    tag.attributes += '"';
  }

  void raw(const Tag& tag) {
    const std::size_t end = find_end(tag.name);
    const std::string_view content = html_.substr(at_, end == kNowhere ? end : end - at_);
    at_ += content.size();
    if (end != kNowhere) at_ = std::min(html_.find('>', end), html_.size() - 1) + 1;
    if (tag.name == "script" && tag.type.find("ld+json") != std::string::npos) {
      out_.linked_data.emplace_back(content);
    } else if (tag.name == "title" && !has_title_) {
      has_title_ = true;
      out_.html += "<title>";
      for (const char c : content) {
        if (c == '<') {
          out_.html += "&lt;";
        } else {
          out_.html += c;
        }
      }
      out_.html += "</title>";
    }
  }

  // Where "</name" stands next. That it stands nowhere is kept in mind, so that
  // many unclosed tags cost one search.
  std::size_t find_end(const std::string& name) {
    if (unclosed_.contains(name)) return kNowhere;
    std::size_t end = at_;
    while ((end = html_.find("</", end)) != kNowhere) {
      const std::string_view after = html_.substr(end + 2, name.size() + 1);
      const char behind = after.size() > name.size() ? after.back() : '>';
      if (lowered(after.substr(0, name.size())) == name &&
          (is_space(behind) || behind == '>' || behind == '/')) {
        return end;
      }
      end += 2;
    }
    unclosed_.insert(name);
    return kNowhere;
  }

  void write(const Tag& tag) {
    out_.html += tag.end ? "</" : "<";
    out_.html += tag.name;
    out_.html += tag.attributes;
    out_.html += '>';
  }

  void close_last() {
    out_.html += "</" + open_.back() + ">";
    open_.pop_back();
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::size_t tags_ = 0;
  bool has_title_ = false;
  std::vector<std::string> open_;
  std::set<std::string> unclosed_;
  Markup out_;
};

}  // namespace

Markup put_in_order(std::string_view html) { return Reader(html).read(); }

std::string charset_of_page(std::string_view bytes) {
  const std::string head = lowered(bytes.substr(0, 4096));
  // An XML declaration, as old XHTML has it.
  if (head.starts_with("<?xml")) {
    const std::size_t at = head.find("encoding");
    if (at < head.find('>')) return charset_of("charset" + head.substr(at + 8, 60));
  }
  std::size_t at = 0;
  while ((at = head.find("<meta", at)) != std::string::npos) {
    const std::size_t end = std::min(head.find('>', at), head.size());
    const std::string charset = charset_of(std::string_view(head).substr(at, end - at));
    if (!charset.empty()) return charset;
    at = end;
  }
  return {};
}

}  // namespace marsad::ingest
