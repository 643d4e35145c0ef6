// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/compiler/holders.h"

#include <gmock/gmock.h>

#include "marsad/lexicon/lexicon.h"

namespace marsad::lexicon::compiler {
namespace {

// Levels: 1 region, 2 admin1, 3 admin2, 4 city, 5 district, 6 village, 7 site.
const HeldPlace kUnit{{"محافظة حلب", "حلب"}, "SY", "", 2, 36.2F, 37.6F};
const HeldPlace kTown{{"حلب"}, "SY", "حلب", 4, 36.2F, 37.16F};

TEST(Holders, ATownLiesInTheUnitAndAQuarterInTheTown) {
  const HeldPlace quarter{{"الصاخور"}, "SY", "حلب", 5, 36.22F, 37.18F};
  const HeldPlace site{{"مطار الجراح"}, "SY", "حلب", 7, 36.1F, 37.94F};  // far from the town
  const HeldPlace village{{"تلة"}, "SY", "حلب", 6, 36.2F, 37.16F};
  EXPECT_THAT(holders_of({kUnit, kTown, quarter, site, village}),
              testing::ElementsAre(kNothing, 0, 1, 0, 0));
}

TEST(Holders, ARegionMayLieInAUnitAndNothingInItself) {
  const HeldPlace region{{"شمال حلب", "حلب"}, "SY", "حلب", 1, 36.4F, 37.2F};
  EXPECT_THAT(holders_of({region, kUnit}), testing::ElementsAre(1, kNothing));
  EXPECT_THAT(holders_of({region}), testing::ElementsAre(kNothing));
}

TEST(Holders, TheNameMayStandBehindAWordAndTheCountryIsTheSame) {
  const HeldPlace unit{{"محافظة صلاح الدين"}, "IQ", "", 2, 34.5F, 43.6F};
  const HeldPlace town{{"بيجي"}, "IQ", "صلاح الدين", 4, 34.9F, 43.5F};
  const HeldPlace other{{"بيجي"}, "SY", "صلاح الدين", 4, 34.9F, 43.5F};
  const HeldPlace part{{"قرية"}, "IQ", "الدين", 6, 34.9F, 43.5F};
  EXPECT_THAT(holders_of({unit, town, other, part}),
              testing::ElementsAre(kNothing, 0, kNothing, kNothing));
}

TEST(Holders, OfUnitsOfOneNameTheNearestHolds) {
  const HeldPlace far{{"الشرق"}, "SY", "", 3, 33.0F, 36.0F};
  const HeldPlace near{{"الشرق"}, "SY", "", 3, 35.0F, 40.0F};
  const HeldPlace village{{"قرية"}, "SY", "الشرق", 6, 35.1F, 40.1F};
  EXPECT_EQ(holders_of({far, near, village})[2], 1U);
  EXPECT_EQ(holders_of({near, far, village})[2], 0U);
}

}  // namespace
}  // namespace marsad::lexicon::compiler
