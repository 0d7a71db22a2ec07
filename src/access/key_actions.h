// Use cases of the masters: list, make one more, forget one; and the steps of rotating and checking the keys
// of data, which long work takes one after another.
#pragma once

#include <vector>

#include "access/actor.h"
#include "access/key_ring.h"
#include "seal/escrow.h"

namespace weige::access {

// Each needs the right to manage keys; problem forbidden.
struct KeyWork {
  store::Database& database;  // with its ring
  const Actor& actor;
  Instant now;
};

struct MasterView {
  RingKey key;
  std::int64_t wraps = 0;  // live keys of data
  bool in_file = true;
};
Result<std::vector<MasterView>> list_masters(const KeyWork& work);

// From now on new keys of data are wrapped by it; those that are there stay as they are until they are
// rotated. The file is written first: killed in between, the next start enters it. Problem: key_file.
Result<std::uint32_t> new_master(const KeyWork& work);
// Out of the database and then out of the file: what it wrapped, in old backups too, opens no more. Problems:
// not_found, master_in_use (it wraps something, or is the newest).
Done forget_master(const KeyWork& work, std::uint32_t number);

// The key file as it is now, for several people together. Audited before it is made.
struct EscrowPlan {
  int needed = 3, shares = 5;
};
Result<seal::Escrow> escrow_keys(const KeyWork& work, const EscrowPlan& plan);

// Where a walk over all keys of data stands; empty at the beginning.
struct KeyPosition {
  std::string kind = {};
  std::int64_t id = 0;
};
struct KeyStep {
  KeyPosition at;
  int keys = 0;                          // looked at; 0 = there are no more
  int changed = 0;                       // rewrapped
  std::vector<KeyPosition> broken = {};  // those that do not open
};
// Keys of other masters than the newest come under that one. In the caller's transaction. Throws SealBroken.
KeyStep rewrap_some(store::Transaction& tx, const KeyPosition& after, int limit);
KeyStep check_some(store::Transaction& tx, const KeyPosition& after, int limit);

}  // namespace weige::access
