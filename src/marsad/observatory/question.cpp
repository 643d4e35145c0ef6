// SPDX-License-Identifier: Apache-2.0
#include "marsad/observatory/question.h"

#include <charconv>

#include "marsad/analysis/json.h"
#include "marsad/pipeline/areas.h"
#include "marsad/pipeline/words.h"

namespace marsad::observatory {
namespace {

// What lies in a place that is named.
Result<std::shared_ptr<const Area>> area_of(const std::string& written, const Language& language,
                                            Workspace& workspace, const std::string& field) {
  auto area = area_called(written, language, workspace);
  if (!area) return tl::unexpected<Error>(area.error());
  if (!*area) {
    return fail(ErrorCode::usage, field + " " + written, "the gazetteer has no such place",
                "write a province, a district, a town or a country as news writes it, or its id");
  }
  return std::make_shared<const Area>(std::move(**area));
}

// "36.2,37.15"
std::optional<Near> point(const std::string& written) {
  const std::size_t comma = written.find(',');
  if (comma == std::string::npos) return std::nullopt;
  Near out;
  const char* const begin = written.data();
  const char* const end = begin + written.size();
  const auto lat = std::from_chars(begin, begin + comma, out.lat);
  const auto lon = std::from_chars(begin + comma + 1, end, out.lon);
  if (lat.ec != std::errc() || lon.ec != std::errc() || lat.ptr != begin + comma ||
      lon.ptr != end || out.lat < -90 || out.lat > 90 || out.lon < -180 || out.lon > 180) {
    return std::nullopt;
  }
  return out;
}

}  // namespace

Result<std::optional<Date>> day_of(const std::string& written, const std::string& field) {
  if (written.empty()) return std::optional<Date>();
  if (const auto day = parse_iso(written)) return std::optional<Date>(day);
  return fail(ErrorCode::usage, field + " " + written, "there is no such day",
              "write a day as YYYY-MM-DD, such as 2016-11-03");
}

Result<store::IncidentSearch> search_of(const Happened& happened, const OpenLanguage& open,
                                        const std::string& prefix) {
  store::IncidentSearch search;
  const auto from = day_of(happened.from, prefix + "since");
  if (!from) return tl::unexpected<Error>(from.error());
  const auto to = day_of(happened.to, prefix + "until");
  if (!to) return tl::unexpected<Error>(to.error());
  const auto type = word_of<EventType>(happened.type, prefix + "type");
  if (!type) return tl::unexpected<Error>(type.error());
  search.from = *from;
  search.to = *to;
  search.type = *type;
  search.country = happened.country;
  search.least_leads = 1;
  if (happened.area.empty()) return search;
  const auto language = open();
  if (!language) return tl::unexpected<Error>(language.error());
  Workspace workspace;
  const auto area = area_of(happened.area, *language, workspace, prefix + "in");
  if (!area) return tl::unexpected<Error>(area.error());
  std::vector<std::string>& places = search.places.emplace();
  for (const AreaPlace& place : (*area)->places) places.push_back(place.id);
  return search;
}

Result<ClaimFilter> filter_of(const Question& question, const OpenLanguage& open,
                              const std::string& prefix) {
  ClaimFilter out;
  struct Day {
    const std::string& written;
    const char* field;
    std::optional<Date>& into;
  };
  for (const Day& day : {Day{question.from, "from", out.from}, Day{question.to, "to", out.to},
                         Day{question.published_from, "published-from", out.published_from},
                         Day{question.published_to, "published-to", out.published_to}}) {
    const auto read = day_of(day.written, prefix + day.field);
    if (!read) return tl::unexpected<Error>(read.error());
    day.into = *read;
  }
  const auto type = word_of<EventType>(question.type, prefix + "type");
  if (!type) return tl::unexpected<Error>(type.error());
  const auto figure = word_of<FigureKind>(question.figure, prefix + "figure");
  if (!figure) return tl::unexpected<Error>(figure.error());
  const auto stance = word_of<Stance>(question.stance, prefix + "stance");
  if (!stance) return tl::unexpected<Error>(stance.error());
  out.type = *type;
  out.figure = *figure;
  out.stance = *stance;
  out.outlet = question.outlet;
  out.source = question.source;
  out.actor = question.actor;
  out.country = question.country;
  out.most = static_cast<std::size_t>(question.limit);
  out.skip = out.most * static_cast<std::size_t>(question.page - 1);
  if (!question.near.empty()) out.near = point(question.near);
  if (question.words.empty() && question.area.empty() && (question.near.empty() || out.near)) {
    if (out.near) out.near->km = question.within;
    return out;
  }
  const auto language = open();
  if (!language) return tl::unexpected<Error>(language.error());
  Workspace workspace;
  if (!question.words.empty()) {
    out.words = words_of_question(question.words, *language, workspace);
  }
  if (!question.area.empty()) {
    const auto area = area_of(question.area, *language, workspace, prefix + "in");
    if (!area) return tl::unexpected<Error>(area.error());
    out.area = *area;
  }
  if (!question.near.empty() && !out.near) {
    const auto place = place_named(question.near, *language, workspace);
    if (!place) {
      return fail(ErrorCode::usage, prefix + "near " + question.near,
                  "the gazetteer has no such place",
                  "write a town, a district or a province as news writes it");
    }
    out.near = Near{place->lat, place->lon, 0};
  }
  if (out.near) out.near->km = question.within;
  return out;
}

}  // namespace marsad::observatory
