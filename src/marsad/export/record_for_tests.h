// SPDX-License-Identifier: Apache-2.0
// Incidents put together by hand, and exports read back, for the tests of this room.
//
//   market()         →  shelling of Hama on 1998-06-02, "قتل 12 مدنيا" by a monitor
//   all("csv", {…})  →  the whole file; rows(…) → its cells, read as RFC 4180 says
//
// Tested by export_test.cpp and its neighbours, which use it.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "marsad/analysis/json.h"
#include "marsad/export/writer.h"

namespace marsad::exports {

// `source` claims in the first article that so many were killed.
inline incidents::Claimed toll(const std::string& source, double count, Victims victims) {
  incidents::Claimed claim;
  claim.id = "mail/1/" + source;
  claim.origin = "actor:" + source;
  claim.statement.source = source;
  claim.statement.type = EventType::shelling;
  claim.statement.codes.acled_event = "Explosions/Remote violence";
  claim.statement.codes.acled_sub_event = "Shelling/artillery/missile attack";
  claim.statement.figure = FigureKind::killed;
  claim.statement.low = claim.statement.high = count;
  claim.statement.victims = victims;
  claim.statement.span = {3, 9};
  claim.statement.quote = "12 were\nkilled";
  return claim;
}

inline incidents::Dossier market() {
  incidents::Dossier out;
  out.id = "i-1";
  out.former_ids = {"i-0"};
  out.from = out.to = parse_iso("1998-06-02");
  out.dated = true;
  out.type = EventType::shelling;
  out.place = PlaceValue{"Hama", "gn:1", "SY", 35.13, 36.75, PlaceLevel::city};
  incidents::DossierArticle article;
  article.id = "mail";
  article.outlet = "Plain Mail, \"weekly\"";
  article.title = "=HYPERLINK(\"x\")";
  article.published = parse_iso("1998-06-03");
  article.sha256 = "ab";
  article.pack = "70ac";
  article.leads = true;
  out.articles = {article};
  incidents::Claimed claim = toll("Monitor", 12, Victims::civilians);
  claim.id = "mail/1/1";
  claim.statement.agents = {"-Army"};
  out.claims = {claim};
  return out;
}

struct Written {
  std::string text;
  Manifest manifest;
};

inline Written write_all(std::string_view format, const std::vector<incidents::Dossier>& dossiers,
                         const char* policy = "ucdp-like", bool mark = false) {
  Written out;
  const auto keep = [&](std::string_view bytes) -> Result<void> {
    out.text += bytes;
    return {};
  };
  Writer writer(*format_named(format), keep, mark);
  for (const auto& one : dossiers) {
    const auto verdict = incidents::judge(*incidents::find_policy(policy), one);
    EXPECT_TRUE(writer.add({one, verdict}));
  }
  auto manifest = writer.finish();
  EXPECT_TRUE(manifest);
  if (manifest) out.manifest = std::move(*manifest);
  return out;
}

inline std::string all(std::string_view format, const std::vector<incidents::Dossier>& dossiers,
                       const char* policy = "ucdp-like") {
  return write_all(format, dossiers, policy).text;
}

// RFC 4180 read back: the slow twin of csv_line.
inline std::vector<std::vector<std::string>> rows(const std::string& csv) {
  std::vector<std::vector<std::string>> out{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted) {
      if (c != '"') {
        out.back().back() += c;
      } else if (i + 1 < csv.size() && csv[i + 1] == '"') {
        out.back().back() += c;
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      out.back().emplace_back();
    } else if (c == '\r' && i + 1 < csv.size() && csv[i + 1] == '\n') {
      ++i;
      out.push_back({""});
    } else {
      out.back().back() += c;
    }
  }
  out.pop_back();
  return out;
}

// The cell of the first incident under a column.
inline std::string cell(const std::string& csv, std::string_view column) {
  const auto read = rows(csv);
  for (std::size_t i = 0; i < read[0].size(); ++i) {
    if (read[0][i] == column) return read.size() > 1 ? read[1][i] : "no row";
  }
  return "no such column";
}

}  // namespace marsad::exports
