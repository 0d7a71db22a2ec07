// Use cases of layers: look at them, draft a new version, throw a draft away; and what all other use cases of
// drafts begin and end with. Rights: edit_grids; read_grids to look. What is published is never changed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/audit.h"
#include "grids/grid_layer.h"
#include "grids/layer_store.h"
#include "store/database.h"

namespace weige::grids {

struct GridContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  TownTime town = {};
  Day today() const { return town.day_of(now); }
};
// For work that takes its own transactions.
struct GridWork {
  store::Database& database;
  const access::Actor& actor;
  Instant now;
  TownTime town = {};
  Day today() const { return town.day_of(now); }
  GridContext in(store::Transaction& tx) const { return {tx, actor, now, town}; }
};

// How far a version is that a job lets take effect.
struct Placing {
  std::optional<jobs::JobId> job = {};     // if it is the actor's own
  std::int64_t placed = 0, addresses = 0;  // 0 of 0: it is being taken back
};
// A layer with its versions, newest first.
struct LayerView {
  GridLayer layer;
  std::vector<GridVersion> versions;
  std::map<VersionId, Placing> placing = {};
};
Result<std::vector<LayerView>> list_layers(const GridContext& context);
// Problem: not_found, also for what the post does not cover.
struct VersionView {
  GridLayer layer;
  GridVersion version;
  std::optional<Day> effective_to = {};
  bool in_force = false;
  std::optional<Placing> placing = {};
};
Result<VersionView> read_version(const GridContext& context, VersionId id);
Result<std::vector<GridMember>> read_members(const GridContext& context, VersionId id, Shapes shapes);

// A layer that the post may change: it covers all of the layer's area. Problems: forbidden, not_found.
Result<GridLayer> layer_to_change(const GridContext& context, LayerId id);

// Writes a new draft with its members. draft: layer, based_on, datum, source, centre, shortened.
struct DraftOrigin {
  access::AuditAction action;
  std::string submission = {};
};
Result<GridVersion> insert_draft(const GridContext& context, GridVersion draft,
                                 std::vector<GridMember> members, const DraftOrigin& origin);
// Sets members, faulty and area of the version.
void count_members(GridVersion& version, const std::vector<GridMember>& members);

// With the members of the version in force on the day. Problems: forbidden, not_found (also: none is in
// force).
Result<GridVersion> draft_version(const GridContext& context, LayerId layer, Day day);

struct VersionAt {
  VersionId id;
  std::int64_t version = 0;
};
// The job that lets the version take effect, as long as it goes on. One that ended otherwise than well leaves
// a draft.
std::optional<jobs::Job> placing_job(store::Transaction& tx, const GridVersion& version);
// A draft to be changed, in the version that the caller has seen. Problems: forbidden, not_found,
// version_conflict, layer_published, layer_placing (a job places it).
Result<GridVersion> draft_to_change(const GridContext& context, const VersionAt& at);
// Counts the draft's members anew, writes the row and audits. Problem: version_conflict.
Result<GridVersion> draft_changed(const GridContext& context, GridVersion draft, access::AuditAction action);

Done discard_draft(const GridContext& context, const VersionAt& at);

}  // namespace weige::grids
