// Use case of declarations: take one from somebody who is not signed in. Nothing can be looked up, and what
// is answered depends on nothing that the register holds.
#pragma once

#include "intake/declaration.h"
#include "intake/roster_actions.h"

namespace weige::intake {

struct DeclarationDesk {
  access::PostId post{};  // in whose name they are taken in; 0 = the town takes none
  Clock clock;
  Random random;
  std::string city_url = {};  // where the city's own service for this is; empty: nobody told
  TownTime town = {};
};
// Whether the town takes declarations now: a post is named for them, and somebody holds it.
bool takes_declarations(store::Transaction& tx, const DeclarationDesk& desk);

struct SentDeclaration {
  Declaration declaration;
  std::string address;  // of the network peer; only its hash is kept, for an hour
};
// The receipt. Problems: not_found (the town takes none), too_many_requests, those of check().
Result<std::string> declare(store::Transaction& tx, const DeclarationDesk& desk, const SentDeclaration& sent);

}  // namespace weige::intake
