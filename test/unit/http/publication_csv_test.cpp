// A published table as a file: what is told stands as numbers, what is not as "…", and the rules beneath it.
#include <gtest/gtest.h>

#include "http/publication_json.h"

namespace weige::http {
namespace publication_csv_test {

town::Publication table() {
  return {.id = town::PublicationId{7},
          .kind = {town::Measure::residents, town::Breakdown::category, town::Level::grid},
          .number = 3,
          .as_of = parse_iso_day("2026-11-23").value(),
          .rows = {{.area = {1, "徐泾镇", ""}, .total = 390, .cells = {200, 90, 60, 40}},
                   {.area = {10, "", "=北居"}, .total = 130, .cells = {80, std::nullopt, std::nullopt, 20}},
                   {.area = {11, "北一", "=北居"}, .total = std::nullopt, .cells = {{}, {}, {}, {}}}}};
}

std::string file(Language language) {
  std::string out;
  write_publication_csv(table(), language, [&](std::string_view part) { out += part; });
  return out;
}

TEST(PublicationCsv, HasTheTableAndHowToReadIt) {
  const auto text = file(Language::zh);
  EXPECT_TRUE(text.starts_with("\xEF\xBB\xBF村居,区域,合计,户籍人口,来沪人员,境外人员,类别未登记\r\n"))
      << text;
  EXPECT_NE(text.find(",徐泾镇,390,200,90,60,40\r\n"), text.npos);
  EXPECT_NE(text.find("\"'=北居\",（未划入微网格）,130,80,…,…,20\r\n"), text.npos) << text;
  EXPECT_NE(text.find("\"'=北居\",北一,…,…,…,…,…\r\n"), text.npos);
  EXPECT_NE(text.find("第 3 期，截至 2026-11-23"), text.npos);
  EXPECT_NE(text.find("不足 10 的数（含零）不公布"), text.npos);
}

TEST(PublicationCsv, SpeaksEnglishToo) {
  const auto text = file(Language::en);
  EXPECT_NE(text.find("committee,area,total,registered in Shanghai"), text.npos);
  EXPECT_NE(text.find("(in no micro-grid)"), text.npos);
  EXPECT_EQ(publication_file_name(table(), Language::en),
            "residents, by micro-grid, by category 2026-11-23.csv");
}

}  // namespace publication_csv_test
}  // namespace weige::http
