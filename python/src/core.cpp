// SPDX-License-Identifier: Apache-2.0
// marsad._core: what of the library the Python package uses. The package's own files give it
// the shape that people see; here are only handles, JSON lines and Arrow capsules.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <utility>

#include "engine.h"
#include "faults.h"
#include "ledger.h"
#include "marsad/analysis/json.h"
#include "marsad/ingest/ingest.h"
#include "scale.h"

namespace py = pybind11;

namespace marsad::python {
namespace {

// Work that touches no Python object.
template <typename Work>
auto without_gil(const Work& work) {
  const py::gil_scoped_release unlocked;
  return work();
}

// Capsules of the PyCapsule protocol: whoever imports what is inside clears its release.
template <typename T>
py::capsule capsule_of(T* value, const char* name) {
  const auto end = [](PyObject* self) {
    auto* held = static_cast<T*>(PyCapsule_GetPointer(self, PyCapsule_GetName(self)));
    if (held == nullptr) return;
    if (held->release != nullptr) held->release(held);
    delete held;
  };
  return py::capsule(static_cast<const void*>(value), name, static_cast<PyCapsule_Destructor>(end));
}

py::capsule schema_capsule(const Form& form) {
  auto schema = std::make_unique<ArrowSchema>();
  export_schema(form, schema.get());
  return capsule_of(schema.release(), "arrow_schema");
}

// A table: batches of one form.
struct TableView {
  const Form* form;
  std::vector<BatchPtr> batches;

