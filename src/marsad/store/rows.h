// SPDX-License-Identifier: Apache-2.0
// What stands in a store, as plain values: one struct for each table (schema.cpp).
//
//   original   the bytes that came in, once, whatever was read from them
//   article    one version of one article; "قصف سوق حماة", corrected, is a second row
//   report     what an article tells of one happening, and the incident that it joined
//   incident   one happening; its reports say the rest
//   rejected   an input that could not be read, with its reason and its bytes
//   decision   what a person decided about an incident, and why
//   correction what a person decided about a reading of an article; the reading itself stays
//   release    an export that was given out, whole
//   person     an account; session: where somebody is signed in
//
// Days are days since 1970-01-01. Numbers are the store's own and never used again.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "marsad/analysis/analysis.h"
#include "marsad/incidents/origin.h"
#include "marsad/incidents/report.h"

namespace marsad::store {

using Number = std::int64_t;  // 0: none

struct OriginalRow {
  std::string sha256;
  std::string media_type;
  std::string origin;                        // the file or address it came from
  std::shared_ptr<const std::string> bytes;  // shared, since a feed comes with all its entries
};

struct ArticleRow {
  Number number = 0;
  std::string key;  // its url, else its id, else what it says: the same key is the same article
  int version = 1;
  Number supersedes = 0;
  bool current = true;
  std::string id, outlet, outlet_entity, title, url;
  std::optional<Date> published;
  std::string original;  // SHA-256
  std::string content;   // SHA-256 of what was read: another content is another version
  Number family = 0;     // the first article of its family of copies; written as 0: itself
  std::optional<incidents::Sketch> sketch;
  std::string added;     // UTC, when it was added
  std::string analysis;  // marsad.analysis/1 with the text
  // Words and facets by which it is found (observatory/prepare.h), each once and followed by a
  // space; not read back.
  std::string words;
};

// What is needed of an article to tell whether another is its copy.
struct CopyRow {
  Number family = 0;
  incidents::Sketch sketch{};
};

struct ReportRow {
  Number article = 0;
  int number = 0;  // in the article, from 0
  Number incident = 0;
  Number nearest = 0;   // the article whose report it is most like; 0: it began the incident
  double score = 0;     // of that likeness
  std::string reasons;  // of that likeness, a JSON array
  incidents::Report report;
};

struct IncidentRow {
  Number number = 0;
  std::string id;
  Number merged_into = 0;
  int version = 1;  // grows with each change
  std::optional<Date> first, last;
  bool dated = false;
  std::optional<EventType> type;
  std::optional<PlaceValue> place;
  int articles = 0, leads = 0;                    // of current versions
  std::optional<double> killed_low, killed_high;  // the least and the most that any report gives
};

struct RejectedRow {
  Number number = 0;
  std::string where, reason, remedy;
  std::string media_type;
  std::string bytes;
  std::string at;
  bool retried = false;
};

struct DecisionRow {
  Number number = 0;
  Number incident = 0;  // 0: about no incident, as "publish" about a release
  std::string action;   // "merge", "split", "move", "undo", "publish", or a treatment (decide.h)
  std::string detail;   // JSON
  std::string reason, author, at;
  Number undone_by = 0;  // the decision that took it back
};

struct CorrectionRow {
  Number number = 0;
  Number article = 0;   // the version that was read
  std::string action;   // "accept", "correct", "reject", "add", "merge", "split", "done", "undo"
  std::string subject;  // "claim/3", "event/1", "figure/0", "added/12" (by that one), "article"
  std::string before;   // JSON: the reading as the machine gave it; null for add
  std::string after;    // JSON: as it should be; null where nothing takes its place
  std::string reason, author, at;
  Number undone_by = 0;  // the correction that took it back
};

struct ReleaseRow {
  Number number = 0;
  std::string format, manifest, author, at;
  std::string bytes;  // the file
};

struct PersonRow {
  Number number = 0;
  std::string name, roles, language;
  bool disabled = false;
  std::string password;  // as people/secret.h hashes it
  std::string factor;    // secret of a second factor; empty: none
  std::string created;
};

// Times are seconds since 1970.
struct SessionRow {
  std::string token;  // SHA-256 of it
  Number person = 0;
  std::int64_t begun = 0, seen = 0;
  std::string agent;  // what the browser calls itself
};

// One entry of the log. `objects` says what was written: "article/12=SHA256 incident/3=SHA256".
struct LogRow {
  std::int64_t seq = 0;
  std::string at, actor, action, detail, objects, previous, hash;
};

}  // namespace marsad::store
