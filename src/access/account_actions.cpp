#include "access/account_actions.h"

#include <algorithm>

#include "access/account_notice_store.h"
#include "access/account_store.h"
#include "access/approval_store.h"
#include "access/audit.h"
#include "access/link_store.h"
#include "access/password_proof_actions.h"
#include "access/post_check_actions.h"
#include "access/post_store.h"
#include "access/post_term_store.h"
#include "access/second_factor_store.h"
#include "access/session_store.h"
#include "access/throttle.h"
#include "access/token.h"
#include "access/undertaking_actions.h"

namespace weige::access {
namespace {

constexpr AuditAction kInvited{"account.invited"};
constexpr AuditAction kLinkRenewed{"account.link"};
constexpr AuditAction kEdited{"account.edited"};
constexpr AuditAction kSucceeded{"post.succeeded"};
constexpr AuditAction kPasswordChanged{"account.password"};

AccountWithPosts with_posts(store::Transaction& tx, Instant now, Account account) {
  auto posts = posts_of(tx, account.id, now);
  const auto idle = idle_since(account, now);
  const bool has_factor = find_factor(tx, account.id).exists();
  return {
      .account = std::move(account), .posts = std::move(posts), .idle_since = idle, .has_factor = has_factor};
}

Result<Account> managed_account(store::Transaction& tx, const Actor& actor, AccountId id) {
  WEIGE_CHECK(actor.may(Right::manage_accounts));
  auto account = find_account(tx, id);
  if (!account) return problem(ProblemCode::not_found);
  return std::move(*account);
}

Result<AccountState> state_after(const Account& account, AccountState wanted, const Actor& actor,
                                 bool has_password) {
  if (wanted == AccountState::disabled) {
    if (account.id == actor.account()) return problem(ProblemCode::own_account);
    return wanted;
  }
  if (wanted != AccountState::active) return problem(ProblemCode::bad_choice, "state");
  return has_password ? AccountState::active : AccountState::invited;
}

Problem wrong_password() {
  return problem(ProblemCode::wrong_password, "old_password");
}

// The one who asks is signed in, so a wrong password is a field to mend and not an end of the session.
Result<Credential> prove_own_password(store::Database& database, const SignInContext& context,
                                      const PasswordQuestion& question) {
  auto proved = prove_password(database, context, question);
  if (!proved && proved.problem().code == ProblemCode::sign_in_failed) return wrong_password();
  return proved;
}

// After the change, in the same transaction: somebody must be left who can let others in.
Done keeps_administrators(store::Transaction& tx, Instant now, const AccountWithPosts& before,
                          AccountState after) {
  if (after != AccountState::disabled) return done();
  const auto has = [&](Role role) {
    return std::ranges::any_of(before.posts, [&](const Post& post) { return post.role == role; });
  };
  if (has(Role::system_admin) && !has_administrator(tx, now)) return problem(ProblemCode::last_administrator);
  if (has(Role::security_admin)) return keeps_a_security_admin(tx, now);
  return done();
}

// What it asked or approved is void for good, also once it is let in again.
void shut_out(store::Transaction& tx, AccountId id, Instant now) {
  lapse_approvals(tx, id, now);
  delete_sessions(tx, id);
  end_links(tx, id);
}

}  // namespace

Result<std::vector<AccountWithPosts>> list_accounts(store::Transaction& tx, Instant now, const Actor& actor) {
  if (!actor.holds(Right::manage_posts)) WEIGE_CHECK(actor.holds(Right::manage_accounts));
  std::vector<AccountWithPosts> out;
  for (auto& account : all_accounts(tx)) out.push_back(with_posts(tx, now, std::move(account)));
  return out;
}

Result<AccountWithPosts> own_account(store::Transaction& tx, Instant now, const Actor& actor) {
  auto account = find_account(tx, actor.account());
  if (!account) return problem(ProblemCode::not_found);
  return with_posts(tx, now, std::move(*account));
}

Result<Invitation> invite_account(store::Transaction& tx, Instant now, const Actor& actor,
                                  const NewAccount& account, const Random& random) {
  WEIGE_CHECK(actor.may(Right::manage_accounts));
  WEIGE_TRY(const LoginName name, LoginName::parse(account.login_name));
  WEIGE_CHECK(check_display_name(account.display_name));
  if (find_account(tx, name)) return problem(ProblemCode::login_taken, "login_name");
  Account made{.id = AccountId{tx.next_id()},
               .login_name = name.text(),
               .display_name = account.display_name,
               .created = now};
  audit_change(tx, now, actor, kInvited, insert_account(tx, made, name, actor.account()));
  auto link = insert_link(tx, LinkPurpose::invitation, made.id, now, random);
  return Invitation{.account = {.account = std::move(made), .posts = {}}, .link = std::move(link)};
}

Result<Invitation> renew_link(store::Transaction& tx, Instant now, const Actor& actor, AccountId id,
                              const Random& random) {
  WEIGE_TRY(Account account, managed_account(tx, actor, id));
  if (account.state == AccountState::disabled) return problem(ProblemCode::account_not_active);
  const auto purpose =
      account.state == AccountState::invited ? LinkPurpose::invitation : LinkPurpose::new_password;
  auto link = insert_link(tx, purpose, id, now, random);
  audit_change(tx, now, actor, kLinkRenewed,
               Change::of(kAccountSubject, id, "link=" + std::string(code(purpose))));
  if (purpose == LinkPurpose::new_password && find_factor(tx, id).reset) note_opened(tx, now, actor, id);
  return Invitation{.account = with_posts(tx, now, std::move(account)), .link = std::move(link)};
}

Result<AccountWithPosts> edit_account(store::Transaction& tx, Instant now, const Actor& actor, AccountId id,
                                      const AccountEdit& edit) {
  WEIGE_TRY(Account account, managed_account(tx, actor, id));
  if (edit.display_name) {
    WEIGE_CHECK(check_display_name(*edit.display_name));
    account.display_name = *edit.display_name;
  }
  if (edit.state && *edit.state != account.state) {
    WEIGE_TRY(account.state, state_after(account, *edit.state, actor, has_password(tx, id)));
    if (account.state == AccountState::disabled) shut_out(tx, id, now);
  }
  const auto before = with_posts(tx, now, account);
  audit_change(tx, now, actor, kEdited, update_account(tx, account));
  if (account.state == AccountState::disabled)
    if (auto handed_over = hand_over_posts(tx, id, now); !handed_over.empty())
      audit_changes(tx, now, actor, kSucceeded, std::move(handed_over));
  WEIGE_CHECK(keeps_administrators(tx, now, before, account.state));
  return with_posts(tx, now, std::move(account));
}

Done change_password(store::Database& database, const SignInContext& context, const Session& session,
                     const PasswordChange& change) {
  const Actor& actor = session.actor;
  WEIGE_CHECK(actor.may(Right::use_own_account));
  WEIGE_TRY(const AccountWithPosts own,
            database.read([&](store::Transaction& tx) { return own_account(tx, context.clock(), actor); }));
  if (auto strong = check_password(change.new_password, own.account.login_name); !strong)
    return std::move(strong).problem().at("new_password");
  const PasswordQuestion question{
      .name_key = lookup_hash("account", std::to_string(actor.account().value)),
      .address_key = address_throttle_key("address", change.address),
      .password = change.old_password,
      .find = [&](store::Transaction& tx) { return find_credential(tx, actor.account()); }};
  WEIGE_TRY(const Credential proved, prove_own_password(database, context, question));
  const auto hash = PasswordHash::of(change.new_password, context.random, context.cost);
  return database.write([&](store::Transaction& tx) -> Done {
    if (!still_holds(tx, proved)) return wrong_password();
    const Instant now = context.clock();
    audit_change(tx, now, actor, kPasswordChanged, set_password(tx, proved.account, hash, now));
    delete_sessions(tx, proved.account, session.id);
    end_links(tx, proved.account);
    if (change.beside) return change.beside(tx, now);
    note_for_owner(tx, now, session.id, NoticeKind::password_changed);
    return done();
  });
}

}  // namespace weige::access
