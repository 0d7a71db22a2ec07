#include <fmt/format.h>

#include "support/hostile_files.h"
#include "support/invented_table.h"
#include "support/xlsx_builder.h"

namespace weige::test {
namespace {

// Rows in order, and where the next one would stand.
struct Begun {
  std::string rows;
  std::size_t next = 1;
};

Begun begun(Dice& dice) {
  const auto table = invented_people(dice, 1 + dice.roll(60));
  return {xml_rows(table), table.size() + 1};
}

// A sheet that is in order up to one row.
HostileFile with_row(Dice& dice, const std::function<std::string(std::size_t row)>& bad) {
  const auto good = begun(dice);
  return {XlsxBuilder().rows(good.rows + bad(good.next)).finish()};
}

HostileFile with_cell(Dice& dice, const std::string& attributes, const std::string& content) {
  const auto column = "ABCD"[dice.roll(4)];
  return with_row(dice, [&](std::size_t row) {
    return xml_row(row, fmt::format("<c r='{}{}' {}>{}</c>", column, row, attributes, content));
  });
}

HostileFile bad_values(std::uint32_t seed) {
  Dice dice(seed);
  switch (seed % 6) {
    case 0:
      return with_cell(dice, "", "<v>" + dice.noise(1 + dice.roll(20)) + "!</v>");
    case 1:
      return with_cell(dice, "", fmt::format("<v>1e{}</v>", 400 + dice.roll(900)));
    case 2:
      return with_cell(dice, "t='zz'", "<v>1</v>");
    case 3:
      return with_cell(dice, fmt::format("s='{}'", 9 + dice.roll(99)), "<v>1</v>");
    case 4:
      return with_cell(dice, "t='s'", fmt::format("<v>-{}</v>", 1 + dice.roll(99)));
    default:
      return with_cell(dice, "", dice.roll(2) == 0 ? "<v>NaN</v>" : "<v>0x1F</v>");
  }
}

HostileFile bad_text_index(std::uint32_t seed) {
  Dice dice(seed);
  return with_cell(dice, "t='s'",
                   fmt::format("<v>{}</v>", 2 + dice.roll(seed % 2 == 0 ? 10 : 4'000'000'000)));
}

HostileFile misplaced(std::uint32_t seed) {
  Dice dice(seed);
  return with_row(dice, [&](std::size_t row) {
    switch (seed % 5) {
      case 0:
        return xml_row(1 + dice.roll(row - 1), "<c><v>1</v></c>");
      case 1:
        return xml_row(row, fmt::format("<c r='C{}'><v>1</v></c><c r='B{}'><v>1</v></c>", row, row));
      case 2:
        return xml_row(row, fmt::format("<c r='A{}'><v>1</v></c>", row + 1 + dice.roll(9)));
      case 3:
        return xml_row(row, fmt::format("<c r='A{}'><v>1</v></c><c r='A{}'><v>1</v></c>", row, row));
      default:
        return xml_row(row, "<c r='" + dice.noise(1) + "-'><v>1</v></c>");
    }
  });
}

HostileFile formula(std::uint32_t seed) {
  Dice dice(seed);
  const std::string_view formulas[] = {"<f>NOW()</f>", "<f>A1&amp;B1</f><v></v>", "<f t='shared' si='0'/>",
                                       "<f>HYPERLINK(\"http://192.0.2.1/\",1)</f>",
                                       "<f t='array' ref='A1'>1</f><v/>"};
  return with_cell(dice, dice.roll(2) == 0 ? "" : "t='n'", std::string(formulas[seed % std::size(formulas)]));
}

HostileFile columns(std::uint32_t seed) {
  Dice dice(seed);
  const std::string_view beyond[] = {"XFE", "ZZZ", "ABCD", "ZZZZ", "BDWGN"};
  switch (seed % 3) {
    case 0:
      return with_row(dice, [&](std::size_t row) {
        return xml_row(row, fmt::format("<c r='{}{}'><v>1</v></c>", dice.choose(beyond), row));
      });
    case 1: {  // a million cells of one row
      const auto good = begun(dice);
      return {XlsxBuilder()
                  .part("xl/worksheets/sheet1.xml", "")
                  .zip()
                  .add_repeated("xl/worksheets/sheet1.xml",
                                {"<worksheet><sheetData>" + good.rows + "<row>", "<c/>", 1'000'000,
                                 "</row></sheetData><!--" + dice.noise(30'000) + "--></worksheet>"})
                  .finish()};
    }
    default:
      return {csv_of(invented_people(dice, dice.roll(50))) + std::string(1'000'000, ',') + "\n"};
  }
}

HostileFile rows(std::uint32_t seed) {
  Dice dice(seed);
  if (seed % 5 != 0)
    return with_row(
        dice, [&](std::size_t) { return xml_row(1'048'577 + dice.roll(9'000'000), "<c><v>1</v></c>"); });
  std::string csv = csv_of(invented_people(dice, 5));
  for (std::size_t i = 0; i < 1'048'576; ++i) csv += "1\n";
  return {csv};
}

// Few cells that stand far apart: the gaps count.
HostileFile cells(std::uint32_t seed) {
  Dice dice(seed);
  auto good = begun(dice);
  for (std::size_t i = 0; i < 3'100; ++i, ++good.next)
    good.rows += xml_row(good.next, fmt::format("<c r='XFD{}'><v>{}</v></c>", good.next, dice.roll(1'000)));
  return {XlsxBuilder().rows(good.rows).finish()};
}

HostileFile long_text(std::uint32_t seed) {
  Dice dice(seed);
  const auto text = dice.noise(131'073 + dice.roll(500'000));
  switch (seed % 3) {
    case 0:
      return with_cell(dice, "t='inlineStr'", "<is><t>" + text + "</t></is>");
    case 1: {
      const auto good = begun(dice);
      return {XlsxBuilder().rows(good.rows).shared_strings("<si><t>" + text + "</t></si>").finish()};
    }
    default: {
      auto table = invented_people(dice, 1 + dice.roll(50));
      table.back()[dice.roll(4)] = text;
      return {csv_of(table)};
    }
  }
}

HostileFile merges(std::uint32_t seed) {
  Dice dice(seed);
  const auto good = begun(dice);
  std::string ranges = "<mergeCells>";
  for (std::size_t i = 0; i <= 200'000 + dice.roll(9'000); ++i)
    ranges += seed % 2 == 0 ? fmt::format("<mergeCell ref=\"A{}:B{}\"/>", i + 1, i + 1)
                            : fmt::format("<mergeCell ref=\"A1:XFD{}\"/>", i + 1);
  return {XlsxBuilder().rows(good.rows, ranges + "</mergeCells>").finish()};
}

}  // namespace

std::vector<HostileFamily> hostile_cells() {
  using enum ProblemCode;
  return {{"BadValues", cell_damaged, {}, bad_values},
          {"BadTextIndex", cell_text_missing, {}, bad_text_index},
          {"MisplacedCells", cell_misplaced, {}, misplaced},
          {"FormulaCells", cell_formula, {}, formula},
          {"MillionColumns", table_columns, {}, columns},
          {"ManyRows", table_rows, {}, rows},
          {"ManyCells", table_cells, {}, cells},
          {"LongText", cell_too_long, {}, long_text},
          {"MergeBomb", table_merges, {}, merges}};
}

}  // namespace weige::test
