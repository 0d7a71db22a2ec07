#include "support/invented_table.h"

#include <fmt/format.h>

#include "formats/table.h"
#include "support/imports.h"

namespace weige::test {
namespace {

constexpr std::string_view kSurnames[] = {"王", "李", "张", "陈", "周", "欧阳", "龚", "阮"};
constexpr std::string_view kGiven[] = {"明", "秀英", "建国", "子涵", "玥", "桂兰", "浩然", "㛃"};
constexpr std::string_view kRoads[] = {"明珠路", "青松路", "河滨路", "育才路"};

std::vector<std::string> invented_person(Dice& dice) {
  const auto year = 1940 + dice.roll(80);
  const auto birth = fmt::format("{}{:02}{:02}", year, 1 + dice.roll(12), 1 + dice.roll(28));
  const auto id = testing_support::invented_id(static_cast<int>(dice.roll(900'000)), birth.c_str());
  const auto name = std::string(dice.choose(kSurnames)) + std::string(dice.choose(kGiven));
  return {name, id, fmt::format("100{:08}", dice.roll(100'000'000)),
          fmt::format("{}{}弄{}号{}室", dice.choose(kRoads), 1 + dice.roll(900), 1 + dice.roll(60),
                      101 + dice.roll(1800))};
}

}  // namespace

std::string Dice::noise(std::size_t size) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out(size, ' ');
  std::size_t drawn = 0;
  for (std::size_t i = 0; i < size; ++i, drawn >>= 6) {
    if (i % 5 == 0) drawn = random_();
    out[i] = kLetters[drawn & 63];
  }
  return out;
}

TextTable invented_people(Dice& dice, std::size_t people) {
  TextTable table{{"姓名", "证件号码", "联系电话", "现住地址"}};
  for (std::size_t i = 0; i < people; ++i) table.push_back(invented_person(dice));
  return table;
}

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else
      out += c;
  }
  return out;
}

std::string text_cell(std::size_t row, std::size_t column, std::string_view text) {
  const auto name = formats::cell_name(static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column));
  return "<c r=\"" + name + "\" t=\"inlineStr\"><is><t>" + xml_text(text) + "</t></is></c>";
}

std::string xml_row(std::size_t number, std::string_view cells) {
  return fmt::format("<row r=\"{}\">{}</row>", number, cells);
}

std::string xml_rows(const TextTable& table, std::size_t first) {
  std::string out;
  for (std::size_t r = 0; r < table.size(); ++r) {
    std::string cells;
    for (std::size_t c = 0; c < table[r].size(); ++c) cells += text_cell(first + r, c + 1, table[r][c]);
    out += xml_row(first + r, cells);
  }
  return out;
}

std::string csv_of(const TextTable& table, char separator, std::string_view line_end) {
  std::string out;
  for (const auto& row : table) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c > 0) out += separator;
      out += row[c];
    }
    out += line_end;
  }
  return out;
}

}  // namespace weige::test
