#include <fmt/format.h>

#include "base/clock.h"
#include "support/good_files.h"
#include "support/xlsx_builder.h"

namespace weige::test {
namespace {

using Change = std::function<void(Dice&, XlsxBuilder&, TextTable&)>;

GoodFile file(std::uint32_t seed, const Change& change) {
  Dice dice(seed);
  auto table = invented_people(dice, 1 + dice.roll(80));
  XlsxBuilder builder;
  builder.rows(xml_rows(table));
  change(dice, builder, table);
  return {builder.finish(), std::move(table)};
}

// A cell of each text of the table; `write` gets its row, column and text.
std::string rows_of(const TextTable& table,
                    const std::function<std::string(std::size_t, std::size_t, const std::string&)>& write) {
  std::string out;
  for (std::size_t r = 0; r < table.size(); ++r) {
    std::string cells;
    for (std::size_t c = 0; c < table[r].size(); ++c) cells += write(r + 1, c + 1, table[r][c]);
    out += xml_row(r + 1, cells);
  }
  return out;
}

std::string at(std::size_t row, std::size_t column) {
  return fmt::format("{}{}", static_cast<char>('A' + column - 1), row);
}

// Adds 出生日期 with days as numbers; style 1 is a built-in format, 2 one of its own (yyyy"年"m"月").
void add_days(Dice& dice, TextTable& table, std::string& rows, int first_serial, std::chrono::sys_days zero) {
  table[0].push_back("出生日期");
  rows = rows_of(table, [](auto row, auto column, const auto& text) { return text_cell(row, column, text); });
  for (std::size_t r = 1; r < table.size(); ++r) {
    const auto serial = first_serial + static_cast<int>(dice.roll(30'000));
    table[r].push_back(to_iso(Day{zero + std::chrono::days{serial}}));
    const auto end = rows.find("</row>", rows.find(fmt::format("<row r=\"{}\">", r + 1)));
    rows.insert(end, fmt::format("<c r='E{}' s='{}'><v>{}{}</v></c>", r + 1, 1 + dice.roll(2), serial,
                                 dice.roll(3) == 0 ? ".5" : ""));
  }
}

GoodFile days_1900(std::uint32_t seed) {
  return file(seed, [](Dice& dice, XlsxBuilder& builder, TextTable& table) {
    std::string rows;
    add_days(dice, table, rows, 15'000, std::chrono::sys_days{std::chrono::year{1899} / 12 / 30});
    builder.rows(rows);
  });
}

GoodFile days_1904(std::uint32_t seed) {
  return file(seed, [](Dice& dice, XlsxBuilder& builder, TextTable& table) {
    std::string rows;
    add_days(dice, table, rows, 14'000, std::chrono::sys_days{std::chrono::year{1904} / 1 / 1});
    builder.date_1904().rows(rows);
  });
}

// 27 to 36 and 50 to 58 are days in Chinese programs without any definition in the file.
GoodFile chinese_days(std::uint32_t seed) {
  return file(seed, [](Dice& dice, XlsxBuilder& builder, TextTable& table) {
    std::string rows;
    add_days(dice, table, rows, 15'000, std::chrono::sys_days{std::chrono::year{1899} / 12 / 30});
    builder.rows(rows).part("xl/styles.xml",
                            fmt::format("<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='{}'/><xf "
                                        "numFmtId='{}'/></cellXfs></styleSheet>",
                                        27 + dice.roll(10), 50 + dice.roll(9)));
  });
}

// WPS and Excel keep texts once and point at them.
GoodFile shared_texts(std::uint32_t seed) {
  return file(seed, [](Dice& dice, XlsxBuilder& builder, TextTable& table) {
    std::string items;
    std::size_t index = 0;
    const bool rich = dice.roll(2) == 0;
    const auto rows = rows_of(table, [&](auto row, auto column, const auto& text) {
      const auto cut = row == 1 ? 0 : std::size_t{3};  // Han characters have three bytes
      items +=
          rich ? fmt::format("<si><r><rPr><b/></rPr><t xml:space='preserve'>{}</t></r><r><t>{}</t></r></si>",
                             text.substr(0, cut), text.substr(cut))
               : "<si><t>" + text + "</t></si>";
      return fmt::format("<c r='{}' t='s'><v>{}</v></c>", at(row, column), index++);
    });
    builder.shared_strings(items).rows(rows);
  });
}

// The readings that East Asian versions keep beside a text are not part of it.
GoodFile readings(std::uint32_t seed) {
  return file(seed, [](Dice&, XlsxBuilder& builder, TextTable& table) {
    std::string items;
    std::size_t index = 0;
    builder.rows(rows_of(table, [&](auto row, auto column, const auto& text) {
      items += "<si><t>" + text + "</t><rPh sb='0' eb='1'><t>wang</t></rPh><phoneticPr fontId='1'/></si>";
      return fmt::format("<c r='{}' t='s'><v>{}</v></c>", at(row, column), index++);
    }));
    builder.shared_strings(items);
  });
}

GoodFile no_references(std::uint32_t seed) {
  return file(seed, [](Dice&, XlsxBuilder& builder, TextTable& table) {
    std::string rows;
    for (const auto& row : table) {
      rows += "<row>";
      for (const auto& text : row) rows += "<c t='str'><v>" + text + "</v></c>";
      rows += "</row>";
    }
    builder.rows(rows);
  });
}

GoodFile prefixed(std::uint32_t seed) {
  return file(seed, [](Dice&, XlsxBuilder& builder, TextTable& table) {
    std::string xml = "<?xml version=\"1.0\"?>\n<x:worksheet xmlns:x='urn:x'><x:sheetData>";
    for (const auto& row : table) {
      xml += "<x:row>";
      for (const auto& text : row) xml += "<x:c t='inlineStr'><x:is><x:t>" + text + "</x:t></x:is></x:c>";
      xml += "</x:row>";
    }
    builder.part("xl/worksheets/sheet1.xml", xml + "</x:sheetData></x:worksheet>");
  });
}

// Absolute targets and other cases of names, as WPS and small libraries write them.
GoodFile other_paths(std::uint32_t seed) {
  return file(seed, [](Dice& dice, XlsxBuilder& builder, TextTable& table) {
    const std::string_view targets[] = {"/xl/worksheets/Sheet1.xml", "../xl/worksheets/sheet1.XML",
                                        "worksheets/SHEET1.xml"};
    builder.part(
        "xl/_rels/workbook.xml.rels",
        fmt::format("<Relationships><Relationship Id='r1' Type='http://purl.oclc.org/ooxml/officeDocument/"
                    "relationships/worksheet' Target='{}'/></Relationships>",
                    dice.choose(targets)));
    builder.part("xl/cellimages.xml", "<cellImages/>").part("docProps/custom.xml", "<Properties/>");
    (void)table;
  });
}

// Numbers as numbers, the long ID numbers as text.
GoodFile numbers(std::uint32_t seed) {
  return file(seed, [](Dice& dice, XlsxBuilder& builder, TextTable& table) {
    builder.rows(rows_of(table, [&](auto row, auto column, const auto& text) {
      if (row == 1 || column != 3) return text_cell(row, column, text);
      const auto exponent = fmt::format("{}.{}E10", text.substr(0, 1), text.substr(1));
      return fmt::format("<c r='{}'><v>{}</v></c>", at(row, column),
                         dice.roll(3) == 0 ? exponent : text + (dice.roll(2) == 0 ? "" : ".0"));
    }));
  });
}

// Formulas that were computed when the file was saved, one of them to an empty text.
GoodFile formulas(std::uint32_t seed) {
  return file(seed, [](Dice& dice, XlsxBuilder& builder, TextTable& table) {
    for (std::size_t r = 1; r < table.size(); ++r)
      if (dice.roll(5) == 0) table[r][3].clear();
    builder.rows(rows_of(table, [&](auto row, auto column, const auto& text) {
      if (row == 1 || column != 3 + dice.roll(2)) return text.empty() ? "" : text_cell(row, column, text);
      return fmt::format("<c r='{}' t='str'><f>A1&amp;\"\"</f><v>{}</v></c>", at(row, column), text);
    }));
  });
}

GoodFile escapes(std::uint32_t seed) {
  return file(seed, [](Dice& dice, XlsxBuilder& builder, TextTable& table) {
    const std::pair<std::string_view, std::string_view> forms[] = {
        {"明珠路1号_x000D_\n二楼", "明珠路1号\r\n二楼"},
        {"明珠路_x005F_x0041_", "明珠路_x0041_"},
        {"明珠路&#49;号", "明珠路1号"},
        {"&lt;明珠路&gt; &amp; 1号", "<明珠路> & 1号"},
        {"<![CDATA[明珠路<1>号]]>", "明珠路<1>号"}};
    std::string items = "<si/>";
    std::size_t index = 0;
    builder.rows(rows_of(table, [&](auto row, auto column, const auto& text) {
      if (row == 1 || column != 4) return text_cell(row, column, text);
      const auto& [written, meant] = dice.choose(forms);
      items += "<si><t>" + std::string(written) + "</t></si>";
      table[row - 1][3] = meant;
      return fmt::format("<c r='{}' t='s'><v>{}</v></c>", at(row, column), ++index);
    }));
    builder.shared_strings(items);
  });
}

// Two lines of titles, the upper one merged over the lower.
GoodFile merged_titles(std::uint32_t seed) {
  return file(seed, [](Dice& dice, XlsxBuilder& builder, TextTable& table) {
    const auto top = 1 + dice.roll(3);
    const std::string title = xml_row(top, text_cell(top, 1, "明珠镇人口信息采集表（演示）"));
    builder.rows(title + xml_rows(table, top + 1 + dice.roll(2)),
                 fmt::format("<mergeCells count='1'><mergeCell ref='A{}:D{}'/></mergeCells>", top, top));
  });
}

GoodFile hidden_first(std::uint32_t seed) {
  return file(seed, [](Dice& dice, XlsxBuilder& builder, TextTable& table) {
    builder
        .part("xl/workbook.xml",
              fmt::format(
                  "<workbook xmlns:r='x'><sheets><sheet name='字典' sheetId='1' state='{}' r:id='r9'/><sheet "
                  "name='人口' sheetId='2' r:id='r1'/></sheets></workbook>",
                  dice.roll(2) == 0 ? "hidden" : "veryHidden"))
        .part("xl/_rels/workbook.xml.rels",
              "<Relationships><Relationship Id='r1' Type='x/worksheet' "
              "Target='worksheets/sheet1.xml'/><Relationship "
              "Id='r9' Type='x/worksheet' Target='worksheets/sheet9.xml'/></Relationships>")
        .part("xl/worksheets/sheet9.xml",
              "<worksheet><sheetData>" + xml_rows(invented_people(dice, 3)) + "</sheetData></worksheet>");
    (void)table;
  });
}

// Borders drawn far beyond the data: rows and cells that have a style and no value.
GoodFile styled_blanks(std::uint32_t seed) {
  return file(seed, [](Dice& dice, XlsxBuilder& builder, TextTable& table) {
    std::string rows = xml_rows(table);
    for (std::size_t row = table.size() + 1, last = row + 500 + dice.roll(3'000); row < last; ++row)
      rows += xml_row(row, fmt::format("<c r='A{}' s='0'/><c r='Z{}' s='1'/>", row, row));
    builder.rows(rows);
  });
}

// Parts in UTF-16, which some libraries of Windows write.
GoodFile utf16_part(std::uint32_t seed) {
  return file(seed, [](Dice& dice, XlsxBuilder& builder, TextTable& table) {
    std::string xml = "\xFF\xFE";
    const std::string ascii = fmt::format(
        "<workbook xmlns:r='x'><sheets><sheet name='S{}' sheetId='1' r:id='r1'/></sheets></workbook>",
        dice.roll(100));
    for (const char c : ascii) xml += {c, '\0'};
    builder.part("xl/workbook.xml", xml);
    (void)table;
  });
}

}  // namespace

std::vector<GoodFamily> good_workbooks() {
  return {{"Days1900", days_1900},
          {"Days1904", days_1904},
          {"ChineseDays", chinese_days},
          {"SharedAndRichTexts", shared_texts},
          {"Readings", readings},
          {"NoReferences", no_references},
          {"PrefixedNames", prefixed},
          {"OtherPaths", other_paths},
          {"Numbers", numbers},
          {"ComputedFormulas", formulas},
          {"EscapedTexts", escapes},
          {"MergedTitles", merged_titles},
          {"HiddenSheetFirst", hidden_first},
          {"StyledBlanks", styled_blanks},
          {"Utf16Part", utf16_part}};
}

}  // namespace weige::test
