// The erasure journal: each whole line counts, a torn one was not reported, and another database's is
// refused.
#include "town/erasure_journal.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "support/random_folder.h"

namespace weige::town {
namespace erasure_journal_test {

using registry::ErasedMark;
using Marks = std::vector<ErasedMark>;

constexpr Instant kAt{std::chrono::microseconds{1795413600000000}};

Marks parsed(std::string_view text) {
  return parse_erasure_journal(text, "ring").value();
}
std::string reason(std::string_view text) {
  const auto marks = parse_erasure_journal(text, "ring");
  if (marks) return "";
  EXPECT_EQ(marks.problem().code, ProblemCode::erasure_journal);
  return marks.problem().args.at(0).value;
}

TEST(ErasureJournalText, IsReadLineByLine) {
  EXPECT_EQ(parsed(""), Marks{});
  EXPECT_EQ(parsed("weige-erasures 1 ring\n"), Marks{});
  EXPECT_EQ(parsed("weige-erasures 1 ring\nperson 7 1795413600000000\naccount 9 1795413600000000\n"),
            (Marks{{"person", 7, kAt}, {"account", 9, kAt}}));
  EXPECT_EQ(parsed("weige-erasures 1 ring\nperson 7 1795413600000000\nperson 8 17954136"),
            (Marks{{"person", 7, kAt}}))
      << "what was not written to its end was not reported";
}

TEST(ErasureJournalText, IsRefusedWhenItIsAnythingElse) {
  EXPECT_EQ(reason("person 7 1\n"), "not-a-journal");
  EXPECT_EQ(reason("weige-erasures 2 ring\n"), "not-a-journal");
  EXPECT_EQ(reason("weige-erasures 1 other\nperson 7 1\n"), "of-another-database");
  for (const auto* line :
       {"", "person", "person 7", "person x 1", "person 7 1 1", "person -7 1", "person 0 1", "premises 7 1",
        "person 7 1 ", " person 7 1", "person  7 1", "person 7 9223372036854775808"})
    EXPECT_EQ(reason("weige-erasures 1 ring\n" + std::string(line) + "\n"), "line-2") << line;
}

class JournalFile : public testing::Test {
 protected:
  std::string text() const {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  test::RandomFolder folder;
  std::filesystem::path file = folder.path() / "town.erasures";
};

TEST_F(JournalFile, GrowsAndIsForItsOwnerOnly) {
  ErasureJournal journal(file, "ring");
  EXPECT_EQ(journal.read().value(), Marks{});
  ASSERT_TRUE(journal.append(Marks{}));
  EXPECT_FALSE(std::filesystem::exists(file)) << "nothing was erased yet";
  ASSERT_TRUE(journal.append(Marks{{"person", 7, kAt}}));
  ASSERT_TRUE(ErasureJournal(file, "ring").append(Marks{{"person", 8, kAt}}));
  EXPECT_EQ(journal.read().value(), (Marks{{"person", 7, kAt}, {"person", 8, kAt}}));
  EXPECT_EQ(text().rfind("weige-erasures 1 ring\n", 0), 0u);
  struct stat about {};
  ASSERT_EQ(::stat(file.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
}

TEST_F(JournalFile, GoesOnBehindATornLine) {
  std::ofstream(file) << "weige-erasures 1 ring\nperson 7 1795413600000000\nperson 99 17";
  ErasureJournal journal(file, "ring");
  ASSERT_TRUE(journal.append(Marks{{"person", 8, kAt}}));
  EXPECT_EQ(journal.read().value(), (Marks{{"person", 7, kAt}, {"person", 8, kAt}}));
}

TEST_F(JournalFile, BeginsAnewWhenNotEvenTheFirstLineWasWhole) {
  std::ofstream(file) << "weige-era";
  ErasureJournal journal(file, "ring");
  ASSERT_TRUE(journal.append(Marks{{"person", 8, kAt}}));
  EXPECT_EQ(journal.read().value(), (Marks{{"person", 8, kAt}}));
}

TEST_F(JournalFile, IsSharedByThoseWhoWriteAtOnce) {
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer)
    writers.emplace_back([&, writer] {
      ErasureJournal journal(file, "ring");
      for (int i = 1; i <= 20; ++i) EXPECT_TRUE(journal.append(Marks{{"person", writer * 1000 + i, kAt}}));
    });
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(ErasureJournal(file, "ring").read().value().size(), 80u);
}

TEST_F(JournalFile, SaysWhyItCannotBeWritten) {
  ErasureJournal journal(folder.path() / "no-such-folder" / "town.erasures", "ring");
  const auto written = journal.append(Marks{{"person", 8, kAt}});
  ASSERT_FALSE(written);
  EXPECT_EQ(written.problem().code, ProblemCode::erasure_journal);
  EXPECT_NE(title(written.problem(), Language::zh).find("no-such-folder"), std::string::npos);
}

TEST(ErasureJournalPlace, IsBesideTheDatabase) {
  EXPECT_EQ(erasure_journal_of("sqlite:/var/lib/weige/town.db"), "/var/lib/weige/town.db.erasures");
  EXPECT_EQ(erasure_journal_of("postgres://weige@db/town"), "weige.erasures");
}

}  // namespace erasure_journal_test
}  // namespace weige::town
