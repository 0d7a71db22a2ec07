#include <algorithm>
#include <array>

#include "access/audit.h"
#include "store/database.h"

namespace weige::access {

// The only reader of a Change.
class ChangeReader {
 public:
  static SubjectKind kind(const Change& change) { return change.kind_; }
  static std::int64_t id(const Change& change) { return change.id_; }
  static const std::string& detail(const Change& change) { return change.detail_; }
};

namespace {

constexpr std::size_t kLongestDetail = 500;

struct Subject {
  SubjectKind kind;
  std::int64_t id;
};

struct Entry {
  Instant at;
  std::optional<AccountId> account;
  std::optional<PostId> post;
  AuditAction action;
  std::optional<Purpose> purpose = {};
  std::string detail = {};
  Outcome outcome = Outcome::done;
  std::vector<Subject> subjects = {};
};

// Rows of both tables, so that many entries go in with two bulk inserts.
struct Rows {
  std::vector<store::Params> entries;
  std::vector<store::Params> subjects;
};

std::optional<AccountId> acting_account(AccountId account) {
  return account == AccountId{} ? std::nullopt : std::optional(account);
}

std::optional<PostId> acting_post(PostId post) {
  return post == kNoPost ? std::nullopt : std::optional(post);
}

void add_entry(Rows& rows, std::int64_t id, const Entry& entry) {
  const bool one = entry.subjects.size() == 1;
  std::optional<std::string_view> kind;
  if (!entry.subjects.empty()) kind = entry.subjects.front().kind.code;
  std::optional<std::int64_t> subject;
  if (one) subject = entry.subjects.front().id;
  std::optional<std::string_view> purpose;
  if (entry.purpose) purpose = code(*entry.purpose);
  rows.entries.push_back(store::params(id, entry.at, entry.account, entry.post, entry.action.code, kind,
                                       subject, purpose,
                                       std::string_view(entry.detail).substr(0, kLongestDetail),
                                       entry.outcome == Outcome::done ? "done" : "refused"));
  if (one) return;
  std::int64_t ordinal = 0;
  for (const auto& each : entry.subjects)
    rows.subjects.push_back(store::params(id, ordinal++, each.kind.code, each.id));
}

void insert(store::Transaction& tx, const Rows& rows) {
  static constexpr std::array<std::string_view, 10> kEntry{"id",     "at",           "account_id", "post_id",
                                                           "action", "subject_kind", "subject_id", "purpose",
                                                           "detail", "outcome"};
  static constexpr std::array<std::string_view, 4> kSubject{"entry_id", "ordinal", "subject_kind",
                                                            "subject_id"};
  if (!rows.entries.empty()) tx.bulk_insert("audit_entry", kEntry, rows.entries);
  if (!rows.subjects.empty()) tx.bulk_insert("audit_subject", kSubject, rows.subjects);
}

void insert(store::Transaction& tx, const Entry& entry) {
  Rows rows;
  add_entry(rows, tx.next_id(), entry);
  insert(tx, rows);
}

// The different details of the changes, each once.
std::string joined_details(const std::vector<Change>& changes) {
  std::vector<std::string> seen;
  for (const auto& change : changes) {
    const auto& detail = ChangeReader::detail(change);
    if (!detail.empty() && std::find(seen.begin(), seen.end(), detail) == seen.end()) seen.push_back(detail);
  }
  std::string out;
  for (const auto& detail : seen) out += (out.empty() ? "" : ";") + detail;
  return out;
}

Entry entry_of(const Reading& reading) {
  Entry entry{.at = reading.at,
              .account = acting_account(reading.account),
              .post = acting_post(reading.post),
              .action = reading.action,
              .purpose = reading.purpose,
              .detail = reading.detail,
              .outcome = reading.outcome};
  for (const auto id : reading.subjects) entry.subjects.push_back({reading.kind, id});
  return entry;
}

}  // namespace

void audit_change(store::Transaction& tx, Instant now, const Actor& actor, AuditAction action,
                  Change change) {
  std::vector<Change> changes;
  changes.push_back(std::move(change));
  audit_changes(tx, now, actor, action, std::move(changes));
}

void audit_changes(store::Transaction& tx, Instant now, const Actor& actor, AuditAction action,
                   std::vector<Change> changes) {
  Entry entry{.at = now,
              .account = actor.account(),
              .post = acting_post(actor.post()),
              .action = action,
              .purpose = actor.purpose(),
              .detail = joined_details(changes)};
  for (const auto& change : changes)
    entry.subjects.push_back({ChangeReader::kind(change), ChangeReader::id(change)});
  insert(tx, entry);
}

void ReadingLog::add(Instant now, const Actor& actor, AuditAction action, SubjectKind kind,
                     std::vector<std::int64_t> subjects, std::string detail) {
  readings_.push_back({.at = now,
                       .account = actor.account(),
                       .post = actor.post(),
                       .purpose = actor.purpose(),
                       .action = action,
                       .kind = kind,
                       .subjects = std::move(subjects),
                       .detail = std::move(detail),
                       .role = actor.role()});
}

void ReadingLog::add_by_resident(Instant now, AuditAction action, SubjectKind kind, std::int64_t subject) {
  readings_.push_back({.at = now,
                       .account = {},
                       .post = kNoPost,
                       .purpose = std::nullopt,
                       .action = action,
                       .kind = kind,
                       .subjects = {subject},
                       .role = Role::resident});
}

void audit_by_resident(store::Transaction& tx, Instant now, AuditAction action, Change change) {
  insert(tx, Entry{.at = now,
                   .account = std::nullopt,
                   .post = std::nullopt,
                   .action = action,
                   .detail = ChangeReader::detail(change),
                   .subjects = {{ChangeReader::kind(change), ChangeReader::id(change)}}});
}

void audit_readings(store::Transaction& tx, std::span<const Reading> readings) {
  Rows rows;
  for (const auto& reading : readings) add_entry(rows, tx.next_id(), entry_of(reading));
  insert(tx, rows);
}

void audit_incident(store::Transaction& tx, Instant now, const Incident& incident) {
  insert(tx, Entry{.at = now,
                   .account = incident.account,
                   .post = std::nullopt,
                   .action = incident.action,
                   .detail = incident.detail,
                   .outcome = incident.outcome});
}

}  // namespace weige::access
