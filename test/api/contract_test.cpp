// The routes of the server and openapi.yaml say the same. What is said over each of them is compared by
// Browser, in every test that uses one.
#include "support/http/contract.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <set>

#include "http/routes.h"

namespace weige::testing_support {
namespace contract_test {

std::vector<const http::Route*> served(const http::RouteTable& table) {
  std::vector<const http::Route*> out;
  for (const auto& route : table.routes()) out.push_back(route.get());
  return out;
}

std::string label(const http::Route& route) {
  return std::string(name(route.method)) + " " + route.pattern;
}

std::map<std::string, Operation> declared() {
  std::map<std::string, Operation> out;
  for (const auto& operation : Contract::of_repository().operations())
    out.emplace(operation.method + " " + operation.path, operation);
  return out;
}

TEST(RoutesAndContract, NameTheSameOperations) {
  const auto table = http::all_routes({});
  const auto contract = declared();
  std::set<std::string> labels;
  for (const auto* route : served(table)) {
    labels.insert(label(*route));
    EXPECT_TRUE(contract.contains(label(*route))) << label(*route) << " is not in openapi.yaml";
  }
  for (const auto& [name, operation] : contract)
    EXPECT_TRUE(labels.contains(name)) << name << " is in openapi.yaml, but not served";
}

TEST(RoutesAndContract, AskTheSameOfARequest) {
  const auto table = http::all_routes({});
  const auto contract = declared();
  for (const auto* route : served(table)) {
    const auto found = contract.find(label(*route));
    if (found == contract.end()) continue;  // told above
    const auto& operation = found->second;
    EXPECT_EQ(std::holds_alternative<http::Open>(*route->permission), operation.is_open) << label(*route);
    EXPECT_EQ(route->options.if_match == http::IfMatch::required, operation.wants_version) << label(*route);
    EXPECT_EQ(route->options.idempotency != http::Idempotency::none, operation.wants_key) << label(*route);
  }
}

// The judge itself must be able to refuse.

std::vector<std::string> judged(std::string_view path, int status, std::string_view body) {
  return Contract::of_repository().faults({.method = "GET",
                                           .target = std::string(path),
                                           .status = status,
                                           .content_type = "application/json",
                                           .answered = boost::json::parse(body)});
}

TEST(Contract, SeesWhatItDoesNotAllow) {
  constexpr auto kGood = R"({"items":[{"id":1,"kind":"town","code":"","name":"x"}]})";
  using Faults = std::vector<std::string>;
  EXPECT_EQ(judged("/api/areas", 200, kGood), Faults{});
  EXPECT_EQ(judged("/api/areas?name=x", 200, kGood),
            Faults{"took the parameter name, which the contract does not know"});
  EXPECT_EQ(judged("/api/areas", 201, kGood), Faults{"answered 201, which is not declared"});
  EXPECT_EQ(judged("/api/nowhere", 200, kGood), Faults{"is not in openapi.yaml"});
  EXPECT_EQ(judged("/api/areas", 400, kGood), Faults{"answered 'application/json', which is not declared"});
  EXPECT_EQ(
      judged("/api/areas", 200, R"({"items":[{"id":0,"kind":"moon","code":"","secret":1}],"more":true})")
          .size(),
      5U);
}

TEST(Contract, SeesBodiesThatShouldHaveBeenRefused) {
  Exchange exchange{.method = "PUT",
                    .target = "/api/session/post",
                    .sent = boost::json::parse(R"({"post_id":"1","x":2})"),
                    .status = 422,
                    .content_type = "application/problem+json"};
  EXPECT_TRUE(Contract::of_repository().faults(exchange).empty());
  exchange.status = 200;
  exchange.content_type = "application/json";
  EXPECT_EQ(Contract::of_repository().faults(exchange).size(), 2U);
}

}  // namespace contract_test
}  // namespace weige::testing_support
