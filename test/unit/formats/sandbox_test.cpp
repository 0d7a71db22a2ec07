#include "formats/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "formats/lockdown.h"
#include "formats/row_stream.h"
#include "support/xlsx_builder.h"

namespace weige::formats {
namespace sandbox_test {

using Rows = std::vector<std::vector<std::string>>;

// A nameless file with the bytes.
class TestFile {
 public:
  explicit TestFile(std::string_view bytes) : fd_(::memfd_create("table", MFD_CLOEXEC)) {
    EXPECT_EQ(::write(fd_, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }
  ~TestFile() { ::close(fd_); }
  FileSource source() const { return FileSource::borrow(fd_); }

 private:
  int fd_;
};

SandboxOptions with_child() {
  return {.program = WEIGE_PARSE_CHILD};
}

struct Outcome {
  Result<SandboxReport> result;
  Rows rows;
};

Outcome run(std::string_view bytes, const SandboxOptions& sandbox = with_child(),
            const ReadOptions& options = {}) {
  Rows rows;
  const TestFile file(bytes);
  auto result = read_in_sandbox(file.source(), options, sandbox, [&](const RowView& row) {
    auto& kept = rows.emplace_back();
    kept.push_back(std::string(row.sheet) + "!" + std::to_string(row.row_number));
    for (const auto& cell : row.cells) kept.emplace_back(cell.text);
    return Next::more;
  });
  return {std::move(result), std::move(rows)};
}

ProblemCode code_of(const Outcome& outcome) {
  return outcome.result ? ProblemCode::internal : outcome.result.problem().code;
}

TEST(Sandbox, GivesTheRowsOfAnXlsxFile) {
  const auto bytes = test::XlsxBuilder()
                         .rows(R"(<row r="3"><c t="s"><v>1</v></c><c r="C3" s="1"><v>45000</v></c></row>)",
                               R"(<mergeCells><mergeCell ref="A1:B1"/></mergeCells>)")
                         .finish();
  const auto outcome = run(bytes);
  ASSERT_TRUE(outcome.result.ok());
  EXPECT_EQ(outcome.rows, (Rows{{"Sheet1!3", "乙", "", "45000"}}));
  EXPECT_EQ(outcome.result->report.format, "xlsx");
  EXPECT_EQ(outcome.result->report.sheets[0].merged, (std::vector<CellRange>{{1, 1, 1, 2}}));
  EXPECT_EQ(outcome.result->report.all_sheets, (std::vector<SheetInfo>{{"Sheet1", false}}));
  EXPECT_GT(outcome.result->peak_bytes, 0u);
}

TEST(Sandbox, ReadsGb18030WithoutOpeningFiles) {
  EXPECT_EQ(run("\xD5\xC5\xC8\xFD,\xC3\xF7\n").rows, (Rows{{"!1", "张三", "明"}}));
}

TEST(Sandbox, PassesManyRowsAndStopsWhenTheSinkHasEnough) {
  std::string csv;
  for (int i = 0; i < 50'000; ++i) csv += "张三,明珠路八十八弄\n";
  EXPECT_EQ(run(csv).rows.size(), 50'000u);
  const TestFile file(csv);
  int rows = 0;
  const auto result =
      read_in_sandbox(file.source(), {}, with_child(), [&](const RowView&) { return ++rows, Next::stop; });
  EXPECT_TRUE(result.ok() && result->report.stopped);
  EXPECT_EQ(rows, 1);
}

TEST(Sandbox, PassesProblemsWithPlaceAndOptions) {
  const auto bytes = test::XlsxBuilder().rows(R"(<row><c r="B1"><f>1</f></c></row>)").finish();
  const auto outcome = run(bytes, with_child(), {.sheet = "Sheet1", .formulas = FormulaCells::refuse});
  ASSERT_EQ(code_of(outcome), ProblemCode::cell_formula);
  EXPECT_EQ(outcome.result.problem().place, "Sheet1!B1");
}

TEST(Sandbox, ReapsTheChildWhenTheSinkThrows) {
  const TestFile file("a\nb\n");
  EXPECT_THROW(
      (void)read_in_sandbox(file.source(), {}, with_child(), [](const RowView&) -> Next { throw 1; }), int);
}

TEST(Sandbox, ATooSlowChildIsEnded) {
  auto sandbox = with_child();
  sandbox.wall_limit = std::chrono::milliseconds(0);
  EXPECT_EQ(code_of(run("a\n", sandbox)), ProblemCode::parse_timeout);
}

TEST(Sandbox, TellsWhatTheChildNeededWhenItRefusesToo) {
  auto sandbox = with_child();
  std::vector<std::uint64_t> peaks;
  sandbox.ended = [&](const SandboxUse& use) { peaks.push_back(use.peak_bytes); };
  EXPECT_EQ(code_of(run("a,\"b\n", sandbox)), ProblemCode::csv_quotes);
  EXPECT_TRUE(run("a,b\n", sandbox).result.ok());
  ASSERT_EQ(peaks.size(), 2u);
  EXPECT_GT(peaks[0], 1u << 20);
  EXPECT_GT(peaks[1], 1u << 20);
}

TEST(Sandbox, AChildThatDiesOrLiesIsAProblem) {
  for (const auto* program : {"/bin/false", "/bin/echo", "/nonexistent"})
    EXPECT_EQ(code_of(run("a\n", {.program = program})), ProblemCode::parse_failed) << program;
}

TEST(Sandbox, AChildWithoutMemoryIsAProblem) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers need more address space than any useful limit";
#endif
  std::string items;
  for (int i = 0; i < 400'000; ++i)
    items += "<si><t>" + std::to_string(i * 2654435761u) + std::string(100, 'x') + "</t></si>";
  auto sandbox = with_child();
  sandbox.memory_bytes = 80u << 20;
  ReadOptions options;
  options.limits.compression_ratio = 2'000;
  const auto code = code_of(run(test::XlsxBuilder().shared_strings(items).finish(), sandbox, options));
  EXPECT_TRUE(code == ProblemCode::parse_memory || code == ProblemCode::parse_failed);
}

TEST(RowStream, RefusesFramesThatDoNotAddUp) {
  std::string frame;
  const std::vector<Cell> cells{{.kind = CellKind::text, .text = "abc"}, {}};
  put_row(frame, {.row_number = 7, .cells = cells});
  const std::string_view content = std::string_view(frame).substr(5);
  std::vector<Cell> out;
  EXPECT_EQ(get_row(content, out), 7u);
  for (std::size_t size = 0; size < content.size(); ++size)
    EXPECT_FALSE(get_row(content.substr(0, size), out)) << size;
  EXPECT_FALSE(get_row(std::string(content) + "x", out));
  EXPECT_FALSE(get_problem(content));
  EXPECT_FALSE(get_report(content));
}

// What a locked-down process may not do: exits 0 when the call was refused.
template <class Call>
[[noreturn]] void try_under_lockdown(Call call) {
  if (!lock_down({.memory_bytes = 1ull << 30, .cpu_seconds = 5})) ::_exit(9);
  errno = 0;
  const bool refused = call() < 0 && errno == EPERM;
  ::_exit(refused ? 0 : 1);
}

TEST(LockdownDeathTest, RefusesNetworkFilesAndPrograms) {
  const auto refused = testing::ExitedWithCode(0);
  EXPECT_EXIT(try_under_lockdown([] { return ::socket(AF_INET, SOCK_STREAM, 0); }), refused, "");
  EXPECT_EXIT(try_under_lockdown([] { return ::socket(AF_UNIX, SOCK_STREAM, 0); }), refused, "");
  EXPECT_EXIT(try_under_lockdown([] { return ::open("/etc/passwd", O_RDONLY); }), refused, "");
  EXPECT_EXIT(try_under_lockdown([] { return ::open("/tmp/x", O_WRONLY | O_CREAT, 0600); }), refused, "");
  EXPECT_EXIT(try_under_lockdown([] { return ::execl("/bin/true", "true", nullptr); }), refused, "");
  EXPECT_EXIT(try_under_lockdown([] { return ::fork(); }), refused, "");
  EXPECT_EXIT(try_under_lockdown([] { return ::kill(::getppid(), 0); }), refused, "");
  EXPECT_EXIT(try_under_lockdown([] {
                void* got = ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                return got == MAP_FAILED ? -1 : 0;
              }),
              refused, "");
}

TEST(LockdownDeathTest, EndsAtItsProcessorTime) {
  EXPECT_EXIT(
      {
        if (!lock_down({.memory_bytes = 1ull << 30, .cpu_seconds = 1})) ::_exit(9);
        for (volatile bool spinning = true; spinning;) {
        }
      },
      testing::KilledBySignal(SIGKILL), "");
}

}  // namespace sandbox_test
}  // namespace weige::formats
