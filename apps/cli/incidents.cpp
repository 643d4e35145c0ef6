// SPDX-License-Identifier: Apache-2.0
// marsad incidents: which articles report the same happening, and why that is thought.
#include "marsad/incidents/gather.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "command.h"
#include "engine.h"
#include "marsad/analysis/names.h"
#include "marsad/pipeline/words.h"
#include "ordered.h"
#include "output.h"
#include "report.h"

namespace marsad::cli {
namespace {

using incidents::Gathering;
using incidents::Incident;
using incidents::Member;
using nlohmann::json;

struct Options {
  Reading reading;
  std::string pack;
  std::string output;
  bool json = false;
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
};

struct Told {
  std::string article;
  std::string outlet;
  std::optional<Date> published;
  std::vector<incidents::Report> reports;
};

// The reports of articles in one thread, with that thread's buffers.
class Teller {
 public:
  explicit Teller(const Language& language) : language_(language) {}

  Result<Told> tell(Result<Document>& article) {
    if (!article) return tl::unexpected<Error>(std::move(article.error()));
    Document headline = *article;
    headline.text = article->title;
    incidents::Reading reading{title_, text_, {}};
    analyse(headline, language_, workspace_, title_, {.why = false});
    constexpr auto kAll = static_cast<std::uint32_t>(-1);
    reading.words = content_words(language_, workspace_, kAll);
    analyse(*article, language_, workspace_, text_, {.why = false});
    const auto opening =
        content_words(language_, workspace_, incidents::opening_end(article->text));
    reading.words.insert(reading.words.end(), opening.begin(), opening.end());
    return Told{article->id, article->outlet, article->published, incidents::reports_of(reading)};
  }

 private:
  Language language_;
  Workspace workspace_;
  Analysis title_, text_;
};

// What the leading reports say most: the first report that has a day, a type and a place.
const incidents::Report& foremost(const Incident& incident) {
  const Member* best = &incident.members.front();
  for (const Member& member : incident.members) {
    const auto rank = [](const incidents::Report& report) {
      return (report.leads ? 4 : 0) + (report.dated ? 2 : 0) + (report.places.empty() ? 0 : 1);
    };
    if (rank(member.report) > rank(best->report)) best = &member;
  }
  return best->report;
}

bool is_wide(const PlaceValue& place) {
  return place.level == PlaceLevel::country || place.level == PlaceLevel::region;
}

// The place that the leading reports name most, rather an exact one.
const PlaceValue* place_of(const Incident& incident) {
  constexpr double kByRank = 0.7;  // what the next place of a report counts less
  std::map<std::string, std::pair<const PlaceValue*, double>> votes;
  for (const Member& member : incident.members) {
    double weight = member.report.leads ? 1 : 0.1;
    for (const PlaceValue& place : member.report.places) {
      auto& vote = votes[place.entity + "/" + place.name];
      vote.first = &place;
      vote.second += is_wide(place) ? weight * 0.2 : weight;
      weight *= kByRank;
    }
  }
  const auto best = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
    return a.second.second < b.second.second;
  });
  return best == votes.end() ? nullptr : best->second.first;
}

json number(std::optional<double> value) { return value ? json(*value) : json(nullptr); }

