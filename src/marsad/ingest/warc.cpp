// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/warc.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "marsad/ingest/binary.h"
#include "marsad/ingest/charset.h"
#include "marsad/ingest/date.h"
#include "marsad/ingest/html.h"

namespace marsad::ingest {
namespace {

constexpr std::size_t kHeaderLine = std::size_t{64} << 10;
constexpr std::size_t kHeaderLines = 1000;

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const auto begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) + 1 - begin);
}

// Fields "Name: value" of a record or of an HTTP answer; names in lower case.
class Fields {
 public:
  // False for a line that is no field.
  bool add(std::string_view line) {
    if ((line.front() == ' ' || line.front() == '\t') && !fields_.empty()) {  // a folded value
      fields_.back().second += ' ';
      fields_.back().second += trimmed(line);
      return true;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    fields_.emplace_back(lowered(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
    return true;
  }
  [[nodiscard]] std::string_view get(std::string_view name) const {
    for (const auto& [known, value] : fields_) {
      if (known == name) return value;
    }
    return {};
  }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// "text/html" from "Text/HTML; charset=utf-8".
std::string media_type(std::string_view content_type) {
  return lowered(trimmed(content_type.substr(0, content_type.find(';'))));
}

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// The body of a chunked answer; none when it is not chunked after all, as in
// archives that keep the header but store the body undone.
std::optional<std::string> unchunked(std::string_view body) {
  std::string whole;
  while (true) {
    const std::string_view line = trimmed(take_line(body));
    std::size_t size = 0;
    const auto read = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (read.ec != std::errc() || read.ptr == line.data()) return std::nullopt;
    if (read.ptr != line.data() + line.size() && *read.ptr != ';' && *read.ptr != ' ') {
      return std::nullopt;
    }
    if (size == 0) return whole;
    whole.append(body.substr(0, size));
    if (size >= body.size()) return whole;  // cut off: what there is
    body.remove_prefix(size);
    take_line(body);
  }
}

// "deflate" means zlib, but some servers send it bare. None when it is neither; more than `limit`
// bytes when it is larger than that.
std::optional<std::string> inflated(std::string_view body, std::size_t limit) {
  for (const int bits : {MAX_WBITS, -MAX_WBITS}) {
    z_stream stream{};
    if (inflateInit2(&stream, bits) != Z_OK) return std::nullopt;
    std::string whole;
    std::string chunk(std::size_t{64} << 10, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    stream.avail_in = static_cast<uInt>(body.size());
    int state = Z_OK;
    while (state == Z_OK && whole.size() <= limit) {
      stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
      stream.avail_out = static_cast<uInt>(chunk.size());
      state = inflate(&stream, Z_NO_FLUSH);
      whole.append(chunk, 0, chunk.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (state == Z_STREAM_END || whole.size() > limit) return whole;
  }
  return std::nullopt;
}

bool begins_record(std::string_view line) { return line.starts_with("WARC/"); }

struct Record {
  Fields fields;
  std::size_t number = 0;
  std::size_t size = 0;
  std::string where;
};

class Archive {
 public:
  Archive(Input& in, const EachOriginal& each) : in_(in), each_(each) {}

  Result<void> read() {
    while (true) {
      auto record = next();
      if (!record) {
        const auto found = find_next();
        if (!found || !*found) return tl::unexpected<Error>(record.error());
        if (!each_(tl::unexpected<Error>(record.error()), {})) return {};
        continue;
      }
      if (!*record) return {};
      const auto go_on = read(**record);
      if (!go_on) return tl::unexpected<Error>(go_on.error());
      if (!*go_on) return {};
    }
  }

 private:
  // The header of the next record; none at the end.
  Result<std::optional<Record>> next();
  // Past a damaged header nothing says where the next record begins but its first line; false
  // when there is none.
  Result<bool> find_next();
  Result<bool> read(const Record& record);
  // The article in the bytes of a record; none where there is none to expect.
  [[nodiscard]] std::optional<Result<Document>> article(const Record& record,
                                                        std::string_view block) const;
  [[nodiscard]] std::optional<Result<Document>> answer(const Record& record,
                                                       std::string_view block) const;
  [[nodiscard]] std::optional<Result<Document>> page(const Record& record, std::string_view body,
                                                     std::string_view content_type) const;

  [[nodiscard]] tl::unexpected<Error> damaged(const Record& record, std::string what) const {
    return fail(ErrorCode::input, record.where, std::move(what),
                "the other records were read; copy or download the archive again");
  }

  Input& in_;
  const EachOriginal& each_;
  std::size_t records_ = 0;
  bool begun_ = false;  // the first line of the next record has been taken
};

Result<std::optional<Record>> Archive::next() {
  Record record;
  record.number = ++records_;
  record.where = fmt::format("{} record {}", in_.name(), record.number);
  bool begun = std::exchange(begun_, false);
  for (std::size_t lines = 0; lines < kHeaderLines;) {
    const auto line = in_.line(kHeaderLine);
    if (!line) return tl::unexpected<Error>(line.error());
    if (!*line) {
      if (begun) return damaged(record, "the archive ends within the header of a record");
      return std::optional<Record>{};
    }
    const std::string_view text = (*line)->bytes;
    if ((*line)->too_long) return damaged(record, "a line of the header has no end");
    if (!begun) {
      if (text.empty()) continue;  // records are parted by empty lines
      if (!begins_record(text)) return damaged(record, "does not begin with WARC/");
      begun = true;
    } else if (text.empty()) {
      const std::string_view length = record.fields.get("content-length");
      const auto read = std::from_chars(length.data(), length.data() + length.size(), record.size);
      if (read.ec != std::errc() || read.ptr != length.data() + length.size() || length.empty()) {
        return damaged(record, "has no Content-Length");
      }
      return std::optional<Record>{std::move(record)};
    } else if (!record.fields.add(text)) {
      begun_ = begins_record(text);
      return damaged(record, "has a header line without a colon");
    }
    ++lines;
  }
  return damaged(record, "has a header without end");
}

Result<bool> Archive::find_next() {
  while (!begun_) {
    const auto line = in_.line(kHeaderLine);
    if (!line) return tl::unexpected<Error>(line.error());
    if (!*line) return false;
    begun_ = begins_record((*line)->bytes);
  }
  return true;
}

Result<bool> Archive::read(const Record& record) {
  const std::string type = lowered(record.fields.get("warc-type"));
  const bool wanted = type == "response" || type == "resource" || type == "conversion";
  const std::size_t limit = in_.limits().article_bytes;
  if (!wanted || record.size > limit) {
    const auto skipped = in_.skip(record.size);
    if (!skipped) return tl::unexpected<Error>(skipped.error());
    if (*skipped < record.size) return damaged(record, "the archive ends within a record");
    if (!wanted) return true;
    return each_(fail(ErrorCode::input, record.where, fmt::format("is larger than {} bytes", limit),
                      "raise the limit"),
                 {});
  }
  std::string block;
  while (block.size() < record.size) {
    const auto piece = in_.peek(std::min(record.size - block.size(), std::size_t{64} << 10));
    if (!piece) return tl::unexpected<Error>(piece.error());
    if (piece->empty()) return damaged(record, "the archive ends within a record");
    block.append(*piece);
    const auto skipped = in_.skip(piece->size());
    if (!skipped) return tl::unexpected<Error>(skipped.error());
  }
  auto found = article(record, block);
  if (!found) return true;
  const std::string held_as = media_type(record.fields.get("content-type"));
  const bool own_id = !record.fields.get("warc-record-id").empty();
  return each_(std::move(*found), {block, held_as, own_id});
}

std::optional<Result<Document>> Archive::article(const Record& record,
                                                 std::string_view block) const {
  const std::string_view content_type = record.fields.get("content-type");
  std::optional<Result<Document>> found = lowered(content_type).starts_with("application/http")
                                              ? answer(record, block)
                                              : page(record, block, content_type);
  if (!found || !*found) return found;
  Document& article = **found;
  std::string_view id = trimmed(record.fields.get("warc-record-id"));
  if (id.starts_with('<') && id.ends_with('>')) id = id.substr(1, id.size() - 2);
  article.id = to_utf8(id, {});
  if (article.id.empty()) article.id = fmt::format("{}:{}", in_.called(), record.number);
  // WARC 1.0 was often written with < > around the address.
  std::string_view url = trimmed(record.fields.get("warc-target-uri"));
  if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
  if (!url.empty()) article.url = to_utf8(url, {});
  if (!article.published) article.published = date_of_timestamp(record.fields.get("warc-date"));
  return found;
}

std::optional<Result<Document>> Archive::answer(const Record& record,
                                                std::string_view block) const {
  const std::string_view status = take_line(block);
  if (!status.starts_with("HTTP/") || status.find(" 200") == std::string_view::npos) {
    return std::nullopt;
  }
  Fields fields;
  while (!block.empty()) {
    const std::string_view line = take_line(block);
    if (line.empty()) break;
    fields.add(line);  // servers write odd lines; the page can still be read
  }
  const std::string_view content_type = fields.get("content-type");
  std::string held;
  if (lowered(fields.get("transfer-encoding")).find("chunked") != std::string::npos) {
    if (auto whole = unchunked(block)) {
      held = std::move(*whole);
      block = held;
    }
  }
  const std::string encoding = lowered(fields.get("content-encoding"));
  if (encoding == "br") {
    const std::string type = media_type(content_type);
    if (type != "text/html" && type != "application/xhtml+xml") return std::nullopt;
    return fail(ErrorCode::input, record.where, "is compressed with Brotli, which is not read",
                "fetch the page again without br in Accept-Encoding");
  }
  std::string body;
  if (auto plain = encoding == "deflate" ? inflated(block, in_.limits().page_bytes)
                                         : std::optional<std::string>()) {
    if (plain->size() > in_.limits().page_bytes) {
      return fail(ErrorCode::input, record.where,
                  fmt::format("is larger than {} bytes", in_.limits().page_bytes),
                  "split it, or raise the limit");
    }
    body = std::move(*plain);
  } else {
    // Knows gzip and zstd by their first bytes: some archives undo the coding but keep its header.
    auto in = Input::memory(block, record.where, in_.limits());
    auto whole = in ? in->rest(in_.limits().article_bytes)
                    : Result<std::string>(tl::unexpected<Error>(in.error()));
    if (!whole) return tl::unexpected<Error>(whole.error());
    body = std::move(*whole);
  }
  return page(record, body, content_type);
}

std::optional<Result<Document>> Archive::page(const Record& record, std::string_view body,
                                              std::string_view content_type) const {
  std::string type = media_type(content_type);
  if (type.empty()) type = trimmed(body.substr(0, 256)).starts_with('<') ? "text/html" : "";
  const bool is_page = type == "text/html" || type == "application/xhtml+xml";
  if (!is_page && type != "text/plain") return std::nullopt;
  const std::string charset = charset_of(content_type);
  if (const std::string_view what = binary_kind(body); !what.empty()) {
    return fail(ErrorCode::input, record.where, fmt::format("is {}, not {}", what, type),
                "nothing can be read in it");
  }
  if (holds_binary(body) && !charset.starts_with("utf-16") && !charset.starts_with("utf-32")) {
    return fail(ErrorCode::input, record.where, "holds binary data, not text",
                "nothing can be read in it");
  }
  if (is_page) return read_page(body, charset, record.where, in_.limits());
  Document article;
  article.text = to_utf8(body, charset);
  if (trimmed(article.text).empty()) {
    return fail(ErrorCode::input, record.where, "has no text", "nothing can be read in it");
  }
  return article;
}

}  // namespace

Result<void> read_warc(Input& in, const EachOriginal& each) { return Archive(in, each).read(); }

}  // namespace marsad::ingest
