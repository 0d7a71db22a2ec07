#include "town/duty_board_store.h"

#include <iterator>

#include "intake/roster_duty_store.h"
#include "teams/team_duty_store.h"
#include "work/meeting_duty_store.h"
#include "work/premises_duty_store.h"
#include "work/task_duty_store.h"
#include "work/verification_duty_store.h"

namespace weige::town {
namespace {

// By the module that keeps the records.
constexpr DutyProof kProofs[] = {
    {"N3", intake::duty_n3},      {"N4", intake::duty_n4},      {"N6", intake::duty_n6},
    {"S3", intake::duty_s3},

    {"L1", teams::duty_l1},       {"L10", teams::duty_l10},     {"O1", teams::duty_o1},
    {"N1", teams::duty_n1},       {"N2", teams::duty_n2},       {"N7", teams::duty_n7},
    {"N10", teams::duty_n10},     {"S1", teams::duty_s1_group},

    {"C1", work::duty_c1},        {"C3", work::duty_c3},        {"O3", work::duty_o3},
    {"C5", work::duty_c5},        {"O5", work::duty_o5},        {"C10", work::duty_c10},
    {"L7", work::duty_l7},        {"O7", work::duty_l7},        {"C7", work::duty_l7},
    {"S4", work::duty_s4_visits},

    {"O6", work::duty_o6},        {"S2", work::duty_s2},        {"L6", work::duty_l6},

    {"L2", work::duty_l2},        {"O2", work::duty_o2},        {"L3", work::duty_l3},
    {"L4", work::duty_l4},        {"O4", work::duty_o4},        {"C4", work::duty_c4},
    {"L5", work::duty_l5},        {"N5", work::duty_n5},        {"L8", work::duty_l8},
    {"O8", work::duty_o8},        {"C8", work::duty_c8},        {"N8", work::duty_n8},

    {"L9", work::duty_l9},        {"O9", work::duty_o9},        {"C9", work::duty_c9},
    {"N9", work::duty_n9},        {"S1", work::duty_s1},        {"S5", work::duty_s5},
    {"C2", work::duty_c2},
};

}  // namespace

const std::vector<DutyProof>& duty_proofs() {
  static const std::vector<DutyProof> proofs(std::begin(kProofs), std::end(kProofs));
  return proofs;
}

std::set<std::int64_t> grids_without_people(store::Transaction& tx, const access::Scope& scope) {
  std::set<std::int64_t> out;
  tx.each(
      "SELECT a.area_id FROM grid_followed f JOIN grid_member m ON m.version_id = f.version_id JOIN "
      "grid_area a"
      " ON a.code = m.code JOIN post_scope s ON s.post_id = $1 AND s.area_id = a.area_id WHERE m.populated = "
      "0",
      [&](const store::Row& row) { out.insert(row.int64(0)); }, scope);
  return out;
}

std::set<std::int64_t> grids_with_lead_channel(store::Transaction& tx, const access::Scope& scope) {
  std::set<std::int64_t> out;
  tx.each(
      "SELECT DISTINCT g.id FROM area g JOIN post_scope own ON own.post_id = $1 AND own.area_id = g.id JOIN"
      " post_scope s ON s.area_id = g.id JOIN lead_key k ON k.post_id ="
      " s.post_id AND k.retired_at IS NULL WHERE g.kind = 'grid' AND g.state = 'current'",
      [&](const store::Row& row) { out.insert(row.int64(0)); }, scope);
  return out;
}

}  // namespace weige::town
