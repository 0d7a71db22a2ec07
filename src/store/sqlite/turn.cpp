#include "store/sqlite/turn.h"

namespace weige::store::sqlite {

void Turn::enter() {
  std::unique_lock lock(mutex_);
  if (!taken_) {
    taken_ = true;
    return;
  }
  Waiter me;
  waiting_.push_back(&me);
  me.called.wait(lock, [&] { return me.mine; });
}

void Turn::leave() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) {
    taken_ = false;
    return;
  }
  Waiter* next = waiting_.front();
  waiting_.pop_front();
  next->mine = true;
  next->called.notify_one();  // under the lock: the waiter's condition variable dies when it goes on
}

std::size_t Turn::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

}  // namespace weige::store::sqlite
