// SPDX-License-Identifier: Apache-2.0
// The layers of analyses as flat tables, one row for each thing that was read; docs/python.md
// documents their columns.
//
//   "قالت الوزارة إن 12 شخصا قتلوا"
//     →  claims    article 1, claim c1, sources [m1], stance asserts, …
//        figures   article 1, figure f1, kind killed, low 12, claims [c1], …
//        statements  source "Ministry …", stance asserts, figure killed, low 12, quote …
//
// Names of columns and of words are those of marsad.analysis/1; statements are the rows of the
// ledger (incidents/statement.h), as `marsad export --format csv` writes them. One LayerWriter
// belongs to one thread; the same articles give the same rows. Tested by
// python/tests/tables_test.py.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "columns.h"
#include "marsad/incidents/statement.h"

namespace marsad::python {

// In the order in which they are documented: articles, mentions, actors, places, times,
// quantities, weapons, claims, events, figures, statements.
[[nodiscard]] const std::vector<Form>& layers();
// Null: there is no such layer.
[[nodiscard]] const Form* layer_named(std::string_view name);

// The columns of a statement from `source` to `quote`, which the ledger of a store has too.
[[nodiscard]] const std::vector<Field>& statement_fields();
void add_statement(Row& row, const incidents::Statement& statement);

class LayerWriter {
 public:
  // Only these layers are made.
  explicit LayerWriter(std::vector<const Form*> wanted);
  void add(const Analysis& analysis);
  // What was added since the last time, in the order of `wanted`.
  [[nodiscard]] std::vector<BatchPtr> take();

 private:
  std::vector<const Form*> wanted_;
  std::vector<std::shared_ptr<Batch>> batches_;
};

}  // namespace marsad::python
