#include <fmt/format.h>

#include "support/hostile_files.h"
#include "support/invented_table.h"
#include "support/xlsx_builder.h"

namespace weige::test {
namespace {

const std::string kRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";

XlsxBuilder workbook(Dice& dice) {
  return XlsxBuilder().rows(xml_rows(invented_people(dice, 1 + dice.roll(60))));
}

// The parts that are read, with what their root is called.
constexpr std::pair<std::string_view, std::string_view> kParts[] = {
    {"[Content_Types].xml", "Types"},         {"_rels/.rels", "Relationships"},
    {"xl/workbook.xml", "workbook"},          {"xl/_rels/workbook.xml.rels", "Relationships"},
    {"xl/styles.xml", "styleSheet"},          {"xl/sharedStrings.xml", "sst"},
    {"xl/worksheets/sheet1.xml", "worksheet"}};

// ASCII as UTF-16, which another parser reads.
std::string utf16(std::string_view ascii) {
  std::string out = "\xFF\xFE";
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

HostileFile doctype(std::uint32_t seed) {
  Dice dice(seed);
  const auto& [part, root] = dice.choose(kParts);
  std::string laughs = "<!ENTITY a0 \"ha\">";
  for (std::size_t i = 1; i < 10 + dice.roll(20); ++i)
    laughs += fmt::format("<!ENTITY a{} \"&a{};&a{};&a{};\">", i, i - 1, i - 1, i - 1);
  const std::string definitions[] = {"<!DOCTYPE x [" + laughs + "]>",
                                     "<!DOCTYPE x [<!ENTITY a9 SYSTEM \"file:///etc/passwd\">]>",
                                     "<!DOCTYPE x SYSTEM \"http://192.0.2.1/x.dtd\">",
                                     "<!DOCTYPE x [<!ENTITY % p SYSTEM \"file:///dev/random\"> %p;]>"};
  const auto xml = fmt::format("{}<{}>&a9;</{}>", dice.choose(definitions), root, root);
  return {workbook(dice).part(std::string(part), seed % 5 == 0 ? utf16(xml) : xml).finish()};
}

HostileFile nesting(std::uint32_t seed) {
  Dice dice(seed);
  const auto& [part, root] = dice.choose(kParts);
  std::string xml = fmt::format("<{}>", root);
  for (auto depth = 65 + dice.roll(50'000); depth > 0; --depth) xml += "<a>";
  return {workbook(dice).part(std::string(part), seed % 5 == 0 ? utf16(xml) : xml).finish()};
}

HostileFile endless_tag(std::uint32_t seed) {
  Dice dice(seed);
  const auto& [part, root] = dice.choose(kParts);
  const std::string name(part);
  return {workbook(dice)
              .part(name, "")
              .zip()
              .add_repeated(name, {fmt::format("<{} a='", root), dice.noise(16'384), 513 + dice.roll(50)})
              .finish()};
}

HostileFile missing_part(std::uint32_t seed) {
  Dice dice(seed);
  const auto part = std::string(kParts[seed % std::size(kParts)].first);
  if (seed % 8 == 7)
    return {workbook(dice).part("xl/_rels/workbook.xml.rels", kRelations + "</Relationships>").finish()};
  return {workbook(dice).part(part, "").finish()};
}

HostileFile macros(std::uint32_t seed) {
  Dice dice(seed);
  const std::string_view parts[] = {"xl/vbaProject.bin", "xl/other/VBAPROJECT.BIN",
                                    "xl/macrosheets/sheet1.xml"};
  if (seed % 2 == 0) return {workbook(dice).part(std::string(dice.choose(parts)), dice.noise(500)).finish()};
  const std::string_view types[] = {"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                                    "application/vnd.ms-excel.template.macroEnabled.main+xml",
                                    "application/vnd.ms-office.vbaProject"};
  return {workbook(dice)
              .part("[Content_Types].xml",
                    fmt::format("<Types><Override PartName='/xl/workbook.xml' ContentType='{}'/></Types>",
                                dice.choose(types)))
              .finish()};
}

std::string root_relation(std::string_view target) {
  return kRelations +
         fmt::format("<Relationship Id='r1' Type='x/officeDocument' Target='{}'/></Relationships>", target);
}

HostileFile binary_workbook(std::uint32_t seed) {
  Dice dice(seed);
  return {workbook(dice)
              .part("_rels/.rels", root_relation("xl/workbook.bin"))
              .part("xl/workbook.bin", dice.noise(500))
              .finish()};
}

HostileFile document(std::uint32_t seed) {
  Dice dice(seed);
  if (seed % 3 == 0)
    return {ZipBuilder()
                .add("mimetype",
                     fmt::format("application/vnd.oasis.opendocument.{}",
                                 seed % 2 == 0 ? "text" : "presentation"),
                     {.method = 0})
                .add("content.xml", dice.noise(dice.roll(500)))
                .finish()};
  const std::string part = seed % 2 == 0 ? "word/document.xml" : "ppt/presentation.xml";
  return {workbook(dice).part("_rels/.rels", root_relation(part)).part(part, "<x/>").finish()};
}

HostileFile open_document(std::uint32_t seed) {
  Dice dice(seed);
  const std::string_view endings[] = {"spreadsheet", "spreadsheet-template"};
  return {ZipBuilder()
              .add("mimetype", fmt::format("application/vnd.oasis.opendocument.{}", dice.choose(endings)),
                   {.method = 0})
              .add("content.xml", dice.noise(dice.roll(2'000)))
              .finish()};
}

HostileFile hidden_sheets(std::uint32_t seed) {
  Dice dice(seed);
  std::string sheets;
  for (std::size_t i = 1; i <= 1 + dice.roll(5); ++i)
    sheets += fmt::format("<sheet name='{}' sheetId='{}' state='{}' r:id='r1'/>", i, i,
                          dice.roll(2) == 0 ? "hidden" : "veryHidden");
  return {workbook(dice)
              .part("xl/workbook.xml", "<workbook xmlns:r='x'><sheets>" + sheets + "</sheets></workbook>")
              .finish()};
}

HostileFile many_sheets(std::uint32_t seed) {
  Dice dice(seed);
  std::string sheets;
  for (std::size_t i = 1; i <= 1'001 + dice.roll(3'000); ++i)
    sheets += fmt::format("<sheet name='{}' sheetId='{}' r:id='r1'/>", i, i);
  return {workbook(dice)
              .part("xl/workbook.xml", "<workbook xmlns:r='x'><sheets>" + sheets + "</sheets></workbook>")
              .finish()};
}

HostileFile many_styles(std::uint32_t seed) {
  Dice dice(seed);
  std::string xml = seed % 2 == 0 ? "<styleSheet><cellXfs>" : "<styleSheet><numFmts>";
  for (std::size_t i = 0; i <= 65'536 + dice.roll(9'000); ++i)
    xml += seed % 2 == 0 ? fmt::format("<xf numFmtId='{}'/>", i % 200)
                         : fmt::format("<numFmt numFmtId='{}' formatCode='yyyy'/>", i);
  xml += seed % 2 == 0 ? "</cellXfs></styleSheet>" : "</numFmts></styleSheet>";
  return {workbook(dice).part("xl/styles.xml", xml).finish()};
}

HostileFile many_relations(std::uint32_t seed) {
  Dice dice(seed);
  std::string xml = kRelations;
  for (std::size_t i = 0; i <= 20'000 + dice.roll(9'000); ++i)
    xml += fmt::format("<Relationship Id='r{}' Type='x/worksheet' Target='{}.xml'/>", i, i);
  const std::string parts[] = {"_rels/.rels", "xl/_rels/workbook.xml.rels"};
  return {workbook(dice).part(dice.choose(parts), xml + "</Relationships>").finish()};
}

// Letters that do not pack, so that the ratio stays one of honest files.
std::string ballast(Dice& dice, std::size_t unpacked) {
  return "<!--" + dice.noise(unpacked / 180) + "-->";
}

HostileFile many_texts(std::uint32_t seed) {
  Dice dice(seed);
  constexpr std::size_t kEnough = 210'000'000;
  const auto text = dice.noise(50 + dice.roll(2'000));
  const bool empty = seed % 4 == 3;  // each costs more to keep than to write
  const std::string unit = empty ? "<si/>" : "<si><t>" + text + "</t></si>";
  std::string units;
  while (units.size() < 20'000) units += unit;
  const auto times = (empty ? kEnough * 5 / 8 : kEnough * unit.size() / text.size()) / units.size();
  return {workbook(dice)
              .part("xl/sharedStrings.xml", "")
              .zip()
              .add_repeated("xl/sharedStrings.xml",
                            {"<sst>", units, times, ballast(dice, times * units.size()) + "</sst>"})
              .finish()};
}

// Comparing the attributes of a tag with one another takes long. The file stays below a megabyte, which
// grants the shortest time.
HostileFile slow_tags(std::uint32_t seed) {
  Dice dice(seed);
  std::string tag = "<a";
  for (int i = 0; i < 250; ++i)
    tag += fmt::format(" {}{}=''", static_cast<char>('a' + i / 26), static_cast<char>('a' + i % 26));
  tag += "/>";
  const auto times = 55'000 + dice.roll(5'000);
  return {
      workbook(dice)
          .part("xl/worksheets/sheet1.xml", "")
          .zip()
          .add_repeated("xl/worksheets/sheet1.xml",
                        {"<worksheet>", tag, times, ballast(dice, times * tag.size()) + "</worksheet>", 6})
          .finish()};
}

}  // namespace

std::vector<HostileFamily> hostile_packages() {
  using enum ProblemCode;
  return {{"DocumentType", file_doctype, {}, doctype},
          {"DeepXml", file_nesting, {}, nesting},
          {"EndlessTag", file_unsafe, "xml-memory", endless_tag},
          {"ManyRelations", file_unsafe, "relation-count", many_relations},
          {"MissingPart", file_part_missing, {}, missing_part},
          {"Macros", file_macros, {}, macros},
          {"BinaryWorkbook", file_binary_workbook, {}, binary_workbook},
          {"TextDocument", file_document, {}, document},
          {"OpenDocument", file_open_document, {}, open_document},
          {"HiddenSheets", sheet_missing, {}, hidden_sheets},
          {"ManySheets", sheet_count, {}, many_sheets},
          {"ManyStyles", style_count, {}, many_styles},
          {"ManyTexts", table_texts, {}, many_texts},
          {"SlowTags", parse_timeout, {}, slow_tags}};
}

}  // namespace weige::test
