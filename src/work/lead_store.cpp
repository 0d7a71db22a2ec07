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

}  // namespace

void insert_lead(Transaction& tx, const Lead& lead) {
  tx.exec(
      "INSERT INTO lead (id, post_id, key_id, letter, state, received_on, expires_on) VALUES ($1, $2, $3, "
      "$4, $5, $6, $7)",
      lead.id, lead.post, lead.key, store::Blob{lead.letter}, code(lead.state), lead.received_on,
      lead.expires_on);
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
