// SPDX-License-Identifier: Apache-2.0
// What the clause around a word says: where it begins and ends, its subject,
// what a noun counts.
//
//   "لم توجه روسيا ضربات جوية إلى شرق حلب"
//     negated(ضربات) → yes;  subject_of_light_verb(ضربات) → روسيا
//
// Tested by events_test.cpp.
#pragma once
#include <optional>

#include "marsad/events/triggers.h"
#include "marsad/mentions/page.h"

namespace marsad::events {

using Clause = Span;  // tokens

// Sets of the word classes that only events ask for (grammar/classes.tsv), looked up once.
struct ClauseClasses {
  explicit ClauseClasses(const lexicon::Lexicon& lexicon);
  std::uint32_t peaceful, vehicle, harm_word, stop, ground, strong_attack, conflict, among,
      aircraft, artillery, harm_noun, use_weapon, responsibility, generic, place_preposition,
      agent_preposition, target_preposition, court, accident, protester, protest_word, grievance,
      addition, part_of, control, with, complement, undergo, light_noun, war, all, building, hit,
      flee, ground_fire, between, some, under, harms, subject_to, toll, amid, only, involvement,
      concerning, mutual, hold, accuse, protest_act, in, lies, time_joiner, since, attempt, begins,
      middle, late, others, announce, adjoins, near_by, in_answer_to, hold_responsible, thwart,
      comes_as_news, aims, instance, change, leave, other, kinship, members, some_one, cover, treat,
      numbered;
};

class ClauseReader {
 public:
  ClauseReader(const mentions::Page& page, const ClauseClasses& classes)
      : page_(page), classes_(classes) {}

  // The clause that holds these tokens, inside their sentence.
  [[nodiscard]] Clause around(Span tokens) const;
  // "التي تدعمها روسيا": the verb of a relative clause whose pronoun is who was named, and whose
  // subject stands behind it.
  [[nodiscard]] bool resumes(std::uint32_t verb) const;
  // The actor before a verb that is its subject (المرصد قال; الذي قتل), or nullptr.
  [[nodiscard]] const mentions::Found* subject_before(std::uint32_t verb) const;
  // The subject of the verb that governs a noun ("شن الجيش هجوما"), or nullptr; `undergoes` is
  // set where that verb says to whom it happens ("تعرض الجيش لهجوم").
  [[nodiscard]] const mentions::Found* subject_of_light_verb(std::uint32_t noun,
                                                             bool& undergoes) const;
  // Who a pronoun on the word may mean: the nearest body of arms or of a state before it in
  // the sentence, or nullptr.
  [[nodiscard]] const mentions::Found* actor_before(std::uint32_t token) const;
  // The mention of a type, with a value that fits, nearest to the trigger in the
  // clause, then in its sentence, no farther than `reach` tokens.
  template <typename T, typename Fits>
  [[nodiscard]] const mentions::Found* nearest(Clause clause, Span trigger, std::uint32_t reach,
                                               const Fits& fits) const;
  template <typename T>
  [[nodiscard]] const mentions::Found* nearest(Clause clause, Span trigger,
                                               std::uint32_t reach) const {
    return nearest<T>(clause, trigger, reach, [](const T&) { return true; });
  }

  // Behind a preposition, so no subject.
  [[nodiscard]] bool prepositional(const mentions::Found& found) const;
  [[nodiscard]] bool negated(std::uint32_t token) const;
  // What a preposition does whatever verb it stands with: في a place, ب a weapon.
  [[nodiscard]] std::optional<Role> usual_role(std::uint32_t token) const;
  // "بيد", "على يد", "من قبل": who did it stands behind.
  [[nodiscard]] bool by(std::uint32_t token) const;
  // "تخضع المدينة لسيطرة": what follows is told as befalling someone or something.
  [[nodiscard]] bool befalls(std::uint32_t token) const;
  // A word that only points back (الهجوم, العملية), not one that tells its kind.
  [[nodiscard]] bool refers_back(std::uint32_t token) const;
  [[nodiscard]] bool aircraft_in(const text::Sentence& sentence) const;

  // بينهم, من ضمنهم.
  [[nodiscard]] bool part_marker(std::uint32_t token) const;
  [[nodiscard]] bool part_marker_before(std::uint32_t token) const;
  // "إضافة إلى", "فضلا عن"; من as a part of.
  [[nodiscard]] bool adds(std::uint32_t token) const { return page_.is(token, classes_.addition); }
  [[nodiscard]] bool partitive(std::uint32_t token) const {
    return page_.is(token, classes_.part_of);
  }
  [[nodiscard]] bool of_some(std::uint32_t token) const;
  // The kind of harm that a noun of persons tells (قتيل, جريح, نازح).
  [[nodiscard]] std::optional<FigureKind> harm_of(std::uint32_t noun) const;
  [[nodiscard]] Victims victims_of(std::uint32_t noun) const;
  // Who a plain number of people is, told behind it: "4 من المهاجمين", "30 قتيلا في صفوف الجيش".
  [[nodiscard]] Victims victims_behind(Span figure) const;

