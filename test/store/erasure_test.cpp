// One person erased by hand, on both engines: nothing of them is left in the register, in lists, files and
// the audit log, the others keep theirs, figures stay right, and nothing brings them back.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "access/data_keys.h"
#include "access/resident_code_store.h"
#include "access/resident_session_store.h"
#include "intake/pocket_store.h"
#include "jobs/job_actions.h"
#include "jobs/job_runner.h"
#include "reference/slow_figures.h"
#include "registry/erasure_store.h"
#include "registry/export_job_actions.h"
#include "registry/import_store.h"
#include "registry/legal_hold_actions.h"
#include "registry/merge_actions.h"
#include "registry/people_index_actions.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "registry/search_actions.h"
#include "registry/undo_actions.h"
#include "registry/upload_rows.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/erasures.h"
#include "support/random_folder.h"
#include "support/rosters.h"
#include "town/bulk_erasure_actions.h"
#include "town/erasure_actions.h"
#include "town/reading_delay_store.h"
#include "town/resident_request_store.h"
#include "town/retention_store.h"

namespace weige::town {
namespace erasure_test {

using registry::Record;
using registry::RecordKind;
using registry::WriteContext;
using store::Row;
using store::Transaction;
using testing_support::as_post;
using testing_support::common_name;
using testing_support::common_phone;
using testing_support::count_rows;
using testing_support::invented_id;
using testing_support::kTestNow;
using testing_support::move_out;
using enum registry::ErasureReason;
using namespace std::chrono_literals;

constexpr int kPeople = 300;

class Erasing : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    files_.emplace(db(), testing_support::Sender{town_.town_account, town_.town_post});
    testing_support::import_common_town(*files_, kPeople);
  }

  template <class F>
  auto as_town(F&& f, Instant now = kTestNow) {
    return as_post(db(), town_.town_account, town_.town_post, std::forward<F>(f), now);
  }
  std::optional<Record> person(int number) {
    return db().read([&](Transaction& tx) {
      const auto found = registry::find_records(tx, actor(tx).scope(), RecordKind::person,
                                                {"document_key", "resident_id:" + invented_id(number)});
      return found.empty() ? std::nullopt : std::optional(found[0]);
    });
  }
  std::int64_t id_of(int number) { return person(number).value().id; }
  access::Actor actor(Transaction& tx) {
    return access::Actor::resume(tx, kTestNow, town_.town_account, town_.town_post,
                                 access::Purpose::data_quality)
        .value();
  }
  Result<RetentionRun> erase(std::vector<PersonToErase> people,
                             registry::ErasureReason reason = resident_request) {
    const auto office = db().read([&](Transaction& tx) { return actor(tx); });
    return erase_persons({db(), office, kTestNow, journal_.get()}, people, reason);
  }
  Result<RetentionRun> erase(std::int64_t id) { return erase({PersonToErase{.id = id}}); }
  ProblemCode refusal(const Result<RetentionRun>& result) {
    EXPECT_FALSE(result);
    return result ? ProblemCode::internal : result.problem().code;
  }
  void open_journal() {
    auto opened = replay_erasures(db(), journal_file(), kTestNow);
    ASSERT_TRUE(opened) << title(opened.problem(), Language::en);
    journal_ = *opened;
  }
  std::filesystem::path journal_file() const { return folder_.path() / "town.erasures"; }
  void expect_right_figures() {
    db().read([](Transaction& tx) {
      registry::Figures kept;
      tx.each("SELECT area_id, figure, part, amount FROM register_figure", [&](const Row& row) {
        registry::add(kept, {row.int64(0), registry::figure_of(row.text(1)).value(), row.get<std::string>(2)},
                      row.int64(3));
      });
      EXPECT_EQ(kept, reference::SlowFigures(tx).figures());
    });
  }
  // A request, a delay, a code, a sitting, and an entry of the log that names the person.
  void give_own_things(int number) {
    const auto id = id_of(number);
    ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
      const auto today = TownTime{}.day_of(kTestNow);
      (void)insert_request(tx, {.id = ResidentRequestId{tx.next_id()},
                                .version = 1,
                                .person = id,
                                .kind = RequestKind::suggestion,
                                .text = "谢谢",
                                .sent = kTestNow,
                                .due = today});
      (void)insert_delay(tx,
                         {.id = ReadingDelayId{tx.next_id()},
                          .person = id,
                          .post = town_.town_post,
                          .reason = DelayReason::secret_by_law,
                          .from = kTestNow,
                          .until = today},
                         kTestNow);
      (void)access::put_resident_code(
          tx, {.person = id, .document_number = invented_id(number), .code = "ABCDEFGH"}, kTestNow);
      (void)access::insert_resident_session(tx, id, kTestNow,
                                            seeded_random(static_cast<std::uint64_t>(number)));
      const auto pseudonym = "p" + std::to_string(number);
      tx.exec("INSERT INTO audit_pseudonym (subject_kind, subject_id, pseudonym) VALUES ('person', $1, $2)",
              id, pseudonym);
      tx.exec("INSERT INTO audit_person (pseudonym, number) VALUES ($1, $2)", pseudonym, 7 + number);
      return done();
    }));
  }
  // Every cell of every file that is kept, opened with the keys that are left.
  std::string cells_of_uploads() {
    return db().read([](Transaction& tx) {
      std::string out;
      for (const auto id :
           tx.all("SELECT id FROM upload", [](const Row& row) { return row.get<registry::UploadId>(0); }))
        for (const auto& chunk : registry::upload_chunks(tx, id, 0, -1, 1000))
          for (const auto& row : registry::unpack_rows(chunk.bytes))
            for (const auto& cell : row.cells) out += registry::cell_text(cell) + "\n";
      return out;
    });
  }

  test::RandomFolder folder_;
  testing_support::SmallTown town_;
  std::optional<testing_support::ImportDesk> files_;
  std::shared_ptr<ErasureJournal> journal_;
};
WEIGE_BOTH_ENGINES(Erasing);

