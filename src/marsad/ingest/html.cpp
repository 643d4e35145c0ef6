// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/html.h"

#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <utility>
#include <vector>

#include "marsad/ingest/charset.h"
#include "marsad/ingest/date.h"
#include "marsad/ingest/json.h"
#include "marsad/ingest/markup.h"

namespace marsad::ingest {
namespace {

// A paragraph with less beside its links is a button, a byline or a teaser.
constexpr std::uint32_t kParagraphLetters = 25;

// Gumbo frees its tree by recursion, which a deep page would make overflow the
// stack; it is given an arena instead, and nothing is freed one by one.
class Tree {
 public:
  explicit Tree(std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.userdata = &arena_;
    options.allocator = [](void* arena, std::size_t size) {
      return static_cast<std::pmr::monotonic_buffer_resource*>(arena)->allocate(size, 16);
    };
    options.deallocator = [](void*, void*) {};
    options.max_errors = 0;
    output_ = gumbo_parse_with_options(&options, html.data(), html.size());
  }
  [[nodiscard]] const GumboNode* root() const { return output_->root; }

 private:
  std::pmr::monotonic_buffer_resource arena_{std::size_t{64} << 10};
  GumboOutput* output_ = nullptr;
};

enum class Kind : std::uint8_t { inlined, block, cell, line_break, dropped };

// One node of the tree in document order; the nodes under it are [self + 1, end).
struct Node {
  const GumboNode* node = nullptr;
  std::uint32_t parent = 0;
  std::uint32_t end = 0;
  Kind kind = Kind::inlined;
  bool preformatted = false;
  bool hinted = false;             // its class says that it is not the article
  std::uint32_t letters = 0;       // under it, without spaces
  std::uint32_t link_letters = 0;  // of these within links
  double own = 0;                  // letters of the paragraphs that are its children
  double total = 0;                // letters of all paragraphs under it
};

const GumboElement* element(const Node& node) {
  const bool is = node.node->type == GUMBO_NODE_ELEMENT || node.node->type == GUMBO_NODE_TEMPLATE;
  return is ? &node.node->v.element : nullptr;
}

bool is_text(const Node& node) {
  return node.node->type == GUMBO_NODE_TEXT || node.node->type == GUMBO_NODE_CDATA ||
         node.node->type == GUMBO_NODE_WHITESPACE;
}

GumboTag tag(const Node& node) {
  const GumboElement* it = element(node);
  return it ? it->tag : GUMBO_TAG_UNKNOWN;
}

std::string_view attribute(const GumboElement* it, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&it->attributes, name);
  return found ? std::string_view(found->value) : std::string_view();
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

// Words of a class or id: "relatedPosts top-story" → related, posts, top, story.
bool has_hint(std::string_view names) {
  static constexpr std::array<std::string_view, 36> kHints{
      "ad",           "ads",        "advert",  "advertisement", "banner",      "breadcrumb",
      "breadcrumbs",  "byline",     "comment", "comments",      "cookie",      "cookies",
      "disqus",       "footer",     "menu",    "navbar",        "navigation",  "nav",
      "newsletter",   "pagination", "popup",   "promo",         "recommended", "related",
      "share",        "sharing",    "sidebar", "social",        "sponsored",   "subscribe",
      "subscription", "tags",       "toolbar", "trending",      "widget",      "caption"};
  std::string word;
  const auto is_hint = [&] {
    return std::find(kHints.begin(), kHints.end(), word) != kHints.end();
  };
  for (const char c : names) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z');
    if (!letter || (upper && !word.empty() && word.back() >= 'a')) {
      if (is_hint()) return true;
      word.clear();
    }
    if (letter && word.size() < 20) word += static_cast<char>(c | 0x20);
  }
  return is_hint();
}

Kind kind_of(const GumboElement* it) {
  switch (it->tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_LEGEND: return Kind::dropped;
    case GUMBO_TAG_BR:
    case GUMBO_TAG_HR: return Kind::line_break;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH: return Kind::cell;
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_HGROUP: return Kind::block;
    default: return Kind::inlined;
  }
}

bool is_hidden(const GumboElement* it) {
  if (gumbo_get_attribute(&it->attributes, "hidden") != nullptr) return true;
  if (attribute(it, "aria-hidden") == "true") return true;
  static constexpr std::array<std::string_view, 8> kRoles{
      "navigation", "banner", "contentinfo", "complementary",
      "search",     "menu",   "dialog",      "alertdialog"};
  return std::find(kRoles.begin(), kRoles.end(), attribute(it, "role")) != kRoles.end();
}

bool is_letter_byte(char c) { return (c & 0xC0) != 0x80 && static_cast<unsigned char>(c) > ' '; }

std::uint32_t letters_in(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), is_letter_byte));
}

