// The transport over real sockets: limits, keep-alive, conditional and compressed answers, uploads, streams,
// stopping.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <future>

#include "http/compression.h"
#include "support/databases.h"
#include "support/http/client.h"
#include "support/http/server.h"

namespace weige::http {
namespace transport_test {

using testing_support::Client;
using testing_support::ClientAnswer;
using testing_support::post;
using testing_support::ScratchDatabase;
using testing_support::TestServer;

std::string code_of(const ClientAnswer& answer) {
  return std::string(boost::json::parse(answer.body).at("code").as_string());
}

Result<Response> hello(Call&) {
  return text_response(200, "hello");
}

Result<Response> echo(Call& call) {
  return text_response(200, std::to_string(call.request.body.size()));
}

Result<Response> upload(Call& call) {
  std::ifstream in("/proc/self/fd/" + std::to_string(call.request.upload->descriptor), std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(in), {}};
  return text_response(200, std::to_string(content.size()) + " " + call.request.upload->sha256);
}

Result<Response> big(Call&) {
  boost::json::array out;
  for (int i = 0; i < 1000; ++i) out.push_back("明珠路88弄");
  auto response = json_response(200, out);
  response.headers.add("ETag", "\"7\"");
  return response;
}

Result<Response> stream(Call&) {
  Response response{.body = EventStream{.topics = {"t"}, .session = 5}};
  response.headers.add("Content-Type", "text/event-stream");
  return response;
}

Result<Response> fail(Call&) {
  throw std::runtime_error("the secret of the house");
}

class Transport : public testing::Test {
 protected:
  static std::vector<Route> routes() {
    const RouteOptions no_tx{.work = Work::own};
    return {{Method::get, "/api/hello", Open{}, hello, no_tx},
            {Method::post, "/api/echo", Open{}, echo, {.work = Work::own, .body_limit = 1000}},
            {Method::post, "/api/upload", Open{}, upload, {.work = Work::own, .upload_limit = 2'000'000}},
            {Method::get, "/api/big", Open{}, big, no_tx},
            {Method::get, "/api/stream", Open{}, stream, no_tx},
            {Method::get, "/api/fail", Open{}, fail, no_tx}};
  }
  static ServerOptions brisk() {
    ServerOptions options;
    options.tick = Milliseconds{5};
    return options;
  }
  std::unique_ptr<TestServer> serve(ServerOptions options = brisk()) {
    return std::make_unique<TestServer>(
        testing_support::TestServerParts{.database = database_.db(), .routes = routes(), .options = options});
  }

  ScratchDatabase database_{store::Engine::sqlite};
};

TEST_F(Transport, AnswersSeveralRequestsOnOneConnection) {
  const auto server = serve();
  Client client(server->port());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.get("/api/hello").body, "hello");
  client.send(
      "GET /api/hello HTTP/1.1\r\nHost: a\r\n\r\nGET /api/hello HTTP/1.1\r\nHost: a\r\nConnection: "
      "close\r\n\r\n");
  EXPECT_EQ(client.read_answer().body, "hello");
  EXPECT_EQ(client.read_answer().body, "hello");
  EXPECT_TRUE(client.ended());
}

TEST_F(Transport, HeadHasTheLengthButNoBody) {
  const auto server = serve();
  Client client(server->port());
  const auto head = client.ask({.method = "HEAD", .target = "/api/hello"});
  EXPECT_EQ(head.headers.get("Content-Length"), "5");
  EXPECT_EQ(client.get("/api/hello").body, "hello");
}

TEST_F(Transport, TellsUnknownPathsAndMethods) {
  const auto server = serve();
  Client client(server->port());
  const auto unknown = client.get("/api/nothing");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(unknown.headers.get("Content-Type"), "application/problem+json");
  EXPECT_EQ(code_of(unknown), "not-found");
  const auto wrong = client.ask(post("/api/hello", "{}"));
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.headers.get("Allow"), "GET, HEAD");
}

TEST_F(Transport, SpeaksTheLanguageAskedFor) {
  const auto server = serve();
  Client client(server->port());
  const auto english = client.ask({.target = "/api/x", .headers = {{"Accept-Language", "fr, en;q=0.8"}}});
  EXPECT_EQ(english.headers.get("Content-Language"), "en");
  const auto chosen = client.ask(
      {.target = "/api/x", .headers = {{"Accept-Language", "en"}, {"Cookie", "weige_language=zh"}}});
  EXPECT_EQ(chosen.headers.get("Content-Language"), "zh-CN");
}

