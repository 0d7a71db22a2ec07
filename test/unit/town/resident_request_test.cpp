// Requests: when they are due and overdue, what may be done with them. Delays: what they cover.
#include "town/resident_request.h"

#include <gtest/gtest.h>

#include "support/test_time.h"
#include "town/reading_delay.h"
#include "town/reading_words.h"

namespace weige::town {
namespace resident_request_test {

using namespace std::chrono_literals;
using testing_support::kTestNow;

constexpr TownTime kTown;

Day day(std::string_view text) {
  return parse_iso_day(text).value();
}

ResidentRequest request() {
  return {.text = "电话错了", .sent = kTestNow, .due = due_day({}, kTown.day_of(kTestNow))};
}

std::string refusal(const Done& done) {
  return done ? "" : std::string(catalogue_entry(done.problem().code).code);
}

TEST(ResidentRequest, IsDueAfterFifteenWorkdays) {
  EXPECT_EQ(request().due, day("2026-12-14"));
  EXPECT_EQ(due_day({.days = 3}, day("2026-11-23")), day("2026-11-26"));
}

TEST(ResidentRequest, IsOverdueOnceItsDayIsOverAndNoSooner) {
  auto open = request();
  EXPECT_FALSE(is_overdue(open, day("2026-12-14"), kTown));
  EXPECT_TRUE(is_overdue(open, day("2026-12-15"), kTown));
  open.answer = RequestAnswer{.at = kTown.start_of(day("2026-12-14")) + 23h};
  EXPECT_FALSE(is_overdue(open, day("2027-01-01"), kTown)) << "answered in time";
  open.answer->at += 2h;
  EXPECT_TRUE(is_overdue(open, day("2027-01-01"), kTown)) << "answered too late";
}

TEST(ResidentRequest, IsExtendedOnceAndInTime) {
  auto asked = request();
  EXPECT_TRUE(check_extendable(asked, day("2026-12-14")).ok());
  EXPECT_EQ(refusal(check_extendable(asked, day("2026-12-15"))), "request-not-extendable");
  asked.extension = RequestExtension{.reason = "须核对"};
  EXPECT_EQ(refusal(check_extendable(asked, day("2026-12-01"))), "request-not-extendable");
  asked.answer = RequestAnswer{};
  EXPECT_EQ(refusal(check_extendable(asked, day("2026-12-01"))), "request-answered");
  EXPECT_EQ(refusal(check_open(asked)), "request-answered");
}

TEST(ResidentRequest, WantsWords) {
  EXPECT_TRUE(check_words("好", "text").ok());
  for (const auto* blank : {"", "  ", "\xe3\x80\x80"})
    EXPECT_EQ(refusal(check_words(blank, "text")), "missing-field");
}

TEST(ResidentRequest, CodesAreFoundAgain) {
  for (const auto kind :
       {RequestKind::correction, RequestKind::erasure, RequestKind::complaint, RequestKind::suggestion})
    EXPECT_EQ(request_kind_of(code(kind)), kind);
  for (const auto outcome : {RequestOutcome::accepted, RequestOutcome::partly, RequestOutcome::refused})
    EXPECT_EQ(request_outcome_of(code(outcome)), outcome);
  for (int field = 0; field <= static_cast<int>(RequestField::other); ++field)
    EXPECT_EQ(request_field_of(code(static_cast<RequestField>(field))), static_cast<RequestField>(field));
  for (const auto reason : all_delay_reasons()) {
    EXPECT_EQ(delay_reason_of(code(reason)), reason);
    EXPECT_FALSE(zh_basis(reason).empty());
    EXPECT_FALSE(en_basis(reason).empty());
  }
}

ReadingDelay delay() {
  return {.post = access::PostId{7}, .from = kTown.start_of(day("2026-11-23")), .until = day("2026-11-30")};
}

TEST(ReadingDelay, CoversItsPostsReadingsFromItsFirstToTheEndOfItsLastDay) {
  const auto placed = delay();
  const access::PostId post{7}, another{8};
  const auto last = kTown.start_of(day("2026-12-01")) - 1us;
  EXPECT_TRUE(is_under(placed, post, placed.from, kTown));
  EXPECT_TRUE(is_under(placed, post, last, kTown));
  EXPECT_FALSE(is_under(placed, post, last + 1us, kTown));
  EXPECT_FALSE(is_under(placed, post, placed.from - 1us, kTown));
  EXPECT_FALSE(is_under(placed, another, kTestNow, kTown));
  EXPECT_TRUE(stands(placed, last, kTown));
  EXPECT_FALSE(stands(placed, last + 1us, kTown));
}

TEST(ReadingDelay, EndedBeforeItsTimeCoversNothingAfterwards) {
  auto ended = delay();
  ended.ended = kTestNow;
  EXPECT_FALSE(stands(ended, kTestNow, kTown));
  EXPECT_TRUE(is_under(ended, ended.post, kTestNow - 1us, kTown));
  EXPECT_FALSE(is_under(ended, ended.post, kTestNow, kTown));
}

TEST(ReadingDelay, EndsWithinNinetyDays) {
  const auto today = day("2026-11-23");
  EXPECT_TRUE(check_delay_end(today, today).ok());
  EXPECT_TRUE(check_delay_end(day("2027-02-21"), today).ok());
  EXPECT_EQ(refusal(check_delay_end(day("2027-02-22"), today)), "reading-delay-end");
  EXPECT_EQ(refusal(check_delay_end(day("2026-11-22"), today)), "reading-delay-end");
}

TEST(WordsOfAct, AreThereForWhateverHappens) {
  EXPECT_EQ(words_of_act("record.read").en, "looked at your record");
  EXPECT_EQ(words_of_act("resident.copied").kind, ActKind::own);
  EXPECT_EQ(words_of_act("record.edited").kind, ActKind::change);
  EXPECT_EQ(words_of_act("of.tomorrow").kind, ActKind::reading) << "what nobody knows may be delayed";
  EXPECT_FALSE(words_of_act("of.tomorrow").zh.empty());
}

}  // namespace resident_request_test
}  // namespace weige::town
