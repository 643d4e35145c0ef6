// SPDX-License-Identifier: Apache-2.0
// marsad backup and restore: a store in one file that checks itself.
#include "marsad/store/backup.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <memory>

#include "command.h"
#include "desk.h"

namespace marsad::cli {
namespace {

struct Options {
  StoreOptions store;
  std::string file;
  std::string passphrase_file;
};

// The first line of a file, else the environment; never an argument, which others could see.
Result<std::string> passphrase(const Options& options) {
  if (options.passphrase_file.empty()) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets variables in this program.
    const char* given = std::getenv("MARSAD_PASSPHRASE");
    return std::string(given == nullptr ? "" : given);
  }
  std::ifstream in(options.passphrase_file);
  std::string line;
  if (!std::getline(in, line) || line.empty()) {
    return fail(ErrorCode::input, options.passphrase_file, "has no passphrase in its first line",
                "write one there");
  }
  return line;
}

Result<int> run_backup(const Options& options) {
  const auto secret = passphrase(options);
  if (!secret) return tl::unexpected<Error>(secret.error());
  auto desk = open_store(options.store, store::Access::write);
  if (!desk) return tl::unexpected<Error>(desk.error());
  if (const auto done = store::back_up(desk->store(), options.file, *secret); !done) {
    return tl::unexpected<Error>(done.error());
  }
  const auto logged =
      desk->change().and_then([&] { return desk->store().log(desk->actor(), "backup", "{}"); });
  if (!logged) return tl::unexpected<Error>(logged.error());
  if (const auto kept = desk->commit(); !kept) return tl::unexpected<Error>(kept.error());
  fmt::print("{} is written and has been read back{}\n", options.file,
             secret->empty() ? ", not encrypted" : ", encrypted");
  return 0;
}

Result<int> run_restore(const Options& options) {
  const auto secret = passphrase(options);
  if (!secret) return tl::unexpected<Error>(secret.error());
  const auto path = store_path(options.store, true);
  if (!path) return tl::unexpected<Error>(path.error());
  if (const auto done = store::restore(options.file, *path, *secret); !done) {
    return tl::unexpected<Error>(done.error());
  }
  fmt::print("{} is restored and clean\n", *path);
  return 0;
}

void add_options(CLI::App& app, Options& options) {
  app.add_option("FILE", options.file, "the backup")->required()->type_name("FILE");
  add_store_options(app, options.store);
  app.add_option("--passphrase-file", options.passphrase_file,
                 "its first line is the passphrase [MARSAD_PASSPHRASE]")
      ->type_name("FILE");
}

}  // namespace

Run add_backup(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_options(app, *options);
  app.footer(
      "Taken while others may write, and read back before it gets its name. With a passphrase\n"
      "it is encrypted; without that passphrase nobody can restore it, you neither.\n"
      "\n"
      "Example:\n"
      "  marsad backup desk.marsad --store desk.db --passphrase-file secret\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call, 3 passphrase unreadable, 7 backup could not be\n"
      "written, 8 store.");
  return [options] { return run_backup(*options); };
}

Run add_restore(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_options(app, *options);
  app.footer(
      "Into a store that does not exist yet, and only if every byte of the backup is sound and\n"
      "the store in it is clean.\n"
      "\n"
      "Example:\n"
      "  marsad restore desk.marsad --store new.db --passphrase-file secret\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call or a store that exists, 3 backup damaged, 7 store could\n"
      "not be written, 8 store.");
  return [options] { return run_restore(*options); };
}

}  // namespace marsad::cli
