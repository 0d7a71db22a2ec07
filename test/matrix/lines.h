// The access matrix as people wrote it: what each route answers to each role, and of which records. Nothing
// of it comes from the policy. A route without a line fails the test, a line without a route too
// (docs/how-to/add-a-route.md).
#pragma once

#include <string_view>
#include <vector>

namespace weige::matrix {

// What an answer may name beside the records of the areas that the actor covers.
enum class Names {
  covered,    // no area, post or account of others
  all_areas,  // those of the whole town: lists of those who run the house
};

// Roles in the order of the signs of Line::who. Written in groups: nobody, office | working group, task force
// | committee, station, team | leader, officer, coordinator | helper, resident | system administrator,
// security administrator, auditor.
inline constexpr std::string_view kColumns =
    "nobody population_office working_group task_force committee police_station police_team grid_leader "
    "community_officer coordinator helper resident system_admin security_admin auditor";

struct At {
  std::string_view record;  // whose version goes into If-Match
};
struct Elsewhere {
  int status;
};
struct TellsIds {
};  // to whom it is open it tells ids of records, as the audit log does, and nothing else of them
struct AsAbsent {
  std::string_view name;
};  // where it is answered 404, the name of an id in whose place one that nothing has is answered alike
struct Keeps {};   // what it writes cannot be rehearsed: asked last, and one after the other
struct Varies {};  // the answer is another each time, and by itself

// One way of asking a route. After what is asked for come the body, the status of the answer within the areas
// that the actor covers (200) and about any other area (Elsewhere, 404), and what else is to be said.
//
// Text in braces is filled in (world.h): {person} is the id of that record in the area that is asked for,
// {own.person} of one that the actor covers, {mine.job} of the actor's own, {job} of somebody else's,
// {the.layer} of the town's only one; {v:person} is a version, {sign} the area's mark. A line that names
// nothing of an area has one cell an actor, others one an actor and area.
struct Line {
  // signs: + may; . is refused with 403; p may once a purpose is stated; * may wherever it is; w may within
  // its own area, whatever it covers; 0 finds nothing, and is answered 404; - is answered 401: it is for
  // residents in their own sittings, who are asked apart (residents.h).
  template <class... More>
  Line(std::string_view registered, std::string_view signs, std::string_view target, const More&... more)
      : route(registered), who(signs), ask(target) {
    (take(more), ...);
  }

  std::string_view route;  // "GET /api/persons/{id}", as it is registered
  std::string_view who;
  std::string_view ask;        // path and query
  std::string_view body = {};  // JSON; "!" before it: the bytes of a file
  int ok = 200;
  int elsewhere = 404;
  std::string_view version = {};
  std::string_view absent = {};
  Names names = Names::covered;
  bool tells_ids = false;
  bool keeps = false;
  bool varies = false;

 private:
  void take(std::string_view text) { body = text; }
  void take(int status) { ok = status; }
  void take(Elsewhere answer) { elsewhere = answer.status; }
  void take(At at) { version = at.record; }
  void take(AsAbsent wanted) { absent = wanted.name; }
  void take(Names wanted) { names = wanted; }
  void take(TellsIds) { tells_ids = true; }
  void take(Keeps) { keeps = true; }
  void take(Varies) { varies = true; }
};

std::vector<Line> access_lines();
std::vector<Line> register_lines();
std::vector<Line> intake_lines();
std::vector<Line> grid_lines();
std::vector<Line> resident_lines();
std::vector<Line> lead_lines();
std::vector<Line> premises_lines();
std::vector<Line> work_lines();
std::vector<Line> plan_lines();
std::vector<Line> meeting_lines();
std::vector<Line> norm_lines();
std::vector<Line> team_lines();
std::vector<Line> instruction_lines();
std::vector<Line> all_lines();

}  // namespace weige::matrix
