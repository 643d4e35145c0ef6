// SPDX-License-Identifier: Apache-2.0
#include "samples.h"

#include <array>
#include <filesystem>
#include <vector>

#include "marsad/base/sha256.h"
#include "marsad/ingest/ingest.h"

namespace marsad::server {
namespace {

using observatory::Observatory;
using observatory::Outcome;
using observatory::Prepared;

// Corrected versions come after what they correct.
constexpr std::array<const char*, 4> kInputs{"news.jsonl", "pages", "feed.xml",
                                             "corrections.jsonl"};
namespace fs = std::filesystem;
constexpr std::size_t kBurst = 8;  // articles that become durable together

struct Read {
  Document document;
  store::OriginalRow original;
  bool own_id = false;
};

Result<std::vector<Read>> read_all(const fs::path& folder) {
  std::vector<Read> out;
  for (const char* input : kInputs) {
    std::optional<Error> fault;
    std::shared_ptr<const std::string> bytes;
    const auto take = [&](Result<Document> article, const ingest::Original& original) {
      if (!article) {
        fault = article.error();
        return false;
      }
      if (!original.again || !bytes) bytes = std::make_shared<const std::string>(original.bytes);
      out.push_back(
          {std::move(*article),
           {sha256(*bytes), std::string(original.media_type),
            fs::relative(original.path.empty() ? folder / input : fs::path(original.path), folder)
                .string(),
            bytes},
           original.own_id});
      return true;
    };
    const auto read = ingest::read_originals((folder / input).string(), {}, {}, {}, take);
    if (fault) return tl::unexpected<Error>(*fault);
    if (!read) return tl::unexpected<Error>(read.error());
  }
  return out;
}

}  // namespace

Result<SamplesRead> read_samples(Service& service, const std::string& who, const Tell& tell) {
  if (service.samples().empty()) {
    return fail(ErrorCode::usage, "samples", "the sample articles are not installed",
                "install them as share/marsad/samples beside the pack");
  }
  const auto counts = service.read([](Observatory& desk) { return desk.store().counts(); });
  if (!counts) return tl::unexpected<Error>(counts.error());
  if (counts->articles > 0) {
    return fail(ErrorCode::usage, "samples", "the store holds articles already",
                "serve an empty store to try the samples");
  }
  auto all = read_all(service.samples());
  if (!all) return tl::unexpected<Error>(all.error());
  observatory::Preparer preparer(service.language(), service.joining());
  SamplesRead out;
  for (std::size_t done = 0; done < all->size();) {
    const std::size_t end = std::min(all->size(), done + kBurst);
    std::vector<Prepared> burst;
    for (std::size_t i = done; i < end; ++i) {
      Read& one = (*all)[i];
      burst.push_back(
          preparer.prepare(std::move(one.document), std::move(one.original), one.own_id));
    }
    const auto kept = service.write(who, [&](Observatory& desk) -> Result<void> {
      for (Prepared& one : burst) {
        const auto outcome = desk.add(std::move(one), service.language().hash());
        if (!outcome) return tl::unexpected<Error>(outcome.error());
        ++(*outcome == Outcome::added     ? out.added
           : *outcome == Outcome::revised ? out.revised
                                          : out.unchanged);
      }
      return desk.commit();
    });
    if (!kept) return tl::unexpected<Error>(kept.error());
    done = end;
    tell(done, all->size());
  }
  return out;
}

}  // namespace marsad::server
