// SPDX-License-Identifier: Apache-2.0
#include "dossier_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "layout.h"
#include "marsad/analysis/json.h"
#include "marsad/analysis/names.h"
#include "marsad/incidents/series.h"
#include "report.h"

namespace marsad::cli {
namespace {

using incidents::Claimed;
using incidents::Dossier;
using incidents::DossierArticle;
using incidents::Statement;

std::string isolated(const std::string& words) {
  return words.empty() ? "" : "\u2068" + clean(words) + "\u2069";
}

std::string place_text(const std::optional<PlaceValue>& place) {
  if (!place) return "no place named";
  return fmt::format("{} ({}{})", place->name, name(place->level),
                     place->country.empty() ? "" : ", " + place->country);
}

// "Monitor denies shelling: killed 12 civilians, at Hama"
std::string claim_text(const Statement& row) {
  std::string out(name(row.stance));
  if (row.type) out += fmt::format(" {}", name(*row.type));
  if (row.status != Status::reported) out += fmt::format(" ({})", name(row.status));
  if (row.figure) {
    out +=
        fmt::format(", {} {}", name(*row.figure), count_text(row.low, row.high, row.approximate));
    if (row.victims != Victims::people) out += fmt::format(" {}", name(row.victims));
    if (row.part) out += ", part of another figure";
    if (row.cumulative) out += ", cumulative";
  }
  if (row.place) out += ", " + row.place->name;
  if (row.from) out += ", " + dates_text(row.from, row.to);
  for (const std::string& one : row.chain) out += ", through " + isolated(one);
  return out;
}

std::string killed_text(std::optional<double> low, std::optional<double> high) {
  return low ? fmt::format("  killed {}", count_text(low, high, false)) : "";
}

}  // namespace

std::string line_text(const store::IncidentRow& incident) {
  return fmt::format("{}  {}{}  {}  {}{}  {} of {} articles\n", incident.id,
                     incident.first ? dates_text(incident.first, incident.last) : "no day told",
                     incident.dated || !incident.first ? "" : " (published)",
                     incident.type ? name(*incident.type) : "harm", place_text(incident.place),
                     killed_text(incident.killed_low, incident.killed_high), incident.leads,
                     incident.articles);
}

std::string page_text(const Dossier& dossier, bool claims, const incidents::Policy& policy) {
  const auto leads = std::count_if(dossier.articles.begin(), dossier.articles.end(),
                                   [](const DossierArticle& article) { return article.leads; });
  std::string out =
      fmt::format("{}  {}{}  {}  {}\n", dossier.id,
                  dossier.from ? dates_text(dossier.from, dossier.to) : "no day told",
                  dossier.dated || !dossier.from ? "" : " (published)",
                  dossier.type ? name(*dossier.type) : "harm", place_text(dossier.place));
  out += fmt::format("  {} of {} articles lead with it\n", leads, dossier.articles.size());
  for (const std::string& id : dossier.former_ids) out += fmt::format("  was also {}\n", id);
  for (const incidents::DossierDecision& one : dossier.decisions) {
    out += fmt::format("  decision {}: {}{}, {} by {}: {}\n", one.number, one.action,
                       one.undone ? " (undone)" : "", one.at, one.author, isolated(one.reason));
  }
  for (const DossierArticle& article : dossier.articles) {
    out += fmt::format("  {} {}{}{}\n", article.leads ? "•" : "◦", article.id,
                       article.version > 1 ? fmt::format(" (version {})", article.version) : "",
                       article.outlet.empty() ? "" : ", " + isolated(article.outlet));
    std::string tolls;
    for (const incidents::Toll& toll : article.tolls) {
      tolls += fmt::format("{}{} {}", tolls.empty() ? "" : " · ", name(toll.kind),
                           count_text(toll.low, toll.high, false));
    }
    if (!tolls.empty()) out += "      " + tolls + "\n";
    if (article.nearest.empty()) continue;
    std::string reasons;
    for (const incidents::Reason& reason : article.reasons) {
      reasons += fmt::format("{}{} {} {:+.1f}", reasons.empty() ? "" : ", ", reason.what,
                             reason.which, reason.points);
    }
    out += fmt::format("      like {} by {:.1f}: {}\n", article.nearest, article.score, reasons);
  }
  if (!claims) return out + "\n";
  const incidents::Verdict verdict = incidents::judge(policy, dossier);
  for (const incidents::Range& range : verdict.ranges) {
    out += fmt::format("  {}: {} {}{}, of {} origins; documented, not total\n", verdict.policy,
                       name(range.kind), count_text(range.low, range.high, false),
                       range.best ? fmt::format(", best {:g}", *range.best) : "", range.origins);
  }
  if (!verdict.grade.empty()) out += fmt::format("  {}: {}\n", verdict.policy, verdict.grade);
  for (const incidents::Series& series : incidents::series_of(dossier)) {
    if (series.points.size() < 2) continue;
    std::string points;
    for (const incidents::Point& point : series.points) {
      points += fmt::format("{}{} {}", points.empty() ? "" : " → ",
                            point.day ? to_iso(*point.day) : "no date",
                            count_text(point.low, point.high, false));
    }
    out +=
        fmt::format("  {} over time, {}: {}\n", name(series.kind), isolated(series.origin), points);
  }
  // By origin, in the order in which each speaks first.
  std::vector<std::string> origins;
  for (const Claimed& claim : dossier.claims) {
    if (std::find(origins.begin(), origins.end(), claim.origin) == origins.end()) {
      origins.push_back(claim.origin);
    }
  }
  out +=
      fmt::format("  {} claims of {} independent origins\n", dossier.claims.size(), origins.size());
  for (const std::string& origin : origins) {
    out += fmt::format("  {}\n", isolated(origin));
    for (const Claimed& claim : dossier.claims) {
      if (claim.origin != origin) continue;
      out += fmt::format("      {}  {}\n        {}\n", claim.id, claim_text(claim.statement),
                         isolated(claim.statement.quote));
    }
  }
  return out + "\n";
}

std::string row_text(const observatory::LedgerRow& row) {
  const Statement& statement = row.claim.statement;
  return fmt::format("{}  {}  {}  {}\n    {}\n    {}\n", row.claim.id,
                     row.article.published ? to_iso(*row.article.published) : "no date",
                     isolated(row.article.outlet), isolated(row.claim.origin),
                     claim_text(statement), isolated(statement.quote));
}

}  // namespace marsad::cli
