// The small values of access: login names, tokens, areas, posts, the manifest's collection.
#include <gtest/gtest.h>

#include <set>

#include "access/account.h"
#include "access/area.h"
#include "access/manifest.h"
#include "access/post.h"
#include "access/purpose.h"
#include "access/token.h"

namespace weige::access {
namespace values_test {

TEST(LoginName, FoldsLettersAndKeepsWhatWasWritten) {
  const auto name = LoginName::parse(" Zhang.Wei@Office ");
  ASSERT_TRUE(name.ok());
  EXPECT_EQ(name->text(), "Zhang.Wei@Office");
  EXPECT_EQ(name->key(), "zhang.wei@office");
}

TEST(LoginName, TakesHanAndRefusesOtherSigns) {
  EXPECT_TRUE(LoginName::parse("张伟").ok());
  for (const auto* bad : {"", "x", "a b", "a/b", "иван", "a\u200Bb", "名\n字", "\xFF\xFE"})
    EXPECT_FALSE(LoginName::parse(bad).ok()) << bad;
  EXPECT_TRUE(LoginName::parse(std::string(64, 'a')).ok());
  EXPECT_FALSE(LoginName::parse(std::string(65, 'a')).ok());
}

TEST(Token, Is256BitsOfBase64Url) {
  const auto random = seeded_random(7);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto token = new_token(random);
    EXPECT_EQ(token.size(), 43u);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    seen.insert(token);
  }
  EXPECT_EQ(seen.size(), 1000u);
}

TEST(Token, EncodesAsRfc4648Section5) {
  const auto zeros =
      new_token([](std::span<std::byte> out) { std::fill(out.begin(), out.end(), std::byte{0}); });
  EXPECT_EQ(zeros, std::string(43, 'A'));
  const auto ones =
      new_token([](std::span<std::byte> out) { std::fill(out.begin(), out.end(), std::byte{0xFF}); });
  EXPECT_EQ(ones, std::string(42, '_') + "8");
}

TEST(Token, HashIsSha256) {
  EXPECT_EQ(token_hash("abc").substr(0, 4), "\xBA\x78\x16\xBF");
  EXPECT_EQ(token_hash("abc").size(), 32u);
  EXPECT_NE(lookup_hash("login", "a"), lookup_hash("address", "a"));
}

TEST(Area, ChildrenStandLowerThanTheirParents) {
  EXPECT_TRUE(may_stand_in(AreaKind::committee, AreaKind::town));
  EXPECT_TRUE(may_stand_in(AreaKind::grid, AreaKind::committee));
  EXPECT_TRUE(may_stand_in(AreaKind::committee, AreaKind::police_team));
  for (const AreaKind kind : all_area_kinds()) {
    EXPECT_FALSE(may_stand_in(kind, kind)) << code(kind);
    EXPECT_FALSE(may_stand_in(kind, AreaKind::grid)) << code(kind);
    EXPECT_FALSE(may_stand_in(AreaKind::town, kind)) << code(kind);
    EXPECT_EQ(area_kind_of(code(kind)), kind);
  }
}

TEST(Area, NeedsCodeAndName) {
  EXPECT_TRUE(check(NewArea{.code = "310118106001", .name = "徐泾居委"}, AreaKind::town).ok());
  EXPECT_EQ(check(NewArea{.code = " ", .name = "x"}, AreaKind::town).problem().place, "code");
  EXPECT_EQ(check(NewArea{.code = "1", .name = ""}, AreaKind::town).problem().place, "name");
  EXPECT_EQ(check(NewArea{.kind = AreaKind::town, .code = "1", .name = "x"}, AreaKind::town).problem().code,
            ProblemCode::bad_choice);
}

TEST(Post, OnlyHelpersHaveAKindAndNobodyIsGivenTheSystemsPost) {
  EXPECT_TRUE(check(NewPost{.role = Role::committee, .title = "人口条线"}).ok());
  EXPECT_FALSE(check(NewPost{.role = Role::committee, .helper_kind = "volunteer", .title = "x"}).ok());
  EXPECT_TRUE(check(NewPost{.role = Role::helper, .helper_kind = "volunteer", .title = "x"}).ok());
  EXPECT_FALSE(check(NewPost{.role = Role::helper, .title = "x"}).ok());
  EXPECT_FALSE(check(NewPost{.role = Role::system, .title = "x"}).ok());
  EXPECT_FALSE(check(NewPost{.role = Role::nobody, .title = "x"}).ok());
}

TEST(Purpose, IsAClosedList) {
  EXPECT_EQ(all_purposes().size(), 6u);
  for (const Purpose purpose : all_purposes()) EXPECT_EQ(purpose_of(code(purpose)), purpose);
  EXPECT_FALSE(purpose_of("because").has_value());
}

TEST(Manifest, RefusesATableOrColumnDeclaredTwice) {
  const Manifest one{{.name = "person", .columns = {{"id"}}}};
  const Manifest twice{{.name = "address", .columns = {{"id"}, {"id"}}}};
  EXPECT_EQ(collect({&one, &access_manifest()}).size(), access_manifest().size() + 1);
  EXPECT_THROW(collect({&one, &one}), std::logic_error);
  EXPECT_THROW(collect({&twice}), std::logic_error);
}

TEST(Manifest, FindsAColumn) {
  EXPECT_EQ(find_column(access_manifest(), "account", "password_hash")->data_class, DataClass::secret);
  EXPECT_FALSE(find_column(access_manifest(), "account", "shoe_size").has_value());
}

}  // namespace values_test
}  // namespace weige::access
