#include "work/key_premises_keeping_actions.h"

#include "access/audit.h"
#include "norms/rules_store.h"
#include "work/key_premises_store.h"
#include "work/task_writer.h"

namespace weige::work {
namespace {

using store::Transaction;

constexpr access::AuditAction kKeyKept{"key_premises.kept_by_rule"};
constexpr int kPremisesAtOnce = 2000, kListedAtOnce = 200;

struct KeyKeeping {
  norms::KeyPremisesRules rules = {};
  Instant now{};
  Day today{};
  KeptKeyPremises kept = {};
  MovedDoors* moved = nullptr;
  void add(std::int64_t premises) const {
    if (moved) moved->add({.premises = premises});
  }
};

struct KeyMove {
  KeyPremisesMove move;
  KeyPremisesFacts facts;
  std::string kind;
};

std::vector<KeyMove> moves_among(const KeyKeeping& keeping, const std::vector<KeyPremisesFacts>& page) {
  std::vector<KeyMove> out;
  for (const auto& facts : page) {
    const auto kind = key_kind_of(keeping.rules, facts.labels, facts.people);
    const auto move = move_of(facts, kind);
    if (move != KeyPremisesMove::none) out.push_back({move, facts, kind.value_or("")});
  }
  return out;
}

KeyPremises listed_by_rule(Transaction& tx, const KeyKeeping& keeping, const KeyMove& move) {
  return {.id = {tx.next_id()}, .premises = move.facts.premises, .kind = move.kind, .since = keeping.today};
}

// nullopt: somebody was faster; the next run sees to it.
std::optional<access::Change> apply_move(Transaction& tx, const KeyKeeping& keeping, const KeyMove& move) {
  if (move.move == KeyPremisesMove::list) return insert_key_premises(tx, listed_by_rule(tx, keeping, move));
  auto after = *move.facts.now;
  if (move.move == KeyPremisesMove::change_kind) {
    after.kind = move.kind;
  } else {
    after.state = KeyPremisesState::ended;
    after.until = keeping.today;
  }
  return update_key_premises(tx, after);
}

void count_move(KeptKeyPremises& kept, KeyPremisesMove move) {
  kept.listed += move == KeyPremisesMove::list ? 1 : 0;
  kept.changed += move == KeyPremisesMove::change_kind ? 1 : 0;
  kept.ended += move == KeyPremisesMove::end ? 1 : 0;
}

Done write_moves(store::Database& database, KeyKeeping& keeping, std::int64_t after) {
  WEIGE_TRY(const auto kept, database.write([&](Transaction& tx) -> Result<KeptKeyPremises> {
    KeptKeyPremises count;
    std::vector<access::Change> changes;
    // Read again: what differed a moment ago may not any more.
    for (const auto& move : moves_among(keeping, key_facts_after(tx, after, kPremisesAtOnce))) {
      auto change = apply_move(tx, keeping, move);
      if (!change) continue;
      changes.push_back(*std::move(change));
      count_move(count, move.move);
      if (move.move != KeyPremisesMove::end) continue;
      WEIGE_CHECK(cancel_tasks_of(tx, keeping.now, TaskSource::key_premises, move.facts.now->id.value));
      keeping.add(move.facts.premises);
    }
    if (!changes.empty())
      access::audit_changes(tx, keeping.now,
                            access::Actor::system(tx, keeping.now, access::SystemReason::maintenance),
                            kKeyKept, std::move(changes));
    return count;
  }));
  keeping.kept.listed += kept.listed;
  keeping.kept.changed += kept.changed;
  keeping.kept.ended += kept.ended;
  return done();
}

Done keep_list(store::Database& database, KeyKeeping& keeping) {
  for (std::int64_t after = 0;;) {
    std::int64_t last = 0;
    const bool differs = database.read([&](Transaction& tx) {
      const auto page = key_facts_after(tx, after, kPremisesAtOnce);
      if (!page.empty()) last = page.back().premises;
      return !moves_among(keeping, page).empty();
    });
    if (last == 0) return done();
    if (differs) WEIGE_CHECK(write_moves(database, keeping, after));
    after = last;
  }
}

// The doors among them to which somebody is to go soon. One that has its task already is asked for once more
// without effect.
std::vector<NewTask> wishes_among(const KeyKeeping& keeping, const std::vector<KeyPremises>& page) {
  const auto until = std::chrono::sys_days{keeping.today} + std::chrono::days{kVisitAheadDays};
  std::vector<NewTask> out;
  for (const auto& each : page) {
    const auto due = visit_due(each, visit_days_of(keeping.rules, each.kind));
    if (std::chrono::sys_days{due} > until) continue;
    out.push_back({.source = TaskSource::key_premises,
                   .source_id = each.id.value,
                   .premises = each.premises,
                   .area_id = each.area_id,
                   .due = due,
                   .text = each.kind});
  }
  return out;
}

bool any_is_new(Transaction& tx, const std::vector<NewTask>& wishes) {
  for (const auto& wish : wishes) {
    const auto there = task_asked(tx, wish);
    if (!there || is_over(there->state)) return true;
  }
  return false;
}

Done open_visits(store::Database& database, KeyKeeping& keeping) {
  for (KeyPremisesId after{0};;) {
    std::vector<NewTask> wishes;
    KeyPremisesId last{0};
    const bool wanted = database.read([&](Transaction& tx) {
      const auto page = listed_after(tx, after, kListedAtOnce);
      if (!page.empty()) last = page.back().id;
      wishes = wishes_among(keeping, page);
      return any_is_new(tx, wishes);
    });
    if (last.value == 0) return done();
    if (wanted) {
      WEIGE_TRY(const int opened, database.write([&](Transaction& tx) -> Result<int> {
        return open_tasks(tx, keeping.now,
                          access::Actor::system(tx, keeping.now, access::SystemReason::maintenance), wishes);
      }));
      keeping.kept.tasks += opened;
      for (const auto& wish : wishes) keeping.add(*wish.premises);
    }
    after = last;
  }
}

}  // namespace

Result<KeptKeyPremises> keep_key_premises(store::Database& database, Instant now, MovedDoors* moved) {
  KeyKeeping keeping{.now = now, .today = TownTime{}.day_of(now), .moved = moved};
  keeping.rules =
      database.read([&](Transaction& tx) { return norms::rules_on(tx, keeping.today).key_premises; });
  WEIGE_CHECK(keep_list(database, keeping));
  WEIGE_CHECK(open_visits(database, keeping));
  return keeping.kept;
}

}  // namespace weige::work
