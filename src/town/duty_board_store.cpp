#include "town/duty_board_store.h"

#include "intake/roster_duty_store.h"

namespace weige::town {

const std::vector<DutyProof>& duty_proofs() {
  static const std::vector<DutyProof> proofs{
      {"L7", intake::duty_l7}, {"O7", intake::duty_l7}, {"C7", intake::duty_l7}, {"N3", intake::duty_n3},
      {"N4", intake::duty_n4}, {"N6", intake::duty_n6}, {"S3", intake::duty_s3},
  };
  return proofs;
}

std::set<std::int64_t> grids_with_lead_channel(store::Transaction& tx) {
  std::set<std::int64_t> out;
  tx.each(
      "SELECT DISTINCT g.id FROM area g JOIN post_scope s ON s.area_id = g.id JOIN lead_key k ON k.post_id ="
      " s.post_id AND k.retired_at IS NULL WHERE g.kind = 'grid' AND g.state = 'current'",
      [&](const store::Row& row) { out.insert(row.int64(0)); });
  return out;
}

}  // namespace weige::town