  [[nodiscard]] std::int64_t rows() const {
    std::int64_t rows = 0;
    for (const BatchPtr& batch : batches) rows += batch->rows;
    return rows;
  }
};

TableView table_of(const Form& form, const BatchPtr& batch) { return {&form, {batch}}; }

Document document_of(const py::handle& text, const py::handle& id, const py::handle& title,
                     const py::handle& published, const py::handle& outlet, const py::handle& url) {
  Document out;
  if (!PyUnicode_Check(text.ptr())) {
    raise(fail(ErrorCode::input, "text",
               "is " + std::string(Py_TYPE(text.ptr())->tp_name) + ", not text",
               "give one article as str; many go to marsad.extract_many"));
  }
  out.text = text_of(text, "text");
  out.id = text_of(id, "id");
  out.title = text_of(title, "title");
  out.published = day_of(published, "published");
  out.outlet = text_of(outlet, "outlet");
  out.url = text_of(url, "url");
  return out;
}

// The articles of one file or folder in their order, each as (id, title, published, outlet, url,
// text), and an exception in the place of each that cannot be read.
py::list read_input(const std::string& path, const std::string& form, const py::object& published) {
  const std::optional<ingest::Form> from = form.empty() ? std::nullopt : ingest::form_named(form);
  if (!form.empty() && !from) {
    raise(fail(ErrorCode::usage, "form " + form, "there is no such form",
               "write one of text, html, json, jsonl, feed, warc"));
  }
  const auto day = day_of(published, "published");
  std::vector<Result<Document>> read;
  const auto whole = without_gil([&] {
    return ingest::read_articles(path, from, day, {}, [&](Result<Document> article) {
      read.push_back(std::move(article));
      return true;
    });
  });
  if (!whole) read.emplace_back(tl::unexpected<Error>(whole.error()));
  const auto known = [](const std::string& text) -> py::object {
    return text.empty() ? py::object(py::none()) : py::object(py::str(text));
  };
  py::list out;
  for (const Result<Document>& article : read) {
    if (!article) {
      out.append(exception_of(article.error()));
      continue;
    }
    const py::object date = article->published ? py::object(py::str(to_iso(*article->published)))
                                               : py::object(py::none());
    out.append(py::make_tuple(article->id, known(article->title), date, known(article->outlet),
                              known(article->url), article->text));
  }
  return out;
}

void bind_engine(py::module_& module) {
  py::class_<Language>(module, "Language")
      .def(py::init([](const std::string& path) {
             return value_or_raise(without_gil([&] { return open_language(path); }));
           }),
           py::arg("path"))
      .def_property_readonly("hash", &Language::hash);

  py::class_<Analysis, std::shared_ptr<Analysis>>(module, "Analysis")
      .def_static(
          "from_json",
          [](const std::string& line) {
            return std::make_shared<Analysis>(
                value_or_raise(without_gil([&] { return from_json(line); })));
          },
          py::arg("line"))
      .def(
          "to_json",
          [](const Analysis& self, bool with_text, bool why) {
            return without_gil([&] { return to_json(self, {with_text, why}); });
          },
          py::arg("with_text"), py::arg("why"))
      .def_property_readonly("text", [](const Analysis& self) { return self.document.text; })
      .def_property_readonly("id", [](const Analysis& self) { return self.document.id; });

  module.def(
      "extract",
      [](const Language& language, const py::object& text, const py::object& id,
         const py::object& title, const py::object& published, const py::object& outlet,
         const py::object& url, bool why) {
        const Document document = document_of(text, id, title, published, outlet, url);
        auto out = without_gil([&] { return analyse_one(language, document, why); });
        // Python sees no way to change it.
        return std::const_pointer_cast<Analysis>(out);
      },
      py::arg("language"), py::arg("text"), py::arg("id"), py::arg("title"), py::arg("published"),
      py::arg("outlet"), py::arg("url"), py::arg("why"));

  module.def("read_input", &read_input, py::arg("path"), py::arg("form"), py::arg("published"));

  py::class_<Reader>(module, "Reader")
      .def(py::init([](const Language& language, const py::object& articles,
                       const py::object& published, int threads, bool why) {
             return std::make_unique<Reader>(
                 language, Articles(articles, day_of(published, "published")), threads, why);
           }),
           py::arg("language"), py::arg("articles"), py::arg("published"), py::arg("threads"),
           py::arg("why"))
      .def("__iter__", [](py::object self) { return self; })
      .def("__next__", [](Reader& self) {
        auto answer = self.next();
        if (!answer) throw py::stop_iteration();
        return std::const_pointer_cast<Analysis>(answer);
      });
}

void bind_tables(py::module_& module) {
  py::class_<BatchView>(module, "Batch")
      .def("__len__", [](const BatchView& self) { return self.batch->rows; })
      .def("__arrow_c_schema__",
           [](const BatchView& self) { return schema_capsule(*self.batch->form); })
      .def(
          "__arrow_c_array__",
          [](const BatchView& self, const py::object& /*requested: this is its only form*/) {
            auto array = std::make_unique<ArrowArray>();
            export_array(self.batch, array.get());
            return py::make_tuple(schema_capsule(*self.batch->form),
                                  capsule_of(array.release(), "arrow_array"));
          },
          py::arg("requested_schema") = py::none());

  py::class_<TableView>(module, "Table")
      .def_property_readonly("name", [](const TableView& self) { return self.form->name; })
      .def_property_readonly("columns",
                             [](const TableView& self) {
                               py::list out;
                               for (const Field& field : self.form->fields) out.append(field.name);
                               return py::tuple(out);
                             })
      .def("__len__", &TableView::rows)
      .def("batches",
           [](const TableView& self) {
             py::list out;
             for (const BatchPtr& batch : self.batches) out.append(BatchView{batch});
             return out;
           })
      .def("__arrow_c_schema__", [](const TableView& self) { return schema_capsule(*self.form); })
      .def(
          "__arrow_c_stream__",
          [](const TableView& self, const py::object& /*requested: this is its only form*/) {
            auto stream = std::make_unique<ArrowArrayStream>();
            export_stream(*self.form, self.batches, stream.get());
            return capsule_of(stream.release(), "arrow_array_stream");
          },
          py::arg("requested_schema") = py::none());

  module.def("layer_names", [] {
    std::vector<std::string> out;
    for (const Form& form : layers()) out.emplace_back(form.name);
    return out;
  });
  module.def(
      "make_tables",
      [](const Language& language, const py::object& articles, const py::object& published,
         int threads, const std::vector<std::string>& names, const py::object& progress) {
        std::vector<const Form*> wanted;
        wanted.reserve(names.size());
        for (const std::string& name : names) {
          wanted.push_back(layer_named(name));
          if (wanted.back() != nullptr) continue;
          std::string known;
          for (const Form& form : layers()) {
            known += (known.empty() ? "" : ", ") + std::string(form.name);
          }
          raise(fail(ErrorCode::usage, "layers", "there is no layer " + name,
                     "ask for some of " + known));
        }
        auto made = make_tables(language, Articles(articles, day_of(published, "published")),
                                threads, wanted, progress);
        std::vector<TableView> out;
        out.reserve(wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
          out.push_back({wanted[i], std::move(made[i])});
        }
        return out;
      },
      py::arg("language"), py::arg("articles"), py::arg("published"), py::arg("threads"),
      py::arg("layers"), py::arg("progress"));
}

using Conditions = std::map<std::string, std::string>;

// What is written under a name; nothing where it is not.
std::string condition(const Conditions& conditions, const char* name) {
  const auto found = conditions.find(name);
  return found == conditions.end() ? std::string() : found->second;
}

observatory::Question question_of(const Conditions& conditions, double within) {
  observatory::Question out;
  out.words = condition(conditions, "words");
  out.from = condition(conditions, "from");
  out.to = condition(conditions, "to");
  out.published_from = condition(conditions, "published_from");
  out.published_to = condition(conditions, "published_to");
  out.type = condition(conditions, "type");
  out.figure = condition(conditions, "figure");
  out.stance = condition(conditions, "stance");
  out.outlet = condition(conditions, "outlet");
  out.source = condition(conditions, "source");
  out.actor = condition(conditions, "actor");
  out.country = condition(conditions, "country");
  out.area = condition(conditions, "in");
  out.near = condition(conditions, "near");
  out.within = within;
  return out;
}

observatory::Happened happened_of(const Conditions& conditions) {
  return {condition(conditions, "since"), condition(conditions, "until"),
          condition(conditions, "type"), condition(conditions, "country"),
          condition(conditions, "in")};
}

void bind_store(py::module_& module) {
  using Most = std::optional<std::size_t>;
  py::class_<Ledger>(module, "Ledger")
      .def(py::init([](const std::string& path) {
             return std::make_unique<Ledger>(
                 value_or_raise(without_gil([&] { return Ledger::open(path); })));
           }),
           py::arg("path"))
      .def(
          "claims",
          [](Ledger& self, const Language& language, const Conditions& conditions, double within,
             Most most) {
            return table_of(claims_form(), value_or_raise(without_gil([&] {
                              return self.claims(question_of(conditions, within), most,
                                                 [&]() -> Result<Language> { return language; });
                            })));
          },
          py::arg("language"), py::arg("conditions"), py::arg("within"), py::arg("most"))
      .def(
          "articles",
          [](Ledger& self, const Language& language, const Conditions& conditions, double within,
             Most most) {
            return table_of(found_form(), value_or_raise(without_gil([&] {
                              return self.articles(question_of(conditions, within), most,
                                                   [&]() -> Result<Language> { return language; });
                            })));
          },
          py::arg("language"), py::arg("conditions"), py::arg("within"), py::arg("most"))
      .def(
          "incidents",
          [](Ledger& self, const Language& language, const Conditions& conditions,
             const std::string& policy, Most most) {
            return table_of(incidents_form(), value_or_raise(without_gil([&] {
                              return self.incidents(happened_of(conditions), policy, most,
                                                    [&]() -> Result<Language> { return language; });
                            })));
          },
          py::arg("language"), py::arg("conditions"), py::arg("policy"), py::arg("most"))
      .def(
          "incident",
          [](Ledger& self, const std::string& id, const std::string& policy) {
            return value_or_raise(without_gil([&] { return self.incident(id, policy); }));
          },
          py::arg("id"), py::arg("policy"));
}

}  // namespace

PYBIND11_MODULE(_core, module) {
  module.doc() = "The library of Marsad, as the Python package uses it; see marsad instead.";
  module.attr("version") = MARSAD_VERSION;
  bind_engine(module);
  bind_tables(module);
  bind_store(module);
  bind_scale(module);
}

}  // namespace marsad::python
