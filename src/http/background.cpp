#include "http/background.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "base/give_way.h"

namespace weige::http {

using std::chrono::steady_clock;

void Background::every(std::chrono::milliseconds interval, std::string name, std::function<void()> work) {
  pieces_.push_back({interval, std::move(name), std::move(work)});
}

void Background::start(Haste haste) {
  haste_ = haste;
  stopping_ = false;
  thread_ = std::thread([this] { run(); });
}

void Background::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Background::run() {
  if (haste_ == Haste::gives_way) give_way();
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    run_due();
    lock.lock();
    stopped_.wait_until(lock, next_due(), [this] { return stopping_; });
  }
}

void Background::run_due() {
  for (auto& piece : pieces_) {
    if (steady_clock::now() < piece.due) continue;
    try {
      piece.work();
    } catch (const std::exception& error) {
      fault_(piece.name, error.what());
    }
    piece.due = steady_clock::now() + piece.interval;
  }
}

Background::Moment Background::next_due() const {
  auto next = steady_clock::now() + std::chrono::hours{1};
  for (const auto& piece : pieces_) next = std::min(next, piece.due);
  return next;
}

}  // namespace weige::http
