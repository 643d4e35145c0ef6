// SPDX-License-Identifier: Apache-2.0
#include "layers.h"

#include <algorithm>
#include <utility>

#include "marsad/analysis/names.h"
#include "marsad/analysis/quotes.h"

namespace marsad::python {
namespace {

using incidents::Statement;

constexpr bool kAlways = false;  // never null

// What the tables have in common: an article, a thing in it, its span and quote.
std::vector<Field> thing(std::string_view name) {
  return {{"article", Kind::text, kAlways}, {name, Kind::text, kAlways}};
}
std::vector<Field> span_fields() {
  return {{"start", Kind::whole, kAlways},
          {"end", Kind::whole, kAlways},
          {"text", Kind::text, kAlways}};
}
const std::vector<Field> kNamed{{"name", Kind::text, kAlways}, {"entity", Kind::text}};
const std::vector<Field> kWhere{
    {"country", Kind::text}, {"lat", Kind::real}, {"lon", Kind::real}, {"level", Kind::text}};
const std::vector<Field> kDays{{"from", Kind::day}, {"to", Kind::day}};
const std::vector<Field> kBounds{
    {"low", Kind::real}, {"high", Kind::real}, {"approximate", Kind::flag}};
const std::vector<Field> kCodes{{"acled_event", Kind::text},
                                {"acled_sub_event", Kind::text},
                                {"plover", Kind::text},
                                {"plover_mode", Kind::text},
                                {"cameo", Kind::text}};

template <typename... Parts>
std::vector<Field> fields(const Parts&... parts) {
  std::vector<Field> out;
  (out.insert(out.end(), std::begin(parts), std::end(parts)), ...);
  return out;
}

std::vector<Form> make_layers() {
  using Fields = std::vector<Field>;
  const Fields mention = fields(thing("mention"), span_fields());
  std::vector<Form> out;
  out.push_back({"articles", Fields{{"article", Kind::text, kAlways},
                                    {"title", Kind::text},
                                    {"published", Kind::day},
                                    {"outlet", Kind::text},
                                    {"url", Kind::text},
                                    {"pack", Kind::text, kAlways},
                                    {"mentions", Kind::whole, kAlways},
                                    {"claims", Kind::whole, kAlways},
                                    {"events", Kind::whole, kAlways},
                                    {"figures", Kind::whole, kAlways}}});
  out.push_back(
      {"mentions", fields(thing("mention"), Fields{{"type", Kind::text, kAlways}}, span_fields(),
                          Fields{{"value", Kind::text}}, Fields{{"entity", Kind::text}})});
  out.push_back({"actors", fields(mention, kNamed, Fields{{"class", Kind::text, kAlways}})});
  out.push_back({"places", fields(mention, kNamed, kWhere)});
  out.push_back({"times", fields(mention, Fields{{"value", Kind::text, kAlways}}, kDays)});
  out.push_back({"quantities", fields(mention, kBounds)});
  out.push_back({"weapons", fields(mention, Fields{{"kind", Kind::text, kAlways}})});
  out.push_back(
      {"claims",
       fields(thing("claim"),
              Fields{{"stance", Kind::text, kAlways},
                     {"sources", Kind::texts, kAlways},
                     {"source", Kind::text},
                     {"source_entity", Kind::text},
                     {"source_class", Kind::text},
                     {"cue_start", Kind::whole, kAlways},
                     {"cue_end", Kind::whole, kAlways},
                     {"cue", Kind::text, kAlways}},
              span_fields(),
              Fields{{"told_to", Kind::text}, {"about", Kind::text}, {"within", Kind::text}})});
  out.push_back({"events", fields(thing("event"),
                                  Fields{{"type", Kind::text, kAlways},
                                         {"status", Kind::text, kAlways},
                                         {"start", Kind::whole, kAlways},
                                         {"end", Kind::whole, kAlways},
                                         {"trigger", Kind::text, kAlways},
                                         {"agents", Kind::texts, kAlways},
                                         {"targets", Kind::texts, kAlways},
                                         {"weapons", Kind::texts, kAlways},
                                         {"places", Kind::texts, kAlways},
                                         {"times", Kind::texts, kAlways},
                                         {"claims", Kind::texts, kAlways},
                                         {"place", Kind::text},
                                         {"place_entity", Kind::text}},
                                  kWhere, kDays, kCodes)});
  out.push_back({"figures", fields(thing("figure"),
                                   Fields{{"kind", Kind::text, kAlways},
                                          {"low", Kind::real},
                                          {"high", Kind::real},
                                          {"approximate", Kind::flag, kAlways},
                                          {"victims", Kind::text, kAlways},
                                          {"status", Kind::text, kAlways}},
                                   span_fields(),
                                   Fields{{"event", Kind::text},
                                          {"claims", Kind::texts, kAlways},
                                          {"sources", Kind::texts, kAlways},
                                          {"source", Kind::text},
                                          {"within", Kind::text},
                                          {"place_mention", Kind::text},
                                          {"place", Kind::text},
                                          {"place_entity", Kind::text}},
                                   kWhere, kDays)});
  out.push_back(
      {"statements",
       fields(
           Fields{
               {"article", Kind::text, kAlways}, {"outlet", Kind::text}, {"published", Kind::day}},
           statement_fields(),
           Fields{{"claim", Kind::text}, {"event", Kind::text}, {"figure_id", Kind::text}})});
  return out;
}

std::string id(char letter, Index index) {
  return index == kNone ? std::string() : letter + std::to_string(index + 1);
}

std::vector<std::string> ids(char letter, const std::vector<Index>& indices) {
  std::vector<std::string> out;
  out.reserve(indices.size());
  for (const Index index : indices) out.push_back(id(letter, index));
  return out;
}

void add_place(Row& row, const PlaceValue* place) {
  if (place == nullptr) {
    row.nulls(4);
    return;
  }
  row.known(place->country).real(place->lat).real(place->lon).text(name(place->level));
}

// The rows of one analysis.
class Rows {
 public:
  explicit Rows(const Analysis& analysis) : a_(analysis), quotes_(analysis.document.text) {}

