// The endpoint without a socket, on both engines: transactions, submissions, readings, refusals.
#include "http/endpoint.h"
#include "http/idempotency_store.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <future>

#include "support/databases.h"

namespace weige::http {
namespace endpoint_test {

class EndpointTest : public testing_support::BothEngines {
 protected:
  Response handle(Route route, Request request) {
    ReadingCommitter readings(db(), access_, [](std::string_view) {});
    const Endpoint endpoint({.database = db(),
                             .access = access_,
                             .readings = readings,
                             .events = events_,
                             .clock = system_clock(),
                             .fault = [](std::string_view, std::string_view) {},
                             .timed = [](DatabaseWork, double) {}});
    std::promise<Response> answered;
    endpoint.handle(request, route,
                    [&](Handled handled) { answered.set_value(std::move(handled.response)); });
    return answered.get_future().get();
  }
  static Request submission(std::string key, std::string body) {
    Request request{.method = Method::post, .path = "/api/notes"};
    request.headers.add("X-Weige", "1");
    if (!key.empty()) request.headers.add("Idempotency-Key", std::move(key));
    request.body = std::move(body);
    return request;
  }
  // Adds a row somewhere: the claim table itself serves, under an account that nobody is.
  static void add_row(store::Transaction& tx, const std::string& key) {
    tx.exec(
        "INSERT INTO idempotent_answer (id, account_id, key, body_hash, created_at) VALUES ($1, 77, $2, '', "
        "$3)",
        tx.next_id(), key, system_clock()());
  }
  std::int64_t rows() {
    return db().read([](store::Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT count(*) FROM idempotent_answer WHERE account_id = 77");
    });
  }
  static std::string code_of(const Response& response) {
    return std::string(boost::json::parse(std::get<std::string>(response.body)).at("code").as_string());
  }

