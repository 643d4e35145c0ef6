// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/feed.h"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "marsad/ingest/date.h"
#include "marsad/ingest/feeding.h"
#include "marsad/ingest/html.h"
#include "marsad/text/text.h"

namespace marsad::ingest {
namespace {

struct CloseReader {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};
using XmlReader = std::unique_ptr<xmlTextReader, CloseReader>;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

int feed_bytes(void* context, char* buffer, int size) {
  return static_cast<Feeding*>(context)->give(buffer, static_cast<std::size_t>(size));
}

// What libxml2 would tell on standard error.
void write_nothing(void* /*context*/, const char* /*message*/, ...) {}

void note_fault(void* context, xmlErrorPtr error) {
  auto* feeding = static_cast<Feeding*>(context);
  if (!feeding->fault.empty() || error->level < XML_ERR_ERROR) return;
  // Parts of the feed may stand in it.
  feeding->fault = text::decode(
      std::string_view(error->message == nullptr ? "damaged" : error->message).substr(0, 200));
  while (!feeding->fault.empty() && feeding->fault.back() == '\n') feeding->fault.pop_back();
  feeding->fault_line = error->line + feeding->line_before;
}

enum class Field { none, title, link, id, published, updated, description, content };

// Which field of an entry an element is. Elements of media, iTunes and other
// additions bear the same names and are told apart by their namespace.
Field field_of(std::string_view name, std::string_view space) {
  struct Row {
    std::string_view name;
    std::string_view space;  // a part of it; "" for the core of RSS and Atom
    Field field;
  };
  static constexpr std::array<Row, 15> kRows{{
      {"title", "", Field::title},
      {"link", "", Field::link},
      {"guid", "", Field::id},
      {"id", "", Field::id},
      {"pubDate", "", Field::published},
      {"published", "", Field::published},
      {"issued", "", Field::published},
      {"updated", "", Field::updated},
      {"modified", "", Field::updated},
      {"date", "purl.org/dc/", Field::published},
      {"description", "", Field::description},
      {"summary", "", Field::description},
      {"content", "", Field::content},
      {"encoded", "purl.org/rss/1.0/modules/content", Field::content},
      {"content:encoded", "", Field::content},  // the prefix is not declared
  }};
  const bool core = space.empty() || space.find("w3.org/2005/Atom") != std::string_view::npos ||
                    space.find("purl.org/atom/") != std::string_view::npos ||
                    space.find("my.netscape.com/rdf") != std::string_view::npos ||
                    space == "http://purl.org/rss/1.0/" ||
                    space.find("backend.userland.com") != std::string_view::npos;
  for (const Row& row : kRows) {
    if (row.name != name) continue;
    if (row.space.empty() ? core : space.find(row.space) != std::string_view::npos)
      return row.field;
  }
  return Field::none;
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const auto begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kSpaces) + 1 - begin));
}

std::string on_one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

// One item or entry, as far as it has been read. All text here is HTML, but links, ids and dates.
struct Entry {
  std::string title, link, id, published, updated, description, content;
  std::string space;  // the namespace
  int line = 0;
};

class Feed {
 public:
  Feed(Input& in, const Each& each) : in_(in), each_(each), feeding_(in) {}
  ~Feed() { xmlSetStructuredErrorFunc(nullptr, nullptr); }
  Feed(const Feed&) = delete;
  Feed& operator=(const Feed&) = delete;
  Result<void> read();

 private:
  [[nodiscard]] bool open();
  // Reads on to the end or to a fault of the XML.
  [[nodiscard]] Result<void> read_nodes();
  [[nodiscard]] Result<void> check_root();
  [[nodiscard]] Error damage() const;
  void forget_entry();
  void start();
  void finish();
  void collect(std::string_view text, bool is_markup);
  // False when the caller wants no more.
  [[nodiscard]] bool give();

  Input& in_;
  const Each& each_;
  Feeding feeding_;
  XmlReader reader_;

  bool rooted_ = false;
  std::string prologue_;  // stands before an entry that the parser begins at
  std::string encoding_;  // "" for UTF-8
  std::string outlet_;
  std::optional<Entry> entry_;
  int entry_depth_ = 0;
  int entry_piece_ = 0;
  std::size_t entries_ = 0;
  Field field_ = Field::none;
  int field_depth_ = 0;
  bool escape_ = false;  // the field is plain text, which stands in HTML escaped
  std::string collected_;
  bool too_long_ = false;
  bool stopped_ = false;
};