TEST_P(Erasing, LeavesNothingOfThePersonInTheRegister) {
  const auto one = id_of(1);
  move_out(db(), town_, one, kTestNow, "张三搬离");
  const auto before = count_rows(db(), "change", "subject_kind = 'person'");
  const auto run = erase(one);
  ASSERT_TRUE(run) << title(run.problem(), Language::en);
  EXPECT_EQ(run->counts, (std::vector<ClockCount>{{"record.cancelled", {.erased = 1}}}));

  const auto is_one = "= " + std::to_string(one);
  EXPECT_EQ(count_rows(db(), "person", "id " + is_one), 0);
  EXPECT_EQ(count_rows(db(), "residence", "person_id " + is_one), 0);
  EXPECT_EQ(count_rows(db(), "person_area", "person_id " + is_one), 0);
  EXPECT_EQ(count_rows(db(), "search_term", "subject_kind = 'person' AND subject_id " + is_one), 0);
  EXPECT_EQ(count_rows(db(), "import_row", "subject_kind = 'person' AND subject_id " + is_one), 0);
  EXPECT_EQ(
      count_rows(db(), "data_key", "owner_kind = 'person' AND wrapped IS NOT NULL AND owner_id " + is_one),
      0);
  EXPECT_EQ(count_rows(db(), "change", "subject_kind = 'person'"), before)
      << "the frame of the history stays";
  EXPECT_EQ(
      count_rows(db(), "change",
                 "subject_kind = 'person' AND (fields <> '{}' OR fields_sealed IS NOT NULL OR reason IS "
                 "NOT NULL) AND subject_id " +
                     is_one),
      0);
  EXPECT_EQ(count_rows(db(), "change", "fields LIKE '%" + common_name(1) + "%'"), 0);
  EXPECT_EQ(count_rows(db(), "operation", "reason = '张三搬离'"), 0);
  EXPECT_EQ(count_rows(db(), "provenance", "evidence LIKE '%张三%' OR finder LIKE '%张三%'"), 0);
  EXPECT_EQ(cells_of_uploads().find(invented_id(1)), std::string::npos);
  EXPECT_NE(cells_of_uploads().find(invented_id(2)), std::string::npos) << "the others keep theirs";
  EXPECT_EQ(count_rows(db(), "person"), kPeople - 1);
  expect_right_figures();
  EXPECT_FALSE(person(1));
  EXPECT_TRUE(person(2));
}

