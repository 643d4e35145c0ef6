// SPDX-License-Identifier: Apache-2.0
#include "marsad/grammar/rule_parser.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace marsad::grammar {
namespace {

using text::TokenKind;
using Role = text::Orthography::Role;

constexpr std::array<std::pair<std::string_view, Role>, 10> kRoles{{
    {"none", Role::none},
    {"sentence_end", Role::sentence_end},
    {"pause", Role::pause},
    {"open_quote", Role::open_quote},
    {"close_quote", Role::close_quote},
    {"either_quote", Role::either_quote},
    {"open_bracket", Role::open_bracket},
    {"close_bracket", Role::close_bracket},
    {"dash", Role::dash},
    {"decimal", Role::decimal},
}};

// What punct= may hold against a sign: no word and no figure.
constexpr std::uint8_t kSignKinds = 1u << static_cast<unsigned>(TokenKind::punctuation) |
                                    1u << static_cast<unsigned>(TokenKind::other);

constexpr std::array<std::pair<std::string_view, TokenKind>, 4> kTokenKinds{{
    {"digits", TokenKind::number},
    {"latin", TokenKind::latin},
    {"word", TokenKind::word},
    {"sign", TokenKind::punctuation},
}};

// Bytes of words, names and values outside quotation marks; all beyond ASCII are.
bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || c == '_' || c == '-' || c == '.' || c == '+';
}
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Decodes UTF-8 leniently: a sign that is ill-formed equals no token, which is harmless.
std::u16string utf16(std::string_view utf8) {
  std::u16string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i++]);
    const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
    std::uint32_t code = more == 0 ? lead : lead & (0x3fu >> more);
    for (int k = 0; k < more && i < utf8.size(); ++k) {
      code = (code << 6) | (static_cast<unsigned char>(utf8[i++]) & 0x3fu);
    }
    if (code < 0x10000) {
      out += static_cast<char16_t>(code);
    } else {
      code -= 0x10000;
      out += static_cast<char16_t>(0xd800 + ((code >> 10) & 0x3ff));
      out += static_cast<char16_t>(0xdc00 + (code & 0x3ff));
    }
  }
  return out;
}

// A line of a rule file with those that continue it, and where each of them stood.
struct Line {
  std::string keyword;
  Place place;          // of the keyword
  std::string content;  // what follows it
  struct Piece {
    std::size_t offset = 0;              // in content
    std::uint32_t line = 0, column = 0;  // of content[offset]
  };
  std::vector<Piece> pieces;

  [[nodiscard]] Place at(std::size_t offset) const {
    const Piece* piece = &pieces.front();
    for (const Piece& next : pieces) {
      if (next.offset <= offset) piece = &next;
    }
    std::uint32_t column = piece->column;
    for (std::size_t i = piece->offset; i < offset && i < content.size(); ++i) {
      column += (static_cast<unsigned char>(content[i]) & 0xc0) != 0x80 ? 1 : 0;
    }
    return {place.file, piece->line, column};
  }
};

using Parts = std::map<std::string, Node, std::less<>>;

// Reads one logical line from left to right.
class Reader {
 public:
  Reader(const Line& line, const Parts& parts) : line_(line), parts_(parts) {}

  Result<PatternSource> pattern() {
    PatternSource out;
    out.place = line_.place;
    std::vector<Node> parts;
    for (;;) {
      auto part = alternatives(0);
      if (!part) return tl::unexpected(part.error());
      parts.push_back(std::move(*part));
      if (!take('/')) break;
    }
    if (!done()) return unexpected_sign();
    if (parts.size() == 1) {
      out.core = std::move(parts[0]);
    } else if (parts.size() == 3) {
      out.left = std::move(parts[0]);
      out.core = std::move(parts[1]);
      out.right = std::move(parts[2]);
    } else {
      return error_at(0, fmt::format("{} \"/\" in a pattern", parts.size() - 1),
                      "write left / core / right with both slashes, a side may be empty");
    }
    return out;
  }

