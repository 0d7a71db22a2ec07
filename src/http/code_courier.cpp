#include "http/code_courier.h"

#include <exception>
#include <optional>
#include <utility>

namespace weige::http {
namespace {

constexpr std::size_t kMostWishes = 200;

}  // namespace

CodeCourier::CodeCourier(CodeCourierParts parts) : parts_(std::move(parts)), thread_([this] { run(); }) {}

CodeCourier::~CodeCourier() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void CodeCourier::ask(town::CodeWish wish) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() < kMostWishes) waiting_.push_back(std::move(wish));
  }
  changed_.notify_all();
}

void CodeCourier::drain() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.empty() && !busy_; });
}

void CodeCourier::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const auto wish = std::move(waiting_.front());
    waiting_.pop_front();
    busy_ = true;
    lock.unlock();
    serve(wish);
    lock.lock();
    busy_ = false;
    changed_.notify_all();
  }
}

// The code is kept before it is sent: one that was not sent ends by itself.
void CodeCourier::serve(const town::CodeWish& wish) {
  try {
    const auto message =
        parts_.database.write([&](store::Transaction& tx) -> Result<std::optional<town::CodeMessage>> {
          return town::answer_code_wish(tx, parts_.clock(), wish, parts_.random);
        });
    if (message && *message && !parts_.send(**message)) tell("a code could not be sent");
  } catch (const std::exception& error) {
    tell(error.what());
  }
}

void CodeCourier::tell(std::string_view what) {
  if (parts_.fault) parts_.fault(what);
}

}  // namespace weige::http
