// The fixture of tests about what one signs in with, over HTTP and on both engines: sessions need a second
// factor, and wang is a system administrator who has none yet.
#pragma once

#include <optional>
#include <string>

#include "support/databases.h"
#include "support/http/app.h"

namespace weige::testing_support {

class FactorApp : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    app_.emplace(db(), nullptr, access::SessionRules{});
    wang_ = app_->town().account("wang", kAppPassword);
    app_->town().post(access::Role::system_admin, access::kTown, wang_);
  }
  Browser signed_in(const std::string& login = "wang") {
    auto browser = app_->browser();
    EXPECT_EQ(browser.sign_in(login).status, 200);
    return browser;
  }
  // As if it had been proved eleven minutes ago.
  void let_proofs_go_stale() {
    (void)db().write([&](store::Transaction& tx) -> Done {
      tx.exec("UPDATE session SET proven_at = $1", system_clock()() - std::chrono::minutes{11});
      return done();
    });
  }
  static std::string text(const JsonAnswer& answer, const char* name) {
    return std::string(answer.body.at(name).as_string());
  }

  std::optional<App> app_;
  access::AccountId wang_;
};

}  // namespace weige::testing_support
