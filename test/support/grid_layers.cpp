#include "support/grid_layers.h"

#include <algorithm>

#include "access/post_actions.h"
#include "grids/placement_writer.h"
#include "registry/address_actions.h"
#include "registry/record_store.h"
#include "registry/register_events.h"

namespace weige::testing_support {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result)
    throw std::runtime_error("grids: " + title(result.problem(), Language::en) + " at " +
                             result.problem().place);
  return std::move(result).value();
}

// As main() does, once for all tests of the program.
[[maybe_unused]] const bool followed = [] {
  grids::follow_register(registry::register_events());
  return true;
}();

}  // namespace

formats::GeoLayer squares(const SquareLayer& layer) {
  formats::GeoLayer out{.features = {}, .crs = "urn:ogc:def:crs:EPSG::4490"};
  const auto border = [&](int column) {
    const bool inner = column > 0 && column < layer.columns;
    return kSquareWest + column * kSquare + (inner ? layer.shift : 0);
  };
  for (int column = 0; column < layer.columns; ++column) {
    const double west = border(column), south = kSquareSouth, north = south + kSquare;
    const double east = border(column + 1) + (column == 0 ? layer.over : 0);
    const auto number = std::to_string(column + 1);
    out.features.push_back(
        {.id = {},
         .properties = {{"code", layer.prefix + number}, {"name", layer.prefix + " " + number}},
         .polygons = {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}},
         .number = static_cast<std::size_t>(column) + 1});
  }
  return out;
}

grids::Point middle_of_square(int column) {
  return {kSquareWest + (column + 0.5) * kSquare, kSquareSouth + kSquare / 2};
}

access::PostId make_coordinator(store::Database& db, access::AreaId grid, access::AccountId holder) {
  return must(db.write([&](store::Transaction& tx) -> Result<access::PostId> {
    const auto system = access::Actor::system(tx, kTestNow, access::SystemReason::maintenance);
    for (const auto& post : access::list_posts(tx, kTestNow, system))
      if (post.holder == holder) WEIGE_CHECK(access::end_post(tx, kTestNow, system, post.id));
    WEIGE_TRY(const auto post,
              access::create_post(tx, kTestNow, system,
                                  {.role = access::Role::coordinator, .area = grid, .title = "协管员"}));
    WEIGE_CHECK(access::give_post(tx, kTestNow, system, post.id, holder));
    return post.id;
  }));
}

grids::GridVersion GridDesk::take(const formats::GeoLayer& file, grids::LayerKind kind) {
  return must(work([&](const grids::GridWork& work) -> Result<grids::GridVersion> {
    WEIGE_TRY(auto layer, grids::import_layer(file, {}));
    return grids::take_layer(work, std::move(layer), {.kind = kind, .file_name = "grids.geojson"});
  }));
}

grids::GridVersion GridDesk::publish(const grids::GridVersion& draft, Day from, int accepted) {
  auto answer = must(work([&](const grids::GridWork& work) {
    return grids::publish_version(
        work, {.at = {draft.id, draft.version}, .effective_from = from, .accepted_findings = accepted});
  }));
  return std::get<grids::GridVersion>(std::move(answer));
}

jobs::JobId GridDesk::submit(const grids::GridVersion& draft, Day from) {
  const auto answer = must(work([&](const grids::GridWork& work) {
    return grids::publish_version(
        work, {.at = {draft.id, draft.version}, .effective_from = from, .most_at_once = 0});
  }));
  return std::get<jobs::JobId>(answer);
}

grids::GridVersion GridDesk::put_in_force(const SquareLayer& layer, grids::LayerKind kind) {
  return publish(take(squares(layer), kind), today());
}

std::int64_t GridDesk::add_address(const std::string& text, std::optional<int> column, bool north) {
  return must(as_post(
                  database_, town_.town_account, town_.town_post,
                  [&](const registry::WriteContext& context) {
                    registry::NewAddress input{.area_id = (north ? town_.north : town_.south).value,
                                               .town_area_id = access::kTown.value,
                                               .town_text = std::string(kTownText),
                                               .text = text};
                    if (column) {
                      const auto at = middle_of_square(*column);
                      input.point = registry::Point{at.x, at.y, "cgcs2000"};
                    }
                    return registry::add_address(context, input);
                  },
                  now_))
      .id;
}

void GridDesk::add_many(int addresses) {
  add_address("明珠路1弄1号", 0);  // whose provenance the others share
  (void)must(database_.write([&](store::Transaction& tx) -> Result<int> {
    tx.exec(
        "INSERT INTO address (id, area_id, version, state, provenance_id, confirmed_at, parent_id, level, "
        "element, canonical, sort_key, lng, lat, datum) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i "
        "+ 1 FROM n WHERE i + 1 < $1) SELECT 10000000 + n.i, a.area_id, 1, 'current', a.provenance_id, "
        "a.confirmed_at, CASE WHEN n.i % 50 = 0 THEN NULL ELSE 10000000 + n.i - n.i % 50 END, CASE WHEN n.i "
        "% 50 = 0 THEN 'lane' ELSE 'number' END, CAST(n.i AS TEXT), CAST(n.i AS TEXT), CAST(n.i AS TEXT), "
        "CASE WHEN n.i % 50 = 0 THEN NULL ELSE $2 + 0.002 * (n.i / 50 % 3) END, CASE WHEN n.i % 50 = 0 THEN "
        "NULL ELSE $3 END, CASE WHEN n.i % 50 = 0 THEN NULL ELSE 'cgcs2000' END FROM n JOIN address a ON "
        "a.id = (SELECT max(id) FROM address)",
        addresses, middle_of_square(0).x, middle_of_square(0).y);
    return 0;
  }));
}

void GridDesk::move_point(std::int64_t address, grids::Point to) {
  (void)must(as_post(
      database_, town_.town_account, town_.town_post,
      [&](const registry::WriteContext& context) -> Result<int> {
        const auto before =
            registry::find_record(context.tx, context.actor.scope(), registry::RecordKind::address, address);
        auto after = before.value();
        after["lng"] = std::to_string(to.x);
        after["lat"] = std::to_string(to.y);
        after["datum"] = "cgcs2000";
        registry::RegisterWriter writer(context, {.kind = registry::OperationKind::edit}, {});
        WEIGE_CHECK(writer.change(*before, after, context.today()));
        writer.finish(access::AuditAction{"test.moved"});
        return 0;
      },
      now_));
}

}  // namespace weige::testing_support
