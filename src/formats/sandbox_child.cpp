#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <new>

#include "formats/area_stream.h"
#include "formats/converter_child.h"
#include "formats/descriptor.h"
#include "formats/lockdown.h"
#include "formats/row_stream.h"
#include "formats/sandbox.h"
#include "formats/sandbox_arguments.h"
#include "formats/workbook.h"

namespace weige::formats {
namespace {

constexpr int kFile = 0, kOutput = 1;
constexpr std::size_t kFlushAt = 64 * 1024;

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

// Frames on their way to the parent.
class Output {
 public:
  std::string& frames() { return out_; }
  // False when the parent no longer listens.
  bool flush_when_full() { return out_.size() < kFlushAt || flush(); }
  bool flush() {
    const bool heard = write_all(kOutput, out_);
    out_.clear();
    return heard;
  }

 private:
  std::string out_;
};

class RowWriter {
 public:
  explicit RowWriter(Output& out) : out_(out) {}

  Next row(const RowView& row) {
    if (first_ || row.sheet != sheet_) {
      sheet_ = row.sheet;
      first_ = false;
      put_sheet(out_.frames(), sheet_);
    }
    put_row(out_.frames(), row);
    return out_.flush_when_full() ? Next::more : Next::stop;
  }

 private:
  Output& out_;
  std::string sheet_;
  bool first_ = true;
};

// What `read` gives; memory that is not there is a problem like any other.
template <class Read>
auto within_memory(Read read) -> decltype(read()) {
  try {
    return read();
  } catch (const std::bad_alloc&) {
    return problem(ProblemCode::parse_memory);
  }
}

// False when the parent heard no last word.
bool parse_table(const ReadOptions& options, int status_file) {
  Output out;
  RowWriter writer(out);
  const auto result = within_memory([&] {
    return read_table(FileSource::borrow(kFile), options,
                      [&](const RowView& row) { return writer.row(row); });
  });
  if (result)
    put_report(out.frames(), *result, peak_bytes(status_file));
  else
    put_problem(out.frames(), result.problem(), peak_bytes(status_file));
  return out.flush();
}

// The file is looked at where it lies, so that it takes no memory of its own.
Result<GeoLayer> read_layer(const GeoLimits& limits) {
  const auto size = FileSource::borrow(kFile).size();
  if (size > limits.bytes)
    return problem(ProblemCode::file_too_large).with("max", std::to_string(limits.bytes));
  if (size == 0) return problem(ProblemCode::file_empty);
  const void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, kFile, 0);
  if (bytes == MAP_FAILED) return problem(ProblemCode::parse_memory);
  return read_geojson({static_cast<const char*>(bytes), size}, limits);
}

bool parse_areas(const GeoLimits& limits, int status_file) {
  Output out;
  const auto result = within_memory([&] { return read_layer(limits); });
  if (!result) {
    put_problem(out.frames(), result.problem(), peak_bytes(status_file));
    return out.flush();
  }
  for (const auto& feature : result->features) {
    put_feature(out.frames(), feature);
    if (!out.flush_when_full()) return false;
  }
  put_layer(out.frames(), *result, peak_bytes(status_file));
  return out.flush();
}

// _exit: no destructors or exit handlers run under the filter.
template <class Arguments, class Parse>
[[noreturn]] void parse_locked_down(const std::optional<Arguments>& arguments, Parse parse) {
  if (!arguments) ::_exit(2);
  const int status_file = ::open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  if (!lock_down({arguments->memory_bytes, arguments->cpu_seconds})) ::_exit(3);
  ::_exit(parse(*arguments, status_file) ? 0 : 4);
}

}  // namespace

int parse_child_main(int argc, char** argv) {
  const auto kind = kind_of_child(argc, argv);
  if (kind == kParseTable)
    parse_locked_down(read_arguments(argc, argv), [](const ChildArguments& arguments, int status_file) {
      return parse_table(arguments.options, status_file);
    });
  if (kind == kParseAreas)
    parse_locked_down(read_area_arguments(argc, argv),
                      [](const AreaChildArguments& arguments, int status_file) {
                        return parse_areas(arguments.limits, status_file);
                      });
  if (kind == kConvert) become_converter(argc, argv);
  ::_exit(2);
}

}  // namespace weige::formats
