// How entries get their places in the audit log's tree, on both engines.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "access/audit_key_file.h"
#include "access/audit_log_actions.h"
#include "access/audit_verify.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/random_folder.h"

namespace weige::access {
namespace audit_log_test {

using store::Transaction;
using testing_support::AccessTown;
using testing_support::kTestNow;
using namespace std::chrono_literals;

constexpr AuditAction kAct{"test.read"};
constexpr SubjectKind kPerson{"person"};
constexpr SubjectKind kAddress{"address"};

class AuditLogTree : public testing_support::BothEngines {
 protected:
  std::string key_file() const { return (folder_.path() / "key").string(); }
  Result<AuditSigner> open(const AuditLogChoice& choice) { return open_audit_log(db(), choice, random_); }
  void begin() { signer_ = open({.key_file = key_file()}).value(); }
  AuditSequencer sequencer(const std::string& instance = "one") {
    return {.database = db(), .signer = *signer_, .random = random_, .instance = instance};
  }
  std::int64_t place(Instant now = kTestNow, const std::string& instance = "one") {
    return place_audit_entries(sequencer(instance), now).value();
  }
  void read(const Actor& actor, SubjectKind kind, std::vector<std::int64_t> ids, int times = 1) {
    ReadingLog log;
    for (int i = 0; i < times; ++i) log.add(kTestNow, actor, kAct, kind, ids, "turn=" + std::to_string(i));
    db().write([&](Transaction& tx) -> Done {
          audit_readings(tx, log.readings());
          return done();
        })
        .value();
  }
  void run(std::string_view sql) {
    db().write([&](Transaction& tx) -> Done {
          tx.script(sql);
          return done();
        })
        .value();
  }
  std::int64_t count(std::string_view sql) {
    return db().read([&](Transaction& tx) { return tx.scalar<std::int64_t>(sql); });
  }
  template <class F>
  auto ask(const Actor& actor, F&& f) {
    ReadingLog log;
    return db().read([&](Transaction& tx) { return f(AuditReading{tx, kTestNow, actor, log}); });
  }
  std::string exported(const Actor& actor) {
    std::string out;
    ask(actor, [&](const AuditReading& reading) {
      return export_audit_log(reading, [&](std::string_view part) { out += part; });
    }).value();
    return out;
  }
  std::string verdict(const std::string& text, const Witness& witness = {}) {
    std::istringstream in(text);
    auto reader = ExportReader::open(in, "export").value();
    std::string out;
    const auto found = verify_export(reader, witness).value();
    for (const auto& fault : found.faults) out += to_text(fault) + ";";
    return out;
  }
  AuditEntryPage page(const Actor& actor, const AuditFilter& filter = {}) {
    return ask(actor, [&](const AuditReading& reading) { return audit_entries(reading, filter); }).value();
  }

