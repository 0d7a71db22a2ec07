#include "support/program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

namespace weige::testing_support {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (auto& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

// The first of two of a name is the one that is found. Accounts of tests have no second factor, but where it
// is tested, and nobody approves what they do.
std::vector<std::string> whole_environment(std::vector<std::string> added) {
  added.emplace_back("WEIGE_SECOND_FACTOR=offered");
  added.emplace_back("WEIGE_TWO_PERSONS=off");
  for (char** each = environ; *each; ++each) added.emplace_back(*each);
  return added;
}

// Standard error goes into a file without a name, so that no pipe fills up while nobody reads it.
int unnamed_file() {
  char path[] = "/tmp/weige-test-XXXXXX";
  const int descriptor = ::mkostemp(path, O_CLOEXEC);
  ::unlink(path);
  return descriptor;
}

}  // namespace

Program::Program(std::vector<std::string> arguments, std::vector<std::string> environment)
    : err_file_(unnamed_file()) {
  int pipe[2];
  if (err_file_ < 0 || ::pipe2(pipe, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, err_file_, STDERR_FILENO);
  auto all = whole_environment(std::move(environment));
  const int failed = ::posix_spawn(&process_, arguments.at(0).c_str(), &actions, nullptr,
                                   pointers(arguments).data(), pointers(all).data());
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  out_pipe_ = pipe[0];
  if (failed != 0) throw std::runtime_error("cannot start " + arguments[0]);
}

Program::~Program() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  ::close(out_pipe_);
  ::close(err_file_);
}

std::string Program::line() {
  for (;;) {
    if (const auto end = out_.find('\n', told_); end != out_.npos)
      return out_.substr(std::exchange(told_, end + 1), end - told_);
    char buffer[4096];
    const auto got = ::read(out_pipe_, buffer, sizeof buffer);
    if (got <= 0) return out_.substr(std::exchange(told_, out_.size()));
    out_.append(buffer, static_cast<std::size_t>(got));
  }
}

void Program::signal(int number) const {
  ::kill(process_, number);
}

int Program::wait() {
  char buffer[4096];
  for (ssize_t got = 0; (got = ::read(out_pipe_, buffer, sizeof buffer)) > 0;)
    out_.append(buffer, static_cast<std::size_t>(got));
  int status = 0;
  ::waitpid(std::exchange(process_, -1), &status, 0);
  ::lseek(err_file_, 0, SEEK_SET);
  for (ssize_t got = 0; (got = ::read(err_file_, buffer, sizeof buffer)) > 0;)
    err_.append(buffer, static_cast<std::size_t>(got));
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace weige::testing_support
