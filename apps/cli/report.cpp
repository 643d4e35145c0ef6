// SPDX-License-Identifier: Apache-2.0
#include "report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "marsad/analysis/json.h"
#include "marsad/analysis/quotes.h"

namespace marsad::cli {
namespace {

std::string with_thousands(double value) {
  if (std::trunc(value) != value || std::fabs(value) >= 1e15) return fmt::format("{}", value);
  std::string digits = fmt::format("{}", static_cast<long long>(std::fabs(value)));
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return value < 0 ? "-" + digits : digits;
}

// What the words allow: a degree for a country, some ten metres for a site.
int decimals(PlaceLevel level) {
  switch (level) {
    case PlaceLevel::country: return 0;
    case PlaceLevel::region: return 0;
    case PlaceLevel::admin1: return 1;
    case PlaceLevel::admin2: return 1;
    case PlaceLevel::city: return 2;
    case PlaceLevel::district: return 2;
    case PlaceLevel::village: return 2;
    case PlaceLevel::site: return 3;
  }
  return 0;
}

std::string coordinates(const PlaceValue& place) {
  const int digits = decimals(place.level);
  return fmt::format("{:.{}f}°{} {:.{}f}°{}", std::fabs(place.lat), digits,
                     place.lat < 0 ? "S" : "N", std::fabs(place.lon), digits,
                     place.lon < 0 ? "W" : "E");
}

std::string spaced(std::string_view word) {
  std::string text(word);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

struct StanceLook {
  std::string_view mark, one, many;  // "✗ denies", "✗ deny"
  Style style;
};

StanceLook look_of(Stance stance) {
  switch (stance) {
    case Stance::asserts: return {"", "says", "say", Style::plain};
    case Stance::confirms: return {"✓", "confirms", "confirm", Style::green};
    case Stance::denies: return {"✗", "denies", "deny", Style::red};
    case Stance::accuses: return {"!", "accuses", "accuse", Style::red};
    case Stance::doubts: return {"?", "doubts", "doubt", Style::yellow};
    case Stance::demands: return {"→", "demands", "demand", Style::blue};
    case Stance::promises: return {"…", "promises", "promise", Style::blue};
  }
  return {};
}

// The counted people, in the number that the count asks for.
std::string_view people(Victims victims, bool one) {
  switch (victims) {
    case Victims::people: return one ? "person" : "people";
    case Victims::civilians: return one ? "civilian" : "civilians";
    case Victims::children: return one ? "child" : "children";
    case Victims::women: return one ? "woman" : "women";
    case Victims::combatants: return one ? "combatant" : "combatants";
    case Victims::medics: return one ? "medic" : "medics";
    case Victims::journalists: return one ? "journalist" : "journalists";
    case Victims::mixed: return one ? "person" : "people of several kinds";
  }
  return "";
}

class Page {
 public:
  Page(const Analysis& analysis, const Look& look, bool why)
      : a_(analysis), look_(look), why_(why), quotes_(analysis.document.text) {}

  std::string write() {
    write_head();
    if (a_.claims.empty() && a_.events.empty() && a_.figures.empty()) {
      out_ += '\n';
      Paragraph().add("Marsad reads no claim, event or figure in it.").print(out_, look_, "", "");
      return std::move(out_);
    }
    write_claims();
    write_own_voice();
    write_figures();
    return std::move(out_);
  }

 private:
  // --- head ---
  void write_head() {
    const Document& d = a_.document;
    Paragraph().add(d.title.empty() ? d.id : d.title, Style::bold).print(out_, look_, "", "");
    Paragraph line;
    const auto item = [&](std::string_view text) {
      if (text.empty()) return;
      if (!line.empty()) line.add("·", Style::dim);
      line.add(text, Style::dim);
    };
    if (!d.title.empty()) item(d.id);
    item(d.published ? to_iso(*d.published) : "no date: relative times stay open");
    item(d.outlet);
    item(d.url);
    line.print(out_, look_, "", "");
  }

  void heading(std::string_view text, std::string_view note = "") {
    out_ += '\n';
    Paragraph line;
    line.add(text, Style::bold).add(note, Style::dim);
    line.print(out_, look_, "", "");
  }

  // --- naming ---
  [[nodiscard]] std::string_view quote(Index mention) const {
    return quotes_.of(a_.mentions[static_cast<std::size_t>(mention)].span);
  }

  [[nodiscard]] const Mention& mention(Index index) const {
    return a_.mentions[static_cast<std::size_t>(index)];
  }

  // The canonical name of an actor or place, else the words.
  [[nodiscard]] std::string_view canonical(Index index) const {
    std::string_view found;
    if (const auto* actor = std::get_if<ActorValue>(&mention(index).value)) found = actor->name;
    if (const auto* place = std::get_if<PlaceValue>(&mention(index).value)) found = place->name;
    return found.empty() ? quote(index) : found;
  }

  // The canonical name, and the words after it where they are others.
  void add_named(Paragraph& line, Index index, Style style = Style::plain) const {
    const std::string_view known = canonical(index);
    line.add(known, style);
    if (known != quote(index)) line.add(quote(index));
  }

  void add_names(Paragraph& line, const std::vector<Index>& mentions) const {
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      if (i > 0) line.glue(",");
      line.add(canonical(mentions[i]));
    }
  }

  [[nodiscard]] std::string source_key(const Claim& claim) const {
    std::string key;
    for (const Index source : claim.sources) {
      const auto* actor = std::get_if<ActorValue>(&mention(source).value);
      key += actor != nullptr && !actor->entity.empty() ? std::string_view(actor->entity)
                                                        : canonical(source);
      key += '\n';
    }
    return key;
  }

  // --- standing ---
  struct Standing {
    std::string_view mark, text;  // empty: told as having happened, and nobody answers
    Style style = Style::plain;
    Index denial = kNone;  // the claim that denies it
  };

  // How firmly a thing stands: its own status first, else what answers the
  // claims that tell it.
  [[nodiscard]] Standing standing(Status status, const std::vector<Index>& claims) const {
    switch (status) {
      case Status::denied: return {"✗", "denied", Style::red, answering(claims, Stance::denies)};
      case Status::negated: return {"∅", "said not to have happened", Style::blue};
      case Status::planned: return {"→", "not yet happened", Style::blue};
      case Status::possible: return {"?", "unverified", Style::yellow};
      case Status::reported: break;
    }
    if (const Index denial = answering(claims, Stance::denies); denial != kNone) {
      return {"✗", "denied", Style::red, denial};
    }
    if (answering(claims, Stance::doubts) != kNone) return {"?", "unverified", Style::yellow};
    return {};
  }

  // The first claim of that stance about one of `claims`.
  [[nodiscard]] Index answering(const std::vector<Index>& claims, Stance stance) const {
    for (std::size_t i = 0; i < a_.claims.size(); ++i) {
      const Claim& answer = a_.claims[i];
      if (answer.stance == stance && answer.about != kNone &&
          std::find(claims.begin(), claims.end(), answer.about) != claims.end()) {
        return static_cast<Index>(i);
      }
    }
    return kNone;
  }

  void add_standing(Paragraph& line, const Standing& standing) const {
    line.add(standing.mark, standing.style).tie(standing.text, standing.style);
    if (standing.denial == kNone) return;
    const auto& sources = a_.claims[static_cast<std::size_t>(standing.denial)].sources;
    if (!sources.empty()) {
      line.add("by", standing.style).add(canonical(sources.front()), standing.style);
    }
  }

  // --- who says ---
  void write_claims() {
    if (a_.claims.empty()) return;
    heading("WHO SAYS");
    std::vector<bool> done(a_.claims.size(), false);
    for (std::size_t i = 0; i < a_.claims.size(); ++i) {
      if (done[i]) continue;
      const std::string key = source_key(a_.claims[i]);
      out_ += '\n';
      write_sources(a_.claims[i]);
      for (std::size_t j = i; j < a_.claims.size(); ++j) {
        if (done[j] || source_key(a_.claims[j]) != key) continue;
        done[j] = true;
        write_claim(static_cast<Index>(j));
      }
    }
  }

  void write_sources(const Claim& claim) {
    Paragraph line;
    if (claim.sources.empty()) line.add("No source named", Style::bold);
    for (std::size_t i = 0; i < claim.sources.size(); ++i) {
      if (i > 0) line.add("and");
      add_named(line, claim.sources[i], Style::bold);
      if (const auto* actor = std::get_if<ActorValue>(&mention(claim.sources[i]).value)) {
        line.add("(" + std::string(name(actor->cls)) + ")", Style::dim);
      }
    }
    line.print(out_, look_, "", "    ");
  }

  void write_claim(Index index) {
    const Claim& claim = a_.claims[static_cast<std::size_t>(index)];
    const StanceLook stance = look_of(claim.stance);
    Paragraph line;
    line.add(stance.mark, stance.style)
        .tie(claim.sources.size() > 1 ? stance.many : stance.one, stance.style)
        .add(quotes_.of(claim.cue));
    if (claim.told_to != kNone) {
      line.add("to");
      add_named(line, claim.told_to);
    }
    if (claim.about != kNone) add_reference(line, "answering", claim.about);
    if (claim.within != kNone) add_reference(line, "quoted by", claim.within);
    line.add(fmt::format("[c{}]", index + 1), Style::dim);
    line.print(out_, look_, "  ", "      ");
    Paragraph().add(quotes_.of(claim.content)).print(out_, look_, "    │ ", "    │ ");
    write_why(claim.why, "    ");
    write_told(index);
  }

  void add_reference(Paragraph& line, std::string_view how, Index claim) const {
    const Claim& other = a_.claims[static_cast<std::size_t>(claim)];
    line.add("·", Style::dim).add(how);
    if (!other.sources.empty()) line.add(canonical(other.sources.front()));
    line.add(fmt::format("[c{}]", claim + 1), Style::dim);
  }

  // Whether `claims` tell a thing first in claim `index`: not where a claim
  // quoted inside it tells the same.
  [[nodiscard]] bool tells(Index index, const std::vector<Index>& claims) const {
    if (std::find(claims.begin(), claims.end(), index) == claims.end()) return false;
    return std::none_of(claims.begin(), claims.end(), [&](Index other) {
      return a_.claims[static_cast<std::size_t>(other)].within == index && other != index;
    });
  }

  void write_told(Index claim) {
    for (std::size_t i = 0; i < a_.events.size(); ++i) {
      if (!tells(claim, a_.events[i].claims)) continue;
      write_event(a_.events[i], "    ");
      write_figures_of(static_cast<Index>(i), claim, "        ");
    }
    for (const Figure& f : a_.figures) {
      if (tells(claim, f.claims) &&
          (f.event == kNone ||
           !tells(claim, a_.events[static_cast<std::size_t>(f.event)].claims))) {
        write_figure(f, "    • ", "      ");
      }
    }
  }

  void write_figures_of(Index event, Index claim, const std::string& margin) {
    for (const Figure& f : a_.figures) {
      if (f.event != event) continue;
      if (claim == kNone ? f.claims.empty() : tells(claim, f.claims)) {
        write_figure(f, margin, margin + "    ");
      }
    }
  }

  // --- what happened ---
  void write_event(const Event& event, const std::string& margin) {
    Paragraph line;
    line.add(spaced(name(event.type)), Style::bold).add(quotes_.of(event.trigger));
    add_standing(line, standing(event.status, event.claims));
    if (!event.agents.empty() || !event.targets.empty()) {
      line.add("·", Style::dim);
      if (!event.agents.empty() && event.targets.empty()) line.add("by");
      add_names(line, event.agents);
      if (!event.targets.empty()) line.add("→");
      add_names(line, event.targets);
    }
    for (const Index weapon : event.weapons) {
      line.add("·", Style::dim).add("with");
      const auto* value = std::get_if<WeaponValue>(&mention(weapon).value);
      if (value != nullptr && !value->kind.empty()) line.add(spaced(value->kind));
      line.add(quote(weapon));
    }
    for (const Index place : event.places) add_place(line, place);
    add_dates(line, event);
    line.print(out_, look_, margin + "• ", margin + "  ");
    write_why(event.why, margin + "  ");
  }

  void add_place(Paragraph& line, Index place) const {
    line.add("·", Style::dim).add("at");
    add_named(line, place);
    if (const auto* value = std::get_if<PlaceValue>(&mention(place).value)) {
      line.add(fmt::format("({}, {})", name(value->level), coordinates(*value)), Style::dim);
    }
  }

  void add_dates(Paragraph& line, const Event& event) const {
    const std::string dates = dates_text(event.from, event.to);
    if (dates.empty() && event.times.empty()) return;
    line.add("·", Style::dim).add(dates);
    if (!dates.empty()) return;
    for (const Index time : event.times) line.add(quote(time));
    line.add("(not resolved)", Style::dim);
  }

  void write_figure(const Figure& f, std::string_view first, std::string_view rest) {
    Paragraph line;
    if (f.within != kNone) line.add("└ of them", Style::dim);
    line.add(name(f.kind))
        .add(count_text(f.low, f.high, f.approximate), Style::bold)
        .add(people(f.victims, f.low == 1 && f.high == 1))
        .add(quotes_.of(f.span));
    add_standing(line, standing(f.status, f.claims));
    line.print(out_, look_, first, rest);
    write_why(f.why, rest);
  }

  void write_why(const std::vector<std::string>& reasons, std::string_view margin) {
    if (!why_ || reasons.empty()) return;
    Paragraph line;
    line.add("why:", Style::dim);
    for (std::size_t i = 0; i < reasons.size(); ++i) {
      if (i > 0) line.add("←", Style::dim);
      line.add(reasons[i], Style::dim);
    }
    line.print(out_, look_, margin, std::string(margin) + "  ");
  }

  void write_own_voice() {
    const auto untold = [](const auto& item) { return item.claims.empty(); };
    if (std::none_of(a_.events.begin(), a_.events.end(), untold) &&
        std::none_of(a_.figures.begin(), a_.figures.end(), untold)) {
      return;
    }
    heading("THE ARTICLE ITSELF", "in its own voice, no source given");
    out_ += '\n';
    for (std::size_t i = 0; i < a_.events.size(); ++i) {
      if (!a_.events[i].claims.empty()) continue;
      write_event(a_.events[i], "  ");
      write_figures_of(static_cast<Index>(i), kNone, "      ");
    }
    for (const Figure& f : a_.figures) {
      if (f.claims.empty() &&
          (f.event == kNone || !a_.events[static_cast<std::size_t>(f.event)].claims.empty())) {
        write_figure(f, "  • ", "    ");
      }
    }
  }

  // --- figures side by side ---
  void write_figures() {
    if (a_.figures.empty()) return;
    heading("FIGURES", "as documented here: not a total, nothing is added up");
    out_ += '\n';
    Table table({"HARM", "COUNT", "WHO", "SOURCE", "WHERE", "WHEN", "STANDING"});
    for (const Figure& f : a_.figures) {
      const Standing stands = standing(f.status, f.claims);
      std::vector<Paragraph> cells(7);
      if (f.within != kNone) cells[0].add("└", Style::dim);
      cells[0].add(name(f.kind));
      cells[1].add(count_text(f.low, f.high, f.approximate), Style::bold);
      cells[2].add(people(f.victims, f.low == 1 && f.high == 1));
      if (f.sources.empty()) {
        cells[3].add("the article", Style::dim);
      } else {
        add_names(cells[3], f.sources);
      }
      if (f.place != kNone) cells[4].add(canonical(f.place));
      cells[5].add(dates_text(f.from, f.to));
      if (stands.text.empty()) {
        cells[6].add("reported");
      } else {
        add_standing(cells[6], {"", stands.text, stands.style, stands.denial});
      }
      table.add(std::move(cells));
    }
    table.print(out_, look_, "");
  }

  const Analysis& a_;
  const Look& look_;
  bool why_;
  Quotes quotes_;
  std::string out_;
};

}  // namespace

std::string count_text(std::optional<double> low, std::optional<double> high, bool approximate) {
  const std::string about = approximate ? "≈" : "";
  if (low && high) {
    if (*low == *high) return about + with_thousands(*low);
    return about + with_thousands(*low) + "–" + with_thousands(*high);
  }
  if (low) return about + with_thousands(*low) + "+";
  if (high) return "up to " + about + with_thousands(*high);
  return "?";
}

std::string dates_text(std::optional<Date> from, std::optional<Date> to) {
  if (!from && !to) return "";
  if (!to) return "since " + to_iso(*from);
  if (!from) return "until " + to_iso(*to);
  if (*from == *to) return to_iso(*from);
  using std::chrono::days;
  using std::chrono::year_month_day;
  const year_month_day first{*from};
  const year_month_day last{*to};
  const year_month_day after{*to + days{1}};
  const auto is_first_day = [](year_month_day d) { return d.day() == std::chrono::day{1}; };
  if (is_first_day(first) && is_first_day(after) && first.year() == last.year()) {
    if (first.month() == last.month()) return to_iso(*from).substr(0, 7);
    if (first.month() == std::chrono::January && last.month() == std::chrono::December) {
      return to_iso(*from).substr(0, 4);
    }
  }
  return to_iso(*from) + " to " + to_iso(*to);
}

std::string report(const Analysis& analysis, const Look& look, bool why) {
  return Page(analysis, look, why).write();
}

}  // namespace marsad::cli
