// SPDX-License-Identifier: Apache-2.0
// A store's incidents written out: which of them, by whose policy, in which form.
//
//   write_incidents(desk, acled, acled-like, {since 1998-06-01}, sink)
//     →  a table of 31 columns in which قصف سوق حماة is one row, and its Manifest
//
// A million incidents need the memory of one. An error of the sink is handed on. Tested by
// releases_test.cpp.
#pragma once
#include <map>
#include <string>

#include "marsad/export/writer.h"
#include "marsad/observatory/observatory.h"

namespace marsad::releases {

// `filter` stands in the manifest as given; `mark` as in exports::Writer.
[[nodiscard]] Result<exports::Manifest> write_incidents(
    observatory::Observatory& desk, const exports::Format& format, const incidents::Policy& policy,
    store::IncidentSearch search, const std::map<std::string, std::string>& filter,
    const exports::Sink& sink, bool mark = false);

// Every row of the store, as marsad import reads them.
[[nodiscard]] Result<exports::Manifest> write_rows(observatory::Observatory& desk,
                                                   const exports::Sink& sink);

}  // namespace marsad::releases