  // "أكثر من 70 بينهم 41 مدنيا", "عشرة من المدنيين وقوات الأمن": civilians and others.
  [[nodiscard]] bool mixed_behind(Span figure, Victims whole) const;
  // "عدد القتلى المدنيين إلى 855 قتيلا": whom the number before which this stands counts.
  [[nodiscard]] bool civilian_toll(std::uint32_t number) const;
  // "تسعة آخرين": the number ends in a word for others.
  [[nodiscard]] bool others_in(Span figure) const {
    return page_.is(figure.end - 1, classes_.others);
  }

  // A noun of persons that tells their harm (القتلى, النازحون).
  [[nodiscard]] bool harmed_person(std::uint32_t token) const {
    return page_.is(token, classes_.harm_noun);
  }
  // "مناطق تسيطر عليها القوات", "الخاضع لسيطرة", "تحت سيطرة": only says which ground is meant.
  [[nodiscard]] bool describes(std::uint32_t token, bool is_verb, bool by_whom) const;
  // "وقف", "إيقاف" as nouns: with an attack behind them, a truce.
  [[nodiscard]] bool stops(std::uint32_t token) const { return page_.is(token, classes_.stop); }
  // "استخدم", "إطلاق": with a weapon behind it, the use of that weapon.
  [[nodiscard]] bool uses_weapon(std::uint32_t token) const {
    return page_.is(token, classes_.use_weapon);
  }
  // The weapon before a word of use that is what was used: "قذيفة أطلقها الجيش", "صاروخ أطلق من";
  // nullptr where none is.
  [[nodiscard]] const mentions::Found* weapon_resumed_by(std::uint32_t token) const;
  // Whether a word between two tells that another happening begins (فيما, بينما).
  [[nodiscard]] bool parted(Span a, Span b) const;
  // Words of aircraft less words of artillery, over the whole article.
  [[nodiscard]] int aircraft_balance() const;

  // A weapon that carries others: aircraft, tanks, ships.
  [[nodiscard]] bool vehicle(std::uint32_t token) const {
    return page_.is(token, classes_.vehicle);
  }
  [[nodiscard]] bool weapon_word(std::uint32_t token) const {
    return page_.is(token, page_.classes.weapon);
  }
  // "ضد".
  [[nodiscard]] bool against(std::uint32_t token) const {
    return page_.is(token, classes_.target_preposition);
  }
  // "مع": whom a clash or talks are with.
  [[nodiscard]] bool with(std::uint32_t token) const { return page_.is(token, classes_.with); }
  // A word of killing, wounding or taking people.
  [[nodiscard]] bool harm_word(std::uint32_t token) const {
    return page_.is(token, classes_.harm_word);
  }
  // A word or phrase that begins here and tells an attack whatever the article is about.
  [[nodiscard]] bool strong_attack(std::uint32_t token) const;
  // Words of sport, technology, business and culture; of conflict, where no reading says
  // otherwise.
  [[nodiscard]] bool tells_peace(std::uint32_t token) const {
    return page_.is(token, classes_.peaceful);
  }
  // A kind of place (موقع, منطقة, مبنى).
  [[nodiscard]] bool ground(std::uint32_t token) const { return page_.is(token, classes_.ground); }
  [[nodiscard]] bool ground_or_building(std::uint32_t token) const {
    return ground(token) || page_.is(token, classes_.building);
  }
  // People who protest (متظاهر, محتج).
  [[nodiscard]] bool protester(std::uint32_t token) const {
    return page_.is(token, classes_.protester);
  }
  // Words of protest (مظاهرة, اعتصام), and of what it is for (ضد, تضامن, هتاف).
  [[nodiscard]] bool tells_protest(std::uint32_t token) const {
    return page_.is(token, classes_.protest_word);
  }
  [[nodiscard]] bool tells_grievance(std::uint32_t token) const {
    return page_.is(token, classes_.grievance);
  }
  // What people do who protest (تجمع, نزل, هتف).
  [[nodiscard]] bool protests(std::uint32_t token) const {
    return page_.is(token, classes_.protest_act);
  }
  // Words of fires, crashes, storms and illness.
  [[nodiscard]] bool tells_accident(std::uint32_t token) const {
    return page_.is(token, classes_.accident);
  }
  [[nodiscard]] bool accident_in(const text::Sentence& sentence) const {
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
      if (tells_accident(t)) return true;
    }
    return false;
  }
  // "أعلن مسؤوليته عن", "تبنى".
  [[nodiscard]] bool tells_responsibility(std::uint32_t token) const {
    return page_.is(token, classes_.responsibility);
  }
  // Words of trials and sentences.
  [[nodiscard]] bool tells_court(std::uint32_t token) const {
    return page_.is(token, classes_.court);
  }
  [[nodiscard]] bool tells_conflict(std::uint32_t token) const {
    return page_.surely(token, classes_.conflict);
  }