TEST_P(Erasing, TakesThePersonOutOfListsAndPockets) {
  testing_support::RosterDesk desk(db(), {town_.north_account, town_.north_officer});
  std::string list = "姓名,证件号码,联系电话,现住地址\n";
  for (int i = 1; i <= 100; ++i)
    list += common_name(i) + "," + invented_id(i) + "," + common_phone(i + 5000) + "," +
            testing_support::common_address(i) + "\n";
  desk.hand_in(list);
  const auto one = id_of(1), two = id_of(2);
  const auto rows = count_rows(db(), "roster_row"), lines = count_rows(db(), "pocket_line"),
             findings = count_rows(db(), "finding");
  ASSERT_EQ(rows, 100);
  ASSERT_EQ(lines, 100);
  ASSERT_GT(count_rows(db(), "finding", "person_id = " + std::to_string(one)), 0);
  move_out(db(), town_, one, kTestNow);
  ASSERT_TRUE(erase(one));
  EXPECT_EQ(count_rows(db(), "roster_row"), rows - 1);
  EXPECT_EQ(count_rows(db(), "roster_answer"), 99);
  EXPECT_EQ(count_rows(db(), "pocket_line"), lines - 1);
  EXPECT_EQ(count_rows(db(), "finding"), findings - 1);
  EXPECT_EQ(count_rows(db(), "finding", "person_id = " + std::to_string(two)), 1);
  const auto cells = cells_of_uploads();
  EXPECT_EQ(cells.find(invented_id(1) + "\n"), std::string::npos);
  EXPECT_EQ(cells.find(common_phone(5001)), std::string::npos);
  EXPECT_NE(cells.find(common_phone(5002)), std::string::npos);
}

TEST_P(Erasing, TakesFilesThatMayHoldThePerson) {
  const auto asked = as_town([](const WriteContext& context) {
    return registry::ask_for_export(
        context.tx, context.now, context.actor,
        {.form = {.kind = registry::TownFile::residents, .format = registry::ExportFormat::csv}});
  });
  ASSERT_TRUE(asked) << title(asked.problem(), Language::en);
  jobs::JobRunner runner(db(), fixed_clock(kTestNow), {.instance = "test"});
  runner.handle(std::string(registry::kExportJob), [&](jobs::JobContext& context) {
    return registry::run_export_job(context, {.clock = fixed_clock(kTestNow),
                                              .scratch = folder_.path(),
                                              .approvals = testing_support::kOnePersonIsEnough});
  });
  ASSERT_TRUE(runner.run_one());
  ASSERT_GT(count_rows(db(), "job_file_part"), 0);
  const auto one = id_of(1);
  move_out(db(), town_, one, kTestNow);
  ASSERT_TRUE(erase(one));
  EXPECT_EQ(count_rows(db(), "job_file_part"), 0);
  EXPECT_EQ(count_rows(db(), "job", "kind = 'export'"), 0);
}

TEST_P(Erasing, IsFollowedByTheIndexOfPeople) {
  registry::PeopleIndex index(1);
  ASSERT_TRUE(registry::follow_register(index, db(), fixed_clock(kTestNow)));
  const std::vector query{registry::PersonLike{invented_id(1), common_name(1), common_phone(1), "1990-01-01",
                                               testing_support::common_address(1)}};
  const auto best = [&] {
    const auto found = index.match(query, {});
    return found.rows[0].empty() ? 0 : found.rows[0][0].person;
  };
  const auto one = id_of(1);
  ASSERT_EQ(best(), one);
  move_out(db(), town_, one, kTestNow);
  ASSERT_TRUE(erase(one));
  ASSERT_TRUE(registry::follow_register(index, db(), fixed_clock(kTestNow)));
  EXPECT_NE(best(), one);
}

