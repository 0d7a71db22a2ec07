// Columns of protected traits are told by their headers, however these are written (boundaries: they never
// reach the disk).
#include "registry/protected_columns.h"

#include <gtest/gtest.h>

#include "registry/import_fields.h"

namespace weige::registry {
namespace protected_columns_test {

using Columns = std::set<std::uint32_t>;
using Rows = std::vector<std::vector<std::string>>;

Columns found(const Rows& rows) {
  std::vector<formats::TextRow> text_rows;
  for (std::uint32_t i = 0; i < rows.size(); ++i) text_rows.push_back({i + 1, rows[i]});
  const auto header = formats::find_header(text_rows, header_words());
  if (!header) throw std::runtime_error("no header");
  return protected_columns(text_rows, *header);
}

TEST(ProtectedColumns, AreNamedInManyWays) {
  for (const auto* name :
       {"民族",     "民 族",    "*民族（必填）", "宗教信仰", "政治面貌",      "是否党员", "健康状况",
        "残疾证号", "慢性病",   "是否信访",      "上访情况", "重点人员类型",  "关注人员", "备注（民族）",
        "吸毒史",   "指纹",     "Ethnicity",     "RELIGION", "Health status", "民/族",    "民、族",
        "⺠族",     "MZDM",     "zzmm",          "是否信教", "清真",          "政审情况", "身体状况",
        "肇事肇祸", "信用评分", "轨迹",          "头像",     "HIV",           "minority"})
    EXPECT_TRUE(names_protected_trait(name)) << name;
  for (const auto* name : {"姓名", "证件号码", "联系电话", "现住地址", "房屋用途", "备注", "人员类别",
                           "与户主关系", "国籍", "文化程度", "群租", "身高（楼）", "信用代码", "编号"})
    EXPECT_FALSE(names_protected_trait(name)) << name;
}

TEST(ProtectedColumns, NoFieldOfOursIsTakenForOne) {
  for (const auto kind : kTownFiles)
    for (const auto& field : import_fields(kind)) {
      EXPECT_FALSE(names_protected_trait(field.zh)) << field.zh;
      EXPECT_FALSE(names_protected_trait(field.en)) << field.en;
      for (const auto word : field.words) EXPECT_FALSE(names_protected_trait(word)) << word;
    }
}

TEST(ProtectedColumns, StandUnderTitlesAndInHeadersOfSeveralLines) {
  EXPECT_EQ(found({{"徐泾镇实有人口登记表"},
                   {"填报单位：北居委会"},
                   {"姓名", "民族", "证件号码", "现住地址"},
                   {"王伟", "汉", "1", "2"}}),
            Columns{2});
  EXPECT_EQ(found({{"姓名", "民", "证件号码", "现住地址"}, {"", "族", "", ""}, {"王伟", "汉", "1", "2"}}),
            Columns{2});
  EXPECT_EQ(found({{"姓名", "健康状况", "", "联系电话"}, {"", "身高", "体重", ""}, {"王伟", "1", "2", "3"}}),
            (Columns{2, 3}));
  EXPECT_EQ(found({{"姓名", "民族", "基本信息", "", "现住地址"},
                   {"", "", "证件号码", "联系电话", ""},
                   {"王伟", "汉", "1", "2", "3"}}),
            Columns{2});
}

}  // namespace protected_columns_test
}  // namespace weige::registry
