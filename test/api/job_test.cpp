// One's own long work over HTTP: the list, one job, cancelling it, its file, and the events that tell that it
// moved.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "access/post_actions.h"
#include "http/event_topics.h"
#include "http/job_watch.h"
#include "http/long_work.h"
#include "jobs/job_actions.h"
#include "jobs/job_runner.h"
#include "support/databases.h"
#include "support/http/app.h"

namespace weige {
namespace job_test {

using access::Role;
using store::Transaction;
using testing_support::App;
using testing_support::Browser;
using testing_support::Client;

struct Worker {
  access::Actor actor;
  Browser browser;
};

class JobRoutes : public testing_support::BothEngines {
 protected:
  App& app() {
    if (!app_) app_ = std::make_unique<App>(db());
    return *app_;
  }
  Worker worker(Role role = Role::committee) {
    const auto login = "worker" + std::to_string(++workers_);
    const auto account = app().town().account(login, testing_support::kAppPassword);
    const auto post = app().town().post(role, access::kTown, account);
    auto browser = app().browser();
    EXPECT_EQ(browser.sign_in(login).status, 200);
    return {db().read([&](Transaction& tx) {
                  return access::Actor::resume(tx, system_clock()(), account, post.id, {});
                })
                .value(),
            std::move(browser)};
  }
  std::int64_t submit(const Worker& owner, const std::string& kind = "make") {
    return db()
        .write([&](Transaction& tx) -> Result<jobs::JobId> {
          return jobs::submit_job(
              tx,
              {.kind = kind,
               .input = "{}",
               .owner = {owner.actor.account().value, owner.actor.post().value, access::kTown.value},
               .title = "徐泾 1.csv"},
              system_clock()());
        })
        .value()
        .value;
  }
  void run() {
    jobs::JobRunner runner(db(), system_clock(), {.instance = "test"});
    runner.handle("make", [](jobs::JobContext& context) {
      return context.database().write([&](Transaction& tx) -> Done {
        WEIGE_CHECK(context.append_file(tx, "一,二\r\n"));
        WEIGE_CHECK(context.append_file(tx, "3,4\r\n"));
        return context.save(tx, "", {"writing", 2, 2});
      });
    });
    runner.handle("fail", [](jobs::JobContext&) -> Done { return problem(ProblemCode::too_long, "B7"); });
    while (runner.run_one()) {
    }
  }
  testing_support::ClientAnswer file(const Worker& who, std::int64_t id) {
    return Client(app().server().port())
        .ask({.target = "/api/jobs/" + std::to_string(id) + "/file",
              .headers = {{"Cookie", who.browser.cookie()}}});
  }

 private:
  std::unique_ptr<App> app_;
  int workers_ = 0;
};
WEIGE_BOTH_ENGINES(JobRoutes);

std::string path(std::int64_t id) {
  return "/api/jobs/" + std::to_string(id);
}

TEST_P(JobRoutes, ShowsOnesOwnNewestFirst) {
  auto me = worker();
  const auto first = submit(me), second = submit(me, "fail");
  run();
  const auto list = me.browser.get("/api/jobs").body.at("items").as_array();
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].at("id").as_int64(), second);
  EXPECT_EQ(list[0].at("state").as_string(), "failed");
  EXPECT_EQ(list[0].at("problem").at("code").as_string(), "too-long");
  EXPECT_EQ(list[0].at("problem").at("place").as_string(), "B7");
  const auto job = me.browser.get(path(first)).body.as_object();
  EXPECT_EQ(job, list[1].as_object());
  EXPECT_EQ(job.at("state").as_string(), "done");
  EXPECT_EQ(job.at("title").as_string(), "徐泾 1.csv");
  EXPECT_EQ(job.at("done").as_int64(), 2);
  EXPECT_TRUE(job.at("has_file").as_bool());
}

TEST_P(JobRoutes, GivesTheFileWithItsName) {
  auto me = worker();
  const auto id = submit(me);
  EXPECT_EQ(file(me, id).status, 404) << "not made yet";
  run();
  const auto answer = file(me, id);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "一,二\r\n3,4\r\n");
  EXPECT_EQ(answer.headers.get("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_EQ(answer.headers.get("Content-Disposition"),
            "attachment; filename*=UTF-8''%E5%BE%90%E6%B3%BE%201.csv");
  const auto audited = db().read([&](Transaction& tx) {
    return tx.scalar<int>(
        "SELECT COUNT(*) FROM audit_entry WHERE action = 'job.file.read' AND subject_id = $1", id);
  });
  EXPECT_EQ(audited, 1);
}

