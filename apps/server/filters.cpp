// SPDX-License-Identifier: Apache-2.0
#include "filters.h"

#include <charconv>

namespace marsad::server {

Result<observatory::ClaimFilter> filter_of(const Context& context, const Request& request) {
  const auto paging = paging_of(request);
  if (!paging) {
    return fail(ErrorCode::usage, "limit, page", "are no numbers in their bounds",
                "write a limit up to 500 and a page from 1");
  }
  observatory::Question question;
  question.words = request.text("words");
  question.from = request.text("from");
  question.to = request.text("to");
  question.published_from = request.text("published_from");
  question.published_to = request.text("published_to");
  question.type = request.text("type");
  question.figure = request.text("figure");
  question.stance = request.text("stance");
  question.outlet = request.text("outlet");
  question.source = request.text("source");
  question.actor = request.text("actor");
  question.country = request.text("country");
  question.area = request.text("in");
  question.near = request.text("near");
  question.limit = paging->limit;
  question.page = paging->page;
  // People write names as the page shows them; claims hold ids and canonical English names.
  const EntityNames& names = context.service.names();
  if (const EntityName* known = names.written(question.source)) {
    question.source = known->id.empty() ? known->english : known->id;
  }
  if (const EntityName* known = names.written(question.actor)) question.actor = known->english;
  if (const std::string within = request.text("within"); !within.empty()) {
    const char* const end = within.data() + within.size();
    const auto read = std::from_chars(within.data(), end, question.within);
    if (read.ec != std::errc() || read.ptr != end || question.within < 1 ||
        question.within > 2000) {
      return fail(ErrorCode::usage, "within " + within, "is no distance",
                  "write kilometres from 1 to 2000");
    }
  }
  auto filter = observatory::filter_of(
      question, [&]() -> Result<Language> { return context.service.language(); }, "");
  // About a second: nobody may hold the others up with a question that narrows nothing.
  constexpr std::size_t kMostRead = 5000;
  if (filter) filter->most_read = kMostRead;
  return filter;
}

Result<store::IncidentSearch> search_of(const Context& context, const Request& request) {
  const auto paging = paging_of(request);
  const auto leads = number_of(request.text("leads"), 1);
  if (!paging || !leads || *leads < 0 || *leads > 1000000) {
    return fail(ErrorCode::usage, "limit, page, leads", "are no numbers in their bounds",
                "write a limit up to 500 and a page from 1");
  }
  auto search = observatory::search_of(
      {request.text("since"), request.text("until"), request.text("type"), request.text("country"),
       request.text("in")},
      [&]() -> Result<Language> { return context.service.language(); }, "");
  if (!search) return search;
  search->least_leads = static_cast<int>(*leads);
  search->by_size = request.text("order") == "size";
  search->most = static_cast<std::size_t>(paging->limit);
  search->skip = paging->skip();
  return search;
}

// Conditions on what somebody may not see would tell it by what they find.
std::optional<Reply> refused(const Context& context, const Request& request) {
  if (sees(request)) return std::nullopt;
  for (const char* field : {"words", "actor", "near", "within", "in", "source"}) {
    const std::string given = request.text(field);
    if (given.empty()) continue;
    // A known speaker is no private person.
    const EntityNames& names = context.service.names();
    if (field == std::string_view("source") &&
        (names.of(given) != nullptr || names.written(given) != nullptr)) {
      continue;
    }
    return fault(403, "protected", std::string(field) + " would tell what your roles do not show",
                 "leave it out, or ask a steward for a role that sees texts");
  }
  return std::nullopt;
}

}  // namespace marsad::server