  // let NAME = pattern
  Result<std::pair<std::string, Node>> part() {
    skip();
    const std::string name(plain());
    if (name.empty() || !take('=')) {
      return error_at(at_, "a part without name or \"=\"", "write let NAME = PATTERN");
    }
    if (parts_.find(name) != parts_.end()) {
      return error_at(0, fmt::format("the part @{} is named twice", name), "rename one of them");
    }
    auto node = alternatives(0);
    if (!node) return tl::unexpected(node.error());
    if (!done()) return unexpected_sign();
    return std::pair(name, std::move(*node));
  }

  // make KIND MAKER(key=value, …)
  Result<void> production(RuleSource& rule) {
    skip();
    const std::size_t begin = at_;
    const auto kind = kind_named(plain());
    if (!kind) {
      return error_at(begin, "make names no kind of edge", "write one of: " + all_kinds());
    }
    if (*kind <= Kind::person_name) {
      return error_at(begin, fmt::format("edges of kind {} come from the lexicon", name_of(*kind)),
                      "make another kind");
    }
    rule.info.kind = *kind;
    skip();
    rule.info.maker = plain();
    if (rule.info.maker.empty()) {
      return error_at(at_, "make names no maker", "write make KIND MAKER(key=value)");
    }
    if (!take('(')) {
      return error_at(at_, "the maker has no argument list", "write MAKER() at least");
    }
    while (!take(')')) {
      if (!rule.arguments.empty() && !take(',')) {
        return error_at(at_, "expected \",\" or \")\"", "separate arguments with commas");
      }
      skip();
      ArgumentSource argument;
      argument.place = line_.at(at_);
      argument.key = plain();
      if (argument.key.empty() || !take('=')) {
        return error_at(at_, "an argument without key or \"=\"", "write key=value or key=$capture");
      }
      const auto known = [&](const ArgumentSource& other) { return other.key == argument.key; };
      if (std::any_of(rule.arguments.begin(), rule.arguments.end(), known)) {
        return error_at(at_, fmt::format("the argument {} is given twice", argument.key),
                        "keep one of them");
      }
      argument.is_capture = take('$');
      const bool quoted = !done() && peek() == '"';
      auto value = argument.is_capture || !quoted ? Result<std::string>(plain()) : string();
      if (!value) return tl::unexpected(value.error());
      if (value->empty() && !quoted) {
        return error_at(at_, fmt::format("the argument {} has no value", argument.key),
                        "write a word, a \"string\" or $capture");
      }
      argument.value = std::move(*value);
      rule.arguments.push_back(std::move(argument));
    }
    if (!done()) return unexpected_sign();
    return {};
  }

 private:
  // ---- Signs ----

  void skip() {
    while (at_ < line_.content.size() && is_space(line_.content[at_])) ++at_;
  }
  [[nodiscard]] bool done() {
    skip();
    return at_ >= line_.content.size();
  }
  [[nodiscard]] char peek() const { return at_ < line_.content.size() ? line_.content[at_] : '\0'; }
  bool take(char sign) {
    skip();
    if (peek() != sign || at_ >= line_.content.size()) return false;
    ++at_;
    return true;
  }
  std::string_view plain() {
    const std::size_t begin = at_;
    while (at_ < line_.content.size() && is_plain(line_.content[at_])) ++at_;
    return std::string_view(line_.content).substr(begin, at_ - begin);
  }
  // "…" with \" and \\ inside; the opening mark is next.
  Result<std::string> string() {
    const std::size_t begin = at_++;
    std::string out;
    while (at_ < line_.content.size() && line_.content[at_] != '"') {
      if (line_.content[at_] == '\n') break;
      if (line_.content[at_] == '\\' && at_ + 1 < line_.content.size()) ++at_;
      out += line_.content[at_++];
    }
    if (peek() != '"') {
      return error_at(begin, "a quotation mark is not closed", "close it on the same line");
    }
    ++at_;
    return out;
  }
  [[nodiscard]] tl::unexpected<Error> error_at(std::size_t offset, std::string what,
                                               std::string remedy) const {
    return rule_error(line_.at(offset), std::move(what), std::move(remedy));
  }
  [[nodiscard]] tl::unexpected<Error> unexpected_sign() const {
    std::size_t end = at_ + 1;
    while (end < line_.content.size() &&
           (static_cast<unsigned char>(line_.content[end]) & 0xc0) == 0x80) {
      ++end;
    }
    return error_at(at_, fmt::format("unexpected {}", line_.content.substr(at_, end - at_)),
                    "see the list of elements in docs/rules.md");
  }

