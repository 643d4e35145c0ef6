// SPDX-License-Identifier: Apache-2.0
// The observatory over a store: articles go in, incidents and their dossiers come out.
//
//   add(قصف سوق حماة)          →  added; begins incident i-3f…
//   add(the same bytes again)   →  unchanged
//   add(its corrected version)  →  revised: version 2 stands in its place, version 1 is kept
//
// Adding costs the same however many articles there are: a report is compared with those of
// the days around its own, a text with those that share a band of its sketch. What is added is
// durable after commit(); incidents touched since the last commit are summed up then, in one
// entry of the log. Not thread-safe. Errors: ErrorCode::store. Tested by observatory_test.cpp.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "marsad/incidents/dossier.h"
#include "marsad/incidents/neighbours.h"
#include "marsad/observatory/prepare.h"
#include "marsad/store/store.h"

namespace marsad::observatory {

enum class Outcome { added, revised, unchanged };

class Observatory {
 public:
  // `actor` stands in the log as who did it; `joining` says how reports are joined and copies told.
  [[nodiscard]] static Result<Observatory> open(
      const std::string& path, store::Access access, std::string actor,
      const incidents::Joining& joining = incidents::default_joining());

  [[nodiscard]] store::Store& store() { return *store_; }
  [[nodiscard]] const std::string& actor() const { return actor_; }
  [[nodiscard]] const incidents::Joining& joining() const { return joining_; }
  void act_as(std::string actor) { actor_ = std::move(actor); }

  // Begins a change where none is open. `pack` names the language pack in the log, beside the hash
  // of what says how it was joined.
  [[nodiscard]] Result<Outcome> add(Prepared&& prepared, const std::string& pack);
  [[nodiscard]] Result<void> reject(const Error& error, std::string_view bytes,
                                    std::string_view media_type);
  // Makes everything since the last commit durable.
  [[nodiscard]] Result<void> commit();

  // The incident of this id, or the one that it was merged into; none if there is none.
  [[nodiscard]] Result<std::optional<incidents::Dossier>> dossier(const std::string& id);
  [[nodiscard]] Result<incidents::Dossier> dossier(const store::IncidentRow& incident);
  // Sums up an incident anew from its reports and writes it, within a change.
  [[nodiscard]] Result<void> sum_up(store::Number incident);
  // Begins a change if none is open.
  [[nodiscard]] Result<void> change();
  // Takes everything since the last commit back.
  void give_up();
  // Lets reports be loaded anew, after reports have moved.
  void forget_neighbours() { neighbours_->clear(); }

 private:
  Observatory(store::Store store, std::string actor, incidents::Joining joining);
  [[nodiscard]] Result<store::Number> family_of(const store::ArticleRow& article);
  [[nodiscard]] Result<void> join(store::Number article, const std::string& key,
                                  std::vector<incidents::Report> reports);

  // On the heap, since the loader of the neighbours keeps a pointer to it.
  std::unique_ptr<store::Store> store_;
  std::string actor_;
  incidents::Joining joining_;
  std::unique_ptr<incidents::Neighbours> neighbours_;
  std::set<store::Number> dirty_;
  bool open_ = false;
};

// Who published the first article of the family of copies that this one belongs to.
[[nodiscard]] incidents::Outlet first_outlet(store::Store& store, const store::ArticleRow& article);

}  // namespace marsad::observatory
