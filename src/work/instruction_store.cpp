#include "work/instruction_store.h"

#include <algorithm>
#include <array>

namespace weige::work {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kInstructionColumns =
    "i.id, i.version, i.post_id, i.area_id, i.title, i.body, i.month, i.issued_at, i.due_at, i.state, "
    "i.leaves, i.answered, i.ended_at, i.reason, p.title, a.name";
constexpr std::string_view kInstructionTables =
    " FROM instruction i JOIN post p ON p.id = i.post_id JOIN area a ON a.id = i.area_id";
constexpr int kAfterInstruction = 16;

NamedInstruction instruction_from_row(const Row& row) {
  return {.instruction = {.id = row.get<InstructionId>(0),
                          .version = row.int64(1),
                          .post = row.get<access::PostId>(2),
                          .area = row.get<access::AreaId>(3),
                          .title = row.get<std::string>(4),
                          .text = row.get<std::string>(5),
                          .month = row.get<std::string>(6),
                          .issued = row.get<Instant>(7),
                          .due = row.get<Instant>(8),
                          .state = instruction_state_of(row.text(9)).value(),
                          .leaves = row.int64(10),
                          .answered = row.int64(11),
                          .ended = row.get<std::optional<Instant>>(12),
                          .reason = row.get<std::optional<std::string>>(13)},
          .by = row.get<std::string>(14),
          .area_name = row.get<std::string>(15)};
}

std::string joined_choices(const std::vector<std::string>& choices) {
  std::string out;
  for (const auto& choice : choices) out += (out.empty() ? "" : "\n") + choice;
  return out;
}

std::vector<std::string> split_choices(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return out;
}

Question question_from_row(const Row& row) {
  Question out{.id = row.get<QuestionId>(0),
               .kind = question_kind_of(row.text(1)).value(),
               .text = row.get<std::string>(2),
               .choices = split_choices(row.text(3)),
               .required = row.get<bool>(5)};
  if (!row.is_null(4)) out.figure = register_figure_of(row.text(4));
  return out;
}

// $1 the acting post, $2 now. Its own branch is o, those below it b.
#define WEIGE_BELOW "FROM instruction_branch b WHERE b.instruction_id = i.id"
#define WEIGE_WAITING "b.state IN ('issued', 'received', 'in_work', 'returned')"
constexpr std::string_view kLineColumns =
    ", (SELECT count(*) " WEIGE_BELOW " AND " WEIGE_WAITING
    " AND b.due_at <= $2 AND (i.post_id = $1 OR b.above_post_id = $1)),"
    " (SELECT count(*) " WEIGE_BELOW
    " AND b.above_post_id = $1 AND (b.state = 'reported' OR b.extension = 'asked'))";
#undef WEIGE_BELOW
#undef WEIGE_WAITING

std::string issued_sql(InstructionAge age) {
  const std::string head = "SELECT " + std::string(kInstructionColumns) + std::string(kLineColumns) +
                           ", NULL, NULL" + std::string(kInstructionTables) + " WHERE i.post_id = $1";
  if (age == InstructionAge::open)
    return head +
           " AND i.state = 'open' AND (i.due_at > $3 OR (i.due_at = $3 AND i.id > $4))"
           " ORDER BY i.due_at, i.id LIMIT $5";
  return head +
         " AND i.state <> 'open' AND (i.due_at < $3 OR (i.due_at = $3 AND i.id < $4))"
         " ORDER BY i.due_at DESC, i.id DESC LIMIT $5";
}

std::string received_sql(InstructionAge age) {
  const std::string head = "SELECT " + std::string(kInstructionColumns) + std::string(kLineColumns) +
                           ", o.state, o.due_at" + std::string(kInstructionTables) +
                           " JOIN instruction_branch o ON o.instruction_id = i.id AND o.post_id = $1";
  if (age == InstructionAge::open)
    return head +
           " WHERE i.state = 'open' AND o.state <> 'withdrawn'"
           " AND (o.due_at > $3 OR (o.due_at = $3 AND i.id > $4)) ORDER BY o.due_at, i.id LIMIT $5";
  return head +
         " WHERE (i.state <> 'open' OR o.state = 'withdrawn')"
         " AND (o.due_at < $3 OR (o.due_at = $3 AND i.id < $4)) ORDER BY o.due_at DESC, i.id DESC LIMIT $5";
}

InstructionLine line_from_row(const Row& row) {
  InstructionLine out{.named = instruction_from_row(row),
                      .overdue = row.int64(kAfterInstruction),
                      .to_decide = row.int64(kAfterInstruction + 1),
                      .own_due = row.get<std::optional<Instant>>(kAfterInstruction + 3)};
  if (!row.is_null(kAfterInstruction + 2)) out.own = branch_state_of(row.text(kAfterInstruction + 2));
  return out;
}

// What hangs on an instruction, children before parents; branches of deeper tiers first.
constexpr std::array<std::string_view, 6> kOfInstruction{
    "DELETE FROM instruction_answer WHERE branch_id IN (SELECT id FROM instruction_branch WHERE "
    "instruction_id = $1)",
    "DELETE FROM instruction_figure WHERE question_id IN (SELECT id FROM instruction_question WHERE "
    "instruction_id = $1)",
    "DELETE FROM instruction_notice WHERE branch_id IN (SELECT id FROM instruction_branch WHERE "
    "instruction_id = $1)",
    "DELETE FROM instruction_file WHERE instruction_id = $1",
    "UPDATE instruction_branch SET parent_id = NULL WHERE instruction_id = $1",
    "DELETE FROM instruction_branch WHERE instruction_id = $1"};

}  // namespace

