// SPDX-License-Identifier: Apache-2.0
#include "marsad/analysis/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "marsad/analysis/quotes.h"

namespace marsad {
namespace {

using nlohmann::json;
using testing::HasSubstr;

Date day(const char* iso) { return parse_iso(iso).value(); }

// "نفى الجيش مقتل 3 مدنيين في حماة"
Analysis denial() {
  Analysis a;
  a.pack = "abc123";
  a.document = {"n1", "نفي", day("2016-11-03"), "Test Wire", "", "نفى الجيش مقتل 3 مدنيين في حماة"};
  a.mentions = {{{4, 9}, ActorValue{"Army", "army", ActorClass::armed_group}, {"row 1"}},
                {{15, 23}, QuantityValue{3, 3, false}, {}},
                {{27, 31}, PlaceValue{"Hama", "", "SY", 35.13, 36, PlaceLevel::city}, {}}};
  a.claims = {{{0}, {0, 3}, Stance::denies, {10, 31}, kNone, kNone, kNone, {"rule 7"}}};
  a.events = {{EventType::violence,
               {10, 14},
               {},
               {},
               {},
               {2},
               {},
               day("2016-11-03"),
               {},
               Status::denied,
               {0},
               {"Violence", "", "", "", "190"},
               {}}};
  a.figures = {{FigureKind::killed,
                3,
                3,
                false,
                Victims::civilians,
                {15, 23},
                0,
                {0},
                {0},
                kNone,
                2,
                day("2016-11-03"),
                {},
                Status::denied,
                {}}};
  return a;
}

TEST(Json, WritesTheFormOnOneLine) {
  EXPECT_EQ(
      to_json(denial()),
      R"({"schema":"marsad.analysis/1","pack":"abc123",)"
      R"("document":{"id":"n1","title":"نفي","published":"2016-11-03","outlet":"Test Wire"},)"
      R"("mentions":[{"id":"m1","type":"actor","start":4,"end":9,"text":"الجيش","name":"Army",)"
      R"("entity":"army","class":"armed-group"},)"
      R"({"id":"m2","type":"quantity","start":15,"end":23,"text":"3 مدنيين","low":3,"high":3,)"
      R"("approximate":false},)"
      R"({"id":"m3","type":"place","start":27,"end":31,"text":"حماة","name":"Hama",)"
      R"("country":"SY","lat":35.13,"lon":36,"level":"city"}],)"
      R"("claims":[{"id":"c1","sources":["m1"],"cue":{"start":0,"end":3,"text":"نفى"},)"
      R"("stance":"denies","start":10,"end":31,"text":"مقتل 3 مدنيين في حماة",)"
      R"("told_to":null,"about":null,"within":null}],)"
      R"("events":[{"id":"e1","type":"violence","trigger":{"start":10,"end":14,"text":"مقتل"},)"
      R"("agents":[],"targets":[],"weapons":[],"places":["m3"],"times":[],)"
      R"("from":"2016-11-03","to":null,"status":"denied","claims":["c1"],)"
      R"("codes":{"acled_event":"Violence","cameo":"190"}}],)"
      R"("figures":[{"id":"f1","kind":"killed","low":3,"high":3,"approximate":false,)"
      R"("victims":"civilians","start":15,"end":23,"text":"3 مدنيين","event":"e1",)"
      R"("claims":["c1"],"sources":["m1"],"within":null,"place":"m3","from":"2016-11-03",)"
      R"("to":null,"status":"denied"}]})");
}

TEST(Json, AddsTextAndWhyOnRequest) {
  const std::string plain = to_json(denial());
  EXPECT_THAT(plain, testing::Not(HasSubstr("\"why\"")));
  const json full = json::parse(to_json(denial(), {.with_text = true, .why = true}));
  EXPECT_EQ(full["document"]["text"], denial().document.text);
  EXPECT_EQ(full["mentions"][0]["why"], json::array({"row 1"}));
  EXPECT_EQ(full["mentions"][1]["why"], json::array());
  EXPECT_EQ(full["claims"][0]["why"], json::array({"rule 7"}));
}

TEST(Json, WritesNullForWhatIsNotKnown) {
  const json j = json::parse(to_json(Analysis{}));
  EXPECT_TRUE(j["document"]["title"].is_null());
  EXPECT_TRUE(j["document"]["published"].is_null());
  EXPECT_TRUE(j["document"]["outlet"].is_null());
  EXPECT_FALSE(j["document"].contains("url"));
}

TEST(Json, EscapesEveryControlCharacterAtEveryPlaceOfAWord) {
  for (int c = 0; c < 256; ++c) {
    for (std::size_t at = 0; at < 17; ++at) {
      Analysis a;
      a.document.id = std::string(16, 'x').insert(at, 1, static_cast<char>(c));
      const json read = json::parse(to_json(a), nullptr, false);
      ASSERT_FALSE(read.is_discarded()) << "byte " << c << " at " << at;
      const std::string expected =
          c < 128 ? a.document.id : std::string(16, 'x').insert(at, "\uFFFD");
      EXPECT_EQ(read["document"]["id"], expected);
    }
  }
}

TEST(Json, MendsAFileNameThatIsNotUtf8ByteForByte) {
  Analysis a;
  a.document.id = "\xD8\xA7|\xD8|\xE2\x82|\xED\xA0\x80|\xF4\x90\x80\x80|\xC0\xAF|\xF0\x9F\x95\x8A";
  EXPECT_THAT(to_json(a), HasSubstr("\"id\":\"ا|\uFFFD|\uFFFD\uFFFD|\uFFFD\uFFFD\uFFFD|"
                                    "\uFFFD\uFFFD\uFFFD\uFFFD|\uFFFD\uFFFD|🕊\""));
}

struct NumberCase {
  double value;
  const char* text;
};

TEST(Json, WritesIntegralNumbersAsIntegers) {
  const NumberCase kCases[] = {
      {0, "0"},          {-3, "-3"},
      {200, "200"},      {2.5, "2.5"},
      {1e6, "1000000"},  {0.1, "0.1"},
      {1e300, "1e+300"}, {std::numeric_limits<double>::infinity(), "null"}};
  for (const auto& [value, text] : kCases) {
    Analysis a;
    a.figures.resize(1);
    a.figures[0].low = value;
    EXPECT_THAT(to_json(a), HasSubstr("\"low\":" + std::string(text) + ",\"high\":null"));
  }
}

TEST(Json, NamesEveryValueBothWays) {
  const auto both_ways = []<typename T>(T) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < kNames<T>.size(); ++i) {
      EXPECT_FALSE(kNames<T>[i].empty()) << i;
      EXPECT_TRUE(seen.insert(kNames<T>[i]).second) << kNames<T>[i];
      EXPECT_EQ(parse<T>(name(static_cast<T>(i))), static_cast<T>(i));
    }
    EXPECT_FALSE(parse<T>("").has_value());
    EXPECT_FALSE(parse<T>("Asserts").has_value());
  };
  both_ways(ActorClass{});
  both_ways(PlaceLevel{});
  both_ways(Stance{});
  both_ways(EventType{});
  both_ways(Status{});
  both_ways(FigureKind{});
  both_ways(Victims{});
  EXPECT_EQ(name(ActorClass::other), "other");
  EXPECT_EQ(name(ActorClass::armed_group), "armed-group");
  EXPECT_EQ(name(EventType::violence), "violence");
  EXPECT_EQ(name(EventType::chemical_attack), "chemical_attack");
  EXPECT_EQ(name(Stance::promises), "promises");
  EXPECT_EQ(name(Status::planned), "planned");
  EXPECT_EQ(name(FigureKind::surrendered), "surrendered");
  EXPECT_EQ(name(Victims::mixed), "mixed");
  EXPECT_EQ(name(PlaceLevel::site), "site");
}

