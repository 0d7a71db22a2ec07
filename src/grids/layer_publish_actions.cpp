#include "grids/layer_publish_actions.h"

#include <algorithm>

#include "access/text_check.h"
#include "grids/coverage_actions.h"
#include "grids/grid_area_actions.h"
#include "grids/layer_placing_actions.h"
#include "grids/placement_writer.h"

namespace weige::grids {
namespace {

using Published = std::variant<GridVersion, jobs::JobId>;

constexpr access::AuditAction kPlacing{"grid_version.placing"};
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

// What this very publication has made already, whose answer was lost: two writes after the version it names;
// or the job that is still at it.
std::optional<Published> answered_before(const GridContext& context, const Publication& publication) {
  const auto view = read_version(context, publication.at.id);
  if (!view || view->version.effective_from != publication.effective_from) return std::nullopt;
  const auto& version = view->version;
  if (version.state == VersionState::published && version.version == publication.at.version + 2)
    return version;
  const auto job = placing_job(context.tx, version);
  if (job && version.version == publication.at.version + 1) return job->id;
  return std::nullopt;
}

struct Checked {
  LayerIndex index;
  std::int64_t addresses = 0;
};

// Reading only: a check of thousands of members takes its time, and nobody should wait behind it.
Result<Checked> check(const GridContext& context, const Publication& publication) {
  WEIGE_TRY(const auto draft, draft_to_change(context, publication.at));
  WEIGE_CHECK(check_day(context, draft, publication.effective_from));
  if (!publication.note.empty()) WEIGE_CHECK(access::check_text(publication.note, kLongestNote, "note"));
  WEIGE_TRY(const auto layer, layer_to_change(context, draft.layer));
  if (draft.faulty > 0) return problem(ProblemCode::layer_faulty);
  auto members = members_of(context.tx, draft.id, Shapes::with);
  WEIGE_TRY(const auto found, findings(layer, draft, members));
  if (found != publication.accepted_findings)
    return problem(ProblemCode::layer_findings, "accepted_findings").with("count", std::to_string(found));
  WEIGE_TRY(auto index, LayerIndex::of(std::move(members)));
  return Checked{std::move(index), count_addresses(context.tx)};
}

// The draft is as it was checked: every change counts its version on.
Result<Published> begin(const GridContext& context, const Publication& publication, std::int64_t addresses) {
  if (auto known = answered_before(context, publication)) return *std::move(known);
  WEIGE_TRY(auto draft, draft_to_change(context, publication.at));
  draft.state = VersionState::placing;
  draft.effective_from = publication.effective_from;
  if (!publication.note.empty()) draft.note = publication.note;
  if (addresses > publication.most_at_once) draft.job = submit_placing(context, draft.id, addresses);
  WEIGE_TRY(auto changed, draft_changed(context, std::move(draft), kPlacing));
  if (changed.job) return Published{*changed.job};
  return Published{std::move(changed)};
}

}  // namespace

Result<Published> publish_version(const GridWork& work, const Publication& publication) {
  WEIGE_CHECK(work.actor.may(access::Right::edit_grids));
  auto& database = work.database;
  if (auto known =
          database.read([&](store::Transaction& tx) { return answered_before(work.in(tx), publication); }))
    return *std::move(known);
  WEIGE_TRY(const auto checked,
            database.read([&](store::Transaction& tx) { return check(work.in(tx), publication); }));
  WEIGE_TRY(auto begun, database.write([&](store::Transaction& tx) {
    return begin(work.in(tx), publication, checked.addresses);
  }));
  const auto* placing = std::get_if<GridVersion>(&begun);
  if (!placing || placing->state == VersionState::published) return begun;
  WEIGE_CHECK(place_version(database, *placing, checked.index));
  WEIGE_TRY(auto published,
            database.write([&](store::Transaction& tx) { return take_effect(work.in(tx), *placing); }));
  (void)follow_grids(database, work.now,
                     work.town);  // it is in force; whoever follows next tells what is wrong
  return Published{std::move(published)};
}

}  // namespace weige::grids
