// Turn: a lock that is given in the order of asking and tells how many are waiting.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>

namespace weige::store::sqlite {

class Turn {
 public:
  void enter();
  void leave();
  // Those who have asked and will certainly enter after the present holder.
  std::size_t waiting() const;

 private:
  struct Waiter {
    std::condition_variable called;
    bool mine = false;
  };
  mutable std::mutex mutex_;
  std::deque<Waiter*> waiting_;
  bool taken_ = false;
};

}  // namespace weige::store::sqlite
