// SPDX-License-Identifier: Apache-2.0
// Laws of the whole chain, over mixtures of the sample articles and damaged text:
// with the tiny language of tests/language, and with the language of the program
// where its pack has been built.
#include "marsad/pipeline/pipeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "marsad/analysis/json.h"
#include "marsad/text/text.h"

namespace marsad {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr Date kPublished = std::chrono::sys_days(std::chrono::year(1998) / 3 / 12);
constexpr JsonOptions kWhole = {.with_text = true, .why = true};

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::vector<std::string> sample_texts() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(MARSAD_SOURCE_DIR "/docs/samples")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> out;
  for (const fs::path& file : files) out.push_back(json::parse(content(file)).at("text"));
  return out;
}

// Which packs the laws are tested with.
class Pipeline : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const std::string pack = std::string(MARSAD_BINARY_DIR) + '/' + GetParam();
    if (!fs::exists(pack)) GTEST_SKIP() << pack << " has not been built";
    auto opened = open_language(pack);
    ASSERT_TRUE(opened) << describe(opened.error());
    language_.emplace(std::move(*opened));
  }
  [[nodiscard]] Analysis read(std::string text, std::optional<Date> published = kPublished) {
    Document document;
    document.text = std::move(text);
    document.published = published;
    Analysis out;
    analyse(document, *language_, workspace_, out);
    return out;
  }
  std::optional<Language> language_;
  Workspace workspace_;
};

INSTANTIATE_TEST_SUITE_P(Packs, Pipeline, testing::Values("tiny.pack", "marsad.pack"),
                         [](const auto& pack) {
                           const std::string name = pack.param;
                           return name.substr(0, name.find('.'));
                         });

// ---- Laws of any analysis ----

// Where each code point begins, and one more at the end.
std::vector<std::size_t> code_points(std::string_view utf8) {
  std::vector<std::size_t> out;
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    if ((static_cast<unsigned char>(utf8[at]) & 0xC0) != 0x80) out.push_back(at);
  }
  out.push_back(utf8.size());
  return out;
}

// Every object with start and end has the quote that stands there.
void check_quotes(const json& value, const std::string& text,
                  const std::vector<std::size_t>& begins) {
  if (value.is_object() && value.contains("start")) {
    const std::size_t start = value["start"], end = value["end"];
    ASSERT_LT(start, end) << value.dump();
    ASSERT_LT(end, begins.size()) << value.dump();
    if (value.contains("text")) {
      ASSERT_EQ(text.substr(begins[start], begins[end] - begins[start]), value["text"]);
    }
    ASSERT_NE(' ', text[begins[start]]) << value.dump();
    ASSERT_NE(' ', text[begins[end] - 1]) << value.dump();
  }
  if (!value.is_structured()) return;
  for (const json& inner : value) check_quotes(inner, text, begins);
}

void check_index(Index index, std::size_t size, const char* what) {
  ASSERT_TRUE(index == kNone || (index >= 0 && static_cast<std::size_t>(index) < size)) << what;
}

void check_interval(const std::optional<double>& low, const std::optional<double>& high) {
  if (low) {
    ASSERT_GE(*low, 0);
  }
  if (low && high) {
    ASSERT_LE(*low, *high);
  }
}

void check_days(const std::optional<Date>& from, const std::optional<Date>& to) {
  if (from && to) {
    ASSERT_LE(*from, *to) << to_iso(*from) << ' ' << to_iso(*to);
  }
}

struct CheckValue {
  void operator()(const ActorValue& value) const { ASSERT_FALSE(value.name.empty()); }
  void operator()(const PlaceValue& value) const {
    ASSERT_FALSE(value.name.empty());
    ASSERT_LE(std::abs(value.lat), 90);
    ASSERT_LE(std::abs(value.lon), 180);
  }
  void operator()(const TimeValue& value) const {
    ASSERT_FALSE(value.value.empty());
    check_days(value.from, value.to);
  }
  void operator()(const QuantityValue& value) const { check_interval(value.low, value.high); }
  void operator()(const WeaponValue& value) const { ASSERT_FALSE(value.kind.empty()); }
};

