// The whole program on a real server: every route, real access, quick passwords. Browsers keep a cookie and
// speak JSON.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "access/approval_events.h"
#include "http/routes.h"
#include "support/access_town.h"
#include "support/http/client.h"
#include "support/http/server.h"

namespace weige::testing_support {

inline constexpr const char* kAppPassword = "nine lanterns 九盏灯";

struct JsonAnswer {
  int status = 0;
  http::Headers headers = {};
  boost::json::value body = {};

  // What the problem says; "" where it is none.
  std::string code() const;
  std::string place() const;
  // The code of the problem at the place, also among the parts of invalid-fields; "" when there is none.
  std::string code_at(std::string_view place) const;
};

// One browser: its cookie is kept from answer to answer. Every exchange is compared with openapi.yaml; a
// difference fails the test.
class Browser {
 public:
  explicit Browser(std::uint16_t port) : port_(port) {}

  JsonAnswer get(const std::string& target) { return send("GET", target); }
  JsonAnswer post(const std::string& target, const boost::json::value& body = {}) {
    return send("POST", target, body);
  }
  JsonAnswer put(const std::string& target, const boost::json::value& body) {
    return send("PUT", target, body);
  }
  JsonAnswer patch(const std::string& target, const boost::json::value& body) {
    return send("PATCH", target, body);
  }
  JsonAnswer del(const std::string& target) { return send("DELETE", target); }
  // The next request carries this header instead of, or besides, what every one does (X-Weige, Content-Type,
  // a new Idempotency-Key).
  Browser& with(std::string name, std::string value);
  JsonAnswer sign_in(const std::string& login_name, const std::string& password = kAppPassword);
  // Opens the stream of live events; it is up once this returns.
  std::unique_ptr<Client> listen();

  // The same browser at another instance.
  Browser at(std::uint16_t port) const {
    auto out = *this;
    out.port_ = port;
    return out;
  }

  const std::string& cookie() const { return cookie_; }
  void forget() { cookie_.clear(); }

 private:
  JsonAnswer send(const std::string& method, const std::string& target, const boost::json::value& body = {});

  std::uint16_t port_;
  std::string cookie_;
  std::vector<std::pair<std::string, std::string>> once_;
  int keys_ = 0;
};

class App {
 public:
  explicit App(store::Database& database, const standards::DivisionTable* divisions = nullptr,
               const access::SessionRules& rules = kNoFactorNeeded,
               const access::ApprovalRules& approvals = kOnePersonIsEnough);

  Browser browser() { return Browser(server_.port()); }
  // A new account that holds a new post there, signed in and acting in it. helper_kind: of a helper's post.
  Browser signed_in(access::Role role, access::AreaId area = access::kTown,
                    const std::string& helper_kind = "volunteer");
  AccessTown& town() { return town_; }
  TestServer& server() { return server_; }

 private:
  AccessTown town_;
  access::ApprovalEvents events_;  // what is approved begins, as in the program
  TestServer server_;
  int users_ = 0;
};

}  // namespace weige::testing_support
