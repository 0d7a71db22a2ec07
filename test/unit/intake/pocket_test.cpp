// Pocket rosters: what a line must tell, who is the same, and which lists become one (S3).
#include "intake/pocket.h"

#include <gtest/gtest.h>

#include "registry/upload_rows.h"

namespace weige::intake {
namespace pocket_test {

std::string fault(const PocketPerson& person) {
  const auto checked = check(person);
  return checked ? std::string() : checked.problem().place;
}

TEST(Pocket, ALineTellsWhoItIs) {
  EXPECT_EQ(fault({.name = "王伟", .phone = "13900000001"}), "");
  EXPECT_EQ(fault({.name = "王伟", .address = "明珠路88弄3号302室"}), "");
  EXPECT_EQ(fault({.phone = "13900000001"}), "name");
  EXPECT_EQ(fault({.name = "王伟"}), "document_number");
  EXPECT_EQ(fault({.name = "王伟", .phone = "139"}), "phone");
  EXPECT_EQ(fault({.name = "王伟", .document_number = "999001199001010012"}), "document_number");
  EXPECT_EQ(fault({.name = "王伟", .address = std::string(201, 'a')}), "address");
}

TEST(Pocket, TheSamePersonIsOneLine) {
  const PocketPerson person{.name = "王伟", .document_number = "999001199001010011", .phone = "13900000001"};
  auto moved = person;
  moved.phone = "13900000002";
  EXPECT_EQ(identity_of(person), identity_of(moved)) << "by the number";
  EXPECT_NE(identity_of({.name = "王伟", .phone = "13900000001"}),
            identity_of({.name = "王伟", .phone = "13900000002"}));
  EXPECT_EQ(identity_of({.name = "王　伟", .phone = "13900000001"}),
            identity_of({.name = "王伟", .phone = "１3900000001"}));
}

TEST(Pocket, ListsHandedDownAndReportsAreNone) {
  Roster roster{.rows = 10};
  EXPECT_TRUE(is_pocket_roster(roster));
  roster.rows = kMostPocketRows + 1;
  EXPECT_FALSE(is_pocket_roster(roster));
  EXPECT_FALSE(is_pocket_roster({.due = Day{std::chrono::year{2026} / 12 / 1}}));
  EXPECT_FALSE(is_pocket_roster({.report = ReportKind::moved_in}));
}

TEST(Pocket, LinesBecomeRowsInPieces) {
  const std::vector<PocketPerson> people(500, {.name = "王伟", .phone = "13900000001"});
  const auto rows = rows_of(people);
  EXPECT_EQ(rows.sheet.rows, 500);
  std::uint32_t next = 1;
  for (const auto& chunk : rows.chunks) {
    EXPECT_EQ(chunk.first_row, next);
    const auto unpacked = registry::unpack_rows(chunk.bytes);
    EXPECT_EQ(static_cast<int>(unpacked.size()), chunk.rows);
    next += static_cast<std::uint32_t>(chunk.rows);
  }
  EXPECT_EQ(next, 501u);
}

}  // namespace pocket_test
}  // namespace weige::intake
