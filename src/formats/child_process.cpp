#include "formats/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace weige::formats {

ChildProcess::~ChildProcess() {
  if (pid_ > 0) end();
}

bool ChildProcess::start(const std::string& program, const std::vector<std::string>& arguments,
                         const ChildDescriptors& descriptors) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const int given[] = {descriptors.input, descriptors.output, descriptors.errors};
  for (int fd = 0; fd < 3; ++fd)
    if (given[fd] >= 0)
      posix_spawn_file_actions_adddup2(&actions, given[fd], fd);
    else
      posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  std::vector<char*> argv;
  for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  char* no_environment[] = {nullptr};
  const int error = ::posix_spawn(&pid_, program.c_str(), &actions, nullptr, argv.data(), no_environment);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) pid_ = -1;
  return error == 0;
}

// While the child is not reaped, no other process and no other group can have its number.
int ChildProcess::end() {
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);
  int status = 0;
  while (::wait4(pid_, &status, 0, &usage_) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return status;
}

std::chrono::microseconds ChildProcess::processor() const {
  return std::chrono::seconds{usage_.ru_utime.tv_sec + usage_.ru_stime.tv_sec} +
         std::chrono::microseconds{usage_.ru_utime.tv_usec + usage_.ru_stime.tv_usec};
}

bool listen(int pipe, Clock::time_point deadline, const std::function<bool(std::string_view)>& take) {
  std::vector<char> buffer(256 * 1024);
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd waiting{pipe, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready <= 0) continue;
    const auto got = ::read(pipe, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    if (!take({buffer.data(), static_cast<std::size_t>(got)})) return true;
  }
}

}  // namespace weige::formats
