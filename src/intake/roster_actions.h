// Use cases of rosters: hand one in, look at one's own, at what one is told of each row, and at those of
// one's areas. Rights: hand_in_rosters for one's own, decide_findings for those of one's areas.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "intake/roster_store.h"
#include "registry/upload_store.h"

namespace weige::intake {

inline constexpr std::string_view kRosterJob = "roster";               // compares it
inline constexpr std::string_view kRosterAnswerJob = "roster_answer";  // answers its sender
inline constexpr std::size_t kLongestSource = 60;                      // characters

struct NewRoster {
  registry::UploadId upload;
  std::string sheet = {};                                            // empty: the one with most rows
  std::optional<std::vector<registry::ColumnMapping>> mapping = {};  // none: as the last time, or the headers
  std::optional<ScopeKind> scope = {};                               // none: the post's own area
  std::int64_t scope_id = 0;
  bool complete = false;
  std::optional<Day> reference = {};  // default: today
  std::optional<Day> due = {};
  std::string source = {};  // default: the file's name
  std::optional<ReportKind> report = {};
};
struct RosterContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  TownTime town = {};
};
// Submits the jobs that answer the sender and compare it. Problems: forbidden, not_found (the upload, or the
// scope's address or organisation), sheet_missing, mapping, too_long, date_out_of_range, roster_too_long.
Result<Roster> hand_in(const RosterContext& context, const NewRoster& input);

// As sender, or within the scope of whoever decides findings.
struct RosterSeen {
  Roster roster;
  bool own = false;      // the sender's
  bool decides = false;  // may see what became of it
};
Result<RosterSeen> read_roster(store::Transaction& tx, const access::Actor& actor, RosterId id);
std::vector<RosterSeen> list_rosters(store::Transaction& tx, const access::Actor& actor,
                                     const RosterPage& page);

// How a sheet's columns would be read: as this post read the layout the last time, else as the headers say.
// sheet: empty = the one with most rows. Problem: sheet_missing.
Result<std::vector<registry::ColumnMapping>> mapping_for(store::Transaction& tx, const access::Actor& actor,
                                                         const registry::Upload& upload,
                                                         const std::string& sheet);

// Removes rosters whose time has come with all that hangs on them, and lines of pocket rosters, in short
// transactions.
Done erase_old_rosters(store::Database& database, Instant now);

// What is told to the sender of each row. Problem: forbidden, not_found, roster_running.
Result<std::vector<AnsweredRow>> read_answers(store::Transaction& tx, const access::Actor& actor, RosterId id,
                                              const AnswerQuery& query);
// What became of the rows, for whoever decides: of people out of its scope only that there is somebody.
// Problems: forbidden, purpose_required, not_found, roster_running.
Result<std::vector<ComparedRow>> read_compared(store::Transaction& tx, const access::Actor& actor,
                                               RosterId id, const ComparedQuery& query);
// The sender's rows in their order with what is told of them, as a spreadsheet. Problems: those, upload_gone,
// file_write.
struct AnswerFile {
  store::Database& database;
  const access::Actor& actor;
  RosterId roster;
  Language language = Language::zh;
};
Done write_answer_file(const AnswerFile& wanted, const std::string& path);

}  // namespace weige::intake
