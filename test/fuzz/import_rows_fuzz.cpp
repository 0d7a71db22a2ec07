// Any rows of a town's file, of every kind, and any bytes as kept rows. The first line holds the titles, tab
// and newline part the bytes into cells; every row ends in values and findings that name a cell.
#include <stdexcept>

#include "fuzz_target.h"
#include "registry/address_import.h"
#include "registry/file_keys.h"
#include "registry/organisation_import.h"
#include "registry/resident_import.h"

namespace {

using namespace weige::registry;
using weige::formats::Cell;
using weige::formats::CellKind;

std::vector<std::string_view> pieces(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= text.size() && out.size() < 30;) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

UploadSheet sheet_of(std::string_view titles) {
  UploadSheet sheet{.name = "名册", .header_row = 1};
  std::uint32_t column = 0;
  for (const auto title : pieces(titles, '\t')) sheet.columns.push_back({++column, std::string{title}});
  return sheet;
}

ImportTown a_town() {
  ImportTown town{.text = "上海市青浦区徐泾镇"};
  town.division = weige::standards::StandardAddress::parse(town.text)->key();
  town.committees = Committees({{2, "310118106001", "明珠居委会"}, {3, "310118106201", "前明村村委会"}});
  town.today = town.reference = *weige::parse_iso_day("2026-11-28");
  return town;
}

ParsedRow parse(TownFile kind, const UploadRow& row, const ImportColumns& columns, const ImportTown& town) {
  switch (kind) {
    case TownFile::addresses:
      return parse_address_row(row, columns, town);
    case TownFile::organisations:
      return parse_organisation(row, columns, town);
    case TownFile::residents:
      return parse_resident(row, columns, town);
  }
  throw std::logic_error("no such kind");
}

void check_row(TownFile kind, std::string_view line, const ImportColumns& columns, FileKeys& keys) {
  static const ImportTown town = a_town();
  UploadRow row{.number = 7};
  for (const auto text : pieces(line, '\t'))
    row.cells.push_back({.kind = text.empty() ? CellKind::empty : CellKind::text, .text = text});
  row.cells.resize(columns.kept().size());
  const ParsedRow parsed = parse(kind, row, columns, town);
  WEIGE_FUZZ_EXPECT(parsed.number == 7);
  for (const auto& finding : parsed.findings) {
    WEIGE_FUZZ_EXPECT(!finding.code.empty());
    WEIGE_FUZZ_EXPECT(!title(finding, weige::Language::zh).empty());
    (void)mend(finding, weige::Language::en);
  }
  if (parsed.address) WEIGE_FUZZ_EXPECT(!parsed.address->chain.empty());
  keys.add(parsed);
}

void check_kept(std::string_view input) {
  try {
    RowPacker packer;
    for (const auto& row : unpack_rows(input)) packer.add(row);
    (void)packer.take();
  } catch (const std::logic_error&) {
    // Bytes that this program did not write.
  }
}

}  // namespace

WEIGE_FUZZ_TARGET(import_rows) {
  check_kept(input);
  const auto lines = pieces(input, '\n');
  const UploadSheet sheet = sheet_of(lines.front());
  for (const TownFile kind : kTownFiles) {
    const auto columns = ImportColumns::of(kind, sheet, guess_mapping(kind, sheet));
    if (!columns) continue;
    FileKeys keys(*columns);
    for (std::size_t i = 1; i < lines.size(); ++i) check_row(kind, lines[i], *columns, keys);
    (void)keys.conflicts();
  }
}
