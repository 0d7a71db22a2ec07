// Work at places of the world: in each area with doors one key premises, site with a step, patrol planned and
// patrol done, inspection, urging and obligation; and what helpers and coordinators reported.
#include <boost/json.hpp>
#include <map>
#include <stdexcept>

#include "matrix/world.h"

namespace weige::matrix {
namespace {

std::string_view patrols_there(const std::string& area) {
  static const std::map<std::string, std::string_view> all{
      {"a", "committee a"}, {"b", "committee b"}, {"c", "committee c"}, {"a1", "leader a1"},
      {"a2", "officer a2"}, {"b1", "leader b1"},  {"c1", "committee c"}};
  return all.at(area);
}

}  // namespace

void World::note_place(const std::string& area, const std::string& name, const Object& made) {
  note(area, name, made.at("id").as_int64());
  ids_[area].insert(made.at("id").as_int64());
  if (made.contains("version")) values_[{area, "v:" + name}] = std::to_string(made.at("version").as_int64());
}

World::Object World::post_first(const Actor& who, const std::string& target, const Object& body) {
  const auto answer = ask(who, {.method = "POST",
                                .target = target,
                                .headers = {{"Content-Type", "application/json"}, {"If-Match", "\"1\""}},
                                .body = boost::json::serialize(body)});
  if (answer.status != 200) throw std::runtime_error("the world: POST " + target + ": " + answer.body);
  return boost::json::parse(answer.body).as_object();
}

void World::make_place_work(const std::string& area) {
  const auto& office = actor("office for a purpose");
  const auto sign = text(area, "sign"), house = text(area, "house");
  note_place(
      area, "key_premises",
      post(office, "/api/key-premises",
           {{"premises_id", id(area, "premises")}, {"kind", "group_rental"}, {"reason", "seen_at_door"}}));
  note_place(area, "obligation",
             post(office, "/api/obligations", {{"kind", "landlord"}, {"premises_id", id(area, "premises")}}));
  note_place(area, "urging",
             post(office, "/api/urgings",
                  {{"to_post_id", id(area, "post")}, {"about", "task"}, {"reason", "催" + sign}}));
  const Object inspected{{"area_id", id(area, "area")},
                         {"subject", "tasks"},
                         {"result", "to_improve"},
                         {"finding", "查" + sign},
                         {"on", "2026-11-20"}};
  note_place(area, "inspection", post(actor("working group"), "/api/inspections", inspected));
  note_place(area, "inspected", post(actor("working group"), "/api/inspections", inspected));
  // Whoever answers does not close it: the office is asked about area a.
  const auto& answering = area == "a" ? actor("officer a") : office;
  note_place(area, "inspected",
             post_first(answering, "/api/inspections/" + text(area, "inspected") + "/answer",
                        {{"answer", "补" + sign}}));
  const auto& there = actor(patrols_there(area));
  const Object plan{{"area_id", id(area, "area")},
                    {"planned_on", "2026-11-30"},
                    {"places", boost::json::array{house + "101室"}}};
  note_place(area, "patrol", post(there, "/api/patrols", plan));
  auto gone = plan;
  gone["done"] = Object{{"on", "2026-11-20"},
                        {"hour", 9},
                        {"noticed", boost::json::array{Object{{"place", 1}, {"what", "exit_blocked"}}}}};
  const auto patrolled = post(there, "/api/patrols", gone);
  note_place(area, "patrol_done", patrolled);
  note_place(area, "patrol_notice", patrolled.at("noticed").at(0).as_object());
  make_site(area);
}

void World::make_site(const std::string& area) {
  const auto& office = actor("office for a purpose");
  const auto site = post(office, "/api/flagged-sites",
                         {{"name", "挂" + text(area, "sign")},
                          {"place", text(area, "house")},
                          {"area_id", id(area, "area")},
                          {"level", "town"},
                          {"flagged_on", "2026-11-20"}});
  const auto with_step =
      post_first(office, "/api/flagged-sites/" + std::to_string(site.at("id").as_int64()) + "/steps",
                 {{"measure", "clear_exits"}, {"owner_post_id", id(area, "post")}, {"due", "2026-12-20"}});
  note_place(area, "site", with_step);
  note_place(area, "site_step", with_step.at("steps").at(0).as_object());
}

// A report lies where the post does that made it; nobody decides what they reported themselves. Its sender is
// told its id, wherever they cover.
void World::make_key_reports() {
  for (const auto& [area, who] :
       {std::pair{"a", "helper a"}, std::pair{"b", "helper b"}, std::pair{"a1", "coordinator a1"},
        std::pair{"b1", "coordinator b1"}, std::pair{"c1", "coordinator c1"}}) {
    post(actor(who), "/api/key-premises-reports",
         {{"address", "明珠路99弄1号102室"}, {"kind", "group_rental"}});
    const auto listed = get(actor("office for a purpose"), "/api/key-premises-reports");
    note(area, "key_report", listed.at("items").at(0).at("id").as_int64());
    values_[{area, "v:key_report"}] = "1";
  }
}

}  // namespace weige::matrix
