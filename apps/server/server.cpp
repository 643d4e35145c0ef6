// SPDX-License-Identifier: Apache-2.0
#include "server.h"

#include <fmt/format.h>
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <thread>

#include "api.h"
#include "assets.h"

namespace marsad::server {
namespace {

using nlohmann::json;

constexpr std::size_t kMostBody = std::size_t{8} << 20U;
constexpr std::size_t kThreads = 96;  // a listener for changes holds one
constexpr int kMostListeners = 64;
constexpr const char* kApi = "/api/v1";

volatile std::sig_atomic_t g_stop = 0;
void stop(int) { g_stop = 1; }

bool is_loopback(const std::string& host) {
  return host == "127.0.0.1" || host == "::1" || host == "localhost";
}

std::string cookie_of(const httplib::Request& request) {
  const std::string all = request.get_header_value("Cookie");
  constexpr std::string_view kName = "marsad_session=";
  for (std::size_t at = 0; at < all.size();) {
    std::size_t end = all.find(';', at);
    if (end == std::string::npos) end = all.size();
    while (at < end && all[at] == ' ') ++at;
    if (all.compare(at, kName.size(), kName) == 0) {
      return all.substr(at + kName.size(), end - at - kName.size());
    }
    at = end + 1;
  }
  return {};
}

class Door {
 public:
  Door(Service& service, const Options& options)
      : service_(service),
        options_(options),
        sessions_(service, [] { return static_cast<std::int64_t>(std::time(nullptr)); }) {}

  void open(httplib::Server& server) {
    server.set_payload_max_length(kMostBody);
    server.set_read_timeout(std::chrono::seconds(10));
    server.set_write_timeout(std::chrono::seconds(10));
    server.set_keep_alive_timeout(5);
    server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    server.set_pre_routing_handler(
        [this](const httplib::Request& request, httplib::Response& response) {
          set_headers(response);
          if (is_for_us(request)) return httplib::Server::HandlerResponse::Unhandled;
          send(fault(421, "host", "this server is not of that name"), response);
          return httplib::Server::HandlerResponse::Handled;
        });
    const auto handle = [this](const httplib::Request& request, httplib::Response& response) {
      route(request, response);
    };
    server.Get(".*", handle);
    server.Post(".*", handle);
    server.Put(".*", handle);
    server.Patch(".*", handle);
    server.Delete(".*", handle);
    server.set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
          send(fault(500, "ours", "the server failed at this", "please report it"), response);
        });
    server.set_error_handler([](const httplib::Request&, httplib::Response& response) {
      if (response.body.empty()) {
        send(fault(response.status, "http", "the request cannot be answered"), response);
      }
    });
  }

 private:
  // A page elsewhere that lets its name point here must not reach the server with it.
  [[nodiscard]] bool is_for_us(const httplib::Request& request) const {
    if (!is_loopback(options_.host) || options_.behind_proxy) return true;
    std::string host = request.get_header_value("Host");
    if (host.starts_with('[')) {
      host = host.substr(0, host.find(']') + 1);
    } else {
      host = host.substr(0, host.find(':'));
    }
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
  }

  void set_headers(httplib::Response& response) const {
    response.set_header("Content-Security-Policy",
                        "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; "
                        "object-src 'none'; base-uri 'none'; form-action 'self'; "
                        "frame-ancestors 'none'");
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header("Referrer-Policy", "no-referrer");
    response.set_header("Cross-Origin-Opener-Policy", "same-origin");
    response.set_header("Cross-Origin-Resource-Policy", "same-origin");
    response.set_header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    if (!options_.cert.empty()) {
      response.set_header("Strict-Transport-Security", "max-age=31536000");
    }
  }

  static void send(const Reply& reply, httplib::Response& response) {
    response.status = reply.status;
    response.set_content(reply.body, reply.type.c_str());
    response.set_header("Cache-Control", "no-store");
    if (!reply.download.empty()) {
      response.set_header("Content-Disposition", "attachment; filename=\"" + reply.download + "\"");
    }
    if (reply.retry_after > 0) {
      response.set_header("Retry-After", std::to_string(reply.retry_after));
    }
  }

  void set_cookie(const std::string& token, httplib::Response& response) const {
    const char* const secure = options_.cert.empty() && !options_.behind_proxy ? "" : "; Secure";
    response.set_header(
        "Set-Cookie",
        token == "-"
            ? fmt::format("marsad_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{}", secure)
            : fmt::format("marsad_session={}; Path=/; HttpOnly; SameSite=Strict{}", token, secure));
  }

