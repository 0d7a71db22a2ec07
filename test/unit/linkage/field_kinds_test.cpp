// Comparators: what each says about the errors that rosters have.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "linkage/digits.h"
#include "linkage/text_similarity.h"
#include "standards/glyph.h"
#include "support/link_rows.h"

namespace weige::linkage {
namespace field_kinds_test {

struct Alike {
  std::string_view a, b, level;
};

void expect_levels(std::string_view kind, const std::vector<Alike>& cases) {
  for (const auto& [a, b, level] : cases)
    EXPECT_EQ(test::level_of(*field_kind(kind), a, b), level) << a << " | " << b;
}

// 999000 is a reserved prefix: nobody's number.
TEST(IdNumberKind, TellsErrorsFromOtherPeople) {
  expect_levels("id_number",
                {{"999000199001011234", "", "missing"},
                 {"99900019900101123X", "99900019900101123x", "exact"},
                 {"99900019900101 1237", "999000199001011237", "exact"},
                 {"999000900101123", "999000199001011237", "exact"},            // the old form
                 {"999000199001011237", "999000199001011287", "one_error"},     // a wrong digit
                 {"999000199001011237", "999000199001101237", "one_error"},     // two exchanged
                 {"999000199001011237", "99900019900101123", "incomplete"},     // one missing
                 {"999000199001011237", "9.99000199001011E+17", "incomplete"},  // a spreadsheet
                 {"999000199001011237", "999000199001011000", "incomplete"},
                 {"999000199001011237", "999000198001011287", "two_errors"},
                 {"999000199001011237", "999000199001011253", "near_other"},  // a twin's, both valid
                 {"999000199001011237", "999001199001015576", "same_birth"},
                 {"999000199001011237", "999000195512315672", "different"},
                 {"E12345678", "E12345678", "exact"},
                 {"E12345678", "E12345679", "different"},
                 {"E12345678", "999000199001011237", "different"}});
}

TEST(PersonNameKind, ReadsHanNamesSignBySign) {
  expect_levels("person_name", {{"张伟", "张伟", "exact"},
                                {"张　伟", "张伟", "exact"},
                                {"张伟", "章伟", "same_sound"},
                                {"陈静怡", "陈静仪", "same_sound"},
                                {"林生", "林森", "same_sound"},  // sheng and sen: sh/s, ng/n
                                {"李玮", "李纬", "same_sound"},
                                {"王晨曦", "王辰曦", "same_sound"},
                                {"张未明", "张末明", "similar_glyph"},
                                {"欧阳娜娜", "欧阳娜", "sign_missing"},
                                {"王小明", "王大明", "one_different"},
                                {"王小明", "王明小", "swapped"},
                                {"王小明", "王国强", "same_surname"},
                                {"欧阳明", "欧克强", "different"},
                                {"王小明", "李大强", "different"},
                                {"王伟", "", "missing"}});
}

TEST(PersonNameKind, ReadsOtherNamesAsTexts) {
  expect_levels("person_name", {{"阿依古丽·买买提", "阿依古丽.买买提", "exact"},
                                {"阿依古丽·买买提", "阿依古丽买买提", "same_sound"},
                                {"SMITH JOHN", "John Smith", "swapped"},
                                {"SMITH JOHN", "SMYTH JOHN", "one_different"},
                                {"SMITH JOHN", "MILLER ANNA", "different"},
                                {"PR DHAM REET", "PRIDHAMSTREET", "different"},
                                {"PRIDHAMSTREET", "PR DHAM REET", "different"},
                                {"SMITH JOHN", "王伟", "different"}});
}

TEST(PhoneKind, KnowsMistypedNumbers) {
  expect_levels("phone", {{"10012345678", "+86 100 1234 5678", "exact"},
                          {"10012345678", "10012345679", "one_error"},
                          {"10012345678", "10012354678", "one_error"},
                          {"10012345678", "1001234567", "incomplete"},
                          {"021-62345678", "62345678", "incomplete"},
                          {"10012345678", "10098765432", "different"},
                          {"10012345678", "无", "missing"}});
}

TEST(DateKind, KnowsMistypedDays) {
  expect_levels("date", {{"1967-10-22", "1967.10.22", "exact"},
                         {"1967-10-12", "1967-12-10", "one_error"},
                         {"1967-10-22", "1967-10-23", "one_error"},
                         {"1967-10-22", "1976-10-22", "one_error"},
                         {"1967-10-22", "1967-10-08", "two_of_three"},
                         {"1967-10-22", "1967-01-08", "same_year"},
                         {"1967-10-22", "1990-03-04", "different"},
                         {"1967-10-22", "", "missing"}});
}

TEST(AddressKind, ComparesElements) {
  const std::string_view full = "上海市青浦区徐泾镇明珠路88弄3号201室";
  expect_levels("address", {{full, "明珠路88弄3号201", "same_door"},
                            {full, "徐泾镇明珠路八十八弄3号楼201室", "same_door"},
                            {full, "明珠路88弄3-201", "same_door"},
                            {full, "明珠路88弄3号", "same_building"},
                            {full, "明珠路88弄3号202室", "neighbours"},
                            {full, "明珠路88弄5号201室", "same_lane"},
                            {full, "明珠路90弄3号201室", "same_street"},
                            {full, "高泾路90弄3号201室", "different"},
                            {full, "88弄3号201室", "door_partly"},
                            {full, "", "missing"},
                            {"徐泾镇前明村3组15号", "前明村3组15号", "same_door"},
                            {"徐泾镇前明村3组15号", "前明村3组16号", "same_lane"}});
}

TEST(TextKind, ComparesAnyText) {
  expect_levels("text", {{"Mitchell", "mitchell", "exact"},
                         {"mitchell", "mitchel", "one_error"},
                         {"pridham street", "pridhamstreet", "one_error"},
                         {"wallaby place", "wallabi plase", "close"},
                         {"green valley road", "valley of roses", "contained"},
                         {"green", "mason", "different"},
                         {"green", " - ", "missing"}});
}

TEST(FieldKinds, AnyTextIsPackedAndNothingDiffersFromItself) {
  rc::check([](const std::string& text) {
    for (const FieldKind* kind : field_kinds()) {
      const auto level = test::level_of(*kind, text, text);
      RC_ASSERT(level != kind->levels().back().name);
    }
  });
}

// A blank behind the text makes a kind clean it; most texts need no cleaning and are packed the short way.
TEST(FieldKinds, TheShortWayGivesWhatTheLongWayGives) {
  const std::vector<std::pair<std::string_view, std::vector<std::string>>> plain{
      {"id_number", {"999000199001011237", "99900019900101125X", "999000199001011287", "999000199001011000"}},
      {"person_name", {"张伟", "欧阳娜娜", "王小明", "张·伟", "abcdef", "龥一"}},
      {"phone", {"10012345678", "13800138000"}}};
  for (const auto& [name, texts] : plain)
    for (const auto& text : texts) {
      const FieldKind& kind = *field_kind(name);
      TextPool pool;
      std::vector<std::byte> short_way(kind.width()), long_way(kind.width());
      kind.pack(text, short_way.data(), pool);
      kind.pack(text + " ", long_way.data(), pool);
      EXPECT_EQ(short_way, long_way) << name << " " << text;
    }
}

TEST(FieldKinds, EqualValuesHaveEqualKeys) {
  const std::vector<std::array<std::string_view, 3>> same{
      {"id_number", "999000900101123", "999000199001011237"},
      {"person_name", "张　伟", "张伟"},
      {"phone", "+86 100 1234 5678", "10012345678"},
      {"address", "上海市青浦区徐泾镇明珠路88弄3号201室", "明珠路８８弄3号楼201"},
      {"date", "1967年10月22日", "19671022"},
      {"text", "Green  Street", "green street"}};
  for (const auto& [name, a, b] : same) {
    const FieldKind& kind = *field_kind(name);
    TextPool pool;
    std::vector<std::byte> left(kind.width()), right(kind.width());
    kind.pack(a, left.data(), pool);
    kind.pack(b, right.data(), pool);
    for (std::uint8_t part = 0; part < kind.parts().size(); ++part) {
      EXPECT_NE(kind.key(part, left.data(), pool), 0u) << name << "." << kind.parts()[part];
      EXPECT_EQ(kind.key(part, left.data(), pool), kind.key(part, right.data(), pool)) << name << part;
    }
  }
}

// Optimal string alignment by its definition, without any shortcut.
int slow_edits(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size());
  const auto rest_a = a.substr(1), rest_b = b.substr(1);
  int least = std::min(slow_edits(rest_a, b), slow_edits(a, rest_b)) + 1;
  least = std::min(least, slow_edits(rest_a, rest_b) + (a[0] == b[0] ? 0 : 1));
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0])
    least = std::min(least, slow_edits(a.substr(2), b.substr(2)) + 1);
  return least;
}

