#include "http/duty_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"

namespace weige::http {
namespace {

namespace json = boost::json;

json::object duty_line_json(const town::DutyLine& line, const norms::DutyTitle& title) {
  json::object out;
  put(out, "number", line.number);
  put(out, "zh", title.zh);
  put(out, "en", title.en);
  put(out, "asked", town::code(line.asked));
  if (!line.page.empty()) put(out, "page", line.page);
  out["not_built"] = json_array(line.unbuilt, [](auto part) { return json_of(town::code(part)); });
  return out;
}

json::object duty_cell_json(const town::DutyCell& cell) {
  json::object out;
  put(out, "state", town::code(cell.state));
  if (cell.count) {
    put(out, "done", cell.count->done);
    put(out, "due", cell.count->due);
  }
  put(out, "channel_open", cell.channel_open);
  return out;
}

json::object board_grid_json(const town::BoardGrid& grid) {
  json::object out;
  put(out, "area_id", grid.id);
  put(out, "name", grid.name);
  put(out, "committee_id", grid.committee);
  if (grid.committee) put(out, "committee", grid.committee_name);
  out["cells"] = json_array(grid.cells, duty_cell_json);
  return out;
}

json::object committee_progress_json(const town::CommitteeProgress& progress) {
  json::object out;
  put(out, "area_id", progress.area);
  put(out, "name", progress.name);
  put(out, "phase", town::code(town::phase_of(progress)));
  put(out, "grids", progress.grids);
  put(out, "with_leader", progress.with_leader);
  put(out, "with_officer", progress.with_officer);
  put(out, "with_coordinator", progress.with_coordinator);
  put(out, "complete", progress.complete);
  put(out, "forces", progress.forces);
  put(out, "force_kinds", progress.force_kinds);
  put(out, "duties_done", progress.duties_done);
  put(out, "duties_due", progress.duties_due);
  return out;
}

}  // namespace

json::object duty_board_json(const town::DutyBoard& board) {
  json::object out;
  put(out, "month", board.month);
  json::array duties;
  const auto& titles = norms::duty_titles();
  for (std::size_t i = 0; i < titles.size(); ++i)
    duties.push_back(duty_line_json(town::duty_lines().at(i), titles[i]));
  out["duties"] = std::move(duties);
  out["grids"] = json_array(board.grids, board_grid_json);
  return out;
}

json::object set_up_progress_json(const town::SetUpProgress& progress) {
  auto out = json_items(progress.committees, committee_progress_json);
  put(out, "own_norms", progress.own_norms);
  return out;
}

}  // namespace weige::http
