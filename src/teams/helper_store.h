// SQL of helpers and of their guidance. Phones are sealed and opened here, under a key of the helper's own,
// which goes when the helper is forgotten.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "teams/helper.h"

namespace weige::teams {

inline constexpr access::SubjectKind kHelperSubject{"team_helper"};

access::Change insert_helper(store::Transaction& tx, const Helper& helper);
// nullopt: it is of another version by now.
std::optional<access::Change> update_helper(store::Transaction& tx, const Helper& helper,
                                            const std::string& what);
std::optional<access::Change> end_helper(store::Transaction& tx, const Helper& helper, const Leaving& leaving,
                                         Instant now);
std::optional<Helper> find_helper(store::Transaction& tx, const access::Scope& scope, HelperId id);

enum class Which { present, all };
// Of a grid within the scope, by kind and name; those who left behind the others.
std::vector<Helper> helpers_of(store::Transaction& tx, const access::Scope& scope, access::AreaId grid,
                               Which which);

// Of what exists and lies within the scope: the address of premises.
std::optional<std::string> premises_place(store::Transaction& tx, const access::Scope& scope,
                                          std::int64_t premises);

struct Guidance {
  HelperId helper;
  Day on{};
  GuidanceTopic topic = GuidanceTopic::registration;
};
// The same helper, day and topic twice is one.
access::Change insert_guidance(store::Transaction& tx, access::AreaId grid, const Guidance& guidance,
                               access::PostId post);
// Of the grid since a day, newest first.
std::vector<Guidance> guidance_since(store::Transaction& tx, access::AreaId grid, Day since);

// Helpers who left before that, with their keys; how many went. To be called until none go.
std::int64_t erase_left_helpers(store::Transaction& tx, Instant left_before, int limit);

}  // namespace weige::teams
