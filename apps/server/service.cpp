// SPDX-License-Identifier: Apache-2.0
#include "service.h"

#include <algorithm>
#include <chrono>

namespace marsad::server {
namespace {

constexpr std::size_t kMostReaders = 64;   // that are kept open between requests
constexpr std::size_t kMostChanges = 256;  // that a slow listener can catch up with
constexpr auto kPatience = std::chrono::seconds(15);

}  // namespace

Result<std::unique_ptr<Service>> Service::open(const std::string& store, Language language,
                                               std::string samples,
                                               const incidents::Joining& joining) {
  auto writer = observatory::Observatory::open(store, store::Access::create, "server", joining);
  if (!writer) return tl::unexpected<Error>(writer.error());
  return std::make_unique<Service>(store, std::move(language), std::move(samples),
                                   std::move(*writer));
}

Result<std::unique_ptr<observatory::Observatory>> Service::borrow() {
  {
    const std::lock_guard lock(pool_);
    if (!readers_.empty()) {
      auto out = std::move(readers_.back());
      readers_.pop_back();
      return out;
    }
  }
  auto desk = observatory::Observatory::open(store_, store::Access::read, "server", joining_);
  if (!desk) return tl::unexpected<Error>(desk.error());
  return std::make_unique<observatory::Observatory>(std::move(*desk));
}

void Service::give_back(std::unique_ptr<observatory::Observatory> desk) {
  const std::lock_guard lock(pool_);
  if (readers_.size() < kMostReaders) readers_.push_back(std::move(desk));
}

void Service::publish(std::string_view what, const nlohmann::json& id) {
  std::string change = nlohmann::json({{"what", what}, {"id", id}})
                           .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  {
    const std::lock_guard lock(telling_);
    changes_.push_back(std::move(change));
    if (changes_.size() > kMostChanges) {
      changes_.erase(changes_.begin());
      ++first_change_;
    }
  }
  told_.notify_all();
}

std::uint64_t Service::changes() const {
  const std::lock_guard lock(telling_);
  return first_change_ + changes_.size();
}

bool Service::wait_for_change(std::uint64_t& seen, std::string& change) {
  std::unique_lock lock(telling_);
  change.clear();
  told_.wait_for(lock, kPatience,
                 [&] { return closing_ || seen < first_change_ + changes_.size(); });
  if (closing_) return false;
  seen = std::max(seen, first_change_);
  if (seen == first_change_ + changes_.size()) return true;
  change = changes_[seen - first_change_];
  ++seen;
  return true;
}

void Service::close() {
  {
    const std::lock_guard lock(telling_);
    closing_ = true;
  }
  told_.notify_all();
}

}  // namespace marsad::server
