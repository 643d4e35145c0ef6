// SPDX-License-Identifier: Apache-2.0
#include "marsad/lexicon/features.h"

#include <array>
#include <utility>

namespace marsad::lexicon {
namespace {

constexpr std::array<std::pair<std::string_view, Features>, 47> kNames{{
    {"verb", feature::verb},
    {"noun", feature::noun},
    {"adjective", feature::adjective},
    {"particle", feature::particle},
    {"number", feature::number},
    {"name", feature::name},
    {"unknown", feature::unknown},
    {"m", feature::m},
    {"f", feature::f},
    {"sg", feature::sg},
    {"du", feature::du},
    {"pl", feature::pl},
    {"p1", feature::p1},
    {"p2", feature::p2},
    {"p3", feature::p3},
    {"past", feature::past},
    {"present", feature::present},
    {"jussive", feature::jussive},
    {"imperative", feature::imperative},
    {"active", feature::active},
    {"passive", feature::passive},
    {"masdar", feature::masdar},
    {"active_participle", feature::active_participle},
    {"passive_participle", feature::passive_participle},
    {"nominative", feature::nominative},
    {"oblique", feature::oblique},
    {"accusative", feature::accusative},
    {"construct", feature::construct},
    {"elative", feature::elative},
    {"bound", feature::bound},
    {"+wa", feature::with_wa},
    {"+fa", feature::with_fa},
    {"+bi", feature::with_bi},
    {"+li", feature::with_li},
    {"+ka", feature::with_ka},
    {"+sa", feature::with_sa},
    {"+al", feature::with_al},
    {"+a", feature::with_a},
    {"enclitic", feature::enclitic},
    {"enclitic_p1", feature::enclitic_p1},
    {"enclitic_p2", feature::enclitic_p2},
    {"enclitic_p3", feature::enclitic_p3},
    {"enclitic_m", feature::enclitic_m},
    {"enclitic_f", feature::enclitic_f},
    {"enclitic_sg", feature::enclitic_sg},
    {"enclitic_du", feature::enclitic_du},
    {"enclitic_pl", feature::enclitic_pl},
}};

}  // namespace

std::optional<Features> feature_named(std::string_view name) {
  for (const auto& [known, bit] : kNames) {
    if (known == name) return bit;
  }
  return std::nullopt;
}

std::string dump(Features features) {
  std::string out;
  for (const auto& [known, bit] : kNames) {
    if ((features & bit) == 0) continue;
    if (!out.empty()) out += ' ';
    out += known;
  }
  return out;
}

}  // namespace marsad::lexicon
