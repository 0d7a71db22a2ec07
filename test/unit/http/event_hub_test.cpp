#include "http/event_hub.h"

#include <gtest/gtest.h>

namespace weige::http {
namespace event_hub_test {

std::string taken(Listener& listener) {
  std::string out;
  for (const auto& frame : listener.take().frames) out += *frame;
  return out;
}

TEST(EventFrame, HasOneDataLinePerLine) {
  EXPECT_EQ(event_frame("r-1", "job", "a\nb"), "id: r-1\nevent: job\ndata: a\ndata: b\n\n");
  EXPECT_EQ(event_frame("", "reset", ""), "event: reset\ndata: \n\n");
}

TEST(EventHub, DeliversByTopicAndWakesOnce) {
  EventHub hub("r");
  int wakes = 0;
  const auto a = hub.listen({.topics = {"a"}}, [&] { ++wakes; });
  const auto b = hub.listen({.topics = {"b"}}, [] {});
  hub.publish({"a", "job", "1"});
  hub.publish({"a", "job", "2"});
  EXPECT_EQ(wakes, 1);
  EXPECT_EQ(taken(*a), "id: r-1\nevent: job\ndata: 1\n\nid: r-2\nevent: job\ndata: 2\n\n");
  EXPECT_EQ(taken(*b), "");
  hub.publish({"a", "job", "3"});
  EXPECT_EQ(wakes, 2);
}

TEST(EventHub, TellsAnEventOfManyTopicsOnceToEach) {
  EventHub hub("r");
  const auto both = hub.listen({.topics = {"a", "b"}}, [] {});
  const auto b = hub.listen({.topics = {"b"}}, [] {});
  const auto other = hub.listen({.topics = {"c"}}, [] {});
  hub.publish({.topic = {}, .name = "change", .data = "1"}, {"a", "b"});
  EXPECT_EQ(taken(*both), "id: r-1\nevent: change\ndata: 1\n\n");
  EXPECT_EQ(taken(*b), "id: r-1\nevent: change\ndata: 1\n\n");
  EXPECT_EQ(taken(*other), "");
  hub.publish({"c", "job", "2"});
  EXPECT_EQ(taken(*hub.listen({.topics = {"b"}, .last_event_id = "r-0"}, [] {})),
            "id: r-1\nevent: change\ndata: 1\n\n");
  EXPECT_EQ(taken(*hub.listen({.topics = {"c"}, .last_event_id = "r-0"}, [] {})),
            "id: r-2\nevent: job\ndata: 2\n\n");
}

TEST(EventHub, TellsThoseThatStayWhenOthersOfTheTopicLeave) {
  EventHub hub("r");
  constexpr std::size_t kMany = 1000;
  std::vector<std::shared_ptr<Listener>> all;
  for (std::size_t i = 0; i < kMany; ++i) all.push_back(hub.listen({.topics = {"a"}, .session = 7}, [] {}));
  for (std::size_t i = 0; i < kMany; i += 2) hub.leave(all[i]);
  EXPECT_EQ(hub.listeners(), kMany / 2);
  hub.publish({"a", "job", "1"});
  hub.close_session(7);
  std::size_t told = 0, closed = 0;
  for (std::size_t i = 0; i < kMany; ++i) {
    const auto [frames, is_closed] = all[i]->take();
    EXPECT_EQ(frames.size(), i % 2 * 2) << i;
    told += frames.size();
    closed += is_closed ? 1 : 0;
  }
  EXPECT_EQ(told, kMany);
  EXPECT_EQ(closed, kMany / 2);
  for (std::size_t i = 1; i < kMany; i += 2) hub.leave(all[i]);
  EXPECT_EQ(hub.listeners(), 0U);
  EXPECT_EQ(taken(*hub.listen({.topics = {"a"}}, [] {})), "");
}

TEST(EventHub, ReplaysWhatWasMissed) {
  EventHub hub("r");
  for (int i = 1; i <= 3; ++i) hub.publish({i == 2 ? "b" : "a", "job", std::to_string(i)});
  EXPECT_EQ(taken(*hub.listen({.topics = {"a"}, .last_event_id = "r-1"}, [] {})),
            "id: r-3\nevent: job\ndata: 3\n\n");
  EXPECT_EQ(taken(*hub.listen({.topics = {"a"}}, [] {})), "");
}

TEST(EventHub, SaysResetWhenItCannotReplay) {
  EventHub hub("r", {.queued_per_listener = 8, .remembered = 2});
  for (int i = 1; i <= 4; ++i) hub.publish({"a", "job", "x"});
  for (const auto* last : {"r-1", "other-4", "r-5", "r-", "r-x", "junk"})
    EXPECT_EQ(taken(*hub.listen({.topics = {"a"}, .last_event_id = last}, [] {})),
              "id: r-4\nevent: reset\ndata: {}\n\n")
        << last;
}

TEST(EventHub, ClosesListenersThatDoNotKeepUp) {
  EventHub hub("r", {.queued_per_listener = 2, .remembered = 8});
  const auto slow = hub.listen({.topics = {"a"}}, [] {});
  for (int i = 0; i < 3; ++i) hub.publish({"a", "job", "x"});
  const auto left = slow->take();
  EXPECT_TRUE(left.closed);
  EXPECT_EQ(left.frames.size(), 2u);
}

TEST(EventHub, ClosesTheStreamsOfASession) {
  EventHub hub("r");
  const auto mine = hub.listen({.topics = {"a"}, .session = 4}, [] {});
  const auto other = hub.listen({.topics = {"a"}, .session = 5}, [] {});
  hub.close_session(4);
  hub.publish({"a", "job", "x"});
  const auto left = mine->take();
  EXPECT_TRUE(left.closed);
  ASSERT_EQ(left.frames.size(), 1u);
  EXPECT_EQ(*left.frames.front(), "event: signed_out\ndata: {}\n\n");
  EXPECT_FALSE(other->take().closed);
}

TEST(EventHub, ForgetsWhoLeaves) {
  EventHub hub("r");
  const auto listener = hub.listen({.topics = {"a", "b"}, .session = 4}, [] {});
  EXPECT_EQ(hub.listeners(), 1u);
  hub.leave(listener);
  hub.publish({"a", "job", "x"});
  EXPECT_EQ(hub.listeners(), 0u);
  EXPECT_EQ(taken(*listener), "");
}

TEST(EventHub, ResetsThoseWhoListenAndThoseWhoComeBack) {
  EventHub hub("r");
  const auto both = hub.listen({.topics = {"a", "b"}}, [] {});
  hub.publish({"c", "job", "1"});
  hub.reset_all();
  EXPECT_EQ(taken(*both), "id: r-2\nevent: reset\ndata: {}\n\n");
  EXPECT_EQ(taken(*hub.listen({.topics = {"a"}, .last_event_id = "r-1"}, [] {})),
            "id: r-2\nevent: reset\ndata: {}\n\n");
  EXPECT_EQ(taken(*hub.listen({.topics = {"a"}, .last_event_id = "r-2"}, [] {})), "");
}

TEST(EventHub, DoesWhatATellingSays) {
  EventHub hub("r");
  const auto spared = hub.listen({.topics = {"a"}, .session = 1}, [] {});
  const auto ended = hub.listen({.topics = {"a"}, .session = 2}, [] {});
  const auto renewed = hub.listen({.topics = {"b"}, .session = 3}, [] {});
  hub.tell(telling_event("team", "{}", {"a"}));
  EXPECT_EQ(taken(*spared), "id: r-1\nevent: team\ndata: {}\n\n");
  hub.tell(end_of_topic("a", 1));
  EXPECT_FALSE(spared->take().closed);
  EXPECT_TRUE(ended->take().closed);
  hub.tell(renewal_of_topic("b"));
  EXPECT_TRUE(renewed->take().closed);
  hub.tell(end_of_session(1));
  const auto last = spared->take();
  EXPECT_TRUE(last.closed);
  ASSERT_EQ(last.frames.size(), 1u);
  EXPECT_EQ(*last.frames.front(), "event: signed_out\ndata: {}\n\n");
}

}  // namespace event_hub_test
}  // namespace weige::http
