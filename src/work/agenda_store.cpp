#include "work/agenda_store.h"

#include <string>

#include "store/database.h"

namespace weige::work {
namespace {

using store::Row;

// $1 the scope, $2 the area. Where many rows are counted, the areas are asked first.
constexpr std::string_view kAgendaArea =
    " t.area_id IN (SELECT k.descendant_id FROM area_closure k JOIN post_scope s ON s.area_id ="
    " k.descendant_id AND s.post_id = $1 WHERE k.ancestor_id = $2)";

struct PartOf {
  std::int64_t amount = 0, of = 0;
};

PartOf part_from_row(const Row& row) {
  return {row.int64(0), row.int64(1)};
}

std::string agenda_counts(std::string_view condition, std::string_view from) {
  return "SELECT CAST(COALESCE(SUM(CASE WHEN " + std::string(condition) +
         " THEN 1 ELSE 0 END), 0) AS BIGINT), COUNT(*) FROM " + std::string(from) + " AND" +
         std::string(kAgendaArea);
}

Day days_earlier(Day day, int days) {
  return Day{std::chrono::sys_days{day} - std::chrono::days{days}};
}

}  // namespace

std::vector<AgendaFigure> old_confirmations(const AgendaAsked& asked) {
  static const std::string sql =
      agenda_counts("t.confirmed_at < $3", "residence t WHERE t.main_key IS NOT NULL");
  const auto part = asked.tx
                        .first(sql, part_from_row, asked.scope, asked.area,
                               to_iso(days_earlier(asked.today, asked.rules.quality.confirm_person_days)))
                        .value();
  return {{.topic = "old_confirmations", .amount = part.amount, .of = part.of, .page = "/counters"}};
}

std::vector<AgendaFigure> overdue_tasks(const AgendaAsked& asked) {
  static const std::string overdue =
      agenda_counts("t.due < $3", "task t WHERE t.state IN ('open', 'with_officer')");
  static const std::string with_officer =
      agenda_counts("t.state = 'with_officer'", "task t WHERE t.state IN ('open', 'with_officer')");
  const auto late =
      asked.tx.first(overdue, part_from_row, asked.scope, asked.area, to_iso(asked.today)).value();
  const auto led = asked.tx.first(with_officer, part_from_row, asked.scope, asked.area).value();
  return {{.topic = "overdue_tasks", .amount = late.amount, .of = late.of, .page = "/tasks"},
          {.topic = "with_officer",
           .amount = led.amount,
           .of = led.of,
           .owner = access::Role::community_officer,
           .page = "/tasks"}};
}

std::vector<AgendaFigure> old_findings(const AgendaAsked& asked) {
  static const std::string sql = agenda_counts("t.opened_at < $3", "finding t WHERE t.state = 'open'");
  const auto before = asked.now - std::chrono::days{asked.rules.quality.finding_due_days};
  const auto part = asked.tx.first(sql, part_from_row, asked.scope, asked.area, before).value();
  return {{.topic = "old_findings",
           .amount = part.amount,
           .of = part.of,
           .owner = access::Role::community_officer,
           .page = "/findings"}};
}

std::vector<AgendaFigure> fruitless_doors(const AgendaAsked& asked) {
  static const std::string sql = agenda_counts("t.attempts >= $3", "task t WHERE t.state = 'open'");
  const auto part =
      asked.tx
          .first(sql, part_from_row, asked.scope, asked.area, asked.rules.checking.attempts_before_officer)
          .value();
  return {{.topic = "fruitless_doors", .amount = part.amount, .of = part.of, .page = "/tasks"}};
}

std::vector<AgendaFigure> overdue_key_premises(const AgendaAsked& asked) {
  static const std::string sql = agenda_counts(
      "t.due < $3", "task t WHERE t.state IN ('open', 'with_officer') AND t.source = 'key_premises'");
  const auto part = asked.tx.first(sql, part_from_row, asked.scope, asked.area, to_iso(asked.today)).value();
  return {{.topic = "overdue_key_premises",
           .amount = part.amount,
           .of = part.of,
           .owner = access::Role::grid_leader,
           .page = "/key-premises"}};
}

}  // namespace weige::work
