#include "http/route.h"

#include <gtest/gtest.h>

namespace weige::http {
namespace route_test {

Result<Response> nothing(Call&) {
  return no_content();
}

Route route(Method method, std::string pattern) {
  return {method, std::move(pattern), Open{}, nothing};
}

std::string matched(const RouteTable& table, Method method, std::string_view path) {
  const auto match = table.match(method, pattern_segments(path));
  return match.route ? match.route->pattern : "";
}

TEST(RouteTable, FindsLiteralsBeforeParameters) {
  RouteTable table;
  table.add({route(Method::post, "/api/addresses/{id}"), route(Method::post, "/api/addresses/parse"),
             route(Method::get, "/api/addresses/{id}/history"), route(Method::get, "/healthz")});
  EXPECT_EQ(matched(table, Method::post, "/api/addresses/parse"), "/api/addresses/parse");
  EXPECT_EQ(matched(table, Method::post, "/api/addresses/17"), "/api/addresses/{id}");
  EXPECT_EQ(matched(table, Method::get, "/api/addresses/parse/history"), "/api/addresses/{id}/history");
  EXPECT_EQ(matched(table, Method::get, "/healthz"), "/healthz");
  EXPECT_EQ(matched(table, Method::get, "/api/addresses//history"), "");
  EXPECT_EQ(matched(table, Method::get, "/api/addresses"), "");
  EXPECT_EQ(matched(table, Method::get, "/healthz/"), "");
}

TEST(RouteTable, GivesParametersByName) {
  RouteTable table;
  table.add(route(Method::get, "/api/history/{kind}/{id}"));
  const auto match = table.match(Method::head, {"api", "history", "person", "9"});
  ASSERT_TRUE(match.route);
  EXPECT_EQ(match.params.find("kind"), "person");
  EXPECT_EQ(match.params.find("id"), "9");
}

TEST(RouteTable, TellsWhatAPathAnswersTo) {
  RouteTable table;
  table.add({route(Method::get, "/a"), route(Method::put, "/a")});
  EXPECT_EQ(table.match(Method::del, {"a"}).allowed, (std::vector{Method::get, Method::head, Method::put}));
  EXPECT_TRUE(table.match(Method::del, {"b"}).allowed.empty());
}

TEST(RouteTable, FindsEveryFaultBeforeTheStart) {
  const auto faults = [](Route made) {
    RouteTable table;
    table.add(std::move(made));
    return table.check().size();
  };
  EXPECT_EQ(faults(route(Method::get, "/api/persons/{id}")), 0u);
  EXPECT_EQ(faults({Method::get, "/a", std::nullopt, nothing}), 1u) << "no permission";
  EXPECT_EQ(faults({Method::get, "/a", Open{}, nullptr}), 1u) << "no handler";
  for (const auto* pattern : {"a", "/a/", "/a//b", "/{}", "/{Id}", "/{id}/{id}", "/{id", "/a b", "/a{id}"})
    EXPECT_EQ(faults(route(Method::get, pattern)), 1u) << pattern;
  EXPECT_EQ(faults({Method::get, "/a", Open{}, nothing, {.idempotency = Idempotency::required}}), 1u);
}

TEST(RouteTable, RefusesTwoRoutesForOneRequest) {
  RouteTable table;
  table.add({route(Method::get, "/a/{id}"), route(Method::put, "/a/{id}")});
  EXPECT_TRUE(table.check().empty());
  table.add(route(Method::get, "/a/{name}"));
  EXPECT_EQ(table.check().size(), 1u);
}

}  // namespace route_test
}  // namespace weige::http
