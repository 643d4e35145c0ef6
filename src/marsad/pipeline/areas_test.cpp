// SPDX-License-Identifier: Apache-2.0
// Areas of the whole gazetteer.
#include "marsad/pipeline/areas.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>

#include "marsad/lexicon/pack_file.h"

namespace marsad {
namespace {

std::optional<Area> area(const std::string& name) {
  static const auto kLanguage = open_language(MARSAD_BINARY_DIR "/marsad.pack");
  Workspace workspace;
  auto found = area_called(name, *kLanguage, workspace);
  EXPECT_TRUE(found);
  return found ? *found : std::nullopt;
}

bool holds(const std::optional<Area>& area, const std::string& id) {
  return area && std::any_of(area->places.begin(), area->places.end(),
                             [&](const AreaPlace& place) { return place.id == id; });
}

const std::string kAleppo = "gn-170063";
const std::string kGovernorate = "gn-170062";
const std::string kDamascus = "damascus";
const std::string kManbij = "gn-167357";

TEST(Areas, ABareNameMeansTheUnitWithAllThatLiesInIt) {
  const auto found = area("حلب");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, kGovernorate);
  EXPECT_EQ(found->name, "Aleppo Governorate");
  EXPECT_EQ(found->country, "SY");
  EXPECT_TRUE(holds(found, kGovernorate) && holds(found, kAleppo) && holds(found, kManbij));
  EXPECT_FALSE(holds(found, kDamascus));
}

TEST(Areas, ACueOrAnIdMeansTheTownAlone) {
  for (const std::string& name : {std::string("مدينة حلب"), kAleppo}) {
    const auto found = area(name);
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(found->id, kAleppo);
    EXPECT_TRUE(holds(found, kAleppo));
    EXPECT_GT(found->places.size(), 10U);  // its quarters
    EXPECT_FALSE(holds(found, kManbij) || holds(found, kGovernorate));
  }
}

TEST(Areas, ACountryHoldsAllItsPlaces) {
  const auto found = area("سوريا");
  EXPECT_TRUE(holds(found, kAleppo) && holds(found, kDamascus) && holds(found, kGovernorate));
  EXPECT_FALSE(holds(found, "gn-99072"));  // Mosul
}

TEST(Areas, ThereIsNoneOfAWordThatIsNoPlace) { EXPECT_FALSE(area("زغلبوط")); }

TEST(Areas, AQuarterLiesInItsTown) {
  const auto tiny = open_language(MARSAD_BINARY_DIR "/tiny.pack");
  ASSERT_TRUE(tiny);
  Workspace workspace;
  const auto found = area_called("aleppo", *tiny, workspace);
  ASSERT_TRUE(found && *found);
  ASSERT_EQ((*found)->places.size(), 2U);  // with its suburb
  EXPECT_EQ((*found)->places.back().id, "dahiyat-al-assad");
}

// The tiny pack with this in place of what says which place lies in which.
Result<std::optional<Area>> area_of_tiny(std::string_view holders) {
  std::ifstream file(MARSAD_BINARY_DIR "/tiny.pack", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  lexicon::PackWriter pack;
  const auto sections = lexicon::read_sections(bytes, "tiny");
  EXPECT_TRUE(sections);
  for (const auto& [name, content] : sections->sections) {
    pack.add(name, name == "holders" ? holders : content);
  }
  const auto language = language_from_bytes(pack.finish(), "mended");
  EXPECT_TRUE(language);
  Workspace workspace;
  return area_called("aleppo", *language, workspace);
}

TEST(Areas, APackThatDoesNotSayIsAFault) {
  for (const std::string& holders : {std::string(), std::string(5, '\0')}) {
    const auto found = area_of_tiny(holders);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::pack);
    EXPECT_EQ(found.error().what, "does not say which place lies in which");
  }
}

TEST(Areas, APlaceInNoPlaceOrInItselfLiesInItsOwnOnly) {
  for (const std::uint32_t holder : {0x7ffffff0U, 1U}) {
    const std::vector<std::uint32_t> rows(3, holder);
    const auto found =
        area_of_tiny({reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(rows[0])});
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->places.size(), 1U);
  }
}

}  // namespace
}  // namespace marsad
