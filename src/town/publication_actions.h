// Use cases of statistics that leave the house: look at a table as it would be told, publish it, list and
// read what was published. Right: publish_figures, in a post that covers the whole town. Figures inside the
// house (registry/overview_actions.h) stay as they are.
#pragma once

#include <vector>

#include "access/actor.h"
#include "store/database.h"
#include "town/publication.h"

namespace weige::town {

struct PublishingContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  TownTime town = {};
  Day today() const { return town.day_of(now); }
};

// As it would be published now; nothing is kept. Problems: those of publish_table, publication_this_month
// apart.
Result<Publication> preview_table(const PublishingContext& context, const TableKind& kind);
// Kept for good, and audited. Problems: forbidden, publication_town_only, bad_choice (breakdown),
// publication_this_month, publication_too_few, publication_nothing_left.
Result<Publication> publish_table(const PublishingContext& context, const TableKind& kind);

// Newest first, without rows.
Result<std::vector<Publication>> list_publications(const PublishingContext& context);
// Problem: not_found.
Result<Publication> read_publication(const PublishingContext& context, PublicationId id);

}  // namespace weige::town
