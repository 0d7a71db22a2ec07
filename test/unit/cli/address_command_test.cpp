#include "cli/address_command.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <sstream>

namespace weige::cli {
namespace address_command_test {

struct Answer {
  int code;
  std::vector<boost::json::object> lines;
};

Answer answer_to(const std::string& text) {
  std::istringstream in(text);
  std::ostringstream out;
  Answer answer{address_command(in, out), {}};
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);)
    answer.lines.push_back(boost::json::parse(line).as_object());
  return answer;
}

TEST(AddressCommand, GivesOneObjectALineWithWhatWasFound) {
  const auto answer = answer_to("上海市青浦区徐泾镇明珠路88弄3号201室\n明珠路8号（近地铁站）\n");
  EXPECT_EQ(answer.code, 0);
  ASSERT_EQ(answer.lines.size(), 2u);
  EXPECT_EQ(answer.lines[0],
            boost::json::parse(R"({"province":"上海市","district":"青浦区","town":"徐泾镇","road":"明珠路",
              "lane":"88弄","number":"3号","room":"201室","canonical":"上海市青浦区徐泾镇明珠路88弄3号201室"})")
                .as_object());
  EXPECT_EQ(answer.lines[1].at("rest"), "(近地铁站)");
}

TEST(AddressCommand, ALineThatIsNoAddressKeepsItsPlace) {
  const auto answer = answer_to("明珠路8号\n\n，。\n明珠路9号\n");
  EXPECT_EQ(answer.code, 1);
  ASSERT_EQ(answer.lines.size(), 4u);
  EXPECT_TRUE(answer.lines[1].contains("problem"));
  EXPECT_TRUE(answer.lines[2].contains("problem"));
  EXPECT_EQ(answer.lines[3].at("canonical"), "明珠路9号");
}

TEST(AddressCommand, WhateverStandsInALineGivesJson) {
  const std::string odd = std::string("明珠路8号(\"引\\号\x01\x1f\t) \xFF'\"", 31) + "\n";
  EXPECT_EQ(answer_to(odd).lines.size(), 1u);
}

}  // namespace address_command_test
}  // namespace weige::cli
