// A thousand marked people: found with the keys in hand; after their night neither the bytes of the data
// directory, of the log, indexes, files and uploads nor any key that is left yields one, on both databases,
// also after an older backup was restored.
#include <gtest/gtest.h>
#include <iconv.h>
#include <libpq-fe.h>

#include <array>
#include <bitset>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

#include "access/data_keys.h"
#include "access/key_actions.h"
#include "access/key_ring.h"
#include "access/resident_code_store.h"
#include "access/resident_session_store.h"
#include "http/erased_answer_store.h"
#include "http/idempotency_store.h"
#include "jobs/job_runner.h"
#include "registry/erasure_store.h"
#include "registry/export_job_actions.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "registry/upload_rows.h"
#include "registry/upload_store.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/erasures.h"
#include "support/own_database.h"
#include "support/random_folder.h"
#include "support/rosters.h"
#include "town/erasure_actions.h"
#include "town/resident_request_store.h"

namespace weige::town {
namespace erasure_bytes_test {

using registry::Record;
using registry::RecordKind;
using registry::WriteContext;
using std::chrono::days;
using store::Row;
using store::Transaction;
using testing_support::as_post;
using testing_support::count_rows;
using testing_support::invented_id;
using testing_support::kTestNow;
using testing_support::OwnDatabase;
using testing_support::postgres_answer;
namespace fs = std::filesystem;

constexpr int kMarked = 1000, kListed = 100;
const Instant kNight = kTestNow + days{366};

// A name that no other file holds: a rare sign, and the person's number in rare digits.
std::string marked_name(int person) {
  static constexpr std::array kDigits{"鳲", "鳳", "鳴", "鳶", "鴆", "鴇", "鴉", "鴛", "鴞", "鴟"};
  std::string out = "靐";
  for (int place = 100; place > 0; place /= 10) out += kDigits[static_cast<std::size_t>(person / place % 10)];
  return out;
}
std::string marked_id(int person) {
  return invented_id(70'000 + person, "19850512");
}
std::string marked_phone(int person) {
  return "1580772" + std::to_string(10'000 + person).substr(1);
}

std::string in_encoding(const std::string& text, const char* encoding) {
  const auto converter = ::iconv_open(encoding, "UTF-8");
  if (converter == reinterpret_cast<iconv_t>(-1)) throw std::runtime_error("no such encoding");
  std::string out(text.size() * 4, '\0');
  char* from = const_cast<char*>(text.data());
  char* to = out.data();
  std::size_t left = text.size(), room = out.size();
  const auto done = ::iconv(converter, &from, &left, &to, &room);
  ::iconv_close(converter);
  if (done == static_cast<std::size_t>(-1)) throw std::runtime_error("a mark that cannot be written so");
  out.resize(out.size() - room);
  return out;
}

// Which people stand anywhere in the bytes, by name, number or phone, in whatever encoding.
class MarkFinder {
 public:
  MarkFinder() {
    for (int person = 0; person < kMarked; ++person)
      for (const auto& mark : {marked_name(person), marked_id(person), marked_phone(person)})
        for (const auto* encoding : {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"})
          add(in_encoding(mark, encoding), person);
  }
  void look_in(std::string_view bytes) {
    for (std::size_t at = 0; at + kBeginning <= bytes.size(); ++at) {
      if (!pairs_[pair_at(bytes, at)]) continue;
      const auto found = by_beginning_.find(std::string(bytes.substr(at, kBeginning)));
      if (found == by_beginning_.end()) continue;
      for (const auto& [mark, person] : found->second)
        if (bytes.substr(at, mark.size()) == mark) seen_.insert(person);
    }
  }
  void look_in_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const auto before = seen_.size();
    std::string piece, last;
    std::string buffer(std::size_t{4} << 20, '\0');
    while (in) {
      in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
      piece = last + buffer.substr(0, static_cast<std::size_t>(in.gcount()));
      look_in(piece);
      last = piece.size() > kLongest ? piece.substr(piece.size() - kLongest) : piece;
    }
    if (seen_.size() > before) std::printf("marked people stand in %s\n", file.c_str());
  }
  void look_in_folder(const fs::path& folder, const fs::path& but_for) {
    // Files and folders come and go in a data directory; one that is gone ends the look into itself only.
    std::error_code gone;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator it(folder, gone), end; it != end; it.increment(gone)) entries.push_back(*it);
    for (const auto& entry : entries) {
      if (entry.path() == but_for) continue;
      if (entry.is_directory(gone)) look_in_folder(entry.path(), but_for);
      if (entry.is_regular_file(gone)) look_in_file(entry.path());
    }
  }
  const std::set<int>& seen() const { return seen_; }

 private:
  static constexpr std::size_t kBeginning = 6, kLongest = 64;
  static std::size_t pair_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]) * 256u + static_cast<unsigned char>(bytes[at + 1]);
  }
  void add(const std::string& mark, int person) {
    pairs_.set(pair_at(mark, 0));
    by_beginning_[mark.substr(0, kBeginning)].emplace_back(mark, person);
  }
  std::bitset<65536> pairs_;
  std::unordered_map<std::string, std::vector<std::pair<std::string, int>>> by_beginning_;
  std::set<int> seen_;
};

// A transaction in any database of the cluster makes VACUUM copy what was deleted since it began.
TEST(DeletedBytes, AreNotSaidToBeGoneWhileSomebodyWritesInAnotherDatabase) {
  if (const auto reason = testing_support::reason_to_skip(store::Engine::postgres); !reason.empty())
    GTEST_SKIP() << reason;
  OwnDatabase own(store::Engine::postgres);
  std::error_code error;
  if (fs::directory_iterator(own.data(), error); error)
    GTEST_SKIP() << "the data directory cannot be read by who runs this: " << error.message();
  const auto on_disk = [&] {
    own.end_log();
    MarkFinder finder;
    finder.look_in_folder(own.data(), {});
    return finder.seen();
  };
  postgres_answer(own.url(), "CREATE TABLE note (what TEXT)");
  postgres_answer(own.url(), "INSERT INTO note VALUES ('" + marked_name(7) + "')");
  ASSERT_EQ(on_disk(), std::set<int>({7}));
  constexpr std::array<std::string_view, 1> kTables{"note"};
  {
    const std::unique_ptr<PGconn, void (*)(PGconn*)> elsewhere(PQconnectdb(std::getenv("WEIGE_TEST_PG")),
                                                               PQfinish);
    PQclear(PQexec(elsewhere.get(), "BEGIN"));
    PQclear(PQexec(elsewhere.get(), "SELECT pg_current_xact_id()"));
    postgres_answer(own.url(), "DELETE FROM note");
    const auto impatient =
        store::Database::open(own.url(), {.compact_patience = std::chrono::seconds{0}}).value();
    EXPECT_FALSE(impatient->compact(kTables));
  }
  EXPECT_TRUE(own.db().compact(kTables));
  EXPECT_EQ(on_disk(), std::set<int>());
}

class ErasedForGood : public testing::TestWithParam<store::Engine> {
 protected:
  static void SetUpTestSuite() {
    if (erasure_events().tables.empty()) http::follow_erasures(erasure_events());
  }
  void SetUp() override {
    if (const auto reason = testing_support::reason_to_skip(GetParam()); !reason.empty())
      GTEST_SKIP() << reason;
    own_.emplace(GetParam());
    std::error_code error;
    if (fs::directory_iterator(own_->data(), error); error)
      GTEST_SKIP() << "the data directory cannot be read by who runs this: " << error.message();
    town_ = testing_support::make_small_town(db());
    open_journal();
    fill();
  }
  store::Database& db() { return own_->db(); }
  fs::path journal_file() const { return journal_folder_.path() / "town.erasures"; }
  void open_journal() { journal_ = replay_erasures(db(), journal_file(), kNight).value(); }

