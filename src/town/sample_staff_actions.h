// The areas, accounts and posts of the sample town. A few accounts can be signed in to, with passwords made
// here and told once; the others belong to people of whom only the history speaks.
#pragma once

#include <string>
#include <vector>

#include "access/ids.h"
#include "access/password.h"
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

// Problems: town_not_empty (there are accounts or committees already), and those of access. passwords: not
// the town's own chance, because whoever knows the seed would know them.
Result<SampleStaffing> make_sample_staff(store::Database& database, const SampleStaffWish& wish,
                                         SampleRandom random, const Random& passwords);

}  // namespace weige::town
