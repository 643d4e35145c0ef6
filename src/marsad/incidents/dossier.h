// SPDX-License-Identifier: Apache-2.0
// One incident with everything that is claimed about it: what the incident page shows, what
// policies compute ranges from, and what exports write.
//
//   incident i-3f…  1998-06-02, shelling, Hama
//     article "قصف سوق حماة": origin outlet:صوت الوادي, killed 12
//     article "المرصد: 15 قتيلا": origin actor:sohr, killed 15, civilians
//
// Plain values; `statements` of articles that only mention the happening as background are
// among them, with `leads` of their article false. Nothing is added up, nothing is decided.
// Tested by dossier_test.cpp.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/incidents/link.h"
#include "marsad/incidents/origin.h"
#include "marsad/incidents/statement.h"

namespace marsad::incidents {

struct DossierArticle {
  std::string id;  // as the input named it
  int version = 1;
  std::string title, outlet, url;
  std::optional<Date> published;
  std::string sha256;  // of the original bytes, hexadecimal
  std::string pack;    // hash of the language pack that read it, hexadecimal
  bool leads = false;  // it is about this happening; else it mentions it
  std::vector<Toll> tolls;
  // Why it was joined: the article whose report is most like its own; empty for the first.
  std::string nearest;
  double score = 0;
  std::vector<Reason> reasons;
};

struct Claimed {
  std::string id;           // of the row: article id, "/", version, "/", number
  std::size_t article = 0;  // in Dossier::articles
  // Who the claim goes back to; equal for claims that are not independent of each other:
  // "actor:ID", "name:WORDS@OUTLET" or "outlet:NAME" of the first in a family of copies.
  std::string origin;
  Statement statement;
};

// What a person decided about it.
struct DossierDecision {
  std::int64_t number = 0;
  std::string action, detail, reason, author, at;
  bool undone = false;
};

struct Dossier {
  std::string id;
  std::vector<std::string> former_ids;  // of incidents merged into this one
  std::optional<Date> from, to;
  bool dated = false;  // some article tells the day; else it is a day of publication
  std::optional<EventType> type;
  std::optional<PlaceValue> place;
  std::vector<DossierArticle> articles;    // by day of publication, then as added
  std::vector<DossierDecision> decisions;  // the oldest first
  std::vector<Claimed> claims;             // in the order of the articles and of their text
};

// The id of an incident that this article begins, by its key (its url, else its id): "i-" and ten
// hexadecimal digits. Two articles may give one id; the later incident gets a number behind it.
[[nodiscard]] std::string incident_id(std::string_view article_key);

// The id of a row of the ledger: "nawa-1998/1/3", counted from 1.
[[nodiscard]] std::string claim_id(const std::string& article, int version, std::size_t row);

// Adds what the dossier's last article claims about the happening: statements on these events of
// its analysis and, where it leads, figures and denials of its opening that belong to no event.
// `outlet`: who published the first article of its family of copies.
void add_claims(Dossier& dossier, const Analysis& analysis, const std::vector<Index>& events,
                const Outlet& outlet);

}  // namespace marsad::incidents
