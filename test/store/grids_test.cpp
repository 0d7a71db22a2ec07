// Layers, versions and where addresses fall, on both engines (A1, A2): what is in force on which day, and
// that every address has its place in the transaction of what changes.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "grids/alignment_actions.h"
#include "grids/load_actions.h"
#include "grids/month_report_actions.h"
#include "grids/placement_actions.h"
#include "grids/placement_writer.h"
#include "grids/set_up_actions.h"
#include "support/databases.h"
#include "support/grid_layers.h"

namespace weige::grids {
namespace grids_test {

using testing_support::GridDesk;
using testing_support::kSquare;
using testing_support::kTestNow;
using testing_support::middle_of_square;
using testing_support::SquareLayer;
using testing_support::squares;

class Grids : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    desk_.emplace(db(), town_);
  }
  // The code that the address falls in today, "" for none.
  std::string code_of(std::int64_t address, LayerKind kind = LayerKind::grids) {
    const auto found =
        desk_->act([&](const GridContext& context) { return grids_of_address(context, address); }).value();
    for (const auto& grid : found)
      if (grid.layer.kind == kind) return grid.member ? grid.member->code : "";
    return "no layer";
  }
  PlacedAddress placed(std::int64_t address) {
    const auto found =
        desk_->act([&](const GridContext& context) { return grids_of_address(context, address); }).value();
    return found.at(0).placed;
  }
  // What is kept of a version is what placing everything anew would give.
  void expect_kept_is_true(const GridVersion& version) {
    db().read([&](store::Transaction& tx) {
      const auto index = LayerIndex::of(members_of(tx, version.id, Shapes::with)).value();
      EXPECT_EQ(all_placed(tx, version.id), placed_anew(tx, version.layer, index));
    });
  }
  template <class T>
  static ProblemCode refused(const Result<T>& result) {
    return result ? ProblemCode::internal : result.problem().code;
  }

  testing_support::SmallTown town_;
  std::optional<GridDesk> desk_;
};
WEIGE_BOTH_ENGINES(Grids);

TEST_P(Grids, AFileBecomesADraftAndADraftTakesEffect) {
  const auto draft = desk_->take(squares({}));
  EXPECT_EQ(draft.members, 3);
  EXPECT_EQ(draft.state, VersionState::draft);
  EXPECT_NEAR(draft.area, 3 * 190.7 * 221.7, 300);
  const auto seen = desk_->act([](const GridContext& context) { return list_layers(context); }).value();
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(in_force(seen[0].versions, desk_->today()), nullptr);
  const auto published = desk_->publish(draft, desk_->today());
  EXPECT_EQ(published.state, VersionState::published);
  const auto view =
      desk_->act([&](const GridContext& context) { return read_version(context, published.id); }).value();
  EXPECT_TRUE(view.in_force);
  EXPECT_EQ(view.layer.name, "微网格");
}

TEST_P(Grids, TheSameSubmissionIsOneDraft) {
  desk_->work([&](const GridWork& work) {
    const auto first = take_layer(work, import_layer(squares({}), {}).value(),
                                  {.file_name = "a.geojson", .submission = "key-1"})
                           .value();
    EXPECT_EQ(taken_before(work, "key-1"), first.id);
    EXPECT_FALSE(taken_before(work, "key-2"));
    return 0;
  });
}

TEST_P(Grids, EveryAddressHasItsGridWhicheverCameFirst) {
  const auto before = desk_->add_address("明珠路88弄1号", 0);
  const auto version = desk_->put_in_force({});
  const auto later = desk_->add_address("明珠路88弄2号", 1);
  const auto room = desk_->add_address("明珠路88弄2号301室", {});
  const auto lost = desk_->add_address("明珠路99号", {});
  EXPECT_EQ(code_of(before), "G1");
  EXPECT_EQ(code_of(later), "G2");
  EXPECT_EQ(code_of(room), "G2") << "as its house";
  EXPECT_EQ(placed(room).by, PlacedBy::above);
  EXPECT_EQ(code_of(lost), "");
  EXPECT_EQ(placed(lost).by, PlacedBy::none);
  expect_kept_is_true(version);
}

TEST_P(Grids, AMovedPointMovesWhatHangsOnIt) {
  const auto house = desk_->add_address("明珠路88弄2号", 1),
             room = desk_->add_address("明珠路88弄2号301室", {});
  const auto version = desk_->put_in_force({});
  EXPECT_EQ(code_of(room), "G2");
  desk_->move_point(house, middle_of_square(2));
  EXPECT_EQ(code_of(house), "G3");
  EXPECT_EQ(code_of(room), "G3");
  expect_kept_is_true(version);
}

