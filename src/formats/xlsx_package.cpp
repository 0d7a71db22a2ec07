#include "formats/xlsx_package.h"

#include <algorithm>
#include <map>

#include "formats/xml_reader.h"

namespace weige::formats {
namespace {

constexpr std::size_t kMostRelations = 20'000, kLongestTarget = 1'024;

struct Relation {
  std::string
      type;  // last step of the type's address: "worksheet", in the transitional and in the strict form
  std::string target;
};
using Relations = std::map<std::string, Relation, std::less<>>;

bool is_true(std::string_view flag) {
  return flag == "1" || flag == "true";
}

// A target is relative to the folder of the part that names it, or absolute within the package.
std::string resolve(std::string_view folder, std::string_view target) {
  std::string path =
      target.starts_with('/') ? std::string(target.substr(1)) : std::string(folder) + std::string(target);
  if (path.size() > kLongestTarget) return path;  // names no part; not worth the work
  for (auto up = path.find("/../"); up != path.npos; up = path.find("/../")) {
    const auto before = up == 0 ? std::string::npos : path.rfind('/', up - 1);
    path.erase(before == path.npos ? 0 : before + 1, up + 4 - (before == path.npos ? 0 : before + 1));
  }
  return path;
}

class RelationsHandler final : public XmlHandler {
 public:
  RelationsHandler(std::string folder, std::string part)
      : folder_(std::move(folder)), part_(std::move(part)) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    if (relations.size() >= kMostRelations)
      return fail(problem(ProblemCode::file_unsafe, part_).with("reason", "relation-count"));
    const auto type = attributes.get("Type");
    relations.emplace(attributes.get("Id"), Relation{std::string(type.substr(type.rfind('/') + 1)),
                                                     resolve(folder_, attributes.get("Target"))});
  }

  Relations relations;

 private:
  std::string folder_, part_;
};

class ContentTypesHandler final : public XmlHandler {
 public:
  void start(std::string_view, const XmlAttributes& attributes) override {
    const auto type = attributes.get("ContentType");
    if (type.find("macroEnabled") != type.npos || type.find("vbaProject") != type.npos)
      fail(problem(ProblemCode::file_macros));
  }
};

class WorkbookHandler final : public XmlHandler {
 public:
  explicit WorkbookHandler(const ReadLimits& limits) : limits_(limits) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr" && is_true(attributes.get("date1904"))) date_system = DateSystem::from_1904;
    if (name != "sheet") return;
    if (sheets.size() >= limits_.sheets)
      return fail(problem(ProblemCode::sheet_count).with("max", std::to_string(limits_.sheets)));
    const auto state = attributes.get("state");
    sheets.push_back({{std::string(attributes.get("name")), !state.empty() && state != "visible"},
                      std::string(attributes.get("id"))});
  }

  std::vector<PackageSheet> sheets;  // part holds the relation's id until resolved
  DateSystem date_system = DateSystem::from_1900;

 private:
  const ReadLimits& limits_;
};

