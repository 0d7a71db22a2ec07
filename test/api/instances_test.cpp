// Live events between instances that share one PostgreSQL database: what one commits, pages that hang on
// another hear; nothing else. SQLite has one instance.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/access_calls.h"
#include "http/background.h"
#include "http/event_relay.h"
#include "http/routes.h"
#include "http/telling_store.h"
#include "store/notices.h"
#include "support/databases.h"
#include "support/http/app.h"

namespace weige::testing_support {
namespace instances_test {

using namespace std::chrono_literals;
using access::Role;
using http::telling_event;

constexpr const char* kSignedOut = "event: signed_out\ndata: {}\n\n";

http::Telling change(const char* data, std::string topic = "post:1") {
  return telling_event("change", data, {std::move(topic)});
}

class Instances : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    relay_.emplace(scratch().url(), there_);
    relay_->look(0ms);  // hears from here on
    page_ = there_.listen({.topics = {"post:1"}}, [] {});
  }
  static std::string taken(http::Listener& listener) {
    std::string out;
    for (const auto& frame : listener.take().frames) out += *frame;
    return out;
  }
  // What the page at the other instance is told next; "" where nothing comes.
  std::string heard() {
    for (int i = 0; i < 20; ++i) {
      if (auto text = taken(*page_); !text.empty()) return text.substr(text.find("event: "));
      relay_->look(1s);
    }
    return "";
  }
  void announce(const http::Telling& telling, std::string_view from = "here") {
    http::announce(db(), from, {&telling, 1});
  }
  // Ends the session that hears, as a restart of the database would.
  void end_hearing() {
    const auto ended = db().read([](store::Transaction& tx) {
      return tx.scalar<std::int64_t>(
          "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() "
          "AND "
          "query LIKE 'LISTEN %'");
    });
    ASSERT_EQ(ended, 1);
  }
  // Whether a look tells that the session was lost.
  bool notices_the_loss() {
    for (int i = 0; i < 20; ++i) {
      try {
        relay_->look(1s);
      } catch (const store::DatabaseError&) {
        return true;
      }
    }
    return false;
  }

  http::EventHub there_{"there"};
  std::optional<http::EventRelay> relay_;
  std::shared_ptr<http::Listener> page_;
};
INSTANTIATE_TEST_SUITE_P(On, Instances, testing::Values(store::Engine::postgres),
                         [](const auto&) { return "Postgres"; });

TEST_P(Instances, HearAfterTheCommitAndNotBefore) {
  const auto other = store::Database::open(scratch().url()).value();
  const auto first = change("1"), second = change("2");
  const auto written = db().write([&](store::Transaction& tx) -> Result<int> {
    http::announce(tx, "here", {&first, 1});
    http::announce(*other, "elsewhere", {&second, 1});  // what another has committed meanwhile
    EXPECT_EQ(heard(), "event: change\ndata: 2\n\n");
    return 0;
  });
  ASSERT_TRUE(written);
  EXPECT_EQ(heard(), "event: change\ndata: 1\n\n");
}

TEST_P(Instances, HearNothingOfWhatIsRolledBack) {
  const auto undone = change("1");
  const auto refused = db().write([&](store::Transaction& tx) -> Result<int> {
    http::announce(tx, "here", {&undone, 1});
    return problem(ProblemCode::version_conflict);
  });
  ASSERT_FALSE(refused);
  announce(change("2"));
  EXPECT_EQ(heard(), "event: change\ndata: 2\n\n");
}

TEST_P(Instances, TellOnlyWhomItConcerns) {
  const auto other = there_.listen({.topics = {"post:2"}}, [] {});
  announce(change("1"));
  EXPECT_EQ(heard(), "event: change\ndata: 1\n\n");
  EXPECT_EQ(taken(*other), "");
}

TEST_P(Instances, DoNotRepeatWhatTheyToldThemselves) {
  announce(change("1"), "there");
  announce(change("2"));
  EXPECT_EQ(heard(), "event: change\ndata: 2\n\n");
}

