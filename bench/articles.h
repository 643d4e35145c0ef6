// SPDX-License-Identifier: Apache-2.0
// The articles that are measured: every n-th of a corpus, so that a part of it
// stands for the whole.
#pragma once
#include <string>
#include <vector>

#include "marsad/analysis/analysis.h"
#include "marsad/base/result.h"

namespace marsad::bench {

// Up to `most` articles, evenly spread over the files. A corpus of fewer bytes
// than `least_bytes` is repeated until it has them.
[[nodiscard]] Result<std::vector<Document>> read_articles(const std::vector<std::string>& files,
                                                          std::size_t most,
                                                          std::size_t least_bytes);

// ../shared/corpus/news.jsonl.gz beside the source tree where there is one, else
// the project's own samples.
[[nodiscard]] std::vector<std::string> usual_files(const std::string& source_dir);

}  // namespace marsad::bench
