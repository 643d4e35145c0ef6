// SPDX-License-Identifier: Apache-2.0
#include "marsad/mentions/time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "marsad/mentions/number_words.h"

namespace marsad::mentions {
namespace {

using grammar::Edge;
using grammar::EdgeId;
using grammar::Kind;
using grammar::Match;
using lexicon::RowId;
using morphology::Reading;
using Way = When::Way;
namespace feature = lexicon::feature;

constexpr std::string_view kTable = "times.tsv";
constexpr int kFirstYear = 1000, kLastYear = 2200;  // of a year that stands by itself
constexpr int kFirstBareYear = 1900, kLastBareYear = 2100;
constexpr int kShortYearsTurn = 70;  // 69 is 2069, 70 is 1970
constexpr int kNoon = 12 * 60;
constexpr int kMostDays = 31;

TimeWorkshop& workshop_of(void* world) {
  return static_cast<TimeWorkshop&>(*static_cast<Workshop*>(world));
}

std::optional<int> integer(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Up to a bar; what stands behind it is in `rest`.
std::string_view before_bar(std::string_view cell, std::string_view& rest) {
  const std::size_t bar = cell.find('|');
  rest = bar == std::string_view::npos ? std::string_view{} : cell.substr(bar + 1);
  return cell.substr(0, bar);
}

// A unit of time as its row has it: P1D, PT20M, PXW, P1WE, PXDE.
struct Unit {
  char unit = 0;               // as in When
  std::optional<double> base;  // none: X
};
std::optional<Unit> unit_of(std::string_view value) {
  if (!value.starts_with('P')) return std::nullopt;
  value.remove_prefix(1);
  const bool clock = value.starts_with('T');
  if (clock) value.remove_prefix(1);
  Unit out;
  std::size_t at = 0;
  if (value.starts_with('X')) {
    at = 1;
  } else {
    double base = 0;
    while (at < value.size() && value[at] >= '0' && value[at] <= '9')
      base = base * 10 + (value[at++] - '0');
    if (at == 0) return std::nullopt;
    out.base = base;
  }
  const std::string_view letters = value.substr(at);
  if (letters == "WE") {
    out.unit = 'w';
  } else if (letters == "DE") {
    out.unit = 'E';
  } else if (letters == "CE") {
    out.unit = 'C';
  } else if (letters.size() == 1) {
    out.unit = clock ? static_cast<char>(letters[0] - 'A' + 'a') : letters[0];
  } else {
    return std::nullopt;
  }
  return out;
}

// Reads the arguments of one match into a When.
class Reader {
 public:
  Reader(const Match& match, TimeWorkshop& work) : match_(match), work_(work) {}

  std::optional<When> read() {
    if (const std::string_view name = match_.constant("calendar"); !name.empty()) {
      when_.calendar = calendar_named(name);
    }
    for (const EdgeId id : match_.captured("date")) merge(date_at(id));
    return read_without_dates();
  }

  // The same, where the maker looks at the dates itself.
  std::optional<When> read_without_dates() {
    const bool read_all = read_calendar() && read_words() && read_clock() && read_units();
    if (!read_all) return std::nullopt;
    const std::string_view way = match_.constant("way");
    if (when_.way == Way::none && !way.empty()) {
      when_.way = way == "back" ? Way::back : way == "forward" ? Way::forward : Way::here;
    }
    if (const auto steps = integer(match_.constant("steps"))) when_.steps = *steps;
    when_.ago = match_.constant("ago") == "yes";
    if (when_.ago) when_.way = Way::back;
    return when_;
  }
  [[nodiscard]] const std::vector<std::string>& why() const { return why_; }
  [[nodiscard]] std::uint32_t number() const { return number_; }

 private:
  [[nodiscard]] const When& date_at(EdgeId id) const {
    return work_.dates[match_.chart->edges[id].value];
  }

  static Calendar calendar_named(std::string_view name) {
    return name == "hijri"    ? Calendar::hijri
           : name == "coptic" ? Calendar::coptic
                              : Calendar::gregorian;
  }

  // What a date made before says; of two calendars the Gregorian one counts.
  void merge(const When& date) {
    if (date.calendar != Calendar::gregorian && when_.month) return;
    if (date.calendar == Calendar::gregorian && when_.calendar != Calendar::gregorian) {
      when_.year = when_.month = when_.day = std::nullopt;
    }
    if (date.month || date.year) when_.calendar = date.calendar;
    const auto take = [](auto& to, const auto& from) {
      if (from) to = from;
    };
    take(when_.year, date.year);
    take(when_.month, date.month);
    take(when_.day, date.day);
    take(when_.weekday, date.weekday);
    take(when_.nth, date.nth);
    take(when_.offset, date.offset);
    take(when_.minute, date.minute);
    take(when_.count, date.count);
    if (!date.part.empty()) when_.part = date.part;
    if (date.unit != 0) {
      when_.unit = date.unit;
      when_.counted = date.counted;
    }
    if (date.way != Way::none) {
      when_.way = date.way;
      when_.steps = date.steps;
    }
    if (date.boundary != When::Boundary::none) when_.boundary = date.boundary;
    when_.feast = when_.feast || date.feast;
    if (!date.season.empty()) when_.season = date.season;
    if (!date.decade.empty()) when_.decade = date.decade;
    if (!date.span.empty()) when_.span = date.span;
    if (!date.reference.empty()) when_.reference = date.reference;
  }

  // The row of times.tsv behind a capture whose role begins so, or kNothing.
  [[nodiscard]] RowId row(std::string_view key, std::string_view role) const {
    const Reading* const reading = match_.reading(key);
    return reading == nullptr ? lexicon::kNothing : row_of(*reading, role);
  }
  [[nodiscard]] RowId row_of(const Reading& reading, std::string_view role) const {
    if (reading.lexeme == lexicon::kNothing) return lexicon::kNothing;
    for (const RowId id : work_.lexicon->rows_of(reading.lexeme)) {
      if (work_.lexicon->file_of(id) == kTable &&
          work_.lexicon->field(id, "role").starts_with(role)) {
        return id;
      }
    }
    return lexicon::kNothing;
  }
  [[nodiscard]] RowId row_of(const Edge& edge, std::string_view role) const {
    for (const Reading& reading : match_.chart->readings_of(edge)) {
      const RowId id = row_of(reading, role);
      if (id != lexicon::kNothing) return id;
    }
    return lexicon::kNothing;
  }
  // Its value, "" where there is none.
  std::string_view value(std::string_view key, std::string_view role) {
    const RowId id = row(key, role);
    if (id == lexicon::kNothing) return {};
    if (work_.mentions->why) why_.push_back(work_.lexicon->origin(id));
    return work_.lexicon->field(id, "value");
  }

  // The number that an edge is: a number of the table, or a token of digits.
  [[nodiscard]] std::optional<double> number_of(const Edge& edge) const {
    if (edge.kind == Kind::number) {
      const Number& number = work_.mentions->numbers[edge.value];
      if (number.percent || number.vague) return std::nullopt;
      return number.low ? number.low : number.high;
    }
    if (edge.kind != Kind::word) return std::nullopt;
    const text::Token& token = match_.chart->text->tokens[edge.first];
    if (token.kind != text::TokenKind::number) return std::nullopt;
    return digits_value(match_.chart->text->letters_of(token), false);
  }
  [[nodiscard]] std::optional<int> whole(std::string_view key) const {
    const Edge* const edge = match_.edge(key);
    if (edge == nullptr) return std::nullopt;
    if (edge->kind == Kind::number) {  // a range is no day
      const Number& said = work_.mentions->numbers[edge->value];
      if (said.low != said.high || said.approximate) return std::nullopt;
    }
    const auto number = number_of(*edge);
    if (!number || std::floor(*number) != *number || std::fabs(*number) > 9999) return std::nullopt;
    return static_cast<int>(*number);
  }
  [[nodiscard]] bool has(std::string_view key) const { return match_.edge(key) != nullptr; }

  bool read_calendar() {
    if (has("month")) {
      RowId id = row("month", "month");
      if (id == lexicon::kNothing) id = row("month", "hijri-month");
      if (id != lexicon::kNothing) {
        when_.month = integer(work_.lexicon->field(id, "value"));
        when_.calendar = calendar_named(work_.lexicon->field(id, "calendar"));
        if (work_.mentions->why) why_.push_back(work_.lexicon->origin(id));
        if (!same_month_again()) return false;
      } else {
        when_.month = whole("month");
      }
      if (!when_.month || *when_.month < 1 || *when_.month > 13) return false;
      if (when_.calendar != Calendar::coptic && *when_.month > 12) return false;
    }
    if (has("day")) {
      when_.day = whole("day");
      if (!when_.day || *when_.day < 1 || *when_.day > kMostDays) return false;
    } else if (const auto fixed = integer(match_.constant("day"))) {
      when_.day = *fixed;
    }
    if (has("nth")) {
      when_.nth = whole("nth");
      if (!when_.nth || *when_.nth < 1 || *when_.nth > kMostDays) return false;
    } else if (match_.constant("nth") == "last") {
      when_.nth = -1;
    }
    return !has("year") || read_year();
  }

  // A month said twice, in two of its names, must be one month.
  [[nodiscard]] bool same_month_again() const {
    if (!has("again")) return true;
    const RowId id = row("again", "month");
    return id != lexicon::kNothing && integer(work_.lexicon->field(id, "value")) == when_.month;
  }

  bool read_year() {
    when_.year = whole("year");
    if (!when_.year) return false;
    if (const RowId id = row("era", "era"); id != lexicon::kNothing && !when_.month) {
      when_.calendar = calendar_named(work_.lexicon->field(id, "calendar"));
    }
    if (match_.constant("written") == "short" && *when_.year < 100) {
      *when_.year += *when_.year < kShortYearsTurn ? 2000 : 1900;
    }
    if (when_.calendar == Calendar::hijri) {
      return *when_.year >= 1 && *when_.year <= kLastYear;
    }
    if (match_.constant("bare") == "yes") {  // no word says that it is a year
      return *when_.year >= kFirstBareYear && *when_.year <= kLastBareYear;
    }
    return *when_.year >= kFirstYear && *when_.year <= kLastYear;
  }

  bool read_words() {
    std::string_view rest;
    if (has("weekday")) {
      when_.weekday = integer(before_bar(value("weekday", "weekday"), rest));
      if (!when_.weekday) return false;
    }
    if (has("relative")) {
      when_.offset = integer(before_bar(value("relative", "relative-day"), rest));
      if (!when_.offset) return false;
      when_.part = rest;
    }
    for (const EdgeId id : match_.captured("part")) {  // late, in the evening
      const RowId part_row = row_of(match_.chart->edges[id], "part-of-day");
      if (part_row == lexicon::kNothing) continue;
      if (work_.mentions->why) why_.push_back(work_.lexicon->origin(part_row));
      const std::string_view part = before_bar(work_.lexicon->field(part_row, "value"), rest);
      if (!part.empty()) when_.part = part;
    }
    if (has("direction")) {
      if (row("direction", "direction-past") != lexicon::kNothing) {
        when_.way = Way::back;
      } else if (row("direction", "direction-future") != lexicon::kNothing) {
        when_.way = Way::forward;
      } else {
        when_.way = Way::here;
      }
      if (const auto steps = integer(value("direction", "direction"))) when_.steps = *steps;
    }
    if (has("boundary")) {
      using Boundary = When::Boundary;
      static constexpr std::array<std::pair<std::string_view, Boundary>, 5> kBoundaries{
          {{"START", Boundary::start},
           {"MID", Boundary::mid},
           {"END", Boundary::end},
           {"EARLY", Boundary::early},
           {"LATE", Boundary::late}}};
      const std::string_view name = value("boundary", "boundary");
      for (const auto& [known, boundary] : kBoundaries) {
        if (known == name) when_.boundary = boundary;
      }
      if (when_.boundary == When::Boundary::none) return false;
    }
    if (has("season")) {
      when_.season = value("season", "season");
      if (when_.season.empty()) return false;
    }
    if (has("decade")) {
      when_.decade = value("decade", "decade");
      if (when_.decade.empty()) return false;
    }
    if (has("reference")) {
      when_.reference = value("reference", "reference");
      if (when_.reference.empty()) return false;
    }
    if (has("span")) {
      when_.span = value("span", "era");
      if (when_.span.empty()) return false;
    }
    return !has("festival") || read_festival();
  }

  // 12-10 in its calendar; the year may be said.
  bool read_festival() {
    const RowId id = row("festival", "festival");
    if (id == lexicon::kNothing) return false;
    const std::string_view day = value("festival", "festival");
    const std::size_t dash = day.find('-');
    if (dash == std::string_view::npos) return false;
    when_.calendar = calendar_named(work_.lexicon->field(id, "calendar"));
    when_.month = integer(day.substr(0, dash));
    when_.day = integer(day.substr(dash + 1));
    when_.feast = true;
    return when_.month && when_.day;
  }

  // ---- Clock ----

  bool read_clock() {
    if (has("clock")) {
      std::string_view second;
      const std::string_view first = before_bar(value("clock", "clock"), second);
      const auto morning = clock_of(first), evening = clock_of(second);
      if (!morning || !evening) return false;
      when_.minute = evening_hour(*morning) ? *evening : *morning;
    } else if (has("hour")) {
      const auto hour = whole("hour");
      if (!hour || *hour > 24 || *hour < 0) return false;
      if (has("half")) when_.part = value("half", "clock");
      int minute = *hour * 60;
      if (*hour >= 1 && *hour <= 12 && evening_hour(minute % kNoon))
        minute = minute % kNoon + kNoon;
      if (has("minute")) {
        const auto more = whole("minute");
        if (!more || *more < 0 || *more > 59) return false;
        minute += *more;
      }
      when_.minute = minute % (2 * kNoon);
    } else {
      return true;
    }
    if (has("minutes")) {
      const std::string_view text = value("minutes", "clock");
      if (text.size() < 2) return false;
      const auto unit = unit_of(text.substr(1));
      if (!unit || !unit->base) return false;
      const int more = static_cast<int>(*unit->base) * (text[0] == '-' ? -1 : 1);
      when_.minute = (*when_.minute + more + 2 * kNoon) % (2 * kNoon);
    }
    when_.part.clear();
    return true;
  }
  static std::optional<int> clock_of(std::string_view text) {  // T08:00
    if (text.size() != 6 || text[0] != 'T') return std::nullopt;
    const auto hour = integer(text.substr(1, 2)), minute = integer(text.substr(4, 2));
    if (!hour || !minute) return std::nullopt;
    return *hour * 60 + *minute;
  }
  // Whether an hour of the first half of the day (minutes, 0 is twelve) is of the second.
  [[nodiscard]] bool evening_hour(int minute) const {
    const bool twelve = minute < 60;
    if (when_.part == "TMO") return false;
    if (when_.part == "TNI") return !twelve && minute >= kNoon / 2;
    if (when_.part.empty()) return twelve;
    return true;
  }

  // ---- Units and their numbers ----

  struct Piece {
    char unit = 0;
    std::optional<double> count;
  };

  bool read_units() {
    const auto units = match_.captured("unit");
    if (units.empty()) return true;
    std::vector<Piece> pieces;
    const auto counts = match_.captured("count");
    for (const EdgeId id : units) {
      Piece piece;
      if (!read_unit(match_.chart->edges[id], counts, units.size(), piece)) return false;
      pieces.push_back(piece);
    }
    if (has("more") && pieces.size() == 1 && pieces[0].count) *pieces[0].count += 0.5;
    when_.unit = pieces.front().unit;
    when_.count = pieces.front().count;
    if (pieces.size() == 1) return true;
    std::string calendar = "P", clock;
    for (const Piece& piece : pieces) {
      if (!piece.count) return false;
      const bool of_clock = piece.unit >= 'a' && piece.unit != 'w';
      const char letter = of_clock ? static_cast<char>(piece.unit - 'a' + 'A') : piece.unit;
      (of_clock ? clock : calendar) += fmt::format("{:.0f}{}", *piece.count, letter);
    }
    when_.more = calendar + (clock.empty() ? "" : "T" + clock);
    return true;
  }

  bool read_unit(const Edge& edge, std::span<const EdgeId> counts, std::size_t units,
                 Piece& piece) {
    std::optional<Unit> unit;
    lexicon::Features features = 0;
    for (const Reading& reading : match_.chart->readings_of(edge)) {
      const RowId id = row_of(reading, "unit");
      if (id == lexicon::kNothing) continue;
      unit = unit_of(work_.lexicon->field(id, "value"));
      if (!unit) continue;
      features = reading.features;
      if (work_.mentions->why && why_.empty()) why_.push_back(work_.lexicon->origin(id));
      break;
    }
    if (!unit) return false;
    piece.unit = unit->unit;
    piece.count = unit->base;
    const bool long_unit = unit->unit == 'Y' && unit->base.value_or(0) >= 10;
    when_.counted = !unit->base || (*unit->base > 1 && !long_unit);
    if ((features & feature::du) != 0 && (features & (feature::pl | feature::sg)) == 0 &&
        unit->base) {
      piece.count = 2 * *unit->base;
      when_.counted = true;
    } else if ((features & feature::pl) != 0) {
      piece.count.reset();
      when_.counted = true;
    }
    for (const EdgeId id : counts) {
      const Edge& number = match_.chart->edges[id];
      const bool beside = number.last == edge.first || units == 1;
      if (!beside) continue;
      if (number.kind == Kind::number && work_.mentions->numbers[number.value].ordinal &&
          match_.constant("ranks") != "yes") {
        return false;
      }
      const auto count = number_of(number);
      // A decade is ten years; two weeks are two weeks.
      const double base = long_unit ? *unit->base : 1;
      piece.count = count ? std::optional(*count * base) : std::nullopt;
      if (number.kind == Kind::number) number_ = number.value;
      when_.counted = true;
      break;
    }
    if (unit->unit == 'E' && piece.count) {
      piece.unit = 'Y';
      *piece.count *= 10;
    } else if (unit->unit == 'C' && piece.count) {
      piece.unit = 'Y';
      *piece.count *= 100;
    }
    return true;
  }

  const Match& match_;
  TimeWorkshop& work_;
  When when_;
  std::vector<std::string> why_;
  std::uint32_t number_ = kNoToken;
};

std::optional<std::uint32_t> make_date(const Match& match, void* world) {
  TimeWorkshop& work = workshop_of(world);
  auto when = Reader(match, work).read();
  if (!when) return std::nullopt;
  if (when->month && when->day && when->year && !reckon(*when, work.document->published)) {
    return std::nullopt;
  }
  work.dates.push_back(std::move(*when));
  return static_cast<std::uint32_t>(work.dates.size() - 1);
}

// What the first of two dates leaves to the second: 3 to 5 November 2016.
void complete(When& first, const When& last) {
  if (!first.month) {
    first.month = last.month;
    first.calendar = last.calendar;
  }
  if (!first.year && first.month) first.year = last.year;
  if (first.way == Way::none && !first.year) first.way = last.way;
  if (first.part.empty() && !first.day) first.part = last.part;
}

// "since", "until" or "by", as the word or phrase right before the expression has it.
std::string_view anchor_before(const Match& match, const TimeWorkshop& work) {
  constexpr std::string_view kAnchor = "anchor-";
  const grammar::Chart& chart = *match.chart;
  if (match.first == 0) return {};
  for (EdgeId id = chart.tail[match.first - 1]; id != grammar::kNoEdge;
       id = chart.edges[id].before) {
    if (chart.edges[id].kind > Kind::phrase) continue;
    for (const Reading& reading : chart.readings_of(chart.edges[id])) {
      if (reading.lexeme == lexicon::kNothing) continue;
      for (const RowId row : work.lexicon->rows_of(reading.lexeme)) {
        if (work.lexicon->file_of(row) != kTable) continue;
        const std::string_view role = work.lexicon->field(row, "role");
        if (role.starts_with(kAnchor)) return role.substr(kAnchor.size());
      }
    }
  }
  return {};
}

// Keeps a time, open where the word before it says so.
std::optional<std::uint32_t> keep(const Match& match, TimeWorkshop& work,
                                  std::optional<TimeValue> value, const Reader& reader) {
  if (!value) return std::nullopt;
  const std::string_view anchor = anchor_before(match, work);
  if (anchor == "since" && value->from) value->to.reset();
  if (anchor == "until" && value->to) value->from.reset();
  Found found;
  found.tokens = {match.first, match.last};
  found.head = match.first;
  found.number = reader.number();
  found.mention.value = std::move(*value);
  found.mention.why = reader.why();
  work.made.push_back(std::move(found));
  return static_cast<std::uint32_t>(work.made.size() - 1);
}

// From one date to the other, each complete.
std::optional<TimeValue> stretch(When first, When last, Way way, std::optional<Date> published) {
  if (way != Way::none && last.way == Way::none) last.way = way;
  complete(first, last);
  complete(last, first);
  const auto from = reckon(first, published);
  const auto to = reckon(last, published);
  if (!from || !to || (from->from && to->to && *from->from > *to->to)) return std::nullopt;
  return TimeValue{from->value + "/" + to->value, from->from, to->to};
}

std::optional<std::uint32_t> make_time(const Match& match, void* world) {
  TimeWorkshop& work = workshop_of(world);
  Reader reader(match, work);
  auto when = reader.read();
  if (!when) return std::nullopt;
  const std::string_view anchor = anchor_before(match, work);
  const bool ahead = anchor == "by" || anchor == "until";
  if (ahead && when->way == Way::none && when->weekday && !when->day) when->way = Way::forward;
  auto value = reckon(*when, work.document->published);
  // "ليل الثلاثاء الأربعاء": a night that ends on the second of the days.
  if (value && value->from && match.constant("overnight") == "yes") {
    value->to = *value->from + std::chrono::days(1);
  }
  return keep(match, work, value, reader);
}

// Two dates, or a date and the day of the month that stands before or after it.
std::optional<std::uint32_t> make_stretch(const Match& match, void* world) {
  TimeWorkshop& work = workshop_of(world);
  Reader reader(match, work);
  const auto when = reader.read_without_dates();
  const Edge* const date = match.edge("date");
  const Edge* const until = match.edge("until");
  if (!when || (date == nullptr && until == nullptr)) return std::nullopt;
  When first, last;
  if (date != nullptr) first = work.dates[date->value];
  if (until != nullptr) last = work.dates[until->value];
  if (date == nullptr) first.day = when->day;
  if (until == nullptr) last.day = when->day;
  if (const Edge* const days = match.edge("days")) {
    const Number& range = work.mentions->numbers[days->value];
    if (!range.low || !range.high || *range.low >= *range.high || *range.high > kMostDays) {
      return std::nullopt;
    }
    first.day = static_cast<int>(*range.low);
    last.day = static_cast<int>(*range.high);
  }
  if (!first.day || !last.day || *first.day > kMostDays) {
    if (date == nullptr || until == nullptr) return std::nullopt;
  }
  return keep(match, work, stretch(first, last, when->way, work.document->published), reader);
}

// What only looks like a time.
std::optional<std::uint32_t> make_lookalike(const Match&, void*) { return 0; }

}  // namespace

std::span<const grammar::Maker> time_makers() {
  static constexpr std::array<grammar::Maker, 4> kMakers{{{"date", make_date},
                                                          {"time", make_time},
                                                          {"stretch", make_stretch},
                                                          {"lookalike", make_lookalike}}};
  return kMakers;
}

}  // namespace marsad::mentions
