// SPDX-License-Identifier: Apache-2.0
#include "scale.h"

#include <pybind11/stl.h>

#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

#include "articles.h"
#include "faults.h"
#include "ledger.h"
#include "marsad/analysis/json.h"
#include "marsad/incidents/blocks.h"
#include "marsad/incidents/neighbours.h"
#include "marsad/incidents/origin.h"
#include "marsad/incidents/report_json.h"
#include "marsad/incidents/summary.h"
#include "marsad/observatory/prepare.h"

namespace py = pybind11;

namespace marsad::python {
namespace {

using incidents::Joining;
using incidents::Report;

constexpr bool kAlways = false;  // never null

// The points and limits by which reports are joined; those of the package without a text.
Joining joining_of(const std::string& toml, const std::string& name) {
  if (toml.empty()) return incidents::default_joining();
  return value_or_raise(incidents::read_joining(toml, name));
}

incidents::Policy policy_of(const std::string& name, const std::string& toml) {
  return value_or_raise(toml.empty() ? incidents::find_policy(name)
                                     : incidents::read_policy(toml, name));
}

Report report_of(const std::string& line) {
  return value_or_raise(incidents::report_from_json(line));
}

Analysis analysis_of(const std::string& line) { return value_or_raise(from_json(line)); }

std::string bytes_of(const incidents::Sketch& sketch) {
  std::string out(sizeof(sketch), '\0');
  std::memcpy(out.data(), sketch.data(), sizeof(sketch));
  return out;
}

incidents::Sketch sketch_of(const std::string& bytes) {
  incidents::Sketch out{};
  if (bytes.size() != sizeof(out)) {
    raise(fail(ErrorCode::input, "sketch",
               "has " + std::to_string(bytes.size()) + " bytes, not " + std::to_string(sizeof(out)),
               "give what marsad.spark.extract wrote"));
  }
  std::memcpy(out.data(), bytes.data(), sizeof(out));
  return out;
}

const Form& prepared_form() {
  static const Form kForm{"prepared",
                          {{"article", Kind::text, kAlways},
                           {"key", Kind::text, kAlways},
                           {"content", Kind::text, kAlways},
                           {"incident", Kind::text, kAlways},
                           {"title", Kind::text},
                           {"outlet", Kind::text},
                           {"outlet_entity", Kind::text},
                           {"url", Kind::text},
                           {"published", Kind::day},
                           {"analysis", Kind::text, kAlways},
                           {"sketch", Kind::bytes},
                           {"reports", Kind::texts, kAlways}}};
  return kForm;
}

// What `marsad ingest` makes of articles before a store sees them.
class Preparing {
 public:
  Preparing(const Language& language, const Joining& joining) : preparer_(language, joining) {}

  BatchView batch(const py::object& source) {
    Articles articles(source, std::nullopt);
    std::vector<Document> documents;
    while (auto one = articles.next()) documents.push_back(std::move(*one));
    const py::gil_scoped_release unlocked;
    auto batch = std::make_shared<Batch>(prepared_form());
    for (Document& document : documents)
      add(*batch, preparer_.prepare(std::move(document), {}, true));
    return {batch};
  }

 private:
  static void add(Batch& batch, const observatory::Prepared& prepared) {
    const store::ArticleRow& article = prepared.article;
    Row row(batch);
    row.text(article.id).text(article.key).text(article.content);
    row.text(incidents::incident_id(article.key));
    row.known(article.title).known(article.outlet).known(article.outlet_entity).known(article.url);
    row.day(article.published).text(article.analysis);
    if (article.sketch) {
      row.bytes(bytes_of(*article.sketch));
    } else {
      row.nulls(1);
    }
    std::vector<std::string> reports;
    reports.reserve(prepared.reports.size());
    for (const Report& report : prepared.reports) reports.push_back(incidents::to_json(report));
    row.texts(reports);
  }

  observatory::Preparer preparer_;
};

// The reports that wait in one block, in the order of arrival.
class Waiting {
 public:
  // `cell`: of a cell, where those that share a country are not compared again.
  Waiting(const Joining& joining, bool cell)
      : joining_(joining), cell_(cell), neighbours_({}, joining) {}