bool ends_without_case(std::string_view text, std::string_view lower_ending) {
  if (text.size() < lower_ending.size()) return false;
  return std::equal(lower_ending.begin(), lower_ending.end(),
                    text.end() - static_cast<std::ptrdiff_t>(lower_ending.size()),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

Done refuse_macros(ZipArchive& archive, const ReadLimits& limits) {
  for (const auto& entry : archive.entries())
    if (ends_without_case(entry.name, "vbaproject.bin") || entry.name.starts_with("xl/macrosheets/"))
      return problem(ProblemCode::file_macros);
  ContentTypesHandler types;
  WEIGE_TRY(const auto part, require_part(archive, "[Content_Types].xml"));
  return parse_part(archive, *part, types, limits);
}

std::string folder_of(std::string_view part) {
  return std::string(part.substr(0, part.rfind('/') + 1));
}

std::string relations_part(std::string_view part) {
  const auto folder = folder_of(part);
  return folder + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
}

Result<Relations> read_relations(ZipArchive& archive, std::string_view of_part, const ReadLimits& limits) {
  const auto name = relations_part(of_part);
  WEIGE_TRY(const auto part, require_part(archive, name));
  RelationsHandler handler(folder_of(of_part), name);
  WEIGE_CHECK(parse_part(archive, *part, handler, limits));
  return std::move(handler.relations);
}

std::optional<std::string> target_of_type(const Relations& relations, std::string_view type) {
  for (const auto& [id, relation] : relations)
    if (relation.type == type) return relation.target;
  return std::nullopt;
}

Done resolve_sheets(std::vector<PackageSheet>& sheets, const Relations& relations) {
  for (auto& sheet : sheets) {
    const auto found = relations.find(sheet.part);
    if (found == relations.end())
      return problem(ProblemCode::file_part_missing, sheet.info.name).with("part", "sheet");
    sheet.part = found->second.type == "worksheet" ? found->second.target : "";
  }
  return done();
}

// The kind that an OpenDocument file names in its first part.
Result<std::string> media_type(ZipArchive& archive, const ZipEntry& part) {
  std::string type;
  WEIGE_CHECK(archive.read(part, [&](std::string_view piece) -> Result<Next> {
    type.append(piece.substr(0, kLongestTarget));
    return type.size() < kLongestTarget ? Next::more : Next::stop;
  }));
  return type;
}

// What a zip file is that does not say it were an office package.
Problem what_else(ZipArchive& archive) {
  if (const auto* part = archive.find("mimetype")) {
    const auto type = media_type(archive, *part);
    if (!type) return type.problem();
    const bool table = type->find("opendocument") == type->npos || type->find("spreadsheet") != type->npos;
    return problem(table ? ProblemCode::file_open_document : ProblemCode::file_document);
  }
  for (const auto& entry : archive.entries()) {
    if (entry.name.starts_with("xl/") || entry.name.starts_with("_rels/"))
      return problem(ProblemCode::file_part_missing).with("part", "[Content_Types].xml");
    if (ends_without_case(entry.name, ".iwa")) return problem(ProblemCode::file_kind);  // Numbers
  }
  return problem(ProblemCode::file_archive);
}

}  // namespace

Result<const ZipEntry*> require_part(const ZipArchive& archive, const std::string& name) {
  if (const auto* entry = archive.find(name)) return entry;
  return problem(ProblemCode::file_part_missing).with("part", name);
}

Result<XlsxPackage> open_package(ZipArchive& archive, const ReadLimits& limits) {
  if (!archive.find("[Content_Types].xml")) return what_else(archive);
  WEIGE_CHECK(refuse_macros(archive, limits));
  WEIGE_TRY(const auto roots, read_relations(archive, "", limits));
  const auto workbook_name = target_of_type(roots, "officeDocument");
  if (!workbook_name) return problem(ProblemCode::file_part_missing).with("part", "workbook");
  if (workbook_name->starts_with("word/") || workbook_name->starts_with("ppt/"))
    return problem(ProblemCode::file_document);
  if (!ends_without_case(*workbook_name, ".xml")) return problem(ProblemCode::file_binary_workbook);
  WEIGE_TRY(const auto part, require_part(archive, *workbook_name));
  WorkbookHandler workbook(limits);
  WEIGE_CHECK(parse_part(archive, *part, workbook, limits));
  if (workbook.sheets.empty()) return problem(ProblemCode::file_kind);
  WEIGE_TRY(const auto relations, read_relations(archive, *workbook_name, limits));
  WEIGE_CHECK(resolve_sheets(workbook.sheets, relations));
  return XlsxPackage{std::move(workbook.sheets), workbook.date_system,
                     target_of_type(relations, "sharedStrings"), target_of_type(relations, "styles")};
}

}  // namespace weige::formats
