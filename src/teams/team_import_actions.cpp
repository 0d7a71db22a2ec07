#include "teams/team_import_actions.h"

#include <algorithm>
#include <array>

#include "access/audit.h"
#include "access/post_store.h"
#include "registry/upload_store.h"
#include "teams/message_writer.h"

namespace weige::teams {
namespace {

using access::AreaId;
using access::Right;

constexpr access::AuditAction kImported{"team.helpers_imported"};
constexpr std::array<std::string_view, 4> kRowEnds{"enlisted", "changed", "same", "refused"};

class HelperImport {
 public:
  HelperImport(const TeamContext& context, HelperColumns columns, std::optional<AreaId> fallback)
      : context_(context),
        columns_(std::move(columns)),
        fallback_(fallback),
        kinds_(access::helper_kinds(context.tx)),
        grids_(grids_of(context.tx, context.actor)) {}

  void take(const registry::UploadRow& cells) {
    auto row = parse_helper_row(cells, {columns_, kinds_, context_.today()});
    ImportedRow out{.row = row.row, .name = row.fields.name, .kind = row.fields.kind};
    const auto* grid = grid_of(row);
    if (!grid && row.faults.empty())
      row.faults.push_back(fault_at(columns_, HelperColumn::grid, row.row, ProblemCode::team_grid_unknown));
    if (grid) out.grid_name = grid->name;
    if (row.faults.empty()) settle(row, grid->id, out);
    out.faults = std::move(row.faults);
    count(out);
    done_.rows.push_back(std::move(out));
  }

  ImportedHelpers finish() {
    for (const auto& [grid, changes] : changes_) {
      note_list(context_.tx, AreaId{grid}, context_.today(), context_.actor, ListTouch::changed);
      post_notice(context_.tx, context_.now,
                  {.grid = AreaId{grid},
                   .code = NoticeCode::helpers_imported,
                   .ref = changes,
                   .by = context_.actor.post()});
      done_.grids.emplace_back(grid);
    }
    if (!receipts_.empty())
      access::audit_changes(context_.tx, context_.now, context_.actor, kImported, std::move(receipts_));
    return std::move(done_);
  }

 private:
  const TeamGrid* grid_of(const HelperRow& row) const {
    const TeamGrid* found = nullptr;
    for (const auto& grid : grids_) {
      if (!row.grid.empty() && grid.code == row.grid) return &grid;
      if (row.grid.empty() ? fallback_ != grid.id : grid.name != row.grid) continue;
      if (found) return nullptr;  // several of that name: the code tells them apart
      found = &grid;
    }
    return found;
  }

  std::vector<Helper>& present_in(AreaId grid) {
    const auto [it, is_new] = present_.try_emplace(grid.value);
    if (is_new) it->second = helpers_of(context_.tx, context_.actor.scope(), grid, Which::present);
    return it->second;
  }

  // Who is meant: of one kind and name; of several the one with that phone.
  void settle(HelperRow& row, AreaId grid, ImportedRow& out) {
    auto& present = present_in(grid);
    std::vector<Helper*> like;
    for (auto& helper : present)
      if (helper.fields.kind == row.fields.kind && helper.fields.name == row.fields.name)
        like.push_back(&helper);
    if (like.size() > 1)
      std::erase_if(like, [&](const Helper* helper) { return helper->fields.phone != row.fields.phone; });
    if (like.size() > 1 || (like.empty() && is_name_shared(present, row)))
      return row.faults.push_back(
          fault_at(columns_, HelperColumn::name, row.row, ProblemCode::team_helper_ambiguous));
    if (like.empty()) return enlist(row, grid, out);
    change(row, *like.front(), out);
  }

  static bool is_name_shared(const std::vector<Helper>& present, const HelperRow& row) {
    return std::ranges::count_if(present, [&](const Helper& helper) {
             return helper.fields.kind == row.fields.kind && helper.fields.name == row.fields.name;
           }) > 1;
  }

  void enlist(const HelperRow& row, AreaId grid, ImportedRow& out) {
    Helper helper{.id = HelperId{context_.tx.next_id()}, .grid = grid, .fields = row.fields};
    receipts_.push_back(insert_helper(context_.tx, helper));
    (void)delete_considered(context_.tx, grid, row.fields.kind);
    present_in(grid).push_back(std::move(helper));
    ++changes_[grid.value];
    out.end = RowEnd::enlisted;
  }

  void change(const HelperRow& row, Helper& helper, ImportedRow& out) {
    const auto fields = merged(helper.fields, row.fields, columns_);
    out.end = RowEnd::same;
    if (fields == helper.fields) return;
    const auto what = changed_fields(helper.fields, fields);
    helper.fields = fields;
    auto changed = update_helper(context_.tx, helper, what);
    if (!changed) return;
    ++helper.version;
    receipts_.push_back(*std::move(changed));
    ++changes_[helper.grid.value];
    out.end = RowEnd::changed;
  }

  void count(const ImportedRow& row) {
    auto& place = row.end == RowEnd::enlisted  ? done_.enlisted
                  : row.end == RowEnd::changed ? done_.changed
                  : row.end == RowEnd::same    ? done_.same
                                               : done_.refused;
    ++place;
  }

  const TeamContext& context_;
  HelperColumns columns_;
  std::optional<AreaId> fallback_;
  std::vector<access::HelperKind> kinds_;
  std::vector<TeamGrid> grids_;
  std::map<std::int64_t, std::vector<Helper>> present_;
  std::map<std::int64_t, int> changes_;
  std::vector<access::Change> receipts_;
  ImportedHelpers done_;
};

Result<int> sheet_of(const registry::Upload& upload, const std::string& name) {
  for (std::size_t i = 0; i < upload.sheets.size(); ++i)
    if (name.empty() || upload.sheets[i].name == name) return static_cast<int>(i);
  return problem(ProblemCode::not_found, "sheet");
}

Result<HelperColumns> columns_of(const registry::UploadSheet& sheet) {
  std::vector<HelperColumns::Header> headers;
  for (const auto& column : sheet.columns) headers.push_back({column.title, column.column});
  return HelperColumns::of(headers);
}

}  // namespace

std::string_view code(RowEnd end) {
  return kRowEnds[static_cast<std::size_t>(end)];
}

Result<ImportedHelpers> import_helpers(const TeamContext& context, const HelperFile& file) {
  WEIGE_CHECK(context.actor.may(Right::edit_teams));
  if (file.grid) WEIGE_CHECK(grid_for(context, Right::edit_teams, *file.grid));
  const auto upload = registry::find_upload(context.tx, context.actor, file.upload);
  if (!upload) return problem(ProblemCode::not_found, "upload_id");
  WEIGE_TRY(const int at, sheet_of(*upload, file.sheet));
  const auto& sheet = upload->sheets[static_cast<std::size_t>(at)];
  if (sheet.rows > kMostHelperRows)
    return problem(ProblemCode::team_file_too_long).with("max", std::to_string(kMostHelperRows));
  WEIGE_TRY(auto columns, columns_of(sheet));
  HelperImport import(context, std::move(columns), file.grid);
  for (int after = -1;;) {
    const auto chunks = registry::upload_chunks(context.tx, file.upload, at, after, 4);
    if (chunks.empty()) return import.finish();
    after = chunks.back().ordinal;
    for (const auto& chunk : chunks) {
      const auto rows = registry::unpack_rows(chunk.bytes);
      for (const auto& row : rows) import.take(row);
    }
  }
}

}  // namespace weige::teams
