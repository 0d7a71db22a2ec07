// Residents' requests on both engines: who sees which, the clock, one answer, and texts that lie sealed.
#include <gtest/gtest.h>

#include "access/data_keys.h"
#include "registry/merge_actions.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "registry/undo_actions.h"
#include "support/imports.h"
#include "support/in_resident_town.h"
#include "town/own_request_actions.h"
#include "town/resident_office_actions.h"

namespace weige::town {
namespace resident_requests_test {

using namespace std::chrono_literals;
using access::Actor;
using access::Role;
using registry::ReadContext;
using registry::WriteContext;
using testing_support::invented_id;
using testing_support::kTestNow;

class ResidentRequests : public testing_support::InResidentTown {
 protected:
  void SetUp() override {
    InResidentTown::SetUp();
    if (IsSkipped()) return;
    north_ = town_->small().north;
    south_ = town_->small().south;
    wang_ = town_->person("王伟", invented_id(1), town_->door("明珠路88弄3号201室", north_)).id;
    li_ = town_->person("李娜", invented_id(2), town_->door("明珠路90弄1号101室", south_)).id;
    committee_.emplace(town_->actor(Role::committee, north_));
    office_.emplace(town_->actor(Role::population_office, access::kTown));
  }
  Result<OwnRequest> send(std::int64_t person, RequestKind kind = RequestKind::correction,
                          const std::string& text = "电话号码登记错了", Instant now = kTestNow) {
    return town_->own(
        person,
        [&](const OwnContext& context) {
          return send_request(context, {}, {.kind = kind, .field = RequestField::phone, .text = text});
        },
        now);
  }
  ResidentRequestId sent(std::int64_t person, RequestKind kind = RequestKind::correction) {
    return send(person, kind).value().request.id;
  }
  std::vector<ResidentRequestId> listed(const Actor& actor, OfficeRequestsAsked asked = {}) {
    std::vector<ResidentRequestId> out;
    const auto page = town_->reading(
        actor, [&](const ReadContext& context) { return list_office_requests(context, asked); });
    for (const auto& each : page.value().items) {
      EXPECT_TRUE(each.of.request.text.empty()) << "lists tell no texts";
      out.push_back(each.of.request.id);
    }
    return out;
  }
  Result<OfficeRequest> read(const Actor& actor, ResidentRequestId id) {
    return town_->reading(actor,
                          [&](const ReadContext& context) { return read_office_request(context, id); });
  }
  Result<OfficeRequest> answer(const Actor& actor, const RequestStep& step, Instant now = kTestNow,
                               const std::string& reasons = "已核对并更正") {
    return town_->as(
        actor,
        [&](const WriteContext& context) {
          return answer_request(context, step, RequestOutcome::accepted, reasons);
        },
        now);
  }
  Result<OfficeRequest> extend(const Actor& actor, const RequestStep& step, Instant now = kTestNow) {
    return town_->as(
        actor, [&](const WriteContext& context) { return extend_request(context, step, {}, "须实地核对"); },
        now);
  }
  std::vector<OwnRequest> own(std::int64_t person, Instant now = kTestNow) {
    return town_
        ->own(
            person, [](const OwnContext& context) { return list_own_requests(context); }, now)
        .value();
  }

