// SPDX-License-Identifier: Apache-2.0
// consumer < TEXT: the analysis of a text by marsad.hpp, published on 1998-03-12; built from an
// installed prefix by install_test.py. What is wrong ends it with 1 and one line.
#include <iostream>
#include <iterator>
#include <marsad/marsad.hpp>
#include <string>
#include <utility>

namespace {

template <typename Call>
void expect_error(const Call& call, const std::string& part) {
  try {
    call();
  } catch (const marsad::Error& error) {
    if (std::string(error.what()).find(part) != std::string::npos) return;
    throw;
  }
  throw marsad::Error(part + ": nothing was thrown");
}

}  // namespace

int main() {
  try {
    marsad::Language opened;
    const marsad::Language language(std::move(opened));
    const std::string text(std::istreambuf_iterator<char>(std::cin), {});
    const std::string json = language.extract(text, "1998-03-12");
    if (language.extract(text, "1998-03-12") != json) throw marsad::Error("read otherwise again");
    if (language.extract({}).empty()) throw marsad::Error("an empty article gives nothing");
    expect_error([&] { (void)language.extract(text, "1998-02-30"); }, "1998-02-30");
    expect_error([&] { (void)opened.extract(text); }, "language");
    expect_error([] { const marsad::Language none("no/such.pack"); }, "no/such.pack");
    if (marsad::version().empty()) throw marsad::Error("no version");
    std::cout << json << '\n';
  } catch (const marsad::Error& error) {
    std::cerr << "consumer: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
