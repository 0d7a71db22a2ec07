// SQL of the norms' versions. Norms are the town's and hold nothing about people, so there is no Scope. Who
// may write is decided, and the receipt for the audit log made, by whoever calls.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "norms/rules.h"
#include "norms/version.h"
#include "store/database.h"

namespace weige::norms {

// What holds on the day: of each norm the version in force, or what ships.
Rules rules_on(store::Transaction& tx, Day day);

void insert_version(store::Transaction& tx, const NormVersion& version);
// Without the rules; of all norms, newest first.
std::vector<NormVersion> all_versions(store::Transaction& tx);
// With its rules: those of its norm; all else as it ships.
std::optional<NormVersion> find_version(store::Transaction& tx, VersionId id);
// Precondition: its day has not come.
void delete_version(store::Transaction& tx, VersionId id);

}  // namespace weige::norms