// A random analysis over a random text: every field is filled now and then.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}

  Analysis analysis() {
    Analysis a;
    a.pack = word();
    a.document = {word(), word(), date(), word(), word(), {}};
    const int length = below(400);
    for (int i = 0; i < length; ++i) a.document.text += piece();
    const Quotes quotes(a.document.text);
    size_ = static_cast<int>(quotes.size());
    const int mentions = below(8);
    const int claims = below(5);
    const int events = below(5);
    const int figures = below(5);
    for (int i = 0; i < mentions; ++i) a.mentions.push_back({span(), value(), {}});
    for (int i = 0; i < claims; ++i) {
      a.claims.push_back({refs(mentions),
                          span(),
                          pick<Stance>(),
                          span(),
                          ref(mentions),
                          ref(claims),
                          ref(claims),
                          {word(), word()}});
    }
    for (int i = 0; i < events; ++i) {
      a.events.push_back({pick<EventType>(),
                          span(),
                          refs(mentions),
                          refs(mentions),
                          refs(mentions),
                          refs(mentions),
                          refs(mentions),
                          date(),
                          date(),
                          pick<Status>(),
                          refs(claims),
                          {word(), word(), word(), word(), word()},
                          {word()}});
    }
    for (int i = 0; i < figures; ++i) {
      a.figures.push_back({pick<FigureKind>(),
                           number(),
                           number(),
                           coin(),
                           pick<Victims>(),
                           span(),
                           ref(events),
                           refs(claims),
                           refs(mentions),
                           ref(figures),
                           ref(mentions),
                           date(),
                           date(),
                           pick<Status>(),
                           {}});
    }
    return a;
  }

  int below(int limit) { return static_cast<int>(engine_() % static_cast<unsigned>(limit)); }

 private:
  bool coin() { return below(2) == 0; }
  std::string piece() {
    static const char* const kPieces[] = {"ا",      "ب ", "قال", "\"", "\\", "\n",   "\x01", "x",
                                          "\u2028", "🕊", "é",   " ",  "\t", "\x7f", "، "};
    return kPieces[below(15)];
  }
  std::string word() {
    std::string text;
    for (int i = below(5); i > 0; --i) text += piece();
    return text;
  }
  Span span() {
    const int begin = below(size_ + 1);
    return {static_cast<std::uint32_t>(begin),
            static_cast<std::uint32_t>(begin + below(size_ - begin + 1))};
  }
  std::optional<Date> date() {
    if (coin()) return std::nullopt;
    return Date{std::chrono::days{below(40000) - 10000}};
  }
  std::optional<double> number() {
    if (coin()) return std::nullopt;
    return below(3) == 0 ? below(100000) / 7.0 : below(100000);
  }
  Index ref(int limit) { return limit == 0 || coin() ? kNone : below(limit); }
  std::vector<Index> refs(int limit) {
    std::vector<Index> indices;
    for (int i = limit == 0 ? 0 : below(4); i > 0; --i) indices.push_back(below(limit));
    return indices;
  }
  template <typename T>
  T pick() {
    return static_cast<T>(below(static_cast<int>(kNames<T>.size())));
  }
  std::variant<ActorValue, PlaceValue, TimeValue, QuantityValue, WeaponValue> value() {
    switch (below(5)) {
      case 0: return ActorValue{word(), word(), pick<ActorClass>()};
      case 1:
        return PlaceValue{word(),
                          word(),
                          word(),
                          below(1800) / 10.0 - 90,
                          below(3600) / 7.0 - 180,
                          pick<PlaceLevel>()};
      case 2: return TimeValue{word(), date(), date()};
      case 3: return QuantityValue{number(), number(), coin()};
      default: return WeaponValue{word()};
    }
  }

  std::mt19937 engine_;
  int size_ = 0;
};