  // ---- Patterns ----

  Result<Node> alternatives(std::uint32_t depth) {
    if (depth > kDepth) {
      return error_at(at_, "parentheses stand too deep", "name an inner part with let");
    }
    Node out;
    out.type = Node::Type::alternatives;
    out.place = line_.at(at_);
    do {
      auto one = sequence(depth);
      if (!one) return one;
      out.children.push_back(std::move(*one));
    } while (take('|'));
    if (out.children.size() == 1) return std::move(out.children[0]);
    return out;
  }

  Result<Node> sequence(std::uint32_t depth) {
    Node out;
    out.type = Node::Type::sequence;
    out.place = line_.at(at_);
    while (!done() && peek() != '|' && peek() != '/' && peek() != ')') {
      auto one = element(depth);
      if (!one) return one;
      out.children.push_back(std::move(*one));
    }
    return out;
  }

  Result<Node> element(std::uint32_t depth) {
    const std::size_t begin = at_;
    std::string capture;
    if (is_plain(peek())) {
      capture = plain();
      if (peek() != ':') {
        return error_at(begin, fmt::format("a bare word: {}", capture),
                        "write \"word\" for a word, [test] for a test, name: for a capture");
      }
      ++at_;
      skip();
    }
    if (peek() == '!') {
      if (!capture.empty()) {
        return error_at(begin, "a capture of what is not there", "drop the name before !");
      }
      ++at_;
      Node out;
      out.type = Node::Type::negation;
      out.place = line_.at(begin);
      auto inner = atom(depth);
      if (!inner) return inner;
      out.children.push_back(std::move(*inner));
      skip();
      if (peek() == '?' || peek() == '*' || peek() == '+' || peek() == '{') {
        return error_at(at_, "a repetition of what is not there",
                        "write !( … ) with the repetition inside");
      }
      return out;
    }
    auto inner = atom(depth);
    if (!inner) return inner;
    inner->capture = std::move(capture);
    if (!inner->capture.empty() &&
        (inner->type == Node::Type::begin || inner->type == Node::Type::end)) {
      return error_at(begin, "a capture of ^ or $, which are no edges", "drop the name");
    }
    return repeated(std::move(*inner));
  }

  Result<Node> repeated(Node inner) {
    skip();
    const std::size_t begin = at_;
    std::uint32_t least = 0;
    std::uint32_t most = kRepeats;
    switch (peek()) {
      case '?': most = 1; break;
      case '*': break;
      case '+': least = 1; break;
      case '{': {
        ++at_;
        const auto from = count();
        auto to = from;
        if (take(',')) {
          skip();
          to = peek() == '}' ? std::optional(std::max(kRepeats, from.value_or(0))) : count();
        }
        skip();
        if (!from || !to || peek() != '}' || *to < *from || *to == 0 || *to > kMostRepeats) {
          return error_at(
              begin, "a repetition that says no numbers",
              fmt::format("write {{m}}, {{m,}} or {{m,n}} with m ≤ n ≤ {}", kMostRepeats));
        }
        least = *from;
        most = *to;
        break;
      }
      default: return inner;
    }
    ++at_;
    Node out;
    out.type = Node::Type::repeat;
    out.place = inner.place;
    out.least = least;
    out.most = most;
    out.children.push_back(std::move(inner));
    skip();
    if (peek() == '?' || peek() == '*' || peek() == '+' || peek() == '{') {
      return error_at(at_, "a repetition of a repetition", "put the inner one in parentheses");
    }
    return out;
  }

