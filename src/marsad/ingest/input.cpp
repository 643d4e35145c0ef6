// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "marsad/text/text.h"

namespace marsad::ingest {
namespace {

constexpr std::size_t kChunk = std::size_t{256} << 10;
constexpr std::size_t kPadding = 64;

std::string system_message(int number) {
  return std::error_code(number, std::generic_category()).message();
}

class FileSource final : public Source {
 public:
  FileSource(int descriptor, bool owned, std::string name, std::atomic<std::uintmax_t>* total)
      : descriptor_(descriptor), owned_(owned), name_(std::move(name)), total_(total) {}
  ~FileSource() override {
    if (owned_) ::close(descriptor_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  Result<std::size_t> read(char* out, std::size_t size) override {
    while (true) {
      const ssize_t got = ::read(descriptor_, out, size);
      if (got >= 0) {
        if (total_ != nullptr) *total_ += static_cast<std::uintmax_t>(got);
        return static_cast<std::size_t>(got);
      }
      const int number = errno;
      if (number == EINTR) continue;
      if (number == EISDIR) {
        return fail(ErrorCode::input, name_, "is a folder", "name the files in it");
      }
      return fail(ErrorCode::input, name_, "cannot be read: " + system_message(number),
                  "check the disk and try again");
    }
  }

 private:
  int descriptor_;
  bool owned_;
  std::string name_;
  std::atomic<std::uintmax_t>* total_;
};

class MemorySource final : public Source {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  Result<std::size_t> read(char* out, std::size_t size) override {
    const std::size_t count = std::min(size, bytes_.size());
    if (count > 0) std::memcpy(out, bytes_.data(), count);
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
};

// What gzip and zstd have in common: compressed bytes in a buffer, filled from
// the source below, and the guard against bombs.
struct Packed {
  std::unique_ptr<Source> below;
  std::string name;
  Limits limits;
  std::vector<char> bytes;
  std::size_t begin = 0;  // of the bytes that are not yet unpacked
  std::size_t end = 0;
  std::size_t taken = 0;
  std::size_t given = 0;

  // `first` has been read from `source` already.
  Packed(std::unique_ptr<Source> source, std::string_view first, std::string of, const Limits& most)
      : below(std::move(source)),
        name(std::move(of)),
        limits(most),
        bytes(std::max(kChunk, first.size())),
        end(first.size()),
        taken(first.size()) {
    if (!first.empty()) std::memcpy(bytes.data(), first.data(), first.size());
  }

  // False at the end of the compressed bytes.
  [[nodiscard]] Result<bool> refill() {
    if (begin < end) return true;
    const auto got = below->read(bytes.data(), bytes.size());
    if (!got) return tl::unexpected<Error>(got.error());
    begin = 0;
    end = *got;
    taken += *got;
    return *got > 0;
  }

  // Counts what was unpacked; an error when it is out of all measure.
  [[nodiscard]] Result<std::size_t> give(std::size_t count) {
    given += count;
    if (given > limits.article_bytes && given > taken * limits.expansion) {
      return fail(ErrorCode::input, name,
                  fmt::format("unfolds to more than {} times its size", limits.expansion),
                  "if the data is sound, decompress it first and give the plain file");
    }
    return count;
  }

  [[nodiscard]] tl::unexpected<Error> damaged(std::string what) const {
    return fail(ErrorCode::input, name, std::move(what), "copy or download the file again");
  }
};

class GzipSource final : public Source {
 public:
  GzipSource(std::unique_ptr<Source> below, std::string_view first, std::string name,
             const Limits& limits)
      : packed_(std::move(below), first, std::move(name), limits) {
    ready_ = inflateInit2(&stream_, 16 + MAX_WBITS) == Z_OK;
  }
  ~GzipSource() override {
    if (ready_) inflateEnd(&stream_);
  }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  Result<std::size_t> read(char* out, std::size_t size) override {
    if (!ready_) return packed_.damaged("gzip could not be started: out of memory");
    while (!done_) {
      const auto more = packed_.refill();
      if (!more) return tl::unexpected<Error>(more.error());
      if (!*more && !in_member_) break;
      if (!in_member_) {
        // Members follow each other; tape tools leave zeros behind the last one.
        while (packed_.begin < packed_.end && packed_.bytes[packed_.begin] == 0 && members_ > 0)
          ++packed_.begin;
        if (packed_.begin == packed_.end) continue;
        inflateReset(&stream_);
        in_member_ = true;
      }
      stream_.next_in = reinterpret_cast<Bytef*>(packed_.bytes.data() + packed_.begin);
      stream_.avail_in = static_cast<uInt>(packed_.end - packed_.begin);
      stream_.next_out = reinterpret_cast<Bytef*>(out);
      stream_.avail_out = static_cast<uInt>(std::min(size, kChunk));
      const uInt room = stream_.avail_out;
      const int state = inflate(&stream_, Z_NO_FLUSH);
      packed_.begin = packed_.end - stream_.avail_in;
      const std::size_t count = room - stream_.avail_out;
      if (state == Z_STREAM_END) {
        in_member_ = false;
        ++members_;
      } else if (count == 0 && !*more) {  // asked once more, as output may have been held back
        return packed_.damaged("the gzip data ends early");
      } else if (state != Z_OK && state != Z_BUF_ERROR) {
        if (members_ > 0 && stream_.total_out == 0) {
          return packed_.damaged("there is something other than gzip data behind the gzip data");
        }
        return packed_.damaged("the gzip data is damaged");
      }
      if (count > 0) return packed_.give(count);
    }
    done_ = true;
    return std::size_t{0};
  }

 private:
  Packed packed_;
  z_stream stream_{};
  bool ready_ = false;
  bool in_member_ = false;
  bool done_ = false;
  std::size_t members_ = 0;
};

class ZstdSource final : public Source {
 public:
  ZstdSource(std::unique_ptr<Source> below, std::string_view first, std::string name,
             const Limits& limits)
      : packed_(std::move(below), first, std::move(name), limits), stream_(ZSTD_createDStream()) {}
  ~ZstdSource() override { ZSTD_freeDStream(stream_); }
  ZstdSource(const ZstdSource&) = delete;
  ZstdSource& operator=(const ZstdSource&) = delete;

  Result<std::size_t> read(char* out, std::size_t size) override {
    if (stream_ == nullptr) return packed_.damaged("zstd could not be started: out of memory");
    while (true) {
      const auto more = packed_.refill();
      if (!more) return tl::unexpected<Error>(more.error());
      ZSTD_inBuffer in{packed_.bytes.data(), packed_.end, packed_.begin};
      ZSTD_outBuffer to{out, size, 0};
      const std::size_t before = in.pos;
      const std::size_t state = ZSTD_decompressStream(stream_, &to, &in);
      if (ZSTD_isError(state)) {
        return packed_.damaged(
            fmt::format("the zstd data is damaged ({})", ZSTD_getErrorName(state)));
      }
      packed_.begin = in.pos;
      // A call that neither took nor gave anything says nothing about the frame.
      if (in.pos != before || to.pos > 0) in_frame_ = state != 0;
      if (to.pos > 0) return packed_.give(to.pos);
      if (!*more) {
        if (in_frame_) return packed_.damaged("the zstd data ends early");
        return std::size_t{0};
      }
    }
  }

 private:
  Packed packed_;
  ZSTD_DStream* stream_;
  bool in_frame_ = false;
};

Error no_input(const std::string& path, int number) {
  if (number == ENOENT || number == ENOTDIR) {
    return {ErrorCode::input, path, "no such file",
            "name a file that exists, or - for standard input"};
  }
  if (number == EACCES || number == EPERM) {
    return {ErrorCode::input, path, "may not be read", "give yourself the right to read it"};
  }
  return {ErrorCode::input, path, "cannot be opened: " + system_message(number),
          "name a file that can be read, or - for standard input"};
}

}  // namespace

Input::Input(std::unique_ptr<Source> source, std::string name, const Limits& limits,
             std::string called)
    : source_(std::move(source)),
      name_(std::move(name)),
      called_(text::decode(called.empty() ? plain_name(name_) : std::string_view(called))),
      limits_(limits),
      buffer_(kChunk + kPadding) {}

Result<Input> Input::open(const std::string& path, const Limits& limits, std::string called) {
  int descriptor = STDIN_FILENO;
  if (path != "-") {
    descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return tl::unexpected<Error>(no_input(path, errno));
  }
  Input input(std::make_unique<FileSource>(descriptor, path != "-", path, limits.read), path,
              limits, std::move(called));
  if (const auto ready = input.unfold(); !ready) return tl::unexpected<Error>(ready.error());
  return input;
}

Result<Input> Input::memory(std::string_view bytes, std::string name, const Limits& limits,
                            std::string called) {
  Input input(std::make_unique<MemorySource>(bytes), std::move(name), limits, std::move(called));
  if (const auto ready = input.unfold(); !ready) return tl::unexpected<Error>(ready.error());
  return input;
}

// The first bytes, not the name, say whether the input is compressed.
Result<void> Input::unfold() {
  const auto first = peek(4);
  if (!first) return tl::unexpected<Error>(first.error());
  const bool gzip = first->starts_with("\x1f\x8b");
  const bool zstd = first->starts_with("\x28\xb5\x2f\xfd");
  if (!gzip && !zstd) return {};
  const std::string_view held{buffer_.data() + begin_, end_ - begin_};
  if (gzip) {
    source_ = std::make_unique<GzipSource>(std::move(source_), held, name_, limits_);
  } else {
    source_ = std::make_unique<ZstdSource>(std::move(source_), held, name_, limits_);
  }
  begin_ = end_ = 0;
  ended_ = false;
  return {};
}

Result<bool> Input::fill() {
  if (ended_) return false;
  if (begin_ == end_) begin_ = end_ = 0;
  if (buffer_.size() - kPadding == end_) {
    if (begin_ > 0) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    } else {
      buffer_.resize(end_ * 2 + kPadding);
    }
  }
  const auto got = source_->read(buffer_.data() + end_, buffer_.size() - kPadding - end_);
  if (!got) return tl::unexpected<Error>(got.error());
  ended_ = *got == 0;
  end_ += *got;
  return !ended_;
}

Result<std::string_view> Input::peek(std::size_t size) {
  while (end_ - begin_ < size) {
    const auto more = fill();
    if (!more) return tl::unexpected<Error>(more.error());
    if (!*more) break;
  }
  return std::string_view{buffer_.data() + begin_, std::min(size, end_ - begin_)};
}

Result<std::size_t> Input::skip(std::size_t size) {
  std::size_t skipped = 0;
  while (skipped < size) {
    if (begin_ == end_) {
      const auto more = fill();
      if (!more) return tl::unexpected<Error>(more.error());
      if (!*more) break;
    }
    const std::size_t count = std::min(size - skipped, end_ - begin_);
    begin_ += count;
    skipped += count;
  }
  return skipped;
}

Result<std::size_t> Input::take(char* out, std::size_t size) {
  if (begin_ == end_) {
    const auto more = fill();
    if (!more) return tl::unexpected<Error>(more.error());
  }
  const std::size_t count = std::min(size, end_ - begin_);
  if (count > 0) std::memcpy(out, buffer_.data() + begin_, count);
  begin_ += count;
  return count;
}

Result<std::optional<Input::Line>> Input::line(std::size_t limit) {
  std::size_t searched = 0;  // from begin_
  bool too_long = false;
  while (true) {
    const char* from = buffer_.data() + begin_;
    const void* found = std::memchr(from + searched, '\n', end_ - begin_ - searched);
    std::size_t size = end_ - begin_;
    bool complete = false;
    if (found != nullptr) {
      size = static_cast<std::size_t>(static_cast<const char*>(found) - from);
      complete = true;
    } else {
      searched = size;
      if (size > limit) {  // pass over it without holding it
        too_long = true;
        begin_ = end_;
        searched = 0;
      }
      const auto more = fill();
      if (!more) return tl::unexpected<Error>(more.error());
      if (*more) continue;
      size = end_ - begin_;
      if (size == 0 && !too_long) return std::optional<Line>{};
    }
    Line line{{buffer_.data() + begin_, size}, too_long || size > limit};
    begin_ += size + (complete ? 1 : 0);
    if (line.too_long) line.bytes = {};
    if (line.bytes.ends_with('\r')) line.bytes.remove_suffix(1);
    return std::optional<Line>{line};
  }
}

Result<std::string> Input::rest(std::size_t limit) {
  std::string all;
  while (true) {
    if (begin_ == end_) {
      const auto more = fill();
      if (!more) return tl::unexpected<Error>(more.error());
      if (!*more) return all;
    }
    if (end_ - begin_ > limit - all.size()) {
      return fail(ErrorCode::input, name_, fmt::format("is larger than {} bytes", limit),
                  "split it; JSON lines, feeds and WARC may be of any size");
    }
    all.append(buffer_.data() + begin_, end_ - begin_);
    begin_ = end_;
  }
}

std::string_view plain_name(std::string_view path) {
  if (const auto slash = path.rfind('/'); slash != std::string_view::npos) {
    path.remove_prefix(slash + 1);
  }
  for (const std::string_view ending : {".gz", ".zst"}) {
    if (path.size() > ending.size() && path.ends_with(ending)) {
      path.remove_suffix(ending.size());
      break;
    }
  }
  return path;
}

}  // namespace marsad::ingest
