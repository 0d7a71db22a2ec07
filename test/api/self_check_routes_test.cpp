// The self-check over HTTP: who may see it, and that it names nobody.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::http {
namespace self_check_routes_test {

namespace json = boost::json;
using access::Role;
using testing_support::RegisterOffice;

class SelfCheckRoutes : public testing_support::BothEngines {
 protected:
  static std::string verdict(const testing_support::DeskAnswer& answer, std::string_view rule) {
    for (const auto& each : answer.body.at("rules").as_array())
      if (each.at("rule").as_string() == rule) return std::string(each.at("verdict").as_string());
    return {};
  }
};
WEIGE_BOTH_ENGINES(SelfCheckRoutes);

TEST_P(SelfCheckRoutes, TellTheStateOfEachRule) {
  RegisterOffice office(db());
  const auto told = office.someone(Role::auditor).get("/api/self-check");
  ASSERT_EQ(told.status, 200) << json::serialize(told.body);
  for (const auto* rule : {"no_check_in", "no_ranking", "no_tracks", "no_photos", "no_persons_of_concern",
                           "no_protected_traits", "data_declared", "sensitive_sealed"})
    EXPECT_EQ(verdict(told, rule), "holds") << rule;
  EXPECT_EQ(verdict(told, "audit_signed"), "attention") << "nobody has begun the log here";
  EXPECT_EQ(verdict(told, "transport_encrypted"), "attention");
  EXPECT_EQ(verdict(told, "second_factor_required"), "holds");
  EXPECT_EQ(verdict(told, "public_form_watched"), "not_applicable");
  EXPECT_EQ(verdict(told, "backup_recent"), "attention");
}

TEST_P(SelfCheckRoutes, NameNobodyAndCountNoFew) {
  RegisterOffice office(db());
  const auto told = office.someone(Role::system_admin).get("/api/self-check");
  const auto text = json::serialize(told.body);
  for (const auto* name : {"north.officer", "south.officer", "town.office", "岗位"})
    EXPECT_EQ(text.find(name), text.npos) << name;
  for (const auto& rule : told.body.at("rules").as_array()) {
    if (rule.at("rule").as_string() != "second_factors") continue;
    EXPECT_TRUE(rule.at("facts").at(1).at("few").as_bool());
    EXPECT_FALSE(rule.at("facts").at(1).as_object().contains("number"));
  }
}

TEST_P(SelfCheckRoutes, AreForThoseWhoRunTheHouse) {
  RegisterOffice office(db());
  for (const auto role : {Role::population_office, Role::system_admin, Role::security_admin, Role::auditor})
    EXPECT_EQ(office.someone(role).get("/api/self-check").status, 200) << access::code(role);
  for (const auto role : {Role::working_group, Role::committee, Role::community_officer, Role::grid_leader})
    EXPECT_EQ(office.someone(role).get("/api/self-check").code(), "forbidden") << access::code(role);
}

}  // namespace self_check_routes_test
}  // namespace weige::http