Result<void> Feed::read() {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
  // Faults of encodings go past the reader's own handler to that of the thread.
  xmlSetStructuredErrorFunc(&feeding_, note_fault);
  xmlSetGenericErrorFunc(nullptr, write_nothing);
  // XML may not begin with a blank, but feeds do.
  while (true) {
    const auto next = in_.peek(3);
    if (!next) return tl::unexpected<Error>(next.error());
    const std::size_t blank = *next == "\xEF\xBB\xBF"                            ? 3
                              : next->find_first_of(" \t\r\n") == std::size_t{0} ? 1
                                                                                 : 0;
    if (blank == 0) break;
    const auto skipped = in_.skip(blank);
    if (!skipped) return tl::unexpected<Error>(skipped.error());
  }
  bool begun_anew = false;
  while (true) {
    if (!open()) return fail(ErrorCode::input, in_.name(), "cannot be read as XML", "give a feed");
    if (const auto read = read_nodes(); !read) return read;
    if (stopped_) return {};
    if (feeding_.input_error) return tl::unexpected<Error>(*feeding_.input_error);
    if (!rooted_) {
      return fail(ErrorCode::input,
                  fmt::format("{}:{}", in_.name(), std::max(feeding_.fault_line, 1)),
                  "is no XML" + (feeding_.fault.empty() ? "" : " (" + feeding_.fault + ")"),
                  "give an RSS or Atom feed, or say with --from what it is");
    }
    const bool in_entry = entry_.has_value();
    if (!in_entry && (feeding_.fault.empty() ||
                      xmlTextReaderReadState(reader_.get()) == XML_TEXTREADER_MODE_EOF)) {
      return {};
    }
    // What is told of the end of a feed that was begun in its middle means nothing.
    const bool tell = in_entry || !begun_anew;
    const Error fault = damage();
    const int known = in_entry ? entry_piece_ : 0;
    forget_entry();
    const bool more = feeding_.go_to_next_entry(prologue_, known);
    if (feeding_.input_error) return tl::unexpected<Error>(*feeding_.input_error);
    if (!more) return tell ? tl::unexpected<Error>(fault) : Result<void>();
    if (tell && !each_(tl::unexpected<Error>(fault))) return {};
    begun_anew = true;
  }
}

bool Feed::open() {
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOCDATA |
                           XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  reader_.reset(xmlReaderForIO(feed_bytes, nullptr, &feeding_, nullptr,
                               encoding_.empty() ? nullptr : encoding_.c_str(), kOptions));
  if (reader_) xmlTextReaderSetStructuredErrorHandler(reader_.get(), note_fault, &feeding_);
  return reader_ != nullptr;
}

Result<void> Feed::read_nodes() {
  while (!stopped_ && xmlTextReaderRead(reader_.get()) == 1) {
    switch (xmlTextReaderNodeType(reader_.get())) {
      case XML_READER_TYPE_ELEMENT:
        if (!rooted_) {
          if (const auto fit = check_root(); !fit) return fit;
          rooted_ = true;
        }
        start();
        if (xmlTextReaderIsEmptyElement(reader_.get()) == 1) finish();
        break;
      case XML_READER_TYPE_END_ELEMENT: finish(); break;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        collect(view(xmlTextReaderConstValue(reader_.get())), false);
        break;
      default: break;
    }
  }
  return {};
}

Result<void> Feed::check_root() {
  const std::string name(view(xmlTextReaderConstLocalName(reader_.get())));
  if (name != "rss" && name != "RDF" && name != "feed") {
    return fail(ErrorCode::input, in_.name(),
                fmt::format("is XML, but no feed: its root is <{}>", name),
                "give RSS (<rss>, <rdf:RDF>) or Atom (<feed>)");
  }
  // By way of the node: to ask for the document would make us its owner.
  const xmlNode* root = xmlTextReaderCurrentNode(reader_.get());
  const xmlDoc* document = root == nullptr ? nullptr : root->doc;
  if (document != nullptr && document->intSubset != nullptr &&
      (document->intSubset->entities != nullptr || document->intSubset->pentities != nullptr)) {
    return fail(ErrorCode::input, in_.name(), "declares entities of its own",
                "a feed needs none: take the <!ENTITY …> lines out if you trust it");
  }
  const std::string qualified(view(xmlTextReaderConstName(reader_.get())));
  prologue_ = "<" + qualified;
  for (const xmlNs* space = root == nullptr ? nullptr : root->nsDef; space != nullptr;
       space = space->next) {
    prologue_ += space->prefix == nullptr ? " xmlns" : " xmlns:" + std::string(view(space->prefix));
    prologue_ += "=\"";
    append_escaped(prologue_, view(space->href));
    prologue_ += '"';
  }
  prologue_ += name == "rss" ? "><channel>" : ">";
  encoding_ = view(xmlTextReaderConstEncoding(reader_.get()));
  return {};
}

// Where the XML can no longer be told apart.
Error Feed::damage() const {
  const std::string place = entry_ ? "is damaged or cut off within an entry" : "is damaged";
  const int line = feeding_.fault_line > 0 ? feeding_.fault_line : entry_ ? entry_->line : 1;
  return {ErrorCode::input, fmt::format("{}:{}", in_.name(), line),
          feeding_.fault.empty() ? place : fmt::format("{} ({})", place, feeding_.fault),
          "the other entries were read; mend the XML"};
}

void Feed::forget_entry() {
  entry_.reset();
  field_ = Field::none;
  collected_.clear();
  too_long_ = false;
}

