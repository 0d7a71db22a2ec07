#include "access/link_actions.h"

#include "access/account_store.h"
#include "access/audit.h"
#include "access/link_store.h"
#include "access/post_store.h"
#include "access/session_store.h"
#include "access/throttle_store.h"
#include "access/token.h"

namespace weige::access {
namespace {

constexpr AuditAction kLinkAccepted{"link.accepted"};
constexpr AuditAction kFirstAdministrator{"account.first_administrator"};
constexpr std::string_view kFirstTitle = "系统管理员";

// What the link's answer comes to once checked: who gets which name and password.
struct Accepted {
  Link link;
  LoginName login_name;
  std::string display_name;
};

Result<LoginName> login_name_of(const Link& link, const LinkAnswer& answer) {
  if (link.account) return LoginName::parse(link.account->login_name);
  if (!answer.login_name) return problem(ProblemCode::missing_field, "login_name");
  return LoginName::parse(*answer.login_name);
}

Result<Accepted> check_answer(const Link& link, const LinkAnswer& answer) {
  WEIGE_TRY(LoginName name, login_name_of(link, answer));
  auto display = answer.display_name.value_or(link.account ? link.account->display_name : std::string());
  WEIGE_CHECK(check_display_name(display));
  WEIGE_CHECK(check_password(answer.password, name.text()));
  return Accepted{.link = link, .login_name = std::move(name), .display_name = std::move(display)};
}

// The one account that nobody invited, with the post that can invite the others.
AccountId make_first_administrator(store::Transaction& tx, Instant now, const Accepted& accepted) {
  const Account account{.id = AccountId{tx.next_id()},
                        .login_name = accepted.login_name.text(),
                        .display_name = accepted.display_name,
                        .created = now};
  const PostId post{tx.next_id()};
  std::vector<Change> changes;
  changes.push_back(insert_account(tx, account, accepted.login_name, kSystemAccount));
  changes.push_back(
      insert_post(tx, post, {.role = Role::system_admin, .title = std::string(kFirstTitle)}, now));
  changes.push_back(start_holding(tx, post, account.id, now));
  audit_changes(tx, now, Actor::system(tx, now, SystemReason::first_run), kFirstAdministrator,
                std::move(changes));
  return account.id;
}

Result<AccountId> account_to_open(store::Transaction& tx, Instant now, const Accepted& accepted) {
  if (!accepted.link.account) {
    if (has_account(tx)) return problem(ProblemCode::link_used);
    return make_first_administrator(tx, now, accepted);
  }
  auto account = find_account(tx, accepted.link.account->id);
  if (!account || account->state == AccountState::disabled) return problem(ProblemCode::link_used);
  return account->id;
}

std::vector<Change> open_account(store::Transaction& tx, Instant now, AccountId id, const Accepted& accepted,
                                 const PasswordHash& hash) {
  std::vector<Change> changes;
  changes.push_back(set_password(tx, id, hash, now));
  auto account = find_account(tx, id).value();
  if (account.display_name != accepted.display_name) {
    account.display_name = accepted.display_name;
    changes.push_back(update_account(tx, account));
  }
  delete_sessions(tx, id);
  delete_throttle(tx, lookup_hash("login", accepted.login_name.key()));
  return changes;
}

}  // namespace

std::optional<NewLink> first_run_link(store::Transaction& tx, Instant now, const Random& random) {
  if (has_account(tx)) return std::nullopt;
  return insert_link(tx, LinkPurpose::first_administrator, std::nullopt, now, random);
}

Result<Link> read_link(store::Transaction& tx, std::string_view token, Instant now) {
  auto link = find_link(tx, token, now);
  if (!link) return problem(ProblemCode::link_used);
  return std::move(*link);
}

Result<SignedIn> accept_link(store::Database& database, const SignInContext& context, std::string_view token,
                             const LinkAnswer& answer) {
  const Instant now = context.clock();
  WEIGE_TRY(const Link link,
            database.read([&](store::Transaction& tx) { return read_link(tx, token, now); }));
  WEIGE_TRY(const Accepted accepted, check_answer(link, answer));
  const auto hash = PasswordHash::of(answer.password, context.random, context.cost);
  return database.write([&](store::Transaction& tx) -> Result<SignedIn> {
    if (!use_link(tx, token, now)) return problem(ProblemCode::link_used);
    WEIGE_TRY(const AccountId account, account_to_open(tx, now, accepted));
    auto changes = open_account(tx, now, account, accepted, hash);
    auto signed_in =
        open_session(tx, context, {.account = account, .acting_post = {}, .device = answer.device});
    audit_changes(tx, now, signed_in.session.actor, kLinkAccepted, std::move(changes));
    return signed_in;
  });
}

}  // namespace weige::access