  test::RandomFolder folder_;
  Random random_ = seeded_random(20261129);
  std::optional<AuditSigner> signer_;
};
WEIGE_BOTH_ENGINES(AuditLogTree);

TEST_P(AuditLogTree, BeginsOnceWithAKeyOfItsOwn) {
  begin();
  struct stat about {};
  ASSERT_EQ(::stat(key_file().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  const auto again = open({.key_file = key_file(), .digest = DigestKind::sha256});
  EXPECT_EQ(again.value().public_key(), signer_->public_key());
  EXPECT_EQ(count("SELECT COUNT(*) FROM audit_log WHERE digest = 'sm3'"), 1) << "it keeps its digest";
}

TEST_P(AuditLogTree, DoesNotGoOnWithoutItsKey) {
  begin();
  const auto other = (folder_.path() / "other").string();
  EXPECT_EQ(open({.key_file = other}).problem().code, ProblemCode::audit_key);
  EXPECT_FALSE(std::ifstream(other).good()) << "no new key beside a log that has one";
  ASSERT_TRUE(write_audit_key(other, AuditSigner::make(SignatureKind::sm2, random_)).ok());
  EXPECT_EQ(open({.key_file = other}).problem().code, ProblemCode::audit_key);
  ASSERT_EQ(::chmod(key_file().c_str(), 0640), 0);
  EXPECT_EQ(open({.key_file = key_file()}).problem().code, ProblemCode::audit_key) << "others may read it";
  std::ofstream(other, std::ios::trunc) << "weige-audit-key 1 sm2 00\n";
  EXPECT_EQ(open({.key_file = other}).problem().code, ProblemCode::audit_key);
}

TEST_P(AuditLogTree, TakesANewKeyWhereTheOldOneWasLost) {
  AccessTown town(db());
  const auto keeper = town.actor(Role::security_admin);
  const auto auditor = town.actor(Role::auditor);
  begin();
  place();
  const AuditLogChoice other{.key_file = (folder_.path() / "other").string(),
                             .signature = SignatureKind::ed25519};
  EXPECT_EQ(renew_audit_key(db(), kTestNow, auditor, other, random_).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(renew_audit_key(db(), kTestNow, keeper, {.key_file = key_file()}, random_).problem().code,
            ProblemCode::audit_key)
      << "the file is there";
  ASSERT_TRUE(renew_audit_key(db(), kTestNow, keeper, other, random_).ok());
  EXPECT_EQ(open({.key_file = key_file()}).problem().code, ProblemCode::audit_key);
  EXPECT_EQ(place_audit_entries(sequencer(), kTestNow + 1min).problem().code, ProblemCode::audit_broken)
      << "a server that still has the old one";
  signer_ = open(other).value();
  EXPECT_GT(place(kTestNow + 1min), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM audit_head"), 2);
  EXPECT_EQ(verdict(exported(auditor)), "");
}

TEST_P(AuditLogTree, PlacesWhatWasThereBeforeAndWhatComes) {
  AccessTown town(db());
  const auto officer = town.actor(Role::coordinator);
  const auto auditor = town.actor(Role::auditor);
  const auto before = count("SELECT COUNT(*) FROM audit_entry");
  ASSERT_GT(before, 0) << "the town was set up before the log began";
  begin();
  EXPECT_EQ(place(), before);
  EXPECT_EQ(place(), 0);
  read(officer, kPerson, {5});
  read(officer, kAddress, {6, 7});
  EXPECT_EQ(place(), 2);
  EXPECT_EQ(count("SELECT COUNT(*) FROM audit_entry WHERE leaf IS NULL"), 0);
  EXPECT_EQ(count("SELECT size FROM audit_log"), before + 2);
  EXPECT_EQ(verdict(exported(auditor)), "");

  const auto newest = page(auditor, {.action = "test.read"}).entries;
  ASSERT_EQ(newest.size(), 2u);
  EXPECT_EQ(newest[0].line->subjects, (std::vector<NamedSubject>{{"address", "6"}, {"address", "7"}}));
  EXPECT_TRUE(newest[0].fits);
  EXPECT_EQ(newest[1].line->subjects.at(0).name.substr(0, 1), "~");
  EXPECT_EQ(newest[1].line->post, officer.post().value);
  EXPECT_TRUE(newest[1].post_title);
}

TEST_P(AuditLogTree, NamesPeopleByPseudonymsThatCanBeForgotten) {
  AccessTown town(db());
  const auto officer = town.actor(Role::coordinator);
  const auto auditor = town.actor(Role::auditor);
  begin();
  read(officer, kPerson, {5});
  read(officer, kPerson, {5, 6});
  place();
  read(officer, kPerson, {6});
  place();
  const auto lines = page(auditor, {.action = "test.read"}).entries;
  ASSERT_EQ(lines.size(), 3u);
  std::vector<std::string> names;
  for (const auto& entry : lines)
    for (const auto& subject : entry.line->subjects) names.push_back(subject.name);
  std::ranges::sort(names);
  ASSERT_EQ(names.size(), 4u);
  EXPECT_EQ(names[0], names[1]) << "the same person, the same name";
  EXPECT_EQ(names[2], names[3]);
  EXPECT_NE(names[1], names[2]);
  EXPECT_EQ(count("SELECT COUNT(*) FROM audit_subject"), 0) << "ids stand in the entry only while it waits";
  EXPECT_EQ(count("SELECT COUNT(*) FROM audit_entry WHERE action = 'test.read' AND subject_id IS NOT NULL"),
            0);

  const auto whose = "SELECT COUNT(*) FROM audit_pseudonym WHERE subject_kind = 'person' AND subject_id = 5";
  EXPECT_EQ(count(whose), 1);
  db().write([&](Transaction& tx) -> Done {
        forget_pseudonym(tx, "person", 5);
        return done();
      })
      .value();
  EXPECT_EQ(count(whose), 0);
  EXPECT_EQ(verdict(exported(auditor)), "") << "the log is what it was";
}

TEST_P(AuditLogTree, GrowsInStepsThroughManyTiles) {
  AccessTown town(db());
  const auto officer = town.actor(Role::coordinator);
  const auto auditor = town.actor(Role::auditor);
  begin();
  place();
  for (const int times : {1, 700, 255, 1100}) {
    read(officer, kPerson, {5, 6, 7}, times);
    EXPECT_EQ(place(), times);
  }
  EXPECT_EQ(verdict(exported(auditor)), "");
  EXPECT_GE(count("SELECT COUNT(*) FROM audit_tile WHERE level = 0"), 9);
  EXPECT_EQ(count("SELECT COUNT(*) FROM audit_tile WHERE level = 1"), 1);
}

TEST_P(AuditLogTree, SignsAHeadWhenOneIsDue) {
  AccessTown town(db());
  const auto officer = town.actor(Role::coordinator);
  const auto auditor = town.actor(Role::auditor);
  begin();
  place();
  EXPECT_EQ(count("SELECT COUNT(*) FROM audit_head"), 1);
  read(officer, kPerson, {5});
  place(kTestNow + 59s);
  EXPECT_EQ(count("SELECT COUNT(*) FROM audit_head"), 1);
  place(kTestNow + 60s);
  EXPECT_EQ(count("SELECT COUNT(*) FROM audit_head"), 2) << "due without new entries too";
  place(kTestNow + 1h);
  EXPECT_EQ(count("SELECT COUNT(*) FROM audit_head"), 2) << "nothing new, nothing to sign";
  const auto heads =
      ask(auditor, [](const AuditReading& reading) { return audit_heads(reading, 0, 10); }).value();
  ASSERT_EQ(heads.size(), 2u);
  EXPECT_EQ(heads[1].head.number, 2);
  EXPECT_TRUE(is_signed_by(heads[1], signer_->public_key()));
  EXPECT_EQ(verdict(exported(auditor), {.heads = heads}), "");
}

TEST_P(AuditLogTree, IsProvedEntryByEntryAndFromHeadToHead) {
  AccessTown town(db());
  const auto officer = town.actor(Role::coordinator);
  const auto auditor = town.actor(Role::auditor);
  begin();
  read(officer, kPerson, {5}, 300);
  place();
  const auto first = ask(auditor, audit_overview).value();
  ASSERT_TRUE(first.head);
  read(officer, kPerson, {5}, 300);
  place(kTestNow + 1min);
  const auto second = ask(auditor, audit_overview).value();
  EXPECT_TRUE(second.fits);
  EXPECT_EQ(second.size, second.head->head.size);
  EXPECT_EQ(second.waiting, 0);
  EXPECT_EQ(second.keys.size(), 1u);

  TreeHasher hasher(second.digest);
  const auto tree = [](const SignedHead& head) {
    return TreeAt{static_cast<std::uint64_t>(head.head.size), head.head.root};
  };
  for (const std::int64_t number : {std::int64_t{1}, std::int64_t{256}, std::int64_t{257}, second.size}) {
    const auto proof =
        ask(auditor, [&](const AuditReading& reading) { return prove_audit_entry(reading, number); }).value();
    EXPECT_EQ(proof.leaf, hasher.leaf(proof.entry.text));
    EXPECT_TRUE(proves_inclusion(hasher, proof.path, proof.leaf, static_cast<std::uint64_t>(number - 1),
                                 tree(proof.head)))
        << number;
  }
  const auto growth = ask(auditor, [&](const AuditReading& reading) {
                        return prove_audit_growth(reading, first.size, second.size);
                      }).value();
  EXPECT_TRUE(proves_consistency(hasher, growth, tree(*first.head), tree(*second.head)));

  const auto code = [&](auto f) { return ask(auditor, f).problem().code; };
  EXPECT_EQ(code([](const AuditReading& reading) { return prove_audit_entry(reading, 100'000); }),
            ProblemCode::not_found);
  EXPECT_EQ(code([](const AuditReading& reading) { return prove_audit_growth(reading, 5, 4); }),
            ProblemCode::audit_size);
  EXPECT_EQ(code([](const AuditReading& reading) { return prove_audit_growth(reading, 1, 100'000); }),
            ProblemCode::audit_size);
  read(officer, kPerson, {5});
  place(kTestNow + 61s);
  EXPECT_EQ(code([&](const AuditReading& reading) { return prove_audit_entry(reading, second.size + 1); }),
            ProblemCode::audit_pending);
}

TEST_P(AuditLogTree, IsForTheAuditorAlone) {
  AccessTown town(db());
  begin();
  place();
  for (const auto role :
       {Role::system_admin, Role::security_admin, Role::population_office, Role::coordinator}) {
    const auto other = town.actor(role);
    EXPECT_EQ(ask(other, audit_overview).problem().code, ProblemCode::forbidden);
    EXPECT_EQ(
        ask(other, [](const AuditReading& reading) { return audit_entries(reading, {}); }).problem().code,
        ProblemCode::forbidden);
  }
}

TEST_P(AuditLogTree, ItsReadingIsAuditedToo) {
  const auto auditor = AccessTown(db()).actor(Role::auditor);
  begin();
  place();
  ReadingLog log;
  db().read([&](Transaction& tx) {
        return audit_entries({tx, kTestNow, auditor, log}, {.action = "test.read"});
      })
      .value();
  ASSERT_EQ(log.readings().size(), 1u);
  EXPECT_EQ(log.readings()[0].action.code, "audit.read");
  EXPECT_EQ(log.readings()[0].detail, "entries action=test.read");
}

TEST_P(AuditLogTree, ListsNewestFirstInPages) {
  AccessTown town(db());
  const auto officer = town.actor(Role::coordinator), other = town.actor(Role::committee);
  const auto auditor = town.actor(Role::auditor);
  begin();
  read(officer, kPerson, {5}, 25);
  read(other, kPerson, {5}, 3);
  place();
  std::vector<std::int64_t> seen;
  AuditFilter filter{.action = "test.read", .limit = 10};
  int pages = 0;
  do {
    const auto part = page(auditor, filter);
    for (const auto& entry : part.entries) seen.push_back(entry.number);
    filter.after = part.next;
    ++pages;
  } while (filter.after);
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(seen.size(), 28u);
  EXPECT_TRUE(std::ranges::is_sorted(seen, std::greater<>()));
  EXPECT_EQ(page(auditor, {.post = other.post()}).entries.size(), 3u);
  EXPECT_EQ(page(auditor, {.action = "test.read", .post = officer.post()}).entries.size(), 25u);
  EXPECT_EQ(page(auditor, {.action = "test.read", .from = kTestNow + 1us}).entries.size(), 0u);
  EXPECT_EQ(page(auditor, {.action = "test.read", .to = kTestNow}).entries.size(), 0u);
}

TEST_P(AuditLogTree, WhatWasChangedBehindItsBackIsFoundAndNotSignedOver) {
  AccessTown town(db());
  const auto officer = town.actor(Role::coordinator);
  const auto auditor = town.actor(Role::auditor);
  begin();
  read(officer, kPerson, {5}, 300);
  place();
  run("UPDATE audit_leaf SET line = line || 'x' WHERE number = 17");
  EXPECT_EQ(verdict(exported(auditor)), "entry 17;");
  const auto entries = page(auditor, {.limit = 500}).entries;
  EXPECT_EQ(std::ranges::count_if(entries, [](const AuditEntryView& entry) { return !entry.fits; }), 1);
  EXPECT_TRUE(ask(auditor, audit_overview).value().fits) << "the tree itself is as it was";

  run("UPDATE audit_tile SET hashes = (SELECT hashes FROM audit_tile WHERE level = 0 AND tile = 1)"
      " WHERE level = 1");
  EXPECT_FALSE(ask(auditor, audit_overview).value().fits);
  read(officer, kPerson, {5});
  EXPECT_EQ(place_audit_entries(sequencer(), kTestNow + 1min).problem().code, ProblemCode::audit_broken);
  EXPECT_EQ(count("SELECT COUNT(*) FROM audit_head"), 1);
  EXPECT_GT(count("SELECT COUNT(*) FROM audit_entry WHERE leaf IS NULL"), 0) << "entries wait, none is lost";
}

TEST_P(AuditLogTree, OneInstanceAtATimeMakesItGrow) {
  AccessTown town(db());
  const auto officer = town.actor(Role::coordinator);
  begin();
  EXPECT_GT(place(kTestNow, "one"), 0);
  read(officer, kPerson, {5});
  EXPECT_EQ(place(kTestNow + 9s, "two"), 0) << "the other one holds it";
  EXPECT_EQ(place(kTestNow + 11s, "two"), 1) << "its lease has ended";
  read(officer, kPerson, {5});
  EXPECT_EQ(place(kTestNow + 12s, "one"), 0);
  EXPECT_EQ(place(kTestNow + 12s, "two"), 1);
}

TEST_P(AuditLogTree, AStepThatWasOvertakenDoesNothing) {
  AccessTown town(db());
  begin();
  place();
  const auto state = db().read([](Transaction& tx) { return audit_log_state(tx); }).value();
  AuditStep late{.from = state, .holder = "one", .now = kTestNow, .lease_until = kTestNow};
  --late.from.size;
  EXPECT_FALSE(
      db().write([&](Transaction& tx) -> Result<bool> { return take_audit_step(tx, late); }).value());
}

}  // namespace audit_log_test
}  // namespace weige::access
