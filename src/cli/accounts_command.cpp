#include "cli/accounts_command.h"

#include <ostream>

#include "access/link_actions.h"

namespace weige::cli {

using store::Transaction;

Done list_accounts(store::Database& database, const access::Actor& actor, std::ostream& out) {
  WEIGE_TRY(const auto accounts,
            database.read([&](Transaction& tx) { return access::list_accounts(tx, actor); }));
  for (const auto& [account, posts] : accounts) {
    out << account.id.value << '\t' << account.login_name << '\t' << code(account.state) << '\t'
        << account.display_name;
    for (const auto& post : posts) out << '\t' << post.title;
    out << '\n';
  }
  return done();
}

Done invite_account(store::Database& database, const access::Actor& actor, const access::NewAccount& account,
                    const access::SignInContext& context, std::ostream& out) {
  WEIGE_TRY(const auto invitation, database.write([&](Transaction& tx) {
    return access::invite_account(tx, context.clock(), actor, account, context.random);
  }));
  out << "/links/" << invitation.link.token << '\n';
  return done();
}

Done offer_first_run(store::Database& database, const access::SignInContext& context,
                     const std::string& base_url, std::ostream& out) {
  WEIGE_TRY(const auto link, database.write([&](Transaction& tx) -> Result<std::optional<access::NewLink>> {
    return access::first_run_link(tx, context.clock(), context.random);
  }));
  if (link)
    out << "首次使用，请打开此链接设置管理员账号 / First run: open this link to set up the administrator:\n"
        << base_url << "/links/" << link->token << '\n';
  return done();
}

}  // namespace weige::cli
