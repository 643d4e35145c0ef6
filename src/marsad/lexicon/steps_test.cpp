// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/steps.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace marsad::lexicon {
namespace {

// Letters and spaces are all that these keys are made of.
std::unique_ptr<text::Orthography> borders() {
  auto out = std::make_unique<text::Orthography>();
  for (auto& kind : out->kind) kind = text::Orthography::Kind::letter;
  out->kind[u' '] = text::Orthography::Kind::space;
  out->kind[u'-'] = text::Orthography::Kind::punctuation;
  return out;
}

const Step* find(const std::vector<Step>& slots, std::u16string_view units) {
  return Steps(slots).find(step_hash(kFirstStep, units));
}

TEST(Steps, HashIsTheSameInOneGoAndWordByWord) {
  const std::u16string_view words = u"الجيش السوري الحر";
  for (std::size_t cut = 0; cut <= words.size(); ++cut) {
    EXPECT_EQ(step_hash(kFirstStep, words),
              step_hash(step_hash(kFirstStep, words.substr(0, cut)), words.substr(cut)));
  }
}

TEST(Steps, EveryKeyIsFoundWithItsRowsAndNothingElse) {
  std::vector<std::u16string> words;
  for (char16_t a = u'ا'; a < u'غ'; ++a) {
    for (char16_t b = u'ا'; b < u'غ'; ++b) words.push_back({a, b});
  }
  std::vector<StepKey> keys;
  for (std::uint32_t i = 0; i < words.size(); i += 2) keys.push_back({words[i], i, 2});
  const auto slots = make_steps(keys, nullptr);
  ASSERT_TRUE(is_sound(slots, words.size() + 2));
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    const Step* found = find(slots, words[i]);
    ASSERT_EQ(found != nullptr, i % 2 == 0) << i;
    if (found == nullptr) continue;
    EXPECT_EQ(found->first, i);
    EXPECT_EQ(found->count, 2u);
    EXPECT_EQ(found->goes_on, 0u);
  }
}

TEST(Steps, AWalkGoesOnFromEveryTokenBorderOfAKey) {
  const auto orthography = borders();
  const std::vector<StepKey> keys{{u"جيش", 0, 1}, {u"جيش حر", 1, 1}, {u"اف-16", 2, 1}};
  const auto slots = make_steps(keys, orthography.get());
  const struct {
    std::u16string_view units;
    bool found, name, goes_on, spaced;
  } table[] = {
      {u"جيش", true, true, true, true},     {u"جيش حر", true, true, false, false},
      {u"جي", false, false, false, false},  {u"جيش ", false, false, false, false},
      {u"اف", true, false, true, false},    {u"اف-", true, false, true, false},
      {u"اف-16", true, true, false, false},
  };
  for (const auto& line : table) {
    const Step* step = find(slots, line.units);
    ASSERT_EQ(step != nullptr, line.found);
    if (step == nullptr) continue;
    EXPECT_EQ(step->count != 0, line.name);
    EXPECT_EQ(step->goes_on != 0, line.goes_on);
    EXPECT_EQ(step->spaced != 0, line.spaced);
  }
}

TEST(Steps, TwoKeysOfOneHashAreRefused) {
  const std::vector<StepKey> keys{{u"جيش", 0, 1}, {u"جيش", 1, 1}};
  EXPECT_TRUE(make_steps(keys, nullptr).empty());
}

TEST(Steps, SlotsThatDoNotEndAWalkOrLieOutsideAreNotSound) {
  const std::vector<StepKey> keys{{u"جيش", 3, 2}};
  auto slots = make_steps(keys, nullptr);
  EXPECT_TRUE(is_sound(slots, 5));
  EXPECT_FALSE(is_sound(slots, 4));
  for (Step& slot : slots) slot.hash = 1;
  EXPECT_FALSE(is_sound(slots, 5));
  EXPECT_FALSE(is_sound({}, 5));
}

}  // namespace
}  // namespace marsad::lexicon
