// Rows of rosters: what they tell, what is left out, and what the sender hears of it.
#include "intake/roster_import.h"

#include <gtest/gtest.h>

#include <deque>

namespace weige::intake {
namespace roster_import_test {

using registry::UploadRow;

constexpr const char* kNumber = "999001199001010011";

class RosterImport : public testing::Test {
 protected:
  void SetUp() override {
    town_.text = "上海市青浦区徐泾镇";
    town_.division = standards::StandardAddress::parse(town_.text).value().key();
    town_.committees =
        registry::Committees({{11, "310118106001", "北居委会"}, {12, "310118106002", "南居委会"}});
    town_.own_area = 11;
    town_.today = town_.reference = Day{std::chrono::year{2026} / 11 / 23};
  }
  RosterRow read(const std::vector<std::pair<std::string, std::string>>& cells, std::uint32_t number = 2) {
    registry::UploadSheet sheet;
    std::vector<registry::ColumnMapping> mapping;
    UploadRow row{.number = number};
    std::uint32_t column = 0;
    for (const auto& [field, text] : cells) {
      sheet.columns.push_back({++column, field});
      mapping.push_back({column, field});
      texts_.push_back(text);
      row.cells.push_back(text.empty()
                              ? formats::Cell{}
                              : formats::Cell{.kind = formats::CellKind::text, .text = texts_.back()});
    }
    columns_.emplace_back(registry::ImportColumns::of(registry::TownFile::residents, sheet, mapping,
                                                      registry::RowNeeds::whatever_there_is)
                              .value());
    return parse_roster_row(row, {columns_.back(), town_, scope_, place_of(scope_)});
  }

  registry::ImportTown town_;
  RosterScope scope_;
  std::deque<std::string> texts_;
  std::deque<registry::ImportColumns> columns_;
};

TEST_F(RosterImport, ANameAndAPhoneAreEnough) {
  const auto row = read({{"name", "王伟"}, {"phone", "13900000001"}});
  EXPECT_TRUE(row.usable);
  EXPECT_EQ(row.answer, RowAnswer::taken);
  EXPECT_EQ(row.like.phone, "13900000001");
}

TEST_F(RosterImport, ANameAloneIsNot) {
  const auto row = read({{"name", "王伟"}, {"phone", ""}});
  EXPECT_FALSE(row.usable);
  EXPECT_EQ(row.answer, RowAnswer::mend);
  ASSERT_EQ(row.mend.size(), 1u);
  EXPECT_EQ(row.mend[0].code, "row-says-too-little");
}

TEST_F(RosterImport, AWrongNumberIsToldAndLeftOutButStillLookedFor) {
  const auto row =
      read({{"name", "王伟"}, {"document_number", "999001199001010010"}, {"phone", "13900000001"}});
  EXPECT_TRUE(row.usable);
  EXPECT_EQ(row.answer, RowAnswer::mend);
  EXPECT_TRUE(row.parsed.key.empty());
  EXPECT_TRUE(row.parsed.text("document_number").empty());
  EXPECT_FALSE(row.parsed.faulty());
  EXPECT_EQ(row.like.id_number, "999001199001010010");
}

TEST_F(RosterImport, AMaskedNumberIsToldAsWhatItIs) {
  const auto row =
      read({{"name", "王伟"}, {"document_number", "999***********0018"}, {"phone", "13900000001"}});
  ASSERT_EQ(row.mend.size(), 1u);
  EXPECT_EQ(row.mend[0].code, "number-masked");
}

TEST_F(RosterImport, ABirthDateThatContradictsTheNumberIsLeftOut) {
  const auto row = read({{"name", "王伟"}, {"document_number", kNumber}, {"birth_date", "1991-02-03"}});
  EXPECT_EQ(row.answer, RowAnswer::mend);
  EXPECT_TRUE(row.parsed.text("birth_date").empty());
  EXPECT_FALSE(row.parsed.key.empty());
}

TEST_F(RosterImport, AnotherCommitteeIsOutsideTheListsScope) {
  scope_ = {.kind = ScopeKind::area, .id = 11, .name = "北居委会", .key = " 11 "};
  const auto row = read({{"name", "王伟"}, {"document_number", kNumber}, {"committee", "南居委会"}});
  EXPECT_EQ(row.answer, RowAnswer::outside);
  ASSERT_EQ(row.mend.size(), 1u);
  EXPECT_EQ(row.mend[0].code, "outside-roster");
}

TEST_F(RosterImport, AnAddressElsewhereIsOutsideACompoundsList) {
  scope_ = {.kind = ScopeKind::address, .id = 5, .name = "明珠路88弄", .key = "上海市青浦区徐泾镇明珠路88弄"};
  EXPECT_EQ(read({{"name", "王伟"}, {"document_number", kNumber}, {"address", "明珠路88弄3号201室"}}).answer,
            RowAnswer::taken);
  EXPECT_EQ(read({{"name", "王伟"}, {"document_number", kNumber}, {"address", "明珠路90弄3号201室"}}).answer,
            RowAnswer::outside);
}

TEST_F(RosterImport, AListOfOneDoorMeansItWhereRowsGiveNoAddress) {
  scope_ = {.kind = ScopeKind::address, .id = 5, .name = "明珠路90号", .key = "上海市青浦区徐泾镇明珠路90号"};
  const auto row = read({{"name", "王伟"}, {"document_number", kNumber}});
  ASSERT_TRUE(row.parsed.address);
  EXPECT_EQ(row.parsed.address->canonical(), "上海市青浦区徐泾镇明珠路90号");
}

TEST_F(RosterImport, AnEmployersListMeansItsOrganisation) {
  scope_ = {.kind = ScopeKind::organisation, .id = 5, .name = "某厂", .key = "91310118MA1JL0000X"};
  const auto row = read({{"name", "王伟"}, {"document_number", kNumber}});
  ASSERT_EQ(row.parsed.employment.size(), 1u);
  EXPECT_EQ(row.parsed.employment[0].value, "91310118MA1JL0000X");
}

TEST_F(RosterImport, DoublesAreToldFromTheRowsAlone) {
  std::vector<RosterRow> rows{read({{"name", "王伟"}, {"phone", "13900000001"}}, 2),
                              read({{"name", "王伟"}, {"phone", "13900000001"}}, 3),
                              read({{"name", "王伟"}, {"phone", "13900000002"}}, 4)};
  tell_doubles(rows);
  EXPECT_EQ(rows[0].answer, RowAnswer::taken);
  EXPECT_EQ(rows[1].answer, RowAnswer::mend);
  EXPECT_EQ(rows[1].mend.at(0).other_row, "2");
  EXPECT_EQ(rows[2].answer, RowAnswer::taken);
}

}  // namespace roster_import_test
}  // namespace weige::intake
