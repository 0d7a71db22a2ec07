#include "support/crash.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace weige::testing_support {
namespace {

std::string count_file(const CrashPlan& plan) {
  return (std::filesystem::temp_directory_path() /
          ("weige_calls_" + std::to_string(::getpid()) + "_" + std::to_string(plan.seed)))
      .string();
}

[[noreturn]] void become(const CrashPlan& plan, const std::string& count_file, int output) {
  dup2(output, STDOUT_FILENO);
  setenv("LD_PRELOAD", WEIGE_KILLER, 1);
  setenv("WEIGE_KILL_FILES", plan.tracked_files.c_str(), 1);
  setenv("WEIGE_KILL_AT", std::to_string(plan.kill_at).c_str(), 1);
  setenv("WEIGE_KILL_TORN", plan.torn ? "1" : "0", 1);
  setenv("WEIGE_KILL_COUNT", count_file.c_str(), 1);
  setenv("WEIGE_KILL_IMAGE", plan.image_folder.c_str(), 1);
  setenv("WEIGE_KILL_KEEP", std::to_string(plan.keep_percent).c_str(), 1);
  setenv("WEIGE_KILL_SEED", std::to_string(plan.seed).c_str(), 1);
  std::vector<char*> arguments;
  for (const auto& argument : plan.command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

std::string read_all(int descriptor) {
  std::string text;
  char buffer[4096];
  for (ssize_t size; (size = ::read(descriptor, buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(size));
  return text;
}

}  // namespace

CrashOutcome run_to_crash(const CrashPlan& plan) {
  int output[2];
  if (pipe(output) != 0) return {};
  const std::string counted = count_file(plan);
  const pid_t child = fork();
  if (child == 0) become(plan, counted, output[1]);
  ::close(output[1]);
  CrashOutcome outcome{.output = read_all(output[0])};
  ::close(output[0]);
  int status = 0;
  waitpid(child, &status, 0);
  outcome.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  outcome.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  std::ifstream(counted) >> outcome.calls;
  std::filesystem::remove(counted);
  return outcome;
}

std::string reason_not_to_crash() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return "a sanitizer's runtime does not bear a preloaded library";
#else
  return "";
#endif
}

}  // namespace weige::testing_support
