// Reads an uploaded table in a child process that can do nothing but parse: no files, no network, no other
// programs, and bounded memory, processor time and output. Whatever happens to the child, the parent gets
// rows or a problem.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "formats/byte_source.h"
#include "formats/table.h"

namespace weige::formats {

// What the child needed, whether it read the file or refused it.
struct SandboxUse {
  std::uint64_t peak_bytes = 0;  // resident memory at its highest; of a killed child the upper bound
  std::chrono::microseconds processor{0};
};

struct SandboxOptions {
  // A program whose main() hands over to parse_child_main() when argv[1] is kParseCommand. Default: this very
  // program.
  std::string program = "/proc/self/exe";
  std::uint64_t memory_bytes = 768ull << 20;
  // The child's processor time: a base, and one second more at one megabyte of file and each two after it. So
  // a small file has its answer within two seconds, whatever is in it.
  std::uint32_t cpu_seconds = 1;
  std::chrono::milliseconds wall_limit{120'000};
  std::function<void(const SandboxUse&)> ended = {};  // told once for each child that has run
};

inline constexpr const char* kParseCommand = "__parse";

struct SandboxReport {
  ReadReport report;
  std::uint64_t peak_bytes = 0;  // the child's resident memory at its highest
};

// Rows reach the sink while the child still reads. Problems: those of read_table, and parse_timeout,
// parse_memory, parse_failed.
Result<SandboxReport> read_in_sandbox(const FileSource& file, const ReadOptions& options,
                                      const SandboxOptions& sandbox, const RowSink& sink);

// The child: reads the file on descriptor 0, writes frames (row_stream.h, area_stream.h) to descriptor 1, or
// becomes the converter (converter_child.h). To be called first thing in main().
int parse_child_main(int argc, char** argv);

}  // namespace weige::formats
