// SPDX-License-Identifier: Apache-2.0
// How many were harmed: each number of people of a sentence that a word of harm governs.
//
//   "قتل 35 مقاتلا من قوات النظام بينهم تسعة روس في هجوم"
//     killed 35 combatants; killed 9, within the first; both of the event هجوم, whose target
//     قوات النظام becomes
//
// The word of harm stands before the number (مقتل 12), behind it (12 شخصا قتلوا), or is the
// counted noun itself (12 قتيلا); a number goes on from one before it (ثلاثة موظفين وأربعة من
// الحراس), or is a part of it (بينهم); one person may stand without a number (مقتل مدني).
// Tested by events_test.cpp.
#pragma once
#include <optional>
#include <vector>

#include "marsad/claims/claims.h"
#include "marsad/events/clause.h"
#include "marsad/events/draft.h"

namespace marsad::events {

class FigureReader {
 public:
  // Figures go to out.figures; the events that they belong to gain the bodies that were hit.
  FigureReader(const mentions::Page& page, const ClauseReader& clause,
               const std::vector<claims::Found>& claims, Analysis& out)
      : page_(page), clause_(clause), claims_(claims), out_(out) {}

  // What the sentence told.
  struct Told {
    const std::vector<Draft>* drafts = nullptr;         // its events, kept …
    std::size_t first_event = 0;                        // … from here on in out.events
    const std::vector<HarmWord>* harm_words = nullptr;  // all, kept as events or not
    const mentions::Found* last_place = nullptr;        // of the happening before, or nullptr
    const mentions::Found* first_place = nullptr;       // of the article's first, or nullptr
  };
  void read(const text::Sentence& sentence, const Told& told);

 private:
  void sort_figures();
  void add_figure(std::size_t first_event, Span tokens, std::uint32_t noun,
                  std::optional<FigureKind> kind, std::optional<double> low,
                  std::optional<double> high, bool approximate);
  [[nodiscard]] std::optional<FigureKind> harm_told_of(Span tokens, FigureKind counted) const;
  [[nodiscard]] Victims victims_of(Span tokens, std::uint32_t noun) const;
  [[nodiscard]] std::optional<FigureKind> harm_of_toll(std::uint32_t token) const;
  [[nodiscard]] std::optional<FigureKind> harm_of_toll_before(std::uint32_t token) const;
  [[nodiscard]] std::optional<FigureKind> harm_of_whole(Span tokens) const;
  [[nodiscard]] bool joins_last(Span tokens) const;
  [[nodiscard]] bool counts_before(std::uint32_t verb) const;
  [[nodiscard]] bool killed_too(const HarmWord& word) const;
  [[nodiscard]] Index place_of(Span tokens) const;
  [[nodiscard]] Figure& figure(Index index);
  [[nodiscard]] const HarmWord* harm_before(std::uint32_t token, std::uint32_t reach,
                                            bool& part) const;
  [[nodiscard]] const HarmWord* harm_after(std::uint32_t token) const;
  [[nodiscard]] const HarmWord* phrase_of_harm(std::uint32_t first) const;
  [[nodiscard]] bool in_phrase_of_harm(std::uint32_t token) const;
  void read_single_victims(std::size_t first_event);
  [[nodiscard]] bool are_places(std::uint32_t noun) const;
  [[nodiscard]] bool does_it(Span tokens, std::uint32_t noun) const;
  [[nodiscard]] bool has_changed(Span tokens) const;
  [[nodiscard]] bool is_left(std::uint32_t noun) const;
  [[nodiscard]] bool names_another(std::uint32_t t) const;
  [[nodiscard]] const HarmWord* harm_round(std::uint32_t token) const;
  [[nodiscard]] std::uint32_t object_of(const HarmWord& word) const;
  [[nodiscard]] bool governed(const HarmWord& word) const;
  [[nodiscard]] bool is_single(std::uint32_t noun, lexicon::Features none) const;
  void add_single(std::size_t first_event, std::uint32_t noun, std::optional<FigureKind> harm);
  void add_part(std::size_t first_event, std::uint32_t noun);
  [[nodiscard]] static bool named(const mentions::Found& found);
  [[nodiscard]] const mentions::Found* body_counted(Span tokens) const;
  void attach_event(Figure& out, std::size_t first_event, Span tokens, const HarmWord* harm);
  void attribute(Figure& out, Span tokens) const;
  [[nodiscard]] bool claims_responsibility(const claims::Found& claim) const;

  const mentions::Page& page_;
  const ClauseReader& clause_;
  const std::vector<claims::Found>& claims_;
  Analysis& out_;
  text::Sentence sentence_;
  Told told_;
  Index last_figure_ = kNone;
  std::uint32_t last_figure_end_ = 0;  // the token after the figure read last
  bool others_ = false;                // the one being read counts others than those before
  std::size_t sentence_figures_ = 0;   // where those of the sentence begin in out.figures
};

}  // namespace marsad::events
