#include "http/reading_committer.h"

#include <utility>

namespace weige::http {

void touch(const AccessCalls& calls, store::Transaction& tx, const Touched& touched, Instant now) {
  if (touched.session) calls.touch_session(tx, *touched.session, now);
  if (touched.resident) calls.touch_resident(tx, *touched.resident, now);
}

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
    const auto outcomes = guarded(faults_, [&] { return write(group); });
    for (std::size_t i = 0; i < group.size(); ++i)
      if (group[i].written) group[i].written(outcomes ? (*outcomes)[i] : Done(outcomes.problem()));
  }
}

Result<std::vector<Done>> ReadingCommitter::write(std::span<const ReadingEntry> entries) {
  std::vector<access::RequestReadings> readings;
  for (const auto& entry : entries) readings.emplace_back(entry.readings);
  return database_.write_log([&](store::Transaction& tx) -> Result<std::vector<Done>> {
    auto outcomes = calls_.audit_readings(tx, readings);
    for (const auto& entry : entries) touch(calls_, tx, entry.touched, entry.now);
    return outcomes;
  });
}

}  // namespace weige::http
