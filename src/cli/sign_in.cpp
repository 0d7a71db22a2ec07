#include "cli/sign_in.h"

#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <utility>

#include "access/session_actions.h"

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

Result<CommandSession> CommandSession::open(store::Database& database, const access::SignInContext& context,
                                            const access::Credentials& credentials) {
  WEIGE_TRY(auto in, access::sign_in(database, context, credentials));
  return CommandSession(database, context.clock, std::move(in.session));
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