  access::AreaId north_, south_;
  std::int64_t wang_ = 0, li_ = 0;
  std::optional<Actor> committee_, office_;
};
WEIGE_BOTH_ENGINES(ResidentRequests);

TEST_P(ResidentRequests, AreAnsweredOnceWithReasonsThatTheResidentReads) {
  const auto id = sent(wang_);
  ASSERT_EQ(own(wang_).size(), 1u);
  EXPECT_EQ(to_iso(own(wang_)[0].request.due), "2026-12-14");
  const auto view = read(*committee_, id);
  ASSERT_TRUE(view.ok()) << told(view);
  EXPECT_EQ(view->of.request.text, "电话号码登记错了");
  EXPECT_EQ(view->of.request.person, wang_);
  EXPECT_EQ(view->of.person_name, "王伟");
  EXPECT_EQ(told(answer(*committee_, {id, 1}, kTestNow, "  ")), "missing-field");
  EXPECT_EQ(told(answer(*committee_, {id, 7})), "version-conflict");
  EXPECT_EQ(told(answer(*committee_, {id, 1})), "");
  EXPECT_EQ(told(answer(*committee_, {id, 1})), "version-conflict");
  EXPECT_EQ(told(answer(*office_, {id, 2})), "request-answered");
  const auto answered = own(wang_).front();
  ASSERT_TRUE(answered.request.answer.has_value());
  EXPECT_EQ(answered.request.answer->reasons, "已核对并更正");
  EXPECT_FALSE(answered.answered_by.empty());
}

TEST_P(ResidentRequests, AreForWhoeverCoversTheRecordAndMay) {
  const auto of_wang = sent(wang_), of_li = sent(li_);
  using Ids = std::vector<ResidentRequestId>;
  EXPECT_EQ(listed(*committee_), (Ids{of_wang}));
  EXPECT_EQ(listed(*office_), (Ids{of_wang, of_li}));
  EXPECT_EQ(told(read(*committee_, of_li)), "not-found");
  EXPECT_EQ(told(answer(*committee_, {of_li, 1})), "not-found");
  EXPECT_EQ(told(extend(*committee_, {of_li, 1})), "not-found");
  for (const auto role :
       {Role::community_officer, Role::coordinator, Role::police_station, Role::grid_leader})
    EXPECT_EQ(told(read(town_->actor(role, north_), of_wang)), "forbidden");
}

TEST_P(ResidentRequests, FollowSomebodyWhoMoves) {
  const auto id = sent(wang_);
  const auto there = town_->door("明珠路92弄5号101室", south_);
  ASSERT_TRUE(town_->as(*office_, [&](const WriteContext& context) {
    return registry::add_residence(context, {.person_id = wang_,
                                             .premises_id = there,
                                             .fields = {{"from_day", "2026-11-01"}},
                                             .provenance = {.source = "test"}});
  }));
  EXPECT_TRUE(listed(*committee_).empty());
  EXPECT_EQ(listed(town_->actor(Role::committee, south_)), std::vector{id});
  EXPECT_EQ(own(wang_).size(), 1u);
}

TEST_P(ResidentRequests, ComplaintsAreForThePopulationOffice) {
  const auto id = sent(wang_, RequestKind::complaint);
  EXPECT_TRUE(listed(*committee_).empty());
  EXPECT_EQ(told(read(*committee_, id)), "not-found");
  EXPECT_EQ(told(answer(*committee_, {id, 1})), "not-found");
  EXPECT_EQ(listed(*office_), std::vector{id});
  const auto count = [&](const Actor& actor) {
    return town_->reading(actor, [](const ReadContext& context) { return count_office_requests(context); })
        ->open;
  };
  EXPECT_EQ(count(*committee_), 0);
  EXPECT_EQ(count(*office_), 1);
}

TEST_P(ResidentRequests, AreExtendedOnceAndInTime) {
  const auto id = sent(wang_);
  const auto too_late = kTestNow + 30 * 24h;
  EXPECT_EQ(told(extend(*committee_, {id, 1}, too_late)), "request-not-extendable");
  const auto extended = extend(*committee_, {id, 1});
  ASSERT_TRUE(extended.ok()) << told(extended);
  EXPECT_EQ(to_iso(extended->of.request.due), "2027-01-04") << "fifteen workdays more";
  EXPECT_EQ(told(extend(*committee_, {id, 2})), "request-not-extendable");
  EXPECT_EQ(own(wang_)[0].request.extension->reason, "须实地核对");
  EXPECT_FALSE(own(wang_, too_late)[0].overdue);
  EXPECT_TRUE(own(wang_, kTestNow + 60 * 24h)[0].overdue);
}

TEST_P(ResidentRequests, ComeInTheOrderInWhichTheyAreDueAndInPages) {
  std::vector<ResidentRequestId> due;
  for (int i = 0; i < 5; ++i)
    due.push_back(send(wang_, RequestKind::suggestion, "建议", kTestNow + i * 48h).value().request.id);
  ASSERT_TRUE(extend(*committee_, {due[0], 1}).ok());
  due.push_back(due[0]);
  due.erase(due.begin());
  std::vector<ResidentRequestId> paged;
  OfficeRequestsAsked asked{.limit = 2};
  for (;;) {
    const auto page =
        town_
            ->reading(*committee_,
                      [&](const ReadContext& context) { return list_office_requests(context, asked); })
            .value();
    for (const auto& each : page.items) paged.push_back(each.of.request.id);
    if (!page.next_cursor) break;
    asked.cursor = *page.next_cursor;
  }
  EXPECT_EQ(paged, due);
  for (const auto* wrong : {"x", "2026-11-23", "2026-11-23:", "2026-11-23:x", ":1", "2026-11-23:-1"}) {
    const auto refused = town_->reading(*committee_, [&](const ReadContext& context) {
      return list_office_requests(context, {.cursor = wrong});
    });
    EXPECT_EQ(told(refused), "bad-request") << wrong;
  }
  EXPECT_EQ(listed(*committee_, {.state = RequestState::answered}).size(), 0u);
  EXPECT_EQ(listed(*committee_, {.kind = RequestKind::suggestion}).size(), 5u);
}

TEST_P(ResidentRequests, AreOnesOwnAlone) {
  const auto id = sent(wang_);
  const auto by = [&](std::int64_t person) {
    return told(town_->own(person, [&](const OwnContext& context) { return read_own_request(context, id); }));
  };
  EXPECT_EQ(by(wang_), "");
  EXPECT_EQ(by(li_), "not-found");
  EXPECT_TRUE(own(li_).empty());
}

TEST_P(ResidentRequests, MayNotPileUp) {
  for (std::size_t i = 0; i < kMostOpenRequests; ++i) EXPECT_TRUE(send(wang_).ok());
  EXPECT_EQ(told(send(wang_)), "resident-requests-open");
  EXPECT_TRUE(send(li_).ok());
  EXPECT_EQ(told(send(li_, RequestKind::correction, " \xe3\x80\x80 ")), "missing-field");
}

TEST_P(ResidentRequests, LieSealedAndAreGoneWithThePersonsKey) {
  const auto id = sent(wang_);
  ASSERT_TRUE(answer(*committee_, {id, 1}).ok());
  const auto open = sent(wang_);
  const auto kept = db().read([&](store::Transaction& tx) {
    return tx.first(
        "SELECT text_sealed, reasons_sealed FROM resident_request WHERE id = $1",
        [](const store::Row& row) { return std::string(row.blob(0)) + std::string(row.blob(1)); }, id);
  });
  EXPECT_EQ(kept->find("电话"), kept->npos);
  EXPECT_EQ(kept->find("核对"), kept->npos);
  (void)db().write([&](store::Transaction& tx) -> Done {
    access::destroy_key(tx, {"person", wang_}, kTestNow);
    return done();
  });
  EXPECT_EQ(read(*committee_, id)->of.request.text, "");
  EXPECT_EQ(read(*committee_, id)->of.request.answer->reasons, "");
  EXPECT_EQ(told(answer(*committee_, {open, 1})), "erased-for-good");
}

TEST_P(ResidentRequests, EndTwoYearsAfterTheirAnswer) {
  const auto answered = sent(wang_);
  (void)sent(wang_);
  ASSERT_TRUE(answer(*committee_, {answered, 1}).ok());
  erase_old_requests(db(), kTestNow + std::chrono::days{730});
  EXPECT_EQ(listed(*committee_).size(), 2u);
  erase_old_requests(db(), kTestNow + std::chrono::days{730} + 1us);
  EXPECT_EQ(listed(*committee_).size(), 1u) << "what is not answered stays";
}

// A merge may be a mistake, or made to read what somebody has complained of.
TEST_P(ResidentRequests, OfADroppedRecordAreToldToNobodysSitting) {
  const auto complaint = sent(wang_, RequestKind::complaint), correction = sent(wang_);
  const auto version = [&](std::int64_t id) {
    return db().read([&](store::Transaction& tx) {
      return registry::find_record(tx, office_->scope(), registry::RecordKind::person, id)->version;
    });
  };
  const auto own = [&](std::int64_t person) {
    return town_->own(person, [](const OwnContext& context) { return list_own_requests(context); });
  };
  const auto merged = town_->as(*office_, [&](const WriteContext& context) {
    return registry::merge_persons(context, {.keep_id = li_,
                                             .keep_version = version(li_),
                                             .drop_id = wang_,
                                             .drop_version = version(wang_),
                                             .reason = "同一人"});
  });
  ASSERT_TRUE(merged.ok()) << told(merged);
  EXPECT_TRUE(own(li_).value().empty());
  for (const auto id : {complaint, correction})
    EXPECT_EQ(told(town_->own(li_, [&](const OwnContext& context) { return read_own_request(context, id); })),
              "not-found");
  for (std::size_t i = 0; i < kMostOpenRequests; ++i)
    EXPECT_TRUE(send(li_, RequestKind::suggestion).ok()) << "those of the other do not count";
  EXPECT_EQ(told(own(wang_)), "not-signed-in");
  EXPECT_EQ(read(*office_, complaint)->of.request.text, "电话号码登记错了") << "the office answers it";
  const auto undone = town_->as(*office_, [&](const WriteContext& context) {
    return registry::undo_operation(context, merged->operation, "弄错了");
  });
  ASSERT_TRUE(undone.ok()) << told(undone);
  EXPECT_EQ(own(wang_).value().size(), 2u) << "taken back, they are one's own again";
}

}  // namespace resident_requests_test
}  // namespace weige::town