  std::optional<std::uint32_t> count() {
    skip();
    std::optional<std::uint32_t> out;
    while (peek() >= '0' && peek() <= '9') {
      out = std::min(out.value_or(0) * 10 + static_cast<std::uint32_t>(peek() - '0'), 1000u);
      ++at_;
    }
    return out;
  }

  Result<Node> atom(std::uint32_t depth) {
    skip();
    if (++nodes_ > kNodes) {
      return error_at(at_, "the pattern is too large", "split the rule");
    }
    const std::size_t begin = at_;
    Node out;
    out.place = line_.at(begin);
    switch (peek()) {
      case '^':
        ++at_;
        out.type = Node::Type::begin;
        return out;
      case '$':
        ++at_;
        out.type = Node::Type::end;
        return out;
      case '"': {
        auto words = string();
        if (!words) return tl::unexpected(words.error());
        out.type = Node::Type::quoted;
        out.words = trim(*words);
        if (out.words.empty()) {
          return error_at(begin, "an empty word", "write a word between the quotation marks");
        }
        return out;
      }
      case '(': {
        ++at_;
        auto inner = alternatives(depth + 1);
        if (!inner) return inner;
        if (!take(')')) {
          return error_at(begin, "a parenthesis is not closed", "write ) where the group ends");
        }
        // A sequence of its own, so that a capture before it does not replace an inner one.
        out.type = Node::Type::sequence;
        out.children.push_back(std::move(*inner));
        return out;
      }
      case '@': {
        ++at_;
        const std::string_view name = plain();
        const auto found = parts_.find(name);
        if (found == parts_.end()) {
          return error_at(begin, fmt::format("no part is called @{}", name),
                          fmt::format("write let {} = … above this rule", name));
        }
        nodes_ += size_of(found->second);
        if (nodes_ > kNodes || depth + depth_of(found->second) > 4 * kDepth) {
          return error_at(begin, "the pattern is too large", "split the rule");
        }
        out.type = Node::Type::sequence;
        out.children.push_back(found->second);
        return out;
      }
      case '[': return tested(']');
      case '<': return tested('>');
      default: break;
    }
    if (done()) {
      return error_at(at_, "the pattern breaks off", "write an element here");
    }
    return unexpected_sign();
  }

  static std::uint32_t size_of(const Node& node) {
    std::uint32_t size = 1;
    for (const Node& child : node.children) size += size_of(child);
    return size;
  }
  static std::uint32_t depth_of(const Node& node) {
    std::uint32_t depth = 0;
    for (const Node& child : node.children) depth = std::max(depth, depth_of(child));
    return depth + 1;
  }

  // ---- Tests ----

  static std::optional<Kind> kind_named(std::string_view name) {
    for (std::uint8_t i = 0; i < static_cast<std::uint8_t>(Kind::kinds); ++i) {
      if (name_of(static_cast<Kind>(i)) == name) return static_cast<Kind>(i);
    }
    return std::nullopt;
  }
  static std::string all_kinds() {
    std::string out;
    for (std::uint8_t i = 0; i < static_cast<std::uint8_t>(Kind::kinds); ++i) {
      if (i != 0) out += ' ';
      out += name_of(static_cast<Kind>(i));
    }
    return out;
  }
  static constexpr std::uint32_t bit(Kind kind) { return 1u << static_cast<unsigned>(kind); }