TEST(Json, WritesReadsAndWritesAgainTheSameBytes) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    Dice dice(seed);
    const Analysis a = dice.analysis();
    const std::string line = to_json(a, {.with_text = true, .why = true});
    EXPECT_EQ(line.find('\n'), std::string::npos);
    const auto read = from_json(line);
    ASSERT_TRUE(read.has_value()) << "seed " << seed << ": " << describe(read.error());
    EXPECT_EQ(to_json(*read, {.with_text = true, .why = true}), line) << "seed " << seed;
  }
}

TEST(Json, SurvivesALineCutOrChangedAnywhere) {
  const std::string line = to_json(denial(), {.with_text = true, .why = true});
  for (std::size_t cut = 0; cut < line.size(); ++cut) {
    EXPECT_FALSE(from_json(std::string_view(line).substr(0, cut)).has_value());
  }
  Dice dice(7);
  for (int i = 0; i < 3000; ++i) {
    std::string changed = line;
    changed[static_cast<std::size_t>(dice.below(static_cast<int>(line.size())))] =
        static_cast<char>(dice.below(256));
    const auto read = from_json(changed);
    if (!read) continue;
    const std::string again = to_json(*read, {.with_text = !read->document.text.empty()});
    EXPECT_TRUE(from_json(again).has_value()) << changed;
  }
}

