// SPDX-License-Identifier: Apache-2.0
// The server: one port, the API under /api/v1, the page at everything else.
//
//   serve(service, {host 127.0.0.1, port 8080})  →  serves until a signal; then ends what runs
//
// Loopback by default. Beyond it only with a certificate, or behind a proxy that is said to be
// there. Requests are bounded in size and time; every answer bears the headers that keep a page to
// itself. Errors: ErrorCode::usage for an address that may not be served or is taken. Tested by
// tests/server.
#pragma once
#include <functional>
#include <string>

#include "service.h"

namespace marsad::server {

struct Options {
  std::string host = "127.0.0.1";
  int port = 8080;        // 0: any that is free
  std::string cert, key;  // PEM files; both or none
  bool behind_proxy = false;
};

// `ready` is told the address when it can be asked. Returns after SIGINT or SIGTERM.
[[nodiscard]] Result<void> serve(Service& service, const Options& options,
                                 const std::function<void(const std::string&)>& ready);

}  // namespace marsad::server
