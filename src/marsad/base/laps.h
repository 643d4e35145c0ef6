// SPDX-License-Identifier: Apache-2.0
// Where the time of a chain of stages goes.
//
//   laps.begin(); read(…); laps.end("text"); analyse(…); laps.end("morphology");
//   →  {"text", 0.08 s}, {"morphology", 0.31 s}
//
// A stage takes a Laps* that may be nullptr and then costs nothing. Names are
// string literals: the same name adds to the same lap. CPU time of the calling
// thread, so other programs on the machine do not count. For bench/ only.
#pragma once
#include <ctime>
#include <string_view>
#include <vector>

namespace marsad {

class Laps {
 public:
  struct Lap {
    std::string_view name;
    double seconds = 0;
  };

  void begin() { last_ = now(); }
  // The time since the last begin() or end() belongs to this name.
  void end(std::string_view name) {
    const double at = now();
    Lap* found = nullptr;
    for (Lap& lap : laps_) {
      if (lap.name == name) found = &lap;
    }
    if (found == nullptr) found = &laps_.emplace_back(Lap{name, 0});
    found->seconds += at - last_;
    last_ = at;
  }
  [[nodiscard]] const std::vector<Lap>& all() const { return laps_; }

  // Seconds of CPU time of this thread.
  [[nodiscard]] static double now() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  }

 private:
  std::vector<Lap> laps_;
  double last_ = 0;
};

// For a stage that may be measured.
inline void end_lap(Laps* laps, std::string_view name) {
  if (laps != nullptr) laps->end(name);
}

}  // namespace marsad
