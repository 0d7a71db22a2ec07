// Searching the register within one's scope: a text, some kinds, a page. Lists of people are readings and are
// logged with the people they show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/search.h"
#include "registry/view_actions.h"

namespace weige::registry {

struct SearchRequest {
  std::string text;
  std::vector<SearchKind> kinds = {};  // empty = all that the post may read
  std::optional<std::int64_t> area_id = {};
  std::string cursor = {};
  std::size_t limit = 30;
  std::string town_text = {};
};

struct SearchHit {
  SearchKind kind = SearchKind::person;
  Record record;
  std::optional<std::int64_t> premises_id = {};  // of an address
  std::string address = {};                      // where a person mainly lives, where an organisation sits
  std::string_view matched;
};

struct SearchPage {
  std::vector<SearchHit> hits = {};
  std::string next_cursor = {};  // empty = no more
  Reading reading = Reading::nothing;
};

// Problems: forbidden, purpose_required, bad_request (a cursor that is none of ours).
Result<SearchPage> search(const ReadContext& context, const SearchRequest& request);

}  // namespace weige::registry
