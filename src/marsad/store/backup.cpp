// SPDX-License-Identifier: Apache-2.0
#include "marsad/store/backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>

#include "marsad/base/sha256.h"

namespace marsad::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "MARSAD-BACKUP-1\n";
constexpr std::size_t kChunk = std::size_t{1} << 20U;
constexpr std::size_t kDigest = 64;  // hexadecimal digits behind a plain chunk
constexpr std::size_t kMostChunk = 2 * kChunk;

using Salt = std::array<unsigned char, crypto_pwhash_SALTBYTES>;
using Key = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES>;
using Header = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_HEADERBYTES>;

// A file that is deleted when it goes out of sight, unless it is kept.
class Temporary {
 public:
  explicit Temporary(std::string path) : path_(std::move(path)) {
    std::error_code failed;
    fs::remove(path_, failed);
  }
  ~Temporary() {
    std::error_code failed;
    if (!path_.empty()) fs::remove(path_, failed);
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  // Makes it durable and gives it its name.
  bool keep(const std::string& name) {
    const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    const bool durable = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    std::error_code failed;
    if (durable) fs::rename(path_, name, failed);
    if (!durable || failed) return false;
    path_.clear();
    return true;
  }

 private:
  std::string path_;
};

bool derive(const std::string& passphrase, const Salt& salt, Key& key) {
  return crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.data(),
                       crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                       crypto_pwhash_ALG_ARGON2ID13) == 0;
}

std::string four_bytes(std::size_t size) {
  std::string out;
  for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(size >> shift);
  return out;
}

// Seals or signs chunk after chunk.
class Writer {
 public:
  Writer(std::ofstream& out, const std::string& passphrase)
      : out_(out), sealed_(!passphrase.empty()) {
    out_ << kMagic << (sealed_ ? "sealed\n" : "plain\n");
    if (!sealed_) return;
    Salt salt{};
    randombytes_buf(salt.data(), salt.size());
    Key key{};
    Header header{};
    ready_ = derive(passphrase, salt, key);
    crypto_secretstream_xchacha20poly1305_init_push(&state_, header.data(), key.data());
    sodium_memzero(key.data(), key.size());
    out_.write(reinterpret_cast<const char*>(salt.data()), salt.size());
    out_.write(reinterpret_cast<const char*>(header.data()), header.size());
  }
  [[nodiscard]] bool ready() const { return ready_; }

  void write(std::string_view chunk, bool last) {
    std::string held;
    if (sealed_) {
      held.resize(chunk.size() + crypto_secretstream_xchacha20poly1305_ABYTES);
      crypto_secretstream_xchacha20poly1305_push(
          &state_, reinterpret_cast<unsigned char*>(held.data()), nullptr,
          reinterpret_cast<const unsigned char*>(chunk.data()), chunk.size(), nullptr, 0,
          last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    } else {
      digest_ = sha256(digest_ + (last ? "last" : "more") + std::string(chunk));
      held = (last ? "L" : "M") + std::string(chunk) + digest_;
    }
    out_ << four_bytes(held.size()) << held;
  }

 private:
  std::ofstream& out_;
  bool sealed_;
  bool ready_ = true;
  crypto_secretstream_xchacha20poly1305_state state_{};
  std::string digest_;
};

tl::unexpected<Error> damaged(const std::string& file, std::string what) {
  return fail(ErrorCode::input, file, std::move(what),
              "use another backup; this one restores nothing");
}

// The chunks of a backup, each checked.
Result<void> read_chunks(const std::string& file, const std::string& passphrase,
                         const std::function<bool(std::string_view)>& each) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::input, file, "cannot be read", "name a backup that exists");
  std::string magic(kMagic.size(), '\0');
  in.read(magic.data(), static_cast<std::streamsize>(magic.size()));
  std::string kind;
  std::getline(in, kind);
  if (magic != kMagic || (kind != "plain" && kind != "sealed")) {
    return damaged(file, "is no backup of Marsad");
  }
  crypto_secretstream_xchacha20poly1305_state state{};
  const bool sealed = kind == "sealed";
  if (sealed && passphrase.empty()) {
    return fail(ErrorCode::usage, file, "is encrypted", "give its passphrase");
  }
  if (sealed) {
    Salt salt{};
    Header header{};
    in.read(reinterpret_cast<char*>(salt.data()), salt.size());
    in.read(reinterpret_cast<char*>(header.data()), header.size());
    Key key{};
    if (!in || !derive(passphrase, salt, key) ||
        crypto_secretstream_xchacha20poly1305_init_pull(&state, header.data(), key.data()) != 0) {
      return damaged(file, "is damaged or cut off");
    }
    sodium_memzero(key.data(), key.size());
  }
  std::string digest;
  for (bool last = false; !last;) {
    std::array<unsigned char, 4> length{};
    in.read(reinterpret_cast<char*>(length.data()), length.size());
    const std::size_t size = length[0] | static_cast<std::size_t>(length[1]) << 8U |
                             static_cast<std::size_t>(length[2]) << 16U |
                             static_cast<std::size_t>(length[3]) << 24U;
    if (!in || size > kMostChunk) return damaged(file, "is damaged or cut off");
    std::string held(size, '\0');
    in.read(held.data(), static_cast<std::streamsize>(size));
    if (!in) return damaged(file, "is cut off");
    std::string chunk;
    if (sealed) {
      if (size < crypto_secretstream_xchacha20poly1305_ABYTES) return damaged(file, "is damaged");
      chunk.resize(size - crypto_secretstream_xchacha20poly1305_ABYTES);
      unsigned char tag = 0;
      if (crypto_secretstream_xchacha20poly1305_pull(
              &state, reinterpret_cast<unsigned char*>(chunk.data()), nullptr, &tag,
              reinterpret_cast<const unsigned char*>(held.data()), held.size(), nullptr, 0) != 0) {
        return damaged(file, "is damaged, or the passphrase is another");
      }
      last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    } else {
      if (size < 1 + kDigest || (held[0] != 'L' && held[0] != 'M')) {
        return damaged(file, "is damaged");
      }
      last = held[0] == 'L';
      chunk = held.substr(1, size - 1 - kDigest);
      digest = sha256(digest + (last ? "last" : "more") + chunk);
      if (digest != held.substr(size - kDigest)) return damaged(file, "is damaged");
    }
    if (!each(chunk)) return fail(ErrorCode::output, file, "could not be unfolded", "make room");
  }
  if (in.peek() != std::ifstream::traits_type::eof()) {
    return damaged(file, "has something behind its end");
  }
  return {};
}

}  // namespace

