// Residents signing in, on both engines: codes work once and for their own number, and nothing that is tried
// tells whether there is such a person or code.
#include <gtest/gtest.h>

#include <set>

#include "access/resident_code_store.h"
#include "access/resident_session_store.h"
#include "registry/merge_actions.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "registry/undo_actions.h"
#include "support/databases.h"
#include "support/imports.h"
#include "support/resident_town.h"
#include "town/resident_code_actions.h"

namespace weige::town {
namespace resident_sign_in_test {

using namespace std::chrono_literals;
using access::Role;
using registry::Record;
using registry::RecordKind;
using registry::WriteContext;
using store::Transaction;
using testing_support::invented_id;
using testing_support::kTestNow;

template <class T>
std::string told(const Result<T>& result) {
  return result ? "" : std::string(catalogue_entry(result.problem().code).code);
}
constexpr auto kFailed = "resident-sign-in-failed";

class ResidentSignIn : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_.emplace(db());
    home_ = town_->door("明珠路88弄3号201室", town_->small().north);
    wang_.emplace(town_->person("王伟", number_, home_));
  }
  Record record(std::int64_t id) {
    const auto office = town_->actor(Role::population_office, access::kTown);
    return db().read(
        [&](Transaction& tx) { return *find_record(tx, office.scope(), RecordKind::person, id); });
  }
  std::int64_t rows(const std::string& table) {
    return db().read(
        [&](Transaction& tx) { return tx.scalar<std::int64_t>("SELECT COUNT(*) FROM " + table); });
  }
  std::optional<CodeMessage> wish(const std::string& name, const std::string& number,
                                  Instant now = kTestNow) {
    return db()
        .write([&](Transaction& tx) -> Result<std::optional<CodeMessage>> {
          return answer_code_wish(tx, now, {name, number}, random_);
        })
        .value();
  }
  static std::string code_in(const CodeMessage& message) {
    const auto digits = message.text.find_first_of("0123456789");
    return message.text.substr(digits, 8);
  }

  const std::string number_ = invented_id(1);
  Random random_ = seeded_random(5);
  std::optional<testing_support::ResidentTown> town_;
  std::int64_t home_ = 0;
  std::optional<Record> wang_;
};
WEIGE_BOTH_ENGINES(ResidentSignIn);

TEST_P(ResidentSignIn, ACodeOnPaperOpensOneSittingOfItsPerson) {
  const auto code = town_->paper_code(wang_->id);
  const auto opened = town_->sign_in(" " + number_ + " ", code, kTestNow + 13 * 24h);
  ASSERT_TRUE(opened.ok()) << told(opened);
  EXPECT_EQ(opened->session.person, wang_->id);
  EXPECT_EQ(opened->session.absolute_end - opened->session.started, 1h);
  EXPECT_EQ(told(town_->sign_in(number_, code, kTestNow + 13 * 24h)), kFailed) << "it works once";
}

TEST_P(ResidentSignIn, ACodeEndsAndTheNextReplacesIt) {
  const auto first = town_->paper_code(wang_->id);
  const auto second = town_->paper_code(wang_->id);
  EXPECT_EQ(told(town_->sign_in(number_, first)), kFailed);
  EXPECT_EQ(told(town_->sign_in(number_, second, kTestNow + 14 * 24h)), kFailed) << "14 days are over";
  EXPECT_TRUE(town_->sign_in(number_, second, kTestNow + 14 * 24h - 1s).ok());
}

TEST_P(ResidentSignIn, ACodeGoesWithItsOwnNumberOnly) {
  const auto li = town_->person("李娜", invented_id(2), home_);
  const auto code = town_->paper_code(wang_->id);
  (void)town_->paper_code(li.id);
  EXPECT_EQ(told(town_->sign_in(invented_id(2), code)), kFailed);
  EXPECT_EQ(told(town_->sign_in(invented_id(3), code)), kFailed);
  EXPECT_TRUE(town_->sign_in(number_, code).ok()) << "guesses elsewhere do not cost it";
}