TEST(TextSimilarity, CountsEditsAsTheDefinitionDoes) {
  rc::check([] {
    const auto word = rc::gen::resize(6, rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c')));
    const std::string a = *word, b = *word;
    const int slow = slow_edits(a, b);
    for (int most = 0; most <= 3; ++most) RC_ASSERT(edits(a, b, most) == std::min(slow, most + 1));
  });
}

// The examples of Winkler (1990).
TEST(TextSimilarity, GivesThePublishedJaroWinklerValues) {
  EXPECT_NEAR(jaro_winkler("martha", "marhta"), 0.9611, 5e-5);
  EXPECT_NEAR(jaro_winkler("dwayne", "duane"), 0.84, 5e-5);
  EXPECT_NEAR(jaro_winkler("dixon", "dicksonx"), 0.8133, 5e-5);
  EXPECT_EQ(jaro_winkler("abc", "xyz"), 0);
}

std::string signs_of(const Digits& digits) {
  std::string out;
  for (int i = 0; i < digits.count; ++i)
    out += digit_at(digits, i) == 10 ? 'X' : static_cast<char>('0' + digit_at(digits, i));
  return out;
}

TEST(Digits, KeepEverySignAndCountTheWrongOnes) {
  rc::check([] {
    const auto sign = rc::gen::element('0', '1', '5', '9', 'X');
    const int length = *rc::gen::inRange(0, most_digits + 1);
    const auto text = *rc::gen::container<std::string>(static_cast<std::size_t>(length), sign);
    const auto other = *rc::gen::container<std::string>(static_cast<std::size_t>(length), sign);
    RC_ASSERT(signs_of(packed_digits(text)) == text);
    int wrong = 0;
    for (std::size_t i = 0; i < text.size(); ++i) wrong += text[i] != other[i];
    RC_ASSERT(wrong_digits(packed_digits(text), packed_digits(other)) == wrong);
  });
}

TEST(Glyphs, LookAlikeOrNot) {
  EXPECT_TRUE(standards::similar_glyphs(U'未', U'末'));
  EXPECT_TRUE(standards::similar_glyphs(U'伟', U'玮'));
  EXPECT_TRUE(standards::similar_glyphs(U'晨', U'辰'));
  EXPECT_FALSE(standards::similar_glyphs(U'伟', U'伟'));
  EXPECT_FALSE(standards::similar_glyphs(U'伟', U'强'));
  EXPECT_FALSE(standards::similar_glyphs(U'a', U'b'));
}

}  // namespace field_kinds_test
}  // namespace weige::linkage
