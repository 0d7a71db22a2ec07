#include "standards/date_text.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace weige::standards {
namespace date_text_test {

const DayLimits limits{.latest = *parse_iso_day("2030-12-31")};

std::string read(std::string_view text) {
  const auto day = parse_date(text, limits);
  return day ? to_iso(*day) : std::string{catalogue_entry(day.problem().code).code};
}

std::string serial(double value, SerialSystem system) {
  const auto day = date_of_serial(value, system, limits);
  return day ? to_iso(*day) : std::string{catalogue_entry(day.problem().code).code};
}

TEST(DateText, ReadsTheFormsPeopleWrite) {
  for (const auto* text : {"1967.10.22", "1967-10-22", "1967/10/22", "1967年10月22日", "1967年10月22号",
                           "19671022", "１９６７．１０．２２", "1967 . 10 . 22", "一九六七年十月二十二日",
                           "1967/10/22 0:00", "1967-10-22T08:30:00Z", "1967-10-22 08:30:00.000", "1967—10—22",
                           "'1967-10-22", "1967.10.22.", "1967年10月22", "1967。10。22", "  1967-10-22\t"})
    EXPECT_EQ(read(text), "1967-10-22") << text;
  EXPECT_EQ(read("1967/1/2"), "1967-01-02");
  EXPECT_EQ(read("二〇〇一年一月二日"), "2001-01-02");
}

TEST(DateText, RefusesWhatIsNoDay) {
  for (const auto* text :
       {"1967-02-29", "1967-13-01", "1967-00-10", "67.10.22", "22/10/1967", "1967.10", "1967", "19670230",
        "0000-01-01x", "1967-10-22 noon", "十月二十二日", "1967-10/22", "1967年10月22日日", "24767"})
    EXPECT_EQ(read(text), "bad-date") << text;
  EXPECT_EQ(read(" "), "missing-field");
}

TEST(DateText, RefusesDaysOutsideTheLimits) {
  EXPECT_EQ(read("2031-01-01"), "date-out-of-range");
  EXPECT_EQ(read("1799-12-31"), "date-out-of-range");
  EXPECT_EQ(read("9999-12-31"), "date-out-of-range");
}

TEST(DateText, ReadsBothSerialSystems) {
  EXPECT_EQ(serial(24767, SerialSystem::from_1900), "1967-10-22");
  EXPECT_EQ(serial(24767.75, SerialSystem::from_1900), "1967-10-22");
  EXPECT_EQ(serial(24767 - 1462, SerialSystem::from_1904), "1967-10-22");
  EXPECT_EQ(serial(1, SerialSystem::from_1900), "1900-01-01");
  EXPECT_EQ(serial(59, SerialSystem::from_1900), "1900-02-28");
  EXPECT_EQ(serial(60, SerialSystem::from_1900), "bad-date");
  EXPECT_EQ(serial(61, SerialSystem::from_1900), "1900-03-01");
  EXPECT_EQ(serial(0, SerialSystem::from_1904), "1904-01-01");
  for (double bad : {0.0, -1.0, 1e18, std::nan(""), std::numeric_limits<double>::infinity()})
    EXPECT_EQ(serial(bad, SerialSystem::from_1900), "bad-date") << bad;
  EXPECT_EQ(serial(60000, SerialSystem::from_1900), "date-out-of-range");
}

RC_GTEST_PROP(DateText, EveryDayReadsBackFromEveryForm, ()) {
  const Day day{std::chrono::sys_days{limits.earliest} + std::chrono::days{*rc::gen::inRange(0, 84000)}};
  const int y = static_cast<int>(day.year());
  const auto m = static_cast<unsigned>(day.month()), d = static_cast<unsigned>(day.day());
  for (const auto& text : {fmt::format("{}.{}.{}", y, m, d), fmt::format("{}年{:02}月{:02}日", y, m, d),
                           fmt::format("{}{:02}{:02}", y, m, d), to_iso(day)})
    RC_ASSERT(parse_date(text, limits).value() == day);
}

}  // namespace date_text_test
}  // namespace weige::standards
