// SQL of the index of people: everybody as they are compared, and who is affected by what the feed tells. For
// indexes in memory only, under a system scope: nobody is shown any of it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "access/scope.h"
#include "registry/feed_store.h"
#include "registry/people_index.h"
#include "store/database.h"

namespace weige::registry {

// Ids of persons from the one after `after` to `last`.
struct PersonIds {
  std::int64_t after = 0, last = 0;
};
PersonIds all_person_ids(store::Transaction& tx);
// In the order of their ids.
std::vector<IndexedPerson> people_within(store::Transaction& tx, const access::Scope& everywhere,
                                         const PersonIds& ids, int limit);
// Those of the persons that are current.
std::vector<IndexedPerson> people_now(store::Transaction& tx, const access::Scope& everywhere,
                                      std::span<const std::int64_t> persons);
// Persons whose own record, main residence or address the changes touched, each once. At most `limit` + 1.
// The statement is named for the test that it reads those changes only.
extern const std::string_view kPersonsOfChanges;
std::vector<std::int64_t> persons_of_changes(store::Transaction& tx, const FeedEntry& entry,
                                             std::int64_t limit);

}  // namespace weige::registry
