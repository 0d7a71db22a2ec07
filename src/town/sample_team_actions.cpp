#include "town/sample_team_actions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "access/area_store.h"
#include "access/post_actions.h"
#include "teams/duty_share_actions.h"
#include "teams/helper_actions.h"
#include "teams/message_actions.h"
#include "teams/supervision_actions.h"
#include "town/sample_doors_store.h"
#include "town/sample_names.h"

namespace weige::town {
namespace {

using access::Role;
using store::Transaction;
using teams::GuidanceTopic;
using teams::TeamContext;

constexpr int kTeamsSince = 128;  // days before the end: soon after the coordinators got their grids
constexpr std::string_view kOpenOfficer = "officer", kOpenLeader = "leader";

// What a team lacks; most lack nothing.
enum class SampleGap { none, leader_left, kind_open, kind_left, unsigned_helper, unguided };

std::size_t open_committee(const SampleStaffing& staffing) {
  const auto found = std::ranges::find_if(
      staffing.committees, [](const auto& each) { return each.officer.login_name == kOpenOfficer; });
  return static_cast<std::size_t>(found - staffing.committees.begin());
}

// The last one; the one before, where the last can be signed in to.
std::size_t idle_committee(const SampleStaffing& staffing) {
  const auto count = staffing.committees.size();
  return count < 2 ? count : open_committee(staffing) + 1 == count ? count - 2 : count - 1;
}

// ---- posts of leaders ----

class SampleLeaderMaker {
 public:
  SampleLeaderMaker(const SampleWorkWish& wish, Transaction& tx)
      : wish_(wish),
        tx_(tx),
        random_(wish.random.branch(1)),
        since_(wish.at(kTeamsSince, 9)),
        system_(access::Actor::system(tx, since_, access::SystemReason::sample_town)) {}

  Result<std::vector<SampleTeam>> make(const access::PasswordHash& open_hash) {
    const auto open = open_committee(wish_.staffing), idle = idle_committee(wish_.staffing);
    std::vector<std::size_t> numbers(wish_.staffing.committees.size()), coordinated(numbers.size());
    std::vector<SampleTeam> out;
    bool has_open = false;  // one leader can be signed in to, where there is a coordinator to lead
    for (const auto& member : wish_.layers.grids) {
      const auto committee = static_cast<std::size_t>(member.committee);
      if (committee == idle) continue;
      const auto grid = access::find_area(tx_, access::AreaKind::grid, member.code);
      if (!grid) return problem(ProblemCode::not_found);
      const auto& staff = wish_.staffing.committees[committee];
      SampleTeam team{.grid = grid->id,
                      .committee = committee,
                      .name = member.name,
                      .is_populated = member.is_populated,
                      .is_open = committee == open,
                      .clerk = staff.committee,
                      .officer = staff.officer};
      auto& given = coordinated[committee];
      if (member.is_populated && given < staff.coordinators.size())
        team.coordinator = staff.coordinators[given++];
      team.number = ++numbers[committee];
      const bool signs_in = team.is_open && team.coordinator && !std::exchange(has_open, true);
      WEIGE_TRY(team.leader, leader(team, member.code, signs_in ? &open_hash : nullptr));
      out.push_back(std::move(team));
    }
    return out;
  }

 private:
  Result<SampleDuty> leader(const SampleTeam& team, const std::string& code,
                            const access::PasswordHash* open_hash) {
    auto login = open_hash ? std::string(kOpenLeader) : "leader." + code;
    std::ranges::transform(login, login.begin(), [](char sign) {
      return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign + 32) : sign;
    });
    return make_sample_duty(tx_, system_,
                            {.role = Role::grid_leader,
                             .area = team.grid,
                             .title = fmt::format("{} · {}", access::zh_name(Role::grid_leader), team.name),
                             .login_name = std::move(login),
                             .hash = open_hash ? *open_hash : unknown_sample_password(wish_.passwords),
                             .since = since_,
                             .signs_at = since_ + std::chrono::hours{random_.between(1, 200)}},
                            random_);
  }

