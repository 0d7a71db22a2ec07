#include "town/sample_map_actions.h"

#include <algorithm>
#include <limits>

#include "grids/alignment_actions.h"
#include "grids/coverage_actions.h"
#include "grids/grid_area_actions.h"
#include "grids/layer_edit_actions.h"
#include "grids/layer_publish_actions.h"
#include "grids/layer_taking_actions.h"
#include "grids/set_up_actions.h"
#include "town/sample_grid_staff_actions.h"

namespace weige::town {
namespace {

using grids::GridContext;
using grids::GridMember;
using grids::GridVersion;
using grids::GridWork;
using grids::LayerKind;
using std::chrono::days;
using store::Transaction;

// Days before the end of the history.
constexpr days kGridsTaken{176}, kGridsPublished{168}, kGridsFrom{160};
constexpr days kAreasTaken{151}, kAreasPublished{140}, kAreasFrom{130};
constexpr days kCompared{4}, kDrafted{2};
constexpr std::chrono::hours kMorning{2};  // ten o'clock in the town

struct LayerWish {
  LayerKind kind;
  const std::vector<SampleMember>& members;
  std::string file_name, note;
  days taken, published, from;
};

grids::Layer file_of(const std::vector<SampleMember>& members) {
  grids::Layer out;
  for (const auto& member : members)
    out.members.push_back({.code = member.code, .name = member.name, .shape = member.shape});
  return out;
}

class MapMaker {
 public:
  MapMaker(store::Database& database, const SampleMapWish& wish, const access::Actor& office)
      : database_(database), wish_(wish), office_(office) {}

  Result<SampleMapMade> make() {
    const auto& layers = wish_.layers;
    WEIGE_CHECK(put_in_force({LayerKind::committees, layers.committees, "村居界线.geojson", "与民政区划一致",
                              kGridsTaken, kGridsPublished, kGridsFrom}));
    WEIGE_TRY(const auto grids, put_in_force({LayerKind::grids, layers.grids, "微网格.geojson",
                                              "城运中心下发", kGridsTaken, kGridsPublished, kGridsFrom}));
    WEIGE_TRY(const auto areas, put_in_force({LayerKind::areas, layers.areas, "协管员责任区.geojson",
                                              "按原责任区整理", kAreasTaken, kAreasPublished, kAreasFrom}));
    SampleMapMade out{
        .grids = grids.members,
        .unpopulated = static_cast<int>(std::ranges::count(layers.grids, false, &SampleMember::is_populated)),
        .areas = areas.members,
        .grids_from = *grids.effective_from,
        .areas_from = *areas.effective_from};
    WEIGE_TRY(out.aligned, compare(areas, grids));
    WEIGE_TRY(out.coordinated, give_grids());
    WEIGE_CHECK(begin_draft(areas));
    WEIGE_CHECK(count_places(out));
    return out;
  }

 private:
  Instant on(days before_end) const { return Instant{wish_.period.until - before_end + kMorning}; }
  GridWork work(days before_end) const { return {database_, office_, on(before_end)}; }
  template <class F>
  auto act(days before_end, F&& f) {
    return database_.write([&](Transaction& tx) { return f(work(before_end).in(tx)); });
  }

  Result<GridVersion> put_in_force(const LayerWish& layer) {
    WEIGE_TRY(const auto draft, grids::take_layer(work(layer.taken), file_of(layer.members),
                                                  {.kind = layer.kind, .file_name = layer.file_name}));
    WEIGE_TRY(const auto at, settle_members(draft, layer));
    WEIGE_TRY(const auto found, findings_of(draft));
    WEIGE_TRY(auto published,
              grids::publish_version(work(layer.published),
                                     {.at = at,
                                      .effective_from = Day{wish_.period.until - layer.from},
                                      .accepted_findings = found,
                                      .note = layer.note,
                                      .most_at_once = std::numeric_limits<std::int64_t>::max()}));
    return std::get<GridVersion>(std::move(published));
  }

