// Single reports: what the form takes, and the row it becomes (N6).
#include "intake/report.h"

#include <gtest/gtest.h>

#include "intake/finding.h"
#include "registry/upload_rows.h"

namespace weige::intake {
namespace report_test {

TEST(Report, AKindAndAPlaceAreEnough) {
  EXPECT_TRUE(check({.kind = ReportKind::moved_in, .place = "明珠路88弄3号302室"}));
  EXPECT_TRUE(check({.kind = ReportKind::premises, .place = "门口那栋"})) << "people can read it";
}

TEST(Report, WhatIsWrongIsToldAtItsField) {
  const auto fault = [](const Report& report) {
    const auto checked = check(report);
    return checked ? std::string() : checked.problem().place;
  };
  EXPECT_EQ(fault({.place = "  "}), "place");
  EXPECT_EQ(fault({.place = "。"}), "place");
  EXPECT_EQ(fault({.place = std::string(201, 'a')}), "place");
  EXPECT_EQ(fault({.place = "明珠路88弄", .note = std::string(101, 'a')}), "note");
  EXPECT_EQ(fault({.place = "明珠路88弄", .name = "王@伟"}), "name");
  EXPECT_EQ(fault({.place = "明珠路88弄", .phone = "1391234"}), "phone");
}

TEST(Report, BecomesARowThatIsReadLikeAnyOther) {
  const auto row = row_of({.place = "明珠路88弄3号302室", .name = "王伟", .note = "一家三口"});
  const auto rows = registry::unpack_rows(row.chunks.at(0).bytes);
  ASSERT_EQ(rows.size(), 1u);
  ASSERT_EQ(rows[0].cells.size(), row.sheet.columns.size());
  EXPECT_EQ(rows[0].cells[0].text, "王伟");
  EXPECT_EQ(rows[0].cells[1].kind, formats::CellKind::empty);
  EXPECT_TRUE(registry::ImportColumns::of(registry::TownFile::residents, row.sheet, row.mapping,
                                          registry::RowNeeds::whatever_there_is));
}

TEST(Report, NobodyReportsADeclaration) {
  EXPECT_EQ(check({.kind = ReportKind::declared, .place = "明珠路88弄"}).problem().place, "kind");
}

TEST(Report, CodesAreReadBack) {
  for (const auto kind : {ReportKind::moved_in, ReportKind::moved_out, ReportKind::starts_work,
                          ReportKind::left_work, ReportKind::premises})
    EXPECT_EQ(report_kind_of(code(kind)), kind);
  EXPECT_FALSE(report_kind_of("suspicious"));
}

TEST(Report, TheSameOnAnotherDayIsAnotherReport) {
  Roster roster{.reference = Day{std::chrono::year{2026} / 11 / 23}, .report = ReportKind::moved_in};
  const auto mark = mark_of_report(roster, "明珠路88弄", "302");
  EXPECT_EQ(mark_of_report(roster, "明珠路88弄", "302"), mark);
  EXPECT_NE(mark_of_report(roster, "明珠路88弄", "303"), mark);
  roster.report = ReportKind::moved_out;
  EXPECT_NE(mark_of_report(roster, "明珠路88弄", "302"), mark);
  roster.report = ReportKind::moved_in;
  roster.reference = Day{std::chrono::year{2026} / 11 / 24};
  EXPECT_NE(mark_of_report(roster, "明珠路88弄", "302"), mark);
}

TEST(Report, TheSameWordsOfAnotherPostAreAnotherReportWhereNoPlaceIsRead) {
  Roster one{.post = access::PostId{1},
             .reference = Day{std::chrono::year{2026} / 11 / 23},
             .report = ReportKind::moved_in};
  auto other = one;
  other.post = access::PostId{2};
  EXPECT_EQ(mark_of_report(one, "明珠路88弄", "302"), mark_of_report(other, "明珠路88弄", "302"));
  EXPECT_NE(mark_of_report(one, "", "302"), mark_of_report(other, "", "302"));
}

}  // namespace report_test
}  // namespace weige::intake
