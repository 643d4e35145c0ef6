// SPDX-License-Identifier: Apache-2.0
// Actors of whole sentences, read with the whole language.
#include "marsad/mentions/actor.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "marsad/analysis/names.h"
#include "marsad/mentions/reading_for_tests.h"

namespace marsad::mentions {
namespace {

struct Said {
  std::string words, name, entity, cls;
};

// The actors of a text that was published on 2016-11-03.
std::vector<Said> actors_of(const std::string& utf8) {
  const ReadingForTests reading(utf8);
  std::vector<Said> out;
  for (const Found& found : reading.mentions.all) {
    const auto* actor = std::get_if<ActorValue>(&found.mention.value);
    if (actor == nullptr) continue;
    out.push_back({reading.quote(found.mention.span), actor->name, actor->entity,
                   std::string(name(actor->cls))});
  }
  return out;
}

std::string words_of(const std::string& utf8) {
  std::string out;
  for (const Said& said : actors_of(utf8)) out += (out.empty() ? "" : " | ") + said.words;
  return out;
}

struct Case {
  std::string sentence, actors;
};

TEST(Actor, AWordThatDescribesTheNounBeforeItIsNone) {
  const std::vector<Case> cases = {
      {"بدأت العملية العسكرية صباحا", ""},     {"هز تفجير انتحاري الحي", ""},
      {"تضررت الآليات العسكرية والمدنية", ""}, {"كان عرضا عسكريا قصيرا", ""},
      {"قال عسكري إن التل خال", "عسكري"},
  };
  for (const Case& c : cases) EXPECT_EQ(c.actors, words_of(c.sentence)) << c.sentence;
}

TEST(Actor, PeopleWhoAreCountedAsHarmedAreNone) {
  const std::vector<Case> cases = {
      {"قتل 15 مدنيا في الحي", ""},
      {"أصيب ثلاثة جنود في الحي", ""},
      {"عاد المدنيون إلى الحي", "المدنيون"},
      {"قتل الجيش خمسة من المهاجمين", "الجيش | المهاجمين"},
  };
  for (const Case& c : cases) EXPECT_EQ(c.actors, words_of(c.sentence)) << c.sentence;
}

TEST(Actor, AStateIsOneWhereItActsAndNotWhereItLies) {
  const std::vector<Case> cases = {
      {"قالت السويد إن الباب مفتوح", "السويد"},
      {"وصل الوفد إلى السويد", "الوفد"},
      {"اتفقت السويد والنرويج على الحدود", "السويد | النرويج"},
      {"شهدت السويد عاصفة", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(c.actors, words_of(c.sentence)) << c.sentence;
}

TEST(Actor, TheOfficeBesideANameIsOneActorWithIt) {
  const auto before = actors_of("قال المتحدث باسم الشرطة زياد منصور إن الطريق مغلق");
  ASSERT_EQ(1u, before.size());
  EXPECT_EQ("المتحدث باسم الشرطة زياد منصور", before[0].words);
  const auto after = actors_of("قال زياد منصور، مدير المستشفى، إن الدواء نفد");
  ASSERT_EQ(1u, after.size());
  EXPECT_EQ("زياد منصور، مدير المستشفى", after[0].words);
  EXPECT_EQ("medical", after[0].cls);
}

TEST(Actor, AShortFormIsTheActorNamedBefore) {
  const auto actors = actors_of("أعلن الجيش السوري هدنة. ثم قال الجيش إن الطريق مفتوح");
  ASSERT_EQ(2u, actors.size());
  EXPECT_FALSE(actors[0].entity.empty());
  EXPECT_EQ(actors[0].entity, actors[1].entity);
}

TEST(Actor, AShortFormAloneStandsForNobody) {
  const auto actors = actors_of("قال الجيش إن الطريق مفتوح");
  ASSERT_EQ(1u, actors.size());
  EXPECT_EQ("", actors[0].entity);
  EXPECT_EQ("military", actors[0].cls);
}

TEST(Actor, TheDirectorOfAMonitorIsThatOfTheOneTheArticleNames) {
  const auto syrian =
      actors_of("أعلن المرصد السوري لحقوق الإنسان هدنة. ثم قال مدير المرصد إن الطريق مفتوح");
  ASSERT_EQ(2u, syrian.size());
  EXPECT_EQ("rami-abdulrahman", syrian[1].entity);
  const auto iraqi =
      actors_of("أعلن المرصد العراقي لحقوق الإنسان هدنة. ثم قال مدير المرصد إن الطريق مفتوح");
  ASSERT_EQ(2u, iraqi.size());
  EXPECT_EQ("", iraqi[1].entity);
}

TEST(Actor, ALastNameIsThePersonNamedBefore) {
  const auto actors = actors_of("وصل بشار الأسد صباحا. وأضاف الأسد أن الطريق مفتوح");
  ASSERT_EQ(2u, actors.size());
  EXPECT_EQ(actors[0].entity, actors[1].entity);
}

}  // namespace
}  // namespace marsad::mentions
