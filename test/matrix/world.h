// The town of the matrix: ten areas, in each of those with doors one record of every kind, each carrying
// marks that occur nowhere else; who asks; and the server that answers. Made through the program's own
// routes, but for what has none.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "matrix/actors.h"
#include "matrix/server.h"
#include "registry/people_index.h"
#include "support/http/client.h"
#include "support/random_folder.h"

namespace weige::matrix {

struct Actor {
  ActorLine line;
  access::AccountId account;
  access::PostId post;  // 0: none
  std::string token;
};

class World {
 public:
  explicit World(store::Database& database);

  MatrixServer& server() { return *server_; }
  const std::vector<Actor>& actors() const { return actors_; }
  const Actor& actor(std::string_view name) const;
  // The session of a state of committee a (actors.h); "" for none.
  const std::string& token_of(std::string_view state) const { return states_.at(std::string(state)); }

  // The token of a sitting of the area's own person, as a resident.
  const std::string& sitting(std::string_view area) const { return sittings_.at(std::string(area)); }

  // What a name stands for in an area: person, twin, residence, twin_residence (of the twin, at the second
  // door), premises, premises2, address, lane, organisation, employment, label, operation (added somebody by
  // mistake), guest and guest_residence (works in b, lives in a1), roster, finding (somebody new), changed
  // (another phone), moved (somebody who lives in a1), rule, area, committee, neighbour (another committee),
  // approval (an export of the area, asked for by somebody else) and its approval_digest, post, account,
  // request and complaint (of its own person), sign, number, lane_text, house, lng, lat, number_of_grid;
  // task (by hand), campaign; key_premises, key_report, site, site_step, patrol (planned), patrol_done,
  // patrol_notice, inspection, urging, obligation; door is the first door's, whose version alone is told;
  // v:NAME is a version; meeting, rectification, answered (another one), case, daily_report, in grids
  // shift_area, shift_plan, shift_slot, shift_swap. Of area "the": layer, version, draft, areas, crosswalk.
  std::optional<std::string> value(std::string_view area, std::string_view name) const;
  // In the grids with a coordinator also walking_post (whose plan it is), door_code, round_area (the grid
  // itself) and verification.
  // The same of what belongs to actors: job, upload, import, line, session_of, lead, lead_key,
  // instruction, branch. Also lead_post
  // and lead_key: of the officer for an area; point, own_key, share, letter of "the": what letters are made
  // of.
  std::optional<std::string> of_actor(std::string_view actor, std::string_view name) const;
  std::optional<std::string> of_another(std::string_view actor, std::string_view name) const;

  // What nobody may be told who does not cover the area, and what it and what is posted there are called.
  const std::vector<std::string>& marks(std::string_view area) const { return marks_.at(std::string(area)); }
  const std::string& area_mark(std::string_view area) const { return area_marks_.at(std::string(area)); }
  // Ids of its records.
  const std::set<std::int64_t>& ids(std::string_view area) const { return ids_.at(std::string(area)); }

  // One more record of every kind in the area.
  void grow(std::string_view area);
  testing_support::ClientAnswer ask(const Actor& actor, testing_support::ClientRequest request);

 private:
  using Object = boost::json::object;
  void make_areas();
  void make_doors(const std::string& area, const std::vector<std::string>& rooms);
  void make_grids();
  void make_post_of(const std::string& area);
  void make_actor(const ActorLine& line);
  void make_states();
  void make_records(const std::string& area);
  void make_person(const std::string& area, const std::string& name, const Object& residence);
  void make_guests();
  void make_rosters();
  void hand_in(const std::string& area);
  void make_own_things();
  void make_requests(const std::string& area);
  void make_leads();
  void make_plans();
  void make_place_work(const std::string& area);  // key premises, sites, patrols, inspections, obligations
  void make_site(const std::string& area);
  void make_key_reports();
  // With its id among the area's, and its version.
  void note_place(const std::string& area, const std::string& name, const Object& made);
  // What is asked of the first version of a record.
  Object post_first(const Actor& who, const std::string& target, const Object& body);
  void make_meetings();
  void make_teams();
  void make_instructions();
  void note_instruction(const Actor& who);
  std::int64_t open_channel(const Actor& officer);  // the id of its key
  void make_tasks(const std::string& area);
  void make_approvals();
  void note_versions();
  void begin_audit_log();
  void note(const std::string& area, const std::string& name, std::int64_t id);
  void run_jobs();
  Object post(const Actor& actor, const std::string& target, const Object& body);
  Object get(const Actor& actor, const std::string& target);
  std::int64_t upload(const Actor& actor, const std::string& file, const std::string& name);
  std::string text(const std::string& area, const std::string& name) const { return *value(area, name); }
  std::int64_t id(const std::string& area, const std::string& name) const;
  std::string numbered(int first);  // an invented ID number that nobody has yet

  store::Database& database_;
  test::RandomFolder folder_;
  std::unique_ptr<MatrixServer> server_;
  std::unique_ptr<testing_support::Client> client_;
  registry::PeopleIndex people_{1};
  std::vector<Actor> actors_;
  std::map<std::string, std::string> states_, sittings_;
  std::map<std::pair<std::string, std::string>, std::string> values_;  // area or actor, name
  std::map<std::string, std::vector<std::string>> marks_;
  std::map<std::string, std::string> area_marks_;
  std::map<std::string, std::set<std::int64_t>> ids_;
  int keys_ = 0, numbers_ = 0;
};

}  // namespace weige::matrix