  // "الحرب", "النزاع": in which people fall, not by which.
  [[nodiscard]] bool war(std::uint32_t token) const { return page_.is(token, classes_.war); }
  // "فر", "هروب".
  [[nodiscard]] bool flees(std::uint32_t token) const { return page_.is(token, classes_.flee); }
  [[nodiscard]] bool fighters_near(std::uint32_t token) const;
  // "قصف صاروخي", "تبادل القصف": fire from the ground.
  [[nodiscard]] bool ground_fire(Span tokens) const;
  // "ضرب".
  [[nodiscard]] bool hits(std::uint32_t token) const { return page_.is(token, classes_.hit); }
  [[nodiscard]] bool between(std::uint32_t token) const {
    return page_.is(token, classes_.between);
  }
  // "في", "خلال": with the happening behind them in which something befell.
  [[nodiscard]] bool amid(std::uint32_t token) const { return page_.is(token, classes_.amid); }
  // "ضلوع", "مشاركة": with the happening behind them.
  [[nodiscard]] bool takes_part(std::uint32_t token) const {
    return page_.is(token, classes_.involvement);
  }
  // "على", "بشأن": with the happening behind them that a comment is on.
  [[nodiscard]] bool concerns(std::uint32_t token) const {
    return page_.is(token, classes_.concerning);
  }
  // "متبادل": each hits the other.
  [[nodiscard]] bool mutual(std::uint32_t token) const { return page_.is(token, classes_.mutual); }
  // "تسيطر", "خاضع": behind ground that is theirs.
  [[nodiscard]] bool holds(std::uint32_t token) const { return page_.is(token, classes_.hold); }
  // "لم تسفر فقط عن": told as having happened, and more besides.
  [[nodiscard]] bool not_only(std::uint32_t negation) const;
  // "في", "داخل": in what a place lies; "الواقعة", "التابعة".
  [[nodiscard]] bool in(std::uint32_t token) const { return page_.is(token, classes_.in); }
  [[nodiscard]] bool lies(std::uint32_t token) const { return page_.is(token, classes_.lies); }
  // "حتى", "ثم": between two times.
  [[nodiscard]] bool joins_times(std::uint32_t token) const {
    return page_.is(token, classes_.time_joiner);
  }
  // "منذ", with no time behind it.
  [[nodiscard]] bool since(std::uint32_t token) const {
    return page_.is(token, classes_.since) && opener(token);
  }
  // "حاول", "محاولة": what was tried has a day, though it did not succeed.
  [[nodiscard]] bool attempts(std::uint32_t token) const {
    return page_.is(token, classes_.attempt);
  }
  // "بدأ", "انطلاق".
  [[nodiscard]] bool begins(std::uint32_t token) const { return page_.is(token, classes_.begins); }
  // "استهدف", "طال": with what an attack hit behind it.
  [[nodiscard]] bool aims(std::uint32_t token) const { return page_.is(token, classes_.aims); }
  // "أعلن", "كشف"; "المحاذية".
  [[nodiscard]] bool announces(std::uint32_t token) const {
    return page_.is(token, classes_.announce);
  }
  // "أحبطت الشرطة تفجيرا"
  [[nodiscard]] bool thwarts(std::uint32_t token) const { return page_.is(token, classes_.thwart); }
  // "لم ترد أنباء عن إصابات"
  [[nodiscard]] bool comes_as_news(std::uint32_t token) const {
    return page_.is(token, classes_.comes_as_news);
  }
  // "الرد على", "تحقيق في"
  [[nodiscard]] bool answers(std::uint32_t token) const {
    return page_.is(token, classes_.in_answer_to);
  }
  [[nodiscard]] bool complement(std::uint32_t token) const {
    return page_.is(token, classes_.complement);
  }
  // "قرب", "أمام"
  [[nodiscard]] bool near_by(std::uint32_t token) const {
    return page_.is(token, classes_.near_by);
  }
  [[nodiscard]] bool adjoins(std::uint32_t token) const {
    return page_.is(token, classes_.adjoins);
  }
  // "منتصف"; "أواخر", "نهاية".
  [[nodiscard]] bool middle(std::uint32_t token) const { return page_.is(token, classes_.middle); }
  [[nodiscard]] bool late(std::uint32_t token) const { return page_.is(token, classes_.late); }
  // "عدد", "حصيلة".
  [[nodiscard]] bool toll(std::uint32_t token) const { return page_.is(token, classes_.toll); }
  // "33 حالة اعتقال": what is counted is how often it happened.
  [[nodiscard]] bool instance(std::uint32_t token) const {
    return page_.is(token, classes_.instance);
  }
  // "ارتفع من … إلى …".
  [[nodiscard]] bool changes(std::uint32_t token) const { return page_.is(token, classes_.change); }
  // "خلف قتيلا", "سقوط قتيل".
  [[nodiscard]] bool leaves(std::uint32_t token) const { return page_.is(token, classes_.leave); }
  // "آخر", "ثالث".
  [[nodiscard]] bool another(std::uint32_t token) const { return page_.is(token, classes_.other); }
  // "أفرادها", "عناصره": of a force.
  [[nodiscard]] bool member(std::uint32_t token) const { return page_.is(token, classes_.members); }
  // "أحدهم".
  [[nodiscard]] bool one_of_them(std::uint32_t token) const {
    return page_.is(token, classes_.some_one);
  }
  // "شمل", "تضمن".
  [[nodiscard]] bool covers(std::uint32_t token) const { return page_.is(token, classes_.cover); }
  // "نقل", "انتشل": what is done for those who were harmed.
  [[nodiscard]] bool treats(std::uint32_t token) const { return page_.is(token, classes_.treat); }
  // "رقم", "المادة": the number behind it names and does not count.
  [[nodiscard]] bool numbered(std::uint32_t token) const {
    return page_.is(token, classes_.numbered);
  }
  // "زوجة", "ابن".
  [[nodiscard]] bool kin(std::uint32_t token) const { return page_.is(token, classes_.kinship); }
  // "كافة", "جميع".
  [[nodiscard]] bool all(std::uint32_t token) const { return page_.is(token, classes_.all); }
  // "السيطرة على المبنى", "استعادة منطقة": a kind of place behind the word.
  [[nodiscard]] bool takes_ground(std::uint32_t token) const;

