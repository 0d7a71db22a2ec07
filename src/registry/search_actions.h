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
  std::string text;  // empty: all of the kinds asked for, or of the area
  // Empty = all that the post may read. A place with premises is a hit of kind premises where that is asked
  // for, else of kind address.
  std::vector<SearchKind> kinds = {};
  std::optional<std::int64_t> area_id = {};
  SearchSort sort = SearchSort::relevance;  // otherwise kind by kind, each by the field
  std::string cursor = {};
  std::size_t limit = 30;
  std::string town_text = {};
};

struct SearchHit {
  SearchKind kind = SearchKind::person;
  Record record;
  std::optional<std::int64_t> premises_id = {};  // of SearchKind::premises; the record is its address
  std::string address = {};                      // where a person mainly lives, where an organisation sits
  std::string_view matched = {};                 // empty where it is not told (sorted lists)
};

struct SearchPage {
  std::vector<SearchHit> hits = {};
  std::string next_cursor = {};  // empty = no more
  Reading reading = Reading::nothing;
};

// Problems: forbidden, purpose_required, bad_request (a cursor that is none of ours).
Result<SearchPage> search(const ReadContext& context, const SearchRequest& request);

}  // namespace weige::registry
