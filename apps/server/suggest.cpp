// SPDX-License-Identifier: Apache-2.0
#include "suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "readings.h"

namespace marsad::server {
namespace {

using nlohmann::json;

constexpr std::size_t kMostEvidence = 3;
constexpr std::size_t kAround = 60;  // bytes before and after the words of a quote, at least

struct File {
  const char *name, *columns;
};
// As their first lines have them.
constexpr std::size_t kTriggers = 0;
constexpr std::size_t kFalseFriends = 1;
constexpr std::size_t kCues = 2;
constexpr std::size_t kActors = 3;
constexpr std::array<File, 4> kFiles{{
    {"lexicon/triggers.tsv",
     "trigger\tpos\ttype\tharm\tstatus_hint\tacled_event\tacled_sub_event\tplover\tplover_mode\t"
     "cameo\tframe\tambiguous_with\texample\tgloss\tstrength"},
    {"lexicon/false_friends.tsv", "phrase\twhy"},
    {"lexicon/cues.tsv", "cue\tcategory\tstance\tframe\texample\tgloss"},
    {"world/actors.tsv",
     "id\tname_en\tname_ar\taliases_ar\taliases_en\tclass\tcountry\tparent\tvalid_from\tvalid_to\t"
     "note\tkind\tgeneric_ar"},
}};

std::size_t width(std::string_view columns) {
  return static_cast<std::size_t>(std::count(columns.begin(), columns.end(), '\t')) + 1;
}

// On one line, without tabs.
std::string flat(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

std::string words_of(const json& span) {
  return span.is_object() ? flat(span.value("text", "")) : std::string();
}

// The words of a span and some around them, cut between letters.
std::string around(const std::string& text, const std::string& words) {
  const std::size_t at = text.find(words);
  if (at == std::string::npos) return words;
  std::size_t from = at < kAround ? 0 : at - kAround;
  std::size_t to = std::min(text.size(), at + words.size() + kAround);
  const auto inside = [&](std::size_t i) {
    return i > 0 && i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
  };
  while (inside(from)) --from;
  while (inside(to)) ++to;
  return (from > 0 ? "…" : "") + flat(text.substr(from, to - from)) + (to < text.size() ? "…" : "");
}

}  // namespace

void Suggestions::add(std::size_t file, std::vector<std::string> cells, std::string evidence) {
  cells.resize(width(kFiles[file].columns));
  const auto known = std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) {
    return row.file == file && row.cells == cells;
  });
  Row& row = known == rows_.end() ? rows_.emplace_back(Row{file, std::move(cells), 0, {}}) : *known;
  ++row.times;
  if (row.evidence.size() < kMostEvidence) row.evidence.push_back(std::move(evidence));
}

void Suggestions::read(const std::string& article, const std::string& analysis,
                       const std::vector<store::CorrectionRow>& corrections) {
  const json read = json::parse(analysis, nullptr, false);
  if (!read.is_object()) return;
  const std::string text = read.contains("document") && read["document"].is_object()
                               ? read["document"].value("text", "")
                               : std::string();
  const Readings standing(read, corrections);
  for (const StandingReading& one : standing.all()) {
    const bool added = one.subject.starts_with("added/");
    const bool changed = !added && one.now != one.first;
    if (added ? one.rejected : !one.rejected && !changed) continue;
    const std::string subject = fmt::format("{}, {}: ", flat(article), one.subject);
    if (one.kind == "event") {
      const std::string words = words_of(one.now.value("trigger", json()));
      const bool another = added || one.now["type"] != one.first["type"];
      if (words.empty() || (!one.rejected && !another)) continue;
      if (one.rejected) {
        add(kFalseFriends, {words, "?"}, subject + around(text, words));
      } else {
        const char* pos = words.find(' ') == std::string::npos ? "?" : "phrase";
        add(kTriggers, {words, pos, one.now.value("type", "")}, subject + around(text, words));
      }
    } else if (one.kind == "claim" && !one.rejected) {
      const std::string words = words_of(one.now.value("cue", json()));
      const bool another = added || one.now["stance"] != one.first["stance"];
      if (words.empty() || !another) continue;
      add(kCues, {words, "?", one.now.value("stance", ""), "?"}, subject + around(text, words));
    } else if (one.kind == "mention" && !one.rejected && one.now.value("type", "") == "actor") {
      const std::string words = words_of(one.now);
      const bool another = added || one.now.value("class", "") != one.first.value("class", "");
      if (words.empty() || !another) continue;
      add(kActors, {"?", "?", words, "", "", one.now.value("class", "")},
          subject + around(text, words));
    }
  }
}

std::string Suggestions::text() const {
  std::string out =
      "# Rows that corrections call for. Words stand as they were written: make them the forms\n"
      "# that the file has, decide every \"?\", and put the row where it belongs.\n";
  for (std::size_t file = 0; file < kFiles.size(); ++file) {
    std::vector<const Row*> rows;
    for (const Row& row : rows_) {
      if (row.file == file) rows.push_back(&row);
    }
    if (rows.empty()) continue;
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row* a, const Row* b) { return a->times > b->times; });
    out += fmt::format("\n# file {}\n{}\n", kFiles[file].name, kFiles[file].columns);
    for (const Row* row : rows) {
      out += fmt::format("# {} times\n", row->times);
      for (const std::string& one : row->evidence) out += "# " + one + "\n";
      for (std::size_t i = 0; i < row->cells.size(); ++i)
        out += (i == 0 ? "" : "\t") + row->cells[i];
      out += "\n";
    }
  }
  return out;
}

}  // namespace marsad::server