TEST_P(Grids, OnABorderTheSmallestNumberHoldsIt) {
  const auto house = desk_->add_address("明珠路88弄2号", 1);
  desk_->put_in_force({});
  desk_->move_point(house, {testing_support::kSquareWest + testing_support::kSquare, middle_of_square(0).y});
  EXPECT_EQ(code_of(house), "G1");
}

TEST_P(Grids, AVersionOfTomorrowChangesNothingToday) {
  const auto house = desk_->add_address("明珠路88弄2号", 1);
  const auto today = desk_->put_in_force({});
  const auto draft = desk_->take(squares({.shift = testing_support::kSquare * 0.75}));
  const Day tomorrow{std::chrono::sys_days{desk_->today()} + std::chrono::days{1}};
  const auto next = desk_->publish(draft, tomorrow);
  EXPECT_EQ(code_of(house), "G2");
  const auto late = desk_->add_address("明珠路88弄3号", 1);
  EXPECT_EQ(code_of(late), "G2");
  desk_->set_now(kTestNow + std::chrono::hours{24});
  EXPECT_EQ(code_of(house), "G1") << "its borders have moved over it";
  EXPECT_EQ(code_of(late), "G1") << "placed in the coming version as well, when it was added";
  const auto after = desk_->add_address("明珠路88弄4号", 1);
  expect_kept_is_true(next);
  db().read([&](store::Transaction& tx) {
    const auto old = all_placed(tx, today.id);
    EXPECT_EQ(std::ranges::count(old, after, &PlacedAddress::address), 0) << "what is over keeps what it had";
    EXPECT_EQ(std::ranges::count(old, house, &PlacedAddress::address), 1);
  });
}

TEST_P(Grids, LaterVersionsBeginTodayOrLater) {
  const Day yesterday{std::chrono::sys_days{desk_->today()} - std::chrono::days{1}};
  const auto publish = [&](const GridVersion& draft, Day from) {
    return desk_->work([&](const GridWork& work) {
      return publish_version(work, {{draft.id, draft.version}, from});
    });
  };
  EXPECT_TRUE(publish(desk_->take(squares({})), yesterday)) << "the first may have been in force already";
  EXPECT_EQ(refused(publish(desk_->take(squares({})), yesterday)), ProblemCode::date_out_of_range);
}

TEST_P(Grids, AnOverlapIsPublishedOnlyByWhoSawIt) {
  const auto draft = desk_->take(squares({.over = 0.0002}));
  const auto publish = [&](int accepted) {
    return desk_->work([&](const GridWork& work) {
      return publish_version(work, {{draft.id, draft.version}, desk_->today(), accepted});
    });
  };
  const auto none = publish(0);
  ASSERT_EQ(refused(none), ProblemCode::layer_findings);
  const auto count = std::stoi(none.problem().args.at(0).value);
  EXPECT_GT(count, 0);
  EXPECT_TRUE(publish(count));
}

TEST_P(Grids, WhatIsPublishedIsNotChanged) {
  const auto version = desk_->put_in_force({});
  EXPECT_EQ(refused(desk_->act([&](const GridContext& context) -> Result<int> {
              WEIGE_CHECK(discard_draft(context, {version.id, version.version}));
              return 0;
            })),
            ProblemCode::layer_published);
}

TEST_P(Grids, ADraftIsChangedInTheVersionThatWasSeen) {
  const auto draft = desk_->take(squares({}));
  EXPECT_EQ(refused(desk_->act([&](const GridContext& context) {
              return draft_to_change(context, {draft.id, draft.version + 1});
            })),
            ProblemCode::version_conflict);
}

TEST_P(Grids, OnlyTheOfficeChangesLayersAndTheOfficerSeesThem) {
  const auto version = desk_->put_in_force({});
  testing_support::as_post(
      db(), town_.north_account, town_.north_officer, [&](const registry::WriteContext& context) {
        const GridContext mine{context.tx, context.actor, context.now};
        EXPECT_TRUE(read_version(mine, version.id));
        EXPECT_EQ(refused(draft_version(mine, version.layer, mine.today())), ProblemCode::forbidden);
        return Result<int>(0);
      });
}

