#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "support/hostile_files.h"
#include "support/invented_table.h"
#include "support/zip_builder.h"

namespace weige::test {
namespace {

using namespace std::string_literals;

const std::string kCompoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

HostileFile nothing(std::uint32_t seed) {
  Dice dice(seed);
  const std::string marks[] = {"", "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};
  const std::string blanks[] = {"\n", "\r\n", ",,,\n", ",\n\n,,\n"};
  if (seed % 2 == 1) return {marks[seed / 2 % 4]};
  std::string out;
  for (auto lines = 1 + dice.roll(100); lines > 0; --lines) out += dice.choose(blanks);
  return {out};
}

HostileFile noise(std::uint32_t seed) {
  Dice dice(seed);
  const std::string heads[] = {
      "\x7F"
      "ELF\2\1\1"s,
      "MZ\x90\0"s, "SQLite format 3\0"s, "\0\0\1\0"s, "OTTO\0"s};
  std::string out = dice.choose(heads);
  for (auto size = 100 + dice.roll(5'000); size > 0; --size) out.push_back(static_cast<char>(dice.roll(256)));
  return {out + '\0'};
}

// [MS-CFB]: a header, and the sector of the directory with the names of the streams in UTF-16.
std::string compound_file(Dice& dice, std::string_view stream) {
  std::string out = kCompoundFile + std::string(504, '\0');
  out[30] = 9;
  for (const char c : stream) out += {c, '\0'};
  return out + std::string(500, '\0') + dice.noise(dice.roll(4'000));
}

HostileFile old_excel(std::uint32_t seed) {
  Dice dice(seed);
  const std::string_view streams[] = {"Workbook", "Book", "WordDocument"};
  return {compound_file(dice, dice.choose(streams))};
}

HostileFile password(std::uint32_t seed) {
  Dice dice(seed);
  if (seed % 2 == 0) return {compound_file(dice, "EncryptedPackage")};
  const auto table = csv_of(invented_people(dice, 1 + dice.roll(50)));
  return {ZipBuilder().add("table.csv", table, {.flags = 1}).finish()};
}

HostileFile pdf(std::uint32_t seed) {
  Dice dice(seed);
  return {fmt::format("%PDF-1.{}\n1 0 obj\n<</Type/Catalog>>\nendobj\n{}\n%%EOF", dice.roll(8),
                      dice.noise(dice.roll(5'000)))};
}

HostileFile picture(std::uint32_t seed) {
  Dice dice(seed);
  const std::string heads[] = {
      "\x89PNG\r\n\x1A\n"s,     "\xFF\xD8\xFF\xE0"s, "GIF89a"s, "GIF87a"s, "II*\0"s, "MM\0*"s,
      "RIFF\x24\0\0\0WEBPVP8 "s};
  return {heads[seed % std::size(heads)] + dice.noise(dice.roll(5'000))};
}

HostileFile archive(std::uint32_t seed) {
  Dice dice(seed);
  if (seed % 3 == 0) {
    ZipBuilder zip;
    for (auto tables = 1 + dice.roll(5); tables > 0; --tables)
      zip.add(fmt::format("2026/{}.csv", tables), csv_of(invented_people(dice, 5)));
    return {zip.finish()};
  }
  const std::string heads[] = {"Rar!\x1A\x07\x01\0"s,
                               "7z\xBC\xAF\x27\x1C\0\4"s,
                               "\x1F\x8B\x08\0"s,
                               "BZh91AY&SY"s,
                               "\xFD"
                               "7zXZ\0\0\4"s,
                               "\x28\xB5\x2F\xFD"s};
  return {heads[seed % std::size(heads)] + dice.noise(dice.roll(5'000))};
}

HostileFile markup(std::uint32_t seed) {
  Dice dice(seed);
  const std::string_view heads[] = {
      "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><body>",
      "<!DOCTYPE html>\n<html>",
      "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook>",
      "\xEF\xBB\xBF\r\n<TABLE border=1>",
      "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">",
      "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n\r\n"};
  std::string out(heads[seed % std::size(heads)]);
  for (const auto& row : invented_people(dice, dice.roll(50))) {
    out += "<tr>";
    for (const auto& text : row) out += "<td>" + text + "</td>";
    out += "</tr>\n";
  }
  return {out};
}

HostileFile quotes(std::uint32_t seed) {
  Dice dice(seed);
  auto table = invented_people(dice, 5 + dice.roll(50));
  auto& cell = table[1 + dice.roll(table.size() - 1)][dice.roll(4)];
  const char separators[] = {',', ';', '\t'};
  cell = seed % 2 == 0 ? "\"" + cell : "\"" + cell + "\"" + cell;
  return {csv_of(table, dice.choose(separators))};
}

std::string utf16(std::string_view ascii) {
  std::string out = "\xFF\xFE";
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

HostileFile encoding(std::uint32_t seed) {
  Dice dice(seed);
  auto table = invented_people(dice, 20 + dice.roll(50));
  auto& cell = table[2 + dice.roll(table.size() - 2)][3];
  switch (seed % 5) {
    case 0:  // UTF-8 with a character cut in two
      cell += "\xE5\xBC";
      return {csv_of(table)};
    case 1:  // GB18030 with bytes that mean nothing
      return {"\xD0\xD5\xC3\xFB,\xB5\xD8\xD6\xB7\n\xD5\xC5\xC8\xFD,\xFF\xFF" + dice.noise(dice.roll(100)) +
              "\n"};
    case 2:  // half a character beyond the basic plane
      return {utf16("name,address\nA," + dice.noise(10)) + "\x42\xD8" + utf16("B,1\n").substr(2)};
    case 3:
      return {"\xFF\xFE\0\0n\0\0\0"s + std::string(4 * dice.roll(50), '\0')};
    default:  // marked as UTF-8, and not
      cell += "\xD5\xC5\xC8\xFD";
      return {"\xEF\xBB\xBF" + csv_of(table)};
  }
}

HostileFile no_header(std::uint32_t seed) {
  Dice dice(seed);
  auto table = invented_people(dice, 1 + dice.roll(100));
  if (seed % 4 == 0) return {csv_of({table.front()})};  // a header and nothing below
  table.erase(table.begin());
  if (seed % 4 == 1)  // long enough that looking again at every row would never end
    while (table.size() < 200'000) table.push_back(table[dice.roll(table.size())]);
  return {csv_of(table)};
}

HostileFile too_large(std::uint32_t seed) {
  Dice dice(seed);
  const auto size = (200ull << 20) + 1 + dice.roll(1'000'000);
  return {seed % 2 == 0 ? csv_of(invented_people(dice, 10)) : "PK\x03\x04" + dice.noise(100), size};
}

}  // namespace

std::vector<HostileFamily> hostile_kinds() {
  using enum ProblemCode;
  return {{"Empty", file_empty, {}, nothing},
          {"BinaryNoise", file_kind, {}, noise},
          {"OldExcel", file_old_excel, {}, old_excel},
          {"Password", file_encrypted, {}, password},
          {"Pdf", file_pdf, {}, pdf},
          {"Picture", file_image, {}, picture},
          {"Archive", file_archive, {}, archive},
          {"WebPage", file_markup, {}, markup},
          {"TooLarge", file_too_large, {}, too_large},
          {"UnpairedQuotes", csv_quotes, {}, quotes},
          {"BadEncoding", csv_encoding, {}, encoding},
          {"NoHeader", header_missing, {}, no_header}};
}

std::vector<HostileFamily> hostile_families() {
  std::vector<HostileFamily> all;
  for (auto list : {hostile_kinds, hostile_archives, hostile_packages, hostile_cells}) {
    auto families = list();
    std::ranges::move(families, std::back_inserter(all));
  }
  return all;
}

}  // namespace weige::test
