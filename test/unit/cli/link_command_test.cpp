#include "cli/link_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "support/random_folder.h"

namespace weige::cli {
namespace link_command_test {

using testing::HasSubstr;

class LinkCommandTest : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) const {
    const std::string path = folder.path() / name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  std::string read(const std::string& path) const {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // People `from` to `end` - 1, of whom everything but the id is the same wherever they stand.
  static std::string people(const std::string& id, const std::string& separator, int from = 0,
                            int end = 600) {
    static const std::array<std::string, 5> surnames{"赵", "钱", "孙", "李", "周"},
        given{"明", "芳", "强", "静", "磊"};
    std::string text = id + separator + "name" + separator + "idno" + separator + "phone\n";
    for (int i = from; i < end; ++i) {
      const auto index = static_cast<std::size_t>(i);
      text += id + std::to_string(i) + separator + surnames[index % 5] + given[index / 5 % 5] + separator;
      text += "999000" + std::to_string(1950 + i % 60) + "0101" + std::to_string(1000 + i) + separator;
      text += "1000000" + std::to_string(1000 + i) + "\n";
    }
    return text;
  }
  LinkFlags flags(const std::string& left, const std::string& right) const {
    return {.left = left, .right = right, .out = folder.path() / "links.csv", .threads = 2, .quiet = true};
  }
  std::string problem_of(const LinkFlags& asked) const {
    std::ostringstream err;
    const auto outcome = link_command(asked, err);
    return outcome
               ? ""
               : std::string(catalogue_entry(outcome.problem().code).code) + " " + outcome.problem().place;
  }

  const test::RandomFolder folder;
};

std::set<std::string> same_pairs(const std::string& links) {
  std::set<std::string> pairs;
  std::istringstream in(links);
  std::string line;
  std::getline(in, line);
  EXPECT_EQ(line, "left_id,right_id,probability,class");
  while (std::getline(in, line))
    if (line.ends_with(",same")) pairs.insert(line.substr(0, line.find(',', line.find(',') + 1)));
  return pairs;
}

TEST_F(LinkCommandTest, WritesWhoIsTheSame) {
  const auto left = write("left.csv", people("qid", ",", 100)),
             right = write("right.csv", people("rid", ","));
  ASSERT_EQ(problem_of(flags(left, right)), "");
  const auto pairs = same_pairs(read(flags(left, right).out));
  EXPECT_EQ(pairs.size(), 500u);
  EXPECT_TRUE(pairs.contains("qid100,rid100"));
}

TEST_F(LinkCommandTest, GivesTheSameWhicheverSideIsLarger) {
  const auto small = write("small.csv", people("qid", ",", 0, 300)),
             large = write("large.csv", people("rid", ","));
  ASSERT_EQ(problem_of(flags(small, large)), "");
  const auto one_way = same_pairs(read(flags(small, large).out));
  ASSERT_EQ(problem_of(flags(large, small)), "");
  std::set<std::string> other_way;
  for (const auto& pair : same_pairs(read(flags(large, small).out)))
    other_way.insert(pair.substr(pair.find(',') + 1) + "," + pair.substr(0, pair.find(',')));
  EXPECT_FALSE(one_way.empty());
  EXPECT_EQ(one_way, other_way);
}

TEST_F(LinkCommandTest, ReadsQuotesMarksSeparatorsAndOtherEncodings) {
  std::string quoted = people("qid", ";");
  quoted.replace(quoted.find("qid7;"), 4, "\"qid\n7\"");
  const auto left = write("left.csv", "\xEF\xBB\xBF" + quoted),
             right = write("right.csv", people("rid", "\t"));
  ASSERT_EQ(problem_of(flags(left, right)), "");
  const std::string links = read(flags(left, right).out);
  EXPECT_THAT(links, HasSubstr("\"qid\n7\",rid7,"));
  EXPECT_THAT(links, HasSubstr("qid8,rid8,"));
}

TEST_F(LinkCommandTest, FindsDuplicatesWithinOneFile) {
  std::string text = people("rid", ",");
  const std::string again = people("copy", ",", 20, 60);
  const auto file = write("one.csv", text + again.substr(again.find('\n') + 1));
  ASSERT_EQ(problem_of({.dedupe = file, .out = folder.path() / "links.csv", .threads = 1, .quiet = true}),
            "");
  EXPECT_THAT(read(folder.path() / "links.csv"), HasSubstr("copy20,rid20,"));
}

TEST_F(LinkCommandTest, TellsWhatItCannotDo) {
  const auto good = write("good.csv", people("rid", ",")), empty = write("empty.csv", ""),
             other = write("other.csv", "a,b\n1,2\n");
  EXPECT_EQ(problem_of(flags(good, "")), "setting --left");
  EXPECT_EQ(problem_of(flags(good, empty)), "file-empty " + empty);
  EXPECT_EQ(problem_of(flags(good, other)), "header-missing " + other);
  EXPECT_THAT(problem_of(flags(good, folder.path() / "none.csv")), HasSubstr("file-unreadable"));
  auto asked = flags(good, good);
  asked.out = folder.path() / "no" / "links.csv";
  EXPECT_THAT(problem_of(asked), HasSubstr("file-write"));
  asked.config = folder.path() / "none.toml";
  EXPECT_THAT(problem_of(asked), HasSubstr("file-unreadable"));
  asked.config = write("wrong.toml", "ids = 3\n");
  EXPECT_EQ(problem_of(asked), "setting ids");
}

}  // namespace link_command_test
}  // namespace weige::cli