access::Change insert_instruction(Transaction& tx, const Instruction& instruction) {
  tx.exec(
      "INSERT INTO instruction (id, version, post_id, area_id, title, body, month, issued_at, due_at, state, "
      "leaves, answered) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, 0)",
      instruction.id, instruction.post, instruction.area, instruction.title, instruction.text,
      instruction.month, instruction.issued, instruction.due, instruction.leaves);
  return access::Change::of(kInstructionSubject, instruction.id,
                            "branches=" + std::to_string(instruction.leaves));
}

void insert_questions(Transaction& tx, const Instruction& instruction,
                      const std::vector<Question>& questions) {
  std::vector<Params> rows;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto& question = questions[i];
    const auto figure =
        question.figure ? std::optional(std::string(code(*question.figure))) : std::optional<std::string>();
    rows.push_back(store::params(question.id, instruction.id, static_cast<std::int64_t>(i),
                                 code(question.kind), question.text, joined_choices(question.choices), figure,
                                 question.required, instruction.month, asked_key(question)));
  }
  if (!rows.empty())
    tx.run_many(
        "INSERT INTO instruction_question (id, instruction_id, ordinal, kind, wording, choices, figure, "
        "required, month, asked_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        rows);
}

std::vector<Question> questions_of(Transaction& tx, InstructionId id) {
  return tx.all(
      "SELECT id, kind, wording, choices, figure, required FROM instruction_question WHERE instruction_id = "
      "$1 "
      "ORDER BY ordinal",
      question_from_row, id);
}

std::optional<NamedInstruction> find_instruction(Transaction& tx, const access::Scope& scope,
                                                 InstructionId id) {
  static const std::string sql =
      "SELECT " + std::string(kInstructionColumns) + std::string(kInstructionTables) +
      " WHERE i.id = $1 AND (i.post_id = $2 OR EXISTS (SELECT 1 FROM instruction_branch b WHERE "
      "b.instruction_id = i.id AND b.post_id = $2))";
  return tx.first(sql, instruction_from_row, id, scope);
}

std::optional<access::Change> end_instruction(Transaction& tx, InstructionId id, const InstructionEnd& end) {
  const auto changed = tx.exec(
      "UPDATE instruction SET state = $2, ended_at = $3, reason = $4, expires_at = $5, version = version + 1 "
      "WHERE id = $1 AND state = 'open'",
      id, code(end.state), end.at, end.reason, end.at + kInstructionsKept);
  if (changed == 0) return std::nullopt;
  return access::Change::of(kInstructionSubject, id, "state=" + std::string(code(end.state)));
}

std::optional<InstructionBox> instruction_box_of(std::string_view text) {
  if (text == "by_me") return InstructionBox::by_me;
  if (text == "to_me") return InstructionBox::to_me;
  return std::nullopt;
}

std::optional<InstructionAge> instruction_age_of(std::string_view text) {
  if (text == "open") return InstructionAge::open;
  if (text == "over") return InstructionAge::over;
  return std::nullopt;
}

std::vector<InstructionLine> find_instructions(Transaction& tx, const access::Scope& scope,
                                               const InstructionFilter& filter, Instant now) {
  static const std::array<std::string, 4> sql{
      issued_sql(InstructionAge::open), issued_sql(InstructionAge::over), received_sql(InstructionAge::open),
      received_sql(InstructionAge::over)};
  const bool open = filter.age == InstructionAge::open;
  constexpr std::int64_t kLatest = std::int64_t{1} << 60;
  const auto after = filter.after.value_or(open ? std::pair<std::int64_t, std::int64_t>{-kLatest, 0}
                                                : std::pair<std::int64_t, std::int64_t>{kLatest, 0});
  const std::size_t which = (filter.box == InstructionBox::by_me ? 0 : 2) + (open ? 0 : 1);
  return tx.all(sql.at(which), line_from_row, scope, now, after.first, after.second, filter.limit);
}

