#include "http/team_call.h"

#include <boost/json.hpp>

#include "http/event_topics.h"

namespace weige::http {

void tell_team(Call& call, access::AreaId grid) {
  tell_team_posts(call, grid, teams::posts_of_team(team_context(call), grid));
}

void tell_team_posts(Call& call, access::AreaId grid, const std::vector<access::PostId>& posts) {
  std::vector<std::string> topics;
  for (const auto post : posts) topics.push_back(post_topic(post));
  const boost::json::object told{{"grid_id", grid.value}};
  call.tellings.push_back(telling_event("team", boost::json::serialize(told), std::move(topics)));
}

}  // namespace weige::http