void check_relations(const Analysis& analysis) {
  const std::size_t mentions = analysis.mentions.size();
  const std::size_t claims = analysis.claims.size();
  for (std::size_t i = 1; i < mentions; ++i) {
    ASSERT_LE(analysis.mentions[i - 1].span.begin, analysis.mentions[i].span.begin);
  }
  for (const Mention& mention : analysis.mentions) std::visit(CheckValue{}, mention.value);
  for (std::size_t i = 0; i < claims; ++i) {
    const Claim& claim = analysis.claims[i];
    for (const Index source : claim.sources) check_index(source, mentions, "source");
    check_index(claim.told_to, mentions, "told_to");
    check_index(claim.about, claims, "about");
    check_index(claim.within, claims, "within");
    ASSERT_NE(static_cast<Index>(i), claim.about);
    ASSERT_NE(static_cast<Index>(i), claim.within);
  }
  for (const Event& event : analysis.events) {
    for (const auto* role :
         {&event.agents, &event.targets, &event.weapons, &event.places, &event.times}) {
      for (const Index mention : *role) check_index(mention, mentions, "role");
    }
    for (const Index claim : event.claims) check_index(claim, claims, "claim");
    check_days(event.from, event.to);
  }
  for (std::size_t i = 0; i < analysis.figures.size(); ++i) {
    const Figure& figure = analysis.figures[i];
    check_index(figure.event, analysis.events.size(), "event");
    check_index(figure.within, analysis.figures.size(), "within");
    ASSERT_NE(static_cast<Index>(i), figure.within);
    check_index(figure.place, mentions, "place");
    check_interval(figure.low, figure.high);
    check_days(figure.from, figure.to);
  }
}

void check(const Analysis& analysis) {
  const std::string line = to_json(analysis, kWhole);
  check_quotes(json::parse(line), analysis.document.text, code_points(analysis.document.text));
  check_relations(analysis);
  const auto again = from_json(line);
  ASSERT_TRUE(again) << describe(again.error());
  ASSERT_EQ(line, to_json(*again, kWhole));
}

// Sentences of the samples in any order, whole, cut, or damaged.
class Mixer {
 public:
  explicit Mixer(unsigned seed) : random_(seed) {
    for (const std::string& text : sample_texts()) {
      std::size_t begin = 0;
      for (std::size_t end = 0; end < text.size(); ++end) {
        if (text[end] != '.' && text[end] != '\n') continue;
        if (end > begin) sentences_.push_back(text.substr(begin, end + 1 - begin));
        begin = end + 1;
      }
    }
  }
  std::string next() {
    std::string out;
    for (std::size_t n = 1 + random_() % 6; n > 0; --n) {
      std::string sentence = sentences_[random_() % sentences_.size()];
      switch (random_() % 5) {
        case 0: shuffle_words(sentence); break;
        case 1: damage(sentence); break;
        case 2: sentence.resize(random_() % (sentence.size() + 1)); break;
        default: break;
      }
      out += sentence + kBetween[random_() % std::size(kBetween)];
    }
    return text::decode(out);
  }

 private:
  void shuffle_words(std::string& sentence) {
    std::vector<std::string> words(1);
    for (const char byte : sentence) {
      if (byte == ' ') {
        words.emplace_back();
      } else {
        words.back() += byte;
      }
    }
    std::shuffle(words.begin(), words.end(), random_);
    sentence.clear();
    for (const std::string& word : words) sentence += word + ' ';
  }
  void damage(std::string& sentence) {
    for (std::size_t n = 1 + random_() % 8; n > 0; --n) {
      sentence[random_() % sentence.size()] = static_cast<char>(random_() % 256);
    }
  }
  static constexpr const char* kBetween[] = {" ",       "\n",     "\n\n", "",
                                             " \u200f", "\u0651", ": ",   "\""};
  std::mt19937 random_;
  std::vector<std::string> sentences_;
};

TEST_P(Pipeline, TheSamplesKeepTheLaws) {
  for (const std::string& text : sample_texts()) {
    check(read(text));
    check(read(text, std::nullopt));
    if (HasFatalFailure()) return;
  }
}

TEST_P(Pipeline, AnyMixtureOfTextKeepsTheLaws) {
  Mixer mixer(1);
  for (int round = 0; round < 250; ++round) {
    const std::string text = mixer.next();
    check(read(text, round % 3 == 0 ? std::nullopt : std::optional(kPublished)));
    ASSERT_FALSE(HasFatalFailure()) << text;
  }
}

// ---- Texts at the edge ----

std::string repeated(std::string_view word, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += word;
  return out;
}

TEST_P(Pipeline, TextsAtTheEdgeAreRead) {
  for (const char* text : {"", " ", "\n\n\n", "قتل", "ق", "12", ".", ":", "\"", "x", "😀",
                           "\u200f\u0651", "قال:", ": قال", "( ( (", "قتل 12", "\uFFFD\uFFFD"}) {
    check(read(text));
    ASSERT_FALSE(HasFatalFailure()) << text;
  }
}

