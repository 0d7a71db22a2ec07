#include "standards/person_name.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "standards/name_fold.h"
#include "standards/pinyin.h"
#include "standards/text_fold.h"

namespace weige::standards {
namespace person_name_test {

PersonName name(std::string_view text) {
  return PersonName::parse(text).value();
}

TEST(PersonName, KeepsHanNamesAndDropsBlanks) {
  EXPECT_EQ(name("王　伟").reveal(), "王伟");
  EXPECT_EQ(name(" 王\u200B伟\uFEFF ").reveal(), "王伟");
  EXPECT_EQ(name("王伟").script(), NameScript::han);
}

TEST(PersonName, SplitsSurnames) {
  EXPECT_EQ(name("王小伟").surname(), "王");
  EXPECT_EQ(name("欧阳娜娜").surname(), "欧阳");
  EXPECT_EQ(name("欧阳娜娜").given(), "娜娜");
  EXPECT_EQ(name("东方").surname(), "东");
  EXPECT_EQ(name("SMITH, JOHN").surname(), "SMITH");
  EXPECT_EQ(name("SMITH, JOHN").given(), "JOHN");
  EXPECT_EQ(name("阿卜杜·买买提").surname(), "");
}

TEST(PersonName, AllDotsAreOneDot) {
  for (const auto* text : {"阿卜杜·买买提", "阿卜杜•买买提", "阿卜杜.买买提", "阿卜杜．买买提",
                           "阿卜杜・买买提", "阿卜杜‧买买提", "阿卜杜 · 买买提"}) {
    EXPECT_EQ(name(text).key(), "阿卜杜·买买提") << text;
    EXPECT_EQ(name(text).script(), NameScript::han_dotted);
  }
  EXPECT_EQ(name("阿卜杜•买买提").reveal(), "阿卜杜•买买提");
}

TEST(PersonName, RareCharactersCompareByTheirRealCodePoint) {
  EXPECT_EQ(name("王\uE863"), name("王䶮"));  // private use in older systems
  EXPECT_EQ(name("王\uE863").reveal(), "王\uE863");
  EXPECT_EQ(name("⽅圆"), name("方圆"));      // Kangxi radical, as copied from a PDF
  EXPECT_EQ(name("\uF9B4华"), name("領华"));  // compatibility ideograph
  EXPECT_EQ(name("李𠀀").surname(), "李");
  EXPECT_EQ(name("李○"), name("李〇"));
}

TEST(PersonName, ComparesLatinWithoutCaseAndAccents) {
  EXPECT_EQ(name("José  GARCÍA-López"), name("jose garcia lopez"));
  EXPECT_EQ(name("O’Brien"), name("O'BRIEN"));
  EXPECT_EQ(name("ＪＯＨＮ SMITH").reveal(), "JOHN SMITH");
}

TEST(PersonName, Masks) {
  EXPECT_EQ(name("王伟").masked(), "王*");
  EXPECT_EQ(name("王小伟").masked(), "王*伟");
  EXPECT_EQ(name("欧阳娜娜").masked(), "欧**娜");
  EXPECT_EQ(name("阿卜杜·买买提").masked(), "阿**·买**");
  EXPECT_EQ(name("John Smith").masked(), "J*** S****");
}

TEST(PersonName, RefusesWhatIsNoName) {
  for (const auto* text : {"王3", "张三（小张）", "***", "王*伟", "张三、李四", "·买买提", "阿··提", "王\x01",
                           "a1", "13800138000", "\xFF", "-"})
    EXPECT_EQ(PersonName::parse(text).problem().code, ProblemCode::person_name) << text;
  EXPECT_EQ(PersonName::parse(" ").problem().code, ProblemCode::missing_field);
  EXPECT_EQ(PersonName::parse(std::string(65, 'a')).problem().code, ProblemCode::too_long);
  EXPECT_EQ(name("王").warning(), Warning::single_character);
}

RC_GTEST_PROP(PersonName, ParsingItsOwnTextChangesNothing, ()) {
  static const std::u32string signs = U"王欧阳小·•. \u3000-'éÅßﬁＡz⽅〇\uE863𠀀\uF9B4";
  std::u32string text;
  for (int length = *rc::gen::inRange(1, 8); length > 0; --length)
    text += signs[*rc::gen::inRange<std::size_t>(0, signs.size())];
  const auto parsed = PersonName::parse(to_utf8(text));
  RC_TAG(parsed.ok());
  if (!parsed) return;
  RC_ASSERT(name(parsed->reveal()).reveal() == parsed->reveal());
  RC_ASSERT(name_key(parsed->key()) == parsed->key());
}

TEST(Pinyin, ReadsNames) {
  EXPECT_EQ(pinyin_of(name("王小伟")), (Pinyin{"wangxiaowei", "wxw"}));
  EXPECT_EQ(pinyin_of(name("欧阳娜娜")), (Pinyin{"ouyangnana", "oynn"}));
  EXPECT_EQ(pinyin_of(name("吕布")).full, "lvbu");
  EXPECT_EQ(pinyin_of(name("阿卜杜·买买提")).initials, "abdmmt");
  EXPECT_EQ(pinyin_of(name("John Smith")), (Pinyin{"johnsmith", "js"}));
  EXPECT_EQ(pinyin_of(name("王\uE863")).full, "wangyan");
}

TEST(Pinyin, KnowsSurnamesThatReadDifferently) {
  const std::pair<const char*, const char*> known[] = {
      {"单", "shan"}, {"仇", "qiu"}, {"解", "xie"},  {"区", "ou"},  {"查", "zha"},  {"曾", "zeng"},
      {"盖", "ge"},   {"乐", "yue"}, {"朴", "piao"}, {"任", "ren"}, {"翟", "zhai"}, {"缪", "miao"}};
  for (const auto& [surname, reading] : known)
    EXPECT_EQ(pinyin_of(name(std::string{surname} + "一")).full, std::string{reading} + "yi") << surname;
  EXPECT_EQ(pinyin_of(name("尉迟恭")).full, "yuchigong");
  EXPECT_EQ(pinyin_of(name("万俟卨")).full.substr(0, 4), "moqi");
  EXPECT_EQ(pinyin_of(name("王单")).full, "wangdan");
}

TEST(Pinyin, FoldsWhatIsTyped) {
  EXPECT_EQ(fold_pinyin("Lǚ Bù"), "lvbu");
  EXPECT_EQ(fold_pinyin("ou'yang"), "ouyang");
  EXPECT_EQ(fold_pinyin("ＷＷ"), "ww");
}

}  // namespace person_name_test
}  // namespace weige::standards
