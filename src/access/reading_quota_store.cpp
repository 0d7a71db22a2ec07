#include "access/reading_quota_store.h"

namespace weige::access {
namespace {

ReadingCount read_count(const store::Row& row) {
  ReadingCount out{.readings = row.get<std::int64_t>(0)};
  if (!row.is_null(1)) out.extended_for = quota_reason_of(row.text(1));
  return out;
}

}  // namespace

ReadingCount find_reading_count(store::Transaction& tx, const PostDay& of) {
  return tx
      .first("SELECT readings, extended_for FROM reading_count WHERE post_id = $1 AND day = $2", read_count,
             of.post, to_iso(of.day))
      .value_or(ReadingCount{});
}

ReadingCount add_readings(store::Transaction& tx, const PostDay& of, std::int64_t readings) {
  return tx
      .first(
          "INSERT INTO reading_count (post_id, day, readings, extended_for) VALUES ($1, $2, $3, NULL)"
          " ON CONFLICT (post_id, day) DO UPDATE SET readings = reading_count.readings + excluded.readings"
          " RETURNING readings, extended_for",
          read_count, of.post, to_iso(of.day), readings)
      .value();
}

void take_readings_back(store::Transaction& tx, const PostDay& of, std::int64_t readings) {
  tx.exec("UPDATE reading_count SET readings = readings - $3 WHERE post_id = $1 AND day = $2", of.post,
          to_iso(of.day), readings);
}

bool extend_readings(store::Transaction& tx, const PostDay& of, QuotaReason reason) {
  return tx.exec(
             "INSERT INTO reading_count (post_id, day, readings, extended_for) VALUES ($1, $2, 0, $3)"
             " ON CONFLICT (post_id, day) DO UPDATE SET extended_for = excluded.extended_for"
             " WHERE reading_count.extended_for IS NULL",
             of.post, to_iso(of.day), code(reason)) == 1;
}

}  // namespace weige::access
