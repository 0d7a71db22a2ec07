// The access matrix on both engines: every route x role x relation of areas, account states, places of the
// id, against the real server over HTTP; no answer tells anything of an area that the actor does not cover,
// and nothing that happens there changes it (N7; boundaries 5 and 6). The long check asks about every area,
// by more actors, sixteen at a time: tools/checks/matrix.sh.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <thread>

#include "http/event_topics.h"
#include "http/routes.h"
#include "matrix/cells.h"
#include "matrix/residents.h"
#include "matrix/sums.h"
#include "support/databases.h"

namespace weige::matrix {
namespace matrix_test {

bool is_whole() {
  const char* wish = std::getenv("WEIGE_MATRIX");
  return wish && std::string_view(wish) == "whole";
}

class Matrix : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    world_.emplace(db());
  }

  // Asks all cells, as many at a time as there are askers; what is wrong, in their order.
  std::vector<std::string> ask(const std::vector<Cell>& cells, std::size_t askers) {
    std::vector<std::string> wrong(cells.size());
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < askers; ++i)
      threads.emplace_back([&] {
        Asker asker(*world_);
        for (auto at = next++; at < cells.size(); at = next++) try {
            wrong[at] = asker.check(cells[at]);
          } catch (const std::exception& error) {
            wrong[at] = std::string(cells[at].line->route) + ": " + error.what();
          }
      });
    for (auto& thread : threads) thread.join();
    std::erase(wrong, "");
    return wrong;
  }
  void ask_cells();
  void ask_streams();
  void look_at_sums();
  void walk_pages();
  void ask_residents();
  void compare_answers();
  const char* engine() const { return GetParam() == store::Engine::sqlite ? "sqlite" : "postgres"; }

  std::optional<World> world_;
};
WEIGE_BOTH_ENGINES(Matrix);

TEST(MatrixLines, AreOfEveryRouteAndOfNoOther) {
  std::set<std::string> lines{"GET /api/events"};  // Matrix::ask_streams
  const auto roles = static_cast<std::ptrdiff_t>(words(kColumns).size());
  for (const auto& line : all_lines()) {
    lines.emplace(line.route);
    EXPECT_EQ(std::ranges::count_if(line.who, [](char sign) { return sign != ' '; }), roles)
        << line.route << " " << line.who;
  }
  std::set<std::string> routes;
  const auto all = http::all_routes({.metrics = {}, .sign_in = {.clock = {}, .random = {}}});
  for (const auto& route : all.routes())
    routes.insert(std::string(http::name(route->method)) + " " + route->pattern);
  for (const auto& route : routes) EXPECT_TRUE(lines.contains(route)) << "no line: " << route;
  for (const auto& line : lines) EXPECT_TRUE(routes.contains(line)) << "no route: " << line;
}

void Matrix::ask_cells() {
  const auto lines = all_lines();
  world_->server().rehearse();
  auto cells = cells_of(*world_, lines, is_whole() ? Areas::all : Areas::a_relation_each);
  for (auto& cell : state_cells(*world_, lines)) cells.push_back(std::move(cell));
  std::set<const Line*> asked;
  for (const auto& cell : cells) asked.insert(cell.line);
  for (const auto& line : lines)
    EXPECT_TRUE(asked.contains(&line)) << line.route << " " << line.ask << line.body;
  const auto last =
      std::stable_partition(cells.begin(), cells.end(), [](const Cell& cell) { return !cell.line->keeps; });
  const std::vector<Cell> kept(last, cells.end());
  cells.erase(last, cells.end());
  auto wrong = ask(cells, is_whole() ? 16 : 4);
  for (auto& more : ask(kept, 1)) wrong.push_back(std::move(more));
  for (const auto& each : wrong) ADD_FAILURE() << each;
  EXPECT_EQ(world_->server().faults(), std::vector<std::string>{});
  std::printf("matrix: %zu cells, %zu wrong or leaking, %s\n", cells.size() + kept.size(), wrong.size(),
              engine());
}

// A refusal has a number of its own each time.
std::string told(const testing_support::ClientAnswer& answer) {
  return answer.status == 200 ? answer.body : std::to_string(answer.status);
}

// Lists, counts, sums and orders: what is added where somebody covers nothing changes no answer to them.
void Matrix::compare_answers() {
  const auto lines = all_lines();
  std::vector<Cell> cells;
  for (const auto& line : lines) {
    const bool reads = line.route.starts_with("GET ") || line.route == "POST /api/search";
    if (names_an_area(line) || !reads || line.varies || line.ok != 200) continue;
    for (const auto& actor : world_->actors()) {
      const Cell cell{.line = &line, .actor = &actor};
      const bool runs_the_house =
          actor.line.role == access::Role::system_admin || actor.line.role == access::Role::security_admin;
      if (fits(*world_, cell) && !runs_the_house) cells.push_back(cell);
    }
  }
  world_->server().act();
  std::size_t compared = 0;
  for (const std::string_view grown : {"b1", "a2"}) {
    Asker asker(*world_);
    std::vector<std::string> before;
    for (const auto& cell : cells) before.push_back(told(asker.ask(cell)));
    world_->grow(grown);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (names(cells[i].actor->line.covers, grown)) continue;
      ++compared;
      EXPECT_EQ(told(asker.ask(cells[i])), before[i])
          << cells[i].line->route << " " << cells[i].line->ask << " by " << cells[i].actor->line.name;
    }
  }
  EXPECT_GT(compared, 300u);
  std::printf("matrix: %zu answers compared, %s\n", compared, engine());
}

