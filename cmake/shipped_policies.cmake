# The .toml files of a folder as one header, so that the program needs no file to find them.
#   cmake -DOUT=… -DIN=folder -DLABEL=policies -DNAME=kShippedPolicies -P shipped_policies.cmake
file(GLOB files ${IN}/*.toml)
list(SORT files)
set(text "// Made of ${LABEL}/ by cmake/shipped_policies.cmake.\n#pragma once\n#include <array>\n#include <string>\n#include <string_view>\n#include <utility>\n\nnamespace marsad::incidents {\n\n")
list(LENGTH files count)
string(APPEND text "inline const std::array<std::pair<std::string, std::string_view>, ${count}> ${NAME}{{\n")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME)
  file(READ ${file} body)
  string(APPEND text "{\"${LABEL}/${name}\", R\"toml(${body})toml\"},\n")
endforeach()
string(APPEND text "}};\n\n}  // namespace marsad::incidents\n")
file(WRITE ${OUT} "${text}")
