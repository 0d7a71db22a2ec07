// The register's writes and readings on both engines (O2, C1, C3): history with provenance, undo, merge,
// split, addresses, search, counters.
#include <gtest/gtest.h>

#include <algorithm>

#include "registry/address_actions.h"
#include "registry/history_actions.h"
#include "registry/merge_actions.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "registry/search_actions.h"
#include "registry/undo_actions.h"
#include "registry/view_actions.h"
#include "support/databases.h"
#include "support/town.h"

namespace weige::registry {
namespace registry_test {

using testing_support::as_post;
using testing_support::kTestNow;
using testing_support::SmallTown;

// Invented people: the reserved division prefix 999 stands for no place.
constexpr auto kWang = "999000199001011237", kLi = "999000198505053241";

template <class T>
T must(Result<T> result) {
  if (!result)
    throw std::runtime_error(title(result.problem(), Language::en) + " at " + result.problem().place);
  return std::move(result).value();
}

class Registry : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (!IsSkipped()) town_ = testing_support::make_small_town(db());
  }

  template <class F>
  auto as_town(F&& f, Instant now = kTestNow) {
    return as_post(db(), town_.town_account, town_.town_post, std::forward<F>(f), now);
  }
  template <class F>
  auto as_north(F&& f, Instant now = kTestNow) {
    return as_post(db(), town_.north_account, town_.north_officer, std::forward<F>(f), now);
  }
  template <class F>
  auto as_south(F&& f, Instant now = kTestNow) {
    return as_post(db(), town_.south_account, town_.south_officer, std::forward<F>(f), now);
  }

  // A door of the north with premises; returns the premises' id.
  std::int64_t door(const std::string& text, access::AreaId area) {
    return must(as_town([&](const WriteContext& context) -> Result<std::int64_t> {
      const auto everywhere =
          access::Actor::system(context.tx, context.now, access::SystemReason::sample_town);
      const WriteContext as_system{context.tx, everywhere, context.now};
      AddressBook book(context.tx, everywhere.scope());
      RegisterWriter writer(as_system, {}, {.source = "test"});
      const AddressPlace place{.area_id = area.value,
                               .town_area_id = access::kTown.value,
                               .valid_from = *parse_iso_day("2020-01-01")};
      const auto parsed = parse_in_town(text, testing_support::kTownText);
      WEIGE_TRY(const auto address, book.find_or_add(writer, parsed->key(), place));
      (void)address;
      WEIGE_TRY(const auto premises, book.premises_at(writer, parsed->canonical(), "home", place));
      writer.finish(access::AuditAction{"test"});
      return premises;
    }));
  }

  Result<Record> add(const FieldInput& fields, std::optional<std::int64_t> premises,
                     const char* from = "2026-01-01") {
    return as_north([&](const WriteContext& context) {
      NewPerson person{.fields = fields,
                       .provenance = {.source = "物业花名册", .way = Way::file, .finder = "保安老周"}};
      if (premises) person.residence = NewResidence{.premises_id = *premises, .fields = {{"from_day", from}}};
      return add_person(context, person);
    });
  }

  template <class F>
  auto reading(access::AccountId account, access::PostId post, F&& f) {
    return db().read([&](store::Transaction& tx) {
      const auto actor =
          must(access::Actor::resume(tx, kTestNow, account, post, access::Purpose::data_quality));
      access::ReadingLog log;
      return f(ReadContext{tx, actor, kTestNow, log});
    });
  }

  SmallTown town_;
};

// N7: whoever may not see a record does not learn that it changed.
TEST_P(Registry, TellsAChangeToThePostsThatSeeTheRecord) {
  const auto north = door("明珠路88弄3号201室", town_.north), south = door("明珠路90弄1号101室", town_.south);
  const auto person = must(add({{"name", "王伟"}, {"document_number", kWang}}, north));
  const auto watches = [&](RecordKind kind, std::int64_t id, access::PostId post) {
    return db().read([&](store::Transaction& tx) {
      const auto posts = watchers_of(tx, kind, id);
      return std::ranges::count(posts, post);
    });
  };
  for (const auto& [kind, id] : {std::pair{RecordKind::premises, north}, {RecordKind::person, person.id}}) {
    EXPECT_EQ(watches(kind, id, town_.town_post), 1);
    EXPECT_EQ(watches(kind, id, town_.north_officer), 1);
    EXPECT_EQ(watches(kind, id, town_.south_officer), 0);
  }
  EXPECT_EQ(watches(RecordKind::premises, south, town_.south_officer), 1);
  EXPECT_EQ(watches(RecordKind::premises, 1, town_.town_post), 0) << "no such record";
  must(as_town([&](const WriteContext& context) {
    return add_residence(context, {.person_id = person.id,
                                   .premises_id = south,
                                   .fields = {{"from_day", "2026-02-01"}},
                                   .provenance = {.source = "test"}});
  }));
  for (const auto post : {town_.town_post, town_.south_officer})
    EXPECT_EQ(watches(RecordKind::person, person.id, post), 1);
  EXPECT_EQ(watches(RecordKind::person, person.id, town_.north_officer), 0) << "moved away";
}

