// SPDX-License-Identifier: Apache-2.0
// From what an expression says to days: the calendar half of time.h.
#include <array>
#include <cmath>
#include <memory>

#include <fmt/format.h>
#include <unicode/ucal.h>

#include "marsad/mentions/time.h"

namespace marsad::mentions {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;
using Way = When::Way;

// Days: a month that far ahead is that of last year; feasts are looked forward to.
constexpr int kFarAhead = 260, kFeastFarAhead = 300;
constexpr int kFirstGregorian = 1600;  // a larger year with a Hijri month is Gregorian
constexpr std::string_view kUnknownDay = "XXXX-XX-XX";

struct CloseCalendar {
  void operator()(UCalendar* calendar) const { ucal_close(calendar); }
};

UCalendar* icu_calendar(Calendar calendar) {
  thread_local std::array<std::unique_ptr<UCalendar, CloseCalendar>, 3> kept;
  auto& slot = kept[static_cast<std::size_t>(calendar)];
  if (slot == nullptr) {
    UErrorCode status = U_ZERO_ERROR;
    const char* const locale =
        calendar == Calendar::hijri ? "@calendar=islamic-umalqura" : "@calendar=coptic";
    slot.reset(ucal_open(u"UTC", 3, locale, UCAL_TRADITIONAL, &status));
    if (U_FAILURE(status) != 0) slot.reset();
  }
  return slot.get();
}

int year_in(Calendar calendar, Date date) {
  UCalendar* const icu = icu_calendar(calendar);
  if (icu == nullptr) return 0;
  UErrorCode status = U_ZERO_ERROR;
  ucal_setMillis(icu, static_cast<double>(date.time_since_epoch().count()) * 86'400'000.0, &status);
  return ucal_get(icu, UCAL_YEAR, &status);
}

int year_of(Date date) { return static_cast<int>(year_month_day(date).year()); }
int month_of(Date date) {
  return static_cast<int>(static_cast<unsigned>(year_month_day(date).month()));
}
int weekday_of(Date date) { return static_cast<int>(std::chrono::weekday(date).iso_encoding()); }
year_month month_at(int year, int month) {
  return year_month(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)));
}
Date first_of(year_month month) { return Date(month / std::chrono::day(1)); }
Date last_of(year_month month) { return Date(year_month_day_last(month / std::chrono::last)); }

