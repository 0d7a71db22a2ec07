// What lands in the audit log, on both engines.
#include <gtest/gtest.h>

#include "access/area_actions.h"
#include "access/audit.h"
#include "support/access_town.h"
#include "support/databases.h"

namespace weige::access {
namespace access_audit_test {

using store::Transaction;
using testing_support::AccessTown;
using testing_support::kTestNow;

constexpr AuditAction kTestAction{"test.action"};
constexpr SubjectKind kPerson{"person"};

struct Entry {
  std::int64_t id;
  std::optional<AccountId> account;
  std::optional<PostId> post;
  std::optional<std::string> kind;
  std::optional<std::int64_t> subject;
  std::optional<std::string> purpose;
  std::string detail;
};

class AccessAudit : public testing_support::BothEngines {
 protected:
  AccessAudit()
      : BothEngines(testing_support::Fill::without_keys) {}  // making keys leaves entries of its own
  std::vector<Entry> entries(const std::string& action) {
    return db().read([&](Transaction& tx) {
      return tx.all(
          "SELECT id, account_id, post_id, subject_kind, subject_id, purpose, detail FROM audit_entry"
          " WHERE action = $1 ORDER BY id",
          [](const store::Row& row) {
            return Entry{.id = row.get<std::int64_t>(0),
                         .account = row.get<std::optional<AccountId>>(1),
                         .post = row.get<std::optional<PostId>>(2),
                         .kind = row.get<std::optional<std::string>>(3),
                         .subject = row.get<std::optional<std::int64_t>>(4),
                         .purpose = row.get<std::optional<std::string>>(5),
                         .detail = row.get<std::string>(6)};
          },
          action);
    });
  }
  std::vector<std::int64_t> subjects(std::int64_t entry) {
    return db().read([&](Transaction& tx) {
      return tx.all(
          "SELECT subject_id FROM audit_subject WHERE entry_id = $1 ORDER BY ordinal",
          [](const store::Row& row) { return row.get<std::int64_t>(0); }, entry);
    });
  }
};
WEIGE_BOTH_ENGINES(AccessAudit);

TEST_P(AccessAudit, AChangeNamesWhoActedAndWhatWasChanged) {
  const auto actor = AccessTown(db()).actor(Role::committee).with_purpose(Purpose::data_correction);
  db().write([&](Transaction& tx) -> Done {
        audit_change(tx, kTestNow, actor, kTestAction, Change::of(kPerson, 77, "fields=name"));
        return done();
      })
      .value();
  const auto found = entries("test.action");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].account, actor.account());
  EXPECT_EQ(found[0].post, actor.post());
  EXPECT_EQ(found[0].kind, "person");
  EXPECT_EQ(found[0].subject, 77);
  EXPECT_EQ(found[0].purpose, "data_correction");
  EXPECT_EQ(found[0].detail, "fields=name");
  EXPECT_TRUE(subjects(found[0].id).empty());
}

TEST_P(AccessAudit, ManyChangesOfOneActAreOneEntryWithAllSubjects) {
  const auto actor = AccessTown(db()).system();
  db().write([&](Transaction& tx) -> Done {
        std::vector<Change> changes;
        for (int id = 1; id <= 3; ++id)
          changes.push_back(Change::of(kPerson, id, id == 2 ? "gone" : "moved"));
        audit_changes(tx, kTestNow, actor, kTestAction, std::move(changes));
        return done();
      })
      .value();
  const auto found = entries("test.action");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_FALSE(found[0].subject.has_value());
  EXPECT_EQ(found[0].detail, "moved;gone");
  EXPECT_EQ(subjects(found[0].id), (std::vector<std::int64_t>{1, 2, 3}));
}

TEST_P(AccessAudit, ReadingsOfManyRequestsGoInTogether) {
  const auto actor = AccessTown(db()).actor(Role::coordinator);
  ReadingLog log;
  log.add(kTestNow, actor, kTestAction, kPerson, {5});
  log.add(kTestNow, actor.with_purpose(Purpose::door_check), kTestAction, kPerson, {6, 7, 8}, "list");
  log.add(kTestNow, actor, kTestAction, kPerson, {});
  db().write([&](Transaction& tx) -> Done {
        audit_readings(tx, log.readings());
        return done();
      })
      .value();
  const auto found = entries("test.action");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].subject, 5);
  EXPECT_EQ(found[1].purpose, "door_check");
  EXPECT_EQ(subjects(found[1].id), (std::vector<std::int64_t>{6, 7, 8}));
  EXPECT_FALSE(found[2].kind.has_value())
      << "an empty list showed nobody, and is still known to have been asked for";
}

TEST_P(AccessAudit, AFailedActLeavesNoEntry) {
  const auto actor = AccessTown(db()).actor(Role::system_admin);
  const NewArea area{.kind = AreaKind::committee, .code = "A", .name = "A"};
  const auto outcome = db().write([&](Transaction& tx) -> Result<Area> {
    WEIGE_TRY(const auto made, create_area(tx, kTestNow, actor, area));
    (void)made;
    return create_area(tx, kTestNow, actor, area);
  });
  EXPECT_FALSE(outcome.ok());
  EXPECT_TRUE(entries("area.created").empty());
}

TEST_P(AccessAudit, TheProgramActsOnlyWithAReason) {
  AccessTown(db()).system();
  const auto found = entries("system.acted");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].account, kSystemAccount);
  EXPECT_EQ(found[0].detail, "reason=sample_town");
}

}  // namespace access_audit_test
}  // namespace weige::access