  const SampleWorkWish& wish_;
  Transaction& tx_;
  SampleRandom random_;
  Instant since_;
  access::Actor system_;
};

// ---- N forces ----

struct SampleForce {
  std::string_view kind;
  int most = 1;
};
constexpr std::array<SampleForce, 6> kSampleForces{{{"grid_staff", 1},
                                                    {"community_worker", 2},
                                                    {"property_guard", 2},
                                                    {"personnel_manager", 2},
                                                    {"housing_agent", 1},
                                                    {"volunteer", 2}}};
constexpr std::array kSampleTopics{GuidanceTopic::registration, GuidanceTopic::own_rules,
                                   GuidanceTopic::rosters,      GuidanceTopic::confidentiality,
                                   GuidanceTopic::key_premises, GuidanceTopic::self_declaration};

constexpr std::array<std::string_view, 5> kLeaderTexts{
    "本周继续按计划上门，重点看超过半年没有核实的门。", "周五下午开周点评会，请提前看一下各自没办完的事。",
    "请各位留意新开的店和新的装修，看到了在系统里报一下。", "物业的住户名册本月还没有更新，请尽快报送。",
    "上周的整改事项已办完两件，剩下的请按期反馈。"};
constexpr std::array<std::string_view, 4> kOfficerTexts{
    "收到。登记有困难的门转给我，我来带队。", "本月的业务指导安排在月底前，按力量类别分两次。",
    "重点房屋请按规定的间隔走访，快到期的已经在任务里。", "名册里与登记不一致的，请协管员上门核实后再改。"};
constexpr std::array<std::string_view, 4> kCoordinatorTexts{
    "今天的门已走完，未遇的改到傍晚再去。", "有两处门牌与登记不一致，已报更正。",
    "本周上门已过半，下周补走剩下的楼。", "收到，名册核对后反馈。"};

class SampleTeamMaker {
 public:
  SampleTeamMaker(const SampleWorkWish& wish, const SampleTeam& team, Transaction& tx)
      : wish_(wish),
        team_(team),
        tx_(tx),
        random_(team.random(wish, 1)),
        units_(sample_units(tx, team.grid)),
        gap_(draw_gap()) {}

  Done make() {
    const auto open = random_.below(static_cast<int>(kSampleForces.size()));
    for (std::size_t i = 0; i < kSampleForces.size(); ++i)
      if (gap_ != SampleGap::kind_open || static_cast<int>(i) != open) WEIGE_CHECK(force(kSampleForces[i]));
    WEIGE_CHECK(guide());
    if (gap_ == SampleGap::kind_left) WEIGE_CHECK(let_one_go());
    WEIGE_CHECK(look_through());
    WEIGE_CHECK(talk());
    return gap_ == SampleGap::leader_left ? lose_leader() : done();
  }

 private:
  SampleGap draw_gap() {
    if (team_.is_open && team_.leader->login_name == kOpenLeader) return SampleGap::none;
    const int drawn = random_.below(20);
    return drawn < 6 ? static_cast<SampleGap>(drawn % 5 + 1) : SampleGap::none;
  }

  // f(TeamContext) as somebody of the team, on a day before the end.
  template <class F>
  auto as(const SampleDuty& duty, Instant now, F&& f) -> decltype(f(std::declval<const TeamContext&>())) {
    WEIGE_TRY(const auto actor, sample_actor(tx_, now, duty));
    return f(TeamContext{tx_, actor, now});
  }

  int wanted(const SampleForce& force) {
    if (force.kind == "personnel_manager") return std::min<int>(force.most, static_cast<int>(units_.size()));
    if (force.kind == "housing_agent") return random_.chance(units_.empty() ? 0 : 450) ? 1 : 0;
    if (force.kind == "property_guard") return random_.chance(750) ? random_.between(1, force.most) : 0;
    return random_.between(1, force.most);
  }

  Done force(const SampleForce& force) {
    const int count = wanted(force);
    for (int i = 0; i < count; ++i) WEIGE_CHECK(enlist(force.kind, i));
    if (count > 0) return done();
    const auto* const reason = force.kind == "property_guard"      ? "自然村和沿街商铺，没有物业"
                               : force.kind == "housing_agent"     ? "网格内没有中介门店"
                               : force.kind == "personnel_manager" ? "网格内没有用人单位"
                                                                   : "由邻近网格兼顾";
    return as(*team_.leader, wish_.at(random_.between(30, 110), 16), [&](const TeamContext& context) {
      return teams::note_kind(context, team_.grid, {std::string(force.kind), std::string(reason)});
    });
  }

  std::string workplace(std::string_view kind, teams::HelperFields& fields) {
    const bool of_unit = kind == "personnel_manager" || kind == "housing_agent";
    if (of_unit && !units_.empty()) {
      const auto& unit = units_[next_unit_++ % units_.size()];
      fields.premises = unit.premises;
      return unit.name;
    }
    if (kind == "grid_staff") return team_.name + "工作站";
    if (kind == "community_worker") return "社区居民服务站";
    return kind == "property_guard" ? "小区物业服务处" : "";
  }

