// SPDX-License-Identifier: Apache-2.0
// What Marsad reads in one article: mentions, claims, events, figures. These
// are the plain values of the form marsad.analysis/1 (docs/analysis.schema.json);
// every room above fills or reads them, none adds hidden state.
//
//   "قال المرصد إن 15 مدنيا على الأقل قتلوا"
//     mention actor "المرصد", claim {source, cue "قال", asserts},
//     event {violence, trigger "قتلوا"}, figure {killed, 15..open, civilians}
//
// All spans count Unicode code points of `Document::text`, end exclusive, so
// text[span] is the quote. Relations are indices into the vectors of the same
// Analysis; kNone stands for "there is none".
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "marsad/base/span.h"

namespace marsad {

using Date = std::chrono::sys_days;
using Index = std::int32_t;
inline constexpr Index kNone = -1;

// The article as given. `text` is valid UTF-8 (invalid bytes of the source
// have become U+FFFD). `published` anchors all relative times.
struct Document {
  std::string id;
  std::string title;
  std::optional<Date> published;
  std::string outlet;
  std::string url;
  std::string text;
};

enum class ActorClass {
  government,
  military,
  armed_group,
  monitor,
  media,
  medical,
  international,
  official,
  civilian,
  person,
  other
};
enum class PlaceLevel { country, region, admin1, admin2, city, district, village, site };
enum class Stance { asserts, confirms, denies, accuses, doubts, demands, promises };
enum class EventType {
  clash,
  shelling,
  airstrike,
  bombing,
  chemical_attack,
  shooting,
  abduction,
  arrest,
  abuse,
  territory,
  siege,
  displacement,
  aid,
  destruction,
  ceasefire,
  talks,
  withdrawal,
  support,
  protest,
  sanction,
  release,
  violence
};
enum class Status { reported, denied, negated, possible, planned };
enum class FigureKind {
  killed,
  injured,
  missing,
  abducted,
  detained,
  displaced,
  affected,
  released,
  surrendered
};
enum class Victims { people, civilians, children, women, combatants, medics, journalists, mixed };

struct ActorValue {
  std::string name;    // canonical English, or the Arabic words where there is none
  std::string entity;  // stable id of a row of language/world/actors.tsv, or empty
  ActorClass cls = ActorClass::other;
};
struct PlaceValue {
  std::string name;  // canonical English
  std::string entity;
  std::string country;      // ISO 3166-1 alpha-2, or empty
  double lat = 0, lon = 0;  // degrees, WGS 84, of the named core
  PlaceLevel level = PlaceLevel::city;
};
struct TimeValue {
  std::string value;             // TIMEX3: 2016-11-03, 2016-07, P5Y, PRESENT_REF
  std::optional<Date> from, to;  // first and last day, both included; open = none
};
struct QuantityValue {
  std::optional<double> low, high;  // both included; open = none
  bool approximate = false;
};
struct WeaponValue {
  std::string kind;  // language/ar/lexicon/weapons.tsv, column kind
};

struct Mention {
  Span span;
  std::variant<ActorValue, PlaceValue, TimeValue, QuantityValue, WeaponValue> value;
  std::vector<std::string> why;  // rows and rules that made it, outermost first
};

struct Claim {
  std::vector<Index> sources;  // mentions; empty when nobody is named
  Span cue;                    // the reporting word
  Stance stance = Stance::asserts;
  Span content;           // what is reported
  Index told_to = kNone;  // mention: the outlet to whom it was said
  Index about = kNone;    // claim that a denial, doubt or confirmation answers
  Index within = kNone;   // claim whose content holds this one (a chain of sources)
  std::vector<std::string> why;
};

// Codes of other schemes for an event, from language/world/crosswalk rows.
struct Codes {
  std::string acled_event, acled_sub_event, plover, plover_mode, cameo;
};

struct Event {
  EventType type = EventType::violence;
  Span trigger;
  std::vector<Index> agents, targets, weapons, places, times;  // mentions
  std::optional<Date> from, to;
  Status status = Status::reported;
  std::vector<Index> claims;  // claims whose content tells this event
  Codes codes;
  std::vector<std::string> why;
};

struct Figure {
  FigureKind kind = FigureKind::killed;
  std::optional<double> low, high;
  bool approximate = false;
  Victims victims = Victims::people;
  Span span;
  Index event = kNone;
  std::vector<Index> claims;
  std::vector<Index> sources;  // mentions to whom the figure is attributed
  Index within = kNone;        // figure that this one is a part of
  Index place = kNone;         // mention
  std::optional<Date> from, to;
  Status status = Status::reported;
  std::vector<std::string> why;
};

struct Analysis {
  Document document;
  std::vector<Mention> mentions;  // in order of their spans
  std::vector<Claim> claims;
  std::vector<Event> events;
  std::vector<Figure> figures;
  std::string pack;  // hash of the language pack, hexadecimal
};

}  // namespace marsad
