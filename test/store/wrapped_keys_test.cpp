// The keys of a database: made once, its own for ever, rotated and forgotten without losing a value.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "access/data_keys.h"
#include "access/key_actions.h"
#include "jobs/job_actions.h"
#include "jobs/job_runner.h"
#include "seal/key_file.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/random_folder.h"
#include "town/key_rotation_actions.h"

namespace weige::access {
namespace wrapped_keys_test {

using store::Transaction;
using testing_support::kTestNow;
namespace fs = std::filesystem;

constexpr KeyOwner owner_of(std::int64_t id) {
  return {"person", id};
}
constexpr seal::Place phone_of(std::int64_t id) {
  return {"person", "phone", id};
}

class Keys : public testing_support::BothEngines {
 protected:
  Keys() : BothEngines(testing_support::Fill::without_keys) {}
  KeyHome home(seal::Profile profile = seal::Profile::mlps3) {
    return {.file = file, .profile = profile, .random = random};
  }
  Result<std::shared_ptr<KeyRing>> open() { return KeyRing::open(db(), home(), kTestNow); }
  void take_keys() { db().accompany(open().value()); }
  ProblemCode refusal() {
    const auto opened = open();
    EXPECT_FALSE(opened);
    if (opened) return ProblemCode::internal;
    EXPECT_NE(title(opened.problem(), Language::zh).find(file.string()), std::string::npos);
    return opened.problem().code;
  }
  // Sealed phones of persons 1 to n.
  std::vector<std::string> seal_phones(std::int64_t count) {
    return db()
        .write([&](Transaction& tx) -> Result<std::vector<std::string>> {
          DataKeys keys(tx);
          std::vector<std::string> out;
          for (std::int64_t id = 1; id <= count; ++id)
            out.push_back(keys.seal(owner_of(id), phone_of(id), "1390000" + std::to_string(id)));
          return out;
        })
        .value();
  }
  std::optional<std::string> opened(std::int64_t id, const std::string& sealed) {
    return db().read([&](Transaction& tx) { return DataKeys(tx).open(owner_of(id), phone_of(id), sealed); });
  }
  void expect_all_open(const std::vector<std::string>& sealed) {
    for (std::size_t i = 0; i < sealed.size(); ++i) {
      const auto id = static_cast<std::int64_t>(i) + 1;
      ASSERT_EQ(opened(id, sealed[i]), "1390000" + std::to_string(id));
    }
  }
  std::int64_t wrapped_by(std::uint32_t master) {
    return db().read([&](Transaction& tx) { return count_wrapped_by(tx, master); });
  }

  Actor administrator() { return testing_support::AccessTown(db()).actor(Role::system_admin); }
  Done rotate(const Actor& actor) {
    const auto job =
        db().write([&](Transaction& tx) { return town::submit_key_rotation(tx, kTestNow, actor); });
    if (!job) return job.problem();
    jobs::JobRunner runner(db(), fixed_clock(kTestNow), {.instance = "test"});
    runner.handle(std::string(town::kKeyRotationJob), [](jobs::JobContext& context) {
      return town::run_key_rotation(context, fixed_clock(kTestNow));
    });
    while (runner.run_one()) {
    }
    const auto ended = db().read([&](Transaction& tx) { return jobs::get_job(tx, *job); });
    if (ended->failure) return *ended->failure;
    EXPECT_EQ(ended->state, jobs::JobState::done);
    return done();
  }