TEST_P(Grids, AHandHoldsInLaterVersionsToo) {
  const auto lost = desk_->add_address("明珠路99号", {});
  const auto version = desk_->put_in_force({});
  const auto by_hand = [&](std::optional<std::string> code) {
    return desk_->act([&](const GridContext& context) {
      return place_by_hand(
          context, {.layer = version.layer, .address = lost, .code = std::move(code), .reason = "现场核对"});
    });
  };
  EXPECT_EQ(refused(by_hand("G9")), ProblemCode::bad_choice);
  ASSERT_TRUE(by_hand("G3"));
  EXPECT_EQ(code_of(lost), "G3");
  EXPECT_EQ(placed(lost).by, PlacedBy::hand);
  desk_->put_in_force({.shift = 0.0001});
  EXPECT_EQ(code_of(lost), "G3");
  ASSERT_TRUE(by_hand(std::nullopt));
  EXPECT_EQ(code_of(lost), "");
}

TEST_P(Grids, ListsStayWithinTheScope) {
  const auto north = desk_->add_address("明珠路88弄1号", 0),
             south = desk_->add_address("育才路5弄1号", 1, false);
  const auto version = desk_->put_in_force({});
  const auto seen = [&](access::AccountId account, access::PostId post) {
    return testing_support::as_post(db(), account, post,
                                    [&](const registry::WriteContext& context) {
                                      std::vector<std::int64_t> out;
                                      const GridContext mine{context.tx, context.actor, context.now};
                                      const auto listed =
                                          list_addresses(mine, {.version = version.id}).value();
                                      for (const auto& place : listed) out.push_back(place.address);
                                      const auto points = list_points(mine, version.id).value();
                                      EXPECT_EQ(std::ranges::count(points, north, &ListedPlace::address) > 0,
                                                std::ranges::count(out, north) > 0);
                                      return Result<std::vector<std::int64_t>>(out);
                                    })
        .value();
  };
  const auto officer = seen(town_.north_account, town_.north_officer);
  EXPECT_EQ(std::ranges::count(officer, north), 1);
  EXPECT_EQ(std::ranges::count(officer, south), 0);
  EXPECT_EQ(refused(testing_support::as_post(
                db(), town_.north_account, town_.north_officer,
                [&](const registry::WriteContext& context) {
                  return grids_of_address({context.tx, context.actor, context.now}, south);
                })),
            ProblemCode::not_found);
}

TEST_P(Grids, LoadAndPreviewCountTheSameDoors) {
  desk_->add_address("明珠路88弄1号", 0);
  desk_->add_address("明珠路88弄2号", 1);
  const auto version = desk_->put_in_force({});
  const auto draft = desk_->take(squares({.shift = testing_support::kSquare * 0.75}));
  const auto load =
      desk_->act([&](const GridContext& context) { return load_of(context, version.id); }).value();
  ASSERT_EQ(load.members.size(), 3u);
  EXPECT_EQ(load.members[0].counts.addresses, 2)
      << "the lane lies where most of it lies: the smaller of equals";
  EXPECT_EQ(load.members[1].counts.addresses, 1);
  const auto preview =
      desk_->act([&](const GridContext& context) { return preview_of(context, draft.id); }).value();
  ASSERT_EQ(preview.moves.size(), 1u);
  EXPECT_EQ(preview.moves[0].from, "G2");
  EXPECT_EQ(preview.moves[0].to, "G1");
  EXPECT_EQ(preview.totals.addresses, 1);
}

TEST_P(Grids, AnAlignmentIsKeptWithItsDoorsAndProposesAreasThatFollow) {
  for (int column = 0; column < 3; ++column)
    desk_->add_address("明珠路" + std::to_string(column + 1) + "弄2号", column);
  const auto grids = desk_->put_in_force({});
  const auto areas =
      desk_->put_in_force({.prefix = "Z", .shift = testing_support::kSquare * 0.2}, LayerKind::areas);
  const auto walk =
      desk_->act([&](const GridContext& context) {
             return make_crosswalk(context, {areas.id, grids.id});
           })
          .value();
  EXPECT_LT(walk.crosswalk.one_to_one, 0.95);
  EXPECT_EQ(walk.crosswalk.aligned, 0) << "two thirds of each are common";
  EXPECT_EQ(walk.pairs.size(), 5u);
  const auto lands =
      desk_->act([&](const GridContext& context) { return differences_of(context, walk.crosswalk.id); })
          .value();
  ASSERT_EQ(lands.size(), 2u);
  const auto draft =
      desk_->act([&](const GridContext& context) { return propose_areas(context, walk.crosswalk.id); })
          .value();
  const auto again =
      desk_->act([&](const GridContext& context) {
             return make_crosswalk(context, {draft.id, grids.id});
           })
          .value();
  EXPECT_NEAR(again.crosswalk.one_to_one, 1, 1e-12);
  EXPECT_EQ(again.areas.at(0).code, "Z1") << "who had most of it keeps it";
  const auto kept =
      desk_->act([&](const GridContext& context) { return read_crosswalk(context, walk.crosswalk.id); })
          .value();
  EXPECT_EQ(kept.crosswalk.one_to_one, walk.crosswalk.one_to_one);
  EXPECT_EQ(kept.pairs.size(), walk.pairs.size());
}

