// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/compiler/inflect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace marsad::lexicon::compiler {
namespace {

using testing::HasSubstr;

const std::string kFolder = std::string(MARSAD_SOURCE_DIR) + "/language/ar/morphology";
const std::string kRows = std::string(MARSAD_SOURCE_DIR) + "/language/ar/lexicon/";

const Paradigms& paradigms() {
  static const Result<Paradigms> loaded = load_paradigms(kFolder);
  if (!loaded) {
    ADD_FAILURE() << describe(loaded.error());
    std::abort();
  }
  return *loaded;
}

std::u16string units(std::string_view utf8) {
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  return {text.getBuffer(), static_cast<std::size_t>(text.length())};
}

std::string utf8(std::u16string_view text) {
  std::string out;
  icu::UnicodeString(text.data(), static_cast<std::int32_t>(text.size())).toUTF8String(out);
  return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  if (text.empty()) return parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    parts.emplace_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::vector<std::u16string> units_of_all(std::string_view cell) {
  std::vector<std::u16string> out;
  for (const std::string& part : split(cell, '|')) out.push_back(units(part));
  return out;
}

Features bits(std::string_view names) {
  Features all = 0;
  for (const std::string& name : split(names, ' ')) {
    const std::optional<Features> bit = feature_named(name);
    EXPECT_TRUE(bit) << name;
    all |= bit.value_or(0);
  }
  return all;
}

// The letters of all forms that have all of `with` and none of `without`,
// sorted, with | between; - for none.
std::string pick(const std::vector<Form>& forms, std::string_view with, std::string_view without) {
  std::set<std::string> found;
  for (const Form& form : forms) {
    if ((form.features & bits(with)) == bits(with) && (form.features & bits(without)) == 0) {
      found.insert(utf8(form.letters));
    }
  }
  std::string out;
  for (const std::string& letters : found) out += (out.empty() ? "" : "|") + letters;
  return out.empty() ? "-" : out;
}

std::string sorted(std::string_view alternatives) {
  std::string out;
  const std::vector<std::string> parts = split(alternatives, '|');
  for (const std::string& part : std::set<std::string>(parts.begin(), parts.end())) {
    out += (out.empty() ? "" : "|") + part;
  }
  return out;
}

VerbRow verb(std::string_view past, std::string_view present, std::string_view form,
             bool has_passive = true) {
  VerbRow row;
  row.vocalised = units(past);
  row.present = units(present);
  row.form = form;
  row.has_passive = has_passive;
  return row;
}

struct VerbCase {
  std::string_view form, past, present;
  std::string_view he_it;                          // past before a pronoun, where it differs
  std::string_view she, they, i;                   // past
  std::string_view it_is, they_are;                // present
  std::string_view not_he;                         // jussive, where it differs
  std::string_view passive_past, passive_present;  // - : the verb has none
  std::string_view order;                          // imperative
};

// One line a verb: forms and weak classes.
constexpr VerbCase kVerbs[] = {
    // sound
    {"I", "قَتَلَ", "يَقْتُلُ", "-", "قتلت", "قتلوا", "قتلت", "يقتل", "يقتلون", "-", "قتل", "يقتل",
     "اقتل"},
    {"I", "سَقَطَ", "يَسْقُطُ", "-", "سقطت", "سقطوا", "سقطت", "يسقط", "يسقطون", "-", "-", "-", "اسقط"},
    {"II", "دَمَّرَ", "يُدَمِّرُ", "-", "دمرت", "دمروا", "دمرت", "يدمر", "يدمرون", "-", "دمر", "يدمر",
     "دمر"},
    {"III", "هَاجَمَ", "يُهَاجِمُ", "-", "هاجمت", "هاجموا", "هاجمت", "يهاجم", "يهاجمون", "-", "هوجم",
     "يهاجم", "هاجم"},
    {"IV", "أَطْلَقَ", "يُطْلِقُ", "-", "أطلقت", "أطلقوا", "أطلقت", "يطلق", "يطلقون", "-", "أطلق", "يطلق",
     "أطلق"},
    {"V", "تَحَدَّثَ", "يَتَحَدَّثُ", "-", "تحدثت", "تحدثوا", "تحدثت", "يتحدث", "يتحدثون", "-", "-", "-",
     "تحدث"},
    {"VI", "تَبَادَلَ", "يَتَبَادَلُ", "-", "تبادلت", "تبادلوا", "تبادلت", "يتبادل", "يتبادلون", "-",
     "تبودل", "يتبادل", "تبادل"},
    {"VII", "اِنْفَجَرَ", "يَنْفَجِرُ", "-", "انفجرت", "انفجروا", "انفجرت", "ينفجر", "ينفجرون", "-", "-", "-",
     "انفجر"},
    {"VIII", "اِخْتَطَفَ", "يَخْتَطِفُ", "-", "اختطفت", "اختطفوا", "اختطفت", "يختطف", "يختطفون", "-", "اختطف",
     "يختطف", "اختطف"},
    {"X", "اِسْتَهْدَفَ", "يَسْتَهْدِفُ", "-", "استهدفت", "استهدفوا", "استهدفت", "يستهدف", "يستهدفون", "-",
     "استهدف", "يستهدف", "استهدف"},
    {"Q1", "سَيْطَرَ", "يُسَيْطِرُ", "-", "سيطرت", "سيطروا", "سيطرت", "يسيطر", "يسيطرون", "-", "سيطر",
     "يسيطر", "سيطر"},
    {"Q2", "تَدَهْوَرَ", "يَتَدَهْوَرُ", "-", "تدهورت", "تدهوروا", "تدهورت", "يتدهور", "يتدهورون", "-", "-",
     "-", "تدهور"},
    // doubled
    {"I", "شَنَّ", "يَشُنُّ", "-", "شنت", "شنوا", "شننت", "يشن", "يشنون", "-", "شن", "يشن", "شن"},
    {"IV", "أَعَدَّ", "يُعِدُّ", "-", "أعدت", "أعدوا", "أعددت", "يعد", "يعدون", "-", "أعد", "يعد", "أعد"},
    {"VIII", "اِحْتَلَّ", "يَحْتَلُّ", "-", "احتلت", "احتلوا", "احتللت", "يحتل", "يحتلون", "-", "احتل",
     "يحتل", "احتل"},
    {"IX", "اِسْوَدَّ", "يَسْوَدُّ", "-", "اسودت", "اسودوا", "اسوددت", "يسود", "يسودون", "-", "-", "-",
     "اسود"},
    {"Q4", "اِطْمَأَنَّ", "يَطْمَئِنُّ", "-", "اطمأنت", "اطمأنوا", "اطمأننت", "يطمئن", "يطمئنون", "-", "-", "-",
     "اطمئن"},
    {"III", "حَاجَّ", "يُحَاجُّ", "-", "حاجت", "حاجوا", "حاججت", "يحاج", "يحاجون", "-", "حوج", "يحاج",
     "حاج"},
    // hollow
    {"I", "قَالَ", "يَقُولُ", "-", "قالت", "قالوا", "قلت", "يقول", "يقولون", "يقل", "قيل", "يقال", "قل"},
    {"I", "بَاعَ", "يَبِيعُ", "-", "باعت", "باعوا", "بعت", "يبيع", "يبيعون", "يبع", "بيع", "يباع", "بع"},
    {"I", "خَافَ", "يَخَافُ", "-", "خافت", "خافوا", "خفت", "يخاف", "يخافون", "يخف", "-", "-", "خف"},
    {"IV", "أَصَابَ", "يُصِيبُ", "-", "أصابت", "أصابوا", "أصبت", "يصيب", "يصيبون", "يصب", "أصيب", "يصاب",
     "أصب"},
    {"VII", "اِنْهَارَ", "يَنْهَارُ", "-", "انهارت", "انهاروا", "انهرت", "ينهار", "ينهارون", "ينهر", "-",
     "-", "انهر"},
    {"VIII", "اِخْتَارَ", "يَخْتَارُ", "-", "اختارت", "اختاروا", "اخترت", "يختار", "يختارون", "يختر",
     "اختير", "يختار", "اختر"},
    {"X", "اِسْتَعَادَ", "يَسْتَعِيدُ", "-", "استعادت", "استعادوا", "استعدت", "يستعيد", "يستعيدون", "يستعد",
     "استعيد", "يستعاد", "استعد"},
    // last radical weak
    {"I", "رَمَى", "يَرْمِي", "رما", "رمت", "رموا", "رميت", "يرمي", "يرمون", "يرم", "رمي", "يرمى",
     "ارم"},
    {"I", "دَعَا", "يَدْعُو", "-", "دعت", "دعوا", "دعوت", "يدعو", "يدعون", "يدع", "دعي", "يدعى", "ادع"},
    {"I", "سَعَى", "يَسْعَى", "سعا", "سعت", "سعوا", "سعيت", "يسعى", "يسعون", "يسع", "-", "-", "اسع"},
    {"I", "بَقِيَ", "يَبْقَى", "-", "بقيت", "بقوا", "بقيت", "يبقى", "يبقون", "يبق", "-", "-", "ابق"},
    {"II", "سَمَّى", "يُسَمِّي", "سما", "سمت", "سموا", "سميت", "يسمي", "يسمون", "يسم", "سمي", "يسمى",
     "سم"},
    {"III", "نَادَى", "يُنَادِي", "نادا", "نادت", "نادوا", "ناديت", "ينادي", "ينادون", "يناد", "نودي",
     "ينادى", "ناد"},
    {"IV", "أَجْرَى", "يُجْرِي", "أجرا", "أجرت", "أجروا", "أجريت", "يجري", "يجرون", "يجر", "أجري", "يجرى",
     "أجر"},
    {"V", "تَوَفَّى", "يَتَوَفَّى", "توفا", "توفت", "توفوا", "توفيت", "يتوفى", "يتوفون", "يتوف", "توفي",
     "يتوفى", "توف"},
    {"V", "تَسَنَّى", "يَتَسَنَّى", "تسنا", "تسنت", "تسنوا", "تسنيت", "يتسنى", "يتسنون", "يتسن", "-", "-",
     "تسن"},
    {"VII", "اِنْقَضَى", "يَنْقَضِي", "انقضا", "انقضت", "انقضوا", "انقضيت", "ينقضي", "ينقضون", "ينقض", "-",
     "-", "انقض"},
    {"VIII", "اِلْتَقَى", "يَلْتَقِي", "التقا", "التقت", "التقوا", "التقيت", "يلتقي", "يلتقون", "يلتق",
     "التقي", "يلتقى", "التق"},
    {"X", "اِسْتَوْلَى", "يَسْتَوْلِي", "استولا", "استولت", "استولوا", "استوليت", "يستولي", "يستولون",
     "يستول", "استولي", "يستولى", "استول"},
    {"IV", "أَحْيَا", "يُحْيِي", "-", "أحيت", "أحيوا", "أحييت", "يحيي", "يحيون", "يحي", "أحيي", "يحيى",
     "أحي"},
    {"I", "وَفَى", "يَفِي", "وفا", "وفت", "وفوا", "وفيت", "يفي", "يفون", "يف", "وفي", "يوفى", "-"},
    // first radical weak
    {"I", "وَصَلَ", "يَصِلُ", "-", "وصلت", "وصلوا", "وصلت", "يصل", "يصلون", "-", "وصل", "يوصل", "صل"},
    {"I", "وَضَعَ", "يَضَعُ", "-", "وضعت", "وضعوا", "وضعت", "يضع", "يضعون", "-", "وضع", "يوضع", "ضع"},
    {"IV", "أَوْقَفَ", "يُوقِفُ", "-", "أوقفت", "أوقفوا", "أوقفت", "يوقف", "يوقفون", "-", "أوقف", "يوقف",
     "أوقف"},
    {"IV", "أَيْقَظَ", "يُوقِظُ", "-", "أيقظت", "أيقظوا", "أيقظت", "يوقظ", "يوقظون", "-", "أوقظ", "يوقظ",
     "أوقظ"},
    {"VIII", "اِتَّهَمَ", "يَتَّهِمُ", "-", "اتهمت", "اتهموا", "اتهمت", "يتهم", "يتهمون", "-", "اتهم", "يتهم",
     "اتهم"},
    // hamza
    {"I", "أَخَذَ", "يَأْخُذُ", "-", "أخذت", "أخذوا", "أخذت", "يأخذ", "يأخذون", "-", "أخذ", "يؤخذ", "خذ"},
    {"I", "أَسَرَ", "يَأْسِرُ", "-", "أسرت", "أسروا", "أسرت", "يأسر", "يأسرون", "-", "أسر", "يؤسر",
     "ائسر"},
    {"I", "سَأَلَ", "يَسْأَلُ", "-", "سألت", "سألوا", "سألت", "يسأل", "يسألون", "-", "سئل", "يسأل",
     "اسأل"},
    {"I", "بَدَأَ", "يَبْدَأُ", "-", "بدأت", "بدؤوا|بدأوا", "بدأت", "يبدأ", "يبدؤون|يبدأون", "-", "بدئ",
     "يبدأ", "ابدأ"},
    {"II", "أَيَّدَ", "يُؤَيِّدُ", "-", "أيدت", "أيدوا", "أيدت", "يؤيد", "يؤيدون", "-", "أيد", "يؤيد",
     "أيد"},
    {"II", "هَنَّأَ", "يُهَنِّئُ", "-", "هنأت", "هنؤوا|هنأوا", "هنأت", "يهنئ", "يهنئون", "-", "هنئ", "يهنأ",
     "هنئ"},
    {"IV", "آذَى", "يُؤْذِي", "آذا", "آذت", "آذوا", "آذيت", "يؤذي", "يؤذون", "يؤذ", "أوذي", "يؤذى",
     "آذ"},
    {"IV", "أَنْشَأَ", "يُنْشِئُ", "-", "أنشأت", "أنشؤوا|أنشأوا", "أنشأت", "ينشئ", "ينشئون", "-", "أنشئ",
     "ينشأ", "أنشئ"},
    {"IV", "أَسَاءَ", "يُسِيءُ", "-", "أساءت", "أساؤوا|أساءوا", "أسأت", "يسيء", "يسيئون", "يسئ", "أسيء",
     "يساء", "أسئ"},
    {"VI", "تَسَاءَلَ", "يَتَسَاءَلُ", "-", "تساءلت", "تساءلوا", "تساءلت", "يتساءل", "يتساءلون", "-", "-",
     "-", "تساءل"},
    {"X", "اِسْتَأْنَفَ", "يَسْتَأْنِفُ", "-", "استأنفت", "استأنفوا", "استأنفت", "يستأنف", "يستأنفون", "-",
     "استؤنف", "يستأنف", "استأنف"},
    {"I", "جَاءَ", "يَجِيءُ", "-", "جاءت", "جاؤوا|جاءوا", "جئت", "يجيء", "يجيئون", "يجئ", "-", "-",
     "جئ"},
    {"I", "رَأَى", "يَرَى", "رآ", "رأت", "رأوا", "رأيت", "يرى", "يرون", "ير", "رئي", "يرى", "-"},
    // letters that melt together
    {"I", "مَاتَ", "يَمُوتُ", "-", "ماتت", "ماتوا", "مت", "يموت", "يموتون", "يمت", "-", "-", "مت"},
};

TEST(Inflect, VerbsOfAllFormsAndWeakClassesHaveTheStemsOfTheGrammar) {
  ASSERT_GE(std::size(kVerbs), 40u);
  for (const VerbCase& verb_case : kVerbs) {
    SCOPED_TRACE(std::string(verb_case.past));
    std::vector<Form> forms;
    ASSERT_TRUE(inflect(
        verb(verb_case.past, verb_case.present, verb_case.form, verb_case.passive_past != "-"),
        paradigms(), forms));
    EXPECT_EQ(pick(forms, "past p3 m sg active bound", ""), verb_case.he_it);
    EXPECT_EQ(pick(forms, "past p3 f sg active", "bound"), verb_case.she);
    EXPECT_EQ(pick(forms, "past p3 m pl active", "bound"), sorted(verb_case.they));
    EXPECT_EQ(pick(forms, "past p1 sg active", "bound"), verb_case.i);
    EXPECT_EQ(pick(forms, "present p3 m sg active", "bound jussive"), verb_case.it_is);
    EXPECT_EQ(pick(forms, "present p3 m pl active", "bound jussive"), sorted(verb_case.they_are));
    EXPECT_EQ(pick(forms, "present jussive p3 m sg active", "bound"), verb_case.not_he);
    EXPECT_EQ(pick(forms, "past p3 m sg passive", "bound"), verb_case.passive_past);
    EXPECT_EQ(pick(forms, "present p3 m sg passive", "bound jussive"), verb_case.passive_present);
    EXPECT_EQ(pick(forms, "imperative m sg", "bound"), verb_case.order);
  }
}

TEST(Inflect, EveryPersonOfTheSoundVerbIsThere) {
  std::vector<Form> forms;
  ASSERT_TRUE(inflect(verb("قَصَفَ", "يَقْصِفُ", "I"), paradigms(), forms));
  const std::pair<std::string_view, std::string_view> expected[] = {
      {"past p3 m sg", "قصف"},       {"past p3 f sg", "قصفت"},      {"past p3 m du", "قصفا"},
      {"past p3 f du", "قصفتا"},     {"past p3 m pl", "قصفوا"},     {"past p3 f pl", "قصفن"},
      {"past p2 m sg", "قصفت"},      {"past p2 m du", "قصفتما"},    {"past p2 m pl", "قصفتم"},
      {"past p2 f pl", "قصفتن"},     {"past p1 sg", "قصفت"},        {"past p1 pl", "قصفنا"},
      {"present p3 m sg", "يقصف"},   {"present p3 f sg", "تقصف"},   {"present p3 m du", "يقصفان"},
      {"present p3 f du", "تقصفان"}, {"present p3 m pl", "يقصفون"}, {"present p3 f pl", "يقصفن"},
      {"present p2 m sg", "تقصف"},   {"present p2 f sg", "تقصفين"}, {"present p2 du", "تقصفان"},
      {"present p2 m pl", "تقصفون"}, {"present p2 f pl", "تقصفن"},  {"present p1 sg", "أقصف"},
      {"present p1 pl", "نقصف"},     {"imperative m pl", "اقصفوا"},
  };
  for (const auto& [features, letters] : expected) {
    EXPECT_EQ(pick(forms, features, "bound jussive"), letters) << features;
  }
  EXPECT_EQ(pick(forms, "jussive p3 m pl", "bound"), "يقصفوا");
  EXPECT_EQ(pick(forms, "jussive p3 m du", "bound"), "يقصفا");
  EXPECT_EQ(pick(forms, "jussive p2 f sg", "bound"), "تقصفي");
}

TEST(Inflect, StemsBeforeAPronounAreFormsOfTheirOwnOnlyWhereTheLettersDiffer) {
  std::vector<Form> forms;
  ASSERT_TRUE(inflect(verb("قَصَفَ", "يَقْصِفُ", "I"), paradigms(), forms));
  EXPECT_EQ(pick(forms, "bound past", ""), "قصفتمو|قصفو");
  EXPECT_EQ(pick(forms, "bound present", ""), "تقصفو|يقصفو");
  forms.clear();
  ASSERT_TRUE(inflect(verb("قَرَأَ", "يَقْرَأُ", "I"), paradigms(), forms));
  EXPECT_EQ(pick(forms, "bound present p3 m sg", "jussive"), "يقرؤ");
}

TEST(Inflect, ActiveAndPassiveThatAgreeInLettersAreOneForm) {
  std::vector<Form> forms;
  ASSERT_TRUE(inflect(verb("قَتَلَ", "يَقْتُلُ", "I"), paradigms(), forms));
  EXPECT_EQ(pick(forms, "past p3 m sg active passive", ""), "قتل");
  forms.clear();
  ASSERT_TRUE(inflect(verb("أَصَابَ", "يُصِيبُ", "IV"), paradigms(), forms));
  EXPECT_EQ(pick(forms, "past p3 m sg active passive", ""), "-");
  EXPECT_EQ(pick(forms, "past p1 sg active passive", ""), "أصبت");
}

TEST(Inflect, IntransitiveVerbsHaveNoPassive) {
  std::vector<Form> forms;
  ASSERT_TRUE(inflect(verb("هَبَطَ", "يَهْبِطُ", "I", false), paradigms(), forms));
  EXPECT_EQ(pick(forms, "passive", ""), "-");
}

TEST(Inflect, AVerbThatFitsNoClassIsToldAndKeepsItsMasdar) {
  VerbRow row = verb("قتل", "يقتل", "I");  // not vocalised
  row.masdars = {u"قتل"};
  std::vector<Form> forms;
  EXPECT_FALSE(inflect(row, paradigms(), forms));
  EXPECT_EQ(pick(forms, "verb masdar m sg", "accusative"), "قتل");
  EXPECT_EQ(pick(forms, "past", ""), "-");
  EXPECT_FALSE(inflect(verb("قَتَلَ", "يَقْتُلُ", "XX"), paradigms(), forms));
}

struct VerbNounCase {
  std::string_view form, masdar, active, passive;
  std::string_view features, expected;
};

constexpr VerbNounCase kVerbNouns[] = {
    {"II", "تفجير", "", "", "masdar m sg", "تفجير|تفجيرا"},
    {"II", "تفجير", "", "", "masdar m pl", "تفجيرات"},
    {"II", "تفجير", "", "", "masdar du nominative", "تفجيرا|تفجيران"},
    {"I", "قتل", "", "", "masdar", "قتل|قتلا"},
    {"IV", "إصابة", "", "", "masdar f sg", "إصابة|إصابت"},
    {"IV", "إصابة", "", "", "masdar f pl", "إصابات"},
    {"IV", "إجراء", "", "", "masdar bound", "إجراؤ|إجرائ"},
    {"IV", "إجراء", "", "", "masdar pl", "إجراءات"},
    {"V", "تحدي", "", "", "masdar sg", "تحد|تحدي|تحديا"},
    {"VI", "تباطؤ", "", "", "masdar sg", "تباطؤ|تباطؤا|تباطئ"},
    {"I", "لجوء", "", "", "masdar sg", "لجوء|لجوءا|لجوؤ|لجوئ"},
    {"I", "", "قاتل", "", "active_participle m pl", "قاتلو|قاتلون|قاتلي|قاتلين"},
    {"I", "", "قاتل", "", "active_participle f sg", "قاتلة|قاتلت"},
    {"I", "", "آتي", "", "active_participle m sg", "آت|آتي|آتيا"},
    {"I", "", "داعي", "", "active_participle m pl", "داعو|داعون|داعي|داعين"},
    {"IV", "", "مخطئ", "", "active_participle m pl nominative", "مخطئو|مخطئون"},
    {"IV", "", "مسيء", "", "active_participle f", "مسيئة|مسيئت|مسيئتان|مسيئتين|مسيئات"},
    {"VIII", "", "مشتري", "", "active_participle m pl nominative", "مشترو|مشترون"},
    {"I", "", "", "مقتول", "passive_participle m pl", "مقتولو|مقتولون|مقتولي|مقتولين"},
    {"I", "", "", "مرمي", "passive_participle m pl nominative", "مرميو|مرميون"},
    {"I", "", "", "مقروء", "passive_participle f sg", "مقروءة|مقروءت"},
    {"II", "", "", "مسمى", "passive_participle f sg", "مسماة|مسمات"},
    {"V", "", "", "متوفى", "passive_participle m pl", "متوفو|متوفون|متوفي|متوفين"},
    {"II", "", "", "مهيأ", "passive_participle f pl", "مهيآت"},
    {"II", "", "مدمر", "مدمر", "active_participle passive_participle f sg", "مدمرة|مدمرت"},
};

TEST(Inflect, MasdarsAndParticiplesInflectAsNounsAndAdjectivesOfTheVerb) {
  for (const VerbNounCase& noun_case : kVerbNouns) {
    VerbRow row = verb("-", "-", noun_case.form);
    row.masdars = units_of_all(noun_case.masdar);
    row.active_participles = units_of_all(noun_case.active);
    row.passive_participles = units_of_all(noun_case.passive);
    std::vector<Form> forms;
    inflect(row, paradigms(), forms);
    EXPECT_EQ(pick(forms, noun_case.features, ""), sorted(noun_case.expected))
        << noun_case.masdar << noun_case.active << noun_case.passive << ' ' << noun_case.features;
    for (const Form& form : forms) EXPECT_TRUE(form.features & feature::verb);
  }
}

struct NounCase {
  std::string_view lemma, gender, plurals, tags;
  std::string_view singular, dual, plural, before_pronoun;
};

// singular and plural without the stems that stand only before a pronoun.
constexpr NounCase kNouns[] = {
    {"مدني", "m", "مدنيون", "", "مدني|مدنيا", "مدنيان|مدنيين|مدنيا|مدنيي",
     "مدنيون|مدنيين|مدنيو|مدنيي", "-"},
    {"طفل", "m", "أطفال", "", "طفل|طفلا", "طفلان|طفلين|طفلا|طفلي", "أطفال|أطفالا", "-"},
    {"مدينة", "f", "مدن", "", "مدينة", "مدينتان|مدينتين|مدينتا|مدينتي", "مدن|مدنا", "مدينت"},
    {"غارة", "f", "غارات", "", "غارة", "غارتان|غارتين|غارتا|غارتي", "غارات", "غارت"},
    {"مستشفى", "m", "مستشفيات", "", "مستشفى", "مستشفيان|مستشفيين|مستشفيا|مستشفيي", "مستشفيات",
     "مستشفا"},
    {"سجن", "m", "سجون", "", "سجن|سجنا", "سجنان|سجنين|سجنا|سجني", "سجون|سجونا", "-"},
    {"موقع", "m", "مواقع", "", "موقع|موقعا", "موقعان|موقعين|موقعا|موقعي", "مواقع", "-"},
    {"صاروخ", "m", "صواريخ", "", "صاروخ|صاروخا", "صاروخان|صاروخين|صاروخا|صاروخي", "صواريخ", "-"},
    {"ابن", "m", "أبناء|بنون", "", "ابن|ابنا", "ابنان|ابنين|ابنا|ابني", "أبناء|بنون|بنين|بنو|بني",
     "أبناؤ|أبنائ"},
    {"أب", "m", "آباء", "", "أب|أبا|أبو|أبي", "أبوان|أبوين", "آباء", "آباؤ|آبائ"},
    {"قاضي", "m", "قضاة", "defective", "قاضي|قاض|قاضيا", "قاضيان|قاضيين|قاضيا|قاضيي", "قضاة",
     "قضات"},
    {"ناجي", "m", "ناجون", "defective", "ناجي|ناج|ناجيا", "ناجيان|ناجيين|ناجيا|ناجيي",
     "ناجون|ناجين|ناجو|ناجي", "-"},
    {"رأي", "m", "آراء", "", "رأي|رأيا", "رأيان|رأيين|رأيا|رأيي", "آراء", "آراؤ|آرائ"},
    {"شيء", "m", "أشياء", "", "شيء|شيئا", "شيئان|شيئين|شيئا|شيئي", "أشياء", "شيئ|أشياؤ|أشيائ"},
    {"جزء", "m", "أجزاء", "", "جزء|جزءا", "جزءان|جزآن|جزأين", "أجزاء", "جزؤ|جزئ|أجزاؤ|أجزائ"},
    {"عبء", "m", "أعباء", "", "عبء|عبئا", "عبئان|عبئين", "أعباء", "عبؤ|عبئ|أعباؤ|أعبائ"},
    {"ملجأ", "m", "ملاجئ", "", "ملجأ", "ملجآن|ملجأين|ملجآ|ملجأي", "ملاجئ", "ملجؤ|ملجئ"},
    {"لقاء", "m", "لقاءات", "", "لقاء", "لقاءان|لقاءين|لقاءا|لقائي", "لقاءات", "لقاؤ|لقائ"},
    {"لاجئ", "m", "لاجئون", "", "لاجئ|لاجئا", "لاجئان|لاجئين|لاجئا|لاجئي",
     "لاجئون|لاجئين|لاجئو|لاجئي", "-"},
    {"قتيل", "m", "قتلى", "", "قتيل|قتيلا", "قتيلان|قتيلين|قتيلا|قتيلي", "قتلى", "قتلا"},
    {"ضحية", "f", "ضحايا", "", "ضحية", "ضحيتان|ضحيتين|ضحيتا|ضحيتي", "ضحايا", "ضحيت"},
    {"قناة", "f", "قنوات", "", "قناة", "قناتان|قناتين|قناتا|قناتي", "قنوات", "قنات"},
    {"كاميرا", "f", "كاميرات", "", "كاميرا", "-", "كاميرات", "-"},
    {"محادثات", "f", "", "plural", "-", "-", "محادثات", "-"},
};

TEST(Inflect, NounsHaveTheirNumbersCasesAndStemsBeforePronouns) {
  for (const NounCase& noun_case : kNouns) {
    SCOPED_TRACE(std::string(noun_case.lemma));
    NounRow row;
    row.lemma = units(noun_case.lemma);
    row.gender = noun_case.gender;
    row.plurals = units_of_all(noun_case.plurals);
    row.tags = split(noun_case.tags, '|');
    std::vector<Form> forms;
    inflect(row, paradigms(), forms);
    EXPECT_EQ(pick(forms, "sg", "bound"), sorted(noun_case.singular));
    EXPECT_EQ(pick(forms, "du", "bound"), sorted(noun_case.dual));
    EXPECT_EQ(pick(forms, "pl", "bound"), sorted(noun_case.plural));
    EXPECT_EQ(pick(forms, "bound", ""), sorted(noun_case.before_pronoun));
    for (const Form& form : forms) {
      EXPECT_EQ(form.features & (feature::m | feature::f), bits(noun_case.gender));
      EXPECT_EQ(form.features & feature::parts_of_speech, feature::noun);
    }
  }
}

TEST(Inflect, CasesThatShowAreMarkedAndConstructIsToldFromAbsolute) {
  NounRow row;
  row.lemma = u"مقاتل";
  row.gender = "m";
  row.plurals = {u"مقاتلون"};
  std::vector<Form> forms;
  inflect(row, paradigms(), forms);
  EXPECT_EQ(pick(forms, "pl nominative", "construct"), "مقاتلون");
  EXPECT_EQ(pick(forms, "pl nominative construct", ""), "مقاتلو");
  EXPECT_EQ(pick(forms, "pl oblique construct", ""), "مقاتلي");
  EXPECT_EQ(pick(forms, "du oblique", "construct"), "مقاتلين");
  EXPECT_EQ(pick(forms, "sg accusative", ""), "مقاتلا");
}

struct AdjectiveCase {
  std::string_view lemma, feminine, plurals, elatives, kind;
  std::string_view features, expected;
};

constexpr AdjectiveCase kAdjectives[] = {
    {"كبير", "كبيرة", "كبار", "أكبر", "quality", "m sg", "كبير|كبيرا|أكبر"},
    {"كبير", "كبيرة", "كبار", "أكبر", "quality", "elative", "أكبر"},
    {"كبير", "كبيرة", "كبار", "أكبر", "quality", "f sg", "كبيرة|كبيرت"},
    {"كبير", "كبيرة", "كبار", "أكبر", "quality", "f du", "كبيرتان|كبيرتين|كبيرتا|كبيرتي"},
    {"كبير", "كبيرة", "كبار", "أكبر", "quality", "m pl", "كبار|كبارا"},
    {"عسكري", "عسكرية", "عسكريون|عسكريات", "", "nisba", "m pl", "عسكريون|عسكريين|عسكريو|عسكريي"},
    {"عسكري", "عسكرية", "عسكريون|عسكريات", "", "nisba", "f pl", "عسكريات"},
    {"أكبر", "كبرى", "أكابر", "", "quality", "m sg elative", "أكبر"},
    {"أكبر", "كبرى", "أكابر", "", "quality", "f sg elative", "كبرى|كبرا"},
    {"أعلى", "عليا", "", "", "quality", "f sg elative", "عليا"},
    {"أهم", "أهم", "", "", "quality", "sg", "أهم"},
    {"آخر", "أخرى", "آخرون", "", "quality", "elative", "-"},
    {"آخر", "أخرى", "آخرون", "", "quality", "f sg", "أخرى|أخرا"},
    {"أحمر", "حمراء", "حمر", "", "colour", "m sg", "أحمر"},
    {"أحمر", "حمراء", "حمر", "", "colour", "f du", "حمراوان|حمراوين"},
    {"ثاني", "ثانية", "", "", "ordinal", "m sg", "ثاني|ثان|ثانيا"},
    {"ثالث عشر", "ثالثة عشرة", "", "", "ordinal", "m sg", "ثالث عشر"},
    {"ثالث عشر", "ثالثة عشرة", "", "", "ordinal", "f", "ثالثة عشرة"},
    {"عشرون", "عشرون", "", "", "ordinal", "oblique", "عشرين"},
    {"جاري", "جارية", "جارون|جاريات", "", "participle", "m pl nominative", "جارون|جارو"},
    {"بطيء", "بطيئة", "بطيئون", "أبطأ", "quality", "m sg", "بطيء|بطيئا|بطيئ|أبطأ|أبطؤ|أبطئ"},
    {"متوفى", "متوفاة", "متوفون|متوفيات", "", "participle", "m pl oblique", "متوفين|متوفي"},
    {"قوي", "قوية", "أقوياء", "أقوى", "quality", "bound", "قويت|أقوياؤ|أقويائ|أقوا"},
};

TEST(Inflect, AdjectivesHaveGendersNumbersAndTheElative) {
  for (const AdjectiveCase& adjective_case : kAdjectives) {
    AdjectiveRow row;
    row.lemma = units(adjective_case.lemma);
    row.feminine = units(adjective_case.feminine);
    row.plurals = units_of_all(adjective_case.plurals);
    row.elatives = units_of_all(adjective_case.elatives);
    row.kind = adjective_case.kind;
    std::vector<Form> forms;
    inflect(row, paradigms(), forms);
    EXPECT_EQ(pick(forms, adjective_case.features, ""), sorted(adjective_case.expected))
        << adjective_case.lemma << ' ' << adjective_case.features;
  }
}

// --- the rows of the language -----------------------------------------------

// Lines of a lexicon table by column name, or none where the table is not there.
std::vector<std::map<std::string, std::string>> rows_of(const std::string& name) {
  std::vector<std::map<std::string, std::string>> rows;
  std::ifstream stream(kRows + name);
  std::vector<std::string> head;
  for (std::string line; std::getline(stream, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> cells = split(line, '\t');
    if (head.empty()) {
      head = cells;
      continue;
    }
    std::map<std::string, std::string>& row = rows.emplace_back();
    for (std::size_t at = 0; at < std::min(cells.size(), head.size()); ++at) {
      row[head[at]] = cells[at];
    }
  }
  return rows;
}

void expect_well_formed(const std::vector<Form>& forms, const std::string& lemma,
                        std::size_t most) {
  EXPECT_FALSE(forms.empty()) << lemma;
  EXPECT_LT(forms.size(), most) << lemma;
  std::set<std::pair<std::u16string, Features>> seen;
  for (const Form& form : forms) {
    EXPECT_FALSE(form.letters.empty()) << lemma;
    EXPECT_TRUE(seen.insert({form.letters, form.features}).second)
        << lemma << ": " << utf8(form.letters) << ' ' << dump(form.features);
    for (const char16_t unit : form.letters) {
      EXPECT_TRUE(u_isalpha(unit) || unit == u' ' || unit == u'-')
          << lemma << ": " << utf8(form.letters);
    }
  }
}

TEST(Inflect, EveryVerbOfTheLanguageHasAClassAndWellFormedForms) {
  const auto rows = rows_of("verbs.tsv");
  if (rows.empty()) GTEST_SKIP() << "no verbs.tsv";
  for (auto row : rows) {
    VerbRow inflected = verb(row["vocalised"], row["present"], row["form"],
                             !row["passive_participle"].empty() || !row["object_role"].empty());
    inflected.masdars = units_of_all(row["masdar"]);
    inflected.active_participles = units_of_all(row["active_participle"]);
    inflected.passive_participles = units_of_all(row["passive_participle"]);
    std::vector<Form> forms;
    EXPECT_TRUE(inflect(inflected, paradigms(), forms))
        << row["vocalised"] << ' ' << row["present"] << ' ' << row["form"];
    expect_well_formed(forms, row["lemma"], 120);
    EXPECT_NE(("|" + pick(forms, "past p3 m sg active", "bound") + "|").find(row["lemma"]),
              std::string::npos)
        << row["lemma"] << " is not its own past";
  }
}

TEST(Inflect, EveryNounAndAdjectiveOfTheLanguageHasWellFormedForms) {
  const auto nouns = rows_of("nouns.tsv");
  const auto adjectives = rows_of("adjectives.tsv");
  if (nouns.empty() || adjectives.empty()) GTEST_SKIP() << "no nouns.tsv or adjectives.tsv";
  for (auto row : nouns) {
    NounRow inflected;
    inflected.lemma = units(row["lemma"]);
    inflected.gender = row["gender"];
    inflected.plurals = units_of_all(row["plurals"]);
    inflected.kind = row["kind"];
    inflected.tags = split(row["tags"], '|');
    std::vector<Form> forms;
    inflect(inflected, paradigms(), forms);
    expect_well_formed(forms, row["lemma"], 40);
    EXPECT_EQ(forms.empty() ? u"" : forms.front().letters, inflected.lemma);
  }
  for (auto row : adjectives) {
    AdjectiveRow inflected;
    inflected.lemma = units(row["lemma"]);
    inflected.feminine = units(row["feminine"]);
    inflected.plurals = units_of_all(row["plurals"]);
    inflected.elatives = units_of_all(row["elative"]);
    inflected.kind = row["kind"];
    std::vector<Form> forms;
    inflect(inflected, paradigms(), forms);
    expect_well_formed(forms, row["lemma"], 40);
    EXPECT_EQ(forms.empty() ? u"" : forms.front().letters, inflected.lemma);
  }
}

// --- malformed tables ---------------------------------------------------------

// A copy of the morphology folder in which one line of one table is another.
std::string damaged_copy(const std::string& table, const std::string& from, const std::string& to) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / ("marsad_inflect_" + table);
  fs::remove_all(folder);
  fs::copy(kFolder, folder);
  std::ifstream in(folder / table);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  std::ofstream(folder / table) << text;
  return folder.string();
}

TEST(Inflect, MalformedTablesAreToldWithFileLineAndColumn) {
  struct Case {
    const char *table, *from, *to, *where, *what;
  };
  const Case cases[] = {
      {"verb_forms.tsv", "II\tyes", "II\tperhaps", "verb_forms.tsv:", "'perhaps'"},
      {"verb_forms.tsv", "III\tyes", "III", "verb_forms.tsv:", "''"},
      {"verb_endings.tsv", "past p3 m sg", "past p3 m singular", "verb_endings.tsv:", "not known"},
      {"verb_classes.tsv", "hollow_u\thollow_u", "hollow_o\thollow_u",
       "verb_classes.tsv:", "'hollow_o'"},
      {"nominal_classes.tsv", "noun_defective", "noun_broken",
       "nominal_classes.tsv:", "'noun_broken'"},
  };
  for (const Case& damage : cases) {
    const Result<Paradigms> loaded =
        load_paradigms(damaged_copy(damage.table, damage.from, damage.to));
    ASSERT_FALSE(loaded) << damage.table;
    EXPECT_EQ(loaded.error().code, ErrorCode::language);
    EXPECT_THAT(loaded.error().where, HasSubstr(damage.where));
    EXPECT_THAT(loaded.error().where, testing::MatchesRegex("[a-z_.]+:[0-9]+:[0-9]+"));
    EXPECT_THAT(loaded.error().what, HasSubstr(damage.what));
    EXPECT_FALSE(loaded.error().remedy.empty());
  }
}

TEST(Inflect, ATableWithOtherColumnsIsTold) {
  const Result<Paradigms> loaded =
      load_paradigms(damaged_copy("spelling.tsv", "before\tletters", "letters\tbefore"));
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().where, "spelling.tsv");
  EXPECT_THAT(loaded.error().what, HasSubstr("columns"));
}

TEST(Inflect, AFolderWithoutTablesIsTold) {
  const Result<Paradigms> loaded = load_paradigms(testing::TempDir() + "/no_such_folder");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::language);
  EXPECT_THAT(loaded.error().where, HasSubstr("symbols.tsv"));
}

}  // namespace
}  // namespace marsad::lexicon::compiler
