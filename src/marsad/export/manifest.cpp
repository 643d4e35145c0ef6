// SPDX-License-Identifier: Apache-2.0
#include "marsad/export/manifest.h"

#include <nlohmann/json.hpp>

namespace marsad::exports {
namespace {

using nlohmann::json;

constexpr const char* kSchema = "marsad.manifest/1";

json json_of(const Manifest& manifest) {
  json out = {{"schema", kSchema},
              {"format", manifest.format},
              {"at", manifest.at},
              {"checkpoint", manifest.checkpoint},
              {"filter", manifest.filter},
              {"packs", manifest.packs},
              {"lost", manifest.lost},
              {"counts", manifest.counts},
              {"bytes", manifest.bytes},
              {"sha256", manifest.sha256},
              {"incidents_sha256", manifest.incidents},
              {"merged", manifest.merged},
              {"notice", "documented, not total"}};
  if (!manifest.policy.empty()) {
    out["policy"] = {{"name", manifest.policy}, {"version", manifest.version}};
  }
  return out;
}

// Ids as the input gave them need not be UTF-8.
std::string text_of(const json& value) {
  return value.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

// The object of words under `key`; none where it holds anything else.
bool words_under(const json& in, const char* key, std::map<std::string, std::string>& out) {
  const auto found = in.find(key);
  if (found == in.end() || !found->is_object()) return false;
  for (const auto& [name, value] : found->items()) {
    if (!value.is_string()) return false;
    out[name] = value;
  }
  return true;
}

}  // namespace

std::string to_json(const Manifest& manifest) { return text_of(json_of(manifest)); }

std::string to_json(const Manifest& manifest, const Difference& since) {
  json out = json_of(manifest);
  out["since"] = {{"added", since.added},
                  {"changed", since.changed},
                  {"withdrawn", since.withdrawn},
                  {"merged", since.merged}};
  return text_of(out);
}

Result<Manifest> read_manifest(std::string_view text, const std::string& where) {
  const json in = json::parse(text, nullptr, false);
  Manifest out;
  if (!in.is_object() || !in.contains("schema") || in["schema"] != kSchema ||
      !in.contains("format") || !in["format"].is_string() ||
      !words_under(in, "filter", out.filter) ||
      !words_under(in, "incidents_sha256", out.incidents) ||
      !words_under(in, "merged", out.merged)) {
    return fail(ErrorCode::input, where, "is no manifest of an export",
                "name a file that marsad export --manifest wrote");
  }
  out.format = in["format"];
  return out;
}

Result<Difference> difference(const Manifest& before, const Manifest& after) {
  const std::string remedy = "compare with a manifest of the same format and filter";
  if (before.format != after.format) {
    return fail(ErrorCode::input, "the manifest of before",
                "is of " + before.format + ", this export of " + after.format, remedy);
  }
  if (before.filter != after.filter) {
    return fail(ErrorCode::input, "the manifest of before",
                "has another filter, so what is missing here need not be withdrawn", remedy);
  }
  Difference out;
  for (const auto& [id, hash] : after.incidents) {
    const auto old = before.incidents.find(id);
    if (old == before.incidents.end()) {
      out.added.push_back(id);
    } else if (old->second != hash) {
      out.changed.push_back(id);
    }
  }
  for (const auto& [id, hash] : before.incidents) {
    if (after.incidents.contains(id)) continue;
    out.withdrawn.push_back(id);
    if (const auto into = after.merged.find(id); into != after.merged.end())
      out.merged.insert(*into);
  }
  return out;
}

}  // namespace marsad::exports
