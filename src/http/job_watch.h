// JobWatch: tells open pages that their account's jobs have moved, whichever instance runs them. Looks at the
// job table, so that it is the same over one SQLite file and over many servers on PostgreSQL, and after a
// crash.
#pragma once

#include <map>
#include <string>

#include "base/clock.h"
#include "http/event_hub.h"
#include "jobs/job.h"
#include "store/database.h"

namespace weige::http {

class JobWatch {
 public:
  JobWatch(store::Database& database, EventHub& events, Clock clock);

  // Publishes the event `job` for each job that moved since the last look. Does nothing while nobody listens:
  // a page reads its jobs when it opens. One thread at a time.
  void look();

 private:
  void tell(const jobs::Job& job);

  store::Database& database_;
  EventHub& events_;
  Clock clock_;
  Instant since_;
  std::map<std::int64_t, std::string> told_;  // how each job stood when it was told last
};

}  // namespace weige::http
