// Replays what the fuzzers found worth keeping, whole and cut short, through the same entries in the normal
// build.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "fuzz_target.h"

namespace weige::fuzz {
namespace corpus_test {

namespace fs = std::filesystem;

fs::path corpus_dir() {
  const char* source = std::getenv("WEIGE_SOURCE_DIR");
  return fs::path{source ? source : "."} / "test/fuzz/corpus";
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void run(const Target& target, std::string_view bytes) {
  // A copy on the heap of exactly this size, so that the sanitizers see a read past the end.
  const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
  target.run(exact.data(), exact.size());
}

class Corpus : public testing::TestWithParam<Target> {};

TEST_P(Corpus, ReplaysWithoutAFinding) {
  const auto dir = corpus_dir() / GetParam().name;
  ASSERT_TRUE(fs::is_directory(dir)) << "every fuzz target keeps a seed corpus in " << dir;
  std::size_t files = 0;
  for (const auto& file : fs::directory_iterator(dir)) {
    SCOPED_TRACE(file.path().string());
    run(GetParam(), read_file(file.path()));
    ++files;
  }
  EXPECT_GT(files, 0u) << "the corpus is empty";
}

TEST_P(Corpus, SurvivesEveryFileCutShort) {
  constexpr std::size_t cuts = 64;  // per file, evenly spread
  for (const auto& file : fs::directory_iterator(corpus_dir() / GetParam().name)) {
    const std::string bytes = read_file(file.path());
    const std::size_t step = std::max<std::size_t>(1, bytes.size() / cuts);
    for (std::size_t size = 0; size < bytes.size(); size += step)
      run(GetParam(), std::string_view{bytes}.substr(0, size));
  }
}

INSTANTIATE_TEST_SUITE_P(Every, Corpus, testing::ValuesIn(targets()),
                         [](const auto& entry) { return entry.param.name; });

}  // namespace corpus_test
}  // namespace weige::fuzz