std::string line_of(const Incident& incident) {
  const incidents::Report& report = foremost(incident);
  json out = {{"schema", "marsad.incident/1"},
              {"id", incident.id},
              {"from", report.from ? json(to_iso(*report.from)) : json(nullptr)},
              {"to", report.to ? json(to_iso(*report.to)) : json(nullptr)},
              {"dated", report.dated},
              {"type", report.types.empty() ? json(nullptr) : json(name(report.types.front()))}};
  const PlaceValue* place = place_of(incident);
  out["place"] = place == nullptr ? json(nullptr)
                                  : json{{"name", place->name},       {"entity", place->entity},
                                         {"country", place->country}, {"level", name(place->level)},
                                         {"lat", place->lat},         {"lon", place->lon}};
  json& reports = out["reports"] = json::array();
  json& leads = out["leads"] = json::array();
  json& links = out["links"] = json::array();
  json& tolls = out["tolls"] = json::array();
  for (const Member& member : incident.members) {
    reports.push_back(member.article);
    if (member.report.leads) leads.push_back(member.article);
    for (const incidents::Toll& toll : member.report.tolls) {
      tolls.push_back({{"article", member.article},
                       {"kind", name(toll.kind)},
                       {"low", number(toll.low)},
                       {"high", number(toll.high)}});
    }
    if (member.nearest.empty()) continue;
    json reasons = json::array();
    for (const incidents::Reason& reason : member.likeness.reasons) {
      reasons.push_back(
          {{"what", reason.what}, {"which", reason.which}, {"points", reason.points}});
    }
    links.push_back({{"article", member.article},
                     {"to", member.nearest},
                     {"score", member.likeness.score},
                     {"reasons", std::move(reasons)}});
  }
  return out.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string page_of(const Incident& incident) {
  const incidents::Report& report = foremost(incident);
  const PlaceValue* place = place_of(incident);
  const auto leads = std::count_if(incident.members.begin(), incident.members.end(),
                                   [](const Member& member) { return member.report.leads; });
  std::string out = fmt::format(
      "{}  {}{}  {}  {}\n", incident.id,
      report.from ? dates_text(report.from, report.to) : "no day told",
      report.dated || !report.from ? "" : " (published)",
      report.types.empty() ? "harm" : std::string(name(report.types.front())),
      place == nullptr ? "no place named"
                       : fmt::format("{} ({}{})", place->name, name(place->level),
                                     place->country.empty() ? "" : ", " + place->country));
  out += fmt::format("  {} of {} articles lead with it\n", leads, incident.members.size());
  for (const Member& member : incident.members) {
    out += fmt::format("  {} {}{}\n", member.report.leads ? "•" : "◦", member.article,
                       member.outlet.empty() ? "" : ", \u2068" + member.outlet + "\u2069");
    std::string tolls;
    for (const incidents::Toll& toll : member.report.tolls) {
      tolls += fmt::format("{}{} {}", tolls.empty() ? "" : " · ", name(toll.kind),
                           count_text(toll.low, toll.high, false));
    }
    if (!tolls.empty()) out += "      " + tolls + "\n";
    if (member.nearest.empty()) continue;
    std::string reasons;
    for (const incidents::Reason& reason : member.likeness.reasons) {
      reasons += fmt::format("{}{} {} {:+.1f}", reasons.empty() ? "" : ", ", reason.what,
                             reason.which, reason.points);
    }
    out += fmt::format("      like {} by {:.1f}: {}\n", member.nearest, member.likeness.score,
                       reasons);
  }
  return out + "\n";
}

Result<int> run(const Options& options) {
  const auto checked = check(options.reading);
  if (!checked) return tl::unexpected<Error>(checked.error());
  const auto language = open_engine(options.pack);
  if (!language) return tl::unexpected<Error>(language.error());
  auto output = Output::open(options.output);
  if (!output) return tl::unexpected<Error>(output.error());

  std::vector<Told> told;
  std::optional<Error> first_fault;
  const auto emit = [&](Result<Told>&& article) {
    if (article) {
      told.push_back(std::move(*article));
    } else {
      cli::tell(article.error());
      if (!first_fault) first_fault = article.error();
    }
    return true;
  };
  const auto make_work = [&]() -> Ordered<Result<Document>, Result<Told>>::Work {
    auto teller = std::make_shared<Teller>(*language);
    return [teller](Result<Document>& article) { return teller->tell(article); };
  };
  {
    Ordered<Result<Document>, Result<Told>> work(options.threads, make_work, emit);
    read_inputs(options.reading, *checked,
                [&](Result<Document> article) { return work.push(std::move(article)); });
    work.finish();
  }
  std::stable_sort(told.begin(), told.end(),
                   [](const Told& a, const Told& b) { return a.published < b.published; });
  Gathering gathering;
  for (Told& article : told) {
    gathering.add(article.article, article.outlet, std::move(article.reports));
  }
  for (const Incident& incident : gathering.incidents()) {
    const auto written = output->write(options.json ? line_of(incident) : page_of(incident));
    if (!written) return tl::unexpected<Error>(written.error());
  }
  if (const auto finished = output->finish(); !finished) {
    return tl::unexpected<Error>(finished.error());
  }
  if (!first_fault) return 0;
  return exit_code(told.empty() ? first_fault->code : ErrorCode::partly);
}

}  // namespace

Run add_incidents(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("INPUT", options->reading.inputs,
                 "files to read, - for standard input, as marsad extract reads them")
      ->required();
  app.add_flag("--json", options->json, "one incident a line (marsad.incident/1)");
  app.add_option("--from", options->reading.from,
                 "read every INPUT as text, html, json, jsonl, feed or warc")
      ->type_name("FORM");
  app.add_option("--published", options->reading.published,
                 "day of publication (YYYY-MM-DD) of articles that bear none")
      ->type_name("DATE");
  app.add_option("--pack", options->pack,
                 "language pack [MARSAD_PACK, else marsad.pack beside the program]")
      ->type_name("FILE");
  app.add_option("--threads", options->threads, "articles read at once")
      ->type_name("N")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  app.add_option("-o,--output", options->output, "write to FILE, which appears only when whole")
      ->type_name("FILE");
  app.footer(
      "An incident is what several articles report as one happening. Each link is scored by\n"
      "day, place, kind, tolls, actors, weapons and wording, and says what speaks for it and\n"
      "against. Tolls stand side by side as each article gives them; nothing is added up.\n"
      "\n"
      "Examples:\n"
      "  marsad incidents articles.jsonl\n"
      "  marsad incidents --json week/*.html | jq 'select(.leads | length > 1) | .leads'\n"
      "\n"
      "Exit codes: 0 done, 2 wrong call, 3 input unreadable, 4 some inputs or lines failed and\n"
      "the others were answered, 5 language pack, 7 output could not be written.");
  return [options] { return run(*options); };
}

}  // namespace marsad::cli
