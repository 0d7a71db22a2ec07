// The self-check: whether the rules that protect people hold in this installation, judged from facts that
// were asked of the database just now (self_check_store.h). Pure. Nothing here names a person, and a count of
// people below kLeastTold is told as "few".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "access/approval.h"
#include "access/reading_quota.h"
#include "access/step_up.h"
#include "base/clock.h"
#include "base/personal_data.h"
#include "town/retention_clock.h"

namespace weige::town {

// not_applicable: what the rule is about is switched off. not_built: there is nothing that it could be about.
enum class Verdict { holds, attention, not_applicable, not_built };
std::string_view code(Verdict verdict);

// What was found. few: of people, from one to kLeastTold - 1.
struct Few {
  bool operator==(const Few&) const = default;
};
struct CheckFact {
  std::string_view name;
  std::variant<std::int64_t, Few, Instant, std::string> value;
  bool operator==(const CheckFact&) const = default;
};
struct CheckedRule {
  std::string_view rule;
  Verdict verdict = Verdict::holds;
  std::vector<CheckFact> facts = {};
};

// --- facts

struct SchemaColumn {
  std::string table, column;
};
struct SchemaFacts {
  std::vector<SchemaColumn> columns;  // of the database itself
  Manifest manifest;                  // what the program says of them
};

struct AuditFacts {
  bool begun = false;
  std::int64_t entries = 0;    // that have their place
  std::int64_t waiting = 0;    // that have none yet
  std::int64_t unsigned_ = 0;  // that no head covers
  std::optional<Instant> head_at = {};
};

struct KeyFacts {
  std::int64_t masters = 0;  // that are in use
  std::optional<Instant> newest_made = {};
  std::int64_t under_old_masters = 0;  // keys of data
  bool rotating = false;               // a rotation waits or runs
};

struct ClockFact {
  std::string_view table, clock;
  std::int64_t days = 0;
  std::optional<std::int64_t> overdue = {};  // rows that should be gone; none: cannot be asked
};

// The nights that clear.
struct NightFacts {
  std::optional<Instant> finished = {};  // the last one that came to its end, or a command that does the same
  bool failed = false;                   // the newest one has ended otherwise
};

struct StaffFacts {
  std::int64_t accounts = 0;  // active ones
  std::int64_t idle = 0;      // of them, over 90 days (access/account.h)
  std::int64_t factors_needed = 0, factors_missing = 0;
  std::int64_t undertakings_needed = 0, undertakings_due = 0;  // never signed, or more than a year ago
  std::int64_t posts = 0, posts_vacant = 0;
};

// missing: there is no file, which is right only while nobody was erased.
enum class JournalState { kept, missing, unreadable };
std::string_view code(JournalState state);
struct ErasureFacts {
  JournalState journal = JournalState::missing;
  std::int64_t erased = 0;   // people and accounts, as the database is marked
  std::int64_t lacking = 0;  // of them, those that the journal lacks: a restore would bring them back
};

// Of the last 30 days; by grid leaders, community officers and coordinators.
struct FormFacts {
  std::int64_t officers = 0;  // posts
  std::int64_t asked = 0;     // lists with a day by which they are due
  std::int64_t lists = 0, reports = 0;
};

// How the server was started, and how this very request came.
struct SelfCheckSettings {
  access::FactorRule second_factor = access::FactorRule::required;
  access::TwoPersons two_persons = access::TwoPersons::required;
  RetentionTimes times = {};
  bool public_form = false;
  std::string tiles = {};  // where map tiles come from; empty: nowhere
  int purpose_minutes = 60;
  access::ReadingQuotas quotas = {};
  bool over_tls = false;
};

struct SelfCheckFacts {
  SchemaFacts schema;
  AuditFacts audit;
  KeyFacts keys;
  std::vector<ClockFact> clocks = {};
  NightFacts night = {};
  ErasureFacts erasures = {};
  StaffFacts staff;
  FormFacts forms;
  std::optional<Instant> last_backup = {};
  SelfCheckSettings settings;
};

// --- rules

// The schema: no forced check-in, no ranking, no tracks, no photos, no persons of concern, no protected
// traits; all declared, sensitive values sealed, leads sealed.
std::vector<CheckedRule> check_schema(const SchemaFacts& facts);
// Audit, keys, retention, erasures, leads that are over, backups.
std::vector<CheckedRule> check_stores(const SelfCheckFacts& facts, Instant now);
// Accounts, posts, undertakings, forms.
std::vector<CheckedRule> check_staff(const StaffFacts& staff, const FormFacts& forms);
std::vector<CheckedRule> check_settings(const SelfCheckSettings& settings);
// All of them, in this order.
std::vector<CheckedRule> check_all(const SelfCheckFacts& facts, Instant now);

// How late a head may be while entries wait, how old a master, a backup and a night may be, and how much
// later than its clock a row may still be there, since it is the night that clears.
inline constexpr std::chrono::minutes kHeadLate{10};
inline constexpr std::chrono::days kMasterOld{366}, kBackupOld{2}, kNightOld{2}, kClockGrace{2};
// How many forms an officer may be asked for in 30 days: what is held already is not asked for again
// (一表通).
inline constexpr std::int64_t kMostForms = 1;
// A purpose that holds for longer than a morning is none.
inline constexpr int kLongestPurpose = 240;

// A count of people, as it may be shown.
CheckFact people(std::string_view name, std::int64_t count);

}  // namespace weige::town