  AccessCalls access_{
      .find_session = [](store::Transaction&, std::string_view, Instant) -> Result<access::Session> {
        return problem(ProblemCode::not_signed_in);
      },
      .touch_session = {},
      .audit_readings = {},
      .may = {}};
  EventHub events_{"run"};
};

TEST_P(EndpointTest, CommitsAnswersAndRollsProblemsBack) {
  const auto write = [&](Done outcome) {
    return handle({Method::post, "/x", Open{},
                   [&](Call& call) -> Result<Response> {
                     add_row(call.tx(), std::to_string(call.tx().next_id()));
                     WEIGE_CHECK(outcome);
                     return no_content();
                   }},
                  submission("", ""));
  };
  EXPECT_EQ(write(done()).status, 204);
  EXPECT_EQ(rows(), 1);
  EXPECT_EQ(write(problem(ProblemCode::version_conflict)).status, 412);
  EXPECT_EQ(rows(), 1);
}

TEST_P(EndpointTest, RollsExceptionsBack) {
  const Route route{Method::post, "/x", Open{}, [&](Call& call) -> Result<Response> {
                      add_row(call.tx(), "a");
                      throw std::runtime_error("bug");
                    }};
  EXPECT_EQ(code_of(handle(route, submission("", ""))), "internal");
  EXPECT_EQ(rows(), 0);
}

TEST_P(EndpointTest, TellsOpenPagesOnlyWhatWasCommitted) {
  const auto page = events_.listen({.topics = {"post:1"}}, [] {});
  const auto tell = [&](Done outcome, Keeping keeping, Work work) {
    const Route route{Method::post,
                      "/x",
                      Open{},
                      [&](Call& call) -> Result<Response> {
                        call.keeping = keeping;
                        call.tellings.push_back(telling_event("change", "{}", {"post:1"}));
                        WEIGE_CHECK(outcome);
                        return no_content();
                      },
                      {.work = work}};
    (void)handle(route, submission("", ""));
    return page->take().frames.size();
  };
  EXPECT_EQ(tell(done(), Keeping::everything, Work::by_method), 1u);
  EXPECT_EQ(tell(done(), Keeping::everything, Work::own), 1u);
  EXPECT_EQ(tell(problem(ProblemCode::version_conflict), Keeping::everything, Work::by_method), 0u);
  EXPECT_EQ(tell(done(), Keeping::nothing, Work::by_method), 0u);
}

TEST_P(EndpointTest, TurnsDatabaseFailuresIntoProblems) {
  const auto failing = [&](store::Failure failure) {
    return handle({Method::get, "/x", Open{},
                   [&](Call&) -> Result<Response> { throw store::DatabaseError(failure, "no"); }},
                  {})
        .status;
  };
  EXPECT_EQ(failing(store::Failure::unavailable), 503);
  EXPECT_EQ(failing(store::Failure::disk_full), 503);
  EXPECT_EQ(failing(store::Failure::unique), 412);
  EXPECT_EQ(failing(store::Failure::bug), 500);
}

TEST_P(EndpointTest, GivesASubmissionOneEffectAndOneAnswer) {
  int runs = 0;
  const Route route{Method::post,
                    "/api/notes",
                    Open{},
                    [&](Call& call) -> Result<Response> {
                      ++runs;
                      add_row(call.tx(), std::to_string(call.tx().next_id()));
                      auto response = json_response(201, {{"id", runs}});
                      response.headers.add("Location", "/api/notes/1");
                      return response;
                    },
                    {.idempotency = Idempotency::required}};
  const auto first = handle(route, submission("key-0001", "a"));
  const auto again = handle(route, submission("key-0001", "a"));
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(rows(), 1);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(std::get<std::string>(again.body), std::get<std::string>(first.body));
  EXPECT_EQ(again.headers.get("Location"), "/api/notes/1");
  EXPECT_EQ(code_of(handle(route, submission("key-0001", "b"))), "idempotency-mismatch");
  EXPECT_EQ(handle(route, submission("key-0002", "a")).status, 201);
  EXPECT_EQ(code_of(handle(route, submission("", "a"))), "missing-field");
  EXPECT_EQ(code_of(handle(route, submission("short", "a"))), "bad-request");
}

TEST_P(EndpointTest, ForgetsAnswersADayLaterThoughNobodySubmits) {
  const auto after = [this](std::chrono::hours hours) {
    (void)db().write([&](store::Transaction& tx) -> Result<int> {
      forget_old_answers(tx, system_clock()() + hours);
      return 0;
    });
    return rows();
  };
  (void)db().write([](store::Transaction& tx) -> Result<int> {
    add_row(tx, "key-0003");
    return 0;
  });
  EXPECT_EQ(after(std::chrono::hours{23}), 1);
  EXPECT_EQ(after(std::chrono::hours{25}), 0);
}

TEST_P(EndpointTest, LetsARefusedSubmissionBeSentAgain) {
  bool refuse = true;
  const Route route{Method::post,
                    "/api/notes",
                    Open{},
                    [&](Call&) -> Result<Response> {
                      if (refuse) return problem(ProblemCode::bad_request);
                      return no_content();
                    },
                    {.idempotency = Idempotency::required}};
  EXPECT_EQ(handle(route, submission("key-0001", "a")).status, 400);
  refuse = false;
  EXPECT_EQ(handle(route, submission("key-0001", "a")).status, 204);
}

TEST_P(EndpointTest, RefusesBeforeTheHandlerRuns) {
  int runs = 0;
  const auto counted = [&](Call&) -> Result<Response> { return ++runs, no_content(); };
  EXPECT_EQ(code_of(handle({Method::post, "/x", Open{}, counted}, {.method = Method::post})), "cross-site");
  EXPECT_EQ(code_of(handle({Method::get, "/x", SignedIn{}, counted}, {})), "not-signed-in");
  EXPECT_EQ(code_of(handle({Method::post, "/x", Open{}, counted, {.if_match = IfMatch::required}},
                           submission("", ""))),
            "version-required");
  EXPECT_EQ(runs, 0);
}

TEST_P(EndpointTest, RunsWhatFollowsOnlyAfterACommit) {
  int told = 0;
  const auto write = [&](Done outcome) {
    handle({Method::post, "/x", Open{},
            [&](Call& call) -> Result<Response> {
              call.after_commit.emplace_back([&] { ++told; });
              WEIGE_CHECK(outcome);
              return no_content();
            }},
           submission("", ""));
  };
  write(problem(ProblemCode::bad_request));
  EXPECT_EQ(told, 0);
  write(done());
  EXPECT_EQ(told, 1);
}

TEST_P(EndpointTest, AnswersAPreviewAndKeepsNothing) {
  const Route route{Method::post,
                    "/api/notes",
                    Open{},
                    [&](Call& call) -> Result<Response> {
                      add_row(call.tx(), "a");
                      call.keeping = Keeping::nothing;
                      return json_response(200, {{"preview", true}});
                    },
                    {.idempotency = Idempotency::required}};
  EXPECT_EQ(handle(route, submission("key-0001", "a")).status, 200);
  EXPECT_EQ(rows(), 0);
  EXPECT_EQ(handle(route, submission("key-0001", "b")).status, 200);  // the key was not used up
}

TEST_P(EndpointTest, TakesTheTagOfAVersionForNoProofOfTheWholePage) {
  const auto read = [&](std::string cache) {
    Request request{.method = Method::get, .path = "/x"};
    request.headers.add("If-None-Match", "\"1\"");
    return handle({Method::get, "/x", Open{},
                   [&](Call&) -> Result<Response> {
                     auto response = json_response(200, {{"id", 1}});
                     response.headers.add("ETag", "\"1\"");
                     if (!cache.empty()) response.headers.add("Cache-Control", cache);
                     return response;
                   }},
                  request)
        .status;
  };
  EXPECT_EQ(read(""), 304);
  EXPECT_EQ(read("no-store"), 200);
}

WEIGE_BOTH_ENGINES(EndpointTest);

}  // namespace endpoint_test
}  // namespace weige::http
