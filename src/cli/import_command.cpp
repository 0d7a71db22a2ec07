#include "cli/import_command.h"

#include <fcntl.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "cli/database_command.h"
#include "cli/job_run.h"
#include "cli/outcome.h"
#include "formats/table.h"
#include "registry/import_actions.h"
#include "registry/import_job_actions.h"
#include "registry/import_result_actions.h"
#include "registry/upload_actions.h"

namespace weige::cli {
namespace {

using registry::ColumnMapping;
using registry::Import;
using registry::Upload;
using store::Transaction;

class OpenFile {
 public:
  explicit OpenFile(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

const registry::UploadSheet* chosen_sheet(const Upload& upload, const std::string& name) {
  const auto found = name.empty() ? std::ranges::max_element(upload.sheets, {}, &registry::UploadSheet::rows)
                                  : std::ranges::find(upload.sheets, name, &registry::UploadSheet::name);
  return found == upload.sheets.end() ? nullptr : &*found;
}

Result<registry::TownFile> kind_of(const ImportFlags& flags, const registry::UploadSheet* sheet) {
  std::optional<registry::TownFile> kind;
  if (!flags.kind.empty()) {
    kind = registry::town_file_of(flags.kind);
  } else if (sheet) {
    std::vector<std::string> titles;
    for (const auto& column : sheet->columns) titles.push_back(column.title);
    kind = registry::guess_kind(titles);
  }
  if (!kind) return problem(ProblemCode::bad_choice, "--kind");
  return *kind;
}

// "C" or the column's title.
std::uint32_t column_of(const registry::UploadSheet& sheet, const std::string& text) {
  for (const auto& column : sheet.columns)
    if (column.title == text) return column.column;
  const auto cell = formats::parse_cell_name(text + "1");
  return cell ? cell->column : 0;
}

// What the headers say, with the given fields put in place.
Result<std::vector<ColumnMapping>> mapping_of(const ImportFlags& flags, registry::TownFile kind,
                                              const registry::UploadSheet& sheet) {
  auto mapping = registry::guess_mapping(kind, sheet);
  for (const auto& text : flags.mapping) {
    const auto sign = text.find('=');
    if (sign == text.npos) return problem(ProblemCode::mapping, "--mapping").with("field", text);
    const auto field = text.substr(0, sign);
    const auto column = column_of(sheet, text.substr(sign + 1));
    std::erase_if(mapping,
                  [&](const ColumnMapping& each) { return each.field == field || each.column == column; });
    if (column != 0) mapping.push_back({column, field});
  }
  return mapping;
}

Result<registry::NewImport> new_import(const ImportFlags& flags, const Upload& upload) {
  const auto* sheet = chosen_sheet(upload, flags.sheet);
  WEIGE_TRY(const auto kind, kind_of(flags, sheet));
  const auto mode = registry::import_mode_of(flags.mode);
  if (!mode) return problem(ProblemCode::bad_choice, "--mode");
  registry::NewImport input{.upload = upload.id, .kind = kind, .mode = *mode, .sheet = flags.sheet};
  if (!flags.reference_date.empty()) {
    input.reference = parse_iso_day(flags.reference_date);
    if (!input.reference) return problem(ProblemCode::bad_date, "--reference-date");
  }
  if (!sheet) return input;  // start_import tells which sheets there are
  WEIGE_TRY(input.mapping, mapping_of(flags, kind, *sheet));
  return input;
}

// Titles of columns that mean nothing, so that their content is left out.
std::vector<std::string> untaken_columns(const registry::NewImport& input, const Upload& upload) {
  std::vector<std::string> titles;
  const auto* sheet = chosen_sheet(upload, input.sheet);
  if (sheet == nullptr || !input.mapping) return titles;
  for (const auto& column : sheet->columns) {
    const auto is_it = [&](const ColumnMapping& each) { return each.column == column.column; };
    if (std::ranges::none_of(*input.mapping, is_it)) titles.push_back(column.title);
  }
  return titles;
}

Done tell(const ImportSurroundings& around, const Import& import) {
  int back = 0;
  for (const auto& [outcome, rows] : import.outcomes) {
    around.out << outcome << '\t' << rows << '\n';
    if (!is_taken(*registry::row_outcome_of(outcome))) back += rows;
  }
  for (const auto& title : import.dropped_columns) around.out << "dropped_column\t" << title << '\n';
  for (const auto& [code, rows] : import.problems) around.out << "problem " << code << '\t' << rows << '\n';
  if (import.operation) around.out << "operation\t" << import.operation->value << '\n';
  if (back == 0 && import.applied.value_or(false)) return done();
  return problem(import.applied.value_or(false) ? ProblemCode::rows_back : ProblemCode::import_not_applied)
      .with("count", std::to_string(back));
}

}  // namespace

Done import_file(const ImportSurroundings& around, const ImportFlags& flags) {
  const OpenFile file(flags.file);
  if (file.fd() < 0)
    return problem(ProblemCode::file_unreadable, flags.file).with("reason", std::strerror(errno));
  registry::UploadContext upload_context{around.database, around.actor, around.clock, {}};
  if (!flags.parse_program.empty()) upload_context.sandbox.program = flags.parse_program;
  const auto submission =
      "cli-" + std::to_string(around.clock().time_since_epoch().count()) + "-" + std::to_string(::getpid());
  WEIGE_TRY(
      const auto upload,
      registry::take_upload(upload_context,
                            {file.fd(), std::filesystem::path(flags.file).filename().string(), submission}));
  WEIGE_TRY(const auto input, new_import(flags, upload));
  for (const auto& title : untaken_columns(input, upload)) around.out << "untaken_column\t" << title << '\n';
  WEIGE_TRY(const auto import, around.database.write([&](Transaction& tx) {
    return registry::start_import({tx, around.actor, around.clock()}, input);
  }));
  WEIGE_CHECK(run_job({around.database, around.clock, around.progress}, import.job,
                      registry::import_handler(around.clock)));
  WEIGE_TRY(const auto ended, around.database.read([&](Transaction& tx) {
    return registry::read_import(tx, around.actor, import.id);
  }));
  if (!flags.result.empty())
    WEIGE_CHECK(registry::write_result_file({around.database, around.actor, import.id}, flags.result));
  return tell(around, ended);
}

void add_import_command(CLI::App& app, int& code) {
  auto* command = app.add_subcommand(
      "import", "Bring a town's file (XLSX, or CSV in UTF-8 or GB18030) into the register");
  command->footer(
      "Signs in as WEIGE_LOGIN with WEIGE_PASSWORD, or asks for both; needs the right to import files. "
      "Columns of protected traits are\n"
      "dropped. Prints columns that were not understood (--mapping tells what they are) and outcomes with "
      "their number of rows;\n"
      "progress goes to standard error. Ends with 1 when rows go back; --result says which cells, and how to "
      "mend them.\n"
      "A file whose numbers are masked (138****8000) cannot be imported: export it with --unmasked.\n"
      "Example: weige import residents.xlsx --kind residents --result result.xlsx --db sqlite:town.db\n" +
      std::string(kExitCodes));
  const auto url = add_db_option(*command);
  auto flags = std::make_shared<ImportFlags>();
  command->add_option("FILE", flags->file, "the file")->required();
  command->add_option("--kind", flags->kind, "addresses, residents or organisations [as the headers say]");
  command->add_option("--mode", flags->mode, "good_rows or all_or_nothing")->capture_default_str();
  command->add_option("--sheet", flags->sheet, "the sheet [the one with most rows]");
  command->add_option("--mapping", flags->mapping,
                      "FIELD=COLUMN, a letter or a title; several may be given [as the headers say]");
  command->add_option("--reference-date", flags->reference_date,
                      "the day of which the file speaks, YYYY-MM-DD [today]");
  command->add_option("--result", flags->result, "where to write the result file (XLSX)");
  command->callback([url, flags, &code] {
    code = signed_in(*url, [&](const Desk& desk) {
      return import_file({desk.database, desk.actor, desk.context.clock, std::cout, std::cerr}, *flags);
    });
  });
}

}  // namespace weige::cli
