#include "http/grid_edit_routes.h"

#include <boost/json.hpp>
#include <charconv>

#include "grids/layer_edit_actions.h"
#include "http/etag.h"
#include "http/grid_call.h"
#include "http/grid_json.h"
#include "http/json_fields.h"
#include "http/json_out.h"

namespace weige::http {
namespace {

namespace json = boost::json;
using access::Right;
using grids::Point;

constexpr std::int64_t kMostNumbers = 1'000'000;
constexpr std::size_t kMostPositions = 10'000, kMostMembers = 1'000;

// [longitude, latitude], each within what degrees can be.
std::optional<Point> as_position(const json::value& value, const JsonPlace& place) {
  const auto* pair = value.if_array();
  const auto number = [&](std::size_t i) -> std::optional<double> {
    if (pair->at(i).is_number()) return pair->at(i).to_number<double>();
    return std::nullopt;
  };
  if (!pair || pair->size() != 2) return place.refuse(problem(ProblemCode::bad_request));
  const auto x = number(0), y = number(1);
  if (!x || !y || !(*x >= -180 && *x <= 180) || !(*y >= -90 && *y <= 90))
    return place.refuse(problem(ProblemCode::bad_number).with("min", "-180").with("max", "180"));
  return Point{*x, *y};
}

grids::MoveVertices::Move read_move(JsonFields& fields) {
  return {.from = fields.required("from", as_position), .to = fields.required("to", as_position)};
}

std::optional<std::string> edit_kind(std::string_view text) {
  for (const auto kind : {"split", "merge", "move_vertices", "replace_border", "draw", "remove", "fix"})
    if (text == kind) return std::string(text);
  return std::nullopt;
}

grids::WantedEdit read_edit(JsonFields& body) {
  const as_integer number{0, kMostNumbers};
  const auto small = [&](std::string_view name) {
    return static_cast<int>(body.optional(name, number).value_or(0));
  };
  grids::WantedEdit out{.at = {}, .kind = body.required("kind", as_choice(edit_kind))};
  out.number = small("number");
  for (const auto each :
       body.optional("others", as_list(kMostMembers, number)).value_or(std::vector<std::int64_t>{}))
    out.others.push_back(static_cast<int>(each));
  out.line = body.optional("line", as_list(kMostPositions, as_position)).value_or(std::vector<Point>{});
  out.moves = body.optional("moves", as_list(kMostPositions, as_object(read_move)))
                  .value_or(std::vector<grids::MoveVertices::Move>{});
  out.code = body.optional("code", as_text{grids::kLongestMemberCode}).value_or("");
  out.name = body.optional("name", as_text{grids::kLongestMemberName}).value_or("");
  out.take = body.optional("take", as_flag).value_or(false);
  out.finding = small("finding");
  out.fix = small("fix");
  return out;
}

Result<Response> edited_response(Call& call, const grids::EditedDraft& edited) {
  WEIGE_TRY(const auto view, grids::read_version(grids_of(call), edited.draft.id));
  json::object out{{"version", grid_version_json(view)}};
  out["changed"] = json::parse(member_features(edited.changed));
  out["removed"] = json::array(edited.removed.begin(), edited.removed.end());
  auto response = json_response(200, out);
  response.headers.add("ETag", version_tag(view.version.version));
  return response;
}

Result<Response> list_steps(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<grids::VersionId>("id"));
  WEIGE_TRY(const auto steps, grids::edits_of(grids_of(call), id));
  return json_response(200, json_items(steps, [](const grids::EditedStep& step) {
                         json::object one{{"number", step.number}};
                         put(one, "kind", step.kind);
                         one["codes"] =
                             json_array(step.codes, [](const std::string& code) { return json_of(code); });
                         put(one, "at", step.at);
                         return one;
                       }));
}

Result<Response> edit_shapes(Call& call) {
  WEIGE_TRY(auto wanted, read_json(call.request, read_edit));
  WEIGE_TRY(wanted.at, version_at(call));
  WEIGE_TRY(const auto edited, grids::edit_draft(grids_of(call), wanted));
  return edited_response(call, edited);
}

Result<Response> undo(Call& call) {
  WEIGE_TRY(const auto at, version_at(call));
  WEIGE_TRY(const auto edited, grids::undo_edit(grids_of(call), at));
  return edited_response(call, edited);
}

Result<Response> change_member(Call& call) {
  WEIGE_TRY(auto change, read_json(call.request, [](JsonFields& body) {
              grids::MemberChange out;
              out.code = body.optional("code", as_text{grids::kLongestMemberCode});
              out.name = body.optional("name", as_text{grids::kLongestMemberName});
              out.committee = body.nullable("committee_id", as_integer{1, kGreatestId});
              out.populated = body.optional("populated", as_flag);
              return out;
            }));
  WEIGE_TRY(change.at, version_at(call));
  const auto number = call.request.param("number");
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), change.number);
  if (error != std::errc{} || end != number.data() + number.size()) return problem(ProblemCode::not_found);
  WEIGE_TRY(const auto edited, grids::change_member(grids_of(call), change));
  return edited_response(call, edited);
}

}  // namespace

std::vector<Route> grid_edit_routes() {
  const RouteOptions change{.if_match = IfMatch::required};
  const RouteOptions both{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  return {
      {Method::get, "/api/grid-versions/{id}/edits", Right::read_grids, list_steps},
      {Method::post, "/api/grid-versions/{id}/edits", Right::edit_grids, edit_shapes, both},
      {Method::post, "/api/grid-versions/{id}/edits/undo", Right::edit_grids, undo, both},
      {Method::patch, "/api/grid-versions/{id}/members/{number}", Right::edit_grids, change_member, change},
  };
}

}  // namespace weige::http
