// SPDX-License-Identifier: Apache-2.0
// Releases: made by one, published by another, compared with the one before, given out again.
#include <fmt/format.h>

#include <map>

#include "api.h"
#include "marsad/export/manifest.h"
#include "marsad/observatory/decide.h"
#include "marsad/observatory/question.h"
#include "marsad/releases/releases.h"
#include "verdicts.h"

namespace marsad::server {
namespace {

using nlohmann::json;
using observatory::Observatory;

std::string one_line(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// Null: a draft.
json publication_json(const std::map<store::Number, observatory::Publication>& published,
                      store::Number release, bool with_author) {
  const auto found = published.find(release);
  if (found == published.end()) return nullptr;
  const observatory::Publication& one = found->second;
  return {{"author", with_author ? one.author : ""},
          {"at", one.at},
          {"reason", with_author ? one.reason : ""},
          {"decision", one.decision}};
}

Reply get_exports(const Context& context, const Request& request) {
  json formats = json::array();
  for (const exports::Format& format : exports::formats()) {
    formats.push_back({{"name", format.name},
                       {"media_type", format.media_type},
                       {"what", format.what},
                       {"lost", format.lost}});
  }
  json releases = json::array();
  std::map<store::Number, observatory::Publication> published;
  std::vector<store::ReleaseRow> rows;
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    auto all = desk.store().releases();
    if (!all) return tl::unexpected<Error>(all.error());
    auto known = observatory::publications(desk.store());
    if (!known) return tl::unexpected<Error>(known.error());
    rows = std::move(*all);
    published = std::move(*known);
    return {};
  });
  if (!done) return fault(done.error());
  for (const store::ReleaseRow& row : rows) {
    json manifest = json::parse(row.manifest, nullptr, false);
    if (manifest.is_object()) {
      // Its list of incidents may be long; the file beside the release has it.
      manifest.erase("incidents");
    }
    releases.push_back({{"number", row.number},
                        {"format", row.format},
                        {"author", sees(request) ? row.author : ""},
                        {"at", row.at},
                        {"published", publication_json(published, row.number, sees(request))},
                        {"manifest", std::move(manifest)}});
  }
  return reply({{"formats", std::move(formats)}, {"releases", std::move(releases)}});
}

Reply post_exports(const Context& context, const Request& request) {
  const exports::Format* format = exports::format_named(sent_text(request, "format"));
  if (format == nullptr) return fault(400, "format", "there is no such format");
  const std::string wanted = sent_text(request, "policy");
  const incidents::Policy* policy = policy_named(wanted.empty() ? "ucdp-like" : wanted);
  if (policy == nullptr) return fault(400, "policy", "there is no such policy");
  const json filter = request.sent.value("filter", json::object());
  std::map<std::string, std::string> given;
  for (const char* field : {"from", "to", "type", "country", "in"}) {
    if (!filter.is_object() || !filter.contains(field)) continue;
    if (filter[field].is_string()) given[field] = filter[field];
  }
  const auto search = observatory::search_of(
      {given["from"], given["to"], given["type"], given["country"], given["in"]},
      [&]() -> Result<Language> { return context.service.language(); }, "");
  if (!search) return fault(search.error());
  std::erase_if(given, [](const auto& one) { return one.second.empty(); });
  constexpr std::size_t kMostBytes = std::size_t{256} << 20U;
  store::ReleaseRow row;
  row.format = format->name;
  const exports::Sink sink = [&](std::string_view bytes) -> Result<void> {
    if (row.bytes.size() + bytes.size() > kMostBytes) {
      return fail(ErrorCode::usage, "export", "is larger than 256 MiB",
                  "narrow the filter, or use marsad export");
    }
    row.bytes += bytes;
    return {};
  };
  // Made by a reader, of one moment, so that a long one holds no writer up.
  auto manifest = context.service.read([&](Observatory& desk) -> Result<exports::Manifest> {
    if (const auto frozen = desk.store().freeze(); !frozen) {
      return tl::unexpected<Error>(frozen.error());
    }
    const auto point = desk.store().checkpoint();
    auto written = releases::write_incidents(desk, *format, *policy, *search, given, sink);
    desk.store().thaw();
    if (!point) return tl::unexpected<Error>(point.error());
    if (written) written->checkpoint = fmt::format("{}:{}", point->seq, point->hash);
    return written;
  });
  if (!manifest) return fault(manifest.error());
  manifest->at = row.at = store::now();
  row.manifest = exports::to_json(*manifest);
  row.author = request.person->name;
  const auto done =
      context.service.write(request.person->name, [&](Observatory& desk) -> Result<store::Number> {
        if (const auto begun = desk.change(); !begun) return tl::unexpected<Error>(begun.error());
        auto number = desk.store().add(row);
        if (!number) return number;
        const auto logged = desk.store().log(desk.actor(), "export",
                                             one_line({{"release", *number},
                                                       {"format", row.format},
                                                       {"sha256", manifest->sha256},
                                                       {"counts", manifest->counts},
                                                       {"filter", given}}));
        if (!logged) return tl::unexpected<Error>(logged.error());
        if (const auto kept = desk.commit(); !kept) return tl::unexpected<Error>(kept.error());
        return number;
      });
  if (!done) return fault(done.error());
  context.service.publish("release", *done);
  return reply({{"number", *done}, {"manifest", json::parse(row.manifest, nullptr, false)}});
}

Reply get_release(const Context& context, const Request& request) {
  const auto number = number_of(request.parts.at("number"), 0).value_or(0);
  auto row = context.service.read([&](Observatory& desk) { return desk.store().release(number); });
  const auto published = context.service.read(
      [&](Observatory& desk) { return observatory::publications(desk.store()); });
  if (!row) return fault(row.error());
  if (!published) return fault(published.error());
  if (!*row) return fault(404, "no-release", "there is no such release");
  const exports::Format* format = exports::format_named((*row)->format);
  Reply out;
  out.body = std::move((*row)->bytes);
  out.type = format == nullptr ? "application/octet-stream" : std::string(format->media_type);
  // What nobody has published yet says so wherever it is sent.
  out.download = fmt::format("marsad-{}-{}{}.{}", (*row)->format, number,
                             published->contains(number) ? "" : "-draft",
                             format == nullptr ? "bin" : format->ending);
  return out;
}

// The last release before this one of the same format and filter, and what changed since.
Reply get_changes(const Context& context, const Request& request) {
  const auto number = number_of(request.parts.at("number"), 0).value_or(0);
  json out;
  bool found = false;
  const auto done = context.service.read([&](Observatory& desk) -> Result<void> {
    const auto rows = desk.store().releases();  // the newest first
    if (!rows) return tl::unexpected<Error>(rows.error());
    std::optional<exports::Manifest> after;
    for (const store::ReleaseRow& row : *rows) {
      if (row.number > number || (!after && row.number != number)) continue;
      auto manifest = exports::read_manifest(row.manifest, fmt::format("release {}", row.number));
      if (!manifest) return tl::unexpected<Error>(manifest.error());
      if (!after) {
        found = true;
        after = std::move(*manifest);
        continue;
      }
      if (manifest->format != after->format || manifest->filter != after->filter) continue;
      const auto since = exports::difference(*manifest, *after);
      if (!since) return tl::unexpected<Error>(since.error());
      out = {
          {"against", row.number},
          {"at", row.at},
          {"same_policy", manifest->policy == after->policy && manifest->version == after->version},
          {"added", since->added},
          {"changed", since->changed},
          {"withdrawn", since->withdrawn},
          {"merged", since->merged}};
      return {};
    }
    out = {{"against", nullptr}};
    return {};
  });
  if (!done) return fault(done.error());
  if (!found) return fault(404, "no-release", "there is no such release");
  return reply(out);
}

Reply post_publication(const Context& context, const Request& request) {
  const auto number = number_of(request.parts.at("number"), 0).value_or(0);
  const auto decision = context.service.write(request.person->name, [&](Observatory& desk) {
    return observatory::publish(desk, number, sent_text(request, "reason"));
  });
  if (!decision) {
    Reply out = fault(decision.error());
    if (decision.error().code == ErrorCode::usage) out.status = 409;
    return out;
  }
  context.service.publish("release", number);
  return reply({{"decision", *decision}});
}

Reply delete_publication(const Context& context, const Request& request) {
  const auto number = number_of(request.parts.at("number"), 0).value_or(0);
  const std::string reason = sent_text(request, "reason");
  if (reason.empty()) return fault(400, "reason", "a decision needs its reason");
  bool found = true;
  const auto undone =
      context.service.write(request.person->name, [&](Observatory& desk) -> Result<store::Number> {
        const auto published = observatory::publications(desk.store());
        if (!published) return tl::unexpected<Error>(published.error());
        const auto one = published->find(number);
        found = one != published->end();
        return found ? observatory::undo(desk, one->second.decision, reason) : 0;
      });
  if (!undone) return fault(undone.error());
  if (!found) return fault(404, "no-release", "there is no such published release");
  context.service.publish("release", number);
  return reply({{"decision", *undone}});
}

}  // namespace

std::vector<Route> release_routes() {
  return {
      {"GET", "/exports", "read", get_exports},
      {"POST", "/exports", "release", post_exports},
      {"GET", "/exports/{number}", "release", get_release},
      {"GET", "/exports/{number}/changes", "read", get_changes},
      {"POST", "/exports/{number}/publication", "release", post_publication},
      {"DELETE", "/exports/{number}/publication", "release", delete_publication},
  };
}

}  // namespace marsad::server