  Result<Node> tested(char close) {
    const std::size_t begin = at_++;
    Node out;
    out.type = Node::Type::atom;
    out.place = line_.at(begin);
    const bool by_kind = close == '>';
    if (by_kind) {
      do {
        skip();
        const std::size_t name = at_;
        const auto kind = kind_named(plain());
        if (!kind) {
          return error_at(name, "no such kind of edge", "write one of: " + all_kinds());
        }
        out.kinds |= bit(*kind);
      } while (take('|'));
    }
    bool some = by_kind;
    Tests* tests = &out.tests;
    while (!take(close)) {
      if (done()) {
        return error_at(begin, fmt::format("{} is not closed", by_kind ? "<" : "["),
                        fmt::format("write {} where its tests end", close));
      }
      const std::size_t at = at_;
      if (line_.content.compare(at_, 3, "but") == 0 &&
          !is_plain(at_ + 3 < line_.content.size() ? line_.content[at_ + 3] : ' ')) {
        if (out.has_but || !some) {
          return error_at(at, "but without tests before it, or twice",
                          "write [tests but tests]; [any but tests] for any token");
        }
        at_ += 3;
        out.has_but = true;
        tests = &out.but;
        some = false;
        continue;
      }
      if (auto ok = test(*tests); !ok) return tl::unexpected(ok.error());
      some = true;
    }
    if (!some) return error_at(begin, "no test", "write [any] for any one token");
    const bool of_word = out.tests.token.of_word || out.but.token.of_word;
    if (by_kind && of_word) {
      return error_at(begin, "a test of a token inside < >", "write it in [ ]");
    }
    if (!by_kind) {
      out.kinds = bit(Kind::word) | (out.tests.token.of_word ? 0 : bit(Kind::phrase));
    }
    return out;
  }

  Result<void> test(Tests& out) {
    const bool negated = take('!');
    skip();
    const std::size_t begin = at_;
    const std::string key(plain());
    if (key.empty()) {
      if (done()) return error_at(begin, "a test breaks off", "write it or drop the !");
      return unexpected_sign();
    }
    if (peek() != '=') return plain_test(out, key, negated, begin);
    ++at_;
    std::vector<std::string> values;
    do {
      auto one = peek() == '"' ? string() : Result<std::string>(value());
      if (!one) return tl::unexpected(one.error());
      if (one->empty()) {
        return error_at(at_, fmt::format("{}= without a value", key),
                        "write the value, in quotation marks where it has spaces or signs");
      }
      values.push_back(std::move(*one));
      if (peek() != '|') break;
      ++at_;
    } while (true);
    if (key == "punct") return sign_test(out, values, negated, begin);
    if (key == "role") return role_test(out, values, negated, begin);
    if (key != "lexeme" && key.find('.') == std::string::npos) {
      return error_at(begin, fmt::format("no such test: {}=", key),
                      "write file.column=value, lexeme=word, punct=sign or role=name");
    }
    std::vector<SetSource::Literal> group;
    for (std::string& one : values) {
      SetSource::Literal literal{key, std::move(one), negated};
      if (negated) {
        out.formula.push_back({std::move(literal)});  // neither of them
      } else {
        group.push_back(std::move(literal));
      }
    }
    if (!group.empty()) out.formula.push_back(std::move(group));
    return {};
  }

  // A value ends at a space, |, ] or >; punct=( and the like need no marks.
  std::string_view value() {
    const std::size_t begin = at_;
    while (at_ < line_.content.size() && !is_space(peek()) && peek() != '|' && peek() != ']' &&
           peek() != '>' && peek() != '"') {
      ++at_;
    }
    return std::string_view(line_.content).substr(begin, at_ - begin);
  }

  // A test without "=": features, or what a token is.
  Result<void> plain_test(Tests& out, const std::string& key, bool negated, std::size_t begin) {
    TokenTests& token = out.token;
    if (key == "any" && !negated) {
      token.of_word = true;
      return {};
    }
    if (key == "glued" || key == "heading") {
      (key == "glued" ? token.glued : token.heading) = negated ? 0 : 1;
      return {};
    }
    for (const auto& [name, kind] : kTokenKinds) {
      if (name != key) continue;
      const auto mask = static_cast<std::uint8_t>(1u << static_cast<unsigned>(kind));
      token.kinds &= negated ? static_cast<std::uint8_t>(~mask) : mask;
      token.of_word = true;
      return {};
    }
    lexicon::Features bits = 0;
    std::size_t at = begin;
    std::string_view name = key;
    std::uint32_t alternatives = 0;
    for (;;) {
      const auto one = lexicon::feature_named(name);
      if (!one) {
        return error_at(at, fmt::format("no such feature or test: {}", name),
                        "the names stand in docs/rules.md");
      }
      bits |= *one;
      ++alternatives;
      if (peek() != '|') break;
      at = ++at_;
      name = plain();
    }
    if (negated) {
      out.none |= bits;
    } else if (alternatives == 1) {
      out.all |= bits;
    } else {
      out.any.push_back(bits);
    }
    return {};
  }

