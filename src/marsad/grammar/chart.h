// SPDX-License-Identifier: Apache-2.0
// The lattice that the grammar works on: edges over tokens. A word is an edge,
// a phrase of the lexicon is one, a name is one, and each rule that fires adds one.
//
//   "ما لا يقل عن 12 مدنيا"
//     words   ما | لا | يقل | عن | 12 | مدنيا
//     phrase  [ما لا يقل عن]       (numbers.tsv: effect at-least)
//     made    <number 12>, <quantity 12..open>
//
// Edges are only added, never changed. An edge of a closed kind hides what lies
// under it from later stages; rooms that read the chart themselves still see all.
// Knows no language. Tested by chart_test.cpp.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/morphology/analyser.h"

namespace marsad::grammar {

// What an edge is. The first five come from the lexicon, the others are made by
// rules and by the rooms above; their names stand in rules as <name>.
enum class Kind : std::uint8_t {
  word,
  phrase,
  place_name,
  actor_name,
  person_name,
  number,
  quantity,
  date,
  time,
  place,
  person,
  actor,
  weapon,
  cue,
  trigger,
  context,
  kinds
};
[[nodiscard]] std::string_view name_of(Kind kind);

// Date, time, place, person, actor and context (what only looks like news). What
// lies under a closed edge is no longer seen by later stages: the Sunday inside
// "يوم الأحد" is not a name, the number inside "3 تشرين الثاني" counts nothing.
[[nodiscard]] bool is_closed(Kind kind);

using EdgeId = std::uint32_t;
inline constexpr EdgeId kNoEdge = 0xffffffff;

struct Edge {
  std::uint32_t first = 0, last = 0;  // tokens, last exclusive
  Kind kind = Kind::word;
  bool gapped = false;  // phrase: others' words stand inside (لقي خمسة مدنيين مصرعهم)
  // Into Chart::readings. Phrases whose words inflect do so as their first word; fixed ones
  // (with the part of speech of their row) and names have the proclitics of their first
  // word, persons and phrases also their lexeme; a made edge has one reading, of its head.
  std::uint32_t first_reading = 0, readings = 0;
  std::uint32_t value = 0;  // names: first NameEntry of the hit; made: index in its room's table
  std::uint32_t count = 0;  // names: how many entries
  std::uint32_t rule = lexicon::kNothing;  // made: the rule
  EdgeId next = kNoEdge;                   // the next edge that starts here, shorter or older
  EdgeId before = kNoEdge;                 // the next edge that ends here, shorter or older
};

struct Chart {
  const text::Text* text = nullptr;
  const lexicon::Lexicon* lexicon = nullptr;
  std::vector<Edge> edges;
  std::vector<EdgeId> head;              // token → the edges that start at it
  std::vector<EdgeId> tail;              // token → the edges that end with it
  std::vector<EdgeId> closed;            // token → the newest closed edge over it
  std::vector<std::uint32_t> kinds;      // token → bits of the kinds that start at it
  std::vector<std::uint32_t> end_kinds;  // token → bits of the kinds that end with it
  // What a cascade keeps of this chart from stage to stage, and of words from text to text.
  struct Memory {
    virtual ~Memory() = default;
    bool surveyed = false;  // knows the edges of the lexicon that the chart has
  };
  std::unique_ptr<Memory> memory;
  std::vector<morphology::Reading> readings;
  std::vector<lexicon::NameEntry> names;  // of the name edges

  // Empties the chart for a text of so many tokens; buffers are kept.
  void reset(const text::Text& of, const lexicon::Lexicon* language);
  [[nodiscard]] std::uint32_t tokens() const { return static_cast<std::uint32_t>(head.size()); }
  [[nodiscard]] std::span<const morphology::Reading> readings_of(const Edge& edge) const {
    return {readings.data() + edge.first_reading, edge.readings};
  }
  // The edge of kind word of a token (every token has one, punctuation too).
  [[nodiscard]] const Edge& word(std::uint32_t token) const { return edges[token]; }
  // Adds an edge of at least one token; among those of one start (and of one end)
  // the longest come first, and of one length the newest. Sets next and before.
  EdgeId add(Edge edge);
  // Hides what lies under the edge, from now on.
  void close(EdgeId id);
  // Whether rules still see the edge. Words, phrases and names are hidden when
  // their first or last token is closed; made edges when a newer closed edge covers them.
  [[nodiscard]] bool visible(EdgeId id) const {
    const Edge& edge = edges[id];
    const EdgeId over = closed[edge.first];
    if (edge.kind <= Kind::person_name) {
      return over == kNoEdge && closed[edge.last - 1] == kNoEdge;
    }
    return over == kNoEdge || over <= id || edges[over].last < edge.last;
  }
};

// Fills the chart with words, phrases and names. Buffers are reused.
//
//   "قصفت تنظيم \"داعش\""  →  words, and the name [تنظيم "داعش"]: quotes inside a name do not count
//   "لقي خمسة مصرعهم"       →  words, and the phrase [لقي … مصرعهم], gapped
void build(const text::Text& text, const lexicon::Lexicon& lexicon,
           const morphology::Readings& readings, Chart& chart);

// "word 0..1 | phrase 0..4 | …", the edges in the order they were added, for tests.
[[nodiscard]] std::string dump(const Chart& chart);

}  // namespace marsad::grammar