Result<void> back_up(Store& store, const std::string& file, const std::string& passphrase) {
  if (sodium_init() < 0) {
    return fail(ErrorCode::output, file, "libsodium could not be started", "install it anew");
  }
  const Temporary copy(file + ".copy");
  if (const auto copied = store.copy_to(copy.path()); !copied) return copied;
  Temporary part(file + ".part");
  const auto full = [&] {
    return fail(ErrorCode::output, file, "could not be written",
                "make room, or write the backup elsewhere");
  };
  {
    std::ifstream in(copy.path(), std::ios::binary);
    std::ofstream out(part.path(), std::ios::binary | std::ios::trunc);
    if (!in || !out) return full();
    Writer writer(out, passphrase);
    if (!writer.ready()) {
      return fail(ErrorCode::output, file, "there is not enough memory for the key",
                  "free some memory");
    }
    std::string chunk(kChunk, '\0');
    while (true) {
      in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
      const auto got = static_cast<std::size_t>(in.gcount());
      const bool last = in.peek() == std::ifstream::traits_type::eof();
      writer.write(std::string_view(chunk).substr(0, got), last);
      if (last) break;
    }
    out.flush();
    if (!out) return full();
  }
  // Read back before it gets its name.
  const auto checked = read_chunks(part.path(), passphrase, [](std::string_view) { return true; });
  if (!checked) return checked;
  return part.keep(file) ? Result<void>() : full();
}

Result<void> restore(const std::string& file, const std::string& path,
                     const std::string& passphrase) {
  std::error_code failed;
  if (fs::exists(path, failed)) {
    return fail(ErrorCode::usage, path, "exists already", "name a new file with --store");
  }
  if (sodium_init() < 0) {
    return fail(ErrorCode::output, file, "libsodium could not be started", "install it anew");
  }
  Temporary part(path + ".part");
  {
    std::ofstream out(part.path(), std::ios::binary | std::ios::trunc);
    const auto read = read_chunks(file, passphrase, [&](std::string_view chunk) {
      out << chunk;
      return out.good();
    });
    if (!read) return read;
    out.flush();
    if (!out) return fail(ErrorCode::output, path, "could not be written", "make room");
  }
  {
    auto store = Store::open(part.path(), Access::read);
    if (!store) return tl::unexpected<Error>(store.error());
    const auto faults = store->verify({}, {});
    if (!faults) return tl::unexpected<Error>(faults.error());
    if (!faults->empty())
      return damaged(file, "holds a store that is not clean: " + faults->front());
  }
  if (!part.keep(path)) return fail(ErrorCode::output, path, "could not be written", "make room");
  return {};
}

}  // namespace marsad::store
