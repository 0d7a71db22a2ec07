// Use case of the self-check: gathers the facts as they are at this moment and judges them. For the
// administrators, the auditor and the office (right read_self_check). No data of residents are in it.
#pragma once

#include <vector>

#include "access/actor.h"
#include "store/database.h"
#include "town/erasure_journal.h"
#include "town/self_check.h"

namespace weige::town {

struct SelfCheckContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  const Manifest& manifest;  // of all modules
  const SelfCheckSettings& settings;
  const ErasureJournal* journal = nullptr;  // that of the program
  TownTime town = {};
};

// Problem: forbidden.
Result<std::vector<CheckedRule>> run_self_check(const SelfCheckContext& context);

}  // namespace weige::town
