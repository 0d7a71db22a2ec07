// The routes of the program without a socket, in a small town (support/town.h) at a fixed time; desks are
// people signed in at them. Everything from the endpoint down is real; every exchange is compared with
// openapi.yaml.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "http/endpoint.h"
#include "support/town.h"

namespace weige::testing_support {

struct DeskAnswer {
  int status = 0;
  http::Headers headers = {};
  boost::json::value body = {};

  // What the problem says; "" where it is none.
  std::string code() const;
  // "person.name person.phone": the places of the problem and of its parts, in order.
  std::string places() const;
  std::string etag() const { return std::string(headers.get("ETag")); }
  // Of an object in the answer; throws where there is no such member.
  std::int64_t id() const { return body.at("id").as_int64(); }
  std::string text(std::string_view member) const { return std::string(body.at(member).as_string()); }
};

struct AskedWith {
  std::string if_match = {};
  std::string key = {};  // Idempotency-Key; empty: a new one for each request
};

class RegisterOffice;

// Somebody signed in, acting in a post. Thread-safe.
class Desk {
 public:
  DeskAnswer get(const std::string& target) const { return ask("GET", target, "", {}); }
  DeskAnswer post(const std::string& target, const boost::json::value& body,
                  const AskedWith& extra = {}) const;
  // version: as If-Match.
  DeskAnswer patch(const std::string& target, std::int64_t version, const boost::json::value& body) const;
  DeskAnswer ask(std::string_view method, const std::string& target, std::string body,
                 const AskedWith& extra) const;

 private:
  friend class RegisterOffice;
  Desk(const RegisterOffice& office, std::string_view cookie, std::string token)
      : office_(&office), cookie_(cookie), token_(std::move(token)) {}
  const RegisterOffice* office_;
  std::string cookie_;
  std::string token_;
};

class RegisterOffice {
 public:
  explicit RegisterOffice(store::Database& database);

  const SmallTown& town() const { return town_; }
  // The two officers and the population office, each for a stated purpose.
  Desk north() const { return desk(town_.north_account, town_.north_officer, access::Purpose::door_check); }
  Desk south() const { return desk(town_.south_account, town_.south_officer, access::Purpose::door_check); }
  Desk office() const { return desk(town_.town_account, town_.town_post, access::Purpose::data_quality); }
  Desk desk(access::AccountId account, access::PostId post,
            std::optional<access::Purpose> purpose = {}) const;
  // A new account that holds a new post of the role there, for a purpose too.
  Desk someone(access::Role role, access::AreaId area = access::kTown) const;
  // A resident in a sitting of their own, and whoever has none.
  Desk resident(std::int64_t person) const;
  Desk nobody() const { return Desk(*this, "none", ""); }
  // A door with premises; returns the premises' id.
  std::int64_t door(const std::string& text, access::AreaId area) const;
  // From here on something is meant to fail inside; else that fails the test.
  void expect_fault() { expects_fault_ = true; }
  // Where open pages listen.
  http::EventHub& events() const { return events_; }
  // How many entries the audit has of this action about this record.
  std::int64_t audited(std::string_view action, std::int64_t subject) const;

 private:
  friend class Desk;
  http::Response handle(http::Request request) const;

  store::Database& database_;
  bool expects_fault_ = false;
  SmallTown town_;
  http::AccessCalls access_;
  mutable http::EventHub events_{"run"};
  http::RouteTable routes_;
  mutable http::ReadingCommitter readings_;
  http::Endpoint endpoint_;
};

}  // namespace weige::testing_support
