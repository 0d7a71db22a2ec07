// Group robots: where they may be, how often they speak, when they try again (issue 6, "Groups").
#include "teams/robot.h"

#include <gtest/gtest.h>

#include "support/test_time.h"

namespace weige::teams {
namespace robot_test {

using testing_support::kTestNow;
using namespace std::chrono_literals;

const std::vector<std::string> kAllowed{"qyapi.weixin.qq.com", "http://127.0.0.1:9000"};

TEST(RobotAddress, IsOnAHostThatTheOperatorAllows) {
  const auto found = robot_address("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc-1234", kAllowed);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->tls);
  EXPECT_EQ(found->host, "qyapi.weixin.qq.com");
  EXPECT_EQ(found->port, "443");
  EXPECT_EQ(found->target, "/cgi-bin/webhook/send?key=abc-1234");
  EXPECT_TRUE(robot_address("http://127.0.0.1:9000/send", kAllowed));
  for (const auto* text :
       {"http://qyapi.weixin.qq.com/send", "https://qyapi.weixin.qq.com:8443/send",
        "https://127.0.0.1:9000/send", "https://qyapi.weixin.qq.com@elsewhere.example/send",
        "https://qyapi.weixin.qq.com.elsewhere.example/send", "https://elsewhere.example/send",
        "ftp://qyapi.weixin.qq.com/", "https://", "https://qyapi.weixin.qq.com",
        "https://qyapi.weixin.qq.com/a b", ""})
    EXPECT_EQ(robot_address(text, kAllowed).problem().code, ProblemCode::team_robot_address) << text;
}

TEST(RobotAddress, IsNoneWhereRobotsAreOff) {
  EXPECT_EQ(robot_address("https://qyapi.weixin.qq.com/send", {}).problem().code,
            ProblemCode::team_robot_off);
}

TEST(RobotAddress, ShowsItsEndOnly) {
  EXPECT_EQ(robot_ending("https://qyapi.weixin.qq.com/send?key=abc-1234"), "1234");
  EXPECT_EQ(robot_ending("ab"), "ab");
}

TEST(RobotRate, IsTwentyInAMinute) {
  std::vector<Instant> sent;
  for (int i = 0; i < 19; ++i) sent.push_back(kTestNow - std::chrono::seconds{i});
  EXPECT_EQ(robot_free_at(sent, kTestNow), kTestNow);
  sent.push_back(kTestNow - 40s);
  EXPECT_EQ(robot_free_at(sent, kTestNow), kTestNow + 20s);
  EXPECT_EQ(robot_free_at(sent, kTestNow + 21s), kTestNow + 21s);
}

TEST(RobotRetry, WaitsTwiceAsLongEachTimeAndEnds) {
  EXPECT_EQ(robot_retry_at(1, kTestNow), kTestNow + 40s);
  EXPECT_EQ(robot_retry_at(2, kTestNow), kTestNow + 80s);
  EXPECT_TRUE(robot_retry_at(kMostRobotTries - 1, kTestNow));
  EXPECT_FALSE(robot_retry_at(kMostRobotTries, kTestNow));
}

TEST(RobotAnswers, TellWhetherTryingAgainHelps) {
  EXPECT_TRUE(robot_answer(0).sent);
  EXPECT_TRUE(robot_answer(45009).again) << "too often";
  EXPECT_TRUE(robot_answer(-1).again) << "the service is busy";
  EXPECT_FALSE(robot_answer(93000).again) << "no such robot";
  EXPECT_EQ(robot_answer(93000).fault, "93000");
}

}  // namespace robot_test
}  // namespace weige::teams
