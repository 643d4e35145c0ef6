// SPDX-License-Identifier: Apache-2.0
#include "articles.h"

#include <algorithm>
#include <filesystem>

#include "marsad/ingest/ingest.h"

namespace marsad::bench {

Result<std::vector<Document>> read_articles(const std::vector<std::string>& files, std::size_t most,
                                            std::size_t least_bytes) {
  std::vector<Document> all;
  for (const std::string& file : files) {
    const auto read =
        ingest::read_articles(file, std::nullopt, std::nullopt, {}, [&](Result<Document> article) {
          if (article) all.push_back(std::move(*article));
          return true;
        });
    if (!read) return tl::unexpected<Error>(read.error());
  }
  if (all.empty()) {
    return fail(ErrorCode::input, files.empty() ? "" : files.front(), "there is no article",
                "name a corpus with --corpus FILE");
  }
  std::vector<Document> out;
  const std::size_t count = std::min(most, all.size());
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < count; ++i) {
    out.push_back(std::move(all[i * all.size() / count]));
    bytes += out.back().text.size();
  }
  for (std::size_t i = 0; bytes > 0 && bytes < least_bytes; ++i) {
    out.push_back(Document(out[i]));
    bytes += out.back().text.size();
  }
  return out;
}

std::vector<std::string> usual_files(const std::string& source_dir) {
  namespace fs = std::filesystem;
  const fs::path root(source_dir);
  if (const fs::path corpus = root / "../shared/corpus/news.jsonl.gz"; fs::exists(corpus)) {
    return {corpus.string()};
  }
  std::vector<std::string> samples;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(root / "docs/samples", failed)) {
    if (entry.path().extension() == ".json") samples.push_back(entry.path().string());
  }
  std::sort(samples.begin(), samples.end());
  return samples;
}

}  // namespace marsad::bench
