#include "standards/text_fold.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace weige::standards {
namespace text_fold_test {

TEST(TextFold, FoldsWhatFilesHold) {
  EXPECT_EQ(fold_text("明珠路８８弄Ａ座"), "明珠路88弄A座");
  EXPECT_EQ(fold_text("3—2–1－0"), "3-2-1-0");
  EXPECT_EQ(fold_text("a\u3000b\u00A0c\td"), "a b c d");
  EXPECT_EQ(fold_text("\uFEFF王\u200B伟"), "王伟");
  EXPECT_EQ(fold_text("①号⑿幢Ⅲ期"), "1号12幢III期");
  EXPECT_EQ(fold_text("（一）"), "(一)");
  EXPECT_EQ(fold_text("䲰㐀𠀀"), "䲰㐀𠀀");
}

TEST(TextFold, MalformedBytesBecomeReplacementCharacters) {
  EXPECT_EQ(fold_text("a\xFFz"), "a\uFFFDz");
  EXPECT_EQ(fold_text("\xE4\xB8"), "\uFFFD\uFFFD");
  EXPECT_EQ(fold_text("\xC0\x80"), "\uFFFD\uFFFD");
  EXPECT_EQ(fold_text("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_FALSE(is_utf8("\xF5\x80\x80\x80"));
  EXPECT_TRUE(is_utf8("\uFFFD"));
}

TEST(ChineseNumber, ReadsNumerals) {
  const std::pair<const char*, std::uint64_t> known[] = {{"一", 1},
                                                         {"十", 10},
                                                         {"十二", 12},
                                                         {"二十", 20},
                                                         {"二十三", 23},
                                                         {"一百", 100},
                                                         {"一百零三", 103},
                                                         {"一百二十三", 123},
                                                         {"一百二", 120},
                                                         {"一百一十", 110},
                                                         {"廿三", 23},
                                                         {"卅", 30},
                                                         {"两千零五", 2005},
                                                         {"二〇三", 203},
                                                         {"二零三", 203},
                                                         {"一二三四", 1234},
                                                         {"壹佰贰拾叁", 123},
                                                         {"三千五", 3500},
                                                         {"一万二千", 12000},
                                                         {"十万", 100000},
                                                         {"一万零五", 10005},
                                                         {"3百", 300},
                                                         {"12", 12},
                                                         {"〇", 0},
                                                         {"一千零一十", 1010},
                                                         {"一千零十", 1010},
                                                         {"一万二", 12000}};
  for (const auto& [text, value] : known) EXPECT_EQ(chinese_number(text), value) << text;
}

TEST(ChineseNumber, RefusesWhatIsNone) {
  for (const auto* text : {"", "路", "百", "十十", "十百", "一百零", "一二十", "万", "二十十", "一百路",
                           "百三", "九九九九九九九九九九九九九"})
    EXPECT_FALSE(chinese_number(text)) << text;
}

TEST(ChineseNumber, LeadingTakesTheLongestThatReads) {
  const auto found = leading_chinese_number("二十三号");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->value, 23u);
  EXPECT_EQ(found->bytes, 9u);
  EXPECT_EQ(leading_chinese_number("十十号")->bytes, 3u);
  EXPECT_FALSE(leading_chinese_number("号十"));
}

// The slow, obvious way to write a number below 100,000,000 in Chinese.
std::string written_below_10000(std::uint64_t n) {
  static const char* digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  static const std::pair<std::uint64_t, const char*> units[] = {
      {1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}};
  std::string out;
  bool zero = false;
  for (const auto& [unit, name] : units) {
    const auto digit = n / unit % 10;
    if (digit == 0) {
      zero = !out.empty();
    } else {
      out += (zero ? "零" : "") + std::string{digits[digit]} + name;
      zero = false;
    }
  }
  return out;
}

std::string written(std::uint64_t n) {
  if (n < 10000) return written_below_10000(n);
  const auto rest = n % 10000;
  return written_below_10000(n / 10000) + "万" + (rest && rest < 1000 ? "零" : "") +
         written_below_10000(rest);
}

RC_GTEST_PROP(ChineseNumber, ReadsEveryNumberThatIsWrittenOut, ()) {
  const auto n = *rc::gen::inRange<std::uint64_t>(1, 100'000'000);
  RC_ASSERT(chinese_number(written(n)) == n);
}

RC_GTEST_PROP(TextFold, EveryCodePointSurvivesUtf8, ()) {
  const auto c = *rc::gen::suchThat(rc::gen::inRange<char32_t>(0, 0x110000),
                                    [](char32_t x) { return x < 0xD800 || x > 0xDFFF; });
  RC_ASSERT(to_code_points(to_utf8(std::u32string(1, c))) == std::u32string(1, c));
}

RC_GTEST_PROP(TextFold, IsIdempotentOnAnyBytes, (const std::string& bytes)) {
  const auto once = fold_text(bytes);
  RC_ASSERT(is_utf8(once));
  RC_ASSERT(fold_text(once) == once);
}

}  // namespace text_fold_test
}  // namespace weige::standards
