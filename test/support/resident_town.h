// A small town whose residents sign in: people with doors, codes, sittings, and an audit log that has its
// places.
#pragma once

#include <memory>
#include <string>

#include "access/audit_signer.h"
#include "access/resident_sign_in_actions.h"
#include "registry/record.h"
#include "support/access_town.h"
#include "support/town.h"
#include "town/own_record_actions.h"

namespace weige::testing_support {

class ResidentTown {
 public:
  explicit ResidentTown(store::Database& database);

  const SmallTown& small() const { return small_; }
  // Acts in a new post of the role there, for a purpose.
  access::Actor actor(access::Role role, access::AreaId area,
                      access::Purpose purpose = access::Purpose::resident_service);
  std::int64_t door(const std::string& text, access::AreaId area);
  registry::Record person(const std::string& name, const std::string& number, std::int64_t premises,
                          const std::string& phone = "13800000001");

  // f(WriteContext) as the actor, in one write transaction.
  template <class F>
  auto as(const access::Actor& actor, F&& f, Instant now = kTestNow) {
    return database_.write([&](store::Transaction& tx) { return f(registry::WriteContext{tx, actor, now}); });
  }
  // f(ReadContext) as the actor; what it read is entered.
  template <class F>
  auto reading(const access::Actor& actor, F&& f, Instant now = kTestNow) {
    return database_.write([&](store::Transaction& tx) {
      access::ReadingLog log;
      auto out = f(registry::ReadContext{tx, actor, now, log});
      access::audit_readings(tx, log.readings());
      return out;
    });
  }
  // f(OwnContext) in a new sitting of the person.
  template <class F>
  auto own(std::int64_t person, F&& f, Instant now = kTestNow) {
    const auto session = sitting(person, now);
    return database_.write([&](store::Transaction& tx) {
      access::ReadingLog log;
      auto out = f(town::OwnContext{tx, session, now, log});
      access::audit_readings(tx, log.readings());
      return out;
    });
  }
  access::ResidentSession sitting(std::int64_t person, Instant now = kTestNow);

  std::string paper_code(std::int64_t person, Instant now = kTestNow);
  Result<access::SignedInResident> sign_in(const std::string& number, const std::string& code,
                                           Instant now = kTestNow, const std::string& address = "192.0.2.1");

  // Entries get their places, and it is told whom they name.
  void place_audit();

 private:
  store::Database& database_;
  SmallTown small_;
  AccessTown access_;
  Random random_ = seeded_random(31);
  access::AuditSigner signer_;
  std::unique_ptr<access::Actor> office_;
};

}  // namespace weige::testing_support
