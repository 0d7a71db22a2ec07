// Call: what a handler may use for one request: the request, its transaction, who acts, and now. Lives as
// long as the handler runs.
#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "access/audit.h"
#include "access/resident_session.h"
#include "access/session.h"
#include "base/clock.h"
#include "http/message.h"
#include "http/telling.h"
#include "store/database.h"

namespace weige::http {

// nothing: the answer tells what would be (a preview); the transaction is rolled back all the same.
enum class Keeping { everything, nothing };

struct Call {
  const Request& request;
  store::Database& database;  // for routes with Work::own only
  Instant now;
  store::Transaction* transaction = nullptr;             // none with Work::own
  std::optional<access::Session> session = {};           // none on open routes and on those of residents
  std::optional<access::ResidentSession> resident = {};  // on those of residents
  std::optional<std::int64_t> expected_version = {};     // from If-Match, where the route needs it
  access::ReadingLog readings = {};  // filled by actions that read; committed before the answer leaves
  access::ReadingLog told_by_refusal =
      {};  // what a problem tells of somebody; committed before the problem leaves, though it rolls back
  Keeping keeping = Keeping::everything;  // set by a handler that writes; readings are audited in any case
  std::vector<std::function<void()>> after_commit =
      {};                              // run once when the answer is certain, on this instance
  std::vector<Telling> tellings = {};  // to open pages of every instance, once it is certain

  // Preconditions: a route with a transaction; with a session; of a resident; with If-Match. A breach is a
  // bug and throws.
  store::Transaction& tx() const {
    if (!transaction) throw std::logic_error("route without a transaction");
    return *transaction;
  }
  const access::Actor& actor() const { return session.value().actor; }
  const access::ResidentSession& own() const { return resident.value(); }
  std::int64_t version() const { return expected_version.value(); }
  Language language() const { return request.language; }
};

}  // namespace weige::http