 private:
  [[nodiscard]] bool aircraft(std::uint32_t token) const;
  [[nodiscard]] bool governs(std::uint32_t token, const mentions::Found* subject) const;
  [[nodiscard]] bool opener(std::uint32_t token) const;
  [[nodiscard]] bool opens_clause(std::uint32_t token) const;
  [[nodiscard]] std::uint32_t before_relative(std::uint32_t pause) const;
  [[nodiscard]] bool predicated(std::uint32_t token) const;
  // Whether a phrase of the set begins at the token.
  [[nodiscard]] bool phrase_begins(std::uint32_t token, std::uint32_t set) const;
  [[nodiscard]] std::uint32_t before_aside(std::uint32_t token) const;

  const mentions::Page& page_;
  const ClauseClasses& classes_;
};

template <typename T, typename Fits>
const mentions::Found* ClauseReader::nearest(Clause clause, Span trigger, std::uint32_t reach,
                                             const Fits& fits) const {
  const text::Sentence& sentence = page_.sentence_at(trigger.begin);
  const auto search = [&](std::uint32_t first, std::uint32_t last) -> const mentions::Found* {
    const mentions::Found* best = nullptr;
    std::uint32_t best_distance = reach + 1;
    for (std::uint32_t token = first; token < last; ++token) {
      const mentions::Found* found = page_.mention(token);
      const T* value = mentions::value_of<T>(found);
      if (value == nullptr || found->tokens.begin != token || !fits(*value)) continue;
      // What follows the trigger is nearer than what stands before it.
      const std::uint32_t distance =
          token >= trigger.end ? token - trigger.end : (trigger.begin - token) + 2;
      if (distance < best_distance) {
        best_distance = distance;
        best = found;
      }
    }
    return best;
  };
  const mentions::Found* found = search(clause.begin, clause.end);
  return found != nullptr
             ? found
             : search(std::max(sentence.first, trigger.begin - std::min(trigger.begin, reach)),
                      std::min(sentence.last, trigger.end + reach + 1));
}

}  // namespace marsad::events
