#include "formats/sandbox.h"

#include <utility>

#include "formats/parse_run.h"
#include "formats/row_stream.h"
#include "formats/sandbox_arguments.h"

namespace weige::formats {
namespace {

// Turns the child's bytes into rows for the sink and the final word. The child's claims are checked against
// the limits again.
class Receiver {
 public:
  Receiver(const ReadLimits& limits, const RowSink& sink)
      : limits_(limits), sink_(sink), splitter_(std::uint64_t{limits.row_bytes} + (16u << 20)) {}

  // False when it has heard enough.
  bool take(std::string_view bytes) {
    const bool frames = splitter_.split(bytes, [&](FrameType type, std::string_view content) {
      frame(type, content);
      return !finished();
    });
    if (!frames) lie();
    return !finished();
  }

  bool finished() const { return result_.has_value(); }
  std::uint64_t peak_bytes() const { return peak_bytes_; }
  Result<SandboxReport>& result() { return *result_; }

 private:
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
      default:
        return lie();
    }
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
  FrameSplitter splitter_;
  std::string sheet_;
  std::vector<Cell> cells_;
  std::uint32_t sheets_ = 0, rows_ = 0, last_row_ = 0;
  std::uint64_t peak_bytes_ = 0;
  std::optional<Result<SandboxReport>> result_;
};

}  // namespace

Result<SandboxReport> read_in_sandbox(const FileSource& file, const ReadOptions& options,
                                      const SandboxOptions& sandbox, const RowSink& sink) {
  const ChildArguments arguments{sandbox.memory_bytes, processor_seconds(sandbox, file.size()), options};
  Receiver receiver(options.limits, sink);
  auto run = run_parser(sandbox, write_arguments(arguments), file.fd(),
                        [&](std::string_view bytes) { return receiver.take(bytes); });
  if (!run) return problem(ProblemCode::parse_failed);
  if (receiver.peak_bytes() != 0) run->use.peak_bytes = receiver.peak_bytes();
  if (sandbox.ended) sandbox.ended(run->use);
  if (!run->in_time || !receiver.finished()) return why_it_died(*run);
  auto& result = receiver.result();
  if (result) result->peak_bytes = run->use.peak_bytes;
  return std::move(result);
}

}  // namespace weige::formats
