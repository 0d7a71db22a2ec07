// Event<T>: a typed event declared by the module that knows, subscribed to by main.cpp for a higher module.
// Runs in the caller's transaction.
#pragma once

#include <functional>
#include <vector>

#include "base/result.h"

namespace weige {

// Args are what a subscriber is told, the transaction among them. The first problem ends the publication and
// is returned.
template <class... Args>
class Event {
 public:
  using Subscriber = std::function<Done(Args...)>;
  void subscribe(Subscriber subscriber) { subscribers_.push_back(std::move(subscriber)); }
  Done publish(Args... args) const {
    for (const auto& subscriber : subscribers_) WEIGE_CHECK(subscriber(args...));
    return done();
  }

 private:
  std::vector<Subscriber> subscribers_;
};

}  // namespace weige
