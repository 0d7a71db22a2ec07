#include "town/sample_place_work_actions.h"

#include <algorithm>
#include <array>

#include "town/sample_doors_store.h"
#include "work/flagged_site_actions.h"
#include "work/inspection_actions.h"
#include "work/key_premises_actions.h"
#include "work/key_premises_keeping_actions.h"
#include "work/obligation_actions.h"
#include "work/patrol_actions.h"

namespace weige::town {
namespace {

using store::Transaction;
using work::PlaceContext;

constexpr int kListedBefore = 24;  // days before the end

constexpr std::array kPatrolNotices{work::PatrolNotice::exit_blocked,  work::PatrolNotice::unsafe_charging,
                                    work::PatrolNotice::new_business,  work::PatrolNotice::building_works,
                                    work::PatrolNotice::signs_missing, work::PatrolNotice::lighting_or_cover};

struct SampleFinding {
  work::InspectionSubject subject;
  work::InspectionResult result;
  std::string_view finding, answer;
};
constexpr std::array<SampleFinding, 4> kSampleFindings{
    {{work::InspectionSubject::door_standards, work::InspectionResult::to_improve,
      "有几次上门没有核对房屋标签。", "已补走，标签已核对。"},
     {work::InspectionSubject::tasks, work::InspectionResult::not_done, "两件到期任务没有办结。",
      "一件已办结，另一件转民警带队。"},
     {work::InspectionSubject::record_quality, work::InspectionResult::in_order, "抽看的登记与现场一致。",
      ""},
     {work::InspectionSubject::rosters, work::InspectionResult::to_improve, "名册报送间隔过长。",
      "已约定每月月底前报送。"}}};

class SamplePlaceWork {
 public:
  SamplePlaceWork(const SampleWorkWish& wish, const SampleTeam& team, Transaction& tx)
      : wish_(wish),
        team_(team),
        tx_(tx),
        random_(team.random(wish, 4)),
        homes_(sample_homes(tx, team.grid)),
        units_(sample_units(tx, team.grid)) {}

  Done make() {
    for (int before = team_.is_open ? 27 : 6; before > 0; before -= 7) WEIGE_CHECK(patrol(before));
    WEIGE_CHECK(plan_patrol());
    WEIGE_CHECK(publicity());
    WEIGE_CHECK(obligations());
    if (team_.coordinator) WEIGE_CHECK(inspections());
    if (team_.coordinator && !homes_.empty()) WEIGE_CHECK(key_reports());
    if (team_.is_open || random_.chance(200)) WEIGE_CHECK(site(Ending::open));
    return team_.is_open ? site(Ending::closed) : done();
  }

 private:
  enum class Ending { open, closed };

  // f(PlaceContext) as somebody at that time.
  template <class F>
  auto as(const SampleDuty& duty, Instant now, F&& f) -> decltype(f(std::declval<const PlaceContext&>())) {
    WEIGE_TRY(const auto actor, sample_actor(tx_, now, duty));
    return f(PlaceContext{.tx = tx_, .actor = actor, .now = now});
  }
  template <class T>
  static work::SeenVersion seen(const T& record) {
    return {record.id.value, record.version};
  }
  std::int64_t grid() const { return team_.grid.value; }

  std::vector<std::string> places() {
    std::vector<std::string> out;
    for (int i = 0; i < 3 && !homes_.empty(); ++i) out.push_back(random_.pick(homes_).address);
    if (out.empty()) out.push_back(team_.name + "沿线");
    return out;
  }

  // ---- patrols (L3) ----

  Done patrol(int before) {
    work::PatrolDone done{.on = wish_.day(before), .hour = random_.between(9, 20)};
    if (random_.chance(700)) done.noticed.push_back({.place = 1, .what = random_.pick(kPatrolNotices)});
    if (random_.chance(300))
      done.noticed.push_back(
          {.place = 1, .what = work::PatrolNotice::other_hazard, .note = "绿化带旁有杂物"});
    WEIGE_TRY(const auto made, as(*team_.leader, wish_.at(before, 21), [&](const PlaceContext& context) {
                return work::plan_patrol(
                    context,
                    {.area = grid(), .planned_on = wish_.day(before), .places = places(), .done = done});
              }));
    if (made.noticed.empty() || before < 10) return weige::done();
    WEIGE_CHECK(as(*team_.leader, wish_.at(before - 1, 9), [&](const PlaceContext& context) {
      return work::follow_notice(context, made.version,
                                 {.notice = made.noticed.front().id,
                                  .as = work::NoticeBecame::inspection,
                                  .finding = "巡查发现的情况已告知物业，限期处理。"});
    }));
    return weige::done();
  }
  Done plan_patrol() {
    WEIGE_CHECK(as(*team_.leader, wish_.at(1, 17), [&](const PlaceContext& context) {
      return work::plan_patrol(
          context,
          {.area = grid(), .planned_on = Day{wish_.period.until + std::chrono::days{3}}, .places = places()});
    }));
    return done();
  }

