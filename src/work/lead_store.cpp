#include "work/lead_store.h"

namespace weige::work {
namespace {

using store::Row;
using store::Transaction;

Lead lead_from_row(const Row& row) {
  return {.id = row.get<LeadId>(0),
          .post = row.get<access::PostId>(1),
          .key = row.get<LeadKeyId>(2),
          .state = *lead_state_of(row.text(3)),
          .received_on = row.get<Day>(4),
          .expires_on = row.get<Day>(5)};
}

enum class Mixed { no, among_day, day_over };

std::int64_t put_lead(Transaction& tx, const Lead& lead, Mixed mixed) {
  return tx.exec(
      "INSERT INTO lead (id, post_id, key_id, letter, state, received_on, expires_on, mixed) VALUES ($1, $2, "
      "$3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING",
      lead.id, lead.post, lead.key, store::Blob{lead.letter}, code(lead.state), lead.received_on,
      lead.expires_on, static_cast<int>(mixed));
}

// Ids are hashes: their order has nothing to do with that in which the letters came.
void write_day_anew(Transaction& tx, Day day, Mixed mixed) {
  const auto leads = tx.all(
      "SELECT id, post_id, key_id, state, received_on, expires_on, letter FROM lead WHERE received_on = $1 "
      "ORDER BY id",
      [](const Row& row) {
        auto lead = lead_from_row(row);
        lead.letter = std::string(row.blob(6));
        return lead;
      },
      day);
  tx.exec("DELETE FROM lead WHERE received_on = $1", day);
  for (const auto& lead : leads) put_lead(tx, lead, mixed);
}

}  // namespace

void insert_lead(Transaction& tx, const Lead& lead) {
  put_lead(tx, lead, Mixed::no);
}

bool has_lead(Transaction& tx, LeadId id) {
  return tx.scalar<int>("SELECT count(*) FROM lead WHERE id = $1", id) > 0;
}

bool mix_today(Transaction& tx, Day today) {
  if (tx.scalar<int>("SELECT count(*) FROM lead WHERE mixed < 2 AND mixed = 0 AND received_on = $1", today) ==
      0)
    return false;
  write_day_anew(tx, today, Mixed::among_day);
  return true;
}

bool mix_over(Transaction& tx, Day today) {
  const auto days = tx.all(
      "SELECT DISTINCT received_on FROM lead WHERE mixed < 2 AND received_on < $1",
      [](const Row& row) { return row.get<Day>(0); }, today);
  for (const auto day : days) write_day_anew(tx, day, Mixed::day_over);
  return !days.empty();
}

std::vector<Lead> leads_of(Transaction& tx, access::PostId post, Day today) {
  return tx.all(
      "SELECT id, post_id, key_id, state, received_on, expires_on FROM lead WHERE post_id = $1 AND "
      "expires_on > $2 ORDER BY received_on DESC, id",
      lead_from_row, post, today);
}

std::optional<Lead> find_lead(Transaction& tx, access::PostId post, LeadId id, Day today) {
  return tx.first(
      "SELECT id, post_id, key_id, state, received_on, expires_on, letter FROM lead WHERE post_id = $1 AND "
      "id = $2 AND expires_on > $3",
      [](const Row& row) {
        auto lead = lead_from_row(row);
        lead.letter = std::string(row.blob(6));
        return lead;
      },
      post, id, today);
}

int leads_held(Transaction& tx, access::PostId post, Day today) {
  return tx.scalar<int>("SELECT count(*) FROM lead WHERE post_id = $1 AND expires_on > $2", post, today);
}

access::Change update_lead_state(Transaction& tx, LeadId id, LeadState state) {
  tx.exec("UPDATE lead SET state = $2 WHERE id = $1", id, code(state));
  return access::Change::of(kLeadSubject, id, "state=" + std::string(code(state)));
}

int count_sent(Transaction& tx, access::PostId post, Day day) {
  return tx
      .first(
          "INSERT INTO lead_sent (post_id, day, sent) VALUES ($1, $2, 1)"
          " ON CONFLICT (post_id, day) DO UPDATE SET sent = lead_sent.sent + 1 RETURNING sent",
          [](const Row& row) { return row.get<int>(0); }, post, day)
      .value();
}

void mix_sent(Transaction& tx, Day day) {
  tx.exec("UPDATE lead_sent SET sent = sent WHERE day = $1", day);
}

void forget_sent(Transaction& tx, Day before) {
  tx.exec("DELETE FROM lead_sent WHERE day < $1", before);
}

bool erase_expired_leads(Transaction& tx, Day today, int limit) {
  return tx.exec(
             "DELETE FROM lead WHERE id IN (SELECT l.id FROM lead l WHERE l.expires_on <= $1 ORDER BY "
             "l.expires_on, l.id LIMIT $2)",
             today, limit) > 0;
}

}  // namespace weige::work