// A page, flattened, with what is needed to tell the article from the rest.
class Page {
 public:
  explicit Page(const GumboNode* root) {
    flatten(root);
    count();
  }

  // Where the article is, as an index into the nodes.
  [[nodiscard]] std::uint32_t article() const;
  // The text under a node, a line for each paragraph. `chosen` leaves out what
  // is marked as something else and what is mostly links.
  [[nodiscard]] std::string text(std::uint32_t root, bool chosen) const;
  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }

 private:
  void flatten(const GumboNode* root);
  void count();
  [[nodiscard]] bool is_other(const Node& node) const;

  std::vector<Node> nodes_;
};

void Page::flatten(const GumboNode* root) {
  struct Open {
    std::uint32_t index;
    unsigned int next;
  };
  std::vector<Open> open;
  const auto enter = [&](const GumboNode* node) {
    Node flat;
    flat.node = node;
    flat.parent = open.empty() ? 0 : open.back().index;
    if (const GumboElement* it = element(flat)) {
      flat.kind = is_hidden(it) ? Kind::dropped : kind_of(it);
      flat.hinted = has_hint(attribute(it, "class")) || has_hint(attribute(it, "id"));
      flat.preformatted = it->tag == GUMBO_TAG_PRE;
    }
    if (!open.empty() && nodes_[flat.parent].preformatted) flat.preformatted = true;
    nodes_.push_back(flat);
    open.push_back({static_cast<std::uint32_t>(nodes_.size() - 1), 0});
  };
  enter(root);
  while (!open.empty()) {
    Open& top = open.back();
    const GumboElement* it = element(nodes_[top.index]);
    if (it == nullptr || top.next >= it->children.length) {
      nodes_[top.index].end = static_cast<std::uint32_t>(nodes_.size());
      open.pop_back();
    } else {
      enter(static_cast<const GumboNode*>(it->children.data[top.next++]));
    }
  }
}

void Page::count() {
  // Downwards: what is under a dropped node or a link.
  std::vector<bool> dropped(nodes_.size()), linked(nodes_.size());
  for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    if (i > 0) {
      dropped[i] = dropped[node.parent];
      linked[i] = linked[node.parent];
    }
    if (node.kind == Kind::dropped) dropped[i] = true;
    if (tag(node) == GUMBO_TAG_A) linked[i] = true;
  }
  // Upwards: letters, and for the letters that stand directly in a block, with
  // only inline tags between, whether they make a paragraph.
  std::vector<std::uint32_t> direct(nodes_.size()), direct_links(nodes_.size());
  for (std::uint32_t i = static_cast<std::uint32_t>(nodes_.size()); i-- > 0;) {
    Node& node = nodes_[i];
    if (is_text(node) && !dropped[i]) {
      const std::uint32_t letters = letters_in(node.node->v.text.text);
      node.letters = direct[i] = letters;
      node.link_letters = direct_links[i] = linked[i] ? letters : 0;
    }
    const bool block = node.kind == Kind::block || node.kind == Kind::cell;
    if (block && direct[i] >= kParagraphLetters && direct_links[i] * 2 < direct[i]) {
      const double score = direct[i] - direct_links[i];
      const GumboTag name = tag(node);
      const bool heading = name >= GUMBO_TAG_H1 && name <= GUMBO_TAG_H6;
      if (!heading) {
        node.total += score;
        const bool leaf = name == GUMBO_TAG_P || name == GUMBO_TAG_LI || name == GUMBO_TAG_PRE;
        // Pages that break lines with br hold the whole article in one block.
        if (!leaf) node.own += score;
        if (i > 0) nodes_[node.parent].own += leaf ? score : score * 0.6;
      }
    }
    if (i == 0) break;
    Node& parent = nodes_[node.parent];
    parent.letters += node.letters;
    parent.link_letters += node.link_letters;
    parent.total += node.total;
    if (!block) {
      direct[node.parent] += direct[i];
      direct_links[node.parent] += direct_links[i];
    }
  }
}

// Marked as something else, by a class that does not hold most of the page.
bool Page::is_other(const Node& node) const {
  if (node.kind == Kind::dropped) return true;
  return node.hinted && node.total < 0.5 * nodes_[0].total;
}

// Whether two nodes look like parts of one thing. Cells do not: old pages lay
// out their columns with tables.
bool are_alike(const Node& a, const Node& b) {
  const GumboElement* one = element(a);
  const GumboElement* other = element(b);
  return one && other && one->tag == other->tag && a.kind != Kind::cell &&
         attribute(one, "class") == attribute(other, "class") &&
         attribute(one, "id") == attribute(other, "id");
}

