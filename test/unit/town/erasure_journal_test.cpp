// The erasure journal: each whole line counts, a torn one was not reported, and another database's is
// refused.
#include "town/erasure_journal.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <limits>
#include <thread>

#include "support/random_folder.h"

namespace weige::town {
namespace erasure_journal_test {

using registry::ErasedMark;
using Marks = std::vector<ErasedMark>;

constexpr Instant kAt{std::chrono::microseconds{1795413600000000}};

JournalSeal seal_of(std::string ring, char key = 'k') {
  const auto root = *seal::Secret::of(std::string(seal::Secret::kBytes, key));
  return {std::move(ring), {seal::Profile::mlps3, root, "erasure_journal", "line"}};
}
const JournalSeal& ring() {
  static const auto seal = seal_of("ring");
  return seal;
}
constexpr std::string_view kFirst = "weige-erasures 2 ring\n";
std::string sealed(const std::string& words) {
  return words + " " + seal_of_line(ring(), words) + "\n";
}

Marks parsed(std::string_view text) {
  return parse_erasure_journal(text, ring()).value();
}
std::string reason(std::string_view text) {
  const auto marks = parse_erasure_journal(text, ring());
  if (marks) return "";
  EXPECT_EQ(marks.problem().code, ProblemCode::erasure_journal);
  return marks.problem().args.at(0).value;
}

TEST(ErasureJournalText, IsReadLineByLine) {
  const std::string first(kFirst), seven = sealed("person 7 1795413600000000"),
                                   nine = sealed("account 9 1795413600000000");
  EXPECT_EQ(parsed(""), Marks{});
  EXPECT_EQ(parsed(first), Marks{});
  EXPECT_EQ(parsed(first + seven + nine), (Marks{{"person", 7, kAt}, {"account", 9, kAt}}));
  EXPECT_EQ(parsed(first + seven + nine.substr(0, nine.size() - 1)), (Marks{{"person", 7, kAt}}))
      << "what was not written to its end was not reported";
}

TEST(ErasureJournalText, IsRefusedWhenItIsAnythingElse) {
  EXPECT_EQ(reason("person 7 1\n"), "not-a-journal");
  EXPECT_EQ(reason("weige-erasures 3 ring\n"), "not-a-journal");
  EXPECT_EQ(reason("weige-erasures 1 ring\nperson 7 1795413600000000\n"), "without-seals");
  EXPECT_EQ(reason("weige-erasures 2 other\n" + sealed("person 7 1")), "of-another-database");
  for (const auto* words :
       {"", "person", "person 7", "person x 1", "person 7 1 1", "person -7 1", "person 0 1", "person 07 1",
        "premises 7 1", "person 7 1 ", " person 7 1", "person  7 1"})
    EXPECT_EQ(reason(std::string(kFirst) + sealed(words)), "line-2") << words;
}

// A number that no register gives would keep the next start from ever giving one again.
TEST(ErasureJournalText, HasIdsAndInstantsThatThereAre) {
  const auto greatest = std::to_string(kGreatestErasedId);
  EXPECT_EQ(parsed(std::string(kFirst) + sealed("person " + greatest + " 1")).size(), 1u);
  for (const auto id :
       {kGreatestErasedId + 1, std::int64_t{1} << 53, std::numeric_limits<std::int64_t>::max()})
    EXPECT_EQ(reason(std::string(kFirst) + sealed("person " + std::to_string(id) + " 1")), "line-2") << id;
  EXPECT_EQ(reason(std::string(kFirst) + sealed("person 9223372036854775808 1")), "line-2");
  EXPECT_EQ(parsed(std::string(kFirst) + sealed("person 7 253402300799999999")).size(), 1u);
  for (const auto* at : {"0", "-1", "253402300800000000", "9223372036854775807", "9223372036854775808"})
    EXPECT_EQ(reason(std::string(kFirst) + sealed("person 7 " + std::string(at))), "line-2") << at;
}

TEST(ErasureJournalText, HasNoLineThatOthersWrote) {
  const std::string first(kFirst), good = sealed("person 7 1795413600000000"),
                                   words = "person 8 1795413600000000";
  const auto of_seven = good.substr(good.size() - 25);
  EXPECT_EQ(reason(first + good + words + "\n"), "line-3") << "no seal";
  EXPECT_EQ(reason(first + good + words + " " + of_seven), "line-3") << "that of another line";
  EXPECT_EQ(reason(first + good + words + " " + seal_of_line(seal_of("ring", 'x'), words) + "\n"), "line-3")
      << "made with other keys under the same name";
  for (std::size_t at = 0; at + 1 < good.size(); ++at) {
    auto changed = good;
    changed[at] = changed[at] == '7' ? '8' : '7';
    EXPECT_EQ(reason(first + changed), "line-2") << changed;
  }
}

class JournalFile : public testing::Test {
 protected:
  std::string text() const {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void put(const std::string& bytes, mode_t mode = 0600) const {
    std::ofstream(file, std::ios::binary) << bytes;
    ASSERT_EQ(::chmod(file.c_str(), mode), 0);
  }
  test::RandomFolder folder;
  std::filesystem::path file = folder.path() / "town.erasures";
};

TEST_F(JournalFile, GrowsAndIsForItsOwnerOnly) {
  ErasureJournal journal(file, ring());
  EXPECT_EQ(journal.read().value(), Marks{});
  ASSERT_TRUE(journal.append(Marks{}));
  EXPECT_FALSE(std::filesystem::exists(file)) << "nothing was erased yet";
  ASSERT_TRUE(journal.append(Marks{{"person", 7, kAt}}));
  ASSERT_TRUE(ErasureJournal(file, ring()).append(Marks{{"person", 8, kAt}}));
  EXPECT_EQ(journal.read().value(), (Marks{{"person", 7, kAt}, {"person", 8, kAt}}));
  EXPECT_EQ(text().rfind(kFirst, 0), 0u);
  struct stat about {};
  ASSERT_EQ(::stat(file.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
}

TEST_F(JournalFile, GoesOnBehindATornLine) {
  put(std::string(kFirst) + sealed("person 7 1795413600000000") + "person 99 17");
  ErasureJournal journal(file, ring());
  ASSERT_TRUE(journal.append(Marks{{"person", 8, kAt}}));
  EXPECT_EQ(journal.read().value(), (Marks{{"person", 7, kAt}, {"person", 8, kAt}}));
}

TEST_F(JournalFile, BeginsAnewWhenNotEvenTheFirstLineWasWhole) {
  put("weige-era");
  ErasureJournal journal(file, ring());
  ASSERT_TRUE(journal.append(Marks{{"person", 8, kAt}}));
  EXPECT_EQ(journal.read().value(), (Marks{{"person", 8, kAt}}));
}

TEST_F(JournalFile, IsNotBelievedWhenOthersMayWriteIt) {
  for (const mode_t mode : {0640, 0604, 0620, 0602}) {
    put(std::string(kFirst) + sealed("person 7 1795413600000000"), mode);
    ErasureJournal journal(file, ring());
    const auto before = text();
    const auto read = journal.read();
    ASSERT_FALSE(read) << mode;
    EXPECT_EQ(read.problem().args.at(0).value, "open-to-others");
    EXPECT_FALSE(journal.append(Marks{{"person", 8, kAt}})) << mode;
    EXPECT_EQ(text(), before);
  }
}

TEST_F(JournalFile, IsSharedByThoseWhoWriteAtOnce) {
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer)
    writers.emplace_back([&, writer] {
      ErasureJournal journal(file, ring());
      for (int i = 1; i <= 20; ++i) EXPECT_TRUE(journal.append(Marks{{"person", writer * 1000 + i, kAt}}));
    });
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(ErasureJournal(file, ring()).read().value().size(), 80u);
}

TEST_F(JournalFile, SaysWhyItCannotBeWritten) {
  ErasureJournal journal(folder.path() / "no-such-folder" / "town.erasures", ring());
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
