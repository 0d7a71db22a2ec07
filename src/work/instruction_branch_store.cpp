#include "work/instruction_branch_store.h"

#include <algorithm>
#include <array>

namespace weige::work {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kBranchColumns =
    "b.id, b.version, b.instruction_id, b.parent_id, b.above_post_id, b.post_id, b.area_id, b.state, "
    "b.issued_at, b.due_at, b.received_at, b.reported_at, b.remark, b.reason, b.leaves, b.answered, "
    "b.extension, b.extension_until, b.extension_reason, b.extension_answer, b.clock_step, b.clock_at";
constexpr int kAfterBranch = 22;

Extension extension_from_row(const Row& row) {
  return {.state = extension_state_of(row.text(16)).value(),
          .until = row.get<std::optional<Instant>>(17),
          .reason = row.get<std::optional<std::string>>(18),
          .answer = row.get<std::optional<std::string>>(19)};
}

Branch branch_from_row(const Row& row) {
  return {.id = row.get<BranchId>(0),
          .version = row.int64(1),
          .instruction = row.get<InstructionId>(2),
          .parent = row.get<std::optional<BranchId>>(3),
          .above = row.get<access::PostId>(4),
          .post = row.get<access::PostId>(5),
          .area = row.get<access::AreaId>(6),
          .state = branch_state_of(row.text(7)).value(),
          .issued = row.get<Instant>(8),
          .due = row.get<Instant>(9),
          .received = row.get<std::optional<Instant>>(10),
          .reported = row.get<std::optional<Instant>>(11),
          .remark = row.get<std::optional<std::string>>(12),
          .reason = row.get<std::optional<std::string>>(13),
          .leaves = row.int64(14),
          .answered = row.int64(15),
          .extension = extension_from_row(row),
          .clock_step = row.get<int>(20),
          .clock = row.get<std::optional<Instant>>(21)};
}

// $1 is now.
constexpr std::string_view kVacant =
    "CASE WHEN EXISTS (SELECT 1 FROM post_holding h WHERE h.post_id = p.id AND h.closed = 0 AND h.from_at <= "
    "$1 AND (h.until_at IS NULL OR h.until_at > $1)) THEN 0 ELSE 1 END";

BranchLine branch_line_from_row(const Row& row) {
  return {.branch = branch_from_row(row),
          .title = row.get<std::string>(kAfterBranch),
          .area_name = row.get<std::string>(kAfterBranch + 1),
          .role = access::role_of(row.text(kAfterBranch + 2)).value(),
          .vacant = row.get<bool>(kAfterBranch + 3)};
}

void add_last_notices(Transaction& tx, InstructionId id, std::vector<BranchLine>& lines) {
  std::map<std::int64_t, BranchLine*> by_id;
  for (auto& line : lines) by_id[line.branch.id.value] = &line;
  tx.each(
      "SELECT n.branch_id, n.kind, n.told_at FROM instruction_notice n JOIN instruction_branch b ON b.id = "
      "n.branch_id WHERE b.instruction_id = $1 ORDER BY n.told_at, n.id",
      [&](const Row& row) {
        const auto line = by_id.find(row.int64(0));
        if (line == by_id.end()) return;
        line->second->told = row.get<std::string>(1);
        line->second->told_at = row.get<Instant>(2);
      },
      id);
}

// Parents come before children when sorted by how deep they hang, which is found by walking up.
void sort_by_depth(std::vector<BranchLine>& lines) {
  std::map<std::int64_t, std::optional<BranchId>> parents;
  for (const auto& line : lines) parents[line.branch.id.value] = line.branch.parent;
  std::map<std::int64_t, int> depths;
  for (const auto& line : lines) {
    int depth = 0;
    for (auto at = line.branch.parent; at; at = parents[at->value]) ++depth;
    depths[line.branch.id.value] = depth;
  }
  std::ranges::stable_sort(lines, {}, [&](const BranchLine& line) { return depths[line.branch.id.value]; });
}

void add_to_branch(Transaction& tx, BranchId id, const BranchCounts& counts) {
  tx.exec("UPDATE instruction_branch SET leaves = leaves + $2, answered = answered + $3 WHERE id = $1", id,
          counts.leaves, counts.answered);
}

}  // namespace

