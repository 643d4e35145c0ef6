// SPDX-License-Identifier: Apache-2.0
#include "marsad/export/writer.h"

#include <utility>

#include "marsad/base/fnv.h"

namespace marsad::exports {

Writer::Writer(const Format& format, Sink sink, bool mark)
    : format_(format), sink_(std::move(sink)), mark_(mark && format.media_type == "text/csv") {
  manifest_.format = format.name;
  manifest_.lost.assign(format.lost.begin(), format.lost.end());
}

Result<void> Writer::write(std::string_view bytes) {
  if (bytes.empty()) return {};
  hash_.add(bytes);
  manifest_.bytes += bytes.size();
  return sink_(bytes);
}

Result<void> Writer::begin() {
  if (std::exchange(begun_, true)) return {};
  return write((mark_ ? "\uFEFF" : "") + format_.begin());
}

Result<void> Writer::add(const Record& record) {
  if (const auto done = begin(); !done) return done;
  const auto& [dossier, verdict] = record;
  manifest_.policy = verdict.policy;
  manifest_.version = verdict.version;
  const std::string piece = format_.each(record);
  if (piece.empty()) {
    ++left_out_;
    return {};
  }
  manifest_.incidents[dossier.id] = sha256(piece);
  for (const std::string& former : dossier.former_ids) manifest_.merged[former] = dossier.id;
  for (const auto& article : dossier.articles) {
    articles_.insert(fnv1a(article.id));
    if (!article.pack.empty()) manifest_.packs.insert(article.pack);
  }
  claims_ += dossier.claims.size();
  if (!std::exchange(first_, false)) {
    if (const auto done = write(format_.between); !done) return done;
  }
  return write(piece);
}

Result<Manifest> Writer::finish() {
  const auto done = begin().and_then([&] { return write(format_.end); });
  if (!done) return tl::unexpected<Error>(done.error());
  manifest_.counts = {{"incidents", manifest_.incidents.size()},
                      {"claims", claims_},
                      {"articles", articles_.size()},
                      {"left_out", left_out_}};
  manifest_.sha256 = hash_.take();
  return std::move(manifest_);
}

}  // namespace marsad::exports
