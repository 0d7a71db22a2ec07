// SQL of an ImportPicture: everything that some rows of a file name, looked up in bulk.
#pragma once

#include <span>

#include "access/scope.h"
#include "registry/import_picture.h"
#include "registry/town_import.h"
#include "store/database.h"

namespace weige::registry {

// everywhere: a system scope, because a person or an address may be registered in another area already.
// sender: whose areas decide what is refused.
struct PictureScopes {
  access::Scope everywhere;
  access::Scope sender;
};
ImportPicture load_picture(store::Transaction& tx, const PictureScopes& scopes, TownFile kind,
                           std::span<const ParsedRow> rows);

}  // namespace weige::registry
