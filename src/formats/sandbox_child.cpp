#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <new>

#include "formats/lockdown.h"
#include "formats/row_stream.h"
#include "formats/sandbox.h"
#include "formats/sandbox_arguments.h"
#include "formats/workbook.h"

namespace weige::formats {
namespace {

constexpr int kFile = 0, kOutput = 1;
constexpr std::size_t kFlushAt = 64 * 1024;

// False when the parent no longer listens.
bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(kOutput, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// getrusage would count the parent's memory from before the exec; VmHWM is this program's own.
std::uint64_t peak_bytes(int status_file) {
  std::array<char, 4096> buffer{};
  const auto got = ::pread(status_file, buffer.data(), buffer.size() - 1, 0);
  const std::string_view text(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  const auto label = text.find("VmHWM:");
  if (label == text.npos) return 0;
  const auto digits = text.find_first_of("0123456789", label);
  std::uint64_t kilobytes = 0;
  if (digits != text.npos) std::from_chars(text.data() + digits, text.data() + text.size(), kilobytes);
  return kilobytes * 1024;
}

class FrameWriter {
 public:
  Next row(const RowView& row) {
    if (first_ || row.sheet != sheet_) {
      sheet_ = row.sheet;
      first_ = false;
      put_sheet(out_, sheet_);
    }
    put_row(out_, row);
    if (out_.size() < kFlushAt) return Next::more;
    const bool heard = write_all(out_);
    out_.clear();
    return heard ? Next::more : Next::stop;
  }
  bool end(const Result<ReadReport>& result, std::uint64_t peak) {
    if (result)
      put_report(out_, *result, peak);
    else
      put_problem(out_, result.problem(), peak);
    return write_all(out_);
  }

 private:
  std::string out_, sheet_;
  bool first_ = true;
};

Result<ReadReport> parse(FrameWriter& writer, const ReadOptions& options) {
  try {
    const auto file = FileSource::borrow(kFile);
    return read_table(file, options, [&](const RowView& row) { return writer.row(row); });
  } catch (const std::bad_alloc&) {
    return problem(ProblemCode::parse_memory);
  }
}

}  // namespace

// _exit: no destructors or exit handlers run under the filter.
int parse_child_main(int argc, char** argv) {
  const auto arguments = read_arguments(argc, argv);
  if (!arguments) ::_exit(2);
  const int status_file = ::open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  if (!lock_down({arguments->memory_bytes, arguments->cpu_seconds})) ::_exit(3);
  FrameWriter writer;
  const auto result = parse(writer, arguments->options);
  ::_exit(writer.end(result, peak_bytes(status_file)) ? 0 : 4);
}

}  // namespace weige::formats
