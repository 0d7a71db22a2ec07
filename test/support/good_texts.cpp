#include <unicode/unistr.h>

#include "support/good_files.h"

namespace weige::test {
namespace {

// GB18030 and the forms of UTF-16, as ICU writes them.
std::string in_encoding(std::string_view utf8, const char* encoding) {
  const auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  const auto size = text.extract(0, text.length(), nullptr, 0, encoding);
  std::string out(static_cast<std::size_t>(size), '\0');
  text.extract(0, text.length(), out.data(), static_cast<std::uint32_t>(out.size()), encoding);
  return out;
}

GoodFile file(std::uint32_t seed, const std::function<std::string(Dice&, const TextTable&)>& write) {
  Dice dice(seed);
  auto table = invented_people(dice, 1 + dice.roll(80));
  auto bytes = write(dice, table);
  return {std::move(bytes), std::move(table)};
}

GoodFile gb18030(std::uint32_t seed) {
  return file(seed, [](Dice&, const TextTable& table) { return in_encoding(csv_of(table), "gb18030"); });
}

GoodFile gb18030_mark(std::uint32_t seed) {
  return file(seed, [](Dice&, const TextTable& table) {
    return "\x84\x31\x95\x33" + in_encoding(csv_of(table), "gb18030");
  });
}

GoodFile utf8_mark(std::uint32_t seed) {
  return file(seed, [](Dice&, const TextTable& table) { return "\xEF\xBB\xBF" + csv_of(table); });
}

// What Excel calls Unicode text.
GoodFile utf16_tabs(std::uint32_t seed) {
  return file(seed, [](Dice&, const TextTable& table) {
    return "\xFF\xFE" + in_encoding(csv_of(table, '\t'), "UTF-16LE");
  });
}

GoodFile utf16_big(std::uint32_t seed) {
  return file(seed, [](Dice&, const TextTable& table) {
    return "\xFE\xFF" + in_encoding(csv_of(table), "UTF-16BE");
  });
}

GoodFile semicolons(std::uint32_t seed) {
  return file(seed, [](Dice&, const TextTable& table) { return csv_of(table, ';'); });
}

GoodFile tabs(std::uint32_t seed) {
  return file(seed,
              [](Dice&, const TextTable& table) { return in_encoding(csv_of(table, '\t'), "gb18030"); });
}

// A first line that tells Excel the separator.
GoodFile sep_line(std::uint32_t seed) {
  return file(seed, [](Dice& dice, const TextTable& table) {
    const char separator = ",;\t"[dice.roll(3)];
    return std::string("sep=") + separator + "\r\n" + csv_of(table, separator);
  });
}

GoodFile line_ends(std::uint32_t seed) {
  return file(seed, [](Dice& dice, const TextTable& table) {
    auto text = csv_of(table, ',', dice.roll(2) == 0 ? "\r" : "\n");
    if (dice.roll(2) == 0) text.pop_back();
    return text;
  });
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

GoodFile quotes(std::uint32_t seed) {
  Dice dice(seed);
  auto table = invented_people(dice, 1 + dice.roll(40));
  const std::string_view odd[] = {"明珠路1号, 东门", "明珠路\"老街\"2号", "明珠路3号\r\n二楼",
                                  "明珠路4号;5号"};
  for (std::size_t r = 1; r < table.size(); ++r) table[r][3] = dice.choose(odd);
  auto written = table;
  for (auto& row : written)
    for (auto& cell : row) cell = quoted(cell);
  return {csv_of(written), table};
}

// Empty cells behind each row and empty rows behind the table, as a sheet saved as CSV has them.
GoodFile trailing(std::uint32_t seed) {
  return file(seed, [](Dice& dice, const TextTable& table) {
    const std::string commas(1 + dice.roll(20), ',');
    auto text = csv_of(table, ',', commas + "\r\n");
    for (auto rows = dice.roll(50); rows > 0; --rows) text += "," + commas + "\r\n";
    return text;
  });
}

// What people write above the header.
GoodFile title_line(std::uint32_t seed) {
  return file(seed, [](Dice& dice, const TextTable& table) {
    std::string above = "人口信息表（演示）,,,\r\n";
    if (dice.roll(2) == 0) above += "填表人：王明,,2026年11月,\r\n,,,\r\n";
    return above + csv_of(table);
  });
}

}  // namespace

std::vector<GoodFamily> good_texts() {
  return {{"Gb18030", gb18030},          {"Gb18030WithMark", gb18030_mark},
          {"Utf8WithMark", utf8_mark},   {"Utf16Tabs", utf16_tabs},
          {"Utf16BigEndian", utf16_big}, {"Semicolons", semicolons},
          {"Gb18030Tabs", tabs},         {"SepLine", sep_line},
          {"OtherLineEnds", line_ends},  {"QuotedCells", quotes},
          {"TrailingBlanks", trailing},  {"TitleLines", title_line}};
}

std::vector<GoodFamily> good_families() {
  auto all = good_texts();
  for (auto& family : good_workbooks()) all.push_back(std::move(family));
  return all;
}

}  // namespace weige::test
