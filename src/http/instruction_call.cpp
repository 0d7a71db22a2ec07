#include "http/instruction_call.h"

#include <boost/json.hpp>

#include "http/event_topics.h"
#include "http/instruction_json.h"
#include "http/team_call.h"

namespace weige::http {

work::InstructionContext instructing(const Call& call) {
  return {.tx = call.tx(), .actor = call.actor(), .now = call.now};
}

work::RecipientsWanted take_recipients(JsonFields& fields) {
  constexpr std::size_t kMostAreas = 500, kMostRoles = 10;
  return {.areas = fields.optional("areas", as_list(kMostAreas, as_id<access::AreaId>))
                       .value_or(std::vector<access::AreaId>{}),
          .roles = fields.optional("roles", as_list(kMostRoles, as_choice(access::role_of)))
                       .value_or(std::vector<access::Role>{}),
          .posts = fields.optional("posts", as_list(work::kMostRecipients, as_id<access::PostId>))
                       .value_or(std::vector<access::PostId>{})};
}

Response acted_response(Call& call, int status, const work::InstructionActed& acted) {
  const auto id = acted.view.named.instruction.id;
  call.tellings.push_back(instruction_telling(id, acted.told));
  for (const auto& team : acted.teams) tell_team_posts(call, team.grid, team.posts);
  return json_response(status, instruction_json(acted.view, call.now));
}

Telling instruction_telling(work::InstructionId id, std::span<const access::PostId> posts) {
  const boost::json::object told{{"kind", "instruction"}, {"id", id.value}};
  std::vector<std::string> topics;
  for (const auto post : posts) topics.push_back(post_topic(post));
  return telling_event("change", boost::json::serialize(told), std::move(topics));
}

}  // namespace weige::http
