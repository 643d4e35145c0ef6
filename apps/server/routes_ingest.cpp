// SPDX-License-Identifier: Apache-2.0
// What comes in: a text that somebody sends, the sample articles, and what could not be read.
#include "api.h"
#include "marsad/analysis/json.h"
#include "marsad/base/sha256.h"
#include "marsad/text/text.h"
#include "samples.h"

namespace marsad::server {
namespace {

using nlohmann::json;
using observatory::Observatory;

Reply get_rejected(const Context& context, const Request&) {
  const auto rows =
      context.service.read([](Observatory& desk) { return desk.store().rejected(false); });
  if (!rows) return fault(rows.error());
  json out = json::array();
  for (const store::RejectedRow& row : *rows) {
    out.push_back({{"number", row.number},
                   {"where", row.where},
                   {"reason", row.reason},
                   {"remedy", row.remedy},
                   {"at", row.at}});
  }
  return reply(out);
}

Reply post_article(const Context& context, const Request& request) {
  Document document;
  document.text = text::decode(sent_text(request, "text"));
  if (document.text.find_first_not_of(" \n\r\t") == std::string::npos) {
    return fault(400, "text", "there is no text");
  }
  document.title = text::decode(sent_text(request, "title"));
  document.outlet = text::decode(sent_text(request, "outlet"));
  document.url = text::decode(sent_text(request, "url"));
  if (const std::string day = sent_text(request, "published"); !day.empty()) {
    document.published = parse_iso(day);
    if (!document.published) return fault(400, "published", "there is no such day");
  }
  const std::string bytes = request.sent.dump(-1, ' ', false, json::error_handler_t::replace);
  document.id = "sent-" + sha256(bytes).substr(0, 16);
  const std::string id = document.id;
  observatory::Preparer preparer(context.service.language(), context.service.joining());
  auto prepared =
      preparer.prepare(std::move(document),
                       {sha256(bytes), "application/json", "sent by " + request.person->name,
                        std::make_shared<const std::string>(bytes)},
                       true);
  const auto outcome = context.service.write(
      request.person->name, [&](Observatory& desk) -> Result<observatory::Outcome> {
        auto added = desk.add(std::move(prepared), context.service.language().hash());
        if (!added) return added;
        if (const auto kept = desk.commit(); !kept) return tl::unexpected<Error>(kept.error());
        return added;
      });
  if (!outcome) return fault(outcome.error());
  static constexpr std::array<std::string_view, 3> kOutcomes{"added", "revised", "unchanged"};
  context.service.publish("article", id);
  return reply({{"outcome", kOutcomes[static_cast<std::size_t>(*outcome)]}, {"article", id}});
}

Reply post_samples(const Context& context, const Request& request) {
  const auto read =
      read_samples(context.service, request.person->name, [&](std::size_t done, std::size_t total) {
        context.service.publish("samples", {{"done", done}, {"total", total}});
      });
  if (!read) {
    Reply out = fault(read.error());
    if (read.error().code == ErrorCode::usage) out.status = 409;
    return out;
  }
  context.service.publish("article", nullptr);
  return reply(
      {{"added", read->added}, {"revised", read->revised}, {"unchanged", read->unchanged}});
}

}  // namespace

std::vector<Route> ingest_routes() {
  return {
      {"GET", "/rejected", "ingest", get_rejected},
      {"POST", "/articles", "ingest", post_article},
      {"POST", "/samples", "ingest", post_samples},
  };
}

}  // namespace marsad::server