void Feed::start() {
  const int depth = xmlTextReaderDepth(reader_.get());
  const std::string_view name = view(xmlTextReaderConstLocalName(reader_.get()));
  const std::string_view space = view(xmlTextReaderConstNamespaceUri(reader_.get()));
  const bool in_core = space.find("search.yahoo.com") == std::string_view::npos;
  const bool is_entry = in_core && (name == "item" || name == "entry");
  if (entry_ && is_entry && space == entry_->space) {  // the one before it has no end
    if (field_ == Field::none) {
      stopped_ = !give();
    } else {
      stopped_ = !each_(tl::unexpected<Error>(damage()));
    }
    forget_entry();
    if (stopped_) return;
  }
  if (field_ != Field::none) {  // markup within a field, as XHTML in Atom is
    if (field_ == Field::content || field_ == Field::description || field_ == Field::title) {
      collect("<" + std::string(name) + ">", true);
    }
    return;
  }
  if (!entry_ && is_entry) {
    entry_.emplace();
    entry_->space = space;
    entry_->line = xmlTextReaderGetParserLineNumber(reader_.get()) + feeding_.line_before;
    entry_piece_ = feeding_.pieces();
    entry_depth_ = depth;
    too_long_ = false;
    ++entries_;
    return;
  }
  const Field field = field_of(name, space);
  if (field == Field::none) return;
  if (entry_ ? depth != entry_depth_ + 1 : field != Field::title || !outlet_.empty() || depth > 2) {
    return;
  }
  field_ = field;
  field_depth_ = depth;
  collected_.clear();
  const auto attribute = [&](const char* wanted) {
    xmlChar* value =
        xmlTextReaderGetAttribute(reader_.get(), reinterpret_cast<const xmlChar*>(wanted));
    std::string text(view(value));
    xmlFree(value);
    return text;
  };
  const std::string type = attribute("type");
  // Atom says what is plain text; RSS leaves HTML in titles and descriptions unsaid.
  const bool atom = space.find("Atom") != std::string_view::npos ||
                    space.find("purl.org/atom/") != std::string_view::npos;
  escape_ = type == "text" || type == "xhtml" || type == "text/plain" || (atom && type.empty());
  if (field == Field::link) {
    const std::string rel = attribute("rel");
    const std::string href = attribute("href");
    if (!href.empty() && (rel.empty() || rel == "alternate")) collected_ = href;
    if (!rel.empty() && rel != "alternate") field_ = Field::none;
  }
}

void Feed::finish() {
  const int depth = xmlTextReaderDepth(reader_.get());
  if (field_ != Field::none) {
    if (depth > field_depth_) {
      if (field_ == Field::content || field_ == Field::description || field_ == Field::title) {
        collect("</" + std::string(view(xmlTextReaderConstLocalName(reader_.get()))) + ">", true);
      }
      return;
    }
    if (!entry_) {
      outlet_ = on_one_line(text_of_fragment(collected_));
    } else {
      std::string* const into = field_ == Field::title         ? &entry_->title
                                : field_ == Field::link        ? &entry_->link
                                : field_ == Field::id          ? &entry_->id
                                : field_ == Field::published   ? &entry_->published
                                : field_ == Field::updated     ? &entry_->updated
                                : field_ == Field::description ? &entry_->description
                                                               : &entry_->content;
      if (into->empty()) *into = std::move(collected_);
    }
    collected_.clear();
    field_ = Field::none;
  } else if (entry_ && depth == entry_depth_) {
    stopped_ = !give();
    entry_.reset();
  }
}

void Feed::collect(std::string_view text, bool is_markup) {
  if (field_ == Field::none || too_long_) return;
  const bool words =
      field_ == Field::title || field_ == Field::description || field_ == Field::content;
  if (collected_.size() + text.size() > in_.limits().page_bytes) {
    too_long_ = entry_.has_value();
    return;
  }
  if (words && escape_ && !is_markup) {
    append_escaped(collected_, text);
  } else {
    collected_ += text;
  }
}

bool Feed::give() {
  const std::string where = fmt::format("{}:{}", in_.name(), entry_->line);
  if (too_long_) {
    return each_(fail(ErrorCode::input, where,
                      fmt::format("the entry is larger than {} bytes", in_.limits().page_bytes),
                      "split it, or raise the limit"));
  }
  Document article;
  article.outlet = outlet_;
  article.title = on_one_line(text_of_fragment(entry_->title));
  article.url = trimmed(entry_->link);
  article.id = trimmed(entry_->id);
  if (article.id.empty()) article.id = article.url;
  if (article.id.empty()) article.id = fmt::format("{}:{}", in_.called(), entries_);
  article.published = date_of_feed(entry_->published);
  if (!article.published) article.published = date_of_feed(entry_->updated);
  article.text = text_of_fragment(entry_->content);
  std::string description = text_of_fragment(entry_->description);
  if (description.size() > article.text.size()) article.text = std::move(description);
  if (article.text.empty()) article.text = article.title;
  if (article.text.empty()) {
    return each_(fail(ErrorCode::input, where, "the entry has no text and no title",
                      "give it a title, a description or content"));
  }
  return each_(std::move(article));
}

}  // namespace

Result<void> read_feed(Input& in, const Each& each) { return Feed(in, each).read(); }

}  // namespace marsad::ingest
