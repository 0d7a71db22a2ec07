#include "support/access_town.h"

#include "access/account_actions.h"
#include "access/area_actions.h"
#include "access/link_actions.h"
#include "access/post_actions.h"
#include "access/undertaking_actions.h"

namespace weige::testing_support {

using store::Transaction;

access::Actor AccessTown::system() {
  return database_
      .write([&](Transaction& tx) -> Result<access::Actor> {
        return access::Actor::system(tx, now_, access::SystemReason::sample_town);
      })
      .value();
}

access::Area AccessTown::area(access::AreaKind kind, const std::string& code, access::AreaId parent) {
  const auto actor = system();
  return database_
      .write([&](Transaction& tx) {
        return access::create_area(tx, now_, actor,
                                   {.parent = parent, .kind = kind, .code = code, .name = code});
      })
      .value();
}

access::AccountId AccessTown::account(const std::string& login_name, const std::string& password) {
  const auto actor = system();
  const auto invitation =
      database_
          .write([&](Transaction& tx) {
            return access::invite_account(tx, now_, actor, {login_name, login_name}, random_);
          })
          .value();
  const access::SignInContext context{
      .clock = fixed_clock(now_), .random = random_, .cost = kQuickHash, .rules = kNoFactorNeeded};
  const auto actor_of =
      access::accept_link(database_, context, invitation.link.token, {.password = password, .device = "test"})
          .value()
          .session.actor;
  sign(actor_of, login_name);
  return actor_of.account();
}

void AccessTown::sign(const access::Actor& actor, const std::string& name) {
  (void)database_
      .write([&](Transaction& tx) {
        return access::sign_undertaking(
            tx, now_, actor, {.version = std::string(access::undertaking_text().version), .name = name});
      })
      .value();
}

access::Post AccessTown::post(access::Role role, access::AreaId area, access::AccountId holder,
                              const std::string& helper_kind) {
  const auto actor = system();
  return database_
      .write([&](Transaction& tx) -> Result<access::Post> {
        access::NewPost wanted{.role = role, .area = area, .title = std::string(access::zh_name(role))};
        if (role == access::Role::helper) wanted.helper_kind = helper_kind;
        WEIGE_TRY(const auto made, access::create_post(tx, now_, actor, wanted));
        return access::give_post(tx, now_, actor, made.id, holder);
      })
      .value();
}

access::Actor AccessTown::actor(access::Role role, access::AreaId area) {
  const auto holder = account("user" + std::to_string(++accounts_));
  const auto held = post(role, area, holder);
  return database_
      .read([&](Transaction& tx) { return access::Actor::resume(tx, now_, holder, held.id, std::nullopt); })
      .value();
}

}  // namespace weige::testing_support