struct FaultCase {
  const char* from;
  const char* to;
  const char* where;
};

TEST(Json, NamesTheFieldThatIsWrong) {
  const FaultCase kCases[] = {
      {"marsad.analysis/1", "marsad.analysis/9", "schema"},
      {"armed-group", "army", "mentions[0].class"},
      {"\"denies\"", "\"refutes\"", "claims[0].stance"},
      {"\"type\":\"actor\"", "\"type\":\"actress\"", "mentions[0].type"},
      {"\"id\":\"m2\"", "\"id\":\"m1\"", "mentions[1].id"},
      {"\"sources\":[\"m1\"]", "\"sources\":[\"m9\"]", "claims[0].sources"},
      {"\"published\":\"2016-11-03\"", "\"published\":\"2016-02-30\"", "document.published"},
      {"\"start\":4,\"end\":9", "\"start\":4,\"end\":8", "mentions[0].text"},
      {"\"start\":4,\"end\":9", "\"start\":4,\"end\":900", "mentions[0].end"},
      {"\"start\":4,\"end\":9", "\"start\":9,\"end\":4", "mentions[0]"},
      {"\"start\":4,", "\"start\":-4,", "mentions[0].start"},
      {"\"low\":3", "\"low\":\"3\"", "mentions[1].low"},
      {"\"events\":[", "\"events_\":[", "events"},
      {"{\"schema\"", "{schema", "byte 2"},
  };
  const std::string line = to_json(denial(), {.with_text = true});
  for (const auto& [from, to, where] : kCases) {
    std::string changed = line;
    changed.replace(changed.find(from), std::string_view(from).size(), to);
    const auto read = from_json(changed);
    ASSERT_FALSE(read.has_value()) << to;
    EXPECT_EQ(read.error().where, where) << describe(read.error());
    EXPECT_EQ(read.error().code, ErrorCode::input);
    EXPECT_FALSE(read.error().remedy.empty());
  }
}

TEST(Json, ReadsAnyIdsAndAbsentFields) {
  const auto read = from_json(R"({"schema": "marsad.analysis/1",
      "document": {"id": "g", "title": null, "published": null, "outlet": null, "text": "قال هو"},
      "mentions": [{"id": "hero", "type": "actor", "start": 4, "end": 6, "text": "هو",
                    "name": "He", "class": "person", "note": 1}],
      "claims": [{"id": "x", "sources": ["hero"], "cue": {"start": 0, "end": 3, "text": "قال"},
                  "stance": "asserts", "start": 4, "end": 6}],
      "events": [], "figures": []})");
  ASSERT_TRUE(read.has_value()) << describe(read.error());
  EXPECT_EQ(read->claims[0].sources, std::vector<Index>{0});
  EXPECT_EQ(read->claims[0].within, kNone);
  EXPECT_FALSE(read->document.published.has_value());
}

