// SPDX-License-Identifier: Apache-2.0
// The tables of a store, and the steps from each older form of them to this one.
//
//   kSchema           the tables as a new store gets them
//   kObjects          which rows make up one object of custody: "article/12" (قصف السوق)
//   PRAGMA user_version   which form a store has; PRAGMA application_id marks it as Marsad's
//
// A change of the tables is a new step at the end of kMigrations, never an edit of an old one;
// docs/store.md documents the form for readers who have only SQLite. Tested by store_test.cpp.
#pragma once
#include <array>
#include <string_view>

namespace marsad::store {

inline constexpr int kApplicationId = 0x4D525344;  // "MRSD"

struct Migration {
  const char* sql;
  bool claim_facets = false;  // also adds those of all articles (facets.h) to the index of words
};

// Step i takes a store from user_version i to i + 1.
inline constexpr std::array<Migration, 4> kMigrations{{{R"sql(
CREATE TABLE original(
  number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, media_type TEXT NOT NULL,
  origin TEXT NOT NULL, added TEXT NOT NULL, size INTEGER NOT NULL, zstd BLOB NOT NULL) STRICT;
CREATE TABLE article(
  number INTEGER PRIMARY KEY, key TEXT NOT NULL, version INTEGER NOT NULL,
  supersedes INTEGER NOT NULL, current INTEGER NOT NULL, id TEXT NOT NULL, outlet TEXT NOT NULL,
  outlet_entity TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL, published INTEGER,
  original TEXT NOT NULL, content TEXT NOT NULL, family INTEGER NOT NULL, sketch BLOB,
  words INTEGER NOT NULL, added TEXT NOT NULL, zstd BLOB NOT NULL,
  UNIQUE(key, version)) STRICT;
CREATE INDEX article_original ON article(original);
CREATE INDEX article_published ON article(published) WHERE current = 1;
CREATE TABLE report(
  article INTEGER NOT NULL, number INTEGER NOT NULL, incident INTEGER NOT NULL,
  leads INTEGER NOT NULL, day INTEGER, nearest INTEGER NOT NULL, score REAL NOT NULL,
  reasons TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(article, number)) STRICT, WITHOUT ROWID;
CREATE INDEX report_day ON report(day) WHERE leads = 1;
CREATE INDEX report_incident ON report(incident);
CREATE TABLE incident(
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, merged_into INTEGER NOT NULL,
  version INTEGER NOT NULL, first INTEGER, last INTEGER, dated INTEGER NOT NULL, type TEXT,
  country TEXT, place TEXT, articles INTEGER NOT NULL, leads INTEGER NOT NULL,
  killed_low REAL, killed_high REAL) STRICT;
CREATE INDEX incident_first ON incident(first) WHERE merged_into = 0;
CREATE TABLE band(
  key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(key, article)) STRICT, WITHOUT ROWID;
CREATE TABLE rejected(
  number INTEGER PRIMARY KEY, place TEXT NOT NULL, reason TEXT NOT NULL, remedy TEXT NOT NULL,
  media_type TEXT NOT NULL, at TEXT NOT NULL, retried INTEGER NOT NULL, zstd BLOB NOT NULL) STRICT;
CREATE TABLE decision(
  number INTEGER PRIMARY KEY, incident INTEGER NOT NULL, action TEXT NOT NULL,
  detail TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL,
  undone_by INTEGER NOT NULL) STRICT;
CREATE INDEX decision_incident ON decision(incident);
CREATE VIRTUAL TABLE word USING fts5(
  words, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
INSERT INTO word(word, rank) VALUES ('hashsize', 16777216);
INSERT INTO word(word, rank) VALUES ('automerge', 16);
INSERT INTO word(word, rank) VALUES ('crisismerge', 64);
CREATE TABLE log(
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
  detail TEXT NOT NULL, objects TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
)sql"},
                                                       {R"sql(
CREATE TABLE correction(
  number INTEGER PRIMARY KEY, article INTEGER NOT NULL, action TEXT NOT NULL,
  subject TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, reason TEXT NOT NULL,
  author TEXT NOT NULL, at TEXT NOT NULL, undone_by INTEGER NOT NULL) STRICT;
CREATE INDEX correction_article ON correction(article);
CREATE TABLE release(
  number INTEGER PRIMARY KEY, format TEXT NOT NULL, manifest TEXT NOT NULL,
  author TEXT NOT NULL, at TEXT NOT NULL, zstd BLOB NOT NULL) STRICT;
CREATE TABLE person(
  number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, roles TEXT NOT NULL,
  language TEXT NOT NULL, disabled INTEGER NOT NULL, password TEXT NOT NULL, factor TEXT NOT NULL,
  created TEXT NOT NULL) STRICT;
CREATE TABLE session(
  token TEXT NOT NULL PRIMARY KEY, person INTEGER NOT NULL, begun INTEGER NOT NULL,
  seen INTEGER NOT NULL, agent TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX session_person ON session(person);
CREATE INDEX article_family ON article(family, current);
CREATE INDEX article_outlet ON article(outlet, current, published);
CREATE INDEX article_id ON article(id);
)sql"},
                                                       {"", true},
                                                       // Hashes lie all over an index, so that each
                                                       // commit writes most of its pages: few and
                                                       // short ones.
                                                       {R"sql(
DROP INDEX article_original;
CREATE TABLE original_named(
  number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, media_type TEXT NOT NULL,
  origin TEXT NOT NULL, added TEXT NOT NULL, size INTEGER NOT NULL, zstd BLOB NOT NULL) STRICT;
INSERT INTO original_named SELECT * FROM original;
DROP TABLE original;
ALTER TABLE original_named RENAME TO original;
CREATE INDEX original_name ON original(substr(sha256, 1, 12));
)sql"}}};

// The index of words and the bands of copies belong to no object: verify derives them from the
// articles. Sessions belong to none: they come and go. An object is named "kind/number"; its digest runs over the rows that these give for its
// number, in this order, each value as custody.h writes it.
struct ObjectKind {
  std::string_view kind;
  std::array<const char*, 2> rows;  // nullptr: no more
  const char* numbers;              // of all that there are
};
inline constexpr std::array<ObjectKind, 8> kObjects{{
    {"original",
     {"SELECT * FROM original WHERE number = ?", nullptr},
     "SELECT number FROM original"},
    {"article",
     {"SELECT * FROM article WHERE number = ?",
      "SELECT * FROM report WHERE article = ? ORDER BY number"},
     "SELECT number FROM article UNION SELECT article FROM report"},
    {"incident",
     {"SELECT * FROM incident WHERE number = ?", nullptr},
     "SELECT number FROM incident"},
    {"rejected",
     {"SELECT * FROM rejected WHERE number = ?", nullptr},
     "SELECT number FROM rejected"},
    {"decision",
     {"SELECT * FROM decision WHERE number = ?", nullptr},
     "SELECT number FROM decision"},
    {"correction",
     {"SELECT * FROM correction WHERE number = ?", nullptr},
     "SELECT number FROM correction"},
    {"release", {"SELECT * FROM release WHERE number = ?", nullptr}, "SELECT number FROM release"},
    {"person", {"SELECT * FROM person WHERE number = ?", nullptr}, "SELECT number FROM person"},
}};

}  // namespace marsad::store