TEST_P(Registry, KeepsWhoFoundEnteredAndConfirmedEveryField) {
  const auto home = door("明珠路88弄3号201室", town_.north);
  const auto person =
      must(add({{"name", "王伟"}, {"document_number", kWang}, {"phone", "19900000001"}}, home));
  EXPECT_EQ(person.text("birth_date"), "1990-01-01");
  EXPECT_EQ(person.text("document_type"), "resident_id");

  const auto later = kTestNow + std::chrono::hours(24);
  must(as_north(
      [&](const WriteContext& context) {
        return edit_record(context, {.id = person.id,
                                     .version = person.version,
                                     .fields = {{"phone", "19900000002"}},
                                     .provenance = {.way = Way::door, .verifier = "民警小李"}});
      },
      later));
  const auto view = must(reading(town_.north_account, town_.north_officer, [&](const ReadContext& context) {
    return read_person(context, person.id);
  }));
  EXPECT_EQ(view.person.provenance.at("*").finder, "保安老周");
  EXPECT_EQ(view.person.provenance.at("phone").verifier, "民警小李");
  EXPECT_EQ(view.person.record.confirmed_at, TownTime{}.day_of(later));
  ASSERT_EQ(view.residences.size(), 1u);
  EXPECT_EQ(view.residences[0].address, "上海市青浦区徐泾镇明珠路88弄3号201室");
}

TEST_P(Registry, TellsWhatWasKnownThenAndWhatHeldThen) {
  const auto home = door("明珠路88弄3号201室", town_.north);
  const auto person = must(add({{"name", "王伟"}, {"phone", "19900000001"}}, home));
  const auto later = kTestNow + std::chrono::hours(48);
  must(as_north(
      [&](const WriteContext& context) {
        return edit_record(context, {.id = person.id,
                                     .version = 1,
                                     .fields = {{"phone", "19900000002"}},
                                     .valid_from = parse_iso_day("2026-06-01")});
      },
      later));
  const auto phone = [&](const AsOf& when) {
    return reading(town_.north_account, town_.north_officer, [&](const ReadContext& context) {
      return std::string(
          must(read_person(ReadContext{context.tx, context.actor, later, context.readings}, person.id, when))
              .person.record.text("phone"));
    });
  };
  EXPECT_EQ(phone({}), "19900000002");
  EXPECT_EQ(phone({.valid_on = parse_iso_day("2026-05-31")}), "19900000001");
  EXPECT_EQ(phone({.valid_on = parse_iso_day("2026-06-01")}), "19900000002");
  EXPECT_EQ(phone({.known_at = kTestNow}), "19900000001");
}

TEST_P(Registry, RefusesAStaleVersionAndASecondPersonWithTheNumber) {
  const auto person = must(add({{"name", "王伟"}, {"document_number", kWang}}, std::nullopt));
  const auto edit = [&](std::int64_t version) {
    return as_north([&](const WriteContext& context) {
      return edit_record(context,
                         {.id = person.id, .version = version, .fields = {{"phone", "19900000003"}}});
    });
  };
  EXPECT_TRUE(edit(1).ok());
  EXPECT_EQ(edit(1).problem().code, ProblemCode::version_conflict);
  const auto twin = add({{"name", "王韦"}, {"document_number", kWang}}, std::nullopt);
  ASSERT_FALSE(twin.ok());
  EXPECT_EQ(twin.problem().code, ProblemCode::key_taken);
  EXPECT_EQ(twin.problem().place, "document_number");
}