TEST_P(Grids, ADraftThatOthersCameFromCanBeThrownAway) {
  for (int column = 0; column < 3; ++column)
    desk_->add_address("明珠路" + std::to_string(column + 1) + "弄2号", column);
  const auto grids = desk_->put_in_force({});
  const auto areas = desk_->take(squares({.prefix = "Z", .shift = 0.0004}), LayerKind::areas);
  const auto made = desk_->act([&](const GridContext& context) -> Result<CrosswalkId> {
    WEIGE_TRY(const auto walk, make_crosswalk(context, {areas.id, grids.id}));
    WEIGE_CHECK(propose_areas(context, walk.crosswalk.id));
    return walk.crosswalk.id;
  });
  ASSERT_TRUE(made);
  const auto gone = desk_->act([&](const GridContext& context) -> Result<int> {
    WEIGE_CHECK(discard_draft(context, {areas.id, areas.version}));
    return 0;
  });
  ASSERT_TRUE(gone) << title(gone.problem(), Language::en);
  EXPECT_EQ(refused(desk_->act([&](const GridContext& context) { return read_crosswalk(context, *made); })),
            ProblemCode::not_found)
      << "what was compared is gone";
}

TEST_P(Grids, AProposalKeepsThatItsSearchWasCutShort) {
  const auto base = desk_->take(squares({}));
  const auto made = desk_->act([&](const GridContext& context) {
    GridVersion draft{
        .layer = base.layer, .datum = "CGCS2000", .source = "x", .centre = base.centre, .cut_short = true};
    return insert_draft(context, std::move(draft), members_of(context.tx, base.id, Shapes::with),
                        {access::AuditAction{"test.proposed"}});
  });
  const auto seen =
      desk_->act([&](const GridContext& context) { return read_version(context, made.value().id); }).value();
  EXPECT_TRUE(seen.version.cut_short);
  EXPECT_FALSE(base.cut_short);
}

TEST_P(Grids, SetUpTellsHowFarEachCommitteeIs) {
  desk_->add_address("明珠路88弄1号", 0);
  desk_->add_address("育才路99号", {}, false);
  desk_->put_in_force({});
  const auto lines = desk_->act([](const GridContext& context) { return set_up(context); }).value();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].grids, 1) << "the grid with its only point";
  EXPECT_EQ(lines[0].placed, lines[0].addresses);
  EXPECT_EQ(lines[1].placed, 0);
}

TEST_P(Grids, LastMonthsReportStaysWhatItWas) {
  desk_->add_address("明珠路88弄2号", 1);
  const auto old = desk_->put_in_force({});
  const auto keep = [&](Instant now) {
    desk_->set_now(now);
    ASSERT_TRUE(keep_month_reports(db(), now));
  };
  keep(kTestNow);
  const auto months =
      desk_->act([&](const GridContext& context) { return reported_months(context, old.layer); }).value();
  EXPECT_TRUE(months.empty()) << "nothing was in force last month";
  keep(kTestNow + std::chrono::hours{24 * 31});
  const auto month = month_of(TownTime{}.day_of(kTestNow));
  const auto report = [&] {
    return desk_->act([&](const GridContext& context) { return month_report(context, old.layer, month); })
        .value()
        .report;
  };
  const auto first = report();
  EXPECT_EQ(first.version, old.id);
  ASSERT_EQ(first.lines.size(), 3u);
  EXPECT_EQ(first.lines[1].counts.addresses, 2);
  desk_->put_in_force({.columns = 2});
  desk_->add_address("明珠路88弄4号", 1);
  keep(kTestNow + std::chrono::hours{24 * 32});
  const auto again = report();
  EXPECT_EQ(again.version, old.id);
  ASSERT_EQ(again.lines.size(), 3u);
  EXPECT_EQ(again.lines[1].counts, first.lines[1].counts);
}

