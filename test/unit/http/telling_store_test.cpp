// What instances send each other, as text.
#include "http/telling_store.h"

#include <gtest/gtest.h>

namespace weige::http {
namespace telling_store_test {

TEST(Tellings, AreReadAsTheyWereSent) {
  for (const auto& telling :
       {telling_event("change", R"({"kind":"person","id":7})", {"post:1", "post:2"}), end_of_session(5),
        end_of_topic("account:3", 9), renewal_of_session(6), renewal_of_topic("account:4")}) {
    const auto notices = notices_of("here", telling);
    ASSERT_EQ(notices.size(), 1u);
    const auto heard = heard_in(notices.front());
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->from, "here");
    EXPECT_EQ(heard->telling, telling);
  }
}

TEST(Tellings, OfManyTopicsStayBelowWhatOneNoticeMayHold) {
  std::vector<std::string> topics;
  for (int i = 0; i < 2'001; ++i) topics.push_back("post:" + std::to_string(9'007'199'254'740'000 + i));
  const auto notices =
      notices_of("here", telling_event("change", R"({"kind":"instruction","id":1})", topics));
  std::vector<std::string> heard;
  for (const auto& notice : notices) {
    EXPECT_LT(notice.size(), 8'000u);
    const auto part = heard_in(notice).value();
    heard.insert(heard.end(), part.telling.topics.begin(), part.telling.topics.end());
  }
  EXPECT_EQ(heard, topics);
}

TEST(Tellings, ToNobodyAreNotSent) {
  EXPECT_TRUE(notices_of("here", telling_event("team", "{}", {})).empty());
}

TEST(Tellings, OfAnotherKindAreNone) {
  auto notice = notices_of("here", end_of_session(5)).front();
  ASSERT_TRUE(heard_in(notice));
  const auto kind = notice.find("end_session");
  EXPECT_FALSE(heard_in(std::string(notice).replace(kind, 3, "own")));
  for (const auto* other : {"", "hello", "[]", "{}", R"({"kind":"event","from":1})"})
    EXPECT_FALSE(heard_in(other)) << other;
}

}  // namespace telling_store_test
}  // namespace weige::http