std::int64_t insert_branches(Transaction& tx, const std::vector<Branch>& branches) {
  std::vector<Params> rows;
  for (const auto& branch : branches)
    rows.push_back(store::params(branch.id, branch.instruction, branch.parent, branch.above, branch.post,
                                 branch.area, branch.issued, branch.due, branch.clock_step, branch.clock));
  if (rows.empty()) return 0;
  return tx.run_many(
      "INSERT INTO instruction_branch (id, version, instruction_id, parent_id, above_post_id, post_id, "
      "area_id, state, issued_at, due_at, leaves, answered, extension, clock_step, clock_at)"
      " VALUES ($1, 1, $2, $3, $4, $5, $6, 'issued', $7, $8, 1, 0, 'none', $9, $10)"
      " ON CONFLICT (instruction_id, post_id) DO NOTHING",
      rows);
}

std::optional<Branch> find_branch(Transaction& tx, const access::Scope& scope, BranchId id) {
  static const std::string sql = "SELECT " + std::string(kBranchColumns) +
                                 " FROM instruction_branch b JOIN instruction i ON i.id = b.instruction_id"
                                 " WHERE b.id = $1 AND (b.post_id = $2 OR b.above_post_id = $2 OR i.post_id "
                                 "= $2)";
  return tx.first(sql, branch_from_row, id, scope);
}

std::optional<Branch> find_own_branch(Transaction& tx, const access::Scope& scope, InstructionId id) {
  static const std::string sql = "SELECT " + std::string(kBranchColumns) +
                                 " FROM instruction_branch b WHERE b.instruction_id = $1 AND b.post_id = $2";
  return tx.first(sql, branch_from_row, id, scope);
}

std::optional<access::Change> update_branch(Transaction& tx, const Branch& branch) {
  const auto& extension = branch.extension;
  const auto changed = tx.exec(
      "UPDATE instruction_branch SET version = version + 1, state = $3, due_at = $4, received_at = $5,"
      " reported_at = $6, remark = $7, reason = $8, extension = $9, extension_until = $10,"
      " extension_reason = $11, extension_answer = $12, clock_step = $13, clock_at = $14"
      " WHERE id = $1 AND version = $2",
      branch.id, branch.version, code(branch.state), branch.due, branch.received, branch.reported,
      branch.remark, branch.reason, code(extension.state), extension.until, extension.reason,
      extension.answer, branch.clock_step, branch.clock);
  if (changed == 0) return std::nullopt;
  return access::Change::of(kBranchSubject, branch.id, "state=" + std::string(code(branch.state)));
}

void add_counts(Transaction& tx, const Branch& branch, const BranchCounts& counts) {
  if (counts.leaves == 0 && counts.answered == 0) return;
  std::optional<BranchId> at = branch.id;
  while (at) {
    add_to_branch(tx, *at, counts);
    at = tx.scalar<std::optional<BranchId>>("SELECT parent_id FROM instruction_branch WHERE id = $1", *at);
  }
  tx.exec("UPDATE instruction SET leaves = leaves + $2, answered = answered + $3 WHERE id = $1",
          branch.instruction, counts.leaves, counts.answered);
}

void close_branches(Transaction& tx, InstructionId id) {
  tx.exec(
      "UPDATE instruction_branch SET state = 'closed', clock_at = NULL, version = version + 1"
      " WHERE instruction_id = $1 AND state = 'accepted'",
      id);
}

void withdraw_branches(Transaction& tx, InstructionId id) {
  tx.exec(
      "UPDATE instruction_branch SET state = 'withdrawn', clock_at = NULL, version = version + 1"
      " WHERE instruction_id = $1 AND state NOT IN ('closed', 'withdrawn')",
      id);
}

void withdraw_below(Transaction& tx, BranchId id) {
  const auto children = tx.all(
      "SELECT id FROM instruction_branch WHERE parent_id = $1",
      [](const Row& row) { return row.get<BranchId>(0); }, id);
  for (const auto child : children) withdraw_below(tx, child);
  tx.exec(
      "UPDATE instruction_branch SET state = 'withdrawn', clock_at = NULL, version = version + 1"
      " WHERE parent_id = $1 AND state <> 'withdrawn'",
      id);
}

