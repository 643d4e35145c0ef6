// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/binary.h"

#include <algorithm>
#include <array>
#include <utility>

namespace marsad::ingest {
namespace {

// What the first bytes of files say that hold no text.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kBinary{{
    {"%PDF-", "a PDF"},
    {"PK\x03\x04", "a zip archive or an office document"},
    {"\xD0\xCF\x11\xE0", "an old office document"},
    {"{\\rtf", "an RTF document"},
    {"\x7F"
     "ELF",
     "a program"},
    {"MZ\x90", "a program"},
    {"\x89PNG", "a PNG image"},
    {"\xFF\xD8\xFF", "a JPEG image"},
    {"GIF8", "a GIF image"},
    {"II*\x01", "a TIFF image"},
    {"RIFF", "an image, sound or film"},
    {"OggS", "a sound or film"},
    {"ID3", "a sound"},
    {"BZh", "bzip2 data"},
    {"\xFD"
     "7zXZ",
     "xz data"},
    {"7z\xBC\xAF", "a 7z archive"},
    {"Rar!", "a RAR archive"},
    {"\x1F\x8B", "gzip data within compressed data"},
    {"\x28\xB5\x2F\xFD", "zstd data within compressed data"},
    {"SQLite format 3", "an SQLite database"},
}};

}  // namespace

std::string_view binary_kind(std::string_view bytes) {
  for (const auto& [magic, what] : kBinary) {
    if (bytes.starts_with(magic)) return what;
  }
  return {};
}

bool has_utf16_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

bool holds_binary(std::string_view bytes) {
  if (has_utf16_mark(bytes)) return false;
  bytes = bytes.substr(0, kGlance);
  const auto nuls = std::count(bytes.begin(), bytes.end(), '\0');
  return static_cast<std::size_t>(nuls) * 64 > bytes.size();
}

}  // namespace marsad::ingest
