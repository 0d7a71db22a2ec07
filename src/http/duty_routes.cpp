#include "http/duty_routes.h"

#include <boost/json.hpp>

#include "http/duty_json.h"

namespace weige::http {
namespace {

using access::Right;

town::BoardContext looking_at_board(const Call& call) {
  return {.tx = call.tx(), .actor = call.actor(), .now = call.now};
}

Result<Response> show_board(Call& call) {
  town::BoardWish wish;
  if (const auto month = call.request.query.find("month")) wish.month = std::string(*month);
  WEIGE_TRY(const auto area, call.request.query_number("area", 1, kGreatestId));
  wish.area = area;
  WEIGE_TRY(const auto board, town::read_duty_board(looking_at_board(call), wish));
  return json_response(200, duty_board_json(board));
}

Result<Response> show_progress(Call& call) {
  WEIGE_TRY(const auto progress, town::read_set_up_progress(looking_at_board(call)));
  return json_response(200, set_up_progress_json(progress));
}

}  // namespace

std::vector<Route> duty_routes() {
  return {{Method::get, "/api/duties", Right::read_duties, show_board},
          {Method::get, "/api/set-up-progress", Right::read_duties, show_progress}};
}

}  // namespace weige::http