// Shows 5: what people are shown today, tomorrow, and of last month.
TEST_P(Grids, AVersionToComeLeavesTodaysListsAndLastMonthsReportAsTheyAre) {
  const auto house = desk_->add_address("明珠路88弄2号", 1);
  const auto old = desk_->put_in_force({});
  const auto next_month = kTestNow + std::chrono::hours{24 * 31};
  desk_->set_now(next_month);
  ASSERT_TRUE(keep_month_reports(db(), next_month));
  const auto report = [&] {
    return desk_
        ->act([&](const GridContext& context) {
          return month_report(context, old.layer, month_of(TownTime{}.day_of(kTestNow)));
        })
        .value()
        .report;
  };
  const auto before = report();
  // The version in force on the desk's day, and of each member the addresses listed in it.
  const auto listed = [&] {
    const auto view = desk_->act([](const GridContext& context) { return list_layers(context); }).value();
    const auto* version = in_force(view.at(0).versions, desk_->today());
    std::map<int, std::size_t> counts;
    for (int number = 1; number <= version->members; ++number)
      counts[number] = desk_
                           ->act([&](const GridContext& context) {
                             return list_addresses(context, {.version = version->id, .number = number});
                           })
                           .value()
                           .size();
    return std::pair(version->id, counts);
  };
  const Day tomorrow{std::chrono::sys_days{desk_->today()} + std::chrono::days{1}};
  const auto next = desk_->publish(desk_->take(squares({.shift = kSquare * 0.75})), tomorrow);
  using Counts = std::map<int, std::size_t>;
  EXPECT_EQ(listed(), std::pair(old.id, Counts({{1, 0}, {2, 2}, {3, 0}}))) << "the house and its lane";
  EXPECT_EQ(code_of(house), "G2");
  desk_->set_now(next_month + std::chrono::hours{24});
  EXPECT_EQ(listed(), std::pair(next.id, Counts({{1, 2}, {2, 0}, {3, 0}})));
  EXPECT_EQ(code_of(house), "G1");
  ASSERT_TRUE(keep_month_reports(db(), next_month + std::chrono::hours{24}));
  const auto after = report();
  EXPECT_EQ(after.version, before.version);
  ASSERT_EQ(after.lines.size(), 3u);
  EXPECT_EQ(before.lines[1].counts.addresses, 2);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(after.lines[i].counts, before.lines[i].counts) << i;
}

// Random changes of addresses, hands and versions: what is kept is always what placing anew gives.
TEST_P(Grids, KeptPlacesAreTrueAfterAnySequenceOfChanges) {
  std::mt19937_64 random(4);
  const auto below = [&](std::uint64_t bound) { return static_cast<int>(random() % bound); };
  auto version = desk_->put_in_force({.columns = 6});
  std::vector<std::int64_t> houses;
  for (int step = 0; step < 40; ++step) {
    const auto lane = std::to_string(1 + below(3)), number = std::to_string(1 + below(6)),
               room = std::to_string(101 + below(3));
    const auto text = "明珠路" + lane + "弄" + number + "号" + (below(2) == 0 ? room + "室" : "");
    const auto column = below(2) == 0 ? std::optional(below(7)) : std::nullopt;
    switch (below(5)) {
      case 0:
        if (!houses.empty())
          desk_->move_point(houses[static_cast<std::size_t>(below(houses.size()))],
                            middle_of_square(below(7)));
        break;
      case 1:
        if (!houses.empty())
          (void)desk_->act([&](const GridContext& context) {
            return place_by_hand(
                context,
                {.layer = version.layer,
                 .address = houses[static_cast<std::size_t>(below(houses.size()))],
                 .code = below(3) == 0 ? std::nullopt : std::optional("G" + std::to_string(1 + below(6))),
                 .reason = "核对"});
          });
        break;
      case 2:
        if (below(4) == 0) version = desk_->put_in_force({.columns = 6, .shift = below(10) * 0.0001});
        break;
      default:
        houses.push_back(desk_->add_address(text, column));
    }
    expect_kept_is_true(version);
    if (HasFailure()) FAIL() << "after step " << step;
  }
}

}  // namespace grids_test
}  // namespace weige::grids
