// SPDX-License-Identifier: Apache-2.0
// Names of the rows of the whole language.
#include "marsad/pipeline/entity_names.h"

#include <gtest/gtest.h>

namespace marsad {
namespace {

const EntityNames& names() {
  static const EntityNames kNames(open_language(MARSAD_BINARY_DIR "/marsad.pack").value());
  return kNames;
}

TEST(EntityNames, AnIdHasItsNamesInBothLanguages) {
  const EntityName* place = names().of("gn-79415");
  ASSERT_NE(place, nullptr);
  EXPECT_EQ(place->english, "Hodeidah");
  EXPECT_EQ(place->native, "الحديدة");
  const EntityName* actor = names().of("abbas-combat-division");
  ASSERT_NE(actor, nullptr);
  EXPECT_EQ(actor->native, "فرقة العباس القتالية");
  EXPECT_EQ(names().of("no-such-row"), nullptr);
  EXPECT_EQ(names().of(""), nullptr);
}

TEST(EntityNames, AStateThatActsIsFoundByItsName) {
  const EntityName* state = names().called("Russia");
  ASSERT_NE(state, nullptr);
  EXPECT_EQ(state->native, "روسيا");
  EXPECT_EQ(names().called("مصدر طبي"), nullptr);
  ASSERT_NE(names().written("روسيا"), nullptr);
  EXPECT_EQ(names().written("روسيا")->english, "Russia");
}

TEST(EntityNames, AnActorIsFoundAsItIsWritten) {
  const EntityName* actor = names().written("فرقة العباس القتالية");
  ASSERT_NE(actor, nullptr);
  EXPECT_EQ(actor->id, "abbas-combat-division");
  EXPECT_EQ(names().written("مصدر طبي"), nullptr);
  EXPECT_EQ(names().written(""), nullptr);
}

}  // namespace
}  // namespace marsad
