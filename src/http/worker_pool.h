// WorkerPool: the threads that run handlers, behind a bounded queue.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace weige::http {

class WorkerPool {
 public:
  WorkerPool(unsigned threads, std::size_t queue);
  ~WorkerPool();  // runs what waits, then ends
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when the queue is full; the job is then not taken. Jobs must not throw.
  [[nodiscard]] bool post(std::function<void()> job);
  std::size_t waiting() const;

 private:
  void run();

  std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> jobs_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace weige::http
