// Roster: a list of people that somebody hands in, with what it speaks of: its scope, its day, and whether it
// names everybody there (S3). Values and rules, pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "intake/report.h"
#include "jobs/job.h"
#include "registry/ledger.h"
#include "registry/town_import.h"
#include "registry/upload_reader.h"

namespace weige::intake {

using RosterId = Id<struct RosterTag>;

// What a roster speaks of: everybody in an area, at an address and below it, or at work for an organisation.
enum class ScopeKind { area, address, organisation };
std::string_view code(ScopeKind kind);
std::optional<ScopeKind> scope_kind_of(std::string_view code);

struct RosterScope {
  ScopeKind kind = ScopeKind::area;
  std::int64_t id = 0;
  std::string name = {};  // as people read it
  // address: its canonical text; organisation: its credit code; area: its committees, each as " id "; empty =
  // the whole town.
  std::string key = {};
};

// What the sender is told of a row, from the row alone.
enum class RowAnswer { taken, mend, outside };
std::string_view code(RowAnswer answer);
std::optional<RowAnswer> row_answer_of(std::string_view code);
std::string title(RowAnswer answer, Language language);

// How long a roster, its rows and the findings from it are kept.
inline constexpr std::chrono::hours kRosterKept{24 * 180};
inline constexpr int kMostRosterRows = 300'000;

// What applying a roster as a whole did.
struct Applied {
  bool by_rule = false;        // of its sender (roster_rule.h); else by somebody
  std::int64_t applied = 0;    // findings
  std::int64_t left = 0;       // findings that could not be applied as they are
  std::int64_t confirmed = 0;  // rows that say the same
  std::int64_t held = 0;       // findings that are not decided with a list: their door waits for the officer
  bool undone = false;         // its operation has been taken back since
};

struct Roster {
  RosterId id;
  registry::UploadId upload;
  jobs::JobId answer_job;  // answers the sender
  jobs::JobId job;         // compares
  access::AccountId account;
  access::PostId post;
  access::AreaId area;  // where its findings without a place of their own belong
  RosterScope scope;
  bool complete = false;
  Day reference{};
  std::optional<Day> due = {};  // of a list handed down (C10)
  std::string source = {};
  std::string file_name = {};
  int sheet = 0;
  std::vector<registry::ColumnMapping> mapping = {};
  int rows = 0;
  std::vector<std::string> dropped_columns = {};
  std::map<std::string, int> answers = {};
  std::map<std::string, int> problems = {};  // rows by code of what is wrong with them
  std::optional<Instant> answered_at = {};
  std::map<std::string, int> outcomes = {};
  std::optional<Instant> compared_at = {};
  std::optional<registry::OperationId> operation = {};  // of applying it as a whole
  std::optional<Applied> applied = {};                  // the last time
  std::optional<ReportKind> report = {};                // of a single report; none: a list
  Instant created_at{};
  Instant expires_at{};
};

// A list that came as a file. What was typed into a form (a report, a declaration, a line of a pocket roster)
// has no file.
inline bool is_file(const Roster& roster) {
  return !roster.report && !roster.file_name.empty();
}

}  // namespace weige::intake