  // ---- publicity and obligations (L8, O8, C8, N8) ----

  Done publicity() {
    using enum work::PublicityChannel;
    static constexpr std::array kChannels{poster, leaflet, group_message, at_the_door, stall, lecture};
    const int count = team_.is_open ? 4 : 1;
    for (int i = 0; i < count; ++i) {
      const int before = 3 + 7 * i;
      WEIGE_CHECK(as(*team_.leader, wish_.at(before, 18), [&](const PlaceContext& context) {
        return work::record_publicity(
            context, {.area_id = grid(),
                      .on = wish_.day(before),
                      .subject = i % 2 == 0 ? work::PublicitySubject::registration
                                            : work::PublicitySubject::fraud_prevention,
                      .channel = random_.pick(kChannels),
                      .reach = random_.between(3, 40) * 5,
                      .helper_kind = i % 2 == 1 ? std::optional<std::string>("volunteer") : std::nullopt});
      }));
    }
    return done();
  }

  Done obligations() {
    const std::size_t wanted = team_.is_open ? 3 : 1;
    for (std::size_t i = 0; i < wanted && i < homes_.size(); ++i)
      WEIGE_CHECK(obligation(
          {.kind = work::ObligationKind::landlord, .premises = homes_[i * homes_.size() / wanted].premises},
          i));
    for (std::size_t i = 0; i < wanted && i < units_.size(); ++i)
      WEIGE_CHECK(obligation(
          {.kind = work::ObligationKind::employer, .organisation = units_[i * units_.size() / wanted].id},
          i));
    return done();
  }

  // A reminder; to some a notice, from some a declaration, which closes it; a penalty by the officer.
  Done obligation(const work::NewObligation& wish, std::size_t number) {
    using enum work::ObligationStep;
    using enum work::ObligationWay;
    const auto& by = team_.coordinator ? *team_.coordinator : *team_.leader;
    WEIGE_TRY(auto made, as(by, wish_.at(20, 10), [&](const PlaceContext& context) {
                return work::open_obligation(context, wish);
              }));
    if (made.state == work::ObligationState::closed || !made.entries.empty()) return done();
    WEIGE_TRY(made, entry(by, made, 20, {.what = reminder, .how = number == 0 ? at_the_door : by_phone}));
    if (number == 0) {
      WEIGE_TRY(made, entry(by, made, 12, {.what = declaration, .how = online}));
      WEIGE_CHECK(as(by, wish_.at(11, 9), [&](const PlaceContext& context) {
        return work::close_obligation(context, seen(made), work::ObligationEnd::met);
      }));
    } else if (number == 1) {
      WEIGE_TRY(made, entry(by, made, 10, {.what = notice, .how = by_letter}));
      WEIGE_TRY(made, entry(team_.officer, made, 4, {.what = penalty, .how = warning}));
    }
    return done();
  }
  Result<work::Obligation> entry(const SampleDuty& by, const work::Obligation& made, int before,
                                 work::ObligationEntry entry) {
    entry.on = wish_.day(before);
    return as(by, wish_.at(before, 17), [&](const PlaceContext& context) {
      return work::add_obligation_entry(context, seen(made), entry);
    });
  }

  // ---- inspections and urgings (K6, L2, O2) ----

  Done inspections() {
    const std::size_t count = team_.is_open ? kSampleFindings.size() : 1;
    const int drawn = team_.is_open ? 0 : random_.below(static_cast<int>(kSampleFindings.size()));
    const auto first = static_cast<std::size_t>(drawn);
    for (std::size_t i = 0; i < count; ++i)
      WEIGE_CHECK(
          inspection(kSampleFindings[(first + i) % kSampleFindings.size()], 3 + 6 * static_cast<int>(i)));
    WEIGE_TRY(const auto sent, as(*team_.leader, wish_.at(3, 9), [&](const PlaceContext& context) {
                return work::urge(context, {.to = team_.coordinator->post,
                                            .about = work::UrgingAbout::task,
                                            .reason = "有几件任务本周到期，请先走这几户。"});
              }));
    if (random_.chance(500)) return done();
    WEIGE_CHECK(as(*team_.coordinator, wish_.at(2, 9),
                   [&](const PlaceContext& context) { return work::see_urging(context, sent.id); }));
    return done();
  }