std::string iso(Date date) {
  const year_month_day ymd(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}
std::string iso(year_month month) {
  return fmt::format("{:04}-{:02}", static_cast<int>(month.year()),
                     static_cast<unsigned>(month.month()));
}
std::string iso_week(Date date) {
  const Date thursday = date + days(4 - weekday_of(date));
  const Date first = first_of(month_at(year_of(thursday), 1));
  return fmt::format("{:04}-W{:02}", year_of(thursday), (thursday - first).count() / 7 + 1);
}

struct Stretch {
  Date from, to;
};

TimeValue over(std::string value, Stretch stretch) {
  TimeValue out;
  out.value = std::move(value);
  out.from = stretch.from;
  out.to = stretch.to;
  return out;
}
TimeValue on(Date date, const std::string& part = {}) {
  return over(iso(date) + (part.empty() ? "" : part), {date, date});
}
TimeValue undated(std::string value) {
  TimeValue out;
  out.value = std::move(value);
  return out;
}

// The stretch of a date that may lack its day or month.
std::optional<Stretch> stretch_of(int year, std::optional<int> month, std::optional<int> day) {
  if (!month) return Stretch{first_of(month_at(year, 1)), last_of(month_at(year, 12))};
  const year_month ym = month_at(year, *month);
  if (!ym.ok()) return std::nullopt;
  if (!day) return Stretch{first_of(ym), last_of(ym)};
  const year_month_day ymd = ym / std::chrono::day(static_cast<unsigned>(*day));
  if (*day < 1 || !ymd.ok()) return std::nullopt;
  return Stretch{Date(ymd), Date(ymd)};
}

// The same in another calendar.
std::optional<Stretch> stretch_in(Calendar calendar, int year, std::optional<int> month,
                                  std::optional<int> day) {
  if (calendar == Calendar::gregorian) return stretch_of(year, month, day);
  const auto from = day_of(calendar, year, month.value_or(1), day.value_or(1));
  if (!from) return std::nullopt;
  if (day) return Stretch{*from, *from};
  const int months_of_year = calendar == Calendar::hijri ? 12 : 13;
  const bool new_year = !month || *month == months_of_year;
  const auto next = day_of(calendar, new_year ? year + 1 : year, new_year ? 1 : *month + 1, 1);
  if (!next) return std::nullopt;
  return Stretch{*from, *next - days(1)};
}

std::optional<Date> parse_day(std::string_view text, bool end) {
  int number[3] = {0, 0, 0};
  int count = 0;
  for (const char c : text) {
    if (c == '-') {
      if (++count > 2) return std::nullopt;
    } else if (c >= '0' && c <= '9') {
      number[count] = number[count] * 10 + (c - '0');
    } else {
      return std::nullopt;
    }
  }
  const auto stretch = stretch_of(number[0], count > 0 ? std::optional(number[1]) : std::nullopt,
                                  count > 1 ? std::optional(number[2]) : std::nullopt);
  if (!stretch) return std::nullopt;
  return end ? stretch->to : stretch->from;
}

class Reckoner {
 public:
  Reckoner(const When& when, std::optional<Date> published) : w_(when), published_(published) {}

  std::optional<TimeValue> run() {
    if (!w_.reference.empty()) return reference();
    if (!w_.span.empty()) return era();
    settle_year_and_month();
    if (w_.weekday && w_.nth && w_.month) return nth_weekday();
    if (w_.day && w_.month) return dated();
    if (w_.day && w_.weekday) return weekday_and_day();
    if (w_.nth && w_.month) return nth_day();
    if (w_.month) return month();
    if (!w_.season.empty()) return season();
    if (w_.offset) return relative();
    if (w_.weekday) return weekday();
    if (!w_.decade.empty()) return decade();
    if (w_.year) return year();
    if (w_.unit != 0) return w_.way == Way::none ? duration() : near_unit();
    if (w_.minute || !w_.part.empty()) return today();
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<TimeValue> reference() const {
    TimeValue out = undated(w_.reference);
    if (w_.reference == "PRESENT_REF") out.from = out.to = published_;
    return out;
  }

  [[nodiscard]] std::optional<TimeValue> era() const {
    const std::size_t slash = w_.span.find('/');
    const std::string_view text = w_.span;
    const auto from = parse_day(text.substr(0, slash), false);
    const auto to = parse_day(slash == std::string::npos ? text : text.substr(slash + 1), true);
    if (!from || !to) return std::nullopt;
    return over(w_.span, {*from, *to});
  }

  // "Of last year", "of this month": the unit and its way give the year or the month.
  void settle_year_and_month() {
    if (!published_ || w_.way == Way::none || w_.unit == 0) return;
    const int sign = w_.way == Way::back ? -1 : w_.way == Way::forward ? 1 : 0;
    if (w_.unit == 'Y' && (w_.month || !w_.season.empty()) && !w_.year) {
      w_.year = year_of(*published_) + sign * w_.steps;
      w_.way = Way::none;
    } else if (w_.unit == 'M' && (w_.day || w_.nth) && !w_.month) {
      const year_month ym =
          month_at(year_of(*published_), month_of(*published_)) + months(sign * w_.steps);
      w_.year = static_cast<int>(ym.year());
      w_.month = static_cast<int>(static_cast<unsigned>(ym.month()));
      w_.way = Way::none;
    }
  }

  // The year that an expression without one means.
  [[nodiscard]] std::optional<int> year_for(std::optional<int> day) const {
    if (w_.year && (w_.calendar == Calendar::gregorian || *w_.year < kFirstGregorian)) {
      return w_.year;
    }
    std::optional<Date> anchor = published_;
    const bool within = w_.year.has_value();  // a Hijri month of a Gregorian year
    if (within) anchor = Date(month_at(*w_.year, 6) / std::chrono::day(15));
    if (!anchor) return std::nullopt;
    const int here =
        w_.calendar == Calendar::gregorian ? year_of(*anchor) : year_in(w_.calendar, *anchor);
    std::optional<int> best;
    for (int year = here - 1; year <= here + 1; ++year) {
      const auto stretch = stretch_in(w_.calendar, year, w_.month, day);
      if (!stretch) continue;
      if (within) {
        if (year_of(stretch->from) == *w_.year) return year;
        continue;
      }
      switch (w_.way) {
        case Way::back:
          if (stretch->to < first_day_of_now(day)) best = year;
          break;
        case Way::forward:
          if (!best && stretch->from > *anchor) best = year;
          break;
        default:
          // That of this year, or the one before if that is far ahead.
          if (year_of(stretch->from) < year_of(*anchor) ||
              (stretch->from - *anchor).count() < (w_.feast ? kFeastFarAhead : kFarAhead)) {
            if (year_of(stretch->from) <= year_of(*anchor)) best = year;
          }
      }
    }
    return best;
  }
  // "Last November", said in November, is that of the year before.
  [[nodiscard]] Date first_day_of_now(std::optional<int> day) const {
    if (day || w_.calendar != Calendar::gregorian) return *published_;
    return first_of(month_at(year_of(*published_), month_of(*published_)));
  }

  [[nodiscard]] std::string with_clock(std::string value) const {
    if (w_.minute) return value + fmt::format("T{:02}:{:02}", *w_.minute / 60, *w_.minute % 60);
    return value + w_.part;
  }

  [[nodiscard]] std::optional<TimeValue> dated() const {
    const auto year = year_for(w_.day);
    if (!year) {
      if (w_.calendar != Calendar::gregorian || *w_.day > 31) return std::nullopt;
      return undated(with_clock(fmt::format("XXXX-{:02}-{:02}", *w_.month, *w_.day)));
    }
    const auto stretch = stretch_in(w_.calendar, *year, w_.month, w_.day);
    if (!stretch) return std::nullopt;
    return over(with_clock(iso(stretch->from)), *stretch);
  }

  [[nodiscard]] std::optional<TimeValue> month() const {
    const auto year = year_for(std::nullopt);
    if (!year) {
      if (w_.calendar != Calendar::gregorian) return std::nullopt;
      return undated(fmt::format("XXXX-{:02}", *w_.month));
    }
    auto stretch = stretch_in(w_.calendar, *year, w_.month, std::nullopt);
    if (!stretch) return std::nullopt;
    const Stretch whole = *stretch;
    if (w_.boundary == When::Boundary::early) stretch->to = whole.from + days(9);
    if (w_.boundary == When::Boundary::late) stretch->from = whole.from + days(20);
    return over(w_.calendar == Calendar::gregorian ? iso(month_at(*year, *w_.month))
                                                   : iso(whole.from) + "/" + iso(whole.to),
                *stretch);
  }

  // The nth day of a month where the day is a rank; the last one.
  [[nodiscard]] std::optional<TimeValue> nth_day() const {
    const auto year = year_for(std::nullopt);
    if (!year) return std::nullopt;
    const auto stretch = stretch_in(w_.calendar, *year, w_.month, std::nullopt);
    if (!stretch) return std::nullopt;
    const Date date = *w_.nth < 0 ? stretch->to : stretch->from + days(*w_.nth - 1);
    if (date > stretch->to) return std::nullopt;
    return on(date, w_.part);
  }

  [[nodiscard]] std::optional<TimeValue> nth_weekday() const {
    const auto year = year_for(std::nullopt);
    if (!year) return std::nullopt;
    const auto stretch = stretch_in(w_.calendar, *year, w_.month, std::nullopt);
    if (!stretch) return std::nullopt;
    Date date = stretch->from + days((*w_.weekday - weekday_of(stretch->from) + 7) % 7);
    if (*w_.nth < 0) {
      date = stretch->to - days((weekday_of(stretch->to) - *w_.weekday + 7) % 7);
    } else {
      date += days(7 * (*w_.nth - 1));
    }
    if (date > stretch->to) return std::nullopt;
    return on(date, w_.part);
  }

  [[nodiscard]] std::optional<TimeValue> weekday_and_day() const {
    if (!published_) return undated(with_clock(fmt::format("XXXX-XX-{:02}", *w_.day)));
    const year_month now = month_at(year_of(*published_), month_of(*published_));
    for (const int step : {0, -1, 1}) {
      const auto stretch =
          stretch_of(static_cast<int>((now + months(step)).year()),
                     static_cast<int>(static_cast<unsigned>((now + months(step)).month())), w_.day);
      if (stretch && weekday_of(stretch->from) == *w_.weekday) {
        return over(with_clock(iso(stretch->from)), *stretch);
      }
    }
    return weekday();
  }

  [[nodiscard]] std::optional<TimeValue> weekday() const {
    if (!published_) return undated(with_clock(fmt::format("XXXX-WXX-{}", *w_.weekday)));
    const int today = weekday_of(*published_);
    const int behind = (today - *w_.weekday + 7) % 7;  // 0 for today
    if (w_.unit == 'W') {
      const int sign = w_.way == Way::back ? -1 : w_.way == Way::forward ? 1 : 0;
      const Date monday = *published_ - days(today - 1) + days(7 * sign * w_.steps);
      return dated_on(monday + days(*w_.weekday - 1));
    }
    switch (w_.way) {
      case Way::back:
        return dated_on(*published_ - days(behind == 0 ? 7 : behind) - days(7 * (w_.steps - 1)));
      case Way::forward: return dated_on(*published_ + days(7 - behind) + days(7 * (w_.steps - 1)));
      case Way::here: return dated_on(*published_ + days((7 - behind) % 7));
      default: return dated_on(*published_ - days(behind));
    }
  }
  [[nodiscard]] TimeValue dated_on(Date date) const {
    return over(with_clock(iso(date)), {date, date});
  }

  [[nodiscard]] std::optional<TimeValue> relative() const {
    if (!published_) return undated(with_clock(std::string(kUnknownDay)));
    return dated_on(*published_ + days(*w_.offset));
  }

  [[nodiscard]] std::optional<TimeValue> today() const {
    if (!published_) return undated(with_clock(w_.minute ? "" : std::string(kUnknownDay)));
    return dated_on(*published_);
  }

  [[nodiscard]] std::optional<TimeValue> year() const {
    if (w_.calendar != Calendar::gregorian && *w_.year < kFirstGregorian) {
      const auto stretch = stretch_in(w_.calendar, *w_.year, std::nullopt, std::nullopt);
      if (!stretch) return std::nullopt;
      return over(iso(stretch->from) + "/" + iso(stretch->to), *stretch);
    }
    return over(fmt::format("{:04}", *w_.year), bounded(*stretch_of(*w_.year, {}, {})));
  }

  // The part of a year that "beginning" or "end" means.
  [[nodiscard]] Stretch bounded(Stretch year) const {
    const int number = year_of(year.from);
    switch (w_.boundary) {
      case When::Boundary::start:
      case When::Boundary::early: return {year.from, last_of(month_at(number, 3))};
      case When::Boundary::end:
      case When::Boundary::late: return {first_of(month_at(number, 12)), year.to};
      default: return year;
    }
  }

  [[nodiscard]] std::optional<TimeValue> season() const {
    struct Months {
      std::string_view name;
      int first;
    };
    static constexpr std::array<Months, 4> kSeasons{{{"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}}};
    for (const auto& [name, first] : kSeasons) {
      if (name != w_.season) continue;
      int year = 0;
      if (w_.year) {
        year = *w_.year;
      } else if (published_) {
        const auto from = [&, from_month = first](int at) {
          return first_of(month_at(at, from_month));
        };
        const auto to = [&, to_month = first](int at) {
          return last_of(month_at(at, to_month) + months(2));
        };
        year = year_of(*published_) + 1;
        switch (w_.way) {
          case Way::forward:
            year -= 2;
            while (from(year) <= *published_) ++year;
            break;
          case Way::back:
            while (to(year) >= *published_) --year;
            break;
          default:
            while (from(year) > *published_) --year;
        }
      } else {
        return undated("XXXX-" + w_.season);
      }
      return over(fmt::format("{:04}-{}", year, name),
                  {first_of(month_at(year, first)), last_of(month_at(year, first) + months(2))});
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<TimeValue> decade() const {
    int first = 0;
    for (const char digit : w_.decade) first = first * 10 + (digit - '0');
    int length = 1;
    for (std::size_t i = w_.decade.size(); i < 4; ++i) {
      first *= 10;
      length *= 10;
    }
    Stretch stretch{first_of(month_at(first, 1)), last_of(month_at(first + length - 1, 12))};
    const int part = length / 5;
    const bool early = w_.boundary == When::Boundary::start || w_.boundary == When::Boundary::early;
    const bool late = w_.boundary == When::Boundary::end || w_.boundary == When::Boundary::late;
    if (early) stretch.to = last_of(month_at(first + part - 1, 12));
    if (late) stretch.from = first_of(month_at(first + length - part, 1));
    return over(w_.decade, stretch);
  }

  // P5Y, PT48H, PXD.
  [[nodiscard]] std::string period() const {
    std::string number = "X";
    char unit = w_.unit;
    double count = w_.count.value_or(0);
    if (w_.count && std::floor(count) != count) {  // halves in the next smaller unit
      struct Smaller {
        char unit, smaller;
        double times;
      };
      static constexpr std::array<Smaller, 6> kSmaller{{{'Y', 'M', 12},
                                                        {'M', 'D', 30},
                                                        {'W', 'D', 7},
                                                        {'D', 'h', 24},
                                                        {'h', 'm', 60},
                                                        {'m', 's', 60}}};
      for (const auto& step : kSmaller) {
        if (step.unit != unit) continue;
        count = std::round(count * step.times);
        unit = step.smaller;
        break;
      }
    }
    if (w_.count) number = fmt::format("{:.0f}", count);
    const bool clock = unit == 'h' || unit == 'm' || unit == 's';
    if (unit == 'w') return "P" + number + "WE";
    if (unit == 'E') return "P" + number + "DE";
    if (unit == 'C') return "P" + number + "CE";
    const char letter = static_cast<char>(clock ? unit - 'a' + 'A' : unit);
    return (clock ? "PT" : "P") + number + letter;
  }

  [[nodiscard]] std::optional<TimeValue> duration() const {
    return undated(w_.more.empty() ? period() : w_.more);
  }

  [[nodiscard]] Date moved(double count) const {
    const int number = static_cast<int>(std::lround(count));
    switch (w_.unit) {
      case 'D': return *published_ + days(number);
      case 'W': return *published_ + days(7 * number);
      case 'M':
      case 'Y': {
        const year_month_day ymd(*published_);
        const year_month to =
            year_month(ymd.year(), ymd.month()) + months(w_.unit == 'M' ? number : 12 * number);
        return std::min(last_of(to), first_of(to) + days(static_cast<unsigned>(ymd.day()) - 1));
      }
      case 'h': return *published_ + days(static_cast<int>(std::trunc(count / 24)));
      default: return *published_;
    }
  }

  // A unit before, after or around publication.
  [[nodiscard]] std::optional<TimeValue> near_unit() const {
    const int sign = w_.way == Way::back ? -1 : w_.way == Way::forward ? 1 : 0;
    if (!published_) return duration();
    if (w_.counted) return counted_stretch(sign);
    const Date now = *published_;
    const int step = sign * w_.steps;
    switch (w_.unit) {
      case 'D': return dated_on(now + days(step));
      case 'W': {
        const Date monday = now - days(weekday_of(now) - 1) + days(7 * step);
        Stretch week{monday, monday + days(6)};
        if (w_.boundary == When::Boundary::start) week.to = week.from;
        if (w_.boundary == When::Boundary::end) week.from = week.to - days(1);
        return over(iso_week(monday), week);
      }
      case 'w': {
        const Date monday = now - days(weekday_of(now) - 1) + days(7 * step);
        return over(iso_week(monday) + "-WE", {monday + days(5), monday + days(6)});
      }
      case 'M': {
        const year_month ym = month_at(year_of(now), month_of(now)) + months(step);
        When month = w_;
        month.unit = 0;
        month.way = Way::none;
        month.year = static_cast<int>(ym.year());
        month.month = static_cast<int>(static_cast<unsigned>(ym.month()));
        return Reckoner(month, published_).run();
      }
      case 'Y': {
        const int length = static_cast<int>(std::lround(w_.count.value_or(1)));
        if (length == 10 || length == 100) {
          const int first = year_of(now) / length * length + step * length;
          return over(std::to_string(first / length),
                      {first_of(month_at(first, 1)), last_of(month_at(first + length - 1, 12))});
        }
        const int year = year_of(now) + step;
        return over(fmt::format("{:04}", year), bounded(*stretch_of(year, {}, {})));
      }
      default: return duration();
    }
  }

  // The last three days, the coming two weeks; and three days ago.
  [[nodiscard]] std::optional<TimeValue> counted_stretch(int sign) const {
    TimeValue out = undated(period());
    if (sign < 0) out.to = *published_;
    if (sign > 0) out.from = *published_;
    if (!w_.count) return out;
    if (sign < 0) {
      out.from = moved(-*w_.count);
    } else if (w_.unit == 'W') {  // whole weeks from the next Monday on
      out.from = *published_ + days(8 - weekday_of(*published_));
      out.to = *out.from + days(7 * std::lround(*w_.count) - 1);
    } else {
      out.to = moved(*w_.count);
    }
    return out;
  }

  When w_;
  std::optional<Date> published_;
};

// "Three days ago": a day, a month or a year, the coarser the longer ago.
std::optional<TimeValue> ago(const When& when, Date published) {
  When span = when;
  span.counted = true;
  const auto stretch = Reckoner(span, published).run();
  if (!stretch || !when.count || !stretch->from) {
    When vague = when;
    vague.way = Way::none;
    return Reckoner(vague, published).run();
  }
  const Date date = *stretch->from;
  if (when.unit == 'Y' && *when.count >= 2) {
    return over(fmt::format("{:04}", year_of(date)), *stretch_of(year_of(date), {}, {}));
  }
  if (when.unit == 'Y' || when.unit == 'M') {
    return over(iso(month_at(year_of(date), month_of(date))),
                *stretch_of(year_of(date), month_of(date), {}));
  }
  return on(date);
}

std::optional<Date> day_by_icu(Calendar calendar, int year, int month, int day) {
  UCalendar* const icu = icu_calendar(calendar);
  if (icu == nullptr || month < 1 || day < 1) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  ucal_clear(icu);
  ucal_setDate(icu, year, month - 1, day, &status);
  const double millis = ucal_getMillis(icu, &status);
  if (U_FAILURE(status) != 0 || ucal_get(icu, UCAL_DATE, &status) != day ||
      ucal_get(icu, UCAL_MONTH, &status) != month - 1) {
    return std::nullopt;  // no such day in that month
  }
  return Date(days(static_cast<int>(std::floor(millis / 86'400'000.0))));
}

}  // namespace

std::optional<Date> day_of(Calendar calendar, int year, int month, int day) {
  if (calendar == Calendar::gregorian) {
    const auto stretch = stretch_of(year, month, day);
    return stretch ? std::optional(stretch->from) : std::nullopt;
  }
  // ICU counts a Hijri day from far back, and articles ask for the days of the same few
  // years again and again: the last answers are kept.
  struct Kept {
    Calendar calendar = Calendar::gregorian;
    int year = 0, month = 0, day = 0;
    std::optional<Date> answer;
  };
  thread_local std::array<Kept, 256> answers;
  const auto number = static_cast<unsigned>(year * 13 + month) * 32u + static_cast<unsigned>(day);
  Kept& kept = answers[number % answers.size()];
  if (kept.calendar != calendar || kept.year != year || kept.month != month || kept.day != day) {
    kept = {calendar, year, month, day, day_by_icu(calendar, year, month, day)};
  }
  return kept.answer;
}

std::optional<TimeValue> reckon(const When& when, std::optional<Date> published) {
  if (when.ago && published) return ago(when, *published);
  return Reckoner(when, published).run();
}

}  // namespace marsad::mentions