  test::RandomFolder folder;
  fs::path file = folder.path() / "town.keys";
  Random random = seeded_random(20261129);
};
WEIGE_BOTH_ENGINES(Keys);

TEST_P(Keys, AreMadeAtTheFirstStartAndFoundAtTheNext) {
  const auto made = open().value();
  EXPECT_TRUE(fs::exists(file));
  EXPECT_EQ(made->profile(), seal::Profile::mlps3);
  const auto again = KeyRing::open(db(), home(seal::Profile::international), kTestNow).value();
  EXPECT_EQ(again->keys(), made->keys()) << "the file says its profile";
  EXPECT_EQ(db().read([](Transaction& tx) { return ring_keys(tx).size(); }), 1u);
}

TEST_P(Keys, AreNotMadeAnewWhenTheFileIsGone) {
  ASSERT_TRUE(open());
  fs::remove(file);
  EXPECT_EQ(refusal(), ProblemCode::key_file_missing);
  EXPECT_FALSE(fs::exists(file));
}

TEST_P(Keys, AreRefusedWhenTheyAreAnothersOrOld) {
  ASSERT_TRUE(open());
  const auto own = seal::read_key_file(file).value();
  ASSERT_TRUE(seal::replace_key_file(file, seal::KeySet::make(seal::Profile::mlps3, kTestNow, random)));
  EXPECT_EQ(refusal(), ProblemCode::keys_foreign) << "another ring";
  auto altered = own;
  altered.masters.front().secret = seal::Secret::make(random);
  ASSERT_TRUE(seal::replace_key_file(file, altered));
  EXPECT_EQ(refusal(), ProblemCode::keys_foreign) << "its name, with another secret";

  ASSERT_TRUE(seal::replace_key_file(file, own));
  take_keys();
  ASSERT_TRUE(new_master({db(), administrator(), kTestNow}));
  ASSERT_TRUE(seal::replace_key_file(file, own));
  EXPECT_EQ(refusal(), ProblemCode::key_unknown) << "a copy of before the second master";
}

TEST_P(Keys, AreEnteredWhenARunWasKilledAfterWritingTheFile) {
  ASSERT_TRUE(open());
  auto keys = seal::read_key_file(file).value();
  keys.add_master(kTestNow, random);
  ASSERT_TRUE(seal::replace_key_file(file, keys));
  ASSERT_TRUE(open());
  EXPECT_EQ(db().read([](Transaction& tx) { return newest_ring_key(tx); }), 2u);
}

TEST_P(Keys, ADatabaseWithoutThemIsABug) {
  EXPECT_THROW(db().read([](Transaction& tx) { KeyRing::of(tx); }), std::logic_error);
}

TEST_P(Keys, EachHasAKeyOfItsOwn) {
  take_keys();
  const auto sealed = seal_phones(3);
  expect_all_open(sealed);
  EXPECT_THROW(opened(2, sealed[0]), SealBroken) << "moved to another person";
  EXPECT_THROW(db().read([&](Transaction& tx) {
    return DataKeys(tx).open(owner_of(1), {"person", "document_number", 1}, sealed[0]);
  }),
               SealBroken)
      << "moved to another column";
  EXPECT_THROW(opened(4, sealed[0]), SealBroken) << "of somebody who has no key";
  EXPECT_EQ(wrapped_by(1), 3);
  EXPECT_EQ(seal_phones(3).size(), 3u);
  EXPECT_EQ(wrapped_by(1), 3) << "a key is made once";
}

// The keys themselves are bound to whom they belong.
TEST_P(Keys, AWrappedKeyOpensForItsOwnerOnly) {
  take_keys();
  const auto sealed = seal_phones(2);
  ASSERT_TRUE(db().write([](Transaction& tx) -> Done {
    tx.exec(
        "UPDATE data_key SET wrapped = (SELECT k.wrapped FROM data_key k WHERE k.owner_id = 1) WHERE "
        "owner_id = 2");
    return done();
  }));
  EXPECT_EQ(opened(1, sealed[0]), "13900001");
  EXPECT_THROW(opened(2, sealed[0]), SealBroken);
  const auto step = db().read([](Transaction& tx) { return check_some(tx, {}, 100); });
  ASSERT_EQ(step.broken.size(), 1u);
  EXPECT_EQ(step.broken[0].id, 2);
}

TEST_P(Keys, WhatARolledBackTransactionMadeIsNotKept) {
  take_keys();
  std::string sealed;
  ASSERT_FALSE(db().write([&](Transaction& tx) -> Done {
    sealed = DataKeys(tx).seal(owner_of(1), phone_of(1), "13900001");
    return problem(ProblemCode::not_found);
  }));
  EXPECT_EQ(wrapped_by(1), 0);
  expect_all_open(seal_phones(1));
  EXPECT_THROW(opened(1, sealed), SealBroken) << "it was sealed with a key that never was";
}

TEST_P(Keys, ADestroyedKeyErasesForGood) {
  take_keys();
  const auto sealed = seal_phones(2);
  const auto destroy = [&](std::int64_t id) {
    bool was = false;
    EXPECT_TRUE(db().write([&](Transaction& tx) -> Done {
      was = destroy_key(tx, owner_of(id), kTestNow);
      return done();
    }));
    return was;
  };
  EXPECT_TRUE(destroy(1));
  EXPECT_FALSE(destroy(1)) << "twice";
  EXPECT_FALSE(destroy(9)) << "there was none";
  EXPECT_EQ(opened(1, sealed[0]), std::nullopt);
  EXPECT_EQ(opened(2, sealed[1]), "13900002");
  EXPECT_THROW(seal_phones(1), std::logic_error) << "nothing is sealed for the erased";
}

TEST_P(Keys, AreRotatedAndTheOldMasterForgotten) {
  take_keys();
  const auto actor = administrator();
  const auto sealed = seal_phones(1234);
  ASSERT_TRUE(db().write([](Transaction& tx) -> Done {
    destroy_key(tx, owner_of(7), kTestNow);
    return done();
  }));
  const KeyWork work{db(), actor, kTestNow};
  EXPECT_EQ(forget_master(work, 1).problem().code, ProblemCode::master_in_use) << "the newest";
  ASSERT_EQ(new_master(work).value(), 2u);
  EXPECT_EQ(wrapped_by(1), 1233);
  EXPECT_EQ(forget_master(work, 1).problem().code, ProblemCode::master_in_use) << "it wraps";
  ASSERT_TRUE(rotate(actor));
  EXPECT_EQ(wrapped_by(1), 0);
  EXPECT_EQ(wrapped_by(2), 1233);
  ASSERT_TRUE(forget_master(work, 1));
  EXPECT_EQ(forget_master(work, 3).problem().code, ProblemCode::not_found);
  EXPECT_EQ(seal::read_key_file(file)->find(1), nullptr);
  EXPECT_EQ(opened(7, sealed[6]), std::nullopt);
  take_keys();  // as the next start does
  EXPECT_EQ(opened(1, sealed[0]), "13900001");
  EXPECT_EQ(opened(1234, sealed[1233]), "13900001234");
  const auto views = list_masters(work).value();
  ASSERT_EQ(views.size(), 2u);
  EXPECT_TRUE(views[0].key.retired && !views[0].in_file);
  EXPECT_EQ(views[1].wraps, 1233);
}

// Old backups open no more once their master is forgotten everywhere.
TEST_P(Keys, ARestoredWrappingOpensNoMoreOnceItsMasterIsForgotten) {
  take_keys();
  const auto actor = administrator();
  const auto sealed = seal_phones(1);
  const auto old = db().read([](Transaction& tx) { return find_data_key(tx, owner_of(1)); }).value();
  const KeyWork work{db(), actor, kTestNow};
  ASSERT_TRUE(new_master(work));
  ASSERT_TRUE(rotate(actor));
  ASSERT_TRUE(forget_master(work, 1));
  ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
    tx.exec("UPDATE data_key SET master = 1, wrapped = $1", store::Blob{*old.wrapped});
    return done();
  }));
  EXPECT_THROW(opened(1, sealed[0]), SealBroken);
}