  void add(Batch& batch) {
    const std::string_view layer = batch.form->name;
    if (layer == "articles") articles(batch);
    if (layer == "mentions") mentions(batch);
    if (layer == "actors") actors(batch);
    if (layer == "places") places(batch);
    if (layer == "times") times(batch);
    if (layer == "quantities") quantities(batch);
    if (layer == "weapons") weapons(batch);
    if (layer == "claims") claims(batch);
    if (layer == "events") events(batch);
    if (layer == "figures") figures(batch);
    if (layer == "statements") statements(batch);
  }

 private:
  void articles(Batch& batch) {
    const Document& d = a_.document;
    const auto count = [](const auto& list) { return static_cast<std::int64_t>(list.size()); };
    Row row(batch);
    row.text(d.id).known(d.title).day(d.published).known(d.outlet).known(d.url).text(a_.pack);
    row.whole(count(a_.mentions)).whole(count(a_.claims));
    row.whole(count(a_.events)).whole(count(a_.figures));
  }

  void span(Row& row, Span span) { row.whole(span.begin).whole(span.end).text(quotes_.of(span)); }

  void mentions(Batch& batch) {
    for (std::size_t i = 0; i < a_.mentions.size(); ++i) {
      const Mention& m = a_.mentions[i];
      Row row(batch);
      row.text(a_.document.id).text(id('m', static_cast<Index>(i)));
      row.text(kMentionTypes[m.value.index()]);
      span(row, m.span);
      if (const auto* actor = std::get_if<ActorValue>(&m.value)) {
        row.text(actor->name).known(actor->entity);
      } else if (const auto* place = std::get_if<PlaceValue>(&m.value)) {
        row.text(place->name).known(place->entity);
      } else if (const auto* time = std::get_if<TimeValue>(&m.value)) {
        row.text(time->value).nulls(1);
      } else if (const auto* weapon = std::get_if<WeaponValue>(&m.value)) {
        row.text(weapon->kind).nulls(1);
      } else {
        row.nulls(2);
      }
    }
  }