TEST_P(ResidentSignIn, IsMadeByWhoeverMayForAPurposeAndInScope) {
  access::ReadingLog counted;
  const auto make = [&](const access::Actor& actor) {
    return town_->as(actor, [&](const WriteContext& context) {
      return make_paper_code(context, counted, wang_->id, random_);
    });
  };
  const auto& small = town_->small();
  EXPECT_EQ(told(make(town_->actor(Role::coordinator, small.north))), "");
  EXPECT_EQ(told(make(town_->actor(Role::coordinator, small.south))), "not-found");
  EXPECT_EQ(told(make(town_->actor(Role::police_station, small.north))), "forbidden");
  const auto unsaid = db().read([&](Transaction& tx) {
    return access::Actor::resume(tx, kTestNow, small.north_account, small.north_officer, std::nullopt);
  });
  EXPECT_EQ(told(make(*unsaid)), "purpose-required");
  const auto nameless = town_->person("赵无名", "", home_);
  EXPECT_EQ(told(town_->as(town_->actor(Role::coordinator, small.north),
                           [&](const WriteContext& context) {
                             return make_paper_code(context, counted, nameless.id, random_);
                           })),
            "resident-without-number");
  ASSERT_EQ(counted.readings().size(), 1u) << "of the one that was made";
  EXPECT_EQ(counted.readings()[0].action.counts, access::Counts::single);
}

TEST_P(ResidentSignIn, ASittingEndsIdleAndInAnyCaseAfterAnHour) {
  const auto opened = town_->sign_in(number_, town_->paper_code(wang_->id));
  ASSERT_TRUE(opened.ok());
  const auto found = [&](Instant now) {
    return db().read(
        [&](Transaction& tx) { return told(access::find_resident_session(tx, opened->token, now)); });
  };
  const auto touch = [&](Instant now) {
    (void)db().write([&](Transaction& tx) -> Done {
      access::touch_resident_session(tx, opened->session.id, now);
      return done();
    });
  };
  EXPECT_EQ(found(kTestNow + 15min - 1s), "");
  EXPECT_EQ(found(kTestNow + 15min), "not-signed-in");
  for (auto at = kTestNow; at < kTestNow + 60min; at += 14min) touch(at);
  EXPECT_EQ(found(kTestNow + 60min - 1s), "");
  EXPECT_EQ(found(kTestNow + 60min), "not-signed-in");
  access::forget_ended_residents(db(), kTestNow + 60min);
  EXPECT_EQ(rows("resident_session"), 0);
}

TEST_P(ResidentSignIn, ACancelledRecordIsStillOnesOwn) {
  (void)db().write([&](Transaction& tx) -> Done {
    tx.exec("UPDATE person SET state = 'cancelled', document_key_hash = NULL WHERE id = $1", wang_->id);
    return done();
  });
  const auto opened = town_->sign_in(number_, town_->paper_code(wang_->id));
  ASSERT_TRUE(opened.ok()) << told(opened);
  EXPECT_FALSE(wish("王伟", number_).has_value()) << "nobody who lives here has the number";
}

TEST_P(ResidentSignIn, AMergedRecordIsOnesOwnNoMore) {
  const auto office = town_->actor(Role::population_office, access::kTown);
  const auto double_of = town_->person("王伟", "", home_, "13800000001");
  const auto code = town_->paper_code(wang_->id);
  ASSERT_TRUE(town_->sign_in(number_, code).ok());
  const auto waiting = town_->paper_code(wang_->id);
  (void)town_->sitting(double_of.id);
  const auto keep = record(double_of.id), drop = record(wang_->id);
  const auto merged = town_->as(office, [&](const WriteContext& context) {
    return registry::merge_persons(context, {.keep_id = keep.id,
                                             .keep_version = keep.version,
                                             .drop_id = drop.id,
                                             .drop_version = drop.version,
                                             .take_from_dropped = {"document_type", "document_number"},
                                             .reason = "同一人"});
  });
  ASSERT_TRUE(merged.ok()) << told(merged);
  EXPECT_EQ(told(town_->sign_in(number_, waiting)), kFailed) << "handed over for another record";
  EXPECT_EQ(rows("resident_session"), 0) << "of neither record";
  EXPECT_EQ(told(town_->own(wang_->id, [](const OwnContext& context) { return own_traces(context); })),
            "not-signed-in");
  const auto traces = town_->own(double_of.id, [](const OwnContext& context) { return own_traces(context); });
  ASSERT_EQ(traces.value().size(), 2u);
  EXPECT_EQ(traces.value()[0].person, double_of.id);
  EXPECT_EQ(traces.value()[1].person, wang_->id);
  EXPECT_EQ(traces.value()[1].after, kTestNow) << "since the merge";
  (void)town_->paper_code(double_of.id);
  ASSERT_TRUE(town_
                  ->as(office,
                       [&](const WriteContext& context) {
                         return registry::undo_operation(context, merged->operation, "弄错了");
                       })
                  .ok());
  EXPECT_EQ(rows("resident_session") + rows("resident_code"), 0) << "nor of either when it is taken back";
}

