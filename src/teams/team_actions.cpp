#include "teams/team_actions.h"

#include <algorithm>

#include "access/audit.h"
#include "access/post_store.h"
#include "access/text_check.h"
#include "access/undertaking_store.h"
#include "norms/rules_store.h"
#include "teams/message_writer.h"

namespace weige::teams {
namespace {

using access::AreaId;
using access::Right;

constexpr access::AuditAction kKindNoted{"team.kind_noted"}, kListConfirmed{"team.list_confirmed"};

// What all teams of one answer are made from.
struct TeamBook {
  std::map<std::int64_t, access::Post> posts;
  std::map<std::int64_t, std::vector<ForceCount>> forces;
  std::map<std::int64_t, std::vector<Considered>> considered;
  std::vector<access::HelperKind> kinds;
};

HelperLimits limits_of(const norms::TeamRules& rules, Day today) {
  return {.signed_after = days_before(today, rules.undertaking_days),
          .guided_after = days_before(today, rules.guidance_every_days),
          .joined_before = days_before(today, rules.guidance_every_days)};
}

TeamBook open_book(const TeamContext& context, std::optional<AreaId> only) {
  const auto rules = norms::rules_on(context.tx, context.today()).team;
  return {.posts = {},
          .forces = count_helpers(context.tx, limits_of(rules, context.today()), only),
          .considered = considered_kinds(context.tx, only),
          .kinds = access::helper_kinds(context.tx)};
}

std::array<TeamSeat, 3> seats_of(const TeamContext& context, const TeamBook& book, const TeamPosts& posts) {
  const std::array<std::optional<access::PostId>, 3> ids{posts.leader, posts.officer, posts.coordinator};
  std::array<TeamSeat, 3> seats;
  for (std::size_t i = 0; i < seats.size(); ++i) {
    seats[i].role = kTeamRoles[i];
    const auto found = ids[i] ? book.posts.find(ids[i]->value) : book.posts.end();
    if (found == book.posts.end()) continue;
    seats[i].post = found->second;
    if (found->second.holder) seats[i].signed_at = access::signed_at(context.tx, *found->second.holder);
  }
  return seats;
}

// Every kind that there is, counted or not.
std::vector<ForceCount> forces_of(const TeamBook& book, AreaId grid) {
  std::vector<ForceCount> out;
  const auto counted = book.forces.find(grid.value);
  const auto noted = book.considered.find(grid.value);
  for (const auto& kind : book.kinds) {
    ForceCount force{.kind = kind.code};
    if (counted != book.forces.end())
      if (const auto it = std::ranges::find(counted->second, kind.code, &ForceCount::kind);
          it != counted->second.end())
        force = *it;
    force.considered = noted != book.considered.end() &&
                       std::ranges::find(noted->second, kind.code, &Considered::kind) != noted->second.end();
    out.push_back(std::move(force));
  }
  return out;
}

TeamView view_of(const TeamContext& context, const TeamBook& book, const TeamGrid& grid,
                 const TeamPosts& posts) {
  TeamView view{.grid = grid,
                .facts = {.populated = grid.populated,
                          .seats = seats_of(context, book, posts),
                          .forces = forces_of(book, grid.id)}};
  view.lacks = lacks_of(view.facts, context.now);
  view.state = state_of(view.lacks);
  return view;
}

Day first_of_last_month(Day today) {
  const auto month = today.year() / today.month() - std::chrono::months(1);
  return month / 1;
}

}  // namespace

Result<TeamGrid> grid_for(const TeamContext& context, Right right, AreaId grid) {
  WEIGE_CHECK(context.actor.may(right));
  auto found = find_grid(context.tx, context.actor, grid);
  if (!found) return problem(ProblemCode::not_found);
  return std::move(*found);
}

Result<std::vector<TeamView>> list_teams(const TeamContext& context) {
  WEIGE_CHECK(context.actor.may(Right::read_teams));
  auto book = open_book(context, {});
  for (auto& post : access::all_posts(context.tx, context.now)) book.posts.emplace(post.id.value, post);
  auto teams = all_teams(context.tx);
  std::vector<TeamView> out;
  for (const auto& grid : grids_of(context.tx, context.actor))
    out.push_back(view_of(context, book, grid, teams[grid.id.value]));
  return out;
}

Result<TeamDetail> read_team(const TeamContext& context, AreaId id) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::read_teams, id));
  auto book = open_book(context, id);
  const auto posts = team_of(context.tx, id);
  for (const auto& each : {posts.leader, posts.officer, posts.coordinator})
    if (auto post = each ? access::find_post(context.tx, *each, context.now) : std::nullopt)
      book.posts.emplace(each->value, std::move(*post));
  const bool sees = context.actor.may(Right::read_organisation).ok();
  TeamDetail out{.view = view_of(context, book, grid, posts),
                 .considered = book.considered[id.value],
                 .list_kept_on = list_kept_on(context.tx, id),
                 .rules = norms::rules_on(context.tx, context.today()).team,
                 .may_edit = context.actor.may(Right::edit_teams).ok(),
                 .may_guide = context.actor.may(Right::lead_refusals).ok(),
                 .may_see_helpers = sees};
  if (sees) out.guidance = guidance_since(context.tx, id, first_of_last_month(context.today()));
  return out;
}

Done note_kind(const TeamContext& context, AreaId id, const KindNote& note) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::edit_teams, id));
  if (!access::helper_kind_exists(context.tx, note.kind)) return problem(ProblemCode::not_found, "kind");
  if (!note.reason) {
    if (!delete_considered(context.tx, id, note.kind)) return done();
    access::audit_change(context.tx, context.now, context.actor, kKindNoted,
                         access::Change::of(kTeamSubject, id, "open=" + note.kind));
    return done();
  }
  WEIGE_CHECK(access::check_impersonal(*note.reason, kLongestReason, "reason"));
  const auto book = open_book(context, id);
  for (const auto& force : forces_of(book, id))
    if (force.kind == note.kind && force.present > 0) return problem(ProblemCode::team_kind_has_helpers);
  auto change =
      put_considered(context.tx, id, {note.kind, *note.reason, context.today()}, context.actor.post());
  access::audit_change(context.tx, context.now, context.actor, kKindNoted, std::move(change));
  note_list(context.tx, id, context.today(), context.actor, ListTouch::changed);
  post_notice(
      context.tx, context.now,
      {.grid = id, .code = NoticeCode::kind_considered, .about = note.kind, .by = context.actor.post()});
  return done();
}

Done confirm_list(const TeamContext& context, AreaId id) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::edit_teams, id));
  note_list(context.tx, id, context.today(), context.actor, ListTouch::looked_through);
  access::audit_change(context.tx, context.now, context.actor, kListConfirmed,
                       access::Change::of(kTeamSubject, grid.id));
  return done();
}

std::vector<access::PostId> posts_of_team(const TeamContext& context, AreaId grid) {
  const auto team = team_of(context.tx, grid);
  auto out = team.helpers;
  for (const auto& each : {team.leader, team.officer, team.coordinator})
    if (each) out.push_back(*each);
  return out;
}

}  // namespace weige::teams
