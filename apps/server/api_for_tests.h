// SPDX-License-Identifier: Apache-2.0
// A desk for tests of the routes: two articles about one shelling, a person of each role.
//
//   become("annotator");  ask("POST", "/articles/a1/corrections", {{"action", "reject"}, …})
//   got("/claims")  →  {"rows": […]}
//
// Requests go through the table of routes without sockets. The clock stands until a test moves it.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "api.h"
#include "marsad/analysis/json.h"
#include "marsad/base/sha256.h"
#include "marsad/people/secret.h"
#include "routes.h"

namespace marsad::server {

using nlohmann::json;
using observatory::Observatory;

extern const char* const kPassword;  // of everybody

class ApiTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // Signs somebody in, for requests of his.
  void become(const std::string& name) {
    const Reply in = ask("POST", "/session", {{"name", name}, {"password", kPassword}});
    ASSERT_EQ(in.status, 200) << in.body;
    token_ = in.cookie;
    csrf_ = json::parse(in.body)["csrf"];
  }
  Reply ask(const std::string& method, const std::string& path, const json& body = nullptr,
            const std::map<std::string, std::string>& query = {}) {
    Request request;
    request.method = method;
    request.path = path;
    request.query = query;
    if (!body.is_null()) request.body = body.dump();
    request.token = token_;
    request.csrf = csrf_;
    request.address = "127.0.0.1";
    return answer({*service_, *sessions_}, request);
  }
  json got(const std::string& path, const std::map<std::string, std::string>& query = {}) {
    const Reply reply = ask("GET", path, nullptr, query);
    EXPECT_EQ(reply.status, 200) << path << " " << reply.body;
    return json::parse(reply.body);
  }
  std::string incident() { return got("/incidents")["rows"][0]["id"]; }

  std::filesystem::path folder_;
  std::int64_t now_ = 1800000000;
  std::unique_ptr<Service> service_;
  std::unique_ptr<Sessions> sessions_;
  std::string token_, csrf_;
};

}  // namespace marsad::server
