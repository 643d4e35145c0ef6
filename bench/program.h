// SPDX-License-Identifier: Apache-2.0
// The program measured from outside: how long it takes to start and answer, and
// how much memory it asks for.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace marsad::bench {

struct Usage {
  double seconds = 0;    // from the call to its end
  double cpu = 0;        // seconds of CPU time
  double megabytes = 0;  // the most that stood in memory, mapped files included
};

// Runs the program with its output thrown away; none when it cannot be run or
// does not end well. The memory of the caller counts too (the kernel starts from
// it), so call this before much is allocated.
[[nodiscard]] std::optional<Usage> run(const std::string& program,
                                       const std::vector<std::string>& arguments);

}  // namespace marsad::bench
