#include "cli/lines.h"

#include <fcntl.h>
#include <unistd.h>
#include <ext/stdio_filebuf.h>

#include <cerrno>
#include <cstring>
#include <iostream>

#include "cli/outcome.h"

namespace weige::cli {
namespace {

constexpr std::size_t kBuffer = 1 << 18;

using Buffer = __gnu_cxx::stdio_filebuf<char>;  // a stream over a descriptor, with a buffer of our size

Problem unreadable(const std::string& file) {
  return problem(ProblemCode::file_unreadable, file).with("reason", std::strerror(errno));
}

}  // namespace

int run_on_lines(const std::string& file, const LineWork& work) {
  const int from = file == "-" ? ::dup(STDIN_FILENO) : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (from < 0) return told(unreadable(file), std::cerr);
  Buffer in_buffer(from, std::ios::in | std::ios::binary, kBuffer);
  Buffer out_buffer(::dup(STDOUT_FILENO), std::ios::out | std::ios::binary, kBuffer);
  std::istream in(&in_buffer);
  std::ostream out(&out_buffer);
  const int code = work(in, out);
  if (!out.flush())
    return told(problem(ProblemCode::file_write).with("reason", std::strerror(errno)), std::cerr);
  return code;
}

}  // namespace weige::cli
