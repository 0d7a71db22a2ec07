#include <fmt/format.h>

#include "support/hostile_files.h"
#include "support/invented_table.h"
#include "support/xlsx_builder.h"

namespace weige::test {
namespace {

constexpr std::size_t kMegabyte = 1 << 20;

// A workbook that is in order.
XlsxBuilder workbook(Dice& dice) {
  return XlsxBuilder().rows(xml_rows(invented_people(dice, 1 + dice.roll(60))));
}

// Everything but the sheet, which the caller adds.
ZipBuilder without_sheet(Dice& dice) {
  return workbook(dice).part("xl/worksheets/sheet1.xml", "").zip();
}

HostileFile truncated(std::uint32_t seed) {
  Dice dice(seed);
  auto bytes = workbook(dice).finish();
  bytes.resize(seed % 3 == 0 ? bytes.size() - 1 - dice.roll(21) : 4 + dice.roll(bytes.size() - 26));
  return {bytes};
}

HostileFile damaged(std::uint32_t seed) {
  Dice dice(seed);
  const std::string sheet =
      "<worksheet><sheetData>" + xml_rows(invented_people(dice, 30)) + "</sheetData></worksheet>";
  const auto size = static_cast<std::uint32_t>(sheet.size());
  const auto lying = [&](const ZipLies& lies) {
    return HostileFile{without_sheet(dice).add("xl/worksheets/sheet1.xml", sheet, lies).finish()};
  };
  switch (seed % 6) {
    case 0:
      return lying({.crc = static_cast<std::uint32_t>(dice.roll(1'000))});
    case 1:
      return lying({.unpacked_size = static_cast<std::uint32_t>(dice.roll(size))});
    case 2:
      return lying({.packed_size = 0x80000000 + static_cast<std::uint32_t>(dice.roll(1'000))});
    case 3:  // a tag that is never closed
      return {XlsxBuilder().rows(sheet.substr(22, dice.roll(size / 2)) + "<row><c>").finish()};
    case 4:
      return {workbook(dice).zip().finish(static_cast<std::uint16_t>(20 + dice.roll(9'000)))};
    default:  // bytes that no character begins with
      return {XlsxBuilder().rows(xml_row(1, text_cell(1, 1, "\xC3\xFB\xD0\xD5" + dice.noise(10)))).finish()};
  }
}

HostileFile bomb(std::uint32_t seed) {
  Dice dice(seed);
  switch (seed % 3) {
    case 0:  // of blanks
      return {
          workbook(dice)
              .zip()
              .add_repeated("xl/media/a.xml", {"", std::string(kMegabyte, ' '), 20 + dice.roll(40), "", 9})
              .finish()};
    case 1:  // one part says that it is larger than any
      return {without_sheet(dice)
                  .add("xl/worksheets/sheet1.xml", dice.noise(1'000),
                       {.unpacked_size = (1u << 30) + 1 + static_cast<std::uint32_t>(dice.roll(kMegabyte))})
                  .finish()};
    default: {  // many that are each within the limit
      auto zip = workbook(dice).zip();
      for (int i = 0; i < 60; ++i)
        zip.add(fmt::format("xl/media/{}.xml", i), dice.noise(200'000),
                {.unpacked_size = (40u << 20) + static_cast<std::uint32_t>(dice.roll(1'000)), .method = 8});
      return {zip.finish()};
    }
  }
}

// All entries share the bytes of one, so that a small file unpacks to as much as it has entries.
HostileFile overlap(std::uint32_t seed) {
  Dice dice(seed);
  const auto content = dice.noise(100 + dice.roll(5'000));
  auto zip = ZipBuilder().add("a000.xml", content);
  for (auto more = 1 + dice.roll(300); more > 0; --more)
    zip.add_directory_only(fmt::format("a{:03}.xml", more), content, {.header_offset = 0});
  return {zip.finish()};
}

HostileFile many_parts(std::uint32_t seed) {
  Dice dice(seed);
  auto zip = workbook(dice).zip();
  for (auto left = 10'001 + dice.roll(2'000); left > 0; --left)
    zip.add(fmt::format("xl/media/{}", left), "", {.method = 0});
  return {zip.finish()};
}

HostileFile climbing(std::uint32_t seed) {
  Dice dice(seed);
  const std::string_view names[] = {"/etc/cron.d/x", "../../x", "xl/../../x", "C:\\x", "xl\\x", "xl/.."};
  const auto name = seed % 7 == 0 ? std::string(300, 'a') : std::string(names[seed % std::size(names)]);
  return {workbook(dice).zip().add(name, dice.noise(50)).finish()};
}

HostileFile twice(std::uint32_t seed) {
  Dice dice(seed);
  const std::string_view names[] = {"xl/workbook.xml", "XL/Workbook.xml", "xl/styles.xml",
                                    "[content_types].xml"};
  return {workbook(dice).zip().add(dice.choose(names), dice.noise(dice.roll(90))).finish()};
}

HostileFile odd_packing(std::uint32_t seed) {
  Dice dice(seed);
  const std::uint16_t methods[] = {1, 6, 9, 12, 14, 93, 95, 99};
  return {
      without_sheet(dice)
          .add("xl/worksheets/sheet1.xml", dice.noise(200), {.method = methods[seed % std::size(methods)]})
          .finish()};
}

}  // namespace

std::vector<HostileFamily> hostile_archives() {
  using enum ProblemCode;
  return {{"Truncated", file_truncated, {}, truncated},
          {"Damaged", file_damaged, {}, damaged},
          {"ZipBomb", file_expands, {}, bomb},
          {"OverlappingEntries", file_overlap, {}, overlap},
          {"ManyParts", file_parts, {}, many_parts},
          {"ClimbingNames", file_unsafe, "entry-name", climbing},
          {"NamesTwice", file_unsafe, "duplicate-entry", twice},
          {"UnknownPacking", file_unsafe, "compression-method", odd_packing}};
}

}  // namespace weige::test