  void route(const httplib::Request& request, httplib::Response& response) {
    const std::string prefix = std::string(kApi) + "/";
    if (!request.path.starts_with(prefix)) {
      page(request, response);
      return;
    }
    Request asked;
    asked.method = request.method;
    // As it was sent: a part may hold a slash as %2F.
    const std::string target = request.target.substr(0, request.target.find('?'));
    asked.path = target.starts_with(prefix) ? target.substr(prefix.size() - 1) : "/";
    for (const auto& [key, value] : request.params) asked.query[key] = value;
    asked.body = request.body;
    asked.token = cookie_of(request);
    asked.csrf = request.get_header_value("X-CSRF-Token");
    asked.address = options_.behind_proxy && request.has_header("X-Forwarded-For")
                        ? request.get_header_value("X-Forwarded-For")
                        : request.remote_addr;
    asked.agent = request.get_header_value("User-Agent");
    if (asked.method == "HEAD") asked.method = "GET";
    if (asked.method == "GET" && asked.path == "/events") {
      listen(asked, response);
      return;
    }
    const Reply reply = answer({service_, sessions_}, std::move(asked));
    send(reply, response);
    if (!reply.cookie.empty()) set_cookie(reply.cookie, response);
  }

  // Changes as server-sent events, until the listener goes.
  void listen(const Request& asked, httplib::Response& response) {
    const auto person = sessions_.person(asked.token);
    if (!person || !*person) {
      send(fault(401, "signed-out", "nobody is signed in", "sign in"), response);
      return;
    }
    if (listeners_.fetch_add(1) >= kMostListeners) {
      --listeners_;
      send(fault(503, "full", "too many listen", "ask again later"), response);
      return;
    }
    response.set_header("Cache-Control", "no-store");
    response.set_chunked_content_provider(
        "text/event-stream",
        [this, token = asked.token, seen = service_.changes(), first = true](
            std::size_t, httplib::DataSink& sink) mutable {
          std::string change;
          if (!std::exchange(first, false)) {
            if (!service_.wait_for_change(seen, change)) {
              sink.done();
              return false;
            }
            // Who is signed out in the meantime hears nothing more.
            const auto still = sessions_.person(token);
            if (!still || !*still) {
              sink.done();
              return false;
            }
          }
          const std::string line =
              change.empty() ? ": here\n\n" : "event: change\ndata: " + change + "\n\n";
          return sink.write(line.data(), line.size());
        },
        [this](bool) { --listeners_; });
  }

  static void page(const httplib::Request& request, httplib::Response& response) {
    if (request.method != "GET" && request.method != "HEAD") {
      send(fault(405, "no-method", "a page is only read"), response);
      return;
    }
    const std::string path = request.path == "/" ? "/index.html" : request.path;
    const Asset* const found = asset(path);
    if (found == nullptr) {
      send(fault(404, "no-page", "there is no such page"), response);
      return;
    }
    response.set_content(found->bytes.data(), found->bytes.size(),
                         std::string(found->media_type).c_str());
    response.set_header("Cache-Control", "no-cache");
    response.set_header("ETag", std::string(found->tag).c_str());
    if (request.get_header_value("If-None-Match") == found->tag) {
      response.body.clear();
      response.status = 304;
    }
  }

  Service& service_;
  const Options& options_;
  Sessions sessions_;
  std::atomic<int> listeners_ = 0;
};

}  // namespace

Result<void> serve(Service& service, const Options& options,
                   const std::function<void(const std::string&)>& ready) {
  if (options.cert.empty() != options.key.empty()) {
    return fail(ErrorCode::usage, "--cert, --key", "one is given without the other", "give both");
  }
  if (!is_loopback(options.host) && options.cert.empty() && !options.behind_proxy) {
    return fail(ErrorCode::usage, "--host " + options.host,
                "beyond this machine passwords would go unprotected",
                "give --cert and --key, or --behind-proxy where a proxy does TLS");
  }
  std::unique_ptr<httplib::Server> server;
  if (options.cert.empty()) {
    server = std::make_unique<httplib::Server>();
  } else {
    server = std::make_unique<httplib::SSLServer>(options.cert.c_str(), options.key.c_str());
  }
  if (!server->is_valid()) {
    return fail(ErrorCode::usage, options.cert, "is no certificate with this key",
                "give PEM files of a certificate and its key");
  }
  Door door(service, options);
  door.open(*server);
  int port = options.port;
  if (port == 0) {
    port = server->bind_to_any_port(options.host.c_str());
  } else if (!server->bind_to_port(options.host.c_str(), port)) {
    port = -1;
  }
  if (port <= 0) {
    return fail(ErrorCode::usage, fmt::format("{}:{}", options.host, options.port),
                "cannot be served: the port is taken or not allowed",
                "give another with --port, or 0 for any that is free");
  }
  g_stop = 0;
  std::signal(SIGINT, stop);
  std::signal(SIGTERM, stop);
  std::atomic<bool> ended = false;
  std::thread watch([&] {
    const auto wait = [] { std::this_thread::sleep_for(std::chrono::milliseconds(50)); };
    while (g_stop == 0) wait();
    service.close();
    // A signal may come before it listens, when there is nothing to stop yet.
    while (!ended && !server->is_running()) wait();
    server->stop();
  });
  ready(fmt::format("{}://{}:{}/", options.cert.empty() ? "http" : "https", options.host, port));
  const bool served = server->listen_after_bind();
  ended = true;
  g_stop = 1;
  watch.join();
  if (!served) {
    return fail(ErrorCode::usage, options.host, "could not be served", "try again");
  }
  return {};
}

}  // namespace marsad::server
