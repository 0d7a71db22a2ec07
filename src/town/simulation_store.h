// SQL of what the error model is given: premises with their kind, and which residences are registered there,
// by number. No person, no name and no trait is read.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "access/scope.h"
#include "store/database.h"
#include "town/simulation_model.h"

namespace weige::town {

// By premises, of all in scope.
std::unordered_map<std::int64_t, ModelDoor> find_model_doors(store::Transaction& tx,
                                                             const access::Scope& scope);

}  // namespace weige::town
