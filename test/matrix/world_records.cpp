// What lies in the world: people, premises' labels, organisations, rosters with their findings, and what
// actors asked for themselves.
#include <boost/json.hpp>
#include <stdexcept>

#include "access/resident_session_store.h"
#include "http/job_handlers.h"
#include "jobs/job_runner.h"
#include "matrix/world.h"
#include "support/imports.h"
#include "support/test_time.h"

namespace weige::matrix {

namespace json = boost::json;
using testing_support::Client;
using testing_support::ClientAnswer;
using testing_support::ClientRequest;
using testing_support::invented_id;
using testing_support::kTestNow;

namespace {

std::string_view local(const std::string& area) {
  static const std::map<std::string, std::string_view> all{{"town", "office for a purpose"},
                                                           {"a", "committee a"},
                                                           {"b", "committee b"},
                                                           {"c", "committee c"},
                                                           {"a1", "coordinator a1"},
                                                           {"a2", "officer a2"},
                                                           {"b1", "coordinator b1"},
                                                           {"c1", "coordinator c1"}};
  return all.at(area);
}

constexpr std::string_view kHeader = "姓名,证件号码,联系电话,现住地址,所属村居\n";

std::string percent(const std::string& text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const unsigned char byte : text) {
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

}  // namespace

ClientAnswer World::ask(const Actor& actor, ClientRequest request) {
  request.headers.emplace_back("Cookie", "weige_session=" + actor.token);
  request.headers.emplace_back("X-Weige", "1");
  request.headers.emplace_back("Idempotency-Key", "world-key-" + std::to_string(++keys_));
  auto answer = client_->ask(request);
  if (answer.status == 0) {  // the connection was kept for long enough
    client_ = std::make_unique<Client>(server_->port());
    answer = client_->ask(request);
  }
  return answer;
}

json::object World::post(const Actor& actor, const std::string& target, const Object& body) {
  const auto answer = ask(actor, {.method = "POST",
                                  .target = target,
                                  .headers = {{"Content-Type", "application/json"}},
                                  .body = json::serialize(body)});
  if (answer.status < 200 || answer.status > 299)
    throw std::runtime_error("the world: POST " + target + " " + json::serialize(body) + ": " + answer.body);
  return answer.body.empty() ? Object{} : json::parse(answer.body).as_object();
}

json::object World::get(const Actor& actor, const std::string& target) {
  const auto answer = ask(actor, {.target = target});
  if (answer.status != 200) throw std::runtime_error("the world: GET " + target + ": " + answer.body);
  return json::parse(answer.body).as_object();
}

std::string World::numbered(int first) {
  return invented_id(first + ++numbers_);
}

void World::make_person(const std::string& area, const std::string& name, const Object& residence) {
  const auto& office = actor("office for a purpose");
  const auto number = numbered(100);
  const auto phone = "1990005" + std::to_string(1000 + numbers_);
  const auto shown = (name == "twin" ? "吴" : "周") + text(area, "sign") + (name == "twin" ? "乙" : "甲");
  Object body{{"person", {{"name", shown}, {"document_number", number}, {"phone", phone}}}};
  if (!residence.empty()) body["residence"] = residence;
  const auto made = post(office, "/api/persons", body);
  note(area, name, made.at("id").as_int64());
  values_[{area, name == "person" ? "number" : "number_of_twin"}] = number;
  marks_[area].push_back(number);
  marks_[area].push_back(phone);
  if (!residence.empty())
    note(area, name == "twin" ? "twin_residence" : "residence",
         made.at("residences").at(0).at("id").as_int64());
}

void World::make_records(const std::string& area) {
  const auto& office = actor("office for a purpose");
  const bool has_doors = value(area, "premises").has_value();
  const auto sign = text(area, "sign");
  const auto living = [&](const char* door) {
    return has_doors ? Object{{"premises_id", id(area, door)}, {"from", "2026-01-01"}} : Object{};
  };
  make_person(area, "person", living("premises"));
  make_person(area, "twin", living("premises2"));
  Object shop{{"name", sign + "记商店"}, {"contact_name", "郑" + sign}};
  if (has_doors) shop["premises_id"] = id(area, "premises");
  note(area, "organisation",
       post(office, "/api/organisations", {{"organisation", shop}}).at("id").as_int64());
  note(area, "employment",
       post(office, "/api/employments",
            {{"person_id", id(area, "person")},
             {"organisation_id", id(area, "organisation")},
             {"from", "2026-02-01"}})
           .at("id")
           .as_int64());
  Object mistaken{{"person", {{"name", "钱" + sign}}}};
  if (has_doors) mistaken["residence"] = living("premises2");
  // By somebody there: an operation lies where the post stands that began it.
  const auto mistake = post(actor(local(area)), "/api/persons", mistaken).at("id").as_int64();
  note(area, "mistake", mistake);
  note(area, "operation",
       get(office, "/api/history/person/" + std::to_string(mistake))
           .at("items")
           .at(0)
           .at("operation_id")
           .as_int64());
  if (has_doors)
    note(area, "label",
         post(office, "/api/premises/" + text(area, "premises") + "/labels",
              {{"label", "let"}, {"evidence", "lease"}, {"note", "租" + sign}, {"from", "2026-02-01"}})
             .at("id")
             .as_int64());
  for (const auto* name : {"person", "twin", "residence", "twin_residence", "premises", "premises2",
                           "address", "address2", "lane", "organisation", "employment", "label", "mistake"})
    if (const auto known = value(area, name)) ids_[area].insert(std::stoll(*known));
}

// Somebody who lives in a1 and works in b, and somebody who lives in a1 and whom a list of b will name.
void World::make_guests() {
  const auto& office = actor("office for a purpose");
  const auto person = [&](const char* name, const std::string& number) {
    return post(office, "/api/persons",
                {{"person", {{"name", name}, {"document_number", number}}},
                 {"residence", {{"premises_id", id("a1", "premises2")}, {"from", "2026-01-01"}}}});
  };
  const auto guest = person("冯往来", numbered(100));
  note("b", "guest", guest.at("id").as_int64());
  note("b", "guest_residence", guest.at("residences").at(0).at("id").as_int64());
  ids_["a1"].insert(id("b", "guest_residence"));
  post(office, "/api/employments",
       {{"person_id", guest.at("id")}, {"organisation_id", id("b", "organisation")}, {"from", "2026-02-01"}});
  values_[{"b", "mover"}] = numbered(100);
  const auto mover = person("陈隐去", text("b", "mover"));
  ids_["a1"].insert(mover.at("id").as_int64());
}

// What the area's own person asks of the office, in a sitting that stays.
void World::make_requests(const std::string& area) {
  const auto random = seeded_random(static_cast<std::uint64_t>(2000 + keys_));
  const auto token = database_.write([&](store::Transaction& tx) -> Result<std::string> {
    return access::insert_resident_session(tx, id(area, "person"), kTestNow, random);
  });
  sittings_[area] = token.value();
  Client client(server_->port());
  for (const auto* kind : {"correction", "complaint"}) {
    const auto answer = client.ask(
        {.method = "POST",
         .target = "/api/resident/requests",
         .headers = {{"Cookie", "weige_resident=" + token.value()},
                     {"X-Weige", "1"},
                     {"Idempotency-Key", "world-key-" + std::to_string(++keys_)},
                     {"Content-Type", "application/json"}},
         .body = json::serialize(Object{{"kind", kind}, {"text", "请更正" + text(area, "sign")}})});
    if (answer.status != 201) throw std::runtime_error("the world: a request: " + answer.body);
    const auto made = json::parse(answer.body).at("id").as_int64();
    const std::string name = std::string_view(kind) == "complaint" ? "complaint" : "request";
    note(area, name, made);
    values_[{area, "v:" + name}] = "1";
    ids_[area].insert(made);
  }
}

std::int64_t World::upload(const Actor& actor, const std::string& file, const std::string& name) {
  const auto answer =
      ask(actor, {.method = "POST",
                  .target = "/api/uploads",
                  .headers = {{"Content-Type", "application/octet-stream"}, {"X-File-Name", percent(name)}},
                  .body = file});
  if (answer.status != 201) throw std::runtime_error("the world: an upload: " + answer.body);
  return json::parse(answer.body).at("id").as_int64();
}

void World::run_jobs() {
  jobs::JobRunner runner(database_, fixed_clock(kTestNow), {.instance = "test"});
  http::add_job_handlers(runner, {.clock = fixed_clock(kTestNow), .scratch = {}, .people = people_});
  http::add_answer_handlers(runner, fixed_clock(kTestNow));
  while (runner.run_one()) {
  }
}

// Somebody new, and another phone of the area's own person; in b also somebody who lives elsewhere.
void World::hand_in(const std::string& area) {
  const auto& office = actor("office for a purpose");
  const auto sign = text(area, "sign"), house = text(area, "house");
  // Named with its committee, a row is for whoever covers that, wherever its person lives.
  const auto committee = "," + area_mark(area.substr(0, 1)) + "\n";
  auto file = std::string(kHeader) + "孙" + sign + "新," + numbered(100) + ",," + house + "102室" + committee;
  file += "周" + sign + "甲," + text(area, "number") + ",13811112222," + house + "101室" + committee;
  if (area == "b") file += "陈隐去," + text("b", "mover") + ",," + house + "102室" + committee;
  const auto taken = post(office, "/api/rosters",
                          {{"upload_id", upload(office, file, "名单" + sign + ".csv")},
                           {"scope", {{"kind", "area"}, {"id", id(area, "area")}}}});
  note(area, "roster", taken.at("id").as_int64());
  run_jobs();
  const auto found = get(office, "/api/findings?roster_id=" + text(area, "roster"));
  for (const auto& finding : found.at("items").as_array()) {
    const std::string_view kind = finding.at("kind").as_string();
    // In so small a town nothing is learned of how likely somebody new is.
    const bool is_new = kind == "new_person" || kind == "ambiguous";
    const auto* name = is_new ? "finding" : kind == "changed" ? "changed" : "moved";
    note(area, name, finding.at("id").as_int64());
    ids_[area].insert(finding.at("id").as_int64());
  }
}

void World::make_rosters() {
  for (const auto area : kDoorAreas) hand_in(std::string(area));
  for (const auto* name : {"finding", "changed", "moved"})
    if (!value("b", name))
      throw std::runtime_error("the world lacks " + std::string(name) + ": " +
                               json::serialize(get(actor("office for a purpose"),
                                                   "/api/rosters/" + text("b", "roster") + "/rows")));
  // The rule is wanted, what it would apply now is not.
  const auto& officer = actor("officer a");
  const auto job = post(officer, "/api/rosters/" + text("a", "roster") + "/apply",
                        {{"kinds", json::array{"changed"}}, {"standing", true}});
  post(officer, "/api/jobs/" + std::to_string(job.at("job_id").as_int64()) + "/cancel", {});
  note("a", "rule", get(officer, "/api/roster-rules").at("items").at(0).at("id").as_int64());
}

void World::make_own_things() {
  for (const auto* name : {"office for a purpose", "committee a", "officer a", "coordinator a1", "helper a"})
    note("mine:" + std::string(name), "upload",
         upload(actor(name), std::string(kHeader) + "何随身,,19900000009,,\n", "名单.csv"));
  const auto& committee = actor("committee a");
  json::array mapping;
  for (int column = 0; column < 4; ++column) {
    const char* fields[] = {"name", "document_number", "phone", "address"};
    mapping.push_back(Object{{"column", column}, {"field", fields[column]}});
  }
  note("mine:committee a", "import",
       post(committee, "/api/imports",
            {{"upload_id", id("mine:committee a", "upload")},
             {"kind", "residents"},
             {"mode", "all_or_nothing"},
             {"mapping", mapping}})
           .at("id")
           .as_int64());
  const auto& helper = actor("helper a");
  note("mine:helper a", "line",
       post(helper, "/api/pocket", {{"name", "何随身"}, {"phone", "19900000008"}}).at("id").as_int64());
  for (const auto& [name, format] : {std::pair{"office for a purpose", "csv"},
                                     std::pair{"committee a", "xlsx"}, std::pair{"station", "csv"}})
    note("mine:" + std::string(name), "job",
         post(actor(name), "/api/exports",
              {{"kind", "residents"}, {"format", format}, {"purpose", "data_quality"}})
             .at("id")
             .as_int64());
  run_jobs();
  note("the", "crosswalk",
       post(actor("office for a purpose"), "/api/grid-crosswalks",
            {{"areas_version_id", id("the", "areas")}, {"grids_version_id", id("the", "version")}})
           .at("crosswalk")
           .at("id")
           .as_int64());
}

void World::grow(std::string_view where) {
  const std::string area(where);
  const auto kept = values_;
  const auto sitting = sittings_[area];
  make_doors(area, {"104室"});
  make_records(area);
  make_requests(area);
  hand_in(area);
  values_ = kept;
  sittings_[area] = sitting;
}

}  // namespace weige::matrix
