// SPDX-License-Identifier: Apache-2.0
#include "desk.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "engine.h"
#include "marsad/analysis/names.h"
#include "marsad/pipeline/words.h"

namespace marsad::cli {
namespace {

std::string variable(const char* name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets variables in this program.
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// The first place that is named; none when nothing is.
std::optional<PlaceValue> place_named(const std::string& words, const Language& language) {
  Workspace workspace;
  Document document;
  document.text = words;
  Analysis analysis;
  analyse(document, language, workspace, analysis, {.why = false});
  for (const Mention& mention : analysis.mentions) {
    if (const auto* place = std::get_if<PlaceValue>(&mention.value)) return *place;
  }
  return std::nullopt;
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

Result<observatory::Observatory> open_store(const StoreOptions& options, store::Access access) {
  const auto path = store_path(options, access == store::Access::create);
  if (!path) return tl::unexpected<Error>(path.error());
  return observatory::Observatory::open(*path, access, actor());
}

std::string actor() {
  if (const std::string named = variable("MARSAD_ACTOR"); !named.empty()) return named;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): called before threads begin.
  const passwd* user = ::getpwuid(::getuid());
  return user == nullptr || user->pw_name == nullptr ? "unknown" : user->pw_name;
}

Result<std::optional<Date>> day_of(const std::string& written, const char* option) {
  if (written.empty()) return std::optional<Date>();
  if (const auto day = parse_iso(written)) return std::optional<Date>(day);
  return fail(ErrorCode::usage, std::string(option) + " " + written, "there is no such day",
              "write a day as YYYY-MM-DD, such as 2016-11-03");
}

void add_happened_options(CLI::App& app, HappenedOptions& options) {
  app.add_option("--since", options.from, "happened on this day or later")->type_name("DATE");
  app.add_option("--until", options.to, "happened on this day or before")->type_name("DATE");
  app.add_option("--type", options.type, "kind of happening, as in marsad.analysis/1");
  app.add_option("--country", options.country, "where, ISO 3166-1 alpha-2");
}

Result<store::IncidentSearch> search_of(const HappenedOptions& options) {
  store::IncidentSearch search;
  const auto from = day_of(options.from, "--since");
  if (!from) return tl::unexpected<Error>(from.error());
  const auto to = day_of(options.to, "--until");
  if (!to) return tl::unexpected<Error>(to.error());
  const auto type = word_of<EventType>(options.type, "--type");
  if (!type) return tl::unexpected<Error>(type.error());
  search.from = *from;
  search.to = *to;
  search.type = *type;
  search.country = options.country;
  search.least_leads = 1;
  return search;
}

void add_filter_options(CLI::App& app, FilterOptions& options) {
  app.add_option("--from", options.from, "happened on this day or later")->type_name("DATE");
  app.add_option("--to", options.to, "happened on this day or before")->type_name("DATE");
  app.add_option("--published-from", options.published_from, "published on this day or later")
      ->type_name("DATE");
  app.add_option("--published-to", options.published_to, "published on this day or before")
      ->type_name("DATE");
  app.add_option("--type", options.type, "kind of happening, as in marsad.analysis/1");
  app.add_option("--figure", options.figure, "figures of this kind, such as killed");
  app.add_option("--stance", options.stance, "asserts, denies, …");
  app.add_option("--outlet", options.outlet, "published by this outlet");
  app.add_option("--source", options.source, "said by: an entity's id, or part of a name");
  app.add_option("--actor", options.actor, "done by or to: part of a name");
  app.add_option("--country", options.country, "where, ISO 3166-1 alpha-2");
  app.add_option("--near", options.near, "near a place, by its name")->type_name("PLACE");
  app.add_option("--within", options.within, "how near, in kilometres")
      ->check(CLI::Range(1.0, 2000.0))
      ->capture_default_str();
  app.add_option("--limit", options.limit, "rows on a page")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  app.add_option("--page", options.page, "which page")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  add_pack_option(app, options.pack);
}

Result<observatory::ClaimFilter> filter_of(const FilterOptions& options) {
  observatory::ClaimFilter out;
  struct Day {
    const std::string& written;
    const char* option;
    std::optional<Date>& into;
  };
  for (const Day& day : {Day{options.from, "--from", out.from}, Day{options.to, "--to", out.to},
                         Day{options.published_from, "--published-from", out.published_from},
                         Day{options.published_to, "--published-to", out.published_to}}) {
    const auto read = day_of(day.written, day.option);
    if (!read) return tl::unexpected<Error>(read.error());
    day.into = *read;
  }
  const auto type = word_of<EventType>(options.type, "--type");
  if (!type) return tl::unexpected<Error>(type.error());
  const auto figure = word_of<FigureKind>(options.figure, "--figure");
  if (!figure) return tl::unexpected<Error>(figure.error());
  const auto stance = word_of<Stance>(options.stance, "--stance");
  if (!stance) return tl::unexpected<Error>(stance.error());
  out.type = *type;
  out.figure = *figure;
  out.stance = *stance;
  out.outlet = options.outlet;
  out.source = options.source;
  out.actor = options.actor;
  out.country = options.country;
  out.most = static_cast<std::size_t>(options.limit);
  out.skip = out.most * static_cast<std::size_t>(options.page - 1);
  if (options.words.empty() && options.near.empty()) return out;
  const auto language = open_engine(options.pack);
  if (!language) return tl::unexpected<Error>(language.error());
  std::string question;
  for (const std::string& word : options.words) question += word + ' ';
  Workspace workspace;
  if (!question.empty()) out.words = words_of_question(question, *language, workspace);
  if (!options.near.empty()) {
    const auto place = place_named(options.near, *language);
    if (!place) {
      return fail(ErrorCode::usage, "--near " + options.near, "the gazetteer has no such place",
                  "write a town, a district or a province as news writes it");
    }
    out.near = observatory::Near{place->lat, place->lon, options.within};
  }
  return out;
}

}  // namespace marsad::cli