TEST_F(Transport, CarriesSecurityHeadersEverywhere) {
  const auto server = serve();
  Client client(server->port());
  const auto answer = client.get("/api/hello");
  EXPECT_NE(answer.headers.get("Content-Security-Policy").find("frame-ancestors 'none'"),
            std::string_view::npos);
  EXPECT_EQ(answer.headers.get("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer.headers.get("Cache-Control"), "no-store");
}

TEST_F(Transport, RefusesTooLargeHeaders) {
  const auto server = serve();
  Client client(server->port());
  client.send("GET /api/hello HTTP/1.1\r\nHost: a\r\nX-Long: " + std::string(40'000, 'x') + "\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 431);
  EXPECT_TRUE(client.ended());
}

TEST_F(Transport, RefusesWhatIsNoHttp) {
  const auto server = serve();
  for (const auto* bytes :
       {"nonsense\r\n\r\n", "GET /a%2 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", "GET /%2e%2e/x HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc"}) {
    Client client(server->port());
    client.send(bytes);
    EXPECT_EQ(client.read_answer().status, 400) << bytes;
  }
}

TEST_F(Transport, RefusesTooLargeBodiesBeforeAndWhileReading) {
  const auto server = serve();
  Client announced(server->port());
  const auto refused = announced.ask(post("/api/echo", std::string(1001, 'x')));
  EXPECT_EQ(refused.status, 413);
  EXPECT_EQ(code_of(refused), "payload-too-large");
  Client chunked(server->port());
  chunked.send(
      "POST /api/echo HTTP/1.1\r\nHost: a\r\nX-Weige: 1\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" +
      std::string(1001, 'x') + "\r\n0\r\n\r\n");
  EXPECT_EQ(chunked.read_answer().status, 413);
  Client fitting(server->port());
  EXPECT_EQ(fitting.ask(post("/api/echo", std::string(1000, 'x'))).body, "1000");
  EXPECT_EQ(fitting.get("/api/hello").status, 200);
}

TEST_F(Transport, AnswersExpectationsBeforeTheBody) {
  const auto server = serve();
  Client client(server->port());
  client.send(
      "POST /api/echo HTTP/1.1\r\nHost: a\r\nX-Weige: 1\r\nExpect: 100-continue\r\nContent-Length: "
      "3\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  EXPECT_EQ(client.read_answer().body, "3");
}

TEST_F(Transport, StreamsUploadsToAFileInMemoryAndNoneOnTheDisk) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("weige-http-test-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  auto options = brisk();
  options.upload_folder = folder;
  {
    const auto server = serve(options);
    Client client(server->port());
    const auto answer =
        client.ask(post("/api/upload", std::string(1'000'000, 'a'), "application/octet-stream"));
    EXPECT_EQ(answer.body, "1000000 cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    EXPECT_EQ(client.ask(post("/api/upload", std::string(2'000'001, 'a'))).status, 413);
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
}

TEST_F(Transport, EndsSlowHeadersAndSlowBodies) {
  auto options = brisk();
  options.header_time = Milliseconds{60};
  options.body_time = Milliseconds{60};
  const auto server = serve(options);
  Client header(server->port());
  header.send("GET /api/hello HTTP/1.1\r\nHo");
  EXPECT_EQ(header.read_answer().status, 408);
  Client body(server->port());
  body.send("POST /api/echo HTTP/1.1\r\nHost: a\r\nX-Weige: 1\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(body.read_answer().status, 408);
  Client silent(server->port());
  EXPECT_TRUE(silent.ended());
}

TEST_F(Transport, RefusesConnectionsAboveTheLimit) {
  auto options = brisk();
  options.connections = 1;
  const auto server = serve(options);
  Client first(server->port());
  EXPECT_EQ(first.get("/api/hello").status, 200);
  Client second(server->port());
  EXPECT_EQ(second.read_answer().status, 503);
}

TEST_F(Transport, CompressesLargeAnswersWhenAccepted) {
  const auto server = serve();
  Client client(server->port());
  const auto plain = client.get("/api/big");
  const auto packed = client.ask({.target = "/api/big", .headers = {{"Accept-Encoding", "br, gzip"}}});
  EXPECT_EQ(packed.headers.get("Content-Encoding"), "gzip");
  EXPECT_EQ(packed.body, gzip(plain.body, GzipEffort::fast));
  EXPECT_LT(packed.body.size() * 10, plain.body.size());
}

TEST_F(Transport, AnswersNotModified) {
  const auto server = serve();
  Client client(server->port());
  const auto same = client.ask({.target = "/api/big", .headers = {{"If-None-Match", "\"6\", W/\"7\""}}});
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(client.ask({.target = "/api/big", .headers = {{"If-None-Match", "\"8\""}}}).status, 200);
}

TEST_F(Transport, HidesWhatFailedInsideAndLogsIt) {
  const auto server = serve();
  Client client(server->port());
  const auto answer = client.get("/api/fail?phone=13800000000");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body.find("secret"), std::string::npos);
  const auto trace = std::string(boost::json::parse(answer.body).at("trace").as_string());
  const auto lines = server->log_lines();
  ASSERT_FALSE(lines.empty());
  EXPECT_NE(lines.front().find("the secret of the house"), std::string::npos);
  EXPECT_NE(lines.front().find(trace), std::string::npos);
}

TEST_F(Transport, LogsHoldNeitherQueriesNorBodiesNorPaths) {
  const auto server = serve();
  Client client(server->port());
  client.get("/api/hello?phone=13800000000");
  client.get("/api/nothing/13800000000");
  client.ask(post("/api/echo", "13800000000"));
  server->server().stop();
  const auto lines = server->log_lines();
  EXPECT_EQ(lines.size(), 3u);
  for (const auto& line : lines) EXPECT_EQ(line.find("13800000000"), std::string::npos) << line;
  EXPECT_EQ(server->metrics().text({}).find("13800000000"), std::string::npos);
}

TEST_F(Transport, DeliversEventsAndEndsStreamsWithTheSession) {
  const auto server = serve();
  Client client(server->port());
  client.send("GET /api/stream HTTP/1.1\r\nHost: a\r\nLast-Event-ID: run-0\r\n\r\n");
  EXPECT_EQ(client.read_answer().headers.get("Content-Type"), "text/event-stream");
  server->events().publish({"t", "job", "{\"id\":1}"});
  EXPECT_EQ(client.read_until("\n\n"), "id: run-1\nevent: job\ndata: {\"id\":1}\n\n");
  server->events().close_session(5);
  EXPECT_EQ(client.read_until("\n\n"), "event: signed_out\ndata: {}\n\n");
  EXPECT_TRUE(client.ended());
}

TEST_F(Transport, KeepsSilentStreamsAliveWithComments) {
  auto options = brisk();
  options.heartbeat = Milliseconds{20};
  const auto server = serve(options);
  Client client(server->port());
  client.send("GET /api/stream HTTP/1.1\r\nHost: a\r\n\r\n");
  client.read_answer();
  EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
  EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
}

TEST_F(Transport, StopsWhenRunningRequestsAreAnswered) {
  std::promise<void> entered, release;
  std::vector<Route> slow{{Method::get,
                           "/api/slow",
                           Open{},
                           [&](Call&) -> Result<Response> {
                             entered.set_value();
                             release.get_future().wait();
                             return text_response(200, "late");
                           },
                           {.work = Work::own}}};
  TestServer server({.database = database_.db(), .routes = std::move(slow), .options = brisk()});
  Client idle(server.port()), busy(server.port());
  busy.send("GET /api/slow HTTP/1.1\r\nHost: a\r\n\r\n");
  entered.get_future().wait();
  auto stopped = std::async(std::launch::async, [&] { server.server().stop(); });
  EXPECT_TRUE(idle.ended());
  release.set_value();
  const auto answer = busy.read_answer();
  EXPECT_EQ(answer.body, "late");
  EXPECT_EQ(answer.headers.get("Connection"), "close");
  stopped.get();
  EXPECT_EQ(server.server().connections(), 0u);
}

TEST_F(Transport, RefusesAtOnceWhenTooManyWait) {
  std::promise<void> release;
  const auto released = release.get_future().share();
  std::atomic<int> entered{0};
  std::promise<void> first_entered;
  std::vector<Route> slow{{Method::get,
                           "/api/slow",
                           Open{},
                           [&](Call&) -> Result<Response> {
                             if (entered++ == 0) first_entered.set_value();
                             released.wait();
                             return text_response(200, "late");
                           },
                           {.work = Work::own}}};
  auto options = brisk();
  options.handler_threads = 1;
  options.queue = 1;
  TestServer server({.database = database_.db(), .routes = std::move(slow), .options = options});
  Client running(server.port()), second(server.port()), third(server.port());
  const std::string request = "GET /api/slow HTTP/1.1\r\nHost: a\r\n\r\n";
  running.send(request);
  first_entered.get_future().wait();
  second.send(request);
  third.send(request);  // one of the two waits, the other is refused, whichever came first
  std::vector<std::future<ClientAnswer>> answers;
  for (auto* client : {&second, &third})
    answers.push_back(std::async(std::launch::async, [client] { return client->read_answer(); }));
  const auto is_ready = [](std::future<ClientAnswer>& f) {
    return f.wait_for(Milliseconds{1}) == std::future_status::ready;
  };
  while (!is_ready(answers[0]) && !is_ready(answers[1])) {
  }
  const bool second_refused = is_ready(answers[0]);
  const auto refused = answers[second_refused ? 0 : 1].get();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.headers.get("Retry-After"), "2");
  release.set_value();
  EXPECT_EQ(answers[second_refused ? 1 : 0].get().status, 200);
}

}  // namespace transport_test
}  // namespace weige::http
