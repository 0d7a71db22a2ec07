#include "teams/helper_actions.h"

#include <algorithm>

#include "access/area_store.h"
#include "access/audit.h"
#include "access/post_store.h"
#include "norms/rules_store.h"
#include "teams/message_writer.h"

namespace weige::teams {
namespace {

using access::AreaId;
using access::Right;

constexpr access::AuditAction kEnlisted{"team.helper_enlisted"}, kChanged{"team.helper_changed"},
    kLeft{"team.helper_left"}, kGuided{"team.helper_guided"};

HelperView shown(const TeamContext& context, Helper helper, const norms::TeamRules& rules) {
  HelperView out{.helper = std::move(helper)};
  const auto& fields = out.helper.fields;
  out.guidance_overdue = is_guidance_overdue(out.helper, context.today(), rules.guidance_every_days);
  out.undertaking_holds = holds(fields.undertaking_on, context.today(), rules.undertaking_days);
  if (fields.premises)
    out.place = premises_place(context.tx, context.actor.scope(), *fields.premises).value_or("");
  return out;
}

HelperView shown(const TeamContext& context, Helper helper) {
  return shown(context, std::move(helper), norms::rules_on(context.tx, context.today()).team);
}

// The post of a helper whose area holds the grid or lies in it.
bool is_helpers_post(const TeamContext& context, AreaId grid, access::PostId id) {
  const auto post = access::find_post(context.tx, id, context.now);
  return post && post->role == access::Role::helper && post->state == access::PostState::active &&
         (access::is_within(context.tx, grid, post->area) || access::is_within(context.tx, post->area, grid));
}

// Fields that may stand as they are, in their canonical form. self: the one that is changed.
Result<HelperFields> fitting(const TeamContext& context, AreaId grid, const HelperFields& wanted,
                             std::optional<HelperId> self) {
  WEIGE_TRY(auto fields, checked(wanted, context.today()));
  if (!access::helper_kind_exists(context.tx, fields.kind))
    return problem(ProblemCode::team_kind_unknown, "kind");
  if (fields.premises && !premises_place(context.tx, context.actor.scope(), *fields.premises))
    return problem(ProblemCode::not_found, "premises_id");
  if (fields.post && !is_helpers_post(context, grid, *fields.post))
    return problem(ProblemCode::not_found, "post_id");
  const auto others = helpers_of(context.tx, context.actor.scope(), grid, Which::present);
  const bool there = std::ranges::any_of(others, [&](const Helper& other) {
    return self != other.id && other.fields.kind == fields.kind && other.fields.name == fields.name &&
           (other.fields.phone == fields.phone || other.fields.workplace == fields.workplace);
  });
  if (there) return problem(ProblemCode::team_helper_there, "name");
  return fields;
}

void tell_team(const TeamContext& context, const Helper& helper, NoticeCode code) {
  note_list(context.tx, helper.grid, context.today(), context.actor, ListTouch::changed);
  post_notice(context.tx, context.now,
              {.grid = helper.grid,
               .code = code,
               .about = helper.fields.kind,
               .ref = helper.id.value,
               .by = context.actor.post()});
}

Result<Helper> kept_helper(const TeamContext& context, HelperId id, std::int64_t version) {
  WEIGE_CHECK(context.actor.may(Right::edit_teams));
  auto helper = find_helper(context.tx, context.actor.scope(), id);
  if (!helper) return problem(ProblemCode::not_found);
  if (helper->version != version) return problem(ProblemCode::version_conflict);
  if (helper->left) return problem(ProblemCode::team_helper_left);
  return std::move(*helper);
}

}  // namespace

Result<std::vector<HelperView>> list_helpers(const TeamContext& context, AreaId grid, Which which) {
  WEIGE_TRY(const auto found, grid_for(context, Right::read_organisation, grid));
  const auto rules = norms::rules_on(context.tx, context.today()).team;
  std::vector<HelperView> out;
  for (auto& helper : helpers_of(context.tx, context.actor.scope(), found.id, which))
    out.push_back(shown(context, std::move(helper), rules));
  return out;
}

Result<HelperView> read_helper(const TeamContext& context, HelperId id) {
  WEIGE_CHECK(context.actor.may(Right::read_organisation));
  auto helper = find_helper(context.tx, context.actor.scope(), id);
  if (!helper) return problem(ProblemCode::not_found);
  return shown(context, std::move(*helper));
}

Result<std::string> read_helper_phone(const TeamContext& context, HelperId id) {
  WEIGE_CHECK(context.actor.may(Right::read_organisation));
  if (!context.actor.purpose()) return problem(ProblemCode::purpose_required);
  WEIGE_TRY(const auto view, read_helper(context, id));
  if (view.helper.left) return problem(ProblemCode::not_found);  // nobody needs to reach who has left
  return view.helper.fields.phone;
}

Result<HelperView> enlist_helper(const TeamContext& context, AreaId id, const HelperFields& wanted) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::edit_teams, id));
  WEIGE_TRY(auto fields, fitting(context, grid.id, wanted, {}));
  const Helper helper{.id = HelperId{context.tx.next_id()}, .grid = grid.id, .fields = std::move(fields)};
  auto change = insert_helper(context.tx, helper);
  (void)delete_considered(context.tx, grid.id, helper.fields.kind);
  access::audit_change(context.tx, context.now, context.actor, kEnlisted, std::move(change));
  tell_team(context, helper, NoticeCode::helper_enlisted);
  return shown(context, helper);
}

