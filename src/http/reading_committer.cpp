#include "http/reading_committer.h"

#include <utility>

namespace weige::http {

ReadingCommitter::ReadingCommitter(store::Database& database, const AccessCalls& calls, FaultSink faults)
    : database_(database), calls_(calls), faults_(std::move(faults)), thread_([this] { run(); }) {}

ReadingCommitter::~ReadingCommitter() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void ReadingCommitter::submit(ReadingEntry entry) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(entry));
  }
  arrived_.notify_one();
}

void ReadingCommitter::run() {
  for (;;) {
    std::vector<ReadingEntry> group;
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      group.swap(waiting_);
    }
    const auto outcome = guarded(faults_, [&] { return write(group); });
    for (auto& entry : group)
      if (entry.written) entry.written(outcome);
  }
}

Done ReadingCommitter::write(std::span<const ReadingEntry> entries) {
  std::vector<access::Reading> readings;
  for (const auto& entry : entries)
    readings.insert(readings.end(), entry.readings.begin(), entry.readings.end());
  return database_.write_log([&](store::Transaction& tx) -> Done {
    if (!readings.empty()) calls_.audit_readings(tx, readings);
    for (const auto& entry : entries)
      if (entry.touched) calls_.touch_session(tx, *entry.touched, entry.now);
    return done();
  });
}

}  // namespace weige::http