  // (article, day or None, score, reasons) of the report that this one is most like; then it waits
  // itself. None: there is none, or it does not ask.
  py::object meet(std::int64_t article, const std::string& line, bool asks, bool waits) {
    Report report = report_of(line);
    py::object out = py::none();
    if (asks) {
      incidents::Neighbours::Admits admits;
      if (cell_) {
        admits = [&](const Report& other) {
          return !incidents::share_country(report, other, joining_);
        };
      }
      if (const auto found = neighbours_.nearest(report, admits)) {
        const auto days = [](Date date) { return date.time_since_epoch().count(); };
        out = py::make_tuple(found->article,
                             report.from ? py::object(py::int_(days(days_[found->article])))
                                         : py::object(py::none()),
                             found->likeness.score, reasons(found->likeness));
      }
    }
    if (waits) {
      if (report.from) days_[article] = *report.from;
      neighbours_.add({0, article, std::move(report)});
    }
    return out;
  }

  void forget(std::int64_t article, const std::string& line) {
    neighbours_.forget(article, report_of(line).from);
  }

  static std::string reasons(const incidents::Likeness& likeness) {
    nlohmann::json out = nlohmann::json::array();
    for (const incidents::Reason& one : likeness.reasons) {
      out.push_back(nlohmann::json::array({one.what, one.which, one.points}));
    }
    return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }

 private:
  Joining joining_;
  bool cell_;
  incidents::Neighbours neighbours_;
  std::map<std::int64_t, Date> days_;  // of those that wait
};

// An article as it stands beside its claims.
store::ArticleRow article_of(const std::string& id, int version, const py::object& title,
                             const py::object& outlet, const py::object& url,
                             const py::object& published) {
  store::ArticleRow out;
  out.id = id;
  out.version = version;
  out.title = text_of(title, "title");
  out.outlet = text_of(outlet, "outlet");
  out.url = text_of(url, "url");
  out.published = day_of(published, "published");
  return out;
}

incidents::Outlet outlet_of(const py::object& name, const py::object& entity) {
  return {text_of(name, "outlet"), text_of(entity, "outlet_entity")};
}

class Claims {
 public:
  void add(const store::ArticleRow& article, const std::string& line,
           const incidents::Outlet& first) {
    const Analysis analysis = analysis_of(line);
    const auto statements = incidents::statements_of(analysis);
    for (std::size_t i = 0; i < statements.size(); ++i) {
      add_claim(*batch_, article,
                {incidents::claim_id(article.id, article.version, i + 1), 0,
                 incidents::origin_of(statements[i], first), statements[i]});
    }
  }
  BatchView take() { return {std::exchange(batch_, std::make_shared<Batch>(claims_form()))}; }

 private:
  std::shared_ptr<Batch> batch_ = std::make_shared<Batch>(claims_form());
};

// One dossier after another, its members by day of publication, then as they arrived.
class Dossiers {
 public:
  explicit Dossiers(incidents::Policy policy) : policy_(std::move(policy)) {}

  void add(const store::ArticleRow& article, const std::string& line, const std::string& analysis,
           const incidents::Outlet& first) {
    Report report = report_of(line);
    incidents::DossierArticle told;
    told.id = article.id;
    told.version = article.version;
    told.published = article.published;
    told.leads = report.leads;
    dossier_.articles.push_back(std::move(told));
    incidents::add_claims(dossier_, analysis_of(analysis), report.events, first);
    std::vector<Report>& kept = report.leads ? leading_ : background_;
    if (kept.size() < incidents::kMostSummed) kept.push_back(std::move(report));
  }

  // Sums up what was added as the incident of this id; nothing where no article leads with it.
  void end(const std::string& id) {
    if (!leading_.empty()) {
      std::vector<const Report*> reports;
      for (const auto* kept : {&leading_, &background_}) {
        for (const Report& one : *kept) {
          if (reports.size() < incidents::kMostSummed) reports.push_back(&one);
        }
      }
      const incidents::Summary summary = incidents::summary_of(reports);
      dossier_.id = id;
      dossier_.from = summary.from;
      dossier_.to = summary.to;
      dossier_.dated = summary.dated;
      dossier_.type = summary.type;
      dossier_.place = summary.place;
      add_incident(*batch_, dossier_, incidents::judge(policy_, dossier_));
    }
    dossier_ = {};
    leading_.clear();
    background_.clear();
  }

  BatchView take() { return {std::exchange(batch_, std::make_shared<Batch>(incidents_form()))}; }