InstructionCounts count_instructions(Transaction& tx, const access::Scope& scope, Instant now) {
  InstructionCounts out;
  tx.each(
      "SELECT count(*), CAST(COALESCE(sum(CASE WHEN b.due_at <= $2 THEN 1 ELSE 0 END), 0) AS BIGINT)"
      " FROM instruction_branch b WHERE b.post_id = $1"
      " AND b.state IN ('issued', 'received', 'in_work', 'returned')",
      [&](const Row& row) {
        out.to_answer = row.int64(0);
        out.overdue = row.int64(1);
      },
      scope, now);
  tx.each(
      "SELECT CAST(COALESCE(sum(CASE WHEN b.state = 'reported' OR b.extension = 'asked' THEN 1 ELSE 0 END), "
      "0) AS BIGINT),"
      " CAST(COALESCE(sum(CASE WHEN b.state <> 'reported' AND b.due_at <= $2 THEN 1 ELSE 0 END), 0) AS "
      "BIGINT)"
      " FROM instruction_branch b WHERE b.above_post_id = $1"
      " AND b.state IN ('issued', 'received', 'in_work', 'returned', 'reported')",
      [&](const Row& row) {
        out.to_decide = row.int64(0);
        out.hanging = row.int64(1);
      },
      scope, now);
  return out;
}

std::vector<EarlierAnswer> earlier_answers(Transaction& tx, const access::Scope& scope,
                                           const AskedBefore& asked) {
  return tx.all(
      "SELECT q.instruction_id, i.title, CASE WHEN n.area_id = 0 THEN b.area_id ELSE n.area_id END, a.name,"
      " n.number, n.words, b.reported_at FROM instruction_question q"
      " JOIN instruction i ON i.id = q.instruction_id JOIN instruction_answer n ON n.question_id = q.id"
      " JOIN instruction_branch b ON b.id = n.branch_id"
      " JOIN area a ON a.id = CASE WHEN n.area_id = 0 THEN b.area_id ELSE n.area_id END"
      " WHERE q.asked_key = $1 AND q.month = $2 AND b.state IN ('reported', 'accepted', 'closed')"
      " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $3 AND s.area_id = b.area_id)"
      " ORDER BY b.reported_at DESC, b.id, n.area_id LIMIT 1000",
      [](const Row& row) {
        return EarlierAnswer{.instruction = row.get<InstructionId>(0),
                             .title = row.get<std::string>(1),
                             .area_name = row.get<std::string>(3),
                             .area = row.int64(2),
                             .number = row.get<std::optional<std::int64_t>>(4),
                             .text = row.get<std::optional<std::string>>(5),
                             .reported = row.get<Instant>(6)};
      },
      asked.key, asked.month, scope);
}

void insert_figures(Transaction& tx, const std::vector<FigureAmount>& amounts) {
  std::vector<Params> rows;
  for (const auto& one : amounts) rows.push_back(store::params(one.question, one.area, one.amount));
  if (!rows.empty())
    tx.run_many("INSERT INTO instruction_figure (question_id, area_id, amount) VALUES ($1, $2, $3)", rows);
}

std::vector<FigureAmount> figures_of(Transaction& tx, InstructionId id) {
  return tx.all(
      "SELECT f.question_id, f.area_id, f.amount, a.name FROM instruction_figure f"
      " JOIN instruction_question q ON q.id = f.question_id JOIN area a ON a.id = f.area_id"
      " WHERE q.instruction_id = $1 ORDER BY q.ordinal, a.code, f.area_id",
      [](const Row& row) {
        return FigureAmount{row.get<QuestionId>(0), row.int64(1), row.int64(2), row.get<std::string>(3)};
      },
      id);
}

std::int64_t erase_expired_instructions(Transaction& tx, Instant now, int limit) {
  tx.exec("DELETE FROM instruction_file WHERE instruction_id IS NULL AND added_at < $1",
          now - std::chrono::hours{24});
  const auto over = tx.all(
      "SELECT id FROM instruction WHERE expires_at <= $1 ORDER BY expires_at, id LIMIT $2",
      [](const Row& row) { return row.get<InstructionId>(0); }, now, limit);
  for (const auto id : over) {
    for (const auto sql : kOfInstruction) tx.exec(sql, id);
    tx.exec("DELETE FROM instruction_question WHERE instruction_id = $1", id);
    tx.exec("DELETE FROM instruction WHERE id = $1", id);
  }
  return static_cast<std::int64_t>(over.size());
}

}  // namespace weige::work
