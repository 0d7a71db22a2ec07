// SQL of imports and of what became of their rows. Only the account that started an import sees it, in the
// post in which it did.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/change.h"
#include "jobs/job.h"
#include "registry/import_plan.h"
#include "registry/ledger.h"
#include "registry/upload_store.h"
#include "store/database.h"

namespace weige::registry {

using ImportId = Id<struct ImportTag>;

enum class ImportMode { all_or_nothing, good_rows };
std::string_view code(ImportMode mode);
std::optional<ImportMode> import_mode_of(std::string_view code);

struct Import {
  ImportId id;
  UploadId upload;
  jobs::JobId job;
  access::AccountId account;
  access::PostId post;
  access::AreaId area;
  TownFile kind = TownFile::residents;
  ImportMode mode = ImportMode::good_rows;
  std::string file_name = {};
  int sheet = 0;
  std::vector<ColumnMapping> mapping = {};
  Day reference{};
  std::string source = {};
  int rows = 0;
  std::map<std::string, int> outcomes = {};
  std::map<std::string, int> problems = {};  // rows by code of what is wrong
  std::vector<std::string> dropped_columns = {};
  std::optional<OperationId> operation = {};
  std::optional<bool> applied = {};
  Instant created_at{};
  Instant expires_at{};
};

access::Change insert_import(store::Transaction& tx, const Import& import);
// For its job; others ask with the actor.
std::optional<Import> find_import(store::Transaction& tx, ImportId id);
std::optional<Import> find_import(store::Transaction& tx, const access::Actor& actor, ImportId id);
std::vector<Import> imports_of(store::Transaction& tx, const access::Actor& actor, std::int64_t before,
                               int limit);
// outcomes, problems, operation and applied.
void update_import(store::Transaction& tx, const Import& import);

struct ImportedRow {
  std::uint32_t row = 0;
  RowOutcome outcome = RowOutcome::same;
  RecordKind subject_kind = RecordKind::person;
  std::int64_t subject_id = 0;  // 0 = none
  std::vector<Finding> findings = {};
};
void insert_rows(store::Transaction& tx, ImportId id, std::span<const ImportedRow> rows);
void update_rows(store::Transaction& tx, ImportId id, std::span<const ImportedRow> rows);
// Removes at most `limit`; how many there were.
int clear_rows(store::Transaction& tx, ImportId id, int limit);

struct RowQuery {
  std::optional<RowOutcome> outcome = {};
  std::uint32_t after = 0;  // row number
  int limit = 100;
};
std::vector<ImportedRow> import_rows(store::Transaction& tx, ImportId id, const RowQuery& query);
std::vector<ImportedRow> import_rows_from(store::Transaction& tx, ImportId id, std::uint32_t first,
                                          std::uint32_t last);
std::map<std::string, int> count_outcomes(store::Transaction& tx, ImportId id);

}  // namespace weige::registry
