// SPDX-License-Identifier: Apache-2.0
// Where the bytes of articles come from: a file, standard input or memory, with
// gzip and zstd undone on the way, whatever the name says.
//
//   Input::open("أخبار.jsonl.gz")  →  the lines of the file, one after another
//
// A stream: only what was asked for stands in memory, so that a file of any
// size can be read. Errors: ErrorCode::input, where = the name of the input.
// Compressed data that is damaged or cut short is an error where it happens; what came before has
// been given. Data that unfolds without measure (Limits::expansion) is refused.
//
// Guaranteed: 64 readable bytes stand behind every view that is given (their
// value is unspecified), as fast parsers ask. Tested by input_test.cpp.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/base/result.h"
#include "marsad/text/limits.h"

namespace marsad::ingest {

// What is read at most, all in bytes after decompression but `expansion`, and who is told of it.
struct Limits {
  std::size_t text_bytes = text::kMostBytes;          // the text of one article
  std::size_t article_bytes = std::size_t{16} << 20;  // one text, line, record or feed entry
  std::size_t page_bytes = std::size_t{16} << 20;     // one HTML page
  std::size_t json_bytes = std::size_t{24} << 20;     // a .json file, which is read as a whole
  std::size_t whole_bytes = std::size_t{64} << 20;    // an input that is held whole for its bytes
  std::size_t expansion =
      200;  // times its size that compressed data may unfold, past article_bytes
  // If given, gains the bytes of files and standard input as they are read, compressed as they are.
  std::atomic<std::uintmax_t>* read = nullptr;
};

// Something that gives bytes once, from first to last.
class Source {
 public:
  virtual ~Source() = default;
  // Up to `size` bytes into `out`; 0 only at the end.
  [[nodiscard]] virtual Result<std::size_t> read(char* out, std::size_t size) = 0;
};

class Input {
 public:
  // "-" is standard input. `called` is what articles without an id are called after; empty:
  // plain_name(path). Names that are no UTF-8 are made so. Errors: no such file, a folder, not readable.
  [[nodiscard]] static Result<Input> open(const std::string& path, const Limits& limits,
                                          std::string called = {});
  // `bytes` must outlive the input.
  [[nodiscard]] static Result<Input> memory(std::string_view bytes, std::string name,
                                            const Limits& limits, std::string called = {});

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& called() const { return called_; }
  [[nodiscard]] const Limits& limits() const { return limits_; }

  // The next `size` bytes without taking them; fewer only at the end. The view
  // holds until the next call.
  [[nodiscard]] Result<std::string_view> peek(std::size_t size);
  // Takes bytes; `size` may be more than was peeked. Gives how many there were.
  [[nodiscard]] Result<std::size_t> skip(std::size_t size);
  // Takes up to `size` bytes into `out`; 0 only at the end.
  [[nodiscard]] Result<std::size_t> take(char* out, std::size_t size);

  struct Line {
    std::string_view bytes;  // without the line end (\n or \r\n); empty when too_long
    bool too_long = false;   // it had more than `limit` bytes and was passed over
  };
  // Takes the next line; none at the end. The view holds until the next call.
  [[nodiscard]] Result<std::optional<Line>> line(std::size_t limit);

  // Takes all that is left. Error when it is more than `limit`.
  [[nodiscard]] Result<std::string> rest(std::size_t limit);

 private:
  Input(std::unique_ptr<Source> source, std::string name, const Limits& limits, std::string called);
  // Reads more into the buffer; false at the end.
  [[nodiscard]] Result<bool> fill();
  [[nodiscard]] Result<void> unfold();

  std::unique_ptr<Source> source_;
  std::string name_;
  std::string called_;
  Limits limits_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool ended_ = false;
};

// The name of a file without its folders and without .gz or .zst.
[[nodiscard]] std::string_view plain_name(std::string_view path);

}  // namespace marsad::ingest
