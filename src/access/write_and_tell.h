// A refusal that has to be committed, because it was counted, is carried out of the transaction beside it.
#pragma once

#include <optional>

#include "base/result.h"
#include "store/database.h"

namespace weige::access {

template <class F>
Done write_and_tell(store::Database& database, F&& work) {
  WEIGE_TRY(const auto outcome, database.write([&](store::Transaction& tx) -> Result<std::optional<Problem>> {
    const Done told = work(tx);
    return told ? std::optional<Problem>() : std::optional(told.problem());
  }));
  if (outcome) return *outcome;
  return done();
}

}  // namespace weige::access
