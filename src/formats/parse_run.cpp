#include "formats/parse_run.h"

#include <signal.h>
#include <sys/wait.h>

#include "formats/child_process.h"
#include "formats/descriptor.h"

namespace weige::formats {
namespace {

constexpr std::uint64_t kBytesPerCpuSecond = 2 << 20;

}  // namespace

std::uint64_t processor_seconds(const SandboxOptions& sandbox, std::uint64_t file_size) {
  return sandbox.cpu_seconds + (file_size + kBytesPerCpuSecond / 2) / kBytesPerCpuSecond;
}

std::optional<ParseRun> run_parser(const SandboxOptions& sandbox, const std::vector<std::string>& arguments,
                                   int file, const std::function<bool(std::string_view)>& take) {
  Descriptor read_end, write_end;
  ChildProcess child;
  if (!make_pipe(read_end, write_end)) return std::nullopt;
  if (!child.start(sandbox.program, arguments, {.input = file, .output = write_end.get()}))
    return std::nullopt;
  write_end.reset();
  ParseRun run;
  run.in_time = listen(read_end.get(), Clock::now() + sandbox.wall_limit, take);
  run.status = child.end();
  run.use = {child.peak_bytes(), child.processor()};
  return run;
}

Problem why_it_died(const ParseRun& run) {
  const bool out_of_time =
      !run.in_time ||
      (WIFSIGNALED(run.status) && (WTERMSIG(run.status) == SIGXCPU || WTERMSIG(run.status) == SIGKILL));
  return problem(out_of_time ? ProblemCode::parse_timeout : ProblemCode::parse_failed);
}

}  // namespace weige::formats