 private:
  incidents::Policy policy_;
  incidents::Dossier dossier_;
  std::vector<Report> leading_, background_;
  std::shared_ptr<Batch> batch_ = std::make_shared<Batch>(incidents_form());
};

void bind_copies(py::module_& module) {
  module.def("most_looked", [] { return incidents::kMostLooked; });
  module.def(
      "bands_of",
      [](const py::bytes& sketch) {
        const auto bands = incidents::bands_of(sketch_of(sketch));
        return std::vector<std::int64_t>(bands.begin(), bands.end());
      },
      py::arg("sketch"));
  module.def(
      "alike",
      [](const py::bytes& one, const py::bytes& other) {
        return incidents::alike(sketch_of(one), sketch_of(other));
      },
      py::arg("one"), py::arg("other"));
  module.def("looked_at", &incidents::looked_at, py::arg("met"));
  module.def(
      "closest",
      [](const std::vector<double>& shares, const Joining& rules) {
        return incidents::closest(shares, rules.copies.copied);
      },
      py::arg("shares"), py::arg("rules"));
}

void bind_reports(py::module_& module) {
  module.def(
      "likeness",
      [](const std::string& report, const std::string& other, const Joining& rules) {
        const auto found = incidents::likeness(report_of(report), report_of(other), rules);
        return py::make_tuple(found.score, found.excluded, found.linked, Waiting::reasons(found));
      },
      py::arg("report"), py::arg("other"), py::arg("rules"));
  module.def(
      "blocks_of",
      [](const std::string& report, const Joining& rules, int days) {
        py::list out;
        for (const auto& one : incidents::blocks_of(report_of(report), rules, days)) {
          out.append(py::make_tuple(one.key, one.cell, one.asks, one.waits));
        }
        return out;
      },
      py::arg("report"), py::arg("rules"), py::arg("days"));
  py::class_<Waiting>(module, "Waiting")
      .def(py::init<const Joining&, bool>(), py::arg("rules"), py::arg("cell"))
      .def("meet", &Waiting::meet, py::arg("article"), py::arg("report"), py::arg("asks"),
           py::arg("waits"))
      .def("forget", &Waiting::forget, py::arg("article"), py::arg("report"));
}

void bind_rows(py::module_& module) {
  py::class_<Claims>(module, "Claims")
      .def(py::init<>())
      .def(
          "add",
          [](Claims& self, const std::string& article, int version, const py::object& title,
             const py::object& outlet, const py::object& url, const py::object& published,
             const std::string& analysis, const py::object& first, const py::object& entity) {
            self.add(article_of(article, version, title, outlet, url, published), analysis,
                     outlet_of(first, entity));
          },
          py::arg("article"), py::arg("version"), py::arg("title"), py::arg("outlet"),
          py::arg("url"), py::arg("published"), py::arg("analysis"), py::arg("first_outlet"),
          py::arg("first_entity"))
      .def("take", &Claims::take);
  py::class_<Dossiers>(module, "Dossiers")
      .def(py::init([](const std::string& name, const std::string& toml) {
             return Dossiers(policy_of(name, toml));
           }),
           py::arg("policy"), py::arg("toml"))
      .def(
          "add",
          [](Dossiers& self, const std::string& article, int version, const py::object& published,
             const std::string& report, const std::string& analysis, const py::object& first,
             const py::object& entity) {
            self.add(article_of(article, version, py::none(), py::none(), py::none(), published),
                     report, analysis, outlet_of(first, entity));
          },
          py::arg("article"), py::arg("version"), py::arg("published"), py::arg("report"),
          py::arg("analysis"), py::arg("first_outlet"), py::arg("first_entity"))
      .def("end", &Dossiers::end, py::arg("incident"))
      .def("take", &Dossiers::take);
}

}  // namespace

void bind_scale(py::module_& module) {
  py::class_<Joining>(module, "Rules")
      .def(py::init(&joining_of), py::arg("toml"), py::arg("name"))
      .def_readonly("sha256", &Joining::sha256);
  py::class_<Preparing>(module, "Preparer")
      .def(py::init<const Language&, const Joining&>(), py::arg("language"), py::arg("rules"))
      .def("batch", &Preparing::batch, py::arg("articles"));
  // What the makers of batches give, before there is one.
  module.def("prepared_batch", [] { return BatchView{std::make_shared<Batch>(prepared_form())}; });
  bind_copies(module);
  bind_reports(module);
  bind_rows(module);
}

}  // namespace marsad::python
