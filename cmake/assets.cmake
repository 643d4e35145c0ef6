# The files of a folder as a table in C++: cmake -DIN=folder -DOUT=folder -P assets.cmake
# writes OUT/assets.cpp, which takes the bytes from OUT/assets.S. apps/server/assets.h is the header.
file(GLOB_RECURSE files RELATIVE ${IN} ${IN}/*)
list(SORT files)
set(types
  "html=text/html\; charset=utf-8" "js=text/javascript\; charset=utf-8" "css=text/css\; charset=utf-8"
  "json=application/json" "svg=image/svg+xml" "png=image/png" "woff2=font/woff2" "woff=font/woff"
  "txt=text/plain\; charset=utf-8" "md=text/plain\; charset=utf-8")
set(assembly "")
set(declared "")
set(rows "")
set(number 0)
foreach(file IN LISTS files)
  string(REGEX REPLACE ".*\\." "" ending "${file}")
  set(type "application/octet-stream")
  foreach(pair IN LISTS types)
    if(pair MATCHES "^${ending}=(.*)$")
      set(type "${CMAKE_MATCH_1}")
    endif()
  endforeach()
  file(SHA256 ${IN}/${file} tag)
  string(SUBSTRING ${tag} 0 16 tag)
  set(name "marsad_asset_${number}")
  string(APPEND assembly ".global ${name}\n${name}:\n.incbin \"${IN}/${file}\"\n"
    ".global ${name}_end\n${name}_end:\n.byte 0\n")
  string(APPEND declared "extern const char ${name}[], ${name}_end[];\n")
  string(APPEND rows "      {\"/${file}\", \"${type}\", \"\\\"${tag}\\\"\","
    " {${name}, static_cast<std::size_t>(${name}_end - ${name})}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUT}/assets.S
  ".section .rodata\n${assembly}.section .note.GNU-stack,\"\",%progbits\n")
file(WRITE ${OUT}/assets.cpp "#include \"assets.h\"

#include <cstddef>
#include <vector>

extern \"C\" {
${declared}}

namespace marsad::server {

const Asset* asset(std::string_view path) {
  static const std::vector<Asset> kAssets{
${rows}  };
  for (const Asset& one : kAssets) {
    if (one.path == path) return &one;
  }
  return nullptr;
}

}  // namespace marsad::server
")
