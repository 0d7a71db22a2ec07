// Endpoint: one request = one transaction = one decision point. Finds the session, asks for the right, runs
// the handler, and lets the answer leave only after the commit; every failure rolls back and becomes a
// problem.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "http/event_hub.h"
#include "http/reading_committer.h"
#include "http/route.h"
#include "store/database.h"

namespace weige::http {

// What became of a request: the answer, and for the log the post that acted (0: nobody's).
struct Handled {
  Response response;
  std::int64_t post = 0;
};
using Answer = std::function<void(Handled)>;

enum class DatabaseWork { read, write, own };

struct EndpointParts {
  store::Database& database;
  const AccessCalls& access;
  ReadingCommitter& readings;
  EventHub& events;
  Clock clock;
  std::vector<std::string> public_origins = {};
  std::function<void(std::string_view trace, std::string_view what)> fault = {};
  std::function<void(DatabaseWork, double seconds)> timed = {};
};

class Endpoint {
 public:
  explicit Endpoint(EndpointParts parts) : parts_(std::move(parts)) {}
  // Runs on the caller's thread up to the commit; answers from it, or from the committer's when readings were
  // recorded. Exactly once.
  void handle(const Request& request, const Route& route, const Answer& answer) const;

 private:
  struct Attempt;
  struct Outcome;
  struct Refusal;
  Result<Outcome> attempt(Attempt& attempt, store::Transaction* tx) const;
  Result<Outcome> answer_once(Call& call, Attempt& attempt) const;
  Result<Outcome> run_handler(Call& call, Attempt& attempt) const;
  Done audit(const Call& call, access::RequestReadings read) const;
  Result<Outcome> in_transaction(Attempt& attempt) const;
  Done identify(Call& call, Attempt& attempt, store::Transaction& tx) const;
  Done identify_resident(Call& call, const Attempt& attempt, store::Transaction& tx) const;
  void announce_late(const Attempt& attempt, const Outcome& outcome) const;
  void finish(Attempt& attempt, Outcome outcome, const Answer& answer) const;
  void conclude(const Attempt& attempt, Outcome& outcome, const Answer& answer) const;
  void refuse(const Attempt& attempt, const Problem& problem, const Answer& answer) const;
  void refuse_and_note(const Attempt& attempt, const Answer& answer) const;

  EndpointParts parts_;
};

}  // namespace weige::http
