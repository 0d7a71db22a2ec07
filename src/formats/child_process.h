// A child process of the sandbox: started without environment and with three descriptors only, ended and
// reaped whatever happens in the parent.
#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace weige::formats {

// -1: nothing (/dev/null).
struct ChildDescriptors {
  int input = -1, output = -1, errors = -1;
};

class ChildProcess {
 public:
  ChildProcess() = default;
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // arguments: with the program's name as the first.
  bool start(const std::string& program, const std::vector<std::string>& arguments,
             const ChildDescriptors& descriptors);
  // Kills it, and its process group if it leads one, and gives the status for waitpid's macros. One that has
  // closed its output is at its end already and keeps its own status.
  int end();

  // After end().
  std::uint64_t peak_bytes() const { return static_cast<std::uint64_t>(usage_.ru_maxrss) * 1024; }
  std::chrono::microseconds processor() const;

 private:
  pid_t pid_ = -1;
  rusage usage_{};
};

using Clock = std::chrono::steady_clock;  // a duration to wait, not a time of day

// Hands on what comes through a pipe until it ends or `take` has enough (false). False when the deadline came
// first.
bool listen(int pipe, Clock::time_point deadline, const std::function<bool(std::string_view)>& take);

}  // namespace weige::formats