std::uint32_t Page::article() const {
  std::uint32_t best = 0;
  double most = 0;
  std::uint32_t body = 0;
  std::uint32_t marked = 0;  // itemprop="articleBody"
  for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    if (tag(node) == GUMBO_TAG_BODY) body = i;
    if (is_other(node)) {
      i = node.end - 1;
      continue;
    }
    const GumboElement* it = element(node);
    if (it == nullptr) continue;
    if (attribute(it, "itemprop") == "articleBody" &&
        node.total > nodes_[marked].total * (marked > 0)) {
      marked = i;
    }
    if (node.own > most) {
      most = node.own;
      best = i;
    }
  }
  if (marked > 0 && nodes_[marked].total >= 0.3 * most) return marked;
  if (best == 0) return body;
  for (std::uint32_t up = best; up != 0; up = nodes_[up].parent) {
    if (tag(nodes_[up]) == GUMBO_TAG_ARTICLE) return up;
  }
  // An article in several parts of one kind, with something between them.
  std::uint32_t root = best;
  while (root != body && root != 0) {
    const std::uint32_t parent = nodes_[root].parent;
    bool has_part = false;
    for (std::uint32_t i = parent + 1; i < nodes_[parent].end; i = nodes_[i].end) {
      has_part =
          has_part || (i != root && !is_other(nodes_[i]) && are_alike(nodes_[i], nodes_[root]) &&
                       nodes_[i].total >= 0.2 * nodes_[root].total);
    }
    if (!has_part) break;
    root = parent;
  }
  return root;
}

// Lines with single spaces, out of pieces of text.
class Lines {
 public:
  void add(std::string_view text, bool preformatted) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      const bool no_break = c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
      if (preformatted && c == '\n') {
        end_line();
      } else if (text.compare(i, 3, "\xEF\xBB\xBF") == 0) {
        i += 2;  // a byte order mark within a page says nothing
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || no_break) {
        space();
        if (no_break) ++i;
      } else {
        if (spaced_) out_ += ' ';
        spaced_ = false;
        started_ = true;
        out_ += c;
      }
    }
  }
  void space() { spaced_ = started_; }
  void end_line() {
    if (started_) out_ += '\n';
    started_ = spaced_ = false;
  }
  std::string take() {
    end_line();
    if (!out_.empty()) out_.pop_back();
    return std::move(out_);
  }

 private:
  std::string out_;
  bool started_ = false;  // the line has text
  bool spaced_ = false;   // a space is due before the next text
};

std::string Page::text(std::uint32_t root, bool chosen) const {
  Lines lines;
  std::vector<std::uint32_t> blocks;  // open ones
  for (std::uint32_t i = root; i < nodes_[root].end; ++i) {
    while (!blocks.empty() && nodes_[blocks.back()].end <= i) {
      nodes_[blocks.back()].kind == Kind::cell ? lines.space() : lines.end_line();
      blocks.pop_back();
    }
    const Node& node = nodes_[i];
    const bool block = node.kind == Kind::block || node.kind == Kind::cell;
    const bool links = block && node.letters > 0 && node.link_letters * 10 > node.letters * 6;
    if (i != root && (node.kind == Kind::dropped || (chosen && (is_other(node) || links)))) {
      if (block) lines.end_line();
      i = node.end - 1;
      continue;
    }
    if (is_text(node)) {
      lines.add(node.node->v.text.text, node.preformatted);
    } else if (node.kind == Kind::line_break) {
      lines.end_line();
    } else if (block) {
      node.kind == Kind::cell ? lines.space() : lines.end_line();
      blocks.push_back(i);
    }
  }
  return lines.take();
}

// What the page says of itself, in the order in which it is believed.
struct Said {
  std::string og_title, h1, title;
  std::string site, application;
  std::string url, og_url;
  std::string published, item_published, meta_published, time;
};

void note(std::string& into, std::string_view value) {
  if (into.empty()) into = value;
}

