#include "registry/import_actions.h"

#include <algorithm>
#include <boost/json.hpp>

#include "access/audit.h"
#include "jobs/job_actions.h"
#include "registry/record_actions.h"
#include "registry/upload_actions.h"
#include "standards/text_fold.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kStarted{"import.started"};
constexpr std::size_t kLongestSource = 60;

RecordKind main_kind(TownFile kind) {
  if (kind == TownFile::residents) return RecordKind::person;
  return kind == TownFile::organisations ? RecordKind::organisation : RecordKind::address;
}

// A file of a town is brought for one stated purpose: making the register right.
Done may_import(const access::Actor& actor, TownFile kind) {
  WEIGE_CHECK(actor.may(access::Right::import_files));
  return actor.may_with_purpose(right_to_edit(main_kind(kind)));
}

Result<int> choose_sheet(const Upload& upload, const std::string& name) {
  const auto& sheets = upload.sheets;
  const auto found = name.empty() ? std::ranges::max_element(sheets, {}, &UploadSheet::rows)
                                  : std::ranges::find(sheets, name, &UploadSheet::name);
  if (found != sheets.end()) return static_cast<int>(found - sheets.begin());
  std::string names;
  for (const auto& sheet : sheets) names += (names.empty() ? "" : "、") + sheet.name;
  return problem(ProblemCode::sheet_missing, "sheet").with("sheets", names);
}

std::string default_source(const Upload& upload) {
  const auto characters = standards::to_code_points(upload.file_name);
  return standards::to_utf8(std::u32string_view(characters).substr(0, kLongestSource));
}

Done check_input(const NewImport& input, Day today) {
  if (standards::to_code_points(input.source).size() > kLongestSource)
    return problem(ProblemCode::too_long, "source").with("max", std::to_string(kLongestSource));
  const Day earliest{std::chrono::year{1990} / 1 / 1};
  if (input.reference && (*input.reference > today || *input.reference < earliest))
    return problem(ProblemCode::date_out_of_range, "reference_date")
        .with("earliest", to_iso(earliest))
        .with("latest", to_iso(today));
  return done();
}

}  // namespace

Result<Import> start_import(const ImportStart& context, const NewImport& input) {
  auto& [tx, actor, now, town] = context;
  WEIGE_CHECK(may_import(actor, input.kind));
  const auto today = town.day_of(now);
  WEIGE_CHECK(check_input(input, today));
  const auto upload = find_upload(tx, actor, input.upload);
  if (!upload) return problem(ProblemCode::not_found, "upload_id");
  WEIGE_TRY(const auto sheet, choose_sheet(*upload, input.sheet));
  const auto& read = upload->sheets[static_cast<std::size_t>(sheet)];
  const auto mapping = input.mapping ? *input.mapping : guess_mapping(input.kind, read);
  WEIGE_CHECK(ImportColumns::of(input.kind, read, mapping));
  Import import{.id = ImportId{tx.next_id()},
                .upload = upload->id,
                .account = actor.account(),
                .post = actor.post(),
                .area = actor.area(),
                .kind = input.kind,
                .mode = input.mode,
                .file_name = upload->file_name,
                .sheet = sheet,
                .mapping = mapping,
                .reference = input.reference.value_or(today),
                .source = input.source.empty() ? default_source(*upload) : input.source,
                .rows = read.rows,
                .dropped_columns = read.dropped_columns,
                .created_at = now,
                .expires_at = now + kImportKept};
  import.job = jobs::submit_job(tx,
                                {.kind = std::string(kImportJob),
                                 .input = boost::json::serialize(boost::json::object{
                                     { "import",
                                       import.id.value }}),
                                 .owner =
                                 { actor.account().value,
                                   actor.post().value,
                                   actor.area().value }},
                                now);
  keep_upload_until(tx, upload->id, import.expires_at);
  access::audit_change(tx, now, actor, kStarted, insert_import(tx, import));
  return import;
}

Result<Import> read_import(store::Transaction& tx, const access::Actor& actor, ImportId id) {
  WEIGE_CHECK(actor.may(access::Right::import_files));
  auto import = find_import(tx, actor, id);
  if (!import) return problem(ProblemCode::not_found);
  return *std::move(import);
}

std::vector<Import> list_imports(store::Transaction& tx, const access::Actor& actor, std::int64_t before,
                                 int limit) {
  return imports_of(tx, actor, before, limit);
}

}  // namespace weige::registry
