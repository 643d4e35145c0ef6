// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/report.h"

#include <algorithm>
#include <map>

namespace marsad::incidents {
namespace {

// A headline sums up the first paragraph; half a thousand letters hold it in nearly all news.
constexpr std::uint32_t kOpening = 500;
// An event further back than this is no news of the article's day.
constexpr auto kNews = std::chrono::days(10);

// A count over more days is cumulative.
constexpr auto kLongestToll = std::chrono::days(31);

// What is named, in the order of how often, then of first mention.
template <typename Key, typename Value = Key>
class Tally {
 public:
  void add(const Key& key, const Value& value, int weight) {
    auto [found, is_new] = at_.try_emplace(key, entries_.size());
    if (is_new) entries_.push_back({value, 0});
    entries_[found->second].second += weight;
  }
  [[nodiscard]] std::vector<Value> ordered() const {
    auto entries = entries_;
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<Value> out;
    for (auto& [value, weight] : entries) out.push_back(std::move(value));
    return out;
  }

 private:
  std::map<Key, std::size_t> at_;
  std::vector<std::pair<Value, int>> entries_;
};

bool is_harm(FigureKind kind) {
  return kind == FigureKind::killed || kind == FigureKind::injured ||
         kind == FigureKind::abducted || kind == FigureKind::affected;
}

// Gathers what some events and a stretch of text say into one report.
class Gatherer {
 public:
  void event(const Analysis& analysis, const Event& event, int weight) {
    types_.add(event.type, event.type, weight);
    for (const Index place : event.places) this->place(analysis.mentions[place], weight);
    for (const Index agent : event.agents) actor(analysis.mentions[agent], weight);
    for (const Index target : event.targets) actor(analysis.mentions[target], weight);
    for (const Index weapon : event.weapons) this->weapon(analysis.mentions[weapon], weight);
    if (event.from && event.to)
      days_.add({*event.from, *event.to}, {*event.from, *event.to}, weight);
  }
  void mention(const Mention& mention, int weight) {
    place(mention, weight);
    actor(mention, weight);
    weapon(mention, weight);
  }
  void toll(const Figure& figure) {
    if (!is_harm(figure.kind) || figure.status == Status::negated) return;
    // A count since the war began is no toll of one happening.
    if (figure.from && figure.to && *figure.to - *figure.from > kLongestToll) return;
    const Toll toll{figure.kind, figure.low, figure.high};
    if (std::find(tolls_.begin(), tolls_.end(), toll) == tolls_.end()) tolls_.push_back(toll);
  }

  // `published` stands in where no event has a day of its own near it.
  [[nodiscard]] Report report(std::optional<Date> published) const {
    Report out;
    out.types = types_.ordered();
    out.places = places_.ordered();
    out.actors = actors_.ordered();
    out.weapons = weapons_.ordered();
    out.tolls = tolls_;
    for (const auto& [from, to] : days_.ordered()) {
      if (published && (from > *published || *published - to > kNews)) continue;
      out.from = from;
      out.to = to;
      out.dated = true;
      break;
    }
    if (!out.dated) out.from = out.to = published;
    return out;
  }

 private:
  void place(const Mention& mention, int weight) {
    const auto* value = std::get_if<PlaceValue>(&mention.value);
    if (value == nullptr) return;
    places_.add(value->entity.empty() ? value->name : value->entity, *value, weight);
  }
  void actor(const Mention& mention, int weight) {
    const auto* value = std::get_if<ActorValue>(&mention.value);
    if (value == nullptr || value->cls == ActorClass::media || value->cls == ActorClass::monitor) {
      return;
    }
    const std::string& key = value->entity.empty() ? value->name : value->entity;
    actors_.add(key, key, weight);
  }
  void weapon(const Mention& mention, int weight) {
    const auto* value = std::get_if<WeaponValue>(&mention.value);
    if (value != nullptr) weapons_.add(value->kind, value->kind, weight);
  }

