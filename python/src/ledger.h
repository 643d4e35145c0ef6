// SPDX-License-Identifier: Apache-2.0
// A store of `marsad ingest`, read only: its claims, incidents and articles as columns.
//
//   Ledger("desk.db").claims(figure "killed", near "نوى")
//     →  one row a claim: article, outlet, origin, source, stance, killed 12 … 17, quote
//
// Questions are those of the program (observatory/question.h): the same conditions give the
// same rows in the same order. Nothing is ever written. Safe to use from several threads: one
// question is answered after the other. Errors are StoreError, or InputError for a condition
// that there is not. Tested by python/tests/store_test.py.
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "columns.h"
#include "marsad/incidents/policy.h"
#include "marsad/observatory/observatory.h"
#include "marsad/observatory/question.h"

namespace marsad::python {

[[nodiscard]] const Form& claims_form();
[[nodiscard]] const Form& incidents_form();
[[nodiscard]] const Form& found_form();  // of articles

// Rows of claims_form() and incidents_form().
void add_claim(Batch& batch, const store::ArticleRow& article, const incidents::Claimed& claim);
void add_incident(Batch& batch, const incidents::Dossier& dossier,
                  const incidents::Verdict& verdict);

class Ledger {
 public:
  [[nodiscard]] static Result<Ledger> open(const std::string& path);

  // At most `most` rows after the first `skip`; none: all there are.
  [[nodiscard]] Result<BatchPtr> claims(const observatory::Question& question,
                                        std::optional<std::size_t> most,
                                        const observatory::OpenLanguage& open);
  [[nodiscard]] Result<BatchPtr> articles(const observatory::Question& question,
                                          std::optional<std::size_t> most,
                                          const observatory::OpenLanguage& open);
  // Those that at least one article leads with, the latest first; ranges by `policy`.
  [[nodiscard]] Result<BatchPtr> incidents(const observatory::Happened& happened,
                                           const std::string& policy,
                                           std::optional<std::size_t> most,
                                           const observatory::OpenLanguage& open);
  // marsad.incident/1; none where there is no such incident.
  [[nodiscard]] Result<std::optional<std::string>> incident(const std::string& id,
                                                            const std::string& policy);

 private:
  struct Open {
    observatory::Observatory observatory;
    std::mutex mutex;
  };
  explicit Ledger(std::unique_ptr<Open> open) : open_(std::move(open)) {}
  std::unique_ptr<Open> open_;
};

}  // namespace marsad::python
