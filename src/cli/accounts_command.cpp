#include "cli/accounts_command.h"

#include <CLI/App.hpp>
#include <iostream>

#include "access/link_actions.h"
#include "cli/database_command.h"
#include "cli/outcome.h"

namespace weige::cli {

using store::Transaction;

namespace {

constexpr const char* kAccountsSignIn =
    "Signs in as WEIGE_LOGIN with WEIGE_PASSWORD, or asks for both; needs the right to manage accounts.\n";

void add_list(CLI::App& accounts, int& code) {
  auto* list = accounts.add_subcommand(
      "list", "One account a line: id, login name, state, name, posts, since when unused");
  list->footer(std::string(kAccountsSignIn) + "Example: weige accounts list --db sqlite:town.db\n" +
               kExitCodes);
  const auto url = add_db_option(*list);
  list->callback([url, &code] {
    code =
        signed_in(*url, [](const Desk& desk) { return list_accounts(desk.database, desk.actor, std::cout); });
  });
}

void add_invite(CLI::App& accounts, int& code) {
  auto* invite = accounts.add_subcommand(
      "invite", "Make an account and print the path of the one-time link with which its owner begins");
  invite->footer(std::string(kAccountsSignIn) +
                 "Put the server's address before the path. The link is shown this once.\n"
                 "Example: weige accounts invite wang.li 王丽 --db sqlite:town.db\n" +
                 kExitCodes);
  const auto url = add_db_option(*invite);
  auto account = std::make_shared<access::NewAccount>();
  invite->add_option("LOGIN", account->login_name, "the login name")->required();
  invite->add_option("NAME", account->display_name, "the name that others see")->required();
  invite->callback([url, account, &code] {
    code = signed_in(*url, [&](const Desk& desk) {
      return invite_account(desk.database, desk.actor, *account, desk.context, std::cout);
    });
  });
}

void add_first(CLI::App& accounts, int& code) {
  auto* first = accounts.add_subcommand(
      "first", "Print a new one-time link for the first administrator, while there is no account yet");
  first->footer(std::string("Prints nothing once an account exists. Earlier first links end.\n"
                            "Example: weige accounts first --address https://register.example.cn\n") +
                kExitCodes);
  const auto url = add_db_option(*first);
  auto address = std::make_shared<std::string>("http://127.0.0.1:8080");
  first->add_option("--address", *address, "the address of the server, put before the link")
      ->capture_default_str();
  first->callback([url, address, &code] {
    code = with_database(*url, [&](store::Database& database) {
      const access::SignInContext context{.clock = system_clock(), .random = system_random()};
      return offer_first_run(database, context, *address, std::cout);
    });
  });
}

}  // namespace

Done list_accounts(store::Database& database, const access::Actor& actor, std::ostream& out) {
  WEIGE_TRY(const auto accounts, database.read([&](Transaction& tx) {
    return access::list_accounts(tx, system_clock()(), actor);
  }));
  for (const auto& each : accounts) {
    const auto& account = each.account;
    out << account.id.value << '\t' << account.login_name << '\t' << code(account.state) << '\t'
        << account.display_name;
    for (const auto& post : each.posts) out << '\t' << post.title;
    if (each.idle_since) out << "\tidle since " << to_rfc3339(*each.idle_since);
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

void add_accounts_command(CLI::App& app, int& code) {
  auto* accounts = app.add_subcommand("accounts", "Accounts: who can sign in");
  accounts->require_subcommand(1);
  add_list(*accounts, code);
  add_invite(*accounts, code);
  add_first(*accounts, code);
}

}  // namespace weige::cli