  Tally<EventType> types_;
  Tally<std::string, PlaceValue> places_;
  Tally<std::string> actors_, weapons_;
  Tally<std::pair<Date, Date>> days_;
  std::vector<Toll> tolls_;
};

bool happened(const Event& event) {
  return is_happening(event.type) && event.status != Status::planned &&
         event.status != Status::negated;
}

std::optional<Report> leading(const Reading& reading) {
  constexpr int kInTitle = 3;
  constexpr int kInOpening = 2;
  constexpr int kNamed = 1;
  Gatherer gather;
  const std::uint32_t end = opening_end(reading.text.document.text);
  std::vector<Index> events;
  bool told = false;
  for (const Event& event : reading.title.events) {
    if (!happened(event)) continue;
    gather.event(reading.title, event, kInTitle);
    told = true;
  }
  for (std::size_t i = 0; i < reading.text.events.size(); ++i) {
    const Event& event = reading.text.events[i];
    if (!happened(event) || event.trigger.begin >= end) continue;
    gather.event(reading.text, event, kInOpening);
    events.push_back(static_cast<Index>(i));
    told = true;
  }
  const auto harm = [](const Figure& figure) { return is_harm(figure.kind); };
  told = told || std::any_of(reading.title.figures.begin(), reading.title.figures.end(), harm);
  if (!told) return std::nullopt;
  for (const Mention& mention : reading.title.mentions) gather.mention(mention, kNamed);
  for (const Mention& mention : reading.text.mentions) {
    if (mention.span.begin < end) gather.mention(mention, kNamed);
  }
  for (const Figure& figure : reading.title.figures) gather.toll(figure);
  for (const Figure& figure : reading.text.figures) {
    const bool of_lead = figure.event == kNone ||
                         std::find(events.begin(), events.end(), figure.event) != events.end();
    if (figure.span.begin < end || of_lead) gather.toll(figure);
  }
  Report out = gather.report(reading.text.document.published);
  out.leads = true;
  out.events = std::move(events);
  out.words = reading.words;
  std::sort(out.words.begin(), out.words.end());
  out.words.erase(std::unique(out.words.begin(), out.words.end()), out.words.end());
  return out;
}

bool is_exact(const PlaceValue& place) {
  return place.level != PlaceLevel::country && place.level != PlaceLevel::region &&
         place.level != PlaceLevel::admin1;
}

// Further happenings: events with an exact place and a day other than the leading one.
void background(const Reading& reading, std::vector<Report>& out) {
  struct Key {
    Date day;
    std::string place;
    auto operator<=>(const Key&) const = default;
  };
  std::map<Key, std::vector<Index>> groups;
  const Analysis& text = reading.text;
  for (std::size_t i = 0; i < text.events.size(); ++i) {
    const Event& event = text.events[i];
    if (!happened(event) || !event.from || event.from != event.to) continue;
    if (text.document.published && *event.from > *text.document.published) continue;
    for (const Index mention : event.places) {
      const auto& place = std::get<PlaceValue>(text.mentions[mention].value);
      if (!is_exact(place)) continue;
      const bool of_lead = !out.empty() && out.front().leads && out.front().from &&
                           *event.from >= *out.front().from && *event.from <= *out.front().to;
      if (of_lead) continue;
      groups[{*event.from, place.entity.empty() ? place.name : place.entity}].push_back(
          static_cast<Index>(i));
      break;
    }
  }
  for (auto& [key, events] : groups) {
    Gatherer gather;
    for (const Index event : events) gather.event(text, text.events[event], 1);
    for (const Figure& figure : text.figures) {
      if (std::find(events.begin(), events.end(), figure.event) != events.end()) {
        gather.toll(figure);
      }
    }
    Report report = gather.report(std::nullopt);
    report.from = report.to = key.day;
    report.dated = true;
    report.events = std::move(events);
    out.push_back(std::move(report));
  }
}

}  // namespace

bool is_happening(EventType type) {
  switch (type) {
    case EventType::clash:
    case EventType::shelling:
    case EventType::airstrike:
    case EventType::bombing:
    case EventType::chemical_attack:
    case EventType::shooting:
    case EventType::abduction:
    case EventType::abuse:
    case EventType::destruction:
    case EventType::territory:
    case EventType::protest:
    case EventType::violence: return true;
    default: return false;
  }
}

bool may_report(const Analysis& text) {
  return opening_end(text.document.text) < kOpening ||
         std::any_of(text.events.begin(), text.events.end(), happened) ||
         std::any_of(
             text.figures.begin(), text.figures.end(),
             [](const Figure& figure) { return is_harm(figure.kind); });
}

std::uint32_t opening_end(std::string_view text) {
  std::uint32_t letters = 0;
  for (std::size_t i = 0; i < text.size() && letters < kOpening; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) ++letters;
  }
  return letters;
}

std::vector<Report> reports_of(const Reading& reading) {
  std::vector<Report> out;
  if (auto lead = leading(reading)) out.push_back(std::move(*lead));
  background(reading, out);
  return out;
}

}  // namespace marsad::incidents