void move_due_below(Transaction& tx, BranchId id, const DueMoved& moved) {
  const auto children = tx.all(
      "SELECT id FROM instruction_branch WHERE parent_id = $1",
      [](const Row& row) { return row.get<BranchId>(0); }, id);
  for (const auto child : children) move_due_below(tx, child, moved);
  tx.exec(
      "UPDATE instruction_branch SET due_at = $3, clock_step = $4, clock_at = $5, version = version + 1"
      " WHERE parent_id = $1 AND due_at = $2 AND state IN ('issued', 'received', 'in_work', 'returned')",
      id, moved.from, moved.to, moved.clock.step, moved.clock.at);
}

BelowCounts count_below(Transaction& tx, const Below& below) {
  return tx
      .first(
          "SELECT CAST(COALESCE(sum(CASE WHEN state <> 'withdrawn' THEN 1 ELSE 0 END), 0) AS BIGINT),"
          " CAST(COALESCE(sum(CASE WHEN state NOT IN ('accepted', 'closed', 'withdrawn') THEN 1 ELSE 0 END), "
          "0) AS BIGINT) FROM instruction_branch WHERE instruction_id = $1 AND COALESCE(parent_id, 0) = $2",
          [](const Row& row) {
            return BelowCounts{row.int64(0), row.int64(1)};
          },
          below.instruction, below.parent.value_or(BranchId{0}))
      .value();
}

std::int64_t count_unsettled(Transaction& tx, InstructionId id) {
  return tx.scalar<std::int64_t>(
      "SELECT count(*) FROM instruction_branch WHERE instruction_id = $1 AND state NOT IN ('accepted', "
      "'closed', 'withdrawn')",
      id);
}

bool is_open(Transaction& tx, InstructionId id) {
  return tx.scalar<std::int64_t>("SELECT count(*) FROM instruction WHERE id = $1 AND state = 'open'", id) > 0;
}

std::vector<BranchLine> branches_of(Transaction& tx, InstructionId id, Instant now) {
  static const std::string sql =
      "SELECT " + std::string(kBranchColumns) + ", p.title, a.name, p.role, " + std::string(kVacant) +
      " FROM instruction_branch b JOIN post p ON p.id = b.post_id JOIN area a ON a.id = b.area_id"
      " WHERE b.instruction_id = $2 ORDER BY a.code, p.title, b.id";
  auto out = tx.all(sql, branch_line_from_row, now, id);
  sort_by_depth(out);
  add_last_notices(tx, id, out);
  return out;
}

void replace_answers(Transaction& tx, BranchId id, const std::vector<Answer>& answers) {
  tx.exec("DELETE FROM instruction_answer WHERE branch_id = $1", id);
  std::vector<Params> rows;
  for (const auto& one : answers)
    rows.push_back(store::params(id, one.question, one.area, one.number, one.text));
  if (!rows.empty())
    tx.run_many(
        "INSERT INTO instruction_answer (branch_id, question_id, area_id, number, words) VALUES ($1, $2, $3, "
        "$4, $5)",
        rows);
}

std::vector<BranchAnswer> answers_of(Transaction& tx, InstructionId id) {
  return tx.all(
      "SELECT n.branch_id, n.question_id, n.area_id, n.number, n.words FROM instruction_branch b"
      " JOIN instruction_answer n ON n.branch_id = b.id WHERE b.instruction_id = $1"
      " ORDER BY n.branch_id, n.question_id, n.area_id",
      [](const Row& row) {
        return BranchAnswer{row.get<BranchId>(0),
                            {.question = row.get<QuestionId>(1),
                             .area = row.int64(2),
                             .number = row.get<std::optional<std::int64_t>>(3),
                             .text = row.get<std::optional<std::string>>(4)}};
      },
      id);
}

std::vector<Recipient> posts_below(Transaction& tx, const access::Scope& scope, Instant now) {
  static const std::string sql =
      "SELECT p.id, p.role, p.area_id, p.title, a.name, " + std::string(kVacant) +
      " FROM post p JOIN area a ON a.id = p.area_id WHERE p.state = 'active' AND EXISTS"
      " (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id = p.area_id)"
      " AND p.role IN ('committee', 'police_station', 'police_team', 'grid_leader', 'community_officer',"
      " 'coordinator', 'helper') ORDER BY a.code, p.role, p.title, p.id";
  return tx.all(
      sql,
      [](const Row& row) {
        return Recipient{.post = row.get<access::PostId>(0),
                         .role = access::role_of(row.text(1)).value(),
                         .area = row.get<access::AreaId>(2),
                         .title = row.get<std::string>(3),
                         .area_name = row.get<std::string>(4),
                         .vacant = row.get<bool>(5)};
      },
      now, scope);
}

