// SQL of layers, their versions and members. Borders are no personal data; a layer is seen by every post that
// covers a part of the layer's area.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "grids/grid_layer.h"
#include "store/database.h"

namespace weige::grids {

inline constexpr access::SubjectKind kVersionSubject{"grid_version"};

std::vector<GridLayer> all_layers(store::Transaction& tx, const access::Scope& scope);
std::optional<GridLayer> find_layer(store::Transaction& tx, const access::Scope& scope, LayerId id);
// The one of its kind. Precondition: not LayerKind::other.
std::optional<GridLayer> find_layer(store::Transaction& tx, const access::Scope& scope, LayerKind kind);
void insert_layer(store::Transaction& tx, const GridLayer& layer);

// Newest first.
std::vector<GridVersion> versions_of(store::Transaction& tx, LayerId layer);
std::optional<GridVersion> find_version(store::Transaction& tx, const access::Scope& scope, VersionId id);
std::optional<VersionId> version_of_submission(store::Transaction& tx, const std::string& submission);
// Published and not over before the day, and those that are taking effect: where addresses are kept placed.
std::vector<GridVersion> live_versions(store::Transaction& tx, Day today);
// submission: empty for none. Gives the version its number.
access::Change insert_version(store::Transaction& tx, GridVersion& version, access::PostId by,
                              const std::string& submission);
// Everything that may change of a version, if its row still has that version, which then counts on. nullopt:
// somebody else was faster.
std::optional<access::Change> update_version(store::Transaction& tx, GridVersion& version, access::PostId by);
// A draft with its members and steps, and the comparisons made with it.
access::Change delete_version(store::Transaction& tx, VersionId id);

enum class Shapes { with, without };
// By number.
std::vector<GridMember> members_of(store::Transaction& tx, VersionId id, Shapes shapes);
// Those whose box holds the point.
std::vector<GridMember> members_around(store::Transaction& tx, VersionId id, Point degrees);
// Without its shape.
std::optional<GridMember> find_member(store::Transaction& tx, VersionId id, int number);
void insert_members(store::Transaction& tx, VersionId id, std::span<const GridMember> members);
void delete_members(store::Transaction& tx, VersionId id, std::span<const int> numbers);

}  // namespace weige::grids
