#include "formats/converter.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "formats/child_process.h"
#include "formats/converter_child.h"
#include "formats/descriptor.h"
#include "formats/sandbox_arguments.h"

namespace weige::formats {
namespace {

// Starting takes 0.1 s. A megabyte of coordinates takes a third of a second to be written as text.
constexpr std::uint64_t kBaseSeconds = 2;
constexpr std::uint64_t kBytesPerSecond = 512 << 10;

constexpr std::size_t kMostMessages = 16 * 1024;

// As C++ ("std::bad_alloc") and GDAL ("Out of memory allocating 8 bytes") say it.
bool tells_of_memory(std::string_view messages) {
  for (const std::string_view words : {"bad_alloc", "ut of memory", "annot allocate memory"})
    if (messages.find(words) != messages.npos) return true;
  return false;
}

Problem why_it_failed(int status, std::string_view messages) {
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    if (signal == SIGXFSZ) return problem(ProblemCode::area_file_unsafe).with("reason", "output-size");
    if (signal == SIGXCPU || signal == SIGKILL) return problem(ProblemCode::parse_timeout);
  }
  if (tells_of_memory(messages)) return problem(ProblemCode::parse_memory);
  if (!WIFEXITED(status) || WEXITSTATUS(status) == kNotLocked || WEXITSTATUS(status) == 2)
    return problem(ProblemCode::parse_failed);
  if (WEXITSTATUS(status) == kNoConverter) return problem(ProblemCode::converter_missing);
  return problem(ProblemCode::area_file_damaged).with("part", "ogr2ogr");
}

}  // namespace

// Its messages are looked through but not kept: they may quote the file.
Done convert(const Conversion& conversion, const SandboxOptions& sandbox) {
  if (::access(conversion.converter.c_str(), X_OK) != 0) return problem(ProblemCode::converter_missing);
  Descriptor read_end, write_end;
  const auto output = create_file(conversion.output);
  if (!output || !make_pipe(read_end, write_end)) return problem(ProblemCode::parse_failed);
  const ConverterArguments arguments{
      .memory_bytes = sandbox.memory_bytes,
      .cpu_seconds = kBaseSeconds + sandbox.cpu_seconds + conversion.input_bytes / kBytesPerSecond,
      .output_bytes = conversion.output_bytes,
      .folder = conversion.folder,
      .converter = conversion.converter,
      .options = conversion.options};
  ChildProcess child;
  if (!child.start(sandbox.program, write_arguments(arguments),
                   {.output = output.get(), .errors = write_end.get()}))
    return problem(ProblemCode::parse_failed);
  write_end.reset();
  std::string messages;
  const bool in_time = listen(read_end.get(), Clock::now() + sandbox.wall_limit, [&](std::string_view bytes) {
    messages.append(bytes.substr(0, kMostMessages - std::min(kMostMessages, messages.size())));
    return true;
  });
  const int status = child.end();
  if (sandbox.ended) sandbox.ended({child.peak_bytes(), child.processor()});
  if (!in_time) return problem(ProblemCode::parse_timeout);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return done();
  return why_it_failed(status, messages);
}

}  // namespace weige::formats
