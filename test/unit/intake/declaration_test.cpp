// Declarations: what the public form takes, and its receipt (N4).
#include "intake/declaration.h"

#include <gtest/gtest.h>

#include <set>

namespace weige::intake {
namespace declaration_test {

const DeclarationTown kTown{"上海市青浦区徐泾镇", Day{std::chrono::year{2026} / 11 / 23}};

Declaration whole() {
  return {.name = "王伟",
          .document_number = "999001199001010011",
          .phone = "13900000001",
          .place = "明珠路88弄3号302室",
          .moved_in_on = Day{std::chrono::year{2026} / 11 / 1}};
}
std::string fault(const Declaration& declaration) {
  const auto checked = check(declaration, kTown);
  return checked ? std::string() : checked.problem().place;
}

TEST(Declaration, WhatIsNeededAndNoMore) {
  EXPECT_EQ(fault(whole()), "");
  auto some = whole();
  some.document_number.clear();
  some.moved_in_on.reset();
  EXPECT_EQ(fault(some), "") << "a phone is enough";
  some.phone.clear();
  EXPECT_EQ(fault(some), "document_number");
  some = whole();
  some.document_number = "E12345678";
  EXPECT_EQ(fault(some), "") << "a passport is for people to read";
}

TEST(Declaration, WhatIsWrongIsToldAtItsField) {
  const auto with = [](auto change) {
    auto declaration = whole();
    change(declaration);
    return fault(declaration);
  };
  EXPECT_EQ(with([](auto& each) { each.name = " "; }), "name");
  EXPECT_EQ(with([](auto& each) { each.document_number = "999001199001010012"; }), "document_number");
  EXPECT_EQ(with([](auto& each) { each.phone = "1390"; }), "phone");
  EXPECT_EQ(with([](auto& each) { each.place = ""; }), "place");
  EXPECT_EQ(with([](auto& each) { each.place = "???"; }), "place");
  EXPECT_EQ(with([](auto& each) { each.moved_in_on = Day{std::chrono::year{2026} / 11 / 24}; }),
            "moved_in_on");
}

TEST(Declaration, AReceiptCanBeReadAloudAndIsNotGuessed) {
  const auto random = seeded_random(7);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto receipt = new_receipt(random);
    ASSERT_EQ(receipt.size(), 9u);
    EXPECT_EQ(receipt[4], '-');
    EXPECT_EQ(receipt.find_first_of("01OIL?"), std::string::npos) << receipt;
    seen.insert(receipt);
  }
  EXPECT_EQ(seen.size(), 1000u);
}

}  // namespace declaration_test
}  // namespace weige::intake
