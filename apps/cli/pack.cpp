// SPDX-License-Identifier: Apache-2.0
// marsad pack: a folder of language/ to the file that the engine reads.
#include <fmt/format.h>

#include <memory>

#include "command.h"
#include "marsad/lexicon/compiler/compile.h"
#include "marsad/lexicon/pack_file.h"
#include "output.h"

namespace marsad::cli {
namespace {

struct Options {
  std::string folder;
  std::string output;
};

Result<int> pack(const Options& options) {
  const auto bytes = lexicon::compiler::compile(options.folder);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  const auto sections = lexicon::read_sections(*bytes, options.output);
  if (!sections) return tl::unexpected<Error>(sections.error());
  auto output = Output::open(options.output);
  if (!output) return tl::unexpected<Error>(output.error());
  if (const auto written = output->write(*bytes); !written) {
    return tl::unexpected<Error>(written.error());
  }
  if (const auto finished = output->finish(); !finished) {
    return tl::unexpected<Error>(finished.error());
  }
  fmt::print(stderr, "{}: {} bytes, {}\n", options.output, bytes->size(), sections->sha256);
  return 0;
}

}  // namespace

Run add_pack(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("LANGUAGE_DIR", options->folder,
                 "folder of one language; the world's places and actors stand beside it")
      ->required()
      ->type_name("DIR");
  app.add_option("-o,--output", options->output, "the pack, which appears only when it is whole")
      ->type_name("FILE")
      ->required();
  app.footer(
      "A row or rule that is malformed is named with file, line and column; the pack is then\n"
      "left as it was (exit code 6). The same folder gives the same bytes.\n"
      "\n"
      "Example:\n"
      "  marsad pack language/ar -o marsad.pack");
  return [options] { return pack(*options); };
}

}  // namespace marsad::cli
