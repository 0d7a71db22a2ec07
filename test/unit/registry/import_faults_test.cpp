// Every family of faults of docs/import-faults.md: its code at its cell, and nothing else (O2: files go back
// with what is wrong).
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "registry/address_import.h"
#include "registry/file_keys.h"
#include "registry/import_plan.h"
#include "registry/organisation_import.h"
#include "registry/resident_import.h"
#include "standards/credit_code.h"
#include "support/imports.h"

namespace weige::registry {
namespace import_faults_test {

using formats::Cell;
using formats::CellKind;
using testing_support::invented_id;
using Texts = std::vector<std::string>;

constexpr std::int64_t kNorth = 10, kSouth = 11, kElsewhere = 12;

ImportTown test_town() {
  ImportTown town{.text = "上海市青浦区徐泾镇",
                  .today = *parse_iso_day("2026-11-23"),
                  .reference = *parse_iso_day("2026-11-01")};
  town.division = standards::StandardAddress::parse(town.text)->key();
  town.committees = Committees({{kNorth, "310118106001", "北居委会"},
                                {kSouth, "310118106002", "南居委会"},
                                {kElsewhere, "310118106201", "前明村"}});
  return town;
}

// What a sheet with these headers makes of rows, against a register that knows nothing yet.
class Sheet {
 public:
  Sheet(TownFile kind, const Texts& titles) : kind_(kind) {
    UploadSheet sheet{.name = "Sheet1", .header_row = 1, .rows = 1};
    for (std::size_t i = 0; i < titles.size(); ++i)
      sheet.columns.push_back({static_cast<std::uint32_t>(i + 1), titles[i]});
    auto columns = ImportColumns::of(kind, sheet, guess_mapping(kind, sheet));
    if (!columns) throw std::runtime_error(title(columns.problem(), Language::en));
    columns_ = *columns;
    picture.scope = {kTown, kNorth, kSouth};
  }
  static constexpr std::int64_t kTown = 1;

  ParsedRow parse(const Texts& texts, std::uint32_t number = 2) const {
    UploadRow row{.number = number};
    for (const auto& text : texts)
      row.cells.push_back({.kind = text.empty() ? CellKind::empty : CellKind::text, .text = text});
    return parse_cells(row);
  }
  ParsedRow parse_cells(const UploadRow& row) const {
    if (kind_ == TownFile::residents) return parse_resident(row, columns_, town_);
    return kind_ == TownFile::organisations ? parse_organisation(row, columns_, town_)
                                            : parse_address_row(row, columns_, town_);
  }
  RowDecision decide_row(const ParsedRow& row) const {
    std::int64_t next = 100;
    return decide(row, {.kind = kind_, .town = town_, .picture = picture, .new_id = [&] { return next++; }});
  }
  // "code@column" of each fault.
  Texts faults(const Texts& texts) const { return faults(parse(texts)); }
  Texts faults(const ParsedRow& row) const {
    Texts out;
    for (const auto& each : decide_row(row).findings)
      if (!each.warning) out.push_back(each.code + "@" + std::to_string(each.column));
    return out;
  }
  const ImportColumns& columns() const { return columns_; }
  ImportTown& town() { return town_; }

  ImportPicture picture;

