// SPDX-License-Identifier: Apache-2.0
// What all routes share: the store, read by many at once and written by one at a time; the
// language; who is told of changes.
//
//   service.read([](Observatory& desk) { … })         any thread, on a reader of the pool
//   service.write("سعاد", [](Observatory& desk) { … })  one after another; the log names her
//
// A reader sees what was committed when it is asked. A writer that returns a fault leaves
// nothing behind. Thread-safe. Tested by api_test.cpp.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "marsad/observatory/observatory.h"
#include "marsad/pipeline/entity_names.h"
#include "marsad/pipeline/pipeline.h"
#include "presence.h"
#include "verdicts.h"

namespace marsad::server {

class Service {
 public:
  // Makes the store where there is none. Errors: ErrorCode::store.
  [[nodiscard]] static Result<std::unique_ptr<Service>> open(
      const std::string& store, Language language, std::string samples = {},
      const incidents::Joining& joining = incidents::default_joining());
  Service(std::string store, Language language, std::string samples,
          observatory::Observatory writer)
      : store_(std::move(store)),
        language_(std::move(language)),
        joining_(writer.joining()),
        names_(language_),
        samples_(std::move(samples)),
        writer_(std::move(writer)) {}

  [[nodiscard]] const Language& language() const { return language_; }
  [[nodiscard]] const EntityNames& names() const { return names_; }
  [[nodiscard]] Presence& presence() { return presence_; }
  [[nodiscard]] Verdicts& verdicts() { return verdicts_; }
  // The folder of the sample articles; empty where there is none.
  [[nodiscard]] const std::string& samples() const { return samples_; }
  [[nodiscard]] const std::string& store() const { return store_; }
  [[nodiscard]] const incidents::Joining& joining() const { return joining_; }

  template <typename Work>
  auto read(const Work& work) -> decltype(work(std::declval<observatory::Observatory&>())) {
    auto desk = borrow();
    if (!desk) return tl::unexpected<Error>(desk.error());
    auto out = work(**desk);
    give_back(std::move(*desk));
    return out;
  }

  template <typename Work>
  auto write(const std::string& who, const Work& work)
      -> decltype(work(std::declval<observatory::Observatory&>())) {
    const std::lock_guard lock(writing_);
    writer_.act_as(who);
    auto out = work(writer_);
    if (!out) writer_.give_up();
    return out;
  }

  // What changed, for everybody who waits: {"what":"incident","id":"i-3f…"} and no more, since
  // also those hear it who may not see who on the desk decided.
  void publish(std::string_view what, const nlohmann::json& id);
  // The change after `seen`, or none within the time; `seen` moves on. False when closing.
  bool wait_for_change(std::uint64_t& seen, std::string& change);
  [[nodiscard]] std::uint64_t changes() const;
  void close();

 private:
  Result<std::unique_ptr<observatory::Observatory>> borrow();
  void give_back(std::unique_ptr<observatory::Observatory> desk);

  std::string store_;
  Language language_;
  incidents::Joining joining_;
  EntityNames names_;
  std::string samples_;
  Verdicts verdicts_;
  Presence presence_;
  std::mutex writing_;
  observatory::Observatory writer_;
  std::mutex pool_;
  std::vector<std::unique_ptr<observatory::Observatory>> readers_;
  mutable std::mutex telling_;
  std::condition_variable told_;
  std::vector<std::string> changes_;  // the last kMostChanges
  std::uint64_t first_change_ = 0;    // number of changes_.front()
  bool closing_ = false;
};

}  // namespace marsad::server
