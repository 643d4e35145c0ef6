// SPDX-License-Identifier: Apache-2.0
#include "ledger.h"

#include <limits>
#include <utility>

#include "layers.h"
#include "marsad/analysis/names.h"
#include "marsad/observatory/json.h"

namespace marsad::python {
namespace {

constexpr bool kAlways = false;  // never null
constexpr std::size_t kAll = std::numeric_limits<std::int64_t>::max();

std::vector<Field> claim_fields() {
  std::vector<Field> out{{"id", Kind::text, kAlways},
                         {"article", Kind::text, kAlways},
                         {"version", Kind::whole, kAlways},
                         {"outlet", Kind::text},
                         {"title", Kind::text},
                         {"url", Kind::text},
                         {"published", Kind::day},
                         {"origin", Kind::text, kAlways}};
  out.insert(out.end(), statement_fields().begin(), statement_fields().end());
  return out;
}

// The range of a measure: low, best, high; nulls where nobody gives it.
void add_range(Row& row, const incidents::Verdict& verdict, FigureKind kind) {
  for (const incidents::Range& range : verdict.ranges) {
    if (range.kind != kind) continue;
    row.real(range.low).real(range.best).real(range.high);
    return;
  }
  row.nulls(3);
}

// The conditions of a question for its first `most` answers, or for all.
Result<observatory::ClaimFilter> filter_of(const observatory::Question& question,
                                           std::optional<std::size_t> most,
                                           const observatory::OpenLanguage& open) {
  auto filter = observatory::filter_of(question, open, "");
  if (!filter) return filter;
  filter->most = most.value_or(kAll);
  filter->skip = 0;
  return filter;
}

}  // namespace

void add_claim(Batch& batch, const store::ArticleRow& article, const incidents::Claimed& claim) {
  Row row(batch);
  row.text(claim.id).text(article.id).whole(article.version).known(article.outlet);
  row.known(article.title).known(article.url).day(article.published).text(claim.origin);
  add_statement(row, claim.statement);
}

void add_incident(Batch& batch, const incidents::Dossier& dossier,
                  const incidents::Verdict& verdict) {
  std::int64_t leads = 0;
  for (const auto& article : dossier.articles) leads += article.leads ? 1 : 0;
  Row row(batch);
  row.text(dossier.id).texts(dossier.former_ids);
  row.known(dossier.type ? name(*dossier.type) : std::string_view());
  row.day(dossier.from).day(dossier.to).flag(dossier.dated);
  if (dossier.place) {
    const PlaceValue& place = *dossier.place;
    row.text(place.name).known(place.entity).known(place.country);
    row.real(place.lat).real(place.lon).text(name(place.level));
  } else {
    row.nulls(6);
  }
  row.whole(static_cast<std::int64_t>(dossier.articles.size())).whole(leads);
  row.whole(static_cast<std::int64_t>(verdict.origins)).known(verdict.grade);
  row.text(verdict.policy + " " + std::to_string(verdict.version));
  add_range(row, verdict, FigureKind::killed);
  add_range(row, verdict, FigureKind::injured);
}

const Form& claims_form() {
  static const Form kForm{"claims", claim_fields()};
  return kForm;
}

const Form& incidents_form() {
  static const Form kForm{"incidents",
                          {{"id", Kind::text, kAlways},
                           {"former_ids", Kind::texts, kAlways},
                           {"type", Kind::text},
                           {"from", Kind::day},
                           {"to", Kind::day},
                           {"dated", Kind::flag, kAlways},
                           {"place", Kind::text},
                           {"place_entity", Kind::text},
                           {"country", Kind::text},
                           {"lat", Kind::real},
                           {"lon", Kind::real},
                           {"level", Kind::text},
                           {"articles", Kind::whole, kAlways},
                           {"leads", Kind::whole, kAlways},
                           {"origins", Kind::whole, kAlways},
                           {"grade", Kind::text},
                           {"policy", Kind::text, kAlways},
                           {"killed_low", Kind::real},
                           {"killed_best", Kind::real},
                           {"killed_high", Kind::real},
                           {"injured_low", Kind::real},
                           {"injured_best", Kind::real},
                           {"injured_high", Kind::real}}};
  return kForm;
}

const Form& found_form() {
  static const Form kForm{"articles",
                          {{"article", Kind::text, kAlways},
                           {"version", Kind::whole, kAlways},
                           {"outlet", Kind::text},
                           {"title", Kind::text},
                           {"url", Kind::text},
                           {"published", Kind::day},
                           {"opening", Kind::text, kAlways},
                           {"claims", Kind::whole, kAlways}}};
  return kForm;
}

Result<Ledger> Ledger::open(const std::string& path) {
  auto opened = observatory::Observatory::open(path, store::Access::read, "python");
  if (!opened) return tl::unexpected<Error>(opened.error());
  return Ledger(std::unique_ptr<Open>(new Open{std::move(*opened), {}}));
}

Result<BatchPtr> Ledger::claims(const observatory::Question& question,
                                std::optional<std::size_t> most,
                                const observatory::OpenLanguage& open) {
  const auto filter = filter_of(question, most, open);
  if (!filter) return tl::unexpected<Error>(filter.error());
  const std::lock_guard lock(open_->mutex);
  const auto rows = observatory::claims(open_->observatory.store(), *filter);
  if (!rows) return tl::unexpected<Error>(rows.error());
  auto batch = std::make_shared<Batch>(claims_form());
  for (const observatory::LedgerRow& found : *rows) add_claim(*batch, found.article, found.claim);
  return batch;
}

Result<BatchPtr> Ledger::articles(const observatory::Question& question,
                                  std::optional<std::size_t> most,
                                  const observatory::OpenLanguage& open) {
  const auto filter = filter_of(question, most, open);
  if (!filter) return tl::unexpected<Error>(filter.error());
  const std::lock_guard lock(open_->mutex);
  const auto found = observatory::search(open_->observatory.store(), *filter);
  if (!found) return tl::unexpected<Error>(found.error());
  auto batch = std::make_shared<Batch>(found_form());
  for (const auto& [article, opening, claims] : *found) {
    Row row(*batch);
    row.text(article.id).whole(article.version).known(article.outlet).known(article.title);
    row.known(article.url).day(article.published).text(opening);
    row.whole(static_cast<std::int64_t>(claims));
  }
  return batch;
}

Result<BatchPtr> Ledger::incidents(const observatory::Happened& happened, const std::string& policy,
                                   std::optional<std::size_t> most,
                                   const observatory::OpenLanguage& open) {
  const auto rule = incidents::find_policy(policy);
  if (!rule) return tl::unexpected<Error>(rule.error());
  auto search = observatory::search_of(happened, open, "");
  if (!search) return tl::unexpected<Error>(search.error());
  search->most = most.value_or(kAll);
  const std::lock_guard lock(open_->mutex);
  const auto rows = open_->observatory.store().incidents(*search);
  if (!rows) return tl::unexpected<Error>(rows.error());
  auto batch = std::make_shared<Batch>(incidents_form());
  for (const store::IncidentRow& row : *rows) {
    const auto dossier = open_->observatory.dossier(row);
    if (!dossier) return tl::unexpected<Error>(dossier.error());
    add_incident(*batch, *dossier, incidents::judge(*rule, *dossier));
  }
  return batch;
}

Result<std::optional<std::string>> Ledger::incident(const std::string& id,
                                                    const std::string& policy) {
  const auto rule = incidents::find_policy(policy);
  if (!rule) return tl::unexpected<Error>(rule.error());
  const std::lock_guard lock(open_->mutex);
  const auto dossier = open_->observatory.dossier(id);
  if (!dossier) return tl::unexpected<Error>(dossier.error());
  if (!*dossier) return std::optional<std::string>();
  return std::optional<std::string>(observatory::line_of(observatory::to_json(**dossier, *rule)));
}

}  // namespace marsad::python
