#include "support/xlsx_builder.h"

namespace weige::test {
namespace {

const std::string kRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
const std::string kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + kOffice + type + "\" Target=\"" + target + "\"/>";
}

}  // namespace

XlsxBuilder::XlsxBuilder() {
  part("[Content_Types].xml",
       R"(<Types><Override PartName="/xl/workbook.xml" ContentType="application/xml"/></Types>)");
  part("_rels/.rels", kRelations + relation("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>");
  part("xl/workbook.xml",
       R"(<workbook xmlns:r="x"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>)");
  part("xl/_rels/workbook.xml.rels", kRelations + relation("r1", "worksheet", "worksheets/sheet1.xml") +
                                         relation("r2", "sharedStrings", "sharedStrings.xml") +
                                         relation("r3", "styles", "/xl/styles.xml") + "</Relationships>");
  part(
      "xl/styles.xml",
      R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>)"
      R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
      R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>)");
  shared_strings("<si><t>甲</t></si><si><t>乙</t></si>");
  rows("");
}

XlsxBuilder& XlsxBuilder::part(std::string name, std::string xml) {
  parts_[std::move(name)] = std::move(xml);
  return *this;
}

XlsxBuilder& XlsxBuilder::rows(std::string_view data, std::string_view after) {
  return part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + std::string(data) + "</sheetData>" +
                                              std::string(after) + "</worksheet>");
}

XlsxBuilder& XlsxBuilder::shared_strings(std::string_view items) {
  return part("xl/sharedStrings.xml", "<sst>" + std::string(items) + "</sst>");
}

XlsxBuilder& XlsxBuilder::date_1904() {
  return part("xl/workbook.xml",
              R"(<workbook xmlns:r="x"><workbookPr date1904="1"/>)"
              R"(<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>)");
}

ZipBuilder XlsxBuilder::zip() const {
  ZipBuilder builder;
  for (const auto& [name, xml] : parts_)
    if (!xml.empty()) builder.add(name, xml);
  return builder;
}

}  // namespace weige::test
