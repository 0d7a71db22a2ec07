#include "formats/sandbox.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "formats/row_stream.h"
#include "formats/sandbox_arguments.h"

namespace weige::formats {
namespace {

using Clock = std::chrono::steady_clock;  // a duration to wait, not a time of day

constexpr std::size_t kFrameHeader = 5;
constexpr std::uint64_t kBytesPerCpuSecond = 2 << 20;

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  void reset(int fd = -1) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = fd;
  }

 private:
  int fd_;
};

// Both ends above 2, so that they never collide with what the child gets there.
bool make_pipe(Descriptor& read_end, Descriptor& write_end) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return false;
  const Descriptor low_read(ends[0]), low_write(ends[1]);
  read_end.reset(::fcntl(ends[0], F_DUPFD_CLOEXEC, 3));
  write_end.reset(::fcntl(ends[1], F_DUPFD_CLOEXEC, 3));
  return read_end.get() >= 0 && write_end.get() >= 0;
}

// The child process; whatever happens in the parent, it is ended and reaped.
class Child {
 public:
  ~Child() {
    if (pid_ > 0) end();
  }

  bool start(const std::string& program, const std::vector<std::string>& arguments, int file, int output) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, file, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
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

  // A child that has closed its output is at its end already and keeps its own status; any other is killed.
  int end() {
    ::kill(pid_, SIGKILL);
    int status = 0;
    while (::wait4(pid_, &status, 0, &usage_) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status;
  }

  std::uint64_t peak_bytes() const { return static_cast<std::uint64_t>(usage_.ru_maxrss) * 1024; }
  std::chrono::microseconds processor() const {
    return std::chrono::seconds{usage_.ru_utime.tv_sec + usage_.ru_stime.tv_sec} +
           std::chrono::microseconds{usage_.ru_utime.tv_usec + usage_.ru_stime.tv_usec};
  }

 private:
  pid_t pid_ = -1;
  rusage usage_{};
};

// Turns the child's bytes into rows for the sink and the final word. The child's claims are checked against
// the limits again.
class Receiver {
 public:
  Receiver(const ReadLimits& limits, const RowSink& sink) : limits_(limits), sink_(sink) {}

  void take(std::string_view bytes) {
    buffer_.append(bytes);
    std::size_t at = 0;
    while (!finished() && buffer_.size() - at >= kFrameHeader) {
      std::uint32_t length = 0;
      std::memcpy(&length, buffer_.data() + at, sizeof length);
      if (length == 0 || length > largest_frame()) return lie();
      if (buffer_.size() - at < sizeof length + length) break;
      const auto type = static_cast<FrameType>(buffer_[at + sizeof length]);
      frame(type, std::string_view(buffer_).substr(at + kFrameHeader, length - 1));
      at += sizeof length + length;
    }
    buffer_.erase(0, at);
  }

  bool finished() const { return result_.has_value(); }
  std::uint64_t peak_bytes() const { return peak_bytes_; }
  Result<SandboxReport>& result() { return *result_; }

 private:
  std::uint64_t largest_frame() const { return std::uint64_t{limits_.row_bytes} + (16u << 20); }
  void lie() { result_.emplace(problem(ProblemCode::parse_failed)); }

  void frame(FrameType type, std::string_view content) {
    switch (type) {
      case FrameType::sheet:
        return sheet(content);
      case FrameType::row:
        return row(content);
      case FrameType::report:
        return report(content);
      case FrameType::problem:
        return fail(content);
    }
    lie();
  }

  void sheet(std::string_view content) {
    if (content.size() < sizeof(std::uint32_t) || ++sheets_ > limits_.sheets) return lie();
    sheet_ = content.substr(sizeof(std::uint32_t));
    rows_ = last_row_ = 0;
  }

  void row(std::string_view content) {
    const auto number = get_row(content, cells_);
    if (!number || *number <= last_row_ || ++rows_ > limits_.rows) return lie();
    last_row_ = *number;
    if (sink_({.sheet = sheet_, .row_number = *number, .cells = cells_}) == Next::more) return;
    SandboxReport early;
    early.report.stopped = true;
    result_.emplace(std::move(early));
  }

  void report(std::string_view content) {
    auto received = get_report(content);
    if (!received) return lie();
    peak_bytes_ = received->peak_bytes;
    result_.emplace(SandboxReport{std::move(received->report), received->peak_bytes});
  }

  void fail(std::string_view content) {
    auto found = get_problem(content);
    if (!found) return lie();
    peak_bytes_ = found->peak_bytes;
    result_.emplace(std::move(found->found));
  }

  const ReadLimits& limits_;
  const RowSink& sink_;
  std::string buffer_, sheet_;
  std::vector<Cell> cells_;
  std::uint32_t sheets_ = 0, rows_ = 0, last_row_ = 0;
  std::uint64_t peak_bytes_ = 0;
  std::optional<Result<SandboxReport>> result_;
};

enum class Heard { everything, nothing_in_time };

Heard listen(int output, Clock::time_point deadline, Receiver& receiver) {
  std::vector<char> buffer(256 * 1024);
  while (!receiver.finished()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return Heard::nothing_in_time;
    pollfd waiting{output, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready <= 0) continue;
    const auto got = ::read(output, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    receiver.take({buffer.data(), static_cast<std::size_t>(got)});
  }
  return Heard::everything;
}

std::uint64_t processor_seconds(const SandboxOptions& sandbox, std::uint64_t file_size) {
  return sandbox.cpu_seconds + (file_size + kBytesPerCpuSecond / 2) / kBytesPerCpuSecond;
}

Problem why_it_died(int status) {
  const bool out_of_time =
      WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
  return problem(out_of_time ? ProblemCode::parse_timeout : ProblemCode::parse_failed);
}

}  // namespace

Result<SandboxReport> read_in_sandbox(const FileSource& file, const ReadOptions& options,
                                      const SandboxOptions& sandbox, const RowSink& sink) {
  Descriptor read_end, write_end;
  const ChildArguments arguments{sandbox.memory_bytes, processor_seconds(sandbox, file.size()), options};
  Child child;
  if (!make_pipe(read_end, write_end)) return problem(ProblemCode::parse_failed);
  if (!child.start(sandbox.program, write_arguments(arguments), file.fd(), write_end.get()))
    return problem(ProblemCode::parse_failed);
  write_end.reset();
  Receiver receiver(options.limits, sink);
  const auto heard = listen(read_end.get(), Clock::now() + sandbox.wall_limit, receiver);
  const int status = child.end();
  const auto peak = receiver.peak_bytes() != 0 ? receiver.peak_bytes() : child.peak_bytes();
  if (sandbox.ended) sandbox.ended({peak, child.processor()});
  if (heard == Heard::nothing_in_time) return problem(ProblemCode::parse_timeout);
  if (!receiver.finished()) return why_it_died(status);
  auto& result = receiver.result();
  if (result) result->peak_bytes = peak;
  return std::move(result);
}

}  // namespace weige::formats
