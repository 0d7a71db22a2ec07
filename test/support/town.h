// A small town for tests: two committees, an officer in each and one of the whole town. Made through the real
// use cases.
#pragma once

#include <string>

#include "access/actor.h"
#include "registry/register_writer.h"
#include "store/database.h"
#include "support/test_time.h"

namespace weige::testing_support {

inline constexpr std::string_view kTownText = "上海市青浦区徐泾镇";

struct SmallTown {
  access::AreaId north, south;  // two committees
  access::PostId town_post, north_officer,
      south_officer;  // population office, and a committee's officer each
  access::AccountId town_account, north_account, south_account;
};

SmallTown make_small_town(store::Database& db);

// Premises that are a home, at an address of the town that is given without the town's name. Their id.
std::int64_t make_home(store::Database& db, const std::string& text, access::AreaId area);

// Runs f(WriteContext) as the holder of the post, in one write transaction.
template <class F>
auto as_post(store::Database& db, access::AccountId account, access::PostId post, F&& f,
             Instant now = kTestNow) {
  return db.write([&](store::Transaction& tx) {
    const auto actor = access::Actor::resume(tx, now, account, post, access::Purpose::data_quality);
    if (!actor) throw std::runtime_error("the test's post cannot act");
    return f(registry::WriteContext{tx, *actor, now});
  });
}

}  // namespace weige::testing_support