TEST_P(Erasing, TakesAlongWhoWasMergedIntoThePerson) {
  const auto keep = person(1).value(), drop = person(2).value();
  ASSERT_TRUE(as_town([&](const WriteContext& context) {
    return registry::merge_persons(context, {.keep_id = keep.id,
                                             .keep_version = keep.version,
                                             .drop_id = drop.id,
                                             .drop_version = drop.version,
                                             .take_from_dropped = {},
                                             .reason = "同一人"});
  }));
  EXPECT_EQ(refusal(erase(keep.id)), ProblemCode::still_registered);
  move_out(db(), town_, keep.id, kTestNow);
  const auto run = erase(keep.id);
  ASSERT_TRUE(run);
  EXPECT_EQ(testing_support::counted(*run, "record.cancelled").erased, 2);
  EXPECT_EQ(count_rows(db(), "person"), kPeople - 2);
  EXPECT_EQ(count_rows(db(), "change", "fields LIKE '%" + common_name(2) + "%'"), 0);
}

TEST_P(Erasing, IsRefusedClearly) {
  const auto one = person(1).value(), two = person(2).value();
  EXPECT_EQ(refusal(erase(one.id)), ProblemCode::still_registered);
  EXPECT_EQ(refusal(erase(987654321)), ProblemCode::not_found);
  EXPECT_EQ(refusal(erase({PersonToErase{.id = one.id, .version = one.version + 7}})),
            ProblemCode::version_conflict);
  move_out(db(), town_, one.id, kTestNow);
  EXPECT_EQ(refusal(erase({PersonToErase{.id = one.id}, PersonToErase{.id = two.id}})),
            ProblemCode::still_registered)
      << "all or nobody";
  EXPECT_TRUE(person(1));

  const auto hold = as_town([&](const WriteContext& context) {
    return registry::place_hold(context, {.person = one.id,
                                          .reason = "（2026）沪0118民初1号 999000199001011237",
                                          .until = *parse_iso_day("2027-01-01")});
  });
  ASSERT_TRUE(hold) << title(hold.problem(), Language::en);
  EXPECT_EQ(hold->reason.find("999000199001011237"), std::string::npos) << "numbers are masked";
  const auto held = erase(one.id);
  EXPECT_EQ(refusal(held), ProblemCode::record_held);
  EXPECT_NE(title(held.problem(), Language::zh).find("2027-01-01"), std::string::npos);
  ASSERT_TRUE(as_town([&](const WriteContext& context) { return registry::end_hold(context, hold->id); }));
  EXPECT_TRUE(erase(one.id));

  const auto admin = testing_support::AccessTown(db()).actor(access::Role::system_admin);
  const std::vector wanted{PersonToErase{.id = two.id}};
  EXPECT_EQ(refusal(erase_persons({db(), admin, kTestNow, nullptr}, wanted, unlawful)),
            ProblemCode::forbidden);
}

TEST_P(Erasing, OfWhatCannotBeUndoneSaysSo) {
  const auto one = id_of(1);
  move_out(db(), town_, one, kTestNow);
  const auto left = db().read([&](Transaction& tx) {
    return registry::OperationId{tx.scalar<std::int64_t>("SELECT MAX(id) FROM operation")};
  });
  const auto imported = db().read([](Transaction& tx) {
    return registry::OperationId{
        tx.scalar<std::int64_t>("SELECT MIN(id) FROM operation WHERE kind = 'import'")};
  });
  ASSERT_TRUE(erase(one));
  for (const auto operation : {left, imported}) {
    const auto undone = as_town([&](const WriteContext& context) {
      return registry::take_back_operation(context, operation, "误操作");
    });
    ASSERT_FALSE(undone);
    EXPECT_EQ(undone.problem().code, ProblemCode::record_erased);
  }
}

