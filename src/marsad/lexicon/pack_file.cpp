// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/pack_file.h"

#include <openssl/sha.h>

#include <cstring>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace marsad::lexicon {
namespace {

constexpr char kMagic[8] = {'M', 'A', 'R', 'S', 'A', 'D', 'P', 'K'};
constexpr std::size_t kAlignment = 64;

struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t sections;
  std::uint64_t size;      // of the whole file
  std::uint64_t checksum;  // XXH3 of all after the header
  std::uint8_t sha256[32];
};
static_assert(sizeof(Header) == 64);

struct SectionEntry {
  char name[32];
  std::uint64_t offset;
  std::uint64_t size;
};

std::string hexadecimal(const std::uint8_t* bytes, std::size_t count) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += kDigits[bytes[i] >> 4];
    out += kDigits[bytes[i] & 15];
  }
  return out;
}

std::size_t aligned(std::size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

}  // namespace

void PackWriter::add(std::string_view name, std::string_view bytes) {
  sections_.emplace_back(std::string(name), std::string(bytes));
}

std::string PackWriter::finish() const {
  std::size_t offset = aligned(sizeof(Header) + sections_.size() * sizeof(SectionEntry));
  std::vector<SectionEntry> table;
  for (const auto& [name, bytes] : sections_) {
    SectionEntry entry{};
    std::memcpy(entry.name, name.data(), std::min(name.size(), sizeof(entry.name) - 1));
    entry.offset = offset;
    entry.size = bytes.size();
    table.push_back(entry);
    offset = aligned(offset + bytes.size());
  }
  std::string out(offset, '\0');
  std::memcpy(out.data() + sizeof(Header), table.data(), table.size() * sizeof(SectionEntry));
  for (std::size_t i = 0; i < table.size(); ++i) {
    std::memcpy(out.data() + table[i].offset, sections_[i].second.data(), table[i].size);
  }
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof(kMagic));
  header.version = kPackVersion;
  header.sections = static_cast<std::uint32_t>(table.size());
  header.size = out.size();
  const auto* body = reinterpret_cast<const unsigned char*>(out.data()) + sizeof(Header);
  header.checksum = XXH3_64bits(body, out.size() - sizeof(Header));
  SHA256(body, out.size() - sizeof(Header), header.sha256);
  std::memcpy(out.data(), &header, sizeof(header));
  return out;
}

std::string_view PackSections::find(std::string_view name) const {
  for (const auto& [known, bytes] : sections) {
    if (known == name) return bytes;
  }
  return {};
}

Result<PackSections> read_sections(std::string_view bytes, const std::string& name) {
  static constexpr const char* kRemedy = "make it anew with `marsad pack LANGUAGE_DIR -o FILE`";
  Header header{};
  if (bytes.size() < sizeof(header)) {
    return fail(ErrorCode::pack, name, "not a language pack (too short)", kRemedy);
  }
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (std::memcmp(header.magic, kMagic, sizeof(kMagic)) != 0) {
    return fail(ErrorCode::pack, name, "not a language pack", kRemedy);
  }
  if (header.version != kPackVersion) {
    return fail(ErrorCode::pack, name,
                "a pack of version " + std::to_string(header.version) + ", this program reads " +
                    std::to_string(kPackVersion),
                kRemedy);
  }
  const std::string_view body = bytes.substr(sizeof(header));
  if (header.size != bytes.size() || XXH3_64bits(body.data(), body.size()) != header.checksum) {
    return fail(ErrorCode::pack, name, "damaged (its checksum does not agree)", kRemedy);
  }
  if (header.sections > body.size() / sizeof(SectionEntry)) {
    return fail(ErrorCode::pack, name, "damaged (its table of sections is cut)", kRemedy);
  }
  PackSections out;
  out.sha256 = hexadecimal(header.sha256, sizeof(header.sha256));
  for (std::uint32_t i = 0; i < header.sections; ++i) {
    const char* place = body.data() + i * sizeof(SectionEntry);
    SectionEntry entry{};
    std::memcpy(&entry, place, sizeof(entry));
    if (entry.offset > bytes.size() || entry.size > bytes.size() - entry.offset ||
        entry.offset % kAlignment != 0) {
      return fail(ErrorCode::pack, name, "damaged (a section lies outside of it)", kRemedy);
    }
    out.sections.emplace_back(std::string_view(place, strnlen(place, sizeof(entry.name))),
                              bytes.substr(entry.offset, entry.size));
  }
  return out;
}

}  // namespace marsad::lexicon
