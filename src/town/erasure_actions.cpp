#include "town/erasure_actions.h"

#include <algorithm>
#include <set>
#include <utility>

#include "access/audit.h"
#include "access/key_ring.h"
#include "access/post_store.h"
#include "registry/erasure_store.h"
#include "registry/legal_hold_store.h"
#include "registry/record_store.h"
#include "store/id_range.h"
#include "town/erasure_writer.h"
#include "town/retention_store.h"

namespace weige::town {
namespace {

using registry::ErasedMark;
using store::Transaction;

constexpr access::AuditAction kRecordErased{"record.erased"}, kErasuresReplayed{"erasures.replayed"};
constexpr std::string_view kPeopleClock = "record.cancelled", kAccountsClock = "account.disabled";
constexpr std::size_t kReplayedAtOnce = 25;
static_assert(kGreatestErasedId == store::id_limit - 2 * store::id_block_size);

struct Erased {
  RetentionRun run;
  std::vector<ErasedMark> marks;
};

Result<Erased> erase_now(Transaction& tx, const ErasureWork& work, std::span<const PersonToErase> people,
                         registry::ErasureReason reason) {
  std::vector<std::int64_t> ids;
  for (const auto& wanted : people) {
    WEIGE_CHECK(may_be_erased(tx, work.actor, work.now, wanted));
    ids.push_back(wanted.id);
  }
  Erased out{.run = {.id = RunId{tx.next_id()},
                     .kind = RunKind::single,
                     .account = work.actor.account(),
                     .post = work.actor.post(),
                     .reason = reason,
                     .started = work.now}};
  auto receipt = insert_run(tx, out.run);
  WEIGE_TRY(out.marks, erase_people({tx, work.now}, ids, reason));
  add_to_count(tx, out.run.id, kPeopleClock, {.erased = static_cast<std::int64_t>(out.marks.size())});
  access::audit_change(tx, work.now, work.actor, kRecordErased, std::move(receipt));
  (void)finish_run(tx, out.run.id, work.now);
  out.run = *find_run(tx, out.run.id);
  return out;
}

using MarkName = std::pair<std::string, std::int64_t>;

// Those of the one that the other lacks.
std::vector<ErasedMark> lacking(const std::vector<ErasedMark>& of, const std::vector<ErasedMark>& other) {
  std::set<MarkName> known;
  for (const auto& mark : other) known.emplace(mark.kind, mark.id);
  std::vector<ErasedMark> out;
  for (const auto& mark : of)
    if (known.emplace(mark.kind, mark.id).second) out.push_back(mark);
  return out;
}

std::vector<ErasedMark> marked(store::Database& database) {
  return database.read([](Transaction& tx) { return registry::erased_marks(tx); });
}

// Some of those who came back.
Done replay_some(Transaction& tx, Instant now, RunId run, std::span<const ErasedMark> marks) {
  std::vector<std::int64_t> people;
  ErasureCount accounts;
  for (const auto& mark : marks) {
    if (mark.kind == "person") {
      people.push_back(mark.id);
    } else if (access::is_last_administrator(tx, access::AccountId{mark.id}, now)) {
      ++accounts.held;
    } else {
      erase_account({tx, now}, access::AccountId{mark.id}, registry::ErasureReason::replay);
      ++accounts.erased;
    }
  }
  WEIGE_TRY(const auto gone, erase_people({tx, now}, people, registry::ErasureReason::replay));
  add_to_count(tx, run, kPeopleClock, {.erased = static_cast<std::int64_t>(gone.size())});
  add_to_count(tx, run, kAccountsClock, accounts);
  return done();
}

// An id that was erased shall not be given to somebody else by a register that has forgotten it.
Done skip_erased_ids(store::Database& database, const std::vector<ErasedMark>& marks) {
  std::int64_t greatest = 0;
  for (const auto& mark : marks) greatest = std::max(greatest, mark.id);
  WEIGE_CHECK(database.write([&](Transaction& tx) -> Done {
    registry::skip_ids(tx, greatest);
    return done();
  }));
  return database.write([&](Transaction& tx) -> Done {
    registry::drop_reserved_ids(tx, greatest);
    return done();
  });
}

// Without whom nobody could let anybody in: a backup of before the next administrator came.
std::vector<ErasedMark> without_last_administrator(store::Database& database, std::vector<ErasedMark> marks,
                                                   Instant now) {
  database.read([&](Transaction& tx) {
    std::erase_if(marks, [&](const ErasedMark& mark) {
      return mark.kind == "account" && access::is_last_administrator(tx, access::AccountId{mark.id}, now);
    });
  });
  return marks;
}

Result<RunId> begin_replay(Transaction& tx, Instant now) {
  const RetentionRun run{.id = RunId{tx.next_id()},
                         .kind = RunKind::replay,
                         .account = access::kSystemAccount,
                         .post = access::kSystemPost,
                         .started = now};
  access::audit_change(tx, now, access::Actor::system(tx, now, access::SystemReason::retention),
                       kErasuresReplayed, insert_run(tx, run));
  return run.id;
}

Done replay(store::Database& database, const std::vector<ErasedMark>& back, Instant now) {
  WEIGE_CHECK(skip_erased_ids(database, back));
  WEIGE_TRY(const auto run, database.write([&](Transaction& tx) { return begin_replay(tx, now); }));
  for (std::size_t at = 0; at < back.size(); at += kReplayedAtOnce) {
    const auto some = std::span(back).subspan(at, std::min(kReplayedAtOnce, back.size() - at));
    WEIGE_CHECK(database.write([&](Transaction& tx) { return replay_some(tx, now, run, some); }));
  }
  WEIGE_CHECK(database.write([&](Transaction& tx) -> Done {
    registry::forget_erased_again(tx);
    (void)finish_run(tx, run, now);
    return done();
  }));
  WEIGE_CHECK(clean_bytes(database));
  return done();
}

}  // namespace

Done may_be_erased(Transaction& tx, const access::Actor& actor, Instant now, const PersonToErase& wanted) {
  const auto person = registry::find_record(tx, actor.scope(), registry::RecordKind::person, wanted.id);
  if (!person) return problem(ProblemCode::not_found);
  if (wanted.version != 0 && person->version != wanted.version) return problem(ProblemCode::version_conflict);
  const auto today = TownTime{}.day_of(now);
  const auto all = registry::with_merged(tx, {&wanted.id, 1});
  if (registry::are_registered(tx, all, today)) return problem(ProblemCode::still_registered);
  if (const auto until = registry::held_until(tx, all, today))
    return problem(ProblemCode::record_held).with("until", to_iso(*until));
  return done();
}

Result<RetentionRun> erase_persons(const ErasureWork& work, std::span<const PersonToErase> people,
                                   registry::ErasureReason reason) {
  WEIGE_CHECK(work.actor.may(access::Right::erase_records));
  if (people.size() > kMostErasedAtOnce)
    return problem(ProblemCode::bad_number).with("min", "1").with("max", std::to_string(kMostErasedAtOnce));
  WEIGE_TRY(auto erased,
            work.database.write([&](Transaction& tx) { return erase_now(tx, work, people, reason); }));
  if (work.journal) WEIGE_CHECK(work.journal->append(erased.marks));
  return std::move(erased.run);
}

Done complete_journal(store::Database& database, ErasureJournal& journal) {
  WEIGE_TRY(const auto written, journal.read());
  return journal.append(lacking(marked(database), written));
}

JournalSeal journal_seal(store::Database& database) {
  return database.read([](Transaction& tx) {
    const auto& ring = access::KeyRing::of(tx);
    return JournalSeal{ring.keys().ring, ring.index("erasure_journal", "line")};
  });
}

Result<std::shared_ptr<ErasureJournal>> replay_erasures(store::Database& database,
                                                        const std::filesystem::path& file, Instant now) {
  auto journal = std::make_shared<ErasureJournal>(file, journal_seal(database));
  const auto replayed = database.alone([&]() -> Done {
    WEIGE_TRY(const auto written, journal->read());
    const auto back = without_last_administrator(database, lacking(written, marked(database)), now);
    if (!back.empty()) {
      const auto again = replay(database, back, now);
      if (!again) return again;
    }
    return journal->append(lacking(marked(database), written));
  });
  if (!replayed) return replayed.problem();
  return journal;
}

// What is erased while the database is written anew is seen to the next time.
Result<bool> clean_bytes(store::Database& database) {
  const auto before = database.read([](Transaction& tx) -> std::optional<std::int64_t> {
    if (!needs_cleaning(tx)) return std::nullopt;
    return erased_in_all(tx);
  });
  if (!before) return true;
  if (!database.compact(erased_tables())) return false;
  WEIGE_CHECK(database.write([&](Transaction& tx) -> Done {
    if (erased_in_all(tx) == *before) note_clean(tx);
    return done();
  }));
  return true;
}

}  // namespace weige::town