TEST_P(Registry, NamesEveryWrongFieldAtOnce) {
  const auto refused = add({{"name", ""}, {"phone", "12"}, {"sex", "neither"}}, std::nullopt);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problem().code, ProblemCode::invalid_fields);
  EXPECT_EQ(refused.problem().parts.size(), 3u);
}

TEST_P(Registry, HidesWhatLiesOutsideTheScope) {
  const auto home = door("明珠路88弄3号201室", town_.north);
  const auto person = must(add({{"name", "王伟"}}, home));
  const auto seen = [&](access::AccountId account, access::PostId post) {
    return reading(account, post,
                   [&](const ReadContext& context) { return read_person(context, person.id).ok(); });
  };
  EXPECT_TRUE(seen(town_.north_account, town_.north_officer));
  EXPECT_FALSE(seen(town_.south_account, town_.south_officer));
  const auto edited = as_south([&](const WriteContext& context) {
    return edit_record(context, {.id = person.id, .version = 1, .fields = {{"phone", "19900000009"}}});
  });
  EXPECT_EQ(edited.problem().code, ProblemCode::not_found);
}

TEST_P(Registry, MovingEndsTheFormerMainResidenceAndUndoBringsItBack) {
  const auto north = door("明珠路88弄3号201室", town_.north),
             south = door("沪青平公路2008弄5号101室", town_.south);
  const auto person = must(add({{"name", "王伟"}}, north));
  const auto moved = must(as_town([&](const WriteContext& context) {
    const auto system = access::Actor::system(context.tx, context.now, access::SystemReason::sample_town);
    const WriteContext everywhere{context.tx, system, context.now};
    return add_residence(
        everywhere, {.person_id = person.id, .premises_id = south, .fields = {{"from_day", "2026-09-01"}}});
  }));
  auto view = must(reading(town_.south_account, town_.south_officer,
                           [&](const ReadContext& c) { return read_person(c, person.id); }));
  EXPECT_EQ(view.person.record.area(), town_.south.value);
  const auto there = must(reading(town_.north_account, town_.north_officer,
                                  [&](const ReadContext& c) { return read_premises(c, north); }));
  EXPECT_TRUE(there.residences.empty());
  const auto in_may = must(reading(town_.north_account, town_.north_officer, [&](const ReadContext& c) {
    return read_premises(c, north, {.valid_on = parse_iso_day("2026-05-01")});
  }));
  EXPECT_EQ(in_may.residences.size(), 1u);

  const auto operation = must(reading(town_.south_account, town_.south_officer,
                                      [&](const ReadContext& c) {
                                        return history(c, {.kind = RecordKind::person, .id = person.id});
                                      }))
                             .changes.front()
                             .change.operation;
  must(as_town([&](const WriteContext& context) {
    const auto system = access::Actor::system(context.tx, context.now, access::SystemReason::sample_town);
    return undo_operation({context.tx, system, context.now}, operation, "录错门牌");
  }));
  view = must(reading(town_.north_account, town_.north_officer,
                      [&](const ReadContext& c) { return read_person(c, person.id); }));
  EXPECT_EQ(view.person.record.area(), town_.north.value);
  ASSERT_EQ(view.residences.size(), 1u);
  EXPECT_EQ(view.residences[0].residence.record.text("state"), "current");
  EXPECT_NE(view.residences[0].residence.record.id, moved.id);
}

TEST_P(Registry, LeavingNeedsEvidence) {
  const auto home = door("明珠路88弄3号201室", town_.north);
  const auto person = must(add({{"name", "王伟"}}, home));
  const auto residence = must(reading(town_.north_account, town_.north_officer,
                                      [&](const ReadContext& c) { return read_person(c, person.id); }))
                             .residences.at(0)
                             .residence.record;
  const auto leave = [&](std::vector<Evidence> evidence) {
    return as_north([&](const WriteContext& context) {
      return step_residence(context, {.id = residence.id,
                                      .version = residence.version,
                                      .state = ResidenceState::cancelled,
                                      .fields = {{"to_day", "2026-11-01"}},
                                      .provenance = {.evidence = std::move(evidence)}});
    });
  };
  EXPECT_EQ(leave({}).problem().code, ProblemCode::evidence_needed);
  EXPECT_EQ(leave({{EvidenceKind::failed_visit, {}, kTestNow},
                   {EvidenceKind::failed_visit, {}, kTestNow + std::chrono::hours(1)}})
                .problem()
                .code,
            ProblemCode::evidence_needed);
  EXPECT_TRUE(leave({{EvidenceKind::landlord, "房东电话确认"}}).ok());
}

