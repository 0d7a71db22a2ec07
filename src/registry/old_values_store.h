// SQL of plain values from before they were sealed: how far each table is, and sealing some more.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "access/change.h"
#include "store/database.h"

namespace weige::registry {

struct UnsealedTable {
  std::string name;
  std::int64_t after = 0;  // 0: nothing of it had to be sealed so far
};
std::vector<UnsealedTable> unsealed_tables(store::Transaction& tx);

// Seals what stands plain in some of the table's next rows. How far it is now; 0: nothing is left.
std::int64_t seal_more(store::Transaction& tx, const UnsealedTable& table);
void note_sealed(store::Transaction& tx, const UnsealedTable& table);
// Nothing is left to seal.
access::Change forget_unsealed_tables(store::Transaction& tx);

}  // namespace weige::registry
