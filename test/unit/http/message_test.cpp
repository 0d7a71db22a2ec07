#include "http/message.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/answer_form.h"
#include "http/compression.h"
#include "http/cookie.h"
#include "http/etag.h"
#include "http/incoming.h"
#include "http/json_body.h"
#include "http/origin_check.h"
#include "http/wire.h"

namespace weige::http {
namespace message_test {

Request with(Method method, std::vector<std::pair<std::string, std::string>> headers) {
  Request request{.method = method};
  for (auto& [name, value] : headers) request.headers.add(name, value);
  return request;
}

TEST(ProblemResponse, SaysWhatWhereAndHowToMendIt) {
  auto wrong = problem(ProblemCode::invalid_fields).with("count", "1");
  wrong.parts.push_back(problem(ProblemCode::too_long, "name").with("max", "40"));
  const auto response = problem_response(wrong, Language::zh, "0123456789abcdef");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.headers.get("content-type"), "application/problem+json");
  const auto body = boost::json::parse(std::get<std::string>(response.body)).as_object();
  EXPECT_EQ(body.at("type"), "urn:weige:problem:invalid-fields");
  EXPECT_EQ(body.at("title"), "有 1 处需要修改");
  EXPECT_EQ(body.at("status"), 422);
  EXPECT_EQ(body.at("trace"), "0123456789abcdef");
  EXPECT_FALSE(body.contains("place"));
  EXPECT_EQ(body.at("errors").at(0).at("place"), "name");
  EXPECT_EQ(body.at("errors").at(0).at("detail"), "请缩短到 40 个字符以内。");
}

TEST(ProblemResponse, TellsTheTraceInTheWordsOfInternalFaults) {
  const auto response = problem_response(problem(ProblemCode::internal), Language::en, "00ff");
  EXPECT_NE(std::get<std::string>(response.body).find("number 00ff."), std::string::npos);
}

TEST(Request, ReadsIdsAndNumbers) {
  Request request;
  request.path_params.add("id", "17");
  for (const auto* text : {"0", "-1", "x", "1x", "", "9007199254740992", "99999999999999999999"})
    request.path_params.add(text, text);
  EXPECT_EQ(request.id_param("id").value(), 17);
  for (const auto* text : {"0", "-1", "x", "1x", "9007199254740992", "99999999999999999999"})
    EXPECT_EQ(request.id_param(text).problem().code, ProblemCode::not_found) << text;
  request.query.add("limit", "501");
  EXPECT_EQ(request.query_number("limit", 1, 500).problem().place, "limit");
  EXPECT_EQ(request.query_number("limit", 1, 501).value(), 501);
  EXPECT_EQ(request.query_number("other", 1, 501).value(), std::nullopt);
}

TEST(ETag, ReadsVersionsStrictly) {
  EXPECT_EQ(expected_version(with(Method::put, {{"if-match", " \"17\" "}})).value(), 17);
  EXPECT_EQ(expected_version(Request{}).problem().code, ProblemCode::version_required);
  for (const auto* bad : {"17", "\"\"", "\"x\"", "\"1\", \"2\"", "W/\"1\"", "*", "\"-1\""})
    EXPECT_EQ(expected_version(with(Method::put, {{"If-Match", bad}})).problem().code,
              ProblemCode::bad_request)
        << bad;
}

TEST(ETag, ComparesListsWeakly) {
  EXPECT_TRUE(names_tag("\"a\", W/\"b\"", "\"b\""));
  EXPECT_TRUE(names_tag("*", "\"b\""));
  EXPECT_FALSE(names_tag("\"a\"", "\"b\""));
}

TEST(OriginCheck, TrustsOwnPagesOnly) {
  using Fields = std::vector<std::pair<std::string, std::string>>;
  const auto ok = [](Method method, Fields headers) {
    return check_origin(with(method, std::move(headers)), {"https://weige.cn"}).ok();
  };
  EXPECT_TRUE(ok(Method::get, {}));
  EXPECT_FALSE(ok(Method::post, {}));
  EXPECT_TRUE(ok(Method::post, {{"X-Weige", "1"}}));
  EXPECT_TRUE(
      ok(Method::del,
         {{"X-Weige", "1"}, {"Host", "a:80"}, {"Origin", "http://a:80"}, {"Sec-Fetch-Site", "same-origin"}}));
  EXPECT_TRUE(ok(Method::put, {{"X-Weige", "1"}, {"Host", "inner"}, {"Origin", "https://weige.cn"}}));
  EXPECT_FALSE(ok(Method::post, {{"X-Weige", "1"}, {"Sec-Fetch-Site", "cross-site"}}));
  EXPECT_FALSE(ok(Method::post, {{"X-Weige", "1"}, {"Sec-Fetch-Site", "same-site"}}));
  EXPECT_FALSE(ok(Method::post, {{"X-Weige", "1"}, {"Host", "a"}, {"Origin", "https://evil.cn"}}));
  EXPECT_FALSE(ok(Method::post, {{"X-Weige", "1"}, {"Host", "a"}, {"Origin", "null"}}));
}

TEST(Compression, IsTakenOnlyWhereWanted) {
  EXPECT_TRUE(accepts_coding("br;q=0.5 , GZIP", "gzip"));
  EXPECT_TRUE(accepts_coding("gzip;q=0.1", "gzip"));
  EXPECT_FALSE(accepts_coding("gzip;q=0", "gzip"));
  EXPECT_FALSE(accepts_coding("gzip; q=0.000", "gzip"));
  EXPECT_FALSE(accepts_coding("*", "gzip"));
  EXPECT_FALSE(accepts_coding("", "gzip"));
}

TEST(AnswerForm, LeavesSmallAndForeignAnswersAlone) {
  const auto request = with(Method::get, {{"Accept-Encoding", "gzip"}});
  auto small = text_response(200, "short");
  auto image = text_response(200, std::string(5000, 'x'), "image/png");
  for (auto* response : {&small, &image}) {
    shape_answer(request, *response);
    EXPECT_FALSE(response->headers.find("Content-Encoding"));
  }
}

TEST(Wire, NeverLetsAValueBeginAHeader) {
  Response response;
  response.headers.add("Location", "/a\r\nSet-Cookie: x=1");
  EXPECT_EQ(wire_head(response, After::keep_open).find("Set-Cookie"), std::string::npos);
}

TEST(Wire, GivesNoLengthWhereThereIsNoBody) {
  EXPECT_EQ(wire_head({.status = 204}, After::keep_open).find("Content-Length"), std::string::npos);
  EXPECT_NE(wire_head({.status = 200}, After::close).find("Content-Length: 0\r\nConnection: close\r\n\r\n"),
            std::string::npos);
}

TEST(Cookie, IsSecureOverTls) {
  Request request;
  Response plain, secure;
  set_cookie(plain, request, "s", "v", std::chrono::hours{1});
  request.over_tls = true;
  set_cookie(secure, request, "s", "v", std::chrono::hours{1});
  EXPECT_EQ(plain.headers.get("Set-Cookie"), "s=v; Path=/; HttpOnly; SameSite=Strict; Max-Age=3600");
  EXPECT_EQ(secure.headers.get("Set-Cookie"), "s=v; Path=/; HttpOnly; SameSite=Strict; Max-Age=3600; Secure");
}

TEST(Incoming, BelievesTrustedProxiesOnly) {
  const Trust trust{.proxies = {"127.0.0.1"}};
  const auto understood = [&](std::string peer) {
    Request request;
    IncomingHead head{.method = "GET", .target = "/", .headers = {}, .peer = std::move(peer)};
    head.headers.add("X-Forwarded-For", "6.6.6.6, 10.0.0.9");
    head.headers.add("X-Forwarded-Proto", "https");
    EXPECT_TRUE(understand(std::move(head), trust, request));
    return request;
  };
  EXPECT_EQ(understood("127.0.0.1").peer, "10.0.0.9");
  EXPECT_TRUE(understood("127.0.0.1").over_tls);
  EXPECT_EQ(understood("10.1.1.1").peer, "10.1.1.1");
  EXPECT_FALSE(understood("10.1.1.1").over_tls);
}

TEST(JsonBody, TakesObjectsOnly) {
  auto request = with(Method::post, {{"Content-Type", "application/json; charset=utf-8"}});
  request.body = "{\"a\":1}";
  EXPECT_EQ(json_object(request)->at("a"), 1);
  for (const auto& bad : {std::string("[]"), std::string("{"), std::string(), std::string("{} x"),
                          "{\"a\":" + std::string(40, '[') + std::string(40, ']') + "}"}) {
    request.body = bad;
    EXPECT_EQ(json_object(request).problem().code, ProblemCode::bad_request) << bad;
  }
  EXPECT_EQ(json_object(with(Method::post, {{"Content-Type", "text/plain"}})).problem().code,
            ProblemCode::unsupported_media_type);
}

}  // namespace message_test
}  // namespace weige::http
