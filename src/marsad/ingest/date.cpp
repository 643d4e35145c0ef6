// SPDX-License-Identifier: Apache-2.0
#include "marsad/ingest/date.h"

#include <array>
#include <cstddef>

namespace marsad::ingest {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Takes up to `most` digits from the front; none when there are fewer than `least`.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t count = 0;
  int value = 0;
  while (count < text.size() && count < most && is_digit(text[count])) {
    value = value * 10 + (text[count] - '0');
    ++count;
  }
  if (count < least) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> day_of(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

std::optional<Date> take_date(std::string_view& text) {
  const auto year = take_number(text, 4, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2, 2);
  if (!day) return std::nullopt;
  return day_of(*year, *month, *day);
}

// HH:MM[:SS[.fraction]], then a zone or nothing.
bool is_time(std::string_view text) {
  const auto hour = take_number(text, 2, 2);
  if (!hour || *hour > 24 || !take(text, ':')) return false;
  const auto minute = take_number(text, 2, 2);
  if (!minute || *minute > 59) return false;
  if (take(text, ':')) {
    const auto second = take_number(text, 2, 2);
    if (!second || *second > 60) return false;
    if ((take(text, '.') || take(text, ',')) && !take_number(text, 1, 9)) return false;
  }
  take(text, ' ');
  if (text.empty() || text == "Z" || text == "z" || text == "UTC") return true;
  if (!take(text, '+') && !take(text, '-')) return false;
  if (!take_number(text, 2, 2)) return false;
  if (text.empty()) return true;
  take(text, ':');
  return take_number(text, 2, 2) && text.empty();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

void skip_spaces(std::string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

std::string_view take_letters(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_letter(text[count])) ++count;
  const auto word = text.substr(0, count);
  text.remove_prefix(count);
  return word;
}

// 1 for "Jan" or "January".
std::optional<int> month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    bool same = true;
    for (std::size_t k = 0; k < 3; ++k) {
      same = same && (static_cast<unsigned char>(word[k]) | 0x20) == kMonths[i][k];
    }
    if (same) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Date> date_named(std::string_view text) {
  const auto date = take_date(text);
  return text.empty() ? date : std::nullopt;
}

std::optional<Date> date_of_timestamp(std::string_view text) {
  const auto date = take_date(text);
  if (!date || text.empty()) return date;
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  return is_time(text) ? date : std::nullopt;
}

std::optional<Date> date_of_feed(std::string_view text) {
  text = trimmed(text);
  if (const auto date = date_of_timestamp(text)) return date;
  if (!take_letters(text).empty()) {  // the weekday says nothing that the date does not
    take(text, ',');
    skip_spaces(text);
  }
  const auto day = take_number(text, 1, 2);
  if (!day) return std::nullopt;
  skip_spaces(text);
  const auto month = month_named(take_letters(text));
  if (!month) return std::nullopt;
  skip_spaces(text);
  const std::size_t before = text.size();
  auto year = take_number(text, 2, 4);
  if (!year || (!text.empty() && !is_space(text.front()))) return std::nullopt;
  if (before - text.size() == 3) return std::nullopt;
  if (before - text.size() == 2) *year += *year < 70 ? 2000 : 1900;  // RFC 822 had two digits
  return day_of(*year, *month, *day);
}

}  // namespace marsad::ingest
