// SPDX-License-Identifier: Apache-2.0
// marsad serve and user: the workbench over a store, and who may use it.
#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "command.h"
#include "desk.h"
#include "engine.h"
#include "marsad/people/roles.h"
#include "marsad/people/secret.h"
#include "output.h"
#include "server/routes.h"
#include "server/server.h"
#include "server/service.h"
#include "words.h"

namespace marsad::cli {
namespace {

struct ServeOptions {
  StoreOptions store;
  server::Options server;
  std::string pack;
  std::string joining;
};

Result<int> serve(const ServeOptions& options) {
  const auto pack = find_pack(options.pack);
  if (!pack) return tl::unexpected<Error>(pack.error());
  const auto language = open_language(*pack);
  if (!language) return tl::unexpected<Error>(language.error());
  const auto path = store_path(options.store, true);
  if (!path) return tl::unexpected<Error>(path.error());
  const auto joining = incidents::find_joining(options.joining);
  if (!joining) return tl::unexpected<Error>(joining.error());
  auto service = server::Service::open(*path, *language, find_samples(*pack), *joining);
  if (!service) return tl::unexpected<Error>(service.error());
  const auto done = server::serve(**service, options.server, [](const std::string& address) {
    fmt::print("{}\n", address);
    std::fflush(stdout);  // whoever waits for the address may read it through a pipe
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return 0;
}

struct UserOptions {
  StoreOptions store;
  std::string name;
  std::string roles;
};

// The first line of standard input, asked for where a person sits there.
std::string password_given() {
  if (::isatty(STDIN_FILENO) != 0) {
    if (const char* given = ::getpass("password: ")) return given;
    return {};
  }
  std::string line;
  std::getline(std::cin, line);
  return line;
}

Result<int> add_user(const UserOptions& options) {
  const auto roles = people::roles_from(options.roles);
  if (!roles) {
    return fail(ErrorCode::usage, "--roles " + options.roles, "there is no such role",
                "write some of reader,annotator,reviewer,lead,steward,auditor");
  }
  if (!server::is_name(options.name)) {
    return fail(ErrorCode::usage, "NAME", "is empty, too long or has blanks around it",
                "write another");
  }
  const std::string password = password_given();
  if (const std::string why = people::fault_of_password(password); !why.empty()) {
    return fail(ErrorCode::usage, "the password", why, "give a longer one, on standard input");
  }
  const auto hash = people::hashed(password);
  if (!hash) {
    return fail(ErrorCode::store, "", "there is not enough memory to hash a password",
                "close other programs and try again");
  }
  auto desk = open_store(options.store, store::Access::create);
  if (!desk) return tl::unexpected<Error>(desk.error());
  const auto known = desk->store().person(options.name);
  if (!known) return tl::unexpected<Error>(known.error());
  store::PersonRow row{0, options.name, "", "ar", false, "", "", store::now()};
  if (*known) row = **known;
  row.roles = people::to_text(*roles);
  row.password = *hash;
  row.disabled = false;
  const auto put = server::put_person(*desk, row, "account");
  if (!put) return tl::unexpected<Error>(put.error());
  fmt::print("{} is {}\n", options.name, row.roles);
  return 0;
}

Result<int> list_users(const UserOptions& options) {
  auto desk = open_store(options.store, store::Access::read);
  if (!desk) return tl::unexpected<Error>(desk.error());
  const auto rows = desk->store().people();
  if (!rows) return tl::unexpected<Error>(rows.error());
  for (const store::PersonRow& row : *rows) {
    if (options.store.json) {
      fmt::print("{}\n", nlohmann::json({{"name", row.name},
                                         {"roles", server::words_of(row.roles)},
                                         {"disabled", row.disabled},
                                         {"second_factor", !row.factor.empty()}})
                             .dump());
    } else {
      fmt::print("{}  {}{}{}\n", row.name, row.roles, row.factor.empty() ? "" : "  second factor",
                 row.disabled ? "  disabled" : "");
    }
  }
  return 0;
}

}  // namespace

Run add_serve(CLI::App& app) {
  const auto options = std::make_shared<ServeOptions>();
  add_store_options(app, options->store);
  app.add_option("--host", options->server.host, "address to listen at")->capture_default_str();
  app.add_option("--port", options->server.port, "0: any that is free")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--cert", options->server.cert, "certificate for TLS")->type_name("PEM");
  app.add_option("--key", options->server.key, "its key")->type_name("PEM");
  app.add_flag("--behind-proxy", options->server.behind_proxy,
               "a proxy in front does TLS and sets X-Forwarded-For");
  add_pack_option(app, options->pack);
  add_joining_option(app, options->joining);
  app.footer(
      "Prints its address when it can be asked, and ends at SIGINT or SIGTERM after what runs is\n"
      "done. The first to come makes the first account, or marsad user add does. Beyond this\n"
      "machine only with --cert and --key, or --behind-proxy.\n"
      "\n"
      "Example:\n"
      "  marsad serve --store desk.db --port 8080\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call or port taken, 5 language pack, 8 store.");
  return [options] { return serve(*options); };
}

Run add_user_verb(CLI::App& app) {
  const auto options = std::make_shared<UserOptions>();
  const auto list = std::make_shared<bool>(false);
  CLI::App* const add =
      app.add_subcommand("add", "make an account, or give it roles and a password anew");
  add->add_option("NAME", options->name, "of the account")->required();
  takes(add->add_option("--roles", options->roles,
                        "with commas: reader,annotator,reviewer,lead,steward,auditor")
            ->required(),
        people::kRoles);
  add_store_options(*add, options->store);
  CLI::App* const show = app.add_subcommand("list", "the accounts");
  add_store_options(*show, options->store);
  show->callback([list] { *list = true; });
  app.require_subcommand(1);
  app.footer(
      "The password is asked for, or read as the first line of standard input.\n"
      "\n"
      "Example:\n"
      "  marsad user add --store desk.db NAME --roles lead,steward < password.txt\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call, 8 store.");
  return [options, list] { return *list ? list_users(*options) : add_user(*options); };
}

}  // namespace marsad::cli
