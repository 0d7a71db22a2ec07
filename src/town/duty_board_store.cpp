#include "town/duty_board_store.h"

#include "intake/roster_duty_store.h"
#include "work/meeting_duty_store.h"

namespace weige::town {

const std::vector<DutyProof>& duty_proofs() {
  static const std::vector<DutyProof> proofs{
      {"L7", intake::duty_l7}, {"O7", intake::duty_l7}, {"C7", intake::duty_l7}, {"N3", intake::duty_n3},
      {"N4", intake::duty_n4}, {"N6", intake::duty_n6}, {"S3", intake::duty_s3}, {"L9", work::duty_l9},
      {"O9", work::duty_o9},   {"C9", work::duty_c9},   {"N9", work::duty_n9},   {"S1", work::duty_s1},
      {"S5", work::duty_s5},   {"C2", work::duty_c2},
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
