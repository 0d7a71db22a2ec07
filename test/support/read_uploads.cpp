#include "support/read_uploads.h"

#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <stdexcept>

#include "registry/upload_rows.h"
#include "support/imports.h"

namespace weige::test {
namespace {

std::chrono::microseconds processor_time() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds{now.tv_sec} + std::chrono::microseconds{now.tv_nsec / 1000};
}

}  // namespace

registry::UploadSandbox parse_sandbox() {
  registry::UploadSandbox out{.program = WEIGE_PARSE_CHILD};
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  out.cpu_seconds += 20;
#endif
  return out;
}

ReadUpload read_as_upload(std::string_view bytes, std::uint64_t stretched_to) {
  const testing_support::MemoryFile file(bytes);
  if (stretched_to > 0 && ::ftruncate(file.fd(), static_cast<off_t>(stretched_to)) != 0)
    throw std::runtime_error("the memory file cannot be stretched");
  ReadUpload read{problem(ProblemCode::internal), {}};
  auto options = parse_sandbox();
  options.ended = [&](const formats::SandboxUse& use) {
    read.peak_bytes = use.peak_bytes;
    read.child_processor = use.processor;
    ++read.children;
  };
  const auto wall = std::chrono::steady_clock::now();
  const auto own = processor_time();
  std::vector<std::string> chunks;
  read.sheets = registry::read_upload(file.fd(), options, [&](registry::UploadChunk&& chunk) {
    chunks.push_back(std::move(chunk.bytes));
    return done();
  });
  read.own_processor = processor_time() - own;
  read.wall = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - wall);
  // Afterwards: whoever takes a file in keeps the rows as they are packed.
  for (const auto& chunk : chunks)
    for (const auto& row : registry::unpack_rows(chunk)) {
      auto& kept = read.rows.emplace_back();
      for (const auto& cell : row.cells) kept.push_back(registry::cell_text(cell));
    }
  return read;
}

std::uint32_t files_per_family(const char* variable) {
  const char* wanted = std::getenv(variable);
  return wanted ? static_cast<std::uint32_t>(std::atoi(wanted)) : 2;
}

void tell_file_check(const std::string& family, const ReadUpload& read) {
  const char* path = std::getenv("WEIGE_FILES_REPORT");
  if (!path) return;
  const auto processor = read.child_processor + read.own_processor;
  std::ofstream(path, std::ios::app) << family << ' ' << read.wall.count() << ' ' << processor.count() << ' '
                                     << read.peak_bytes << '\n';
}

}  // namespace weige::test