 private:
  TownFile kind_;
  ImportColumns columns_;
  ImportTown town_ = test_town();
};

const Texts kResidentTitles{"姓名",     "证件类型", "证件号码", "性别",     "出生日期",
                            "联系电话", "人员类别", "现住地址", "所属村居", "与户主关系",
                            "居住类型", "入住日期", "搬离日期", "户籍地址"};

// A row without a fault; the fields named differ.
Texts resident(const std::map<std::string, std::string>& other = {}) {
  Texts row{"王伟",     "居民身份证",         invented_id(1), "男",   "1990-01-01", "13900000001",
            "户籍人口", "明珠路88弄3号201室", "北居委会",     "户主", "主要居住",   "2020-05-01",
            "",         "上海市青浦区"};
  for (const auto& [field, value] : other)
    row[static_cast<std::size_t>(std::ranges::find(kResidentTitles, field) - kResidentTitles.begin())] =
        value;
  return row;
}

std::string mistyped(std::string number) {
  number.back() = number.back() == '0' ? '1' : '0';
  return number;
}

struct Fault {
  std::string field, value, expected;
};
void PrintTo(const Fault& fault, std::ostream* out) {
  *out << fault.expected << " " << fault.value;
}

class ResidentFaults : public testing::TestWithParam<Fault> {};
TEST_P(ResidentFaults, AreToldAtTheirCellAndAlone) {
  const Sheet sheet(TownFile::residents, kResidentTitles);
  EXPECT_EQ(sheet.faults(resident({{GetParam().field, GetParam().value}})), Texts{GetParam().expected});
}
INSTANTIATE_TEST_SUITE_P(
    Families, ResidentFaults,
    testing::Values(
        Fault{"姓名", "", "missing-name@1"}, Fault{"姓名", "王伟1", "person-name@1"},
        Fault{"姓名", "#N/A", "person-name@1"}, Fault{"证件类型", "学生证明", "document-type-unknown@2"},
        Fault{"证件类型", "回乡证", "document-number@3"},
        Fault{"证件号码", "99900019900101123", "id-number-length@3"},
        Fault{"证件号码", "9990001990010112O7", "id-number-characters@3"},
        Fault{"证件号码", "999000199013011234", "id-number-date@3"},
        Fault{"证件号码", mistyped(invented_id(1)), "id-number-check-digit@3"},
        Fault{"证件号码", "9.99000199001011E+17", "digits-lost@3"},
        Fault{"证件号码", invented_id(1, "20310101"), "born-in-future@3"},
        Fault{"性别", "不详", "sex-unknown@4"}, Fault{"性别", "女", "sex-disagrees@4"},
        Fault{"出生日期", "1990-01-02", "birth-date-disagrees@5"},
        Fault{"出生日期", "1990-02-30", "bad-date@5"}, Fault{"出生日期", "1700-01-01", "date-out-of-range@5"},
        Fault{"联系电话", "1390000000", "phone@6"}, Fault{"人员类别", "甲类", "category-unknown@7"},
        Fault{"现住地址", "", "missing-address@8"}, Fault{"现住地址", "隔壁老王家", "bad-address@8"},
        Fault{"现住地址", "上海市青浦区朱家角镇漕平路88号", "address-outside-town@8"},
        Fault{"现住地址", "明珠路88弄", "address-without-door@8"},
        Fault{"所属村居", "月球居委会", "committee-unknown@9"},
        Fault{"所属村居", "前明村", "outside-scope@8"}, Fault{"与户主关系", "邻居", "relation-unknown@10"},
        Fault{"居住类型", "偶尔", "residence-kind-unknown@11"}, Fault{"入住日期", "去年", "bad-date@12"},
        Fault{"入住日期", "2030-01-01", "date-out-of-range@12"},
        Fault{"搬离日期", "2019-01-01", "ends-before-start@13"}, Fault{"所属村居", "", "committee-needed@8"},
        Fault{"户籍地址", std::string(400, 'a'), "too-long@14"},
        Fault{"户籍地址", "上\x01海", "bad-characters@14"}));

TEST(ImportFaults, AGoodRowHasNone) {
  const Sheet sheet(TownFile::residents, kResidentTitles);
  EXPECT_EQ(sheet.faults(resident()), Texts{});
  const auto decision = sheet.decide_row(sheet.parse(resident()));
  EXPECT_EQ(decision.outcome, RowOutcome::added);
  EXPECT_EQ(decision.writes.size(), 7u) << "road, lane, number, room, premises, person, residence";
}

TEST(ImportFaults, SomethingMustTellOnePersonFromAnother) {
  const Sheet sheet(TownFile::residents, {"姓名", "证件号码", "出生日期", "现住地址", "所属村居"});
  EXPECT_EQ(sheet.faults({"王伟", "", "", "明珠路88弄3号201室", "北居委会"}), Texts{"missing-identity@2"});
  EXPECT_EQ(sheet.faults({"王伟", "", "1990.1.1", "明珠路88弄3号201室", "北居委会"}), Texts{});
  EXPECT_EQ(sheet.faults({"王伟", "E12345678", "", "明珠路88弄3号201室", "北居委会"}),
            Texts{"document-type@2"});
}

TEST(ImportFaults, NumbersThatASpreadsheetCutAreNotBelieved) {
  const Sheet sheet(TownFile::residents, {"姓名", "证件号码", "现住地址", "所属村居"});
  UploadRow row{.number = 2};
  row.cells = {{.kind = CellKind::text, .text = "王伟"},
               {.kind = CellKind::number, .number = 999000199001011000.0, .text = "999000199001011000"},
               {.kind = CellKind::text, .text = "明珠路88弄3号201室"},
               {.kind = CellKind::text, .text = "北居委会"}};
  EXPECT_EQ(sheet.faults(sheet.parse_cells(row)), Texts{"digits-lost@2"});
  row.cells[1] = {.kind = CellKind::error, .text = "#N/A"};
  EXPECT_EQ(sheet.faults(sheet.parse_cells(row)), Texts{"cell-error@2"});
  EXPECT_EQ(sheet.faults(sheet.parse_cells({.number = 3, .too_wide = 5})), Texts{"row-too-wide@5"});
}

TEST(ImportFaults, OfAddressFiles) {
  const Texts titles{"地址",     "所属村居", "房屋用途", "房屋标签", "房东电话",
                     "核定人数", "经度",     "纬度",     "坐标系"};
  const Sheet sheet(TownFile::addresses, titles);
  const auto row = [](std::size_t column, const char* value) {
    Texts good{"明珠路88弄3号201室",
               "北居委会",
               "住宅",
               "出租、群租",
               "13900000001",
               "4",
               "121.27",
               "31.17",
               "WGS84"};
    good[column] = value;
    return good;
  };
  EXPECT_EQ(sheet.faults(row(8, "wgs84")), Texts{});
  EXPECT_EQ(sheet.faults(row(2, "太空站")), Texts{"use-unknown@3"});
  EXPECT_EQ(sheet.faults(row(3, "红房子")), Texts{"label-unknown@4"});
  EXPECT_EQ(sheet.faults(row(4, "139")), Texts{"phone@5"});
  EXPECT_EQ(sheet.faults(row(5, "十几个")), Texts{"bad-number@6"});
  EXPECT_EQ(sheet.faults(row(6, "200")), Texts{"bad-number@7"});
  EXPECT_EQ(sheet.faults(row(6, "")), Texts{"point-incomplete@7"});
  EXPECT_EQ(sheet.faults(row(8, "")), Texts{"datum-needed@9"});
}

TEST(ImportFaults, OfOrganisationFiles) {
  const Texts titles{"单位名称", "统一社会信用代码", "单位类型", "联系电话", "单位地址", "所属村居"};
  const Sheet sheet(TownFile::organisations, titles);
  std::string credit = "91310118MA1JL0000";
  credit += standards::credit_check_digit(credit);
  std::string wrong = credit;
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  const auto row = [&](std::size_t column, const std::string& value) {
    Texts good{"明珠贸易有限公司", credit, "企业", "13900000001", "明珠路90号", "北居委会"};
    good[column] = value;
    return good;
  };
  EXPECT_EQ(sheet.faults(row(0, "明珠贸易有限公司")), Texts{});
  EXPECT_EQ(sheet.faults(row(0, "")), Texts{"missing-name@1"});
  EXPECT_EQ(sheet.faults(row(1, credit.substr(0, 17))), Texts{"credit-code-length@2"});
  EXPECT_EQ(sheet.faults(row(1, "O" + credit.substr(1))), Texts{"credit-code-characters@2"});
  EXPECT_EQ(sheet.faults(row(1, wrong)), Texts{"credit-code-check-digit@2"});
  EXPECT_EQ(sheet.faults(row(2, "集团军")), Texts{"organisation-kind-unknown@3"});
  EXPECT_EQ(sheet.faults(row(4, "")), Texts{"missing-address@5"});
}

Texts conflicts(const Sheet& sheet, const std::vector<Texts>& rows) {
  FileKeys keys(sheet.columns());
  std::uint32_t number = 1;
  for (const auto& row : rows) keys.add(sheet.parse(row, ++number));
  Texts out;
  for (const auto& [row, findings] : keys.conflicts())
    for (const auto& each : findings)
      out.push_back(each.code + "@" + std::to_string(row) + ":" + std::to_string(each.column) + " " +
                    each.other_row);
  return out;
}

TEST(ImportFaults, RowsThatContradictEachOtherAreBothNamed) {
  const Sheet sheet(TownFile::residents, kResidentTitles);
  EXPECT_EQ(conflicts(sheet, {resident(), resident({{"证件号码", invented_id(3)}}), resident()}),
            (Texts{"duplicate-row@2:3 4", "duplicate-row@4:3 2"}));
  EXPECT_EQ(conflicts(sheet, {resident(), resident({{"姓名", "王维"}})}),
            (Texts{"one-number-two-names@2:3 3", "one-number-two-names@3:3 2"}));
  EXPECT_EQ(conflicts(sheet, {resident(), resident({{"现住地址", "明珠路88弄3号202室"}})}),
            (Texts{"two-main-residences@2:8 3", "two-main-residences@3:8 2"}));
  EXPECT_EQ(conflicts(sheet,
                      {resident(), resident({{"现住地址", "明珠路88弄3号202室"}, {"居住类型", "其他居住"}})}),
            Texts{});
  const Sheet places(TownFile::addresses, {"地址", "所属村居"});
  EXPECT_EQ(conflicts(places, {{"明珠路88弄3号", "北居委会"}, {"徐泾镇明珠路88弄3号", "北居委会"}}),
            (Texts{"duplicate-row@2:1 3", "duplicate-row@3:1 2"}));
}

TEST(ImportFaults, PartsOfAnAddressMayStandInColumnsOfTheirOwn) {
  const Sheet sheet(TownFile::residents, {"姓名", "证件号码", "路名", "弄", "门牌号", "室号", "所属村居"});
  const auto row = sheet.parse({"王伟", invented_id(1), "明珠路", "88", "3", "201", "北居委会"});
  ASSERT_TRUE(row.address);
  EXPECT_EQ(row.address->canonical(), "上海市青浦区徐泾镇明珠路88弄3号201室");
}

TEST(ImportFaults, CommitteesAreKnownByTheirUsualNames) {
  const auto town = test_town();
  for (const auto* name : {"北居委会", "北居民委员会", "北居委", "310118106001", "北社区居委会"})
    EXPECT_EQ(town.committees.find(name), kNorth) << name;
  for (const auto* name : {"前明村", "前明村村委会", "前明村村民委员会"})
    EXPECT_EQ(town.committees.find(name), kElsewhere) << name;
  EXPECT_FALSE(town.committees.find("居委会"));
}

}  // namespace import_faults_test
}  // namespace weige::registry
