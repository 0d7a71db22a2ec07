// The route table: every path the API answers, who may, and what it needs. Promises that a route without a
// permission is found before the start.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "access/right.h"
#include "base/result.h"
#include "http/call.h"
#include "http/message.h"

namespace weige::http {

struct Open {};          // anyone: sign-in, links, health
struct SignedIn {};      // any session that has passed: with its second factor, where one is needed
struct HalfSignedIn {};  // also one that has not: what it takes to get there, and to leave
struct ByResident {
};  // a resident's own sitting, which opens no other route; a session of the staff does not
// A right is checked at the door through Actor::may; actions check it again, with the record in hand.
using Permission = std::variant<Open, SignedIn, HalfSignedIn, ByResident, access::Right>;

using Handler = std::function<Result<Response>(Call&)>;

// by_method: GET and HEAD read, everything else writes, each in one transaction of the request.
// read: a POST that changes nothing (a query with a body). own: the handler calls functions that take a
// Database (sign-in hashes between its transactions); it gets no transaction.
enum class Work { by_method, read, own };
enum class IfMatch { ignored, required };
// required: a submission; without the key it is refused, and the same key answers the same again. by_handler:
// the same, seen to by a handler that has no transaction of the endpoint's.
enum class Idempotency { none, required, by_handler };
// ignored: what a page does by itself (its event stream coming back) does not keep the session from ending.
enum class Presence { counts, ignored };
// unnoted: no metrics, and lines of the log without the post. How many sealed letters there are, and whose,
// is for nobody to see (boundaries.md 3).
enum class Noting { noted, unnoted };

struct RouteOptions {
  Work work = Work::by_method;
  IfMatch if_match = IfMatch::ignored;
  Idempotency idempotency = Idempotency::none;
  Presence presence = Presence::counts;
  Noting noting = Noting::noted;
  std::optional<std::uint64_t> body_limit = {};  // bytes; none = the server's default
  std::uint64_t upload_limit = 0;  // bytes; above 0 the body goes to a file in memory: Request::upload
};

struct Route {
  Method method = Method::get;
  std::string pattern;  // "/api/persons/{id}"
  std::optional<Permission> permission = {};
  Handler handler = {};
  RouteOptions options = {};
};

struct Match {
  const Route* route = nullptr;  // none: see allowed
  Pairs params = {};
  std::vector<Method> allowed = {};  // what the path answers to; empty = no such path
};

class RouteTable {
 public:
  RouteTable();
  RouteTable(RouteTable&&) noexcept;
  RouteTable& operator=(RouteTable&&) noexcept;
  ~RouteTable();

  void add(Route route);
  void add(std::vector<Route> routes);
  // What is wrong, one sentence each: no permission, no handler, a pattern that cannot be, two routes for one
  // request. Empty = may start.
  std::vector<std::string> check() const;
  // A literal segment wins over a parameter. HEAD falls back to GET.
  Match match(Method method, const std::vector<std::string>& segments) const;
  const std::vector<std::unique_ptr<const Route>>& routes() const { return routes_; }

 private:
  struct Node;
  std::vector<std::unique_ptr<const Route>> routes_;
  std::unique_ptr<Node> root_;
};

// "/api/persons/{id}" -> api, persons, {id}
std::vector<std::string> pattern_segments(std::string_view pattern);

}  // namespace weige::http
