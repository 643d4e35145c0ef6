// SPDX-License-Identifier: Apache-2.0
// Compiles a language folder to a pack for the unit tests of the rooms below the
// compiler, which may not call it:
//
//   tiny_pack FOLDER FILE
#include <cstdio>
#include <fstream>

#include "marsad/lexicon/compiler/compile.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: tiny_pack FOLDER FILE\n", stderr);
    return 2;
  }
  const auto pack = marsad::lexicon::compiler::compile(argv[1]);
  if (!pack) {
    std::fprintf(stderr, "%s\n", marsad::describe(pack.error()).c_str());
    return marsad::exit_code(pack.error().code);
  }
  std::ofstream out(argv[2], std::ios::binary);
  out << *pack;
  out.close();
  if (!out) std::fprintf(stderr, "%s: cannot be written\n", argv[2]);
  return out ? 0 : 7;
}