  // Older ones are answered, the oldest closed.
  Done inspection(const SampleFinding& about, int before) {
    WEIGE_TRY(auto made, as(team_.officer, wish_.at(before, 16), [&](const PlaceContext& context) {
                return work::inspect(context, {.area = grid(),
                                               .post = team_.coordinator->post,
                                               .subject = about.subject,
                                               .result = about.result,
                                               .finding = std::string(about.finding),
                                               .on = wish_.day(before)});
              }));
    if (made.state != work::InspectionState::open || before < 5) return done();
    WEIGE_TRY(made, as(*team_.coordinator, wish_.at(before - 3, 17), [&](const PlaceContext& context) {
                return work::answer_inspection(context, seen(made), std::string(about.answer));
              }));
    if (before < 10) return done();
    WEIGE_CHECK(as(team_.officer, wish_.at(before - 5, 10), [&](const PlaceContext& context) {
      return work::use_inspection(context, seen(made), work::InspectionUse::set_right);
    }));
    return done();
  }

  // ---- key premises (L5, N5) ----

  // Reported by the coordinator; the first is decided, the other waits.
  Done key_reports() {
    const auto kinds = as(*team_.coordinator, wish_.at(8, 16),
                          [&](const PlaceContext& context) { return work::list_own_key_reports(context); });
    if (!kinds) return kinds.problem();
    if (kinds->kinds.empty()) return done();
    for (const int before : {8, 2}) {
      if (before == 2 && !team_.is_open) break;
      const auto& home = random_.pick(homes_);
      WEIGE_TRY(const auto report,
                as(*team_.coordinator, wish_.at(before, 16), [&](const PlaceContext& context) {
                  return work::report_key_premises(
                      context, {.address = home.address, .kind = kinds->kinds.front().code});
                }));
      if (before == 2 || report.state != work::KeyReportState::received) break;
      WEIGE_CHECK(as(team_.officer, wish_.at(before - 1, 10), [&](const PlaceContext& context) {
        return work::decide_key_report(context, seen(report), std::nullopt);
      }));
    }
    return done();
  }

  // ---- flagged sites (L4, O4) ----

  Result<work::SiteView> add_step(const work::SiteView& view, work::SiteMeasure measure,
                                  const SampleDuty& owner, Day due) {
    return as(team_.clerk, wish_.at(kListedBefore, 11), [&](const PlaceContext& context) {
      return work::add_site_step(context, seen(view.site), {measure, owner.post, due});
    });
  }

  Done site(Ending ending) {
    const bool closes = ending == Ending::closed;
    WEIGE_TRY(auto view, as(team_.clerk, wish_.at(kListedBefore, 10), [&](const PlaceContext& context) {
                return work::flag_site(context, {.name = closes ? "沿街商铺住人" : "自建出租房集中区域",
                                                 .place = team_.name + (closes ? "沿街" : "村宅东侧"),
                                                 .area = grid(),
                                                 .level = work::SiteLevel::committee,
                                                 .flagged_on = wish_.day(kListedBefore)});
              }));
    const Day later = closes ? wish_.day(6) : Day{wish_.period.until + std::chrono::days{10}};
    WEIGE_TRY(view, add_step(view, work::SiteMeasure::deliver_notice, *team_.leader, wish_.day(15)));
    WEIGE_TRY(view, add_step(view, work::SiteMeasure::clear_exits, *team_.leader, later));
    std::vector<work::SiteStepId> steps;
    for (const auto& step : view.site.steps) steps.push_back(step.id);
    for (std::size_t i = 0; i < (closes ? steps.size() : 1); ++i) {
      const auto now = wish_.at(17 - 8 * static_cast<int>(i), 17);
      WEIGE_TRY(view, as(*team_.leader, now, [&](const PlaceContext& context) {
                  return work::finish_step(context, seen(view.site), steps[i]);
                }));
    }
    WEIGE_TRY(view, as(team_.officer, wish_.at(8, 15), [&](const PlaceContext& context) {
                return work::check_site(context, seen(view.site), work::SiteResult::better);
              }));
    if (!closes) return done();
    WEIGE_CHECK(as(team_.officer, wish_.at(4, 15),
                   [&](const PlaceContext& context) { return work::close_site(context, seen(view.site)); }));
    return done();
  }

  const SampleWorkWish& wish_;
  const SampleTeam& team_;
  Transaction& tx_;
  SampleRandom random_;
  std::vector<SampleHome> homes_;
  std::vector<SampleUnit> units_;
};

}  // namespace

Done list_sample_key_premises(const SampleWorkWish& wish) {
  WEIGE_CHECK(work::keep_key_premises(wish.database, wish.at(kListedBefore, 6)));
  return done();
}

Done make_sample_place_work(const SampleWorkWish& wish, const std::vector<SampleTeam>& teams) {
  std::size_t number = 0;
  for (const auto& team : teams) {
    if (!team.leader || (!team.is_open && ++number % 2 != 0)) continue;
    WEIGE_CHECK(wish.database.write([&](Transaction& tx) { return SamplePlaceWork(wish, team, tx).make(); }));
  }
  return done();
}

}  // namespace weige::town
