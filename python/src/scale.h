// SPDX-License-Identifier: Apache-2.0
// What many machines need to make origins and incidents as one machine makes them: the rules of
// the store as small functions over rows, which marsad/spark.py puts together.
//
//   Preparer        articles ("قصف سوق حماة")  →  key, content, analysis, sketch, reports
//   bands_of, alike, looked_at, closest        →  which texts are copies
//   blocks_of, Block                           →  the nearest report in one block
//   Claims, Dossiers                           →  rows of the ledger and of incidents
//
// Nothing here decides: it is the code of the rooms incidents and observatory, called on rows of
// Arrow. Reports travel as the JSON that a store keeps (report_json.h). Errors are InputError.
// Tested by python/tests/scale_test.py and spark_test.py there.
#pragma once
#include <pybind11/pybind11.h>

namespace marsad::python {

void bind_scale(pybind11::module_& module);

}  // namespace marsad::python
