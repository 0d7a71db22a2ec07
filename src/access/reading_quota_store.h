// SQL of the counts of single readings.
#pragma once

#include "access/ids.h"
#include "access/reading_quota.h"
#include "store/database.h"

namespace weige::access {

struct PostDay {
  PostId post;
  Day day;
  auto operator<=>(const PostDay&) const = default;
};

ReadingCount find_reading_count(store::Transaction& tx, const PostDay& of);
// What it comes to with these. The row is locked until the end of the transaction.
ReadingCount add_readings(store::Transaction& tx, const PostDay& of, std::int64_t readings);
void take_readings_back(store::Transaction& tx, const PostDay& of, std::int64_t readings);
// False and nothing when it was extended before.
bool extend_readings(store::Transaction& tx, const PostDay& of, QuotaReason reason);

}  // namespace weige::access
