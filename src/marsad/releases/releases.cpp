// SPDX-License-Identifier: Apache-2.0
#include "marsad/releases/releases.h"

#include "marsad/base/sha256.h"

namespace marsad::releases {

Result<exports::Manifest> write_incidents(observatory::Observatory& desk,
                                          const exports::Format& format,
                                          const incidents::Policy& policy,
                                          store::IncidentSearch search,
                                          const std::map<std::string, std::string>& filter,
                                          const exports::Sink& sink, bool mark) {
  constexpr std::size_t kPage = 500;
  exports::Writer writer(format, sink, mark);
  search.most = kPage;
  for (bool more = true; more; search.skip += kPage) {
    const auto rows = desk.store().incidents(search);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const store::IncidentRow& row : *rows) {
      const auto dossier = desk.dossier(row);
      if (!dossier) return tl::unexpected<Error>(dossier.error());
      const incidents::Verdict verdict = incidents::judge(policy, *dossier);
      if (const auto done = writer.add({*dossier, verdict}); !done) {
        return tl::unexpected<Error>(done.error());
      }
    }
    more = rows->size() == kPage;
  }
  auto manifest = writer.finish();
  if (!manifest) return manifest;
  manifest->filter = filter;
  // Also where there was no incident to judge.
  manifest->policy = policy.name;
  manifest->version = policy.version;
  return manifest;
}

Result<exports::Manifest> write_rows(observatory::Observatory& desk, const exports::Sink& sink) {
  exports::Manifest out;
  out.format = "jsonl";
  Sha256 hash;
  const auto done = desk.store().each_line([&](std::string_view line) {
    ++out.counts["rows"];
    out.bytes += line.size();
    hash.add(line);
    return sink(line);
  });
  if (!done) return tl::unexpected<Error>(done.error());
  out.sha256 = hash.take();
  return out;
}

}  // namespace marsad::releases