TEST_P(ResidentSignIn, WhatWasNeverGoodIsTakenBackWithItsCodes) {
  const auto code = town_->paper_code(wang_->id);
  (void)db().write([&](Transaction& tx) -> Done {
    tx.exec("UPDATE person SET state = 'undone' WHERE id = $1", wang_->id);
    return done();
  });
  EXPECT_EQ(told(town_->sign_in(number_, code)), kFailed);
  EXPECT_EQ(rows("resident_session"), 0);
}

TEST_P(ResidentSignIn, APhoneIsSentACodeWhereNameAndNumberBelongTogether) {
  const auto message = wish("王伟", number_);
  ASSERT_TRUE(message.has_value());
  EXPECT_EQ(message->phone, "13800000001");
  EXPECT_FALSE(wish("王韦", number_).has_value());
  EXPECT_FALSE(wish("王伟", invented_id(9)).has_value());
  const auto deaf = town_->person("孙静", invented_id(4), home_, "");
  const auto landline = town_->person("孙默", invented_id(5), home_, "021-62345678");
  EXPECT_FALSE(wish("孙静", invented_id(4)).has_value());
  EXPECT_FALSE(wish("孙默", invented_id(5)).has_value());
  EXPECT_EQ(rows("resident_code"), 1);
  EXPECT_EQ(rows("audit_entry WHERE action = 'resident_code.unsent'"), 4)
      << "whoever it is for, a wish is written: else the time would tell";
  const auto code = code_in(*message);
  EXPECT_EQ(told(town_->sign_in(number_, code, kTestNow + 10min)), kFailed);
  EXPECT_TRUE(town_->sign_in(number_, code, kTestNow + 10min - 1s).ok());
}

TEST_P(ResidentSignIn, AShortCodeBearsFiveTries) {
  const auto code = code_in(*wish("王伟", number_));
  const auto guess = [&](const std::string& tried) {
    return db()
        .write([&](Transaction& tx) -> Result<bool> {
          return access::use_resident_code(tx, {.document_number = number_, .code = tried}, kTestNow)
              .has_value();
        })
        .value();
  };
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(guess("0000000" + std::to_string(i)));
  EXPECT_TRUE(guess(code)) << "the fifth";
  const auto next = code_in(*wish("王伟", number_));
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(guess("0000000" + std::to_string(i)));
  EXPECT_FALSE(guess(next)) << "too late";
  const auto paper = town_->paper_code(wang_->id);
  for (int i = 0; i < 20; ++i) (void)guess("0000000" + std::to_string(i));
  EXPECT_TRUE(guess(access::plain_resident_code(paper))) << "the long one is not counted";
}

