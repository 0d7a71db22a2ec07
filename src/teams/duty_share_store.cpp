#include "teams/duty_share_store.h"

namespace weige::teams {

std::vector<DutyShare> settled_shares(store::Transaction& tx, access::AreaId committee) {
  return tx.all(
      "SELECT number, role FROM team_duty_share WHERE area_id = $1 ORDER BY number",
      [](const store::Row& row) {
        return DutyShare{row.get<std::string>(0), access::role_of(row.text(1)).value(), true};
      },
      committee);
}

access::Change put_share(store::Transaction& tx, access::AreaId committee, const DutyShare& share, Day on) {
  tx.exec(
      "INSERT INTO team_duty_share (area_id, number, role, set_on) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT (area_id, number) DO UPDATE SET role = excluded.role, set_on = excluded.set_on",
      committee, share.number, access::code(share.role), on);
  return access::Change::of(kDutyShareSubject, committee,
                            share.number + "=" + std::string(access::code(share.role)));
}

access::Change delete_share(store::Transaction& tx, access::AreaId committee, const std::string& number) {
  tx.exec("DELETE FROM team_duty_share WHERE area_id = $1 AND number = $2", committee, number);
  return access::Change::of(kDutyShareSubject, committee, number + "=plan");
}

std::int64_t erase_ended_shares(store::Transaction& tx, Day before) {
  return tx.exec(
      "DELETE FROM team_duty_share WHERE COALESCE(set_on, '') < $1 AND area_id IN (SELECT a.id FROM area a"
      " WHERE a.state = 'closed')",
      before);
}

}  // namespace weige::teams
