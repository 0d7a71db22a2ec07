// What the use cases of work at places ask before they do anything: whether area, post, premises and day are
// such that the actor may name them. Problems are placed at the field.
#pragma once

#include <string>
#include <vector>

#include "access/post.h"
#include "work/place_work.h"

namespace weige::work {

// Covered by the post, or within its own: a helper covers none. Problem: not_found.
Done check_work_area(const PlaceContext& context, std::int64_t area, const std::string& place);
// An active post whose area is covered, or one's own. Problem: not_found.
Result<access::Post> post_in_reach(const PlaceContext& context, access::PostId post,
                                   const std::string& place);
// Live premises, or a live organisation, in scope. Problem: not_found.
Done check_premises(const PlaceContext& context, std::int64_t premises, const std::string& place);
Done check_organisation(const PlaceContext& context, std::int64_t organisation, const std::string& place);
// Today or within the year before. Problem: date_out_of_range.
Done check_past_day(Day day, Day today, const std::string& place);
// Today or within the year to come.
Done check_coming_day(Day day, Day today, const std::string& place);

// The posts that work can be given to: the active ones whose areas the actor covers, without those that run
// the house. Right: read_teams.
Result<std::vector<access::Post>> list_work_posts(const PlaceContext& context);

}  // namespace weige::work