  // What the addresses suggest is right but for land without any, and where few of them are all wrong.
  Result<grids::VersionAt> settle_members(const GridVersion& draft, const LayerWish& layer) {
    return act(layer.taken, [&](const GridContext& context) -> Result<grids::VersionAt> {
      grids::VersionAt at{draft.id, draft.version};
      WEIGE_TRY(const auto members, grids::read_members(context, draft.id, grids::Shapes::without));
      for (std::size_t i = 0; i < members.size(); ++i) {
        const auto& wanted = layer.members[i];
        const auto area = wish_.staffing.committees[static_cast<std::size_t>(wanted.committee)].area.value;
        if (members[i].committee == area && members[i].populated == wanted.is_populated) continue;
        WEIGE_TRY(const auto edited,
                  grids::change_member(context, {.at = at,
                                                 .number = members[i].number,
                                                 .committee = std::optional<std::int64_t>(area),
                                                 .populated = wanted.is_populated}));
        at.version = edited.draft.version;
      }
      return at;
    });
  }

  Result<int> give_grids() {
    WEIGE_CHECK(grids::follow_grids(database_, on(kAreasFrom)));
    return database_.write([&](Transaction& tx) {
      return give_grids_to_coordinators(tx, on(kAreasFrom), wish_.layers, wish_.staffing);
    });
  }

  // Land in which nobody lives is in no area: seen, and as it should be.
  Result<int> findings_of(const GridVersion& draft) {
    const auto members = database_.read([&](Transaction& tx) {
      return grids::read_members(work(kDrafted).in(tx), draft.id, grids::Shapes::with);
    });
    if (!members) return members.problem();
    WEIGE_TRY(const auto coverage, grids::coverage_of(*members, draft.centre));
    return static_cast<int>(coverage.patches.size());
  }

  Result<int> compare(const GridVersion& areas, const GridVersion& grids) {
    WEIGE_TRY(const auto view, act(kCompared, [&](const GridContext& context) {
                return grids::make_crosswalk(context, {.areas = areas.id, .grids = grids.id});
              }));
    return view.crosswalk.aligned;
  }

  // Somebody has begun to put areas right: the first two that one grid holds are one again.
  Done begin_draft(const GridVersion& areas) {
    return act(kDrafted, [&](const GridContext& context) -> Done {
      WEIGE_TRY(const auto draft, grids::draft_version(context, areas.layer, context.today()));
      const auto& members = wish_.layers.areas;
      const auto half = std::ranges::find(members, SampleDifference::half, &SampleMember::difference);
      if (half == members.end()) return done();
      const auto other =
          std::ranges::find(half + 1, members.end(), SampleDifference::half, &SampleMember::difference);
      const auto number = [&](auto member) { return static_cast<int>(member - members.begin()) + 1; };
      WEIGE_CHECK(grids::edit_draft(context, {.at = {draft.id, draft.version},
                                              .kind = "merge",
                                              .number = number(half),
                                              .others = {number(other)}}));
      return done();
    });
  }

  Done count_places(SampleMapMade& out) {
    WEIGE_TRY(const auto lines,
              act(kDrafted, [](const GridContext& context) { return grids::set_up(context); }));
    for (const auto& line : lines) {
      out.addresses += line.addresses;
      out.placed += line.placed;
      out.doubted += line.doubted;
    }
    return done();
  }

  store::Database& database_;
  const SampleMapWish& wish_;
  const access::Actor& office_;
};

}  // namespace

Result<SampleMapMade> make_sample_map(store::Database& database, const SampleMapWish& wish) {
  const auto& duty = wish.staffing.office;
  WEIGE_TRY(const auto office, database.read([&](Transaction& tx) {
    return access::Actor::resume(tx, Instant{wish.period.until}, duty.account, duty.post,
                                 access::Purpose::data_quality);
  }));
  return MapMaker(database, wish, office).make();
}

}  // namespace weige::town
