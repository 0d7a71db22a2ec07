// What the use cases of meetings, shifts and daily reports need of their caller.
#pragma once

#include "access/actor.h"

namespace weige::store {
class Transaction;
}

namespace weige::work {

struct MeetingContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  TownTime town = {};
  Day today() const { return town.day_of(now); }
};

}  // namespace weige::work