std::map<std::int64_t, std::set<std::int64_t>> areas_beneath(Transaction& tx, const access::Scope& scope) {
  std::map<std::int64_t, std::set<std::int64_t>> out;
  tx.each(
      "SELECT c.ancestor_id, c.descendant_id FROM post_scope s JOIN area_closure c ON c.ancestor_id = "
      "s.area_id WHERE s.post_id = $1",
      [&](const Row& row) { out[row.int64(0)].insert(row.int64(1)); }, scope);
  return out;
}

std::vector<GridOfPost> grids_of_post(Transaction& tx, access::PostId post) {
  const auto grid = [](const Row& row) { return GridOfPost{row.int64(0), row.get<std::string>(1)}; };
  auto out = tx.all(
      "SELECT a.id, a.name FROM post_scope s JOIN area a ON a.id = s.area_id WHERE s.post_id = $1"
      " AND a.kind = 'grid' AND a.state = 'current' ORDER BY a.code, a.id",
      grid, post);
  if (out.empty())
    out = tx.all(
        "SELECT a.id, a.name FROM post p JOIN area_closure c ON c.ancestor_id = p.area_id"
        " JOIN area a ON a.id = c.descendant_id WHERE p.id = $1 AND a.kind = 'grid' AND a.state = 'current'"
        " ORDER BY a.code, a.id",
        grid, post);
  if (out.empty())
    out =
        tx.all("SELECT a.id, a.name FROM post p JOIN area a ON a.id = p.area_id WHERE p.id = $1", grid, post);
  return out;
}

std::vector<Branch> branches_on_clock(Transaction& tx, Instant now, int limit) {
  static const std::string sql =
      "SELECT " + std::string(kBranchColumns) +
      " FROM instruction_branch b WHERE b.clock_at <= $1 ORDER BY b.clock_at, b.id LIMIT $2";
  return tx.all(sql, branch_from_row, now, limit);
}

bool set_clock(Transaction& tx, const Branch& branch, const ClockStand& next) {
  return tx.exec(
             "UPDATE instruction_branch SET clock_step = $3, clock_at = $4 WHERE id = $1 AND clock_step = $2 "
             "AND clock_at IS NOT NULL",
             branch.id, branch.clock_step, next.step, next.at) > 0;
}

std::vector<access::PostId> posts_above(Transaction& tx, const Branch& branch) {
  std::vector<access::PostId> out{branch.above};
  for (auto at = branch.parent; at;) {
    const auto above =
        tx.first(
              "SELECT above_post_id, parent_id FROM instruction_branch WHERE id = $1",
              [](const Row& row) {
                return std::pair{row.get<access::PostId>(0), row.get<std::optional<BranchId>>(1)};
              },
              *at)
            .value();
    out.push_back(above.first);
    at = above.second;
  }
  return out;
}

std::string_view code(NoticeKind kind) {
  static constexpr std::array<std::string_view, 4> kNoticeKinds{"due_soon", "due", "urged", "escalated"};
  return kNoticeKinds.at(static_cast<std::size_t>(kind));
}

bool insert_notice(Transaction& tx, const Notice& notice) {
  return tx.exec(
             "INSERT INTO instruction_notice (id, branch_id, post_id, kind, step, due_at, told_at) VALUES "
             "($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
             tx.next_id(), notice.branch, notice.post, code(notice.kind), notice.step, notice.due,
             notice.told) > 0;
}

void let_clock_tell_again(Transaction& tx, BranchId id) {
  tx.exec("UPDATE instruction_notice SET step = -1 WHERE branch_id = $1 AND step >= 0", id);
}

bool was_urged(Transaction& tx, BranchId id, Instant since) {
  return tx.scalar<std::int64_t>(
             "SELECT count(*) FROM instruction_notice WHERE branch_id = $1 AND kind = 'urged' AND told_at > "
             "$2",
             id, since) > 0;
}

}  // namespace weige::work
