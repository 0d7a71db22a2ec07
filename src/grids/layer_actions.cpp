#include "grids/layer_actions.h"

#include "access/area_store.h"
#include "jobs/job_actions.h"
#include "registry/record_store.h"

namespace weige::grids {
namespace {

using access::Right;

constexpr access::AuditAction kDrafted{"grid_version.drafted"}, kDiscarded{"grid_version.discarded"};

std::optional<Placing> placing_of(const GridContext& context, const GridVersion& version) {
  const auto job = placing_job(context.tx, version);
  if (!job) return std::nullopt;
  Placing out{.placed = job->progress.done, .addresses = job->progress.total.value_or(0)};
  if (job->owner.account_id == context.actor.account().value) out.job = job->id;
  return out;
}

}  // namespace

Result<std::vector<LayerView>> list_layers(const GridContext& context) {
  WEIGE_CHECK(context.actor.may(Right::read_grids));
  std::vector<LayerView> out;
  for (auto& layer : all_layers(context.tx, context.actor.scope())) {
    LayerView view{.layer = std::move(layer), .versions = {}};
    view.versions = versions_of(context.tx, view.layer.id);
    for (const auto& version : view.versions)
      if (const auto placing = placing_of(context, version)) view.placing.emplace(version.id, *placing);
    out.push_back(std::move(view));
  }
  return out;
}

Result<VersionView> read_version(const GridContext& context, VersionId id) {
  WEIGE_CHECK(context.actor.may(Right::read_grids));
  auto version = find_version(context.tx, context.actor.scope(), id);
  if (!version) return problem(ProblemCode::not_found);
  const auto layer = find_layer(context.tx, context.actor.scope(), version->layer);
  const auto versions = versions_of(context.tx, version->layer);
  const auto* current = in_force(versions, context.today());
  VersionView out{.layer = layer.value(), .version = *std::move(version)};
  out.effective_to =
      out.version.state == VersionState::published ? effective_to(out.version, versions) : std::nullopt;
  out.in_force = current && current->id == id;
  out.placing = placing_of(context, out.version);
  return out;
}

Result<std::vector<GridMember>> read_members(const GridContext& context, VersionId id, Shapes shapes) {
  WEIGE_CHECK(context.actor.may(Right::read_grids));
  if (!find_version(context.tx, context.actor.scope(), id)) return problem(ProblemCode::not_found);
  return members_of(context.tx, id, shapes);
}

Result<GridLayer> layer_to_change(const GridContext& context, LayerId id) {
  WEIGE_CHECK(context.actor.may(Right::edit_grids));
  auto layer = find_layer(context.tx, context.actor.scope(), id);
  if (!layer || !registry::covers(context.tx, context.actor.scope(), layer->area.value))
    return problem(ProblemCode::not_found);
  return *std::move(layer);
}

Result<GridVersion> insert_draft(const GridContext& context, GridVersion draft,
                                 std::vector<GridMember> members, const DraftOrigin& origin) {
  draft.id = VersionId{context.tx.next_id()};
  draft.created_at = context.now;
  count_members(draft, members);
  auto receipt = insert_version(context.tx, draft, context.actor.post(), origin.submission);
  insert_members(context.tx, draft.id, members);
  access::audit_change(context.tx, context.now, context.actor, origin.action, std::move(receipt));
  return draft;
}

Result<GridVersion> draft_version(const GridContext& context, LayerId id, Day day) {
  WEIGE_TRY(const auto layer, layer_to_change(context, id));
  const auto versions = versions_of(context.tx, layer.id);
  const auto* base = in_force(versions, day);
  if (!base) return problem(ProblemCode::not_found, "day");
  GridVersion draft{.layer = layer.id,
                    .based_on = base->id,
                    .datum = "CGCS2000",
                    .source = base->source,
                    .centre = base->centre};
  return insert_draft(context, std::move(draft), members_of(context.tx, base->id, Shapes::with), {kDrafted});
}

std::optional<jobs::Job> placing_job(store::Transaction& tx, const GridVersion& version) {
  if (version.state != VersionState::placing || !version.job) return std::nullopt;
  auto job = jobs::get_job(tx, *version.job);
  if (!job || jobs::is_finished(job->state)) return std::nullopt;
  return *std::move(job);
}

Result<GridVersion> draft_to_change(const GridContext& context, const VersionAt& at) {
  WEIGE_CHECK(context.actor.may(Right::edit_grids));
  auto version = find_version(context.tx, context.actor.scope(), at.id);
  if (!version) return problem(ProblemCode::not_found);
  WEIGE_CHECK(layer_to_change(context, version->layer));
  if (version->state == VersionState::published) return problem(ProblemCode::layer_published);
  if (version->version != at.version) return problem(ProblemCode::version_conflict);
  if (placing_job(context.tx, *version)) return problem(ProblemCode::layer_placing);
  version->state = VersionState::draft;  // a publication that did not come to its end is begun anew
  version->effective_from.reset();
  version->job.reset();
  return *std::move(version);
}

Result<GridVersion> draft_changed(const GridContext& context, GridVersion draft, access::AuditAction action) {
  count_members(draft, members_of(context.tx, draft.id, Shapes::without));
  auto receipt = update_version(context.tx, draft, context.actor.post());
  if (!receipt) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, action, *std::move(receipt));
  return draft;
}

Done discard_draft(const GridContext& context, const VersionAt& at) {
  WEIGE_TRY(const auto draft, draft_to_change(context, at));
  access::audit_change(context.tx, context.now, context.actor, kDiscarded,
                       delete_version(context.tx, draft.id));
  return done();
}

void count_members(GridVersion& version, const std::vector<GridMember>& members) {
  version.members = static_cast<int>(members.size());
  version.faulty = 0;
  version.area = 0;
  for (const auto& member : members) {
    version.faulty += member.faulty ? 1 : 0;
    version.area += member.area;
  }
}

}  // namespace weige::grids
