// What tests of residents' own records stand on: a small town on each engine, and what was refused in one
// word.
#pragma once

#include <optional>
#include <string>

#include "base/problem.h"
#include "support/databases.h"
#include "support/resident_town.h"

namespace weige::testing_support {

class InResidentTown : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (!IsSkipped()) town_.emplace(db());
  }
  // The code of the problem; "" where there is none.
  template <class T>
  static std::string told(const Result<T>& result) {
    return result ? "" : std::string(catalogue_entry(result.problem().code).code);
  }

  std::optional<ResidentTown> town_;
};

}  // namespace weige::testing_support
