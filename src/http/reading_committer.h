// ReadingCommitter: group commit of what requests read. Many requests' audit entries go into one transaction;
// each answer leaves only after the commit that holds its entries. Nobody waits on a thread for it.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "access/audit.h"
#include "access/counted_readings.h"
#include "access/resident_session.h"
#include "access/session.h"
#include "base/clock.h"
#include "base/result.h"
#include "http/failure.h"
#include "store/database.h"

namespace weige::http {

// The parts of module access that the edge calls, wired by the program.
struct AccessCalls {
  std::function<Result<access::Session>(store::Transaction&, std::string_view token, Instant now)>
      find_session;
  std::function<void(store::Transaction&, access::SessionId, Instant now)> touch_session;
  // Within the quotas of single readings; what became of each request.
  std::function<std::vector<Done>(store::Transaction&, std::span<const access::RequestReadings>)>
      audit_readings;
  std::function<Done(const access::Actor&, access::Right)> may;
  std::function<Done(const access::Session&)> has_passed = {};
  std::function<Result<access::ResidentSession>(store::Transaction&, std::string_view token, Instant now)>
      find_resident = {};
  std::function<void(store::Transaction&, access::ResidentSessionId, Instant now)> touch_resident = {};
};

// Whose sitting was seen again.
struct Touched {
  std::optional<access::SessionId> session = {};
  std::optional<access::ResidentSessionId> resident = {};
  bool any() const { return session || resident; }
};
void touch(const AccessCalls& calls, store::Transaction& tx, const Touched& touched, Instant now);

// What one finished read has to leave behind. written: called once, on the committer's thread, with what
// became of it; may be none.
struct ReadingEntry {
  std::vector<access::Reading> readings;
  Touched touched;
  Instant now;
  std::function<void(Done)> written;
};

class ReadingCommitter {
 public:
  ReadingCommitter(store::Database& database, const AccessCalls& calls, FaultSink faults);
  ~ReadingCommitter();  // writes what waits, then ends
  ReadingCommitter(const ReadingCommitter&) = delete;
  ReadingCommitter& operator=(const ReadingCommitter&) = delete;

  void submit(ReadingEntry entry);

 private:
  void run();
  Result<std::vector<Done>> write(std::span<const ReadingEntry> entries);

  store::Database& database_;
  const AccessCalls& calls_;
  FaultSink faults_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<ReadingEntry> waiting_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace weige::http