  Done enlist(std::string_view kind, int number) {
    static constexpr std::array kChannels{teams::Channel::group, teams::Channel::wechat,
                                          teams::Channel::phone, teams::Channel::form};
    const int joined = random_.between(40, kTeamsSince - 8);
    const auto sex = random_.chance(500) ? standards::Sex::male : standards::Sex::female;
    teams::HelperFields fields{.kind = std::string(kind), .joined_on = wish_.day(joined)};
    do {
      fields.name = std::string(sample_surname(random_));
      fields.name += sample_given(random_, random_.between(1958, 2002), sex);
    } while (!names_.insert(fields.name).second);  // of one name and kind the list takes only one
    fields.phone = wish_.numbers.mobile();
    fields.channel = random_.chance(930) ? random_.pick(kChannels) : teams::Channel::none;
    fields.workplace = workplace(kind, fields);
    const bool is_left_out = gap_ == SampleGap::unsigned_helper && kind == "community_worker" && number == 0;
    if (!is_left_out) fields.undertaking_on = fields.joined_on;
    WEIGE_TRY(const auto view,
              as(*team_.leader, wish_.at(joined, 10, random_.below(50)), [&](const TeamContext& context) {
                return teams::enlist_helper(context, team_.grid, fields);
              }));
    helpers_.push_back({view.helper, joined});
    return done();
  }

  // Monthly, by the officer (N2). Somebody who joined after that day is guided the next time.
  Done guide() {
    for (int month = 3; month >= 0; --month) {
      if (month > 0 && !team_.is_open && random_.chance(120)) continue;
      if (month == 0 && gap_ == SampleGap::unguided) continue;
      const int before = 2 + month * 30 + random_.below(9);
      teams::GuidanceNote note{
          .on = wish_.day(before),
          .topic = kSampleTopics[static_cast<std::size_t>(3 - month) % kSampleTopics.size()]};
      for (const auto& [helper, joined] : helpers_)
        if (joined > before) note.helpers.push_back(helper.id);
      if (note.helpers.empty()) continue;
      WEIGE_CHECK(as(team_.officer, wish_.at(before, 15), [&](const TeamContext& context) {
        return teams::note_guidance(context, team_.grid, note);
      }));
    }
    return done();
  }

  // The only one of a kind, so that the kind is gone with it.
  Done let_one_go() {
    const auto alone = std::ranges::find_if(helpers_, [&](const auto& one) {
      return std::ranges::count_if(helpers_, [&](const auto& other) {
               return other.helper.fields.kind == one.helper.fields.kind;
             }) == 1;
    });
    if (alone == helpers_.end()) return done();
    const int before = random_.between(4, 25);
    WEIGE_CHECK(as(*team_.leader, wish_.at(before, 11), [&](const TeamContext& context) {
      return teams::let_helper_go(
          context,
          {.id = alone->helper.id, .version = alone->helper.version, .leaving = {.on = wish_.day(before)}});
    }));
    helpers_.erase(alone);
    return done();
  }

  // L10: most months somebody goes through the list.
  Done look_through() {
    for (int month = 2; month >= 0; --month) {
      if (!team_.is_open && random_.chance(250)) continue;
      WEIGE_CHECK(as(*team_.leader, wish_.at(3 + month * 30 + random_.below(15), 9, 30),
                     [&](const TeamContext& context) { return teams::confirm_list(context, team_.grid); }));
    }
    return done();
  }

  Done say(const SampleDuty& duty, Instant now, std::string_view text) {
    WEIGE_CHECK(as(duty, now, [&](const TeamContext& context) {
      return teams::write_text(context, team_.grid, {.text = std::string(text)});
    }));
    return done();
  }

  // The group of the team (L1, O1, S1), in the last weeks.
  Done talk() {
    const int weeks = team_.is_open ? 5 : 2;
    for (int week = weeks - 1; week >= 0; --week) {
      const int before = 2 + week * 7 + random_.below(4);
      const auto text = static_cast<std::size_t>(random_.below(20) + week);
      WEIGE_CHECK(say(*team_.leader, wish_.at(before, 9, random_.below(50)),
                      kLeaderTexts[text % kLeaderTexts.size()]));
      if (team_.is_open || random_.chance(600))
        WEIGE_CHECK(say(team_.officer, wish_.at(before, 10, random_.below(50)),
                        kOfficerTexts[text % kOfficerTexts.size()]));
      if (team_.coordinator && (team_.is_open || random_.chance(500)))
        WEIGE_CHECK(say(*team_.coordinator, wish_.at(before - 1, 17, random_.below(50)),
                        kCoordinatorTexts[text % kCoordinatorTexts.size()]));
    }
    return done();
  }

  Done lose_leader() {
    const auto now = wish_.at(1, 18);
    const auto system = access::Actor::system(tx_, now, access::SystemReason::sample_town);
    WEIGE_CHECK(
        access::take_back_post(tx_, now, system, team_.leader->post, access::VacancyReason::transfer));
    return done();
  }

  struct Enlisted {
    teams::Helper helper;
    int joined = 0;  // days before the end
  };

