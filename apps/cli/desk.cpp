// SPDX-License-Identifier: Apache-2.0
#include "desk.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "engine.h"
#include "marsad/analysis/names.h"
#include "marsad/incidents/policy.h"
#include "words.h"

namespace marsad::cli {
namespace {

std::string variable(const char* name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets variables in this program.
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

void add_area_option(CLI::App& app, std::string& area) {
  app.add_option("--in", area, "in a province, district, town or country, by its name or id")
      ->type_name("PLACE");
}

}  // namespace

void add_store_options(CLI::App& app, StoreOptions& options) {
  app.add_option("--store", options.path,
                 "the store [MARSAD_STORE, else marsad/marsad.db in your data directory]")
      ->type_name("FILE");
  app.add_flag("--json", options.json, "JSON, one object a line");
}

Result<std::string> store_path(const StoreOptions& options, bool make_folder) {
  if (!options.path.empty()) return options.path;
  if (const std::string named = variable("MARSAD_STORE"); !named.empty()) return named;
  std::filesystem::path data = variable("XDG_DATA_HOME");
  if (data.empty()) {
    const std::string home = variable("HOME");
    if (home.empty()) {
      return fail(ErrorCode::usage, "--store", "there is no home directory to keep a store in",
                  "name a store with --store FILE");
    }
    data = std::filesystem::path(home) / ".local" / "share";
  }
  data /= "marsad";
  std::error_code failed;
  if (make_folder) std::filesystem::create_directories(data, failed);
  if (failed) {
    return fail(ErrorCode::store, data.string(), "cannot be made: " + failed.message(),
                "name another store with --store FILE");
  }
  return (data / "marsad.db").string();
}

Result<observatory::Observatory> open_store(const StoreOptions& options, store::Access access,
                                            const incidents::Joining& joining) {
  const auto path = store_path(options, access == store::Access::create);
  if (!path) return tl::unexpected<Error>(path.error());
  return observatory::Observatory::open(*path, access, actor(), joining);
}

void add_joining_option(CLI::App& app, std::string& path) {
  app.add_option("--joining", path,
                 "points and limits by which reports are joined and copies told (docs/joining.md)")
      ->type_name("FILE");
}

void add_policy_option(CLI::App& app, std::string& policy, const std::string& about) {
  std::vector<std::string> names;
  for (const incidents::Policy& one : incidents::policies()) names.push_back(one.name);
  takes(app.add_option("--policy", policy, about)->capture_default_str(), names);
}

std::string actor() {
  if (const std::string named = variable("MARSAD_ACTOR"); !named.empty()) return named;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): called before threads begin.
  const passwd* user = ::getpwuid(::getuid());
  return user == nullptr || user->pw_name == nullptr ? "unknown" : user->pw_name;
}

void add_happened_options(CLI::App& app, observatory::Happened& options) {
  app.add_option("--since", options.from, "happened on this day or later")->type_name("DATE");
  app.add_option("--until", options.to, "happened on this day or before")->type_name("DATE");
  takes(app.add_option("--type", options.type, "kind of happening, as in marsad.analysis/1"),
        kNames<EventType>);
  app.add_option("--country", options.country, "where, ISO 3166-1 alpha-2");
  add_area_option(app, options.area);
}

void add_filter_options(CLI::App& app, FilterOptions& options) {
  app.add_option("--from", options.question.from, "happened on this day or later")
      ->type_name("DATE");
  app.add_option("--to", options.question.to, "happened on this day or before")->type_name("DATE");
  app.add_option("--published-from", options.question.published_from,
                 "published on this day or later")
      ->type_name("DATE");
  app.add_option("--published-to", options.question.published_to, "published on this day or before")
      ->type_name("DATE");
  takes(
      app.add_option("--type", options.question.type, "kind of happening, as in marsad.analysis/1"),
      kNames<EventType>);
  takes(app.add_option("--figure", options.question.figure, "figures of this kind, such as killed"),
        kNames<FigureKind>);
  takes(app.add_option("--stance", options.question.stance, "asserts, denies, …"), kNames<Stance>);
  app.add_option("--outlet", options.question.outlet, "published by this outlet");
  app.add_option("--source", options.question.source, "said by: an entity's id, or part of a name");
  app.add_option("--actor", options.question.actor, "done by or to: part of a name");
  app.add_option("--country", options.question.country, "where, ISO 3166-1 alpha-2");
  add_area_option(app, options.question.area);
  app.add_option("--near", options.question.near, "near a place, by its name")->type_name("PLACE");
  app.add_option("--within", options.question.within, "how near, in kilometres")
      ->check(CLI::Range(1.0, 2000.0))
      ->capture_default_str();
  app.add_option("--limit", options.question.limit, "rows on a page")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  app.add_option("--page", options.question.page, "which page")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  add_pack_option(app, options.pack);
}

Result<observatory::ClaimFilter> filter_of(const FilterOptions& options) {
  observatory::Question question = options.question;
  for (const std::string& word : options.words) question.words += word + ' ';
  return observatory::filter_of(question, [&] { return open_engine(options.pack); }, "--");
}

}  // namespace marsad::cli