TEST_P(Instances, PassOverWhatTheyDoNotKnow) {
  (void)db().write([](store::Transaction& tx) -> Result<int> {
    store::notify(tx, http::kTellingsChannel, "hello");
    return 0;
  });
  announce(change("2"));
  EXPECT_EQ(heard(), "event: change\ndata: 2\n\n");
}

// Ids of one register mean others in the next.
TEST_P(Instances, OfAnotherRegisterInTheSameDatabaseAreNotHeard) {
  (void)db().write([](store::Transaction& tx) -> Result<int> {
    tx.exec("SET LOCAL search_path TO information_schema");
    http::announce(tx, "here", std::vector{change("1")});
    return 0;
  });
  announce(change("2"));
  EXPECT_EQ(heard(), "event: change\ndata: 2\n\n");
}

TEST_P(Instances, ReadAgainAfterALostSessionAndHearAgain) {
  end_hearing();
  ASSERT_TRUE(notices_the_loss());
  announce(change("missed"));
  EXPECT_EQ(heard(), "event: reset\ndata: {}\n\n");
  announce(change("2"));
  EXPECT_EQ(heard(), "event: change\ndata: 2\n\n");
}

TEST_P(Instances, TellOnceThatTheDatabaseIsAway) {
  http::EventRelay lost("postgres://nobody@127.0.0.1:1/none", there_);
  EXPECT_THROW(lost.look(0ms), store::DatabaseError);
  EXPECT_NO_THROW(lost.look(0ms));
}

// Two servers, people signed in at both: the cookie is good at either.
class TwoServers : public Instances {
 protected:
  void SetUp() override {
    Instances::SetUp();
    if (IsSkipped()) return;
    app_.emplace(db());
    std::vector<http::Route> routes;
    const auto table = http::all_routes({});
    for (const auto& route : table.routes()) routes.push_back(*route);
    second_.emplace(TestServerParts{.database = db(),
                                    .routes = std::move(routes),
                                    .access = http::access_calls(kNoFactorNeeded),
                                    .run = "second"});
    relay_.emplace(scratch().url(), second_->events());
    relay_->look(0ms);
    hearing_.every(10ms, "events of other instances", [this] { relay_->look(250ms); });
    hearing_.start();
  }
  std::unique_ptr<Client> listen_at_second(const Browser& browser) {
    return browser.at(second_->port()).listen();
  }
  std::optional<App> app_;
  std::optional<TestServer> second_;
  http::Background hearing_{[](auto, auto what) { ADD_FAILURE() << what; }};
};
INSTANTIATE_TEST_SUITE_P(On, TwoServers, testing::Values(store::Engine::postgres),
                         [](const auto&) { return "Postgres"; });

TEST_P(TwoServers, AMessageToATeamReachesItsPagesAndNobodyElses) {
  const auto north = app_->town().area(access::AreaKind::committee, "310118106001").id;
  const auto south = app_->town().area(access::AreaKind::committee, "310118106002").id;
  const auto grid = app_->town().area(access::AreaKind::grid, "north-1", north).id;
  auto leader = app_->signed_in(Role::grid_leader, grid);
  auto officer = app_->signed_in(Role::community_officer, north);
  auto stranger = app_->signed_in(Role::community_officer, south);
  const auto page = listen_at_second(officer), strange_page = listen_at_second(stranger);
  const auto path = "/api/teams/" + std::to_string(grid.value) + "/messages";
  ASSERT_EQ(leader.post(path, {{"text", "晚上七点在居委会碰头"}}).status, 201);
  const auto told = "event: team\ndata: {\"grid_id\":" + std::to_string(grid.value) + "}\n\n";
  EXPECT_NE(page->read_until(told).find(told), std::string::npos);
  ASSERT_EQ(stranger.del("/api/session").status, 204);
  EXPECT_EQ(strange_page->read_until("\n\n"), kSignedOut);
  EXPECT_TRUE(strange_page->ended());
}

}  // namespace instances_test
}  // namespace weige::testing_support