TEST_P(Registry, MergesTwoRecordsOfOnePersonAndUndoesIt) {
  const auto home = door("明珠路88弄3号201室", town_.north), other = door("明珠路88弄3号202室", town_.north);
  const auto keep = must(add({{"name", "王伟"}, {"document_number", kWang}}, home));
  const auto drop = must(add({{"name", "王韦"}, {"phone", "19900000007"}}, other));
  const auto merged = must(as_north([&](const WriteContext& context) {
    return merge_persons(context, {.keep_id = keep.id,
                                   .keep_version = 1,
                                   .drop_id = drop.id,
                                   .drop_version = 1,
                                   .take_from_dropped = {"phone"},
                                   .reason = "同一人"});
  }));
  auto view = must(reading(town_.north_account, town_.north_officer,
                           [&](const ReadContext& c) { return read_person(c, keep.id); }));
  EXPECT_EQ(view.person.record.text("phone"), "19900000007");
  EXPECT_EQ(view.residences.size(), 2u);
  must(as_north(
      [&](const WriteContext& context) { return undo_operation(context, merged.operation, "不是同一人"); }));
  view = must(reading(town_.north_account, town_.north_officer,
                      [&](const ReadContext& c) { return read_person(c, keep.id); }));
  EXPECT_FALSE(view.person.record["phone"]);
  EXPECT_EQ(view.residences.size(), 1u);
  view = must(reading(town_.north_account, town_.north_officer,
                      [&](const ReadContext& c) { return read_person(c, drop.id); }));
  EXPECT_EQ(view.person.record.text("state"), "current");
  EXPECT_EQ(view.residences.size(), 1u);
}

TEST_P(Registry, RenumberingALaneMovesEveryDoorAndKeepsTheOldText) {
  door("明珠路88弄3号201室", town_.north);
  door("明珠路88弄3号202室", town_.north);
  const auto everywhere_find = [&](const WriteContext& context, const char* canonical) {
    const auto system = access::Actor::system(context.tx, context.now, access::SystemReason::maintenance);
    return find_records(context.tx, system.scope(), RecordKind::address, {"current_key", canonical});
  };
  must(as_post(
      db(), town_.north_account, town_.north_officer, [&](const WriteContext& context) -> Result<Unit> {
        const auto system = access::Actor::system(context.tx, context.now, access::SystemReason::maintenance);
        const auto lane = everywhere_find(context, "上海市青浦区徐泾镇明珠路88弄").at(0);
        const auto moved =
            rename_address({context.tx, system, context.now},
                           {.id = lane.id, .version = 1, .element = "90弄", .reason = "门牌调整"});
        if (!moved) return moved.problem();
        EXPECT_EQ(moved->affected.at(RecordKind::address), 4);
        EXPECT_EQ(everywhere_find(context, "上海市青浦区徐泾镇明珠路90弄3号202室").size(), 1u);
        EXPECT_TRUE(everywhere_find(context, "上海市青浦区徐泾镇明珠路88弄3号202室").empty());
        AddressBook book(context.tx, system.scope());
        EXPECT_TRUE(book.find("上海市青浦区徐泾镇明珠路88弄3号202室"));
        return Unit{};
      }));
}

TEST_P(Registry, FindsByNamePartPinyinInitialsPhoneNumberAndAddress) {
  const auto home = door("明珠路88弄3号201室", town_.north);
  must(add({{"name", "欧阳娜娜"}, {"document_number", kLi}, {"phone", "19900000005"}}, home));
  const auto hits = [&](const char* text) {
    return reading(town_.north_account, town_.north_officer, [&](const ReadContext& context) {
      return must(search(context, {.text = text, .town_text = std::string(testing_support::kTownText)}))
          .hits.size();
    });
  };
  for (const auto* text :
       {"欧阳娜娜", "娜娜", "欧阳", "ouyang", "OYNN", "nn", kLi, "19900000005", "明珠路88弄3号201室", "88弄"})
    EXPECT_EQ(hits(text), 1u) << text;
  EXPECT_EQ(hits("王"), 0u);
  const auto from_south = reading(town_.south_account, town_.south_officer, [&](const ReadContext& context) {
    return must(search(context, {.text = "欧阳"})).hits.size();
  });
  EXPECT_EQ(from_south, 0u);
}

