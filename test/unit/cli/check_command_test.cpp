#include "cli/check_command.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <sstream>
#include <vector>

namespace weige::cli {
namespace check_command_test {

struct Run {
  int status;
  std::vector<boost::json::object> lines;
};

Run run(std::string_view kind, const std::string& input) {
  std::istringstream in(input);
  std::ostringstream out;
  Run result{check_command(kind, in, out), {}};
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);)
    result.lines.push_back(boost::json::parse(line).as_object());
  return result;
}

TEST(CheckCommand, SaysOneObjectALine) {
  const auto checked = run("id", "11010519491231002X\r\n110105194912310021\n\n1.1E+17\n");
  EXPECT_EQ(checked.status, 1);
  ASSERT_EQ(checked.lines.size(), 4u);
  const auto& good = checked.lines[0];
  EXPECT_EQ(good.size(), 4u);
  EXPECT_EQ(good.at("text").as_string(), "11010519491231002X");
  EXPECT_TRUE(good.at("valid").as_bool());
  EXPECT_TRUE(good.at("reason").is_null() && good.at("warning").is_null());
  EXPECT_TRUE(
      checked.lines[1].at("reason").as_string().starts_with("id-number-check-digit: 身份证号校验位不对"));
  EXPECT_TRUE(checked.lines[2].at("reason").as_string().starts_with("missing-field: "));
  EXPECT_TRUE(checked.lines[3].at("reason").as_string().starts_with("digits-lost: "));
}

TEST(CheckCommand, WarnsOfWhatIsAccepted) {
  const auto checked = run("phone", "10012345678\n");
  EXPECT_EQ(checked.status, 0);
  EXPECT_TRUE(checked.lines.at(0).at("warning").as_string().starts_with("reserved-demo: "));
  EXPECT_EQ(run("credit", "91350100M000100Y43").status, 0);
}

TEST(CheckCommand, WritesValidJsonForAnyBytes) {
  EXPECT_EQ(run("phone", "\xFF\"\\\x01\n").lines.size(), 1u);
}

TEST(CheckCommand, RefusesUnknownKinds) {
  EXPECT_EQ(run("address", "x\n").status, 2);
}

}  // namespace check_command_test
}  // namespace weige::cli
