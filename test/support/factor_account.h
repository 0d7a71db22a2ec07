// The fixture of tests about what one signs in with, on both engines: the account of a system administrator
// with a password, in a town without people; clocks stand still.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/session_store.h"
#include "access/sign_in_actions.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/soft_authenticator.h"

namespace weige::testing_support {

class FactorAccount : public BothEngines {
 protected:
  static constexpr auto kPassword = "nine lanterns 九盏灯";
  static constexpr auto kAddress = "192.0.2.1";

  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_.emplace(db());
    wang_ = town_->account("wang", kPassword);
    town_->post(access::Role::system_admin, access::kTown, wang_);
  }
  access::SignInContext context(Instant now = kTestNow,
                                access::FactorRule rule = access::FactorRule::required) {
    return {.clock = fixed_clock(now),
            .random = random_,
            .cost = kQuickHash,
            .rules = {.second_factor = rule},
            .passkeys = test_party()};
  }
  access::Session session(const access::SignedIn& in, Instant now = kTestNow) {
    return db().read([&](store::Transaction& tx) { return access::find_session(tx, in.token, now); }).value();
  }
  template <class F>
  auto write(F&& f) {
    return db().write([&](store::Transaction& tx) { return f(tx); });
  }
  std::int64_t count(std::string_view sql) {
    return db().read([&](store::Transaction& tx) { return tx.scalar<std::int64_t>(sql); });
  }
  std::int64_t entries(const std::string& action, const std::string& detail = "") {
    return count("SELECT count(*) FROM audit_entry WHERE action = '" + action + "'" +
                 (detail.empty() ? "" : " AND detail = '" + detail + "'"));
  }
  static ProblemCode refused(const Done& done) { return done.problem().code; }

  Random random_ = seeded_random(42);
  std::optional<AccessTown> town_;
  access::AccountId wang_;
};

}  // namespace weige::testing_support