  Result<void> sign_test(Tests& out, const std::vector<std::string>& values, bool negated,
                         std::size_t begin) {
    if (!out.token.signs.empty()) {
      return error_at(begin, "a second punct=", "write punct=a|b");
    }
    for (const std::string& one : values) out.token.signs.push_back(utf16(one));
    out.token.signs_negated = negated;
    out.token.of_word = true;
    if (!negated) out.token.kinds &= kSignKinds;
    return {};
  }

  Result<void> role_test(Tests& out, const std::vector<std::string>& values, bool negated,
                         std::size_t begin) {
    std::uint16_t mask = 0;
    for (const std::string& one : values) {
      const auto* found = std::find_if(kRoles.begin(), kRoles.end(),
                                       [&](const auto& role) { return role.first == one; });
      if (found == kRoles.end()) {
        std::string names;
        for (const auto& role : kRoles)
          names += (names.empty() ? "" : " ") + std::string(role.first);
        return error_at(begin, fmt::format("no such role: {}", one), "write one of: " + names);
      }
      mask = static_cast<std::uint16_t>(mask | 1u << static_cast<unsigned>(found->second));
    }
    out.token.roles &= negated ? static_cast<std::uint16_t>(~mask) : mask;
    out.token.of_word = true;
    return {};
  }

  const Line& line_;
  const Parts& parts_;
  std::size_t at_ = 0;
  std::uint32_t nodes_ = 0;
};

// Splits a file into lines with a keyword; others continue the line before.
Result<std::vector<Line>> split(const RuleFile& file) {
  static constexpr std::array<std::string_view, 7> kKeywords{"stage", "let", "rule", "match",
                                                             "make",  "yes", "no"};
  std::vector<Line> out;
  std::uint32_t number = 0;
  for (std::size_t begin = 0; begin < file.content.size();) {
    const std::size_t end = std::min(file.content.find('\n', begin), file.content.size());
    const auto whole = std::string_view(file.content).substr(begin, end - begin);
    begin = end + 1;
    ++number;
    const std::string_view text = trim(whole);
    if (text.empty() || text.front() == '#') continue;
    const auto indent = static_cast<std::uint32_t>(text.data() - whole.data());
    const std::size_t space = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view word = text.substr(0, space);
    const bool keyed = std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
    const Place place{file.name, number, indent + 1};
    if (keyed) {
      std::size_t from = space;
      while (from < text.size() && is_space(text[from])) ++from;
      Line line;
      line.keyword = word;
      line.place = place;
      line.content = text.substr(from);
      line.pieces.push_back({0, number, static_cast<std::uint32_t>(indent + from + 1)});
      out.push_back(std::move(line));
      continue;
    }
    const bool continues =
        !out.empty() && (out.back().keyword == "match" || out.back().keyword == "make" ||
                         out.back().keyword == "let");
    if (!continues || indent == 0) {
      return rule_error(place, fmt::format("a line that begins with {}", word),
                        "begin it with stage, let, rule, match, make, yes or no; indent what "
                        "continues a pattern");
    }
    Line& line = out.back();
    line.content += '\n';
    line.pieces.push_back({line.content.size(), number, indent + 1});
    line.content += text;
  }
  return out;
}

class FileParser {
 public:
  Result<void> read(const RuleFile& file) {
    auto lines = split(file);
    if (!lines) return tl::unexpected(lines.error());
    stage_.clear();
    open_ = false;
    for (const Line& line : *lines) {
      if (auto ok = read(line); !ok) return ok;
    }
    return close();
  }
  std::vector<RuleSource> take() { return std::move(rules_); }

