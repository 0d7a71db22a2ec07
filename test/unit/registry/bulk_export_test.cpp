#include "registry/bulk_export.h"

#include <gtest/gtest.h>

namespace weige::registry {
namespace bulk_export_test {

constexpr ExportForm kMaskedRows{TownFile::residents, ExportFormat::csv, Numbers::masked};
constexpr ExportForm kFullNumbers{TownFile::residents, ExportFormat::csv, Numbers::full};

TEST(BulkExport, IsNumbersInFullOrMoreRowsThanTheRuleSays) {
  const access::ApprovalRules ships;
  EXPECT_EQ(ships.bulk_export_people, 200);
  EXPECT_FALSE(is_bulk_export(kMaskedRows, 200, ships));
  EXPECT_TRUE(is_bulk_export(kMaskedRows, 201, ships));
  EXPECT_TRUE(is_bulk_export(kFullNumbers, 0, ships));
  EXPECT_TRUE(is_bulk_export(kMaskedRows, 1, {.bulk_export_people = 0}));
  EXPECT_FALSE(is_bulk_export(kMaskedRows, 0, {.bulk_export_people = 0}));
}

TEST(BulkExport, IsNothingWhereNobodyApproves) {
  const access::ApprovalRules off{.two_persons = access::TwoPersons::off};
  EXPECT_FALSE(is_bulk_export(kFullNumbers, 1'000'000, off));
}

}  // namespace bulk_export_test
}  // namespace weige::registry