void read_meta(const GumboElement* it, Said& said) {
  const std::string_view content = attribute(it, "content");
  std::string name = lowered(attribute(it, "property"));
  if (name.empty()) name = lowered(attribute(it, "name"));
  if (name.empty()) name = lowered(attribute(it, "itemprop"));
  static constexpr std::array<std::string_view, 14> kDates{
      "date",          "pubdate",          "publishdate",    "publish-date",
      "publish_date",  "publication_date", "dc.date",        "dc.date.issued",
      "dcterms.date",  "dcterms.created",  "dcterms.issued", "parsely-pub-date",
      "sailthru.date", "datepublished"};
  if (name == "og:title")
    note(said.og_title, content);
  else if (name == "og:site_name")
    note(said.site, content);
  else if (name == "application-name")
    note(said.application, content);
  else if (name == "og:url")
    note(said.og_url, content);
  else if (name == "article:published_time" || name == "og:published_time")
    note(said.published, content);
  else if (std::find(kDates.begin(), kDates.end(), name) != kDates.end())
    note(said.meta_published, content);
}

Said read_said(const Page& page) {
  Said said;
  const auto& nodes = page.nodes();
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const GumboElement* it = element(nodes[i]);
    if (it == nullptr) continue;
    if (it->tag == GUMBO_TAG_META) {
      read_meta(it, said);
    } else if (it->tag == GUMBO_TAG_LINK) {
      if (lowered(attribute(it, "rel")) == "canonical") note(said.url, attribute(it, "href"));
    } else if (it->tag == GUMBO_TAG_TITLE || it->tag == GUMBO_TAG_H1) {
      std::string& into = it->tag == GUMBO_TAG_H1 ? said.h1 : said.title;
      if (into.empty()) into = page.text(i, false);
    }
    if (attribute(it, "itemprop") == "datePublished") {
      const auto date = attribute(it, "datetime");
      note(said.item_published, date.empty() ? attribute(it, "content") : date);
    }
    if (it->tag == GUMBO_TAG_TIME) note(said.time, attribute(it, "datetime"));
  }
  return said;
}

std::string first_of(std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values) {
    Lines line;
    line.add(value, false);
    std::string text = line.take();
    if (!text.empty()) return text;
  }
  return {};
}

// "عنوان - صدى الوادي" of the title tag without the name of the outlet.
std::string without_outlet(std::string title, const std::string& outlet) {
  if (outlet.empty() || !title.ends_with(outlet) || title.size() == outlet.size()) return title;
  std::string head = title.substr(0, title.size() - outlet.size());
  for (const std::string_view mark : {" - ", " | ", " – ", " — ", " :: ", " » "}) {
    if (head.ends_with(mark)) return head.substr(0, head.size() - mark.size());
  }
  return title;
}

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

Result<Document> read_page(std::string_view bytes, std::string_view charset,
                           const std::string& where, const Limits& limits) {
  if (bytes.size() > limits.page_bytes) {
    return fail(ErrorCode::input, where,
                fmt::format("the page is larger than {} bytes", limits.page_bytes),
                "take the article out of it, or raise the limit");
  }
  const std::string own_charset = charset.empty() ? charset_of_page(bytes) : std::string(charset);
  const Markup markup = put_in_order(to_utf8(bytes, own_charset));
  const Tree tree(markup.html);
  const Page page(tree.root());
  const Said said = read_said(page);
  LinkedData linked;
  for (const std::string& json : markup.linked_data) {
    const LinkedData more = linked_data(json);
    note(linked.headline, more.headline);
    note(linked.published, more.published);
    note(linked.publisher, more.publisher);
  }

  Document article;
  article.outlet = first_of({said.site, linked.publisher, said.application});
  article.title = first_of({said.og_title, linked.headline, on_one_line(said.h1),
                            without_outlet(on_one_line(said.title), article.outlet)});
  article.url = first_of({said.url, said.og_url});
  for (const std::string& date :
       {said.published, linked.published, said.item_published, said.meta_published, said.time}) {
    if (!article.published) article.published = date_of_feed(date);
  }

  article.text = page.text(page.article(), true);
  if (article.text.empty()) article.text = page.text(0, false);  // links may be all there is
  if (article.text.empty()) {
    return fail(ErrorCode::input, where, "no text is found on the page",
                "pages that scripts fill must be saved as a browser shows them");
  }
  // The headline is the title; it is not also the first paragraph.
  for (const std::string& headline : {article.title, on_one_line(said.h1)}) {
    if (!headline.empty() && article.text.size() > headline.size() &&
        article.text.starts_with(headline) && article.text[headline.size()] == '\n') {
      article.text.erase(0, headline.size() + 1);
    }
  }
  return article;
}

std::string text_of_fragment(std::string_view html) {
  if (html.find_first_of("<&") == std::string_view::npos) {  // most titles are plain
    Lines lines;
    lines.add(html, false);
    return lines.take();
  }
  const Markup markup = put_in_order(html);
  const Tree tree(markup.html);
  const Page page(tree.root());
  return page.text(0, false);
}

}  // namespace marsad::ingest