 private:
  Result<void> read(const Line& line) {
    if (line.keyword == "stage" || line.keyword == "let" || line.keyword == "rule") {
      if (auto ok = close(); !ok) return ok;
    } else if (!open_) {
      return rule_error(line.place, fmt::format("{} outside a rule", line.keyword),
                        "begin a rule with: rule NAME");
    }
    if (line.keyword == "stage") {
      stage_ = trim(line.content);
      if (!is_name(stage_)) {
        return rule_error(line.place, "a stage without a name of one word", "write stage NAME");
      }
      return {};
    }
    if (line.keyword == "let") {
      auto part = Reader(line, parts_).part();
      if (!part) return tl::unexpected(part.error());
      parts_.insert(std::move(*part));
      return {};
    }
    if (line.keyword == "rule") return begin_rule(line);
    RuleSource& rule = rules_.back();
    if (line.keyword == "match") {
      auto pattern = Reader(line, parts_).pattern();
      if (!pattern) return tl::unexpected(pattern.error());
      rule.patterns.push_back(std::move(*pattern));
      return {};
    }
    if (line.keyword == "make") {
      if (!rule.info.maker.empty()) {
        return rule_error(line.place, "a second make", "keep one make in each rule");
      }
      return Reader(line, parts_).production(rule);
    }
    return example(line, rule);
  }

  Result<void> begin_rule(const Line& line) {
    RuleSource rule;
    rule.place = line.place;
    rule.info.name = trim(line.content);
    rule.info.file = line.place.file;
    rule.info.line = line.place.line;
    rule.info.stage = stage_;
    if (!is_name(rule.info.name)) {
      return rule_error(line.place, "a rule without a name of one word", "write rule NAME");
    }
    if (stage_.empty()) {
      return rule_error(line.place, fmt::format("the rule {} stands in no stage", rule.info.name),
                        "write stage NAME above it");
    }
    if (!names_.insert(rule.info.name).second) {
      return rule_error(line.place, fmt::format("two rules are called {}", rule.info.name),
                        "rename one of them");
    }
    rules_.push_back(std::move(rule));
    open_ = true;
    return {};
  }

  static Result<void> example(const Line& line, RuleSource& rule) {
    static constexpr std::string_view kArrow = "→";
    Example example;
    example.matches = line.keyword == "yes";
    example.file = line.place.file;
    example.line = line.place.line;
    const std::string_view content = line.content;
    const std::size_t arrow = content.find(kArrow);
    example.text = trim(content.substr(0, arrow));
    if (arrow != std::string_view::npos) {
      example.expected = trim(content.substr(arrow + kArrow.size()));
    }
    if (example.text.empty()) {
      return rule_error(line.place, fmt::format("{} without an example", line.keyword),
                        "write a sentence, and after → what must come out");
    }
    rule.info.examples.push_back(std::move(example));
    return {};
  }

  // What the rule that ends here lacks.
  Result<void> close() {
    if (!open_) return {};
    open_ = false;
    const RuleSource& rule = rules_.back();
    const auto lacks = [&](std::string_view what, std::string_view remedy) {
      return rule_error(rule.place, fmt::format("the rule {} has no {}", rule.info.name, what),
                        std::string(remedy));
    };
    if (rule.patterns.empty()) return lacks("match", "write match PATTERN");
    if (rule.info.maker.empty()) return lacks("make", "write make KIND MAKER(key=value)");
    const auto& examples = rule.info.examples;
    if (std::none_of(examples.begin(), examples.end(),
                     [](const Example& e) { return e.matches; })) {
      return lacks("yes", "write yes SENTENCE: every rule shows what it is for");
    }
    return {};
  }

  static bool is_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), is_plain);
  }

  std::vector<RuleSource> rules_;
  std::set<std::string, std::less<>> names_;
  Parts parts_;
  std::string stage_;
  bool open_ = false;
};

}  // namespace

tl::unexpected<Error> rule_error(const Place& place, std::string what, std::string remedy) {
  return fail(ErrorCode::language, fmt::format("{}:{}:{}", place.file, place.line, place.column),
              std::move(what), std::move(remedy));
}

Result<std::vector<RuleSource>> parse_rules(const std::vector<RuleFile>& files) {
  FileParser parser;
  for (const RuleFile& file : files) {
    if (auto ok = parser.read(file); !ok) return tl::unexpected(ok.error());
  }
  return parser.take();
}

}  // namespace marsad::grammar