TEST_P(JobRoutes, AnswersAnothersJobAsAbsent) {
  auto me = worker(), other = worker();
  const auto id = submit(me);
  run();
  EXPECT_EQ(other.browser.get(path(id)).code(), "not-found");
  EXPECT_EQ(other.browser.post(path(id) + "/cancel").code(), "not-found");
  EXPECT_EQ(file(other, id).status, 404);
  EXPECT_TRUE(other.browser.get("/api/jobs").body.at("items").as_array().empty());
  EXPECT_EQ(app().browser().get("/api/jobs").code(), "not-signed-in");
}

TEST_P(JobRoutes, KeepsTheFileFromWhoNoLongerHoldsThePost) {
  auto me = worker();
  const auto second = app().town().post(Role::police_team, access::kTown, me.actor.account());
  const auto id = submit(me);
  run();
  ASSERT_EQ(file(me, id).status, 200);
  const auto admin = app().town().actor(Role::system_admin);
  ASSERT_TRUE(db().write([&](Transaction& tx) {
                    return access::end_post(tx, system_clock()(), admin, me.actor.post());
                  })
                  .ok());
  EXPECT_EQ(me.browser.get(path(id)).status, 200) << second.id.value << " is still held";
  EXPECT_EQ(file(me, id).status, 404);
}

TEST_P(JobRoutes, CancelsOnce) {
  auto me = worker();
  const auto id = submit(me);
  const auto answer = me.browser.post(path(id) + "/cancel");
  EXPECT_EQ(answer.status, 202);
  EXPECT_EQ(answer.body.at("state").as_string(), "cancelled");
  EXPECT_EQ(me.browser.post(path(id) + "/cancel").code(), "job-finished");
  run();
  EXPECT_EQ(me.browser.get(path(id)).body.at("state").as_string(), "cancelled");
}

// Whichever instance ran it: the watch knows only the table.
TEST_P(JobRoutes, TellsOpenPagesThatAJobMoved) {
  auto me = worker(), other = worker();
  http::JobWatch watch(db(), app().server().events(), system_clock());
  const auto mine = me.browser.listen();
  const auto others = other.browser.listen();
  watch.look();
  const auto id = submit(me);
  watch.look();
  EXPECT_NE(mine->read_until("\n\n").find("\"state\":\"waiting\""), std::string::npos);
  run();
  watch.look();
  watch.look();
  const auto ended = mine->read_until("\n\n");
  EXPECT_NE(ended.find("event: job\n"), std::string::npos);
  EXPECT_NE(ended.find("\"state\":\"done\""), std::string::npos);
  EXPECT_NE(ended.find("\"id\":" + std::to_string(id)), std::string::npos);
  submit(other, "fail");
  run();
  watch.look();
  const auto first_of_other = others->read_until("\n\n");
  EXPECT_EQ(first_of_other.find("\"id\":" + std::to_string(id)), std::string::npos);
  EXPECT_NE(first_of_other.find("请缩短"), std::string::npos) << "in the language of the page";
}

TEST_P(JobRoutes, TellsTheEndOfAJobThatBeganLongAgo) {
  auto me = worker();
  auto now = system_clock()();
  http::JobWatch watch(db(), app().server().events(), [&] { return now; });
  const auto mine = me.browser.listen();
  submit(me);
  watch.look();
  EXPECT_NE(mine->read_until("\n\n").find("waiting"), std::string::npos);
  now += std::chrono::hours{1};
  watch.look();
  run();
  watch.look();
  EXPECT_NE(mine->read_until("\n\n").find("\"state\":\"done\""), std::string::npos);
}

TEST_P(JobRoutes, RunsAndEndsWithTheServer) {
  auto me = worker();
  std::vector<std::string> lines;
  std::mutex mutex;
  http::LongWork work({.database = db(),
                       .events = app().server().events(),
                       .clock = system_clock(),
                       .log =
                           [&](std::string line) {
                             const std::lock_guard lock(mutex);
                             lines.push_back(std::move(line));
                           },
                       .instance = "here"});
  work.start();
  submit(me, "unknown kind");
  work.wake();
  work.stop();
  EXPECT_TRUE(lines.empty());
}

}  // namespace job_test
}  // namespace weige