TEST_P(Keys, AnotherInstanceLearnsOfANewMaster) {
  take_keys();
  testing_support::ScratchDatabase* const same = &scratch();
  if (same->db().engine() == store::Engine::sqlite) GTEST_SKIP() << "one process holds the file";
  const auto other = store::Database::open(same->url()).value();
  other->accompany(KeyRing::open(*other, home(), kTestNow).value());
  ASSERT_TRUE(new_master({db(), administrator(), kTestNow}));
  ASSERT_TRUE(other->write([](Transaction& tx) -> Done {
    DataKeys(tx).seal(owner_of(1), phone_of(1), "13900001");
    return done();
  }));
  EXPECT_EQ(wrapped_by(2), 1) << "it still wraps with the old one";
}

TEST_P(Keys, AreForThoseWhoMayManageThem) {
  take_keys();
  const auto office = testing_support::AccessTown(db()).actor(Role::population_office);
  const KeyWork work{db(), office, kTestNow};
  const auto before = seal::read_key_file(file).value();
  EXPECT_EQ(list_masters(work).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(new_master(work).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(forget_master(work, 1).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(escrow_keys(work, {}).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(rotate(office).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(seal::read_key_file(file).value(), before);
}

TEST_P(Keys, LeaveTheirTraceInTheAudit) {
  take_keys();
  const auto actor = administrator();
  const KeyWork work{db(), actor, kTestNow};
  ASSERT_TRUE(new_master(work));
  ASSERT_TRUE(rotate(actor));
  ASSERT_TRUE(forget_master(work, 1));
  ASSERT_TRUE(escrow_keys(work, {.needed = 2, .shares = 3}));
  for (const char* const action :
       {"keys.master_entered", "keys.master_made", "keys.rotated", "keys.master_forgotten", "keys.escrowed"})
    EXPECT_EQ(db().read([&](Transaction& tx) {
      return tx.scalar<int>("SELECT count(*) FROM audit_entry WHERE action = $1", action);
    }),
              1)
        << action;
}

}  // namespace wrapped_keys_test
}  // namespace weige::access