// What 10,000 guesses are answered, at any pace: the same for somebody with codes, somebody without, and
// nobody.
TEST_P(ResidentSignIn, GuessesLearnNothing) {
  (void)town_->person("李娜", invented_id(2), home_);
  (void)town_->paper_code(wang_->id);
  (void)wish("王伟", number_);
  const std::string numbers[] = {number_, invented_id(2), invented_id(3), "x"};
  (void)db().write([&](Transaction& tx) -> Done {
    Instant now = kTestNow;
    for (int i = 0; i < 2500; ++i) {
      std::set<std::string> answers;
      for (const auto& number : numbers) {
        const auto answer = access::attempt_resident_sign_in(
            tx, {.clock = fixed_clock(now), .random = random_, .has_record = has_own_record},
            {.document_number = number,
             .code = access::new_resident_code(
                 i % 2 == 0 ? access::ResidentCodeKind::paper : access::ResidentCodeKind::phone, random_),
             .address = "198.51.100." + std::to_string(i)});
        EXPECT_FALSE(answer.ok());
        const auto& problem = answer.problem();
        answers.insert(told(answer) + " " + title(problem, Language::en) + mend(problem, Language::en));
      }
      EXPECT_EQ(answers.size(), 1u) << "guess " << i;
      now += i % 3 == 0 ? 1s : 16min;
    }
    return done();
  });
}

TEST_P(ResidentSignIn, AttemptsHaveToWaitAlikeForEverybody) {
  const auto tries_until_wait = [&](const std::string& number, const std::string& from) {
    for (int i = 1; i < 20; ++i)
      if (told(town_->sign_in(number, "AAAA", kTestNow, from)) == "too-many-requests") return i;
    return 0;
  };
  EXPECT_EQ(tries_until_wait(number_, "192.0.2.10"), 7);
  EXPECT_EQ(tries_until_wait(invented_id(8), "192.0.2.11"), 7);
  const auto code = town_->paper_code(wang_->id);
  EXPECT_EQ(told(town_->sign_in(number_, code, kTestNow, "192.0.2.12")), "too-many-requests");
  EXPECT_TRUE(town_->sign_in(number_, code, kTestNow + 1h, "192.0.2.12").ok());
}

TEST_P(ResidentSignIn, ADoorToManyAddressesIsOneAddress) {
  std::set<std::string> answers;
  for (int i = 0; i < 60; ++i)
    answers.insert(
        told(town_->sign_in(invented_id(100 + i), "AAAA", kTestNow, "2001:db8:1:2::" + std::to_string(i))));
  EXPECT_TRUE(answers.contains("too-many-requests"));
  EXPECT_EQ(told(town_->sign_in(invented_id(90), "AAAA", kTestNow, "2001:db8:1:3::1")), kFailed);
}

TEST_P(ResidentSignIn, WishesForACodeHaveToWaitAlike) {
  const auto wishes_until_wait = [&](const std::string& number, const std::string& from) {
    for (int i = 1; i < 40; ++i) {
      const auto counted =
          db().write([&](Transaction& tx) { return access::count_code_wish(tx, kTestNow, number, from); });
      if (!counted) return i;
    }
    return 0;
  };
  EXPECT_EQ(wishes_until_wait(number_, "192.0.2.20"), 4);
  EXPECT_EQ(wishes_until_wait(invented_id(8), "192.0.2.21"), 4);
}

// Neither code nor number stands in the tables or in the log.
TEST_P(ResidentSignIn, KeepsNoCodeAndNoNumber) {
  const auto code = access::plain_resident_code(town_->paper_code(wang_->id));
  (void)town_->sign_in(number_, "WRONG");
  const auto text = db().read([&](Transaction& tx) {
    std::string out;
    tx.each("SELECT subject_hash, code_hash FROM resident_code", [&](const store::Row& row) {
      out += std::string(row.blob(0)) + "|" + std::string(row.blob(1)) + "|";
    });
    tx.each("SELECT key_hash FROM sign_in_throttle",
            [&](const store::Row& row) { out += std::string(row.blob(0)) + "|"; });
    tx.each("SELECT action, detail FROM audit_entry",
            [&](const store::Row& row) { out += std::string(row.text(0)) + std::string(row.text(1)) + "|"; });
    return out;
  });
  EXPECT_EQ(text.find(code), text.npos);
  EXPECT_EQ(text.find(number_), text.npos);
  EXPECT_NE(text.find("resident.sign_in_refused"), text.npos);
}

}  // namespace resident_sign_in_test
}  // namespace weige::town
