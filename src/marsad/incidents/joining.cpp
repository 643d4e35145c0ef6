// SPDX-License-Identifier: Apache-2.0
#include "marsad/incidents/joining.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <cmath>
#include <cstdint>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

#include "marsad/base/sha256.h"
#include "shipped_joining.h"

namespace marsad::incidents {
namespace {

enum class Kind { points, share, size, count };  // size: from 0 on; count: whole, from 1 on

struct Field {
  std::string key;  // "place.reach.city"
  Kind kind;
  double* value;
  bool read = false;
};

void add_levels(const std::string& key, Kind kind, ByLevel& into, std::vector<Field>& out) {
  out.push_back({key + ".country", kind, &into.country});
  out.push_back({key + ".region", kind, &into.region});
  out.push_back({key + ".admin1", kind, &into.admin1});
  out.push_back({key + ".admin2", kind, &into.admin2});
  out.push_back({key + ".city", kind, &into.city});
  out.push_back({key + ".district", kind, &into.district});
  out.push_back({key + ".village", kind, &into.village});
  out.push_back({key + ".site", kind, &into.site});
}

std::vector<Field> fields_of(Joining& into) {
  std::vector<Field> out{
      {"linked", Kind::points, &into.linked},
      {"farthest_days", Kind::count, &into.farthest_days},
      {"day.same", Kind::points, &into.day.same},
      {"day.next", Kind::points, &into.day.next},
      {"day.next_loose", Kind::points, &into.day.next_loose},
      {"day.other", Kind::points, &into.day.other},
      {"day.other_loose", Kind::points, &into.day.other_loose},
      {"place.points", Kind::points, &into.place.points},
      {"place.compared", Kind::count, &into.place.compared},
      {"place.later", Kind::share, &into.place.later},
      {"place.within_reach", Kind::share, &into.place.within_reach},
      {"place.exact", Kind::share, &into.place.exact},
      {"place.none", Kind::points, &into.place.none},
      {"place.elsewhere", Kind::points, &into.place.elsewhere},
      {"place.elsewhere_vague", Kind::points, &into.place.elsewhere_vague},
      {"type.leading", Kind::points, &into.type.leading},
      {"type.common", Kind::points, &into.type.common},
      {"type.akin", Kind::points, &into.type.akin},
      {"type.none", Kind::points, &into.type.none},
      {"toll.few", Kind::points, &into.toll.few},
      {"toll.some", Kind::points, &into.toll.some},
      {"toll.many", Kind::points, &into.toll.many},
      {"toll.some_from", Kind::size, &into.toll.some_from},
      {"toll.many_from", Kind::size, &into.toll.many_from},
      {"toll.may_agree", Kind::points, &into.toll.may_agree},
      {"toll.differ", Kind::points, &into.toll.differ},
      {"toll.differ_much", Kind::points, &into.toll.differ_much},
      {"toll.much", Kind::size, &into.toll.much},
      {"actors.one", Kind::points, &into.actors.one},
      {"actors.more", Kind::points, &into.actors.more},
      {"weapons.one", Kind::points, &into.weapons.one},
      {"wording.chance", Kind::share, &into.wording.chance},
      {"wording.points", Kind::points, &into.wording.points},
      {"wording.least", Kind::points, &into.wording.least},
      {"wording.most", Kind::points, &into.wording.most},
      {"copies.copied", Kind::share, &into.copies.copied},
      {"copies.least_words", Kind::count, &into.copies.least_words},
  };
  add_levels("place.exactness", Kind::share, into.place.exactness, out);
  add_levels("place.reach", Kind::size, into.place.reach, out);
  return out;
}

// Reads one file; the first fault is kept.
class Reader {
 public:
  explicit Reader(std::string name) : name_(std::move(name)), fields_(fields_of(out_)) {}