  // A row for each mention whose value is a T; `rest` fills what follows the span.
  template <typename T, typename Rest>
  void mentions_of(Batch& batch, const Rest& rest) {
    for (std::size_t i = 0; i < a_.mentions.size(); ++i) {
      const auto* value = std::get_if<T>(&a_.mentions[i].value);
      if (value == nullptr) continue;
      Row row(batch);
      row.text(a_.document.id).text(id('m', static_cast<Index>(i)));
      span(row, a_.mentions[i].span);
      rest(row, *value);
    }
  }

  void actors(Batch& batch) {
    mentions_of<ActorValue>(batch, [](Row& row, const ActorValue& value) {
      row.text(value.name).known(value.entity).text(name(value.cls));
    });
  }
  void places(Batch& batch) {
    mentions_of<PlaceValue>(batch, [](Row& row, const PlaceValue& value) {
      row.text(value.name).known(value.entity);
      add_place(row, &value);
    });
  }
  void times(Batch& batch) {
    mentions_of<TimeValue>(batch, [](Row& row, const TimeValue& value) {
      row.text(value.value).day(value.from).day(value.to);
    });
  }
  void quantities(Batch& batch) {
    mentions_of<QuantityValue>(batch, [](Row& row, const QuantityValue& value) {
      row.real(value.low).real(value.high).flag(value.approximate);
    });
  }
  void weapons(Batch& batch) {
    mentions_of<WeaponValue>(batch,
                             [](Row& row, const WeaponValue& value) { row.text(value.kind); });
  }

  // The mention's value, if it is a T.
  template <typename T>
  [[nodiscard]] const T* value(Index mention) const {
    return mention == kNone ? nullptr
                            : std::get_if<T>(&a_.mentions[static_cast<std::size_t>(mention)].value);
  }
  template <typename T>
  [[nodiscard]] const T* first(const std::vector<Index>& list) const {
    return list.empty() ? nullptr : value<T>(list.front());
  }

  void claims(Batch& batch) {
    for (std::size_t i = 0; i < a_.claims.size(); ++i) {
      const Claim& c = a_.claims[i];
      Row row(batch);
      row.text(a_.document.id).text(id('c', static_cast<Index>(i))).text(name(c.stance));
      row.texts(ids('m', c.sources));
      if (const auto* source = first<ActorValue>(c.sources)) {
        row.text(source->name).known(source->entity).text(name(source->cls));
      } else {
        row.nulls(3);
      }
      span(row, c.cue);
      span(row, c.content);
      row.known(id('m', c.told_to)).known(id('c', c.about)).known(id('c', c.within));
    }
  }

  void named_place(Row& row, const PlaceValue* place) {
    if (place == nullptr) {
      row.nulls(2);
    } else {
      row.text(place->name).known(place->entity);
    }
    add_place(row, place);
  }

  void events(Batch& batch) {
    for (std::size_t i = 0; i < a_.events.size(); ++i) {
      const Event& e = a_.events[i];
      Row row(batch);
      row.text(a_.document.id).text(id('e', static_cast<Index>(i)));
      row.text(name(e.type)).text(name(e.status));
      span(row, e.trigger);
      row.texts(ids('m', e.agents)).texts(ids('m', e.targets)).texts(ids('m', e.weapons));
      row.texts(ids('m', e.places)).texts(ids('m', e.times)).texts(ids('c', e.claims));
      named_place(row, first<PlaceValue>(e.places));
      row.day(e.from).day(e.to);
      row.known(e.codes.acled_event).known(e.codes.acled_sub_event);
      row.known(e.codes.plover).known(e.codes.plover_mode).known(e.codes.cameo);
    }
  }