TEST(Json, ReadsOnlyDatesThatExist) {
  EXPECT_EQ(to_iso(day("2016-02-29")), "2016-02-29");
  EXPECT_EQ(to_iso(day("0001-01-01")), "0001-01-01");
  for (const char* bad :
       {"", "2016", "2016-02-30", "2015-02-29", "2016-13-01", "2016-00-01", "2016-01-00",
        "2016/01/01", "16-01-01", "2016-1-01", "+016-01-01", "2016-01-01 ", "٢٠١٦-٠١-٠١"}) {
    EXPECT_FALSE(parse_iso(bad).has_value()) << bad;
  }
}

TEST(Json, DocumentsEveryFieldInTheSchema) {
  std::ifstream file(MARSAD_SOURCE_DIR "/docs/analysis.schema.json");
  const json schema = json::parse(file, nullptr, false);
  ASSERT_FALSE(schema.is_discarded());
  const json& defs = schema["$defs"];
  Analysis a = denial();
  a.document.url = "https://example.org/1";
  a.mentions.push_back({{0, 3}, TimeValue{"2016", {}, {}}, {}});
  a.mentions.push_back({{0, 3}, WeaponValue{"rocket"}, {}});
  std::get<PlaceValue>(a.mentions[2].value).entity = "hama";
  a.events[0].codes = {"a", "b", "c", "d", "e"};
  const json out = json::parse(to_json(a, {.with_text = true, .why = true}));
  const auto documented = [&](const json& object, const json& definition, const std::string& at) {
    std::set<std::string> written;
    std::set<std::string> described;
    for (const auto& [key, value] : object.items()) written.insert(key);
    for (const auto& [key, field] : definition["properties"].items()) {
      described.insert(key);
      EXPECT_TRUE(field.contains("description")) << at << "." << key;
    }
    EXPECT_EQ(written, described) << at;
  };
  documented(out, schema, "analysis");
  documented(out["document"], defs["document"], "document");
  for (const json& m : out["mentions"]) {
    documented(m, defs[m["type"].get<std::string>()], m["type"]);
  }
  documented(out["claims"][0], defs["claim"], "claim");
  documented(out["events"][0], defs["event"], "event");
  documented(out["events"][0]["codes"], defs["event"]["properties"]["codes"], "codes");
  documented(out["figures"][0], defs["figure"], "figure");

  const auto listed = [&]<typename T>(T, const json& definition) {
    EXPECT_EQ(definition["enum"],
              json(std::vector<std::string>(kNames<T>.begin(), kNames<T>.end())));
  };
  listed(ActorClass{}, defs["actor"]["properties"]["class"]);
  listed(PlaceLevel{}, defs["place"]["properties"]["level"]);
  listed(Stance{}, defs["claim"]["properties"]["stance"]);
  listed(EventType{}, defs["event"]["properties"]["type"]);
  listed(Status{}, defs["status"]);
  listed(FigureKind{}, defs["figure"]["properties"]["kind"]);
  listed(Victims{}, defs["figure"]["properties"]["victims"]);
}

TEST(Quotes, AgreesWithASlowCountOnEverySpan) {
  std::string text;
  Dice dice(3);
  for (int i = 0; i < 150; ++i) text += dice.below(3) == 0 ? "x" : dice.below(9) == 0 ? "🕊" : "ع";
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) starts.push_back(i);
  }
  starts.push_back(text.size());
  const Quotes quotes(text);
  ASSERT_EQ(quotes.size(), 150U);
  for (std::uint32_t begin = 0; begin <= 150; ++begin) {
    for (std::uint32_t end = begin; end <= 150; ++end) {
      ASSERT_EQ(quotes.of({begin, end}), text.substr(starts[begin], starts[end] - starts[begin]));
    }
  }
  EXPECT_EQ(quotes.of({149, 900}), text.substr(starts[149]));
  EXPECT_EQ(quotes.of({900, 901}), "");
  EXPECT_EQ(Quotes("").of({0, 1}), "");
}

}  // namespace
}  // namespace marsad
