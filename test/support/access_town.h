// A small town with accounts and posts, made through access's own use cases, for tests that need somebody to
// act.
#pragma once

#include <string>

#include "access/actor.h"
#include "access/approval.h"
#include "access/area.h"
#include "access/post.h"
#include "access/sign_in_actions.h"
#include "base/clock.h"
#include "base/random.h"
#include "store/database.h"
#include "support/test_time.h"

namespace weige::testing_support {

// Argon2id as weak as it gets, so that tests are quick.
inline constexpr access::HashCost kQuickHash{.memory_kib = 8, .passes = 1, .lanes = 1};

// Posts of tests are entered with a password alone, but where the second factor itself is tested.
inline constexpr access::SessionRules kNoFactorNeeded{.second_factor = access::FactorRule::offered};

// Nor does a second person have to approve anything, but where that is tested.
inline constexpr access::ApprovalRules kOnePersonIsEnough{.two_persons = access::TwoPersons::off};

// The register as passkeys of tests know it.
inline constexpr const char* kTestOrigin = "https://register.example.cn";
inline access::RelyingParty test_party() {
  return {.id = "register.example.cn", .origins = {kTestOrigin}};
}

class AccessTown {
 public:
  explicit AccessTown(store::Database& database, Instant now = kTestNow) : database_(database), now_(now) {}

  // Each call in its own write transaction; a problem is a failed expectation (std::bad_variant_access).
  access::Area area(access::AreaKind kind, const std::string& code, access::AreaId parent = access::kTown);
  // Its owner has signed the confidentiality undertaking.
  access::AccountId account(const std::string& login_name, const std::string& password = "correct horse 马");
  // helper_kind: of a helper's post.
  access::Post post(access::Role role, access::AreaId area, access::AccountId holder,
                    const std::string& helper_kind = "volunteer");
  // A new account holding a new post there, acting in it.
  access::Actor actor(access::Role role, access::AreaId area = access::kTown);
  access::Actor system();

 private:
  void sign(const access::Actor& actor, const std::string& name);

  store::Database& database_;
  Instant now_;
  Random random_ = seeded_random(20261123);
  int accounts_ = 0;
};

}  // namespace weige::testing_support
