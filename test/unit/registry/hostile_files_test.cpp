// Hostile and broken files through the door of production: refused with the code of their family, within the
// memory that the requirement grants. ./dev check hostile-files reads twenty of each and looks at the time.
#include <gtest/gtest.h>

#include <set>

#include "support/hostile_files.h"
#include "support/read_uploads.h"

namespace weige {
namespace hostile_files_test {

using test::HostileFamily;

constexpr std::uint64_t kMostMemory = 256ull << 20;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

class HostileFiles : public testing::TestWithParam<HostileFamily> {};

void expect_refused(const HostileFamily& family, std::uint32_t seed) {
  const auto file = family.build(seed);
  SCOPED_TRACE(testing::Message() << "seed " << seed << ", " << file.bytes.size() << " bytes");
  const auto read = test::read_as_upload(file.bytes, file.stretched_to);
  test::tell_file_check("hostile " + family.name, read);
  ASSERT_FALSE(read.sheets.ok()) << "was read";
  const auto& found = read.sheets.problem();
  // A program with sanitizers gives the child many times as long, and such a file then comes to its end.
  if (!kSanitized || family.code != ProblemCode::parse_timeout) {
    EXPECT_EQ(catalogue_entry(found.code).code, catalogue_entry(family.code).code) << found.place;
  }
  if (!family.reason.empty()) {
    ASSERT_FALSE(found.args.empty());
    EXPECT_EQ(found.args.front().value, family.reason);
  }
  EXPECT_EQ(read.children, 1);
  if (!kSanitized) {
    EXPECT_LE(read.peak_bytes, kMostMemory);
  }
  EXPECT_GT(read.peak_bytes, 0u);
}

TEST_P(HostileFiles, AreRefusedWithTheirCode) {
  for (std::uint32_t seed = 1; seed <= test::files_per_family("WEIGE_HOSTILE_FILES"); ++seed)
    expect_refused(GetParam(), seed);
}

INSTANTIATE_TEST_SUITE_P(Families, HostileFiles, testing::ValuesIn(test::hostile_families()),
                         [](const auto& test) { return test.param.name; });

TEST(HostileFileFamilies, HaveTheirOwnCodesUnlessTheyShareTheMend) {
  std::set<std::pair<ProblemCode, std::string>> seen;
  std::set<ProblemCode> codes;
  for (const auto& family : test::hostile_families()) {
    EXPECT_EQ(family.code == ProblemCode::file_unsafe, !family.reason.empty()) << family.name;
    EXPECT_TRUE(seen.emplace(family.code, family.reason).second) << family.name;
    codes.insert(family.code);
  }
  EXPECT_GE(codes.size(), 25u);
}

// The time of a small file: at most two seconds of the processor, and then it is refused (SlowTags above).
TEST(HostileFileFamilies, MayTakeTwoSecondsAtMost) {
  EXPECT_LE(registry::UploadSandbox{}.cpu_seconds, 2u);
}

}  // namespace hostile_files_test
}  // namespace weige
