// What the routes of work at places share: their context, pages of lists from the newest back, and choices in
// the query.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "http/call.h"
#include "http/json_out.h"
#include "http/register_call.h"
#include "work/place_work.h"

namespace weige::http {

inline work::PlaceContext place_work(Call& call) {
  return {.tx = call.tx(), .actor = call.actor(), .now = call.now};
}

// What If-Match says of the record in the path. Problem: not_found.
inline Result<work::SeenVersion> seen_version(const Call& call) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  return work::SeenVersion{.id = id, .version = call.version()};
}

// cursor: the last id of the page before; area_id; month (2026-11). Problems: bad_number, bad_date.
inline Result<work::PlacePage> place_page(const Request& request) {
  WEIGE_TRY(const auto page, list_page(request));
  work::PlacePage out{.before = page.after, .limit = static_cast<int>(page.limit)};
  WEIGE_TRY(out.area, request.query_number("area_id", 1, kGreatestId));
  const auto month = request.query.find("month");
  if (!month || month->empty()) return out;
  out.first = parse_iso_day(std::string(*month) + "-01");
  if (!out.first) return problem(ProblemCode::bad_date, "month");
  const auto next = std::chrono::year_month{out.first->year(), out.first->month()} + std::chrono::months{1};
  out.after = Day{next / std::chrono::day{1}};
  return out;
}

template <class T, class Encode>
boost::json::object place_list_json(const work::PlaceList<T>& list, Encode encode) {
  auto out = json_items(list.items, encode);
  if (list.next) put(out, "next_cursor", std::to_string(*list.next));
  return out;
}

// None when absent or empty. Problem: bad_choice.
template <class Find>
auto query_code(const Request& request, std::string_view name, Find find)
    -> Result<decltype(find(std::string_view{}))> {
  const auto text = request.query.find(name);
  if (!text || text->empty()) return decltype(find(std::string_view{})){};
  auto found = find(*text);
  if (!found) return problem(ProblemCode::bad_choice, std::string(name));
  return found;
}

}  // namespace weige::http
