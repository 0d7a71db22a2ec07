// Sealed letters of the world: channels of its officers, and a letter in the boxes of two of them.
#include <boost/json.hpp>
#include <stdexcept>

#include "http/base64.h"
#include "matrix/world.h"
#include "support/leads.h"

namespace weige::matrix {

using http::to_base64;

std::int64_t World::open_channel(const Actor& officer) {
  const auto set =
      ask(officer, {.method = "PUT",
                    .target = "/api/lead-own-key",
                    .headers = {{"Content-Type", "application/json"}},
                    .body = boost::json::serialize(Object{{"public_key", text("the", "point")},
                                                          {"wrapped_private", text("the", "own_key")}})});
  if (set.status != 200) throw std::runtime_error("the world: an officer's own key: " + set.body);
  const Object share{{"account_id", officer.account.value},
                     {"public_key", text("the", "point")},
                     {"wrapped_private", text("the", "share")}};
  return post(officer, "/api/lead-keys",
              {{"public_key", text("the", "point")}, {"shares", boost::json::array{share}}})
      .at("keys")
      .at(0)
      .at("id")
      .as_int64();
}

// The officers of b and of a2 are those whom their areas write to: the grid b1 to the officer of b, a2 to its
// own, which the whole of a may write to as well.
void World::make_leads() {
  values_[{"the", "point"}] = to_base64(testing_support::lead_point('p'));
  values_[{"the", "own_key"}] = to_base64(testing_support::wrapped_own_key('w'));
  values_[{"the", "share"}] = to_base64(testing_support::sealed_share('s'));
  values_[{"the", "letter"}] = to_base64(testing_support::sealed_letter('x'));
  for (const auto& [name, area] : {std::pair{"officer a2", "a2"}, std::pair{"officer b", "b1"}}) {
    note(area, "lead_post", actor(name).post.value);
    note(area, "lead_key", open_channel(actor(name)));
  }
  note("the", "lead_post", id("a2", "lead_post"));
  note("the", "lead_key", id("a2", "lead_key"));
  note("mine:officer b", "lead_key", id("b1", "lead_key"));
  note("mine:officer a", "lead_key", open_channel(actor("officer a")));
  for (const auto& [officer, helper] :
       {std::pair{"officer a", "helper a"}, std::pair{"officer b", "helper b"}}) {
    const auto mine = "mine:" + std::string(officer);
    post(actor(helper), "/api/leads",
         {{"post_id", actor(officer).post.value},
          {"key_id", id(mine, "lead_key")},
          {"letter", text("the", "letter")},
          {"salt", "x"}});
    note(mine, "lead", get(actor(officer), "/api/leads").at("items").at(0).at("id").as_int64());
  }
}

}  // namespace weige::matrix