TEST_P(Erasing, CutsTheNamesInTheAuditLog) {
  const auto one = id_of(1), two = id_of(2);
  ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
    for (const auto id : {one, two})
      tx.exec("INSERT INTO audit_pseudonym (subject_kind, subject_id, pseudonym) VALUES ('person', $1, $2)",
              id, "p" + std::to_string(id));
    return done();
  }));
  move_out(db(), town_, one, kTestNow);
  ASSERT_TRUE(erase(one));
  EXPECT_EQ(count_rows(db(), "audit_pseudonym", "subject_id = " + std::to_string(one)), 0);
  EXPECT_EQ(count_rows(db(), "audit_pseudonym", "subject_id = " + std::to_string(two)), 1);
  EXPECT_EQ(count_rows(db(), "audit_entry", "action = 'record.erased' AND subject_kind = 'erasure'"), 1);
  EXPECT_EQ(count_rows(db(), "audit_entry", "action = 'record.erased' AND subject_kind = 'person'"), 0);
}

// Of two residents the same is there; what is the other's stays.
TEST_P(Erasing, TakesWhatResidentsHaveOfTheirOwn) {
  const auto one = id_of(1), two = id_of(2);
  for (const auto number : {1, 2}) give_own_things(number);
  move_out(db(), town_, one, kTestNow);
  ASSERT_TRUE(erase(one));
  for (const auto* table : {"resident_request", "reading_delay", "resident_code", "resident_session"}) {
    EXPECT_EQ(count_rows(db(), table, "person_id = " + std::to_string(one)), 0) << table;
    EXPECT_EQ(count_rows(db(), table, "person_id = " + std::to_string(two)), 1) << table;
  }
  EXPECT_EQ(count_rows(db(), "audit_person", "pseudonym = 'p1'"), 0);
  EXPECT_EQ(count_rows(db(), "audit_person", "pseudonym = 'p2'"), 1);
}

TEST_P(Erasing, CutsTheWordsOfApprovalsThatNameThePerson) {
  const auto one = id_of(1), two = id_of(2);
  for (const auto id : {one, two}) move_out(db(), town_, id, kTestNow);
  testing_support::AccessTown(db()).actor(access::Role::population_office);  // somebody to second it
  const auto asked = [&](std::int64_t id) {
    return as_town([&](const WriteContext& context) {
             return ask_for_bulk_erasure(
                 context.tx, context.now, context.actor,
                 {.people = {id}, .reason = resident_request, .why = common_name(1) + "来信"});
           })
        .value()
        .id.value;
  };
  const auto of_one = asked(one), of_two = asked(two);
  ASSERT_TRUE(erase(one));
  EXPECT_EQ(count_rows(db(), "approval", "reason = '' AND id = " + std::to_string(of_one)), 1);
  EXPECT_EQ(count_rows(db(), "approval", "reason <> '' AND id = " + std::to_string(of_two)), 1);
}

TEST_P(Erasing, MayBeEnteredAnew) {
  const auto one = id_of(1);
  move_out(db(), town_, one, kTestNow);
  ASSERT_TRUE(erase(one));
  const auto anew = as_town([&](const WriteContext& context) {
    return registry::add_person(context, {.fields = {{"name", common_name(1)},
                                                     {"document_number", invented_id(1)},
                                                     {"phone", common_phone(1)}}});
  });
  ASSERT_TRUE(anew) << title(anew.problem(), Language::en);
  EXPECT_NE(anew->id, one);
}

TEST_P(Erasing, IsRepeatedAfterARestore) {
  open_journal();
  const auto one = id_of(1), two = id_of(2);
  move_out(db(), town_, one, kTestNow);
  ASSERT_TRUE(erase(one));
  EXPECT_EQ(count_rows(db(), "erased_record", "subject_kind = 'person'"), 1);
  // As a backup of before brings somebody back who was erased: here, who lives in the town still.
  ASSERT_TRUE(
      journal_->append(std::vector{registry::ErasedMark{"person", two, kTestNow},
                                   registry::ErasedMark{"account", town_.south_account.value, kTestNow},
                                   registry::ErasedMark{"person", 7'000'000, kTestNow}}));
  open_journal();
  EXPECT_FALSE(person(2));
  EXPECT_EQ(count_rows(db(), "residence", "person_id = " + std::to_string(two)), 0);
  EXPECT_EQ(count_rows(db(), "account", "login_key = 'south.officer'"), 0);
  expect_right_figures();
  EXPECT_EQ(count_rows(db(), "erased_record", "subject_kind = 'person'"), 3);
  const auto next = db().write([](Transaction& tx) -> Result<std::int64_t> { return tx.next_id(); });
  EXPECT_GT(next.value(), 7'000'000) << "an id that was erased is nobody else's";
  EXPECT_EQ(testing_support::last_run(db()).kind, RunKind::replay);
  const auto runs = count_rows(db(), "retention_run");
  open_journal();
  EXPECT_EQ(count_rows(db(), "retention_run"), runs) << "and not again";
}

