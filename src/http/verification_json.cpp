#include "http/verification_json.h"

#include <algorithm>

#include "http/json_out.h"

namespace weige::http {
namespace {

boost::json::object verification_line_json(const work::VerificationLine& line) {
  const auto& counts = line.counts;
  boost::json::object out;
  put(out, "area_id", line.area);
  put(out, "doors", counts.doors);
  put(out, "doors_confirmed", counts.doors_confirmed);
  put(out, "residents", counts.residents);
  put(out, "residents_confirmed", counts.residents_confirmed);
  put(out, "premises", counts.doors);
  put(out, "premises_confirmed", counts.premises_confirmed);
  put(out, "tasks_open", line.tasks_open);
  std::int64_t could_not = 0;
  boost::json::array reasons;
  for (const auto& [reason, doors] : line.reasons) {
    could_not += doors;
    reasons.push_back(boost::json::object{{"reason", work::code(reason)}, {"doors", doors}});
  }
  put(out, "could_not", could_not);
  out["reasons"] = std::move(reasons);
  if (line.round) out["round"] = verification_round_json(*line.round);
  return out;
}

boost::json::object verification_door_json(const work::VerificationDoor& door, Day first) {
  boost::json::object out;
  put(out, "premises_id", door.premises);
  put(out, "address", door.address);
  if (door.point) out["point"] = boost::json::object{{"lng", door.point->lng}, {"lat", door.point->lat}};
  put(out, "state", work::code(work::progress_of(door, first)));
  put(out, "residents", door.residents);
  put(out, "residents_confirmed", door.residents_confirmed);
  put(out, "premises_confirmed", work::premises_confirmed(door, first));
  put(out, "last_confirmed",
      std::min(door.premises_confirmed_at, door.oldest_residence.value_or(door.premises_confirmed_at)));
  put(out, "source", door.way);
  if (door.reason && !work::is_confirmed(door, first)) put(out, "reason", work::code(*door.reason));
  return out;
}

boost::json::object sorted_changes_json(const work::SortedChanges& changes) {
  boost::json::object out;
  put(out, "adds", changes.adds);
  put(out, "changes", changes.changes);
  put(out, "cancellations", changes.cancellations);
  return out;
}

}  // namespace

boost::json::object verification_board_json(const work::VerificationBoard& board) {
  auto out = json_items(board.lines, verification_line_json);
  put(out, "month", board.month);
  return out;
}

boost::json::object verification_round_json(const work::RoundView& view) {
  const auto& round = view.round;
  boost::json::object out;
  put(out, "id", round.id);
  put(out, "version", round.version);
  put(out, "area_id", round.area);
  put(out, "month", round.month);
  put(out, "state", work::code(round.state));
  put(out, "started_at", round.started_at);
  put(out, "closed_at", round.closed_at);
  put(out, "tasks", round.tasks);
  put(out, "left", view.left);
  return out;
}

boost::json::object verification_doors_json(const work::DoorsPage& page) {
  auto out =
      json_items(page.doors, [&](const auto& door) { return verification_door_json(door, page.first); });
  if (page.next) put(out, "next_cursor", std::to_string(*page.next));
  return out;
}

boost::json::object staff_shares_json(const work::StaffShares& shares) {
  auto out = json_items(shares.items, [&](const work::StaffShare& share) {
    boost::json::object item;
    put(item, "area_id", share.area_id);
    item["grid_staff"] = sorted_changes_json(share.grid_staff);
    item["all"] = sorted_changes_json(share.all);
    put(item, "share", share.share());
    if (const auto value = share.share()) put(item, "meets", *value >= shares.least_share - 1e-9);
    return item;
  });
  put(out, "month", shares.month);
  put(out, "least_share", shares.least_share);
  return out;
}

boost::json::object staff_change_json(const work::StaffChange& change) {
  boost::json::object out;
  put(out, "id", change.id);
  put(out, "what", work::code(change.sort));
  put(out, "kind", "person");
  put(out, "record_id", change.person);
  put(out, "at", change.at);
  put(out, "by_grid_staff", change.by_grid_staff);
  put(out, "entered_by", change.entered_by);
  return out;
}

}  // namespace weige::http