  void figures(Batch& batch) {
    for (std::size_t i = 0; i < a_.figures.size(); ++i) {
      const Figure& f = a_.figures[i];
      Row row(batch);
      row.text(a_.document.id).text(id('f', static_cast<Index>(i))).text(name(f.kind));
      row.real(f.low).real(f.high).flag(f.approximate).text(name(f.victims)).text(name(f.status));
      span(row, f.span);
      row.known(id('e', f.event)).texts(ids('c', f.claims)).texts(ids('m', f.sources));
      const auto* source = first<ActorValue>(f.sources);
      row.known(source == nullptr ? std::string_view() : source->name);
      row.known(id('f', f.within)).known(id('m', f.place));
      named_place(row, value<PlaceValue>(f.place));
      row.day(f.from).day(f.to);
    }
  }

  void statements(Batch& batch) {
    for (const Statement& statement : incidents::statements_of(a_)) {
      Row row(batch);
      row.text(a_.document.id).known(a_.document.outlet).day(a_.document.published);
      add_statement(row, statement);
      row.known(id('c', statement.claim)).known(id('e', statement.event));
      row.known(id('f', statement.number));
    }
  }

  const Analysis& a_;
  Quotes quotes_;
};

}  // namespace

const std::vector<Field>& statement_fields() {
  static const std::vector<Field> kFields =
      fields(std::vector<Field>{{"source", Kind::text},
                                {"source_entity", Kind::text},
                                {"source_class", Kind::text},
                                {"chain", Kind::texts, kAlways},
                                {"stance", Kind::text, kAlways},
                                {"type", Kind::text},
                                {"status", Kind::text, kAlways},
                                {"place", Kind::text},
                                {"place_entity", Kind::text}},
             kWhere, kDays,
             std::vector<Field>{{"agents", Kind::texts, kAlways},
                                {"targets", Kind::texts, kAlways},
                                {"weapons", Kind::texts, kAlways},
                                {"figure", Kind::text},
                                {"low", Kind::real},
                                {"high", Kind::real},
                                {"approximate", Kind::flag},
                                {"victims", Kind::text},
                                {"part", Kind::flag},
                                {"cumulative", Kind::flag},
                                {"start", Kind::whole, kAlways},
                                {"end", Kind::whole, kAlways},
                                {"quote", Kind::text, kAlways}});
  return kFields;
}

void add_statement(Row& row, const Statement& statement) {
  row.known(statement.source).known(statement.source_entity);
  row.known(statement.source_class ? name(*statement.source_class) : std::string_view());
  row.texts(statement.chain).text(name(statement.stance));
  row.known(statement.type ? name(*statement.type) : std::string_view());
  row.text(name(statement.status));
  const PlaceValue* place = statement.place ? &*statement.place : nullptr;
  row.known(place == nullptr ? std::string_view() : place->name);
  row.known(place == nullptr ? std::string_view() : place->entity);
  add_place(row, place);
  row.day(statement.from).day(statement.to);
  row.texts(statement.agents).texts(statement.targets).texts(statement.weapons);
  if (statement.figure) {
    row.text(name(*statement.figure)).real(statement.low).real(statement.high);
    row.flag(statement.approximate).text(name(statement.victims));
    row.flag(statement.part).flag(statement.cumulative);
  } else {
    row.nulls(7);
  }
  row.whole(statement.span.begin).whole(statement.span.end).text(statement.quote);
}

const std::vector<Form>& layers() {
  static const std::vector<Form> kLayers = make_layers();
  return kLayers;
}

const Form* layer_named(std::string_view name) {
  for (const Form& form : layers()) {
    if (form.name == name) return &form;
  }
  return nullptr;
}

LayerWriter::LayerWriter(std::vector<const Form*> wanted) : wanted_(std::move(wanted)) {}

void LayerWriter::add(const Analysis& analysis) {
  if (batches_.empty()) {
    for (const Form* form : wanted_) batches_.push_back(std::make_shared<Batch>(*form));
  }
  Rows rows(analysis);
  for (const auto& batch : batches_) rows.add(*batch);
}

std::vector<BatchPtr> LayerWriter::take() {
  std::vector<BatchPtr> out(batches_.begin(), batches_.end());
  batches_.clear();
  return out;
}

}  // namespace marsad::python