  Result<Joining> read(std::string_view toml) {
    toml::table table;
    try {
      table = toml::parse(toml);
    } catch (const toml::parse_error& fault) {
      return fail(ErrorCode::input, place(fault.source()), std::string(fault.description()),
                  kRemedy);
    }
    walk("", table);
    if (out_.name.empty() || out_.version == 0) {
      wrong(table, "there is no name or no version from 1 on");
    }
    for (const Field& field : fields_) {
      if (!field.read) wrong(table, fmt::format("there is no {}", field.key));
    }
    if (!fault_ && out_.wording.least > out_.wording.most) {
      wrong(table, "wording.least is more than wording.most");
    }
    if (fault_) return tl::unexpected<Error>(*fault_);
    out_.sha256 = sha256(toml);
    return std::move(out_);
  }

 private:
  static constexpr const char* kRemedy = "write all keys of policies/joining/default.toml";

  std::string place(const toml::source_region& at) const {
    return fmt::format("{}:{}:{}", name_, at.begin.line, at.begin.column);
  }
  void wrong(const toml::node& node, std::string what) {
    if (fault_) return;
    fault_ = Error{ErrorCode::input, place(node.source()), std::move(what), kRemedy};
  }

  void walk(const std::string& above, const toml::table& table) {
    for (const auto& [name, node] : table) {
      const std::string key = above + std::string(name.str());
      if (key == "name" || key == "summary") {
        text(node, key == "name" ? out_.name : out_.summary);
      } else if (key == "version") {
        constexpr std::int64_t kMost = 1'000'000;
        const auto value = node.value_exact<std::int64_t>();
        if (!value || *value < 1 || *value > kMost) wrong(node, "is no whole number from 1 on");
        out_.version = static_cast<int>(value.value_or(0));
      } else if (const toml::table* inner = node.as_table()) {
        walk(key + ".", *inner);
      } else {
        number(key, node);
      }
    }
  }

  void text(const toml::node& node, std::string& into) {
    if (const auto value = node.value<std::string>()) {
      into = *value;
    } else {
      wrong(node, "is no text");
    }
  }

  void number(const std::string& key, const toml::node& node) {
    for (Field& field : fields_) {
      if (field.key != key) continue;
      field.read = true;
      constexpr double kMost = 10000;
      const auto value = node.value<double>();
      if (!value || !std::isfinite(*value) || std::abs(*value) > kMost) {
        return wrong(node, "is no number");
      }
      if (field.kind == Kind::share && (*value < 0 || *value > 1)) {
        return wrong(node, "is no share from 0 to 1");
      }
      if (field.kind == Kind::size && *value < 0) return wrong(node, "is less than 0");
      if (field.kind == Kind::count && (*value < 1 || *value != std::floor(*value))) {
        return wrong(node, "is no whole number from 1 on");
      }
      *field.value = *value;
      return;
    }
    wrong(node, fmt::format("\"{}\" is no key of it", key));
  }

  std::string name_;
  Joining out_;
  std::vector<Field> fields_;
  std::optional<Error> fault_;
};

}  // namespace

double ByLevel::of(PlaceLevel level) const {
  switch (level) {
    case PlaceLevel::country: return country;
    case PlaceLevel::region: return region;
    case PlaceLevel::admin1: return admin1;
    case PlaceLevel::admin2: return admin2;
    case PlaceLevel::city: return city;
    case PlaceLevel::district: return district;
    case PlaceLevel::village: return village;
    case PlaceLevel::site: return site;
  }
  return 0;
}

Result<Joining> read_joining(std::string_view toml, const std::string& name) {
  return Reader(name).read(toml);
}

const Joining& default_joining() {
  // A test reads it.
  static const Joining kDefault =
      read_joining(kShippedJoining.front().second, std::string(kShippedJoining.front().first))
          .value();
  return kDefault;
}

Result<Joining> find_joining(const std::string& path) {
  if (path.empty()) return default_joining();
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  if (!file || !(all << file.rdbuf())) {
    return fail(ErrorCode::usage, "--joining " + path, "cannot be read",
                "name a file such as policies/joining/default.toml");
  }
  return read_joining(all.str(), path);
}

}  // namespace marsad::incidents