// One line that is not ours, and nobody at all is erased.
TEST_P(Erasing, BelievesNoJournalThatOthersWroteIn) {
  open_journal();
  const auto one = id_of(1), two = id_of(2);
  ASSERT_TRUE(journal_->append(std::vector{registry::ErasedMark{"person", one, kTestNow}}));
  const auto words = "person " + std::to_string(two) + " 1795413600000000";
  const auto runs = count_rows(db(), "retention_run");
  std::ofstream(journal_file(), std::ios::app) << words << ' ' << std::string(24, '0') << '\n';
  const auto opened = replay_erasures(db(), journal_file(), kTestNow);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.problem().code, ProblemCode::erasure_journal);
  EXPECT_EQ(opened.problem().args.at(0).value, "line-3");
  EXPECT_TRUE(person(1) && person(2));
  EXPECT_EQ(count_rows(db(), "retention_run"), runs);
  EXPECT_EQ(count_rows(db(), "erased_record"), 0);
}

// Of two, both of whom have gone since the backup: nobody could let anybody in without the second.
TEST_P(Erasing, LeavesTheLastAdministratorAfterARestore) {
  open_journal();
  testing_support::AccessTown accounts(db());
  for (const auto role : {access::Role::system_admin, access::Role::security_admin}) {
    const auto one = accounts.actor(role).account().value, two = accounts.actor(role).account().value;
    ASSERT_TRUE(journal_->append(std::vector{registry::ErasedMark{"account", one, kTestNow},
                                             registry::ErasedMark{"account", two, kTestNow}}));
    open_journal();
    EXPECT_EQ(count_rows(db(), "account", "state = 'disabled' AND id = " + std::to_string(one)), 1);
    EXPECT_EQ(count_rows(db(), "account", "state = 'active' AND id = " + std::to_string(two)), 1);
    EXPECT_EQ(testing_support::counted(testing_support::last_run(db()), "account.disabled"),
              (ErasureCount{.erased = 1, .held = 1}));
    const auto runs = count_rows(db(), "retention_run");
    open_journal();
    EXPECT_EQ(count_rows(db(), "retention_run"), runs) << "who is left alone is no reason for a replay";
    (void)accounts.actor(role);
    open_journal();
    EXPECT_EQ(count_rows(db(), "account", "state = 'disabled' AND id = " + std::to_string(two)), 1)
        << "once there is another";
  }
}

TEST_P(Erasing, WritesAJournalThatIsNoOthers) {
  open_journal();
  const auto one = id_of(1);
  move_out(db(), town_, one, kTestNow);
  ASSERT_TRUE(erase(one));
  const auto marks = ErasureJournal(journal_file(), journal_seal(db())).read();
  ASSERT_TRUE(marks);
  EXPECT_EQ(*marks, (std::vector<registry::ErasedMark>{{"person", one, kTestNow}}));
  const auto foreign = ErasureJournal(journal_file(), {"another", journal_seal(db()).lines}).read();
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.problem().code, ProblemCode::erasure_journal);
  std::filesystem::remove(journal_file());
  open_journal();
  EXPECT_EQ(ErasureJournal(journal_file(), journal_seal(db())).read().value().size(), 1u)
      << "a journal that was lost is written again";
}

}  // namespace erasure_test
}  // namespace weige::town
