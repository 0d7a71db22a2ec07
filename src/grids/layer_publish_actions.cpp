#include "grids/layer_publish_actions.h"

#include <algorithm>

#include "access/text_check.h"
#include "grids/coverage_actions.h"
#include "grids/grid_area_actions.h"
#include "grids/grid_events.h"
#include "grids/placement_writer.h"

namespace weige::grids {
namespace {

constexpr access::AuditAction kPlacing{"grid_version.placing"}, kPublished{"grid_version.published"};
constexpr std::size_t kLongestNote = 200;

// The first version of a layer may have been in force already; others follow it from today on.
Done check_day(const GridContext& context, const GridVersion& draft, Day day) {
  constexpr std::chrono::years kFarthest{20};
  const auto today = context.today();
  const auto versions = versions_of(context.tx, draft.layer);
  const bool is_first =
      std::ranges::none_of(versions, [](const auto& each) { return each.state == VersionState::published; });
  const Day earliest = is_first ? Day{today - kFarthest} : today, latest = Day{today + kFarthest};
  if (day >= earliest && day <= latest) return done();
  return problem(ProblemCode::date_out_of_range, "effective_from")
      .with("earliest", to_iso(earliest))
      .with("latest", to_iso(latest));
}

// Other layers need not cover anything.
Result<int> findings(const GridLayer& layer, const GridVersion& draft,
                     const std::vector<GridMember>& members) {
  if (layer.kind == LayerKind::other) return 0;
  WEIGE_TRY(const auto coverage, coverage_of(members, draft.centre));
  return static_cast<int>(coverage.patches.size());
}

struct Beginning {
  GridVersion draft;
  std::vector<GridMember> members;
};

Result<Beginning> begin(const GridContext& context, const Publication& publication) {
  WEIGE_TRY(auto draft, draft_to_change(context, publication.at));
  WEIGE_CHECK(check_day(context, draft, publication.effective_from));
  if (!publication.note.empty()) WEIGE_CHECK(access::check_text(publication.note, kLongestNote, "note"));
  WEIGE_TRY(const auto layer, layer_to_change(context, draft.layer));
  auto members = members_of(context.tx, draft.id, Shapes::with);
  WEIGE_TRY(const auto found, findings(layer, draft, members));
  if (found != publication.accepted_findings)
    return problem(ProblemCode::layer_findings, "accepted_findings").with("count", std::to_string(found));
  draft.state = VersionState::placing;
  draft.effective_from = publication.effective_from;
  if (!publication.note.empty()) draft.note = publication.note;
  WEIGE_TRY(auto changed, draft_changed(context, std::move(draft), kPlacing));
  return Beginning{std::move(changed), std::move(members)};
}

// What this very publication has made already, whose answer was lost: two writes after the version it names.
std::optional<GridVersion> published_before(const GridWork& work, const Publication& publication) {
  return work.database.read([&](store::Transaction& tx) -> std::optional<GridVersion> {
    const auto view = read_version(work.in(tx), publication.at.id);
    if (!view || view->version.state != VersionState::published) return std::nullopt;
    const bool same = view->version.version == publication.at.version + 2 &&
                      view->version.effective_from == publication.effective_from;
    return same ? std::optional(view->version) : std::nullopt;
  });
}

}  // namespace

Result<GridVersion> publish_version(const GridWork& work, const Publication& publication) {
  WEIGE_CHECK(work.actor.may(access::Right::edit_grids));
  if (const auto known = published_before(work, publication)) return *known;
  WEIGE_TRY(auto begun,
            work.database.write([&](store::Transaction& tx) { return begin(work.in(tx), publication); }));
  WEIGE_TRY(const auto index, LayerIndex::of(std::move(begun.members)));
  WEIGE_CHECK(place_version(work.database, begun.draft, index));
  auto published = work.database.write([&](store::Transaction& tx) -> Result<GridVersion> {
    auto version = begun.draft;
    version.state = VersionState::published;
    version.published_at = work.now;
    WEIGE_TRY(auto changed, draft_changed(work.in(tx), std::move(version), kPublished));
    WEIGE_CHECK(grid_events().published.publish(tx, changed));
    return changed;
  });
  if (published) WEIGE_CHECK(follow_grids(work.database, work.now, work.town));
  return published;
}

}  // namespace weige::grids
