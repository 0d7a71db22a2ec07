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

access::Change put_share(store::Transaction& tx, access::AreaId committee, const DutyShare& share) {
  tx.exec(
      "INSERT INTO team_duty_share (area_id, number, role) VALUES ($1, $2, $3)"
      " ON CONFLICT (area_id, number) DO UPDATE SET role = excluded.role",
      committee, share.number, access::code(share.role));
  return access::Change::of(kDutyShareSubject, committee,
                            share.number + "=" + std::string(access::code(share.role)));
}

access::Change delete_share(store::Transaction& tx, access::AreaId committee, const std::string& number) {
  tx.exec("DELETE FROM team_duty_share WHERE area_id = $1 AND number = $2", committee, number);
  return access::Change::of(kDutyShareSubject, committee, number + "=plan");
}

}  // namespace weige::teams
