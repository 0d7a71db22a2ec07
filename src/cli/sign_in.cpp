#include "cli/sign_in.h"

#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <utility>

#include "access/second_factor_actions.h"
#include "access/session_actions.h"
#include "access/session_store.h"

namespace weige::cli {
namespace {

constexpr const char* kAddress = "command line";  // what the throttle counts instead of a network address

std::optional<std::string> from_environment(const char* name) {
  const char* value = std::getenv(name);
  if (!value) return std::nullopt;
  return std::string(value);
}

// While it lives, what is typed at the terminal is not shown. Does nothing where there is no terminal.
class Unseen {
 public:
  Unseen() : is_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_terminal_) return;
    termios hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  ~Unseen() {
    if (is_terminal_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  termios before_{};
  bool is_terminal_;
};

std::string ask(std::istream& in, std::ostream& out, const char* what) {
  out << what << std::flush;
  std::string line;
  std::getline(in, line);
  return line;
}

std::string ask_password(std::istream& in, std::ostream& out) {
  const Unseen unseen;
  auto password = ask(in, out, "密码 password: ");
  out << "\n";
  return password;
}

}  // namespace

access::Credentials ask_credentials(std::istream& in, std::ostream& out) {
  auto login = from_environment("WEIGE_LOGIN");
  auto password = from_environment("WEIGE_PASSWORD");
  if (!login) login = ask(in, out, "登录名 login name: ");
  if (!password) password = ask_password(in, out);
  return {.login_name = std::move(*login),
          .password = std::move(*password),
          .address = kAddress,
          .device = "weige"};
}

std::string ask_code(std::istream& in, std::ostream& out) {
  if (auto code = from_environment("WEIGE_CODE")) return *std::move(code);
  return ask(in, out, "验证码 code: ");
}

Result<access::FactorRule> factor_rule() {
  const auto text = from_environment("WEIGE_SECOND_FACTOR");
  if (!text) return access::FactorRule::required;
  const auto rule = access::factor_rule_of(*text);
  if (!rule)
    return problem(ProblemCode::setting)
        .with("name", "WEIGE_SECOND_FACTOR")
        .with("expected", "required, offered");
  return *rule;
}

// Once open, the session ends with this object also where it does not get any further.
Result<CommandSession> CommandSession::open(store::Database& database, const access::SignInContext& context,
                                            const access::Credentials& credentials, const AskCode& code) {
  WEIGE_TRY(auto in, access::sign_in(database, context, credentials));
  CommandSession session(database, context.clock, std::move(in.session));
  if (session.actor().proof() == access::Proof::code_missing) {
    WEIGE_TRY(auto given, code());
    WEIGE_CHECK(access::show_code(database, context, session.session_,
                                  {.code = std::move(given), .address = credentials.address}));
    WEIGE_TRY(session.session_, database.read([&](store::Transaction& tx) {
      return access::find_session(tx, in.token, context.clock(), context.rules);
    }));
  }
  WEIGE_CHECK(access::has_passed(session.session_));
  return session;
}

CommandSession::CommandSession(CommandSession&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)),
      clock_(std::move(other.clock_)),
      session_(std::move(other.session_)) {}

CommandSession::~CommandSession() {
  if (!database_) return;
  try {
    (void)database_->write([&](store::Transaction& tx) { return access::sign_out(tx, clock_(), session_); });
  } catch (const store::DatabaseError&) {
    // The session ends by itself; the command's own outcome matters more.
  }
}

}  // namespace weige::cli