struct Change {
  std::string_view record, path, body;
  std::string_view readers;  // signs as in lines
};
constexpr Change kChanges[] = {
    {"premises", "PATCH /api/premises/{premises}", R"({"owner_name":"张房东"})", ". + .. +++ +++ .. ..."},
    {"person", "PATCH /api/persons/{person}", R"({"fields":{"phone":"19900000007"}})",
     ". + .. +++ +++ .. ..."},
    {"organisation", "PATCH /api/organisations/{organisation}", R"({"fields":{"contact_name":"吴"}})",
     ". + .. +++ +++ .. ..."}};

bool may_read(const Change& change, const Actor& actor, std::string_view area) {
  const auto columns = words(kColumns);
  const auto column = std::ranges::find(columns, access::code(actor.line.role)) - columns.begin();
  std::string signs(change.readers);
  std::erase(signs, ' ');
  return signs.at(static_cast<std::size_t>(column)) == '+' && names(actor.line.covers, area);
}

// The stream of an open page: changes of what the post covers and the role may read, and nothing else.
void Matrix::ask_streams() {
  std::vector<std::unique_ptr<testing_support::Client>> streams;
  for (const auto& actor : world_->actors()) {
    streams.push_back(std::make_unique<testing_support::Client>(world_->server().port()));
    streams.back()->send(
        "GET /api/events HTTP/1.1\r\nHost: test\r\nLast-Event-ID: none\r\nCookie: weige_session=" +
        actor.token + "\r\n\r\n");
    ASSERT_NE(streams.back()->read_until("event: reset\ndata: {}\n\n").find(" 200 "), std::string::npos)
        << actor.line.name;
  }
  world_->server().rehearse();
  Asker asker(*world_);
  for (const auto area : kDoorAreas)
    for (const auto& change : kChanges) {
      const std::string_view target = change.path.substr(change.path.find(' ') + 1);
      const Line line(change.path, "", target, change.body, At{change.record});
      const auto answer = asker.ask(
          {.line = &line, .actor = &world_->actor("office for a purpose"), .area = std::string(area)});
      EXPECT_EQ(answer.status, 200) << answer.body;
    }
  const auto& actors = world_->actors();
  for (std::size_t i = 0; i < actors.size(); ++i) {
    const auto topic =
        actors[i].post.value == 0 ? http::account_topic(actors[i].account) : http::post_topic(actors[i].post);
    world_->server().events().publish({.topic = topic, .name = "end", .data = "{}"});
    const auto told = streams[i]->read_until("event: end\n");
    for (const auto area : kDoorAreas)
      for (const auto& change : kChanges) {
        const auto id = "\"id\":" + world_->value(area, change.record).value() + "}";
        EXPECT_EQ(told.find(id) != told.npos, may_read(change, actors[i], area))
            << actors[i].line.name << " of " << area << ": " << change.record << "\n"
            << told;
      }
  }
}

void Matrix::look_at_sums() {
  const auto seen = sums_seen(*world_);
  EXPECT_EQ(seen.wrong, std::vector<std::string>{});
  EXPECT_GE(seen.readers, 10);
}

// Pages of one: every one but the first has its hit. A page beyond the last would tell that there is somebody
// whom one does not cover, though it names nobody.
void Matrix::walk_pages() {
  const boost::json::object by_name{{"text", "周"}, {"kinds", boost::json::array{"person"}}, {"limit", 1}};
  const boost::json::object sorted{
      {"text", ""}, {"kinds", boost::json::array{"person"}}, {"sort", "name"}, {"limit", 1}};
  int walks = 0;
  for (const auto& actor : world_->actors())
    for (auto search : {by_name, sorted}) {
      std::set<std::int64_t> seen;
      for (bool more = true, first = true; more; first = false) {
        const auto answer = world_->ask(actor, {.method = "POST",
                                                .target = "/api/search",
                                                .headers = {{"Content-Type", "application/json"}},
                                                .body = boost::json::serialize(search)});
        if (answer.status != 200) break;
        const auto page = boost::json::parse(answer.body).as_object();
        const auto& hits = page.at("items").as_array();
        EXPECT_TRUE(hits.size() == 1 || (first && hits.empty()))
            << actor.line.name << " " << boost::json::serialize(search) << " " << answer.body;
        for (const auto& hit : hits) EXPECT_TRUE(seen.insert(hit.at("id").as_int64()).second);
        more = page.contains("next_cursor");
        if (more) search["cursor"] = page.at("next_cursor");
      }
      walks += !seen.empty();
    }
  EXPECT_GE(walks, 16);
}

void Matrix::ask_residents() {
  world_->server().rehearse();
  const auto seen = ask_as_residents(*world_);
  EXPECT_EQ(seen.wrong, std::vector<std::string>{});
  EXPECT_GT(seen.asked, 500);
  std::printf("matrix: %d questions of residents, %zu wrong or leaking, %s\n", seen.asked, seen.wrong.size(),
              engine());
}

// One town for all of it: nothing of what is asked stays, but for what is added at the end.
TEST_P(Matrix, AnswersAsWrittenAndTellsNothingOfOthers) {
  ask_cells();
  ask_streams();
  ask_residents();
  look_at_sums();
  walk_pages();
  compare_answers();
}

}  // namespace matrix_test
}  // namespace weige::matrix
