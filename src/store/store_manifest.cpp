#include "store/store_manifest.h"

namespace weige::store {

const Manifest& store_manifest() {
  static const Manifest manifest{
      {.name = "schema_migration", .columns = {{"number"}, {"name"}, {"checksum"}}},
      {.name = "id_block", .columns = {{"name"}, {"next"}}},
  };
  return manifest;
}

}  // namespace weige::store
