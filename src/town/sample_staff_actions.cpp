#include "town/sample_staff_actions.h"

#include <fmt/format.h>

#include <algorithm>

#include "access/account_store.h"
#include "access/audit.h"
#include "access/post_actions.h"
#include "access/undertaking.h"
#include "access/undertaking_store.h"
#include "registry/town_actions.h"
#include "town/sample_names.h"

namespace weige::town {
namespace {

using access::Role;
using store::Transaction;

constexpr access::AuditAction kAccountMade{"sample_town.account"};
constexpr std::size_t kOpenCommittee = 4;  // whose posts can be signed in to

struct Opening {
  std::string login_name;
  access::PasswordHash hash;
};

class StaffMaker {
 public:
  StaffMaker(Transaction& tx, const SampleStaffWish& wish, SampleRandom random, const Random& secrets)
      : tx_(tx),
        wish_(wish),
        random_(random),
        secrets_(secrets),
        system_(access::Actor::system(tx, wish.since, access::SystemReason::sample_town)) {}

  Result<SampleStaffing> make(const std::vector<Opening>& openings) {
    SampleStaffing out;
    WEIGE_TRY(const auto town, registry::set_up_town(tx_, wish_.since, system_, wish_.town));
    WEIGE_TRY(out.office, duty(Role::population_office, access::kTown, openings[0]));
    for (const auto& [role, at] : {std::pair{Role::system_admin, 4}, std::pair{Role::auditor, 5}}) {
      WEIGE_TRY(const auto made, duty(role, access::kTown, openings[static_cast<std::size_t>(at)]));
      (void)made;
    }
    for (const auto& committee : wish_.committees) {
      const bool open = out.committees.size() == std::min(kOpenCommittee, wish_.committees.size() - 1);
      WEIGE_TRY(auto staff, committee_staff(area_of(town, committee), openings, open));
      out.committees.push_back(std::move(staff));
    }
    return out;
  }

 private:
  static const access::Area& area_of(const registry::TownSetUp& town, const SampleCommittee& committee) {
    return *std::ranges::find(town.committees, committee.code, &access::Area::code);
  }

  Result<SampleStaff> committee_staff(const access::Area& area, const std::vector<Opening>& openings,
                                      bool open) {
    SampleStaff out;
    out.area = area.id;
    const auto number = area.code.substr(9);
    const auto opening = [&](std::size_t at, std::string_view duty) {
      return open ? openings[at]
                  : Opening{fmt::format("{}.{}", duty, number), unknown_sample_password(secrets_)};
    };
    WEIGE_TRY(out.committee, duty(Role::committee, area.id, opening(1, "committee")));
    WEIGE_TRY(out.officer, duty(Role::community_officer, area.id, opening(2, "officer")));
    const int coordinators =
        2 + std::min(6, wish_.residents / static_cast<int>(wish_.committees.size()) / 1500);
    for (int i = 0; i < coordinators; ++i) {
      const auto login =
          i == 0 ? opening(3, "coordinator1")
                 : Opening{fmt::format("coordinator{}.{}", i + 1, number), unknown_sample_password(secrets_)};
      WEIGE_TRY(auto coordinator, duty(Role::coordinator, area.id, login));
      out.coordinators.push_back(std::move(coordinator));
    }
    return out;
  }

  Result<SampleDuty> duty(Role role, access::AreaId area, const Opening& opening) {
    return make_sample_duty(tx_, system_,
                            {.role = role,
                             .area = area,
                             .title = std::string(access::zh_name(role)),
                             .login_name = opening.login_name,
                             .hash = opening.hash,
                             .since = wish_.since,
                             .signs_at = wish_.signs_at},
                            random_);
  }

  Transaction& tx_;
  const SampleStaffWish& wish_;
  SampleRandom random_;
  const Random& secrets_;
  access::Actor system_;
};

std::vector<SampleSignIn> new_sign_ins(const SampleStaffWish& wish, const Random& passwords) {
  const auto& open = wish.committees[std::min(kOpenCommittee, wish.committees.size() - 1)].name;
  const auto at = [&](std::string_view text) { return fmt::format("{} · {}", text, open); };
  std::vector<SampleSignIn> out{{"office", {}, "镇人口办", "population office of the town"},
                                {"committee", {}, at("村居"), at("committee")},
                                {"officer", {}, at("社区民警"), at("community officer")},
                                {"coordinator", {}, at("社区综合协管员"), at("coordinator")},
                                {"admin", {}, "系统管理员", "system administrator"},
                                {"auditor", {}, "审计员", "auditor"}};
  for (auto& each : out) each.password = new_sample_password(passwords);
  return out;
}

}  // namespace

// Twelve signs without those that are easily mistaken, in three groups: about 59 bits.
std::string new_sample_password(const Random& random) {
  constexpr std::string_view kSigns = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string out;
  while (out.size() < 14) {
    std::byte byte{};
    random({&byte, 1});
    const auto at = static_cast<std::size_t>(byte);
    if (at >= 256 / kSigns.size() * kSigns.size()) continue;  // each sign as likely as another
    if (out.size() == 4 || out.size() == 9) out.push_back('-');
    out.push_back(kSigns[at % kSigns.size()]);
  }
  return out;
}

// Nobody knows it: cheap to make, since there is nothing to guess.
access::PasswordHash unknown_sample_password(const Random& random) {
  const auto text = new_sample_password(random) + new_sample_password(random) + new_sample_password(random);
  return access::PasswordHash::of(text, random, {.memory_kib = 8, .passes = 1, .lanes = 1});
}

Result<SampleDuty> make_sample_duty(Transaction& tx, const access::Actor& system, const SampleDutyWish& wish,
                                    SampleRandom& random) {
  const auto sex = random.chance(500) ? standards::Sex::male : standards::Sex::female;
  SampleDuty out{
      .account = {tx.next_id()},
      .post = {},
      .name = std::string(sample_surname(random)) + sample_given(random, random.between(1966, 2000), sex),
      .login_name = wish.login_name};
  WEIGE_TRY(const auto name, access::LoginName::parse(wish.login_name));
  std::vector<access::Change> changes;
  changes.push_back(access::insert_account(
      tx, {.id = out.account, .login_name = name.text(), .display_name = out.name, .created = wish.since},
      name, access::kSystemAccount));
  changes.push_back(access::set_password(tx, out.account, wish.hash, wish.since));
  changes.push_back(
      access::insert_signature(tx, out.account, access::undertaking_text().version, wish.signs_at));
  access::audit_changes(tx, wish.since, system, kAccountMade, std::move(changes));
  WEIGE_TRY(const auto post,
            access::create_post(tx, wish.since, system,
                                {.role = wish.role, .area = wish.area, .title = wish.title}));
  WEIGE_TRY(const auto given, access::give_post(tx, wish.since, system, post.id, out.account));
  out.post = given.id;
  return out;
}

Result<SampleStaffing> make_sample_staff(store::Database& database, const SampleStaffWish& wish,
                                         SampleRandom random, const Random& passwords) {
  auto sign_ins = new_sign_ins(wish, passwords);
  std::vector<Opening> openings;
  for (const auto& each : sign_ins)
    openings.push_back({each.login_name, access::PasswordHash::of(each.password, passwords, wish.cost)});
  WEIGE_TRY(auto staffing, database.write([&](Transaction& tx) -> Result<SampleStaffing> {
    if (access::has_account(tx)) return problem(ProblemCode::town_not_empty);
    return StaffMaker(tx, wish, random, passwords).make(openings);
  }));
  staffing.sign_ins = std::move(sign_ins);
  return staffing;
}

}  // namespace weige::town