  const SampleWorkWish& wish_;
  const SampleTeam& team_;
  Transaction& tx_;
  SampleRandom random_;
  std::vector<SampleUnit> units_;
  SampleGap gap_;
  std::size_t next_unit_ = 0;
  std::vector<Enlisted> helpers_;
  std::set<std::string> names_;

 public:
  bool has_leader() const { return gap_ != SampleGap::leader_left; }
};

Result<bool> fill_team(const SampleWorkWish& wish, const SampleTeam& team, Transaction& tx) {
  SampleTeamMaker maker(wish, team, tx);
  WEIGE_CHECK(maker.make());
  return maker.has_leader();
}

// ---- above the grids ----

// Who does which duty, refined by some committees.
Done share_duties(const SampleWorkWish& wish, Transaction& tx) {
  static constexpr std::array<std::pair<std::string_view, Role>, 4> kShared{{{"L8", Role::coordinator},
                                                                             {"L3", Role::community_officer},
                                                                             {"C8", Role::grid_leader},
                                                                             {"N8", Role::grid_leader}}};
  auto random = wish.random.branch(2);
  const auto idle = idle_committee(wish.staffing);
  for (std::size_t i = 0; i < wish.staffing.committees.size(); ++i) {
    const auto& staff = wish.staffing.committees[i];
    const bool open = staff.officer.login_name == kOpenOfficer;
    if (i == idle || (!open && !random.chance(350))) continue;
    const auto now = wish.at(random.between(60, 110), 14);
    WEIGE_TRY(const auto actor, sample_actor(tx, now, staff.committee));
    const auto first = static_cast<std::size_t>(random.below(3));
    for (std::size_t at = first; at < first + 2; ++at)
      WEIGE_CHECK(teams::settle_duty(
          {tx, actor, now},
          {.committee = staff.area, .number = std::string(kShared[at].first), .role = kShared[at].second}));
  }
  return done();
}

// The working group (G1) and, where they sit, local task forces (S5).
Done seat_supervision(const SampleWorkWish& wish, Transaction& tx) {
  const auto now = wish.at(kTeamsSince, 15);
  WEIGE_TRY(const auto actor, sample_actor(tx, now, wish.staffing.office));
  const auto seat = [&](access::AreaId area, teams::Body body, const SampleDuty& duty, teams::SeatRank rank) {
    return teams::choose_seat({tx, actor, now}, {area, body, duty.post, rank});
  };
  using enum teams::SeatRank;
  WEIGE_CHECK(seat(access::kTown, teams::Body::working_group, wish.staffing.office, deputy));
  const auto idle = idle_committee(wish.staffing);
  for (std::size_t i = 0; i < wish.staffing.committees.size(); ++i) {
    const auto& staff = wish.staffing.committees[i];
    WEIGE_CHECK(seat(access::kTown, teams::Body::working_group, staff.committee, member));
    if (i == idle || (staff.officer.login_name != kOpenOfficer && i % 3 != 0)) continue;
    WEIGE_CHECK(seat(staff.area, teams::Body::task_force, staff.committee, head));
    WEIGE_CHECK(seat(staff.area, teams::Body::task_force, staff.officer, deputy));
  }
  return done();
}

void add_leaders_sign_in(const SampleWorkWish& wish, const std::vector<SampleTeam>& teams,
                         std::string password) {
  const auto team = std::ranges::find_if(
      teams, [](const auto& each) { return each.leader && each.leader->login_name == kOpenLeader; });
  if (team == teams.end()) return;
  const auto& name = team->name;
  wish.staffing.sign_ins.push_back({std::string(kOpenLeader), std::move(password),
                                    fmt::format("{} · {}", access::zh_name(Role::grid_leader), name),
                                    "grid leader · " + name});
}

}  // namespace

Result<access::Actor> sample_actor(Transaction& tx, Instant now, const SampleDuty& duty) {
  return access::Actor::resume(tx, now, duty.account, duty.post, access::Purpose::data_quality);
}

Result<std::vector<SampleTeam>> make_sample_teams(const SampleWorkWish& wish) {
  auto password = new_sample_password(wish.passwords);
  const auto hash = access::PasswordHash::of(password, wish.passwords, wish.cost);
  WEIGE_TRY(auto teams, wish.database.write([&](Transaction& tx) -> Result<std::vector<SampleTeam>> {
    WEIGE_TRY(auto made, SampleLeaderMaker(wish, tx).make(hash));
    WEIGE_CHECK(share_duties(wish, tx));
    WEIGE_CHECK(seat_supervision(wish, tx));
    return made;
  }));
  for (auto& team : teams) {
    const auto has_leader = wish.database.write([&](Transaction& tx) { return fill_team(wish, team, tx); });
    if (!has_leader) return has_leader.problem();
    if (!*has_leader) team.leader.reset();
  }
  add_leaders_sign_in(wish, teams, std::move(password));
  return teams;
}

}  // namespace weige::town
