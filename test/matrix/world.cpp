// The world's ground: areas, doors, grids, posts and sessions. What lies in it: world_records.cpp.
#include "matrix/world.h"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "access/account_store.h"
#include "access/approval_actions.h"
#include "access/area_actions.h"
#include "access/audit_log_actions.h"
#include "access/audit_person_store.h"
#include "access/post_actions.h"
#include "access/post_term_actions.h"
#include "access/session_store.h"
#include "access/undertaking.h"
#include "access/undertaking_store.h"
#include "grids/grid_area_actions.h"
#include "grids/grid_area_store.h"
#include "registry/address_book_actions.h"
#include "registry/town_store.h"
#include "support/grid_layers.h"

namespace weige::matrix {
namespace {

using access::AreaId;
using access::AreaKind;
using store::Transaction;
using testing_support::kTestNow;
using testing_support::kTownText;

template <class T>
T must(Result<T> result) {
  if (!result)
    throw std::runtime_error("matrix: " + title(result.problem(), Language::en) + " " +
                             result.problem().place);
  return std::move(result).value();
}

access::Actor system_of(Transaction& tx) {
  return access::Actor::system(tx, kTestNow, access::SystemReason::sample_town);
}

// One Han sign an area, that no other text of the world has.
constexpr std::string_view kSigns[] = {"琮", "琚", "琨", "瑾", "璐", "珩", "玥", "琪", "珞", "璇"};

struct AreaLine {
  const char *name, *parent, *code;
  AreaKind kind;
};
constexpr AreaLine kTree[] = {{"station", "town", "PCS1", AreaKind::station},
                              {"team", "station", "JWD1", AreaKind::police_team},
                              {"a", "town", "310118106001", AreaKind::committee},
                              {"b", "town", "310118106002", AreaKind::committee},
                              {"c", "team", "310118106003", AreaKind::committee}};
// The grids in the order of the squares of the layer.
constexpr const char* kGrids[] = {"a1", "a2", "b1", "c1"};

std::string committee_of(const std::string& area) {
  return area.size() == 2 ? area.substr(0, 1) : area;
}

access::AccountId make_account(Transaction& tx, const std::string& login, const std::string& shown) {
  const access::AccountId id{tx.next_id()};
  const auto name = must(access::LoginName::parse(login));
  (void)access::insert_account(
      tx, {.id = id, .login_name = name.text(), .display_name = shown, .state = access::AccountState::active},
      name, access::kSystemAccount);
  (void)access::set_password(tx, id, access::PasswordHash::stored("$argon2id$none"), kTestNow);
  (void)access::insert_signature(tx, id, access::undertaking_text().version, kTestNow);
  return id;
}

access::PostId make_post(Transaction& tx, access::Role role, AreaId area, const std::string& title) {
  access::NewPost wanted{.role = role, .area = area, .title = title};
  if (role == access::Role::helper) wanted.helper_kind = "volunteer";
  return must(access::create_post(tx, kTestNow, system_of(tx), wanted)).id;
}

}  // namespace

World::World(store::Database& database) : database_(database) {
  make_areas();
  const auto& lines = actor_lines();
  const auto office =
      std::ranges::find_if(lines, [](const ActorLine& line) { return line.name == "office for a purpose"; });
  make_actor(*office);
  server_ = std::make_unique<MatrixServer>(database_, actors_.front().post);
  client_ = std::make_unique<testing_support::Client>(server_->port());
  for (const auto area : kDoorAreas) make_doors(std::string(area), {"101室", "102室"});
  make_grids();
  for (const auto area : kAreas) make_post_of(std::string(area));
  for (const auto& line : lines)
    if (line.name != office->name) make_actor(line);
  make_states();
  make_records("town");
  for (const auto area : kDoorAreas) make_records(std::string(area));
  make_guests();
  make_requests("town");
  for (const auto area : kDoorAreas) make_requests(std::string(area));
  make_rosters();
  make_own_things();
  make_leads();
  make_meetings();
  for (const auto area : kDoorAreas) make_tasks(std::string(area));
  make_plans();
  for (const auto area : kDoorAreas) make_place_work(std::string(area));
  make_key_reports();
  make_teams();
  make_instructions();
  make_approvals();
  note_versions();
  begin_audit_log();
}

const Actor& World::actor(std::string_view name) const {
  const auto found =
      std::ranges::find_if(actors_, [&](const Actor& actor) { return actor.line.name == name; });
  if (found == actors_.end()) throw std::logic_error("no such actor");
  return *found;
}

std::int64_t World::id(const std::string& area, const std::string& name) const {
  return std::stoll(text(area, name));
}

std::optional<std::string> World::value(std::string_view area, std::string_view name) const {
  const auto found = values_.find({std::string(area), std::string(name)});
  return found == values_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> World::of_actor(std::string_view actor, std::string_view name) const {
  return value("mine:" + std::string(actor), name);
}

std::optional<std::string> World::of_another(std::string_view actor, std::string_view name) const {
  for (const auto& other : actors_)
    if (other.line.name != actor)
      if (auto theirs = of_actor(other.line.name, name)) return theirs;
  return std::nullopt;
}

void World::note(const std::string& area, const std::string& name, std::int64_t id) {
  values_[{area, name}] = std::to_string(id);
}

void World::make_areas() {
  (void)must(database_.write([&](Transaction& tx) -> Result<int> {
    (void)registry::put_town_text(tx, kTownText);
    note("town", "area", access::kTown.value);
    for (const auto& line : kTree) {
      const auto number = std::ranges::find(kAreas, std::string_view(line.name)) - std::begin(kAreas);
      const AreaId parent{id(line.parent, "area")};
      const access::NewArea wanted{.parent = parent,
                                   .kind = line.kind,
                                   .code = line.code,
                                   .name = "第7" + std::to_string(number) + "村"};
      note(line.name, "area", must(access::create_area(tx, kTestNow, system_of(tx), wanted)).id.value);
    }
    return 0;
  }));
  for (std::size_t i = 0; i < std::size(kAreas); ++i) {
    const std::string area(kAreas[i]), number = std::to_string(i);
    const std::string lane = "610" + number + "弄";
    values_[{area, "sign"}] = kSigns[i];
    area_marks_[area] = "第7" + number + "村";
    marks_[area] = {std::string(kSigns[i])};
    ids_[area];
    if (std::ranges::find(kDoorAreas, area) == std::end(kDoorAreas)) continue;
    values_[{area, "lane_text"}] = lane;
    values_[{area, "house"}] = "明珠路" + lane + "1号";
    marks_[area].push_back(lane);
  }
}

// There is no route that makes premises: they come with files.
void World::make_doors(const std::string& area, const std::vector<std::string>& rooms) {
  const auto committee = committee_of(area);
  note(area, "committee", id(committee, "area"));
  note(area, "neighbour", id(committee == "a" ? "b" : "a", "area"));
  (void)must(database_.write([&](Transaction& tx) -> Result<int> {
    const auto system = system_of(tx);
    registry::AddressBook book(tx, system.scope());
    registry::RegisterWriter writer({tx, system, kTestNow}, {}, {.source = "test"});
    const registry::AddressPlace place{.area_id = id(committee, "area"),
                                       .town_area_id = access::kTown.value,
                                       .valid_from = *parse_iso_day("2020-01-01")};
    for (const auto& room : rooms) {
      const bool first = room == rooms.front();
      WEIGE_TRY(const auto parsed, registry::parse_in_town(text(area, "house") + room, kTownText));
      WEIGE_TRY(const auto address, book.find_or_add(writer, parsed.key(), place));
      WEIGE_TRY(const auto premises, book.premises_at(writer, parsed.canonical(), "home", place));
      note(area, first ? "premises" : "premises2", premises);
      note(area, first ? "address" : "address2", address.id);
    }
    writer.finish(access::AuditAction{"test"});
    const auto lane = std::string(kTownText) + "明珠路" + text(area, "lane_text");
    note(area, "lane", tx.scalar<std::int64_t>("SELECT id FROM address WHERE canonical = $1", lane));
    return 0;
  }));
}

void World::make_grids() {
  const auto& office = actors_.front();
  for (std::size_t i = 0; i < std::size(kGrids); ++i) {
    const auto at = testing_support::middle_of_square(static_cast<int>(i));
    const std::string area(kGrids[i]);
    values_[{area, "lng"}] = std::to_string(at.x);
    values_[{area, "lat"}] = std::to_string(at.y);
    values_[{area, "number_of_grid"}] = std::to_string(i + 1);
    post(office, "/api/addresses",
         {{"area_id", id(area, "committee")},
          {"text", text(area, "house") + "101室"},
          {"lng", at.x},
          {"lat", at.y},
          {"datum", "cgcs2000"}});
  }
  const testing_support::SmallTown town{.north = {},
                                        .south = {},
                                        .town_post = office.post,
                                        .north_officer = {},
                                        .south_officer = {},
                                        .town_account = office.account,
                                        .north_account = {},
                                        .south_account = {}};
  testing_support::GridDesk desk(database_, town);
  const auto version = desk.put_in_force({.columns = 4});
  note("the", "layer", version.layer.value);
  note("the", "version", version.id.value);
  note("the", "areas",
       desk.put_in_force({.columns = 4, .prefix = "Z", .shift = 0.0004}, grids::LayerKind::areas).id.value);
  note("the", "draft", desk.take(testing_support::squares({.columns = 4})).id.value);
  if (!grids::follow_grids(database_, kTestNow))
    throw std::runtime_error("matrix: the grids are not followed");
  const auto areas = database_.read([](Transaction& tx) { return grids::grid_areas(tx); });
  for (std::size_t i = 0; i < std::size(kGrids); ++i)
    note(kGrids[i], "area", areas.at("G" + std::to_string(i + 1)).value);
}

// A post that nobody holds, and somebody who holds none.
void World::make_post_of(const std::string& area) {
  (void)must(database_.write([&](Transaction& tx) -> Result<int> {
    note(area, "post",
         make_post(tx, access::Role::committee, AreaId{id(area, "area")}, area_mark(area)).value);
    note(area, "account", make_account(tx, "somebody." + area, area_mark(area)).value);
    return 0;
  }));
}

void World::make_actor(const ActorLine& line) {
  Actor made{.line = line, .account = {}, .post = {}, .token = {}};
  const auto number = std::to_string(actors_.size());
  (void)must(database_.write([&](Transaction& tx) -> Result<int> {
    made.account = make_account(tx, "actor" + number, "某人" + number);
    if (line.role != access::Role::nobody) {
      made.post = make_post(tx, line.role, AreaId{id(std::string(line.area), "area")}, "岗位" + number);
      WEIGE_CHECK(access::give_post(tx, kTestNow, system_of(tx), made.post, made.account));
    }
    const auto random = seeded_random(static_cast<std::uint64_t>(actors_.size()) + 1);
    access::NewSession session{.account = made.account, .acting_post = {}, .device = "test"};
    if (made.post.value != 0) session.acting_post = made.post;
    made.token = access::insert_session(tx, session, kTestNow, {}, random);
    if (line.purpose.empty()) return 0;
    WEIGE_TRY(const auto held, access::find_session(tx, made.token, kTestNow));
    access::set_purpose(
        tx, held.id,
        access::StandingPurpose{access::purpose_of(line.purpose).value(), kTestNow + std::chrono::hours{24}});
    note("mine:" + std::string(line.name), "session_of", held.id.value);
    return 0;
  }));
  actors_.push_back(std::move(made));
}

namespace {

struct StateOf {
  access::PostId post;
  access::AccountId account;
};

// How somebody came to act in the post, up to a minute ago where that is over by now.
Done begin_state(Transaction& tx, const access::Actor& system, std::string_view name, const StateOf& who) {
  const auto before = kTestNow - std::chrono::hours{2}, lately = kTestNow - std::chrono::minutes{1};
  if (name == "deputy ended") {
    const access::Deputising deputising{
        .account = who.account, .until = lately, .reason = access::DeputyReason::absence};
    WEIGE_CHECK(access::name_deputy(tx, before, system, who.post, deputising));
    return done();
  }
  WEIGE_CHECK(access::give_post(tx, before, system, who.post, who.account));
  if (name == "term over")
    WEIGE_CHECK(access::plan_end_of_term(tx, before, system, who.post, {.until = lately, .reason = {}}));
  return done();
}

}  // namespace

void World::make_states() {
  states_ = {{"no session", ""}, {"unknown token", "0123456789012345678901234567890123456789012"}};
  for (const auto& state : kStates) {
    const std::string name(state.name);
    if (states_.contains(name)) continue;
    (void)must(database_.write([&](Transaction& tx) -> Result<int> {
      const auto system = system_of(tx);
      const auto account = make_account(tx, "state" + std::to_string(states_.size()), "某人");
      const auto post = make_post(tx, access::Role::committee, AreaId{id("a", "area")}, "岗位");
      WEIGE_CHECK(begin_state(tx, system, name, {.post = post, .account = account}));
      auto begun = kTestNow;
      if (name == "expired session") begun -= std::chrono::hours{13};
      if (name == "idle session") begun -= std::chrono::minutes{31};
      if (name == "stale proof") begun -= std::chrono::minutes{11};
      states_[name] = access::insert_session(tx, {.account = account, .acting_post = post, .device = "test"},
                                             begun, {}, seeded_random(1000 + states_.size()));
      if (name == "stale proof") {  // for what its colleagues of committee a read for
        WEIGE_TRY(const auto held, access::find_session(tx, states_[name], kTestNow));
        access::set_purpose(
            tx, held.id,
            access::StandingPurpose{access::Purpose::door_check, kTestNow + std::chrono::hours{1}});
      }
      if (name == "disabled account") tx.exec("UPDATE account SET state = 'disabled' WHERE id = $1", account);
      if (name == "code missing")
        tx.exec(
            "INSERT INTO second_factor (account_id, secret, confirmed_at, last_step) VALUES ($1, $2, $3, 0)",
            account, store::Blob{"sealed"}, kTestNow);
      if (name == "post ended") WEIGE_CHECK(access::end_post(tx, kTestNow, system, post));
      if (name == "post taken back") WEIGE_CHECK(access::take_back_post(tx, kTestNow, system, post));
      return 0;
    }));
  }
}

// By somebody of the office who asks for nothing else.
void World::make_approvals() {
  (void)must(database_.write([&](Transaction& tx) -> Result<int> {
    const auto account = make_account(tx, "asks.for.approval", "某人");
    const auto post = make_post(tx, access::Role::population_office, access::kTown, "岗位");
    WEIGE_CHECK(access::give_post(tx, kTestNow, system_of(tx), post, account));
    WEIGE_TRY(const auto asker, access::Actor::resume(tx, kTestNow, account, post, std::nullopt));
    for (const auto area : kAreas) {
      const std::string name(area);
      access::NewApproval wanted{.kind = access::ApprovalKind::bulk_export,
                                 .area = AreaId{id(name, "area")},
                                 .people = 300,
                                 .reason = "核对"};
      wanted.content.put("file", "residents").put("numbers", "masked");
      WEIGE_TRY(const auto asked, access::ask_for_approval(tx, kTestNow, asker, wanted));
      note(name, "approval", asked.id.value);
      values_[{name, "approval_digest"}] = asked.digest;
      ids_[name].insert(asked.id.value);
    }
    return 0;
  }));
}

void World::begin_audit_log() {
  const auto random = seeded_random(5);
  const auto signer =
      must(access::open_audit_log(database_, {.key_file = (folder_.path() / "key").string()}, random));
  (void)must(access::place_audit_entries({.database = database_,
                                          .signer = signer,
                                          .random = random,
                                          .instance = "matrix",
                                          .head_every = std::chrono::seconds{0}},
                                         kTestNow));
  while (access::follow_audit_people(database_) > 0) {
  }
  // What is read through shared snapshots sees it at once.
  (void)must(database_.write([](Transaction& tx) -> Result<int> {
    tx.exec("UPDATE audit_log SET size = size WHERE id = 1");
    return 0;
  }));
}

void World::note_versions() {
  static const std::map<std::string, std::string> kTables{
      {"person", "person"},         {"twin", "person"},
      {"guest", "person"},          {"residence", "residence"},
      {"premises", "premises"},     {"address", "address"},
      {"lane", "address"},          {"organisation", "organisation"},
      {"employment", "employment"}, {"finding", "finding"},
      {"changed", "finding"},       {"moved", "finding"},
      {"line", "pocket_line"},      {"draft", "grid_version"},
      {"version", "grid_version"},  {"task", "task"},
      {"campaign", "campaign"}};
  const auto all = values_;
  database_.read([&](Transaction& tx) {
    for (const auto& [key, id] : all) {
      const auto table = kTables.find(key.second);
      if (table == kTables.end()) continue;
      values_[{key.first, "v:" + key.second}] = std::to_string(
          tx.scalar<std::int64_t>("SELECT version FROM " + table->second + " WHERE id = $1", std::stoll(id)));
    }
  });
}

}  // namespace weige::matrix
