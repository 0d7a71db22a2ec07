// The areas, accounts and posts of the sample town. A few accounts can be signed in to, with passwords made
// here and told once; the others belong to people of whom only the history speaks.
#pragma once

#include <string>
#include <vector>

#include "access/actor.h"
#include "access/ids.h"
#include "access/password.h"
#include "access/role.h"
#include "base/random.h"
#include "registry/town_plan.h"
#include "store/database.h"
#include "town/sample_places.h"
#include "town/sample_random.h"

namespace weige::town {

struct SampleDuty {
  access::AccountId account;
  access::PostId post;
  std::string name;  // of the holder
  std::string login_name;
};

struct SampleStaff {
  access::AreaId area;
  SampleDuty committee, officer;
  std::vector<SampleDuty> coordinators;
};

struct SampleSignIn {
  std::string login_name, password, title_zh, title_en;
};

struct SampleStaffing {
  std::vector<SampleStaff> committees;  // in the order of the committees
  SampleDuty office;
  std::vector<SampleSignIn> sign_ins;
};

struct SampleStaffWish {
  registry::TownPlan town;
  std::vector<SampleCommittee> committees;
  int residents = 0;
  Instant since{};     // when the posts were given
  Instant signs_at{};  // when all last signed the confidentiality undertaking
  access::HashCost cost = {};
};

// An account of an invented name with a post of its own, held since then.
struct SampleDutyWish {
  access::Role role = access::Role::nobody;
  access::AreaId area;
  std::string title, login_name;
  access::PasswordHash hash;
  Instant since{}, signs_at{};
};
// system: of SystemReason::sample_town. Problems: those of access.
Result<SampleDuty> make_sample_duty(store::Transaction& tx, const access::Actor& system,
                                    const SampleDutyWish& wish, SampleRandom& random);

// Easy to type and hard to guess; the hash of one that nobody is told.
std::string new_sample_password(const Random& random);
access::PasswordHash unknown_sample_password(const Random& random);

// Problems: town_not_empty (there are accounts or committees already), and those of access. passwords: not
// the town's own chance, because whoever knows the seed would know them.
Result<SampleStaffing> make_sample_staff(store::Database& database, const SampleStaffWish& wish,
                                         SampleRandom random, const Random& passwords);

}  // namespace weige::town