Result<HelperView> change_helper(const TeamContext& context, const HelperEdit& edit) {
  WEIGE_TRY(auto helper, kept_helper(context, edit.id, edit.version));
  auto wanted = edit.fields;
  if (edit.phone == PhoneIs::kept) wanted.phone = helper.fields.phone;
  WEIGE_TRY(auto fields, fitting(context, helper.grid, wanted, helper.id));
  if (fields == helper.fields) return shown(context, std::move(helper));
  const auto what = changed_fields(helper.fields, fields);
  helper.fields = std::move(fields);
  auto change = update_helper(context.tx, helper, what);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, kChanged, *std::move(change));
  ++helper.version;
  tell_team(context, helper, NoticeCode::helper_changed);
  return shown(context, std::move(helper));
}

Result<HelperView> let_helper_go(const TeamContext& context, const HelperLeaving& wanted) {
  WEIGE_TRY(auto helper, kept_helper(context, wanted.id, wanted.version));
  WEIGE_CHECK(check(wanted.leaving, helper.fields, context.today()));
  auto change = end_helper(context.tx, helper, wanted.leaving, context.now);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, kLeft, *std::move(change));
  ++helper.version;
  helper.left = wanted.leaving;
  tell_team(context, helper, NoticeCode::helper_left);
  return shown(context, std::move(helper));
}

Done note_guidance(const TeamContext& context, AreaId id, const GuidanceNote& note) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::lead_refusals, id));
  if (note.helpers.empty()) return problem(ProblemCode::missing_field, "helper_ids");
  if (note.on > context.today()) return problem(ProblemCode::bad_date, "on");
  std::vector<access::Change> changes;
  for (const auto helper_id : note.helpers) {
    const auto helper = find_helper(context.tx, context.actor.scope(), helper_id);
    if (!helper || helper->grid != grid.id) return problem(ProblemCode::not_found, "helper_ids");
    if (helper->left) return problem(ProblemCode::team_helper_left, "helper_ids");
    if (note.on < helper->fields.joined_on) return problem(ProblemCode::bad_date, "on");
    changes.push_back(
        insert_guidance(context.tx, grid.id, {helper_id, note.on, note.topic}, context.actor.post()));
  }
  access::audit_changes(context.tx, context.now, context.actor, kGuided, std::move(changes));
  return done();
}

}  // namespace weige::teams
