// SPDX-License-Identifier: Apache-2.0
// Incidents out of reports that are put together by hand.
#include "marsad/incidents/gather.h"

#include <gtest/gtest.h>

#include "marsad/analysis/json.h"

namespace marsad::incidents {
namespace {

Report report(const char* day, const char* town, double lat, bool leads = true) {
  Report out;
  out.leads = leads;
  out.dated = true;
  out.from = out.to = parse_iso(day);
  out.types = {EventType::shelling};
  out.places = {{town, town, "SY", lat, 36, PlaceLevel::city}};
  out.tolls = {{FigureKind::killed, 12, 12}};
  return out;
}

TEST(Gathering, ReportsOfOneHappeningMeetAndOthersDoNot) {
  Gathering gathering;
  gathering.add("a", "", {report("2011-05-02", "nawa", 32.9)});
  gathering.add("b", "", {report("2011-05-02", "aleppo", 36.2)});
  gathering.add("c", "", {report("2011-05-03", "nawa", 32.9)});
  ASSERT_EQ(gathering.incidents().size(), 2U);
  const auto& members = gathering.incidents().front().members;
  ASSERT_EQ(members.size(), 2U);
  EXPECT_EQ(members[1].article, "c");
  EXPECT_EQ(members[1].nearest, "a");
  EXPECT_TRUE(members[1].likeness.linked());
}

TEST(Gathering, BackgroundJoinsButBeginsNothing) {
  Gathering gathering;
  gathering.add("a", "", {report("2011-05-02", "nawa", 32.9)});
  gathering.add("b", "",
                {report("2011-06-02", "aleppo", 36.2), report("2011-05-02", "nawa", 32.9, false),
                 report("2011-01-01", "hama", 35.1, false)});
  ASSERT_EQ(gathering.incidents().size(), 2U);
  const auto& members = gathering.incidents().front().members;
  ASSERT_EQ(members.size(), 2U);
  EXPECT_EQ(members[1].article, "b");
  EXPECT_FALSE(members[1].report.leads);
}

TEST(Gathering, AnArticleStandsOnceInAnIncidentAndIdsAreStable) {
  Gathering one;
  one.add("a", "", {report("2011-05-02", "nawa", 32.9), report("2011-05-02", "nawa", 32.9, false)});
  ASSERT_EQ(one.incidents().size(), 1U);
  EXPECT_EQ(one.incidents().front().members.size(), 1U);
  Gathering two;
  two.add("a", "", {report("2011-05-02", "nawa", 32.9)});
  EXPECT_EQ(one.incidents().front().id, two.incidents().front().id);
  two.add("b", "", {report("2012-05-02", "nawa", 32.9)});
  EXPECT_NE(two.incidents()[0].id, two.incidents()[1].id);
}

}  // namespace
}  // namespace marsad::incidents