TEST_P(Pipeline, AMegabyteOfOneThingIsRead) {
  for (const char* word : {"قتل", "زغبرط ", "، ", ":", "\"", ".", "12 ", "\n", "قتل. "}) {
    check_relations(read(repeated(word, std::size_t{1} << 20)));
    ASSERT_FALSE(HasFatalFailure()) << word;
  }
}

TEST_P(Pipeline, OneVeryLongSentenceIsRead) {
  for (const char* word : {"قتل ", "قال ", "حلب ", "قال الجيش إن ", "خمسة و", "من "}) {
    check(read(repeated(word, 8000)));
    ASSERT_FALSE(HasFatalFailure()) << word;
  }
}

// ---- The same again ----

TEST_P(Pipeline, TheSameArticleGivesTheSameAnalysisInAnyWorkspace) {
  Mixer mixer(2);
  std::vector<std::string> texts, expected;
  for (int i = 0; i < 40; ++i) texts.push_back(mixer.next());
  for (const std::string& text : texts) expected.push_back(to_json(read(text), kWhole));
  for (std::size_t i = texts.size(); i-- > 0;) {  // the buffers hold another text's remains
    ASSERT_EQ(expected[i], to_json(read(texts[i]), kWhole));
  }
  std::vector<std::vector<std::string>> found(3);
  std::vector<std::thread> threads;
  for (auto& out : found) {
    threads.emplace_back([&] {
      Workspace workspace;
      Analysis analysis;
      for (const std::string& text : texts) {
        Document document;
        document.text = text;
        document.published = kPublished;
        analyse(document, *language_, workspace, analysis);
        out.push_back(to_json(analysis, kWhole));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& out : found) EXPECT_TRUE(out == expected);
}

TEST_P(Pipeline, ExplainingChangesNothingAndQuotesTheArticle) {
  for (const std::string& text : sample_texts()) {
    const std::string before = to_json(read(text), kWhole);
    Document document;
    document.text = text;
    document.published = kPublished;
    const std::string once = explain(document, *language_, workspace_);
    EXPECT_EQ(once, explain(document, *language_, workspace_));
    EXPECT_EQ(before, to_json(read(text), kWhole));
    EXPECT_TRUE(once.starts_with("sentence 1"));
  }
}

TEST_P(Pipeline, OneWorkspaceServesSeveralLanguages) {
  auto other = open_language(std::string(MARSAD_BINARY_DIR) + "/tiny.pack");
  ASSERT_TRUE(other);
  const std::string text = sample_texts().front();
  const std::string here = to_json(read(text), kWhole);
  std::swap(*language_, *other);
  const std::string there = to_json(read(text), kWhole);
  std::swap(*language_, *other);
  EXPECT_EQ(here, to_json(read(text), kWhole));
  EXPECT_EQ(here == there, language_->hash() == other->hash());
}

TEST_P(Pipeline, ALentWorkspaceReadsAsOnesOwn) {
  const std::vector<std::string> texts = sample_texts();
  std::vector<std::string> own;
  for (const std::string& text : texts) own.push_back(to_json(read(text), kWhole));
  constexpr int kThreads = 3;
  std::vector<std::vector<std::string>> lent(kThreads);
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (auto& answers : lent) {
    threads.emplace_back([&] {
      for (const std::string& text : texts) {
        Document document;
        document.text = text;
        document.published = kPublished;
        Analysis out;
        analyse(document, *language_, out);
        answers.push_back(to_json(out, kWhole));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& answers : lent) EXPECT_EQ(own, answers);
}

// ---- Opening ----

TEST(PipelineOpen, APackThatIsNoneIsAnError) {
  const auto missing = open_language("no/such.pack");
  ASSERT_FALSE(missing);
  EXPECT_EQ(ErrorCode::pack, missing.error().code);
  EXPECT_EQ("no/such.pack", missing.error().where);
  const auto foreign = language_from_bytes(std::string(1000, 'x'), "foreign");
  ASSERT_FALSE(foreign);
  EXPECT_EQ("foreign", foreign.error().where);
}

TEST(PipelineOpen, TheSameBytesGiveTheSameAnalysis) {
  const std::string pack = MARSAD_BINARY_DIR "/tiny.pack";
  const auto mapped = open_language(pack);
  const auto held = language_from_bytes(content(pack), "bytes");
  ASSERT_TRUE(mapped && held);
  EXPECT_EQ(mapped->hash(), held->hash());
  Document document;
  document.text = sample_texts().front();
  Workspace one, two;
  Analysis first, second;
  analyse(document, *mapped, one, first);
  analyse(document, *held, two, second);
  EXPECT_EQ(to_json(first, kWhole), to_json(second, kWhole));
}

}  // namespace
}  // namespace marsad