TEST_P(Registry, PagesThroughAllWithTheNameOnce) {
  for (int i = 0; i < 25; ++i) must(add({{"name", i % 2 ? "王王" : "王小二"}}, std::nullopt));
  std::set<std::int64_t> seen;
  std::size_t shown = 0;
  std::string cursor;
  int pages = 0;
  do {
    const auto page = reading(town_.north_account, town_.north_officer, [&](const ReadContext& context) {
      return must(search(context, {.text = "王", .cursor = cursor, .limit = 7}));
    });
    for (const auto& hit : page.hits) seen.insert(hit.record.id);
    shown += page.hits.size();
    cursor = page.next_cursor;
  } while (!cursor.empty() && ++pages < 20);
  EXPECT_EQ(seen.size(), 25u);
  EXPECT_EQ(shown, 25u) << "王王 has two terms that begin so, and is a hit of the first";
}

// Each text finds the same record in more than one way, and one way after the other fills a page.
TEST_P(Registry, NamesNobodyTwiceOnPagesOfOne) {
  const auto home = door("明珠路88弄3号201室", town_.north);
  must(add({{"name", "安安"}}, home));
  must(add({{"name", "安安平安"}}, home));
  const auto walk = [&](const char* text) {
    std::vector<std::pair<SearchKind, std::int64_t>> shown;
    std::string cursor;
    for (int pages = 0; pages < 30; ++pages) {
      const auto page = reading(town_.town_account, town_.town_post, [&](const ReadContext& context) {
        return must(search(context, {.text = text,
                                     .cursor = cursor,
                                     .limit = 1,
                                     .town_text = std::string(testing_support::kTownText)}));
      });
      EXPECT_LE(page.hits.size(), 1u) << text;
      for (const auto& hit : page.hits) shown.emplace_back(hit.kind, hit.record.id);
      cursor = page.next_cursor;
      if (cursor.empty()) break;
    }
    EXPECT_TRUE(cursor.empty()) << text << " has no end";
    const std::set<std::pair<SearchKind, std::int64_t>> once(shown.begin(), shown.end());
    EXPECT_EQ(once.size(), shown.size()) << text;
    return shown.size();
  };
  EXPECT_EQ(walk("安"), 2u);
  EXPECT_EQ(walk("a"), 2u) << "initials, then pinyin";
  EXPECT_EQ(walk("an"), 2u);
  must(as_town([&](const WriteContext& context) -> Result<Unit> {
    const auto system = access::Actor::system(context.tx, context.now, access::SystemReason::maintenance);
    const auto lane = find_records(context.tx, system.scope(), RecordKind::address,
                                   {"current_key", "上海市青浦区徐泾镇明珠路88弄"});
    WEIGE_CHECK(rename_address({context.tx, system, context.now},
                               {.id = lane.at(0).id, .version = 1, .element = "90弄", .reason = "门牌调整"}));
    return Unit{};
  }));
  EXPECT_EQ(walk("明珠路88弄"), 1u) << "the lane that once had the text";
  EXPECT_EQ(walk("明珠路90弄"), 3u) << "lane, number and door";
}

TEST_P(Registry, CountsResidentsOncePerOperation) {
  const auto home = door("明珠路88弄3号201室", town_.north);
  const auto person = must(add({{"name", "王伟"}}, home));
  must(as_north([&](const WriteContext& context) {
    return edit_record(context,
                       {.id = person.id, .version = person.version, .fields = {{"phone", "19900000002"}}});
  }));
  const auto counted = db().read([&](store::Transaction& tx) {
    return tx.first(
        "SELECT adds, changes, cancellations FROM record_counter WHERE area_id = $1 AND records = "
        "'residents'",
        [](const store::Row& row) {
          return std::array{row.int64(0), row.int64(1), row.int64(2)};
        },
        town_.north);
  });
  ASSERT_TRUE(counted);
  EXPECT_EQ(*counted, (std::array<std::int64_t, 3>{1, 1, 0}));
}

WEIGE_BOTH_ENGINES(Registry);

}  // namespace registry_test
}  // namespace weige::registry