  void fill() {
    testing_support::ImportDesk files(db(), {town_.town_account, town_.town_post});
    testing_support::name_test_town(db());
    std::string file = "姓名,证件号码,联系电话,现住地址,所属村居\n",
                list = "姓名,证件号码,联系电话,现住地址\n";
    for (int i = 0; i < kMarked; ++i) {
      const auto who = marked_name(i) + "," + marked_id(i) + "," + marked_phone(i) + ",";
      file += who + testing_support::common_address(i + 1) + ",北居委会\n";
      if (i < kListed)
        list += marked_name(i) + "," + marked_id(i) + ",13900017777," +
                testing_support::common_address(i + 1) + "\n";
    }
    const auto imported = files.import(file, {.reference = *parse_iso_day("2026-09-01")});
    ASSERT_EQ(imported.outcomes, (std::map<std::string, int>{{"new", kMarked}}));
    testing_support::RosterDesk(db(), {town_.north_account, town_.north_officer}).hand_in(list);
    export_all();
    for (int i = 0; i < kMarked; ++i) ids_.push_back(id_of(i));
    ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
      for (int i = 0; i < kMarked; ++i) WEIGE_CHECK(give_own_things(tx, i));
      return done();
    }));
  }
  // What a resident has sent and signs in by, and what was answered to whoever wrote the record.
  Done give_own_things(Transaction& tx, int person) {
    const auto id = ids_[static_cast<std::size_t>(person)];
    const auto who = marked_name(person) + " " + marked_id(person) + " " + marked_phone(person);
    (void)insert_request(tx, {.id = ResidentRequestId{tx.next_id()},
                              .version = 1,
                              .person = id,
                              .kind = RequestKind::correction,
                              .field = RequestField::phone,
                              .text = "我是" + who,
                              .sent = kTestNow,
                              .due = TownTime{}.day_of(kTestNow)});
    (void)access::put_resident_code(
        tx, {.person = id, .document_number = marked_id(person), .code = "ABCDEFGH"}, kTestNow);
    (void)access::insert_resident_session(tx, id, kTestNow,
                                          seeded_random(static_cast<std::uint64_t>(person)));
    WEIGE_TRY(const auto claim, http::claim(tx, kTestNow,
                                            {.account = town_.town_account.value,
                                             .post = town_.town_post.value,
                                             .key = "key-" + std::to_string(person),
                                             .body_hash = who}));
    const std::string body = "{\"id\":" + std::to_string(id) + ",\"who\":\"" + who + "\"}";
    http::keep_answer(tx, claim.id, {.status = 201, .headers = {}, .body = body}, {});
    return done();
  }
  void export_all() {
    ASSERT_TRUE(as_post(db(), town_.town_account, town_.town_post, [](const WriteContext& context) {
      return registry::ask_for_export(
          context.tx, context.now, context.actor,
          {.form = {.kind = registry::TownFile::residents, .format = registry::ExportFormat::csv}});
    }));
    jobs::JobRunner runner(db(), fixed_clock(kTestNow), {.instance = "test"});
    runner.handle(std::string(registry::kExportJob), [&](jobs::JobContext& context) {
      return registry::run_export_job(context, {.clock = fixed_clock(kTestNow),
                                                .scratch = journal_folder_.path(),
                                                .approvals = testing_support::kOnePersonIsEnough});
    });
    ASSERT_TRUE(runner.run_one());
    ASSERT_GT(count_rows(db(), "job_file_part"), 0) << "or the file is not among what is looked for";
  }
  access::Scope scope(Transaction& tx) {
    return access::Actor::resume(tx, kTestNow, town_.town_account, town_.town_post,
                                 access::Purpose::data_quality)
        .value()
        .scope();
  }
  std::int64_t id_of(int person) {
    return db().read([&](Transaction& tx) {
      return registry::find_records(tx, scope(tx), RecordKind::person,
                                    {"document_key", "resident_id:" + marked_id(person)})
          .at(0)
          .id;
    });
  }
  // Whom the keys that are left show: in records, history, uploads.
  std::set<int> opened() {
    MarkFinder finder;
    db().read([&](Transaction& tx) {
      for (const auto id : ids_) {
        if (const auto person = registry::find_record(tx, scope(tx), RecordKind::person, id))
          for (const auto& value : person->values) finder.look_in(value.value_or(""));
        for (const auto& change : registry::changes_of_record(tx, RecordKind::person, id))
          for (const auto& field : change.fields) finder.look_in(field.to.value_or(""));
      }
      for (const auto upload :
           tx.all("SELECT id FROM upload", [](const Row& row) { return row.get<registry::UploadId>(0); }))
        for (const auto& chunk : registry::upload_chunks(tx, upload, 0, -1, 10'000))
          finder.look_in(chunk.bytes);
    });
    return finder.seen();
  }
  std::set<int> opened_requests() {
    MarkFinder finder;
    db().read([&](Transaction& tx) {
      for (const auto id : ids_)
        for (const auto& request : requests_of(tx, id)) finder.look_in(request.text);
    });
    return finder.seen();
  }
  std::set<int> opened_answers() {
    MarkFinder finder;
    db().read([&](Transaction& tx) {
      access::DataKeys keys(tx);
      tx.each("SELECT id, sealed FROM idempotent_answer", [&](const Row& row) {
        const auto id = row.int64(0);
        finder.look_in(
            keys.open({"answer", id}, {"idempotent_answer", "sealed", id}, row.blob(1)).value_or(""));
      });
    });
    return finder.seen();
  }
  void expect_everybody() {
    const auto all = static_cast<std::size_t>(kMarked);
    EXPECT_EQ(opened().size(), all) << "or this test shows nothing";
    EXPECT_EQ(opened_requests().size(), all);
    EXPECT_EQ(opened_answers().size(), all);
    EXPECT_EQ(count_rows(db(), "resident_code"), kMarked);
  }
  std::set<int> on_disk() {
    own_->end_log();
    MarkFinder finder;
    finder.look_in_folder(own_->data(), own_->backup_folder());
    finder.look_in_file(journal_file());
    return finder.seen();
  }
  // What the server does by itself some time: it learns what values the columns have.
  void learn_values() {
    if (own_->db().engine() == store::Engine::postgres) postgres_answer(own_->url(), "ANALYZE");
  }
  void move_all_out() {
    for (int i = 0; i < kMarked; ++i)
      testing_support::move_out(db(), town_, ids_[static_cast<std::size_t>(i)], kTestNow,
                                "房东告知" + marked_name(i) + "搬离");
  }
  void expect_nobody() {
    EXPECT_EQ(opened(), std::set<int>());
    for (const auto* table : {"resident_request", "resident_code", "resident_session", "idempotent_answer"})
      EXPECT_EQ(count_rows(db(), table), 0) << table;
    EXPECT_EQ(count_rows(db(), "data_key", "owner_kind = 'answer'"), 0);
    EXPECT_EQ(on_disk(), std::set<int>());
    EXPECT_EQ(count_rows(db(), "person"), 0);
    EXPECT_EQ(count_rows(db(), "data_key", "owner_kind = 'person' AND wrapped IS NOT NULL"), 0);
    EXPECT_EQ(count_rows(db(), "change", "subject_kind = 'person' AND fields_sealed IS NOT NULL"), 0);
    EXPECT_EQ(count_rows(db(), "search_term", "subject_kind = 'person'"), 0);
  }

  test::RandomFolder journal_folder_;
  std::optional<OwnDatabase> own_;
  testing_support::SmallTown town_;
  std::shared_ptr<ErasureJournal> journal_;
  std::vector<std::int64_t> ids_;
};
WEIGE_BOTH_ENGINES(ErasedForGood);

// Shows 3.
TEST_P(ErasedForGood, NobodyIsFoundAfterwardsNorAfterARestore) {
  expect_everybody();
  ASSERT_EQ(on_disk().size(), static_cast<std::size_t>(kMarked));
  own_->back_up();
  move_all_out();
  learn_values();
  const auto night = testing_support::run_night(db(), {.clock = fixed_clock(kNight), .journal = journal_});
  ASSERT_EQ(night.state, jobs::JobState::done);
  const auto report = testing_support::last_run(db());
  EXPECT_EQ(testing_support::counted(report, "record.cancelled").erased, kMarked);
  EXPECT_TRUE(report.bytes_clean);
  expect_nobody();

  own_->restore();
  expect_everybody();  // the backup has brought them back
  open_journal();
  EXPECT_EQ(testing_support::last_run(db()).kind, RunKind::replay);
  EXPECT_TRUE(testing_support::last_run(db()).bytes_clean);
  expect_nobody();
}

// Who has an old backup and the key file of today opens nothing once the masters were rotated.
TEST_P(ErasedForGood, AnOldBackupOpensNoMoreWithTheKeysOfToday) {
  own_->back_up();
  const auto admin = testing_support::AccessTown(db()).actor(access::Role::security_admin);
  const access::KeyWork work{db(), admin, kTestNow};
  ASSERT_TRUE(access::new_master(work));
  access::KeyPosition at;
  for (bool more = true; more;)
    ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
      const auto step = access::rewrap_some(tx, at, 500);
      at = step.at;
      more = step.keys > 0;
      return done();
    }));
  ASSERT_TRUE(access::forget_master(work, 1));
  EXPECT_THROW(own_->restore(), std::runtime_error) << "its master is in no key file any more";
}

}  // namespace erasure_bytes_test
}  // namespace weige::town
