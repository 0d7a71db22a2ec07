// Signing in at the command line: the same accounts, posts and rights as on the screen, on the database
// directly.
#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "access/sign_in_actions.h"
#include "base/result.h"
#include "store/database.h"

namespace weige::cli {

// From WEIGE_LOGIN and WEIGE_PASSWORD, otherwise asked for on `out` and read from `in` (unseen when it is a
// terminal).
access::Credentials ask_credentials(std::istream& in, std::ostream& out);
// A code of the second factor: WEIGE_CODE, otherwise asked for.
std::string ask_code(std::istream& in, std::ostream& out);
// WEIGE_SECOND_FACTOR, as `weige serve` has it: required or offered. Problem: setting.
Result<access::FactorRule> factor_rule();

// The session of one command; ended when the object goes, so that nothing can be done with it later.
class CommandSession {
 public:
  // code: asked only where the account has a second factor. Problems:
  // those of access::sign_in and access::show_code, second_factor_setup_required.
  using AskCode = std::function<Result<std::string>()>;
  static Result<CommandSession> open(store::Database& database, const access::SignInContext& context,
                                     const access::Credentials& credentials, const AskCode& code);
  CommandSession(CommandSession&& other) noexcept;
  CommandSession& operator=(CommandSession&&) = delete;
  ~CommandSession();

  const access::Actor& actor() const { return session_.actor; }

 private:
  CommandSession(store::Database& database, Clock clock, access::Session session)
      : database_(&database), clock_(std::move(clock)), session_(std::move(session)) {}

  store::Database* database_;  // none once moved from
  Clock clock_;
  access::Session session_;
};

}  // namespace weige::cli
