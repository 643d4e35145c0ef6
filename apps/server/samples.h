// SPDX-License-Identifier: Apache-2.0
// The sample articles, an invented war in sixty articles, read into an empty store, so that who
// comes first sees a desk at work before news of his own is in it.
//
//   read_samples(service, "سعاد", tell)  →  {added 58, revised 2, …}; tell(8, 60), tell(16, 60), …
//
// The folder is that of docs/samples/archive, installed beside the pack. A store that holds an
// article already is left alone: invented news must not get among news. Errors: ErrorCode::usage
// where there is no folder or the store is not empty, ErrorCode::input, ErrorCode::store. Tested by
// api_test.cpp.
#pragma once
#include <functional>
#include <string>

#include "service.h"

namespace marsad::server {

struct SamplesRead {
  std::size_t added = 0, revised = 0, unchanged = 0;
};
// How many of how many are durable.
using Tell = std::function<void(std::size_t done, std::size_t total)>;

[[nodiscard]] Result<SamplesRead> read_samples(Service& service, const std::string& who,
                                               const Tell& tell);

}  // namespace marsad::server
