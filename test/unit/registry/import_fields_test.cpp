// The columns of a town's files: header words name fields, exactly or in part.
#include "registry/import_fields.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace weige::registry {
namespace import_fields_test {

TEST(ImportFields, KnowTheirOwnTitlesAndCodes) {
  for (const auto kind : kTownFiles)
    for (const auto& field : import_fields(kind))
      for (const auto title : {field.zh, field.en, field.code}) {
        const auto guess = guess_field(kind, title);
        ASSERT_TRUE(guess) << title;
        EXPECT_EQ(guess->field, field.code) << title;
        EXPECT_TRUE(guess->sure) << title;
      }
}

TEST(ImportFields, NoWordNamesTwoFieldsOfOneKind) {
  for (const auto kind : kTownFiles) {
    std::set<std::string_view> seen;
    for (const auto& field : import_fields(kind))
      for (const auto word : field.words)
        EXPECT_TRUE(seen.insert(word).second) << code(kind) << ": " << word << " names two fields";
  }
}

TEST(ImportFields, GuessFromPartOfAHeaderIsNotSure) {
  const auto guess = guess_field(TownFile::residents, "本人常用联系电话");
  ASSERT_TRUE(guess);
  EXPECT_EQ(guess->field, "phone");
  EXPECT_FALSE(guess->sure);
  EXPECT_FALSE(guess_field(TownFile::residents, "序号"));
  EXPECT_FALSE(guess_field(TownFile::residents, "备注"));
}

TEST(ImportFields, KindFollowsFromTheHeaders) {
  EXPECT_EQ(guess_kind(std::vector<std::string>{"序号", "姓名", "身份证号", "现住址"}), TownFile::residents);
  EXPECT_EQ(guess_kind(std::vector<std::string>{"地址", "房屋用途", "房东", "房东电话"}),
            TownFile::addresses);
  EXPECT_EQ(guess_kind(std::vector<std::string>{"单位名称", "统一社会信用代码", "经营地址"}),
            TownFile::organisations);
  EXPECT_FALSE(guess_kind(std::vector<std::string>{"甲", "乙"}));
}

}  // namespace import_fields_test
}  // namespace weige::registry
