// Instructions of the world: one that the office issued to every actor that takes part, and one that goes to
// posts which nobody holds.
#include <boost/json.hpp>
#include <stdexcept>

#include "access/post_actions.h"
#include "access/post_store.h"
#include "matrix/world.h"
#include "support/test_time.h"
#include "work/instruction_branch_store.h"
#include "work/instruction_issue_actions.h"

namespace weige::matrix {

using testing_support::kTestNow;

namespace {

constexpr auto kIssuer = "office for a purpose";

access::PostId world_post(store::Transaction& tx, access::Role role, access::AreaId area,
                          const std::string& title) {
  access::NewPost wanted{.role = role, .area = area, .title = title};
  if (role == access::Role::helper) wanted.helper_kind = "volunteer";
  const auto system = access::Actor::system(tx, kTestNow, access::SystemReason::sample_town);
  return access::create_post(tx, kTestNow, system, wanted).value().id;
}

}  // namespace

void World::note_instruction(const Actor& who) {
  const auto mine = "mine:" + std::string(who.line.name);
  const auto listed = get(who, "/api/instructions").at("items");
  note(mine, "instruction", listed.at(0).at("id").as_int64());
  const auto seen = get(who, "/api/instructions/" + text(mine, "instruction"));
  note(mine, "branch", seen.at("own").at("id").as_int64());
  note(mine, "v:branch", seen.at("own").at("version").as_int64());
}

void World::make_instructions() {
  const auto made = database_.write([&](store::Transaction& tx) -> Result<int> {
    for (const auto area : kAreas) {
      const std::string name(area);
      const access::AreaId id_of_area{id(name, "area")};
      note(name, "helper_post", world_post(tx, access::Role::helper, id_of_area, area_mark(name)).value);
    }
    // To somebody else, by a post of its own.
    const auto post = world_post(tx, access::Role::population_office, access::kTown, "岗位");
    const auto& office = actor(kIssuer);
    const auto system = access::Actor::system(tx, kTestNow, access::SystemReason::sample_town);
    WEIGE_CHECK(access::give_post(tx, kTestNow, system, post, office.account));
    WEIGE_TRY(const auto issuer, access::Actor::resume(tx, kTestNow, office.account, post, std::nullopt));
    WEIGE_TRY(const auto issued,
              work::issue_instruction({.tx = tx, .actor = issuer, .now = kTestNow},
                                      {.title = "给别人的",
                                       .due = kTestNow + std::chrono::hours{100},
                                       .recipients = {.posts = {access::PostId{id("b", "post")}}}}));
    const auto instruction = issued.view.named.instruction.id;
    note("the", "instruction", instruction.value);
    note("the", "branch", work::branches_of(tx, instruction, kTestNow).at(0).branch.id.value);
    note("the", "v:branch", 1);
    return 0;
  });
  if (!made) throw std::runtime_error("the world: instructions");
  std::vector<const Actor*> asked;
  boost::json::array posts;
  for (const auto& one : actors_)
    if (work::tier_of(one.line.role).value_or(0) > 0) {
      asked.push_back(&one);
      posts.push_back(one.post.value);
    }
  const auto issued = post(actor(kIssuer), "/api/instructions",
                           {{"title", "大家都看"},
                            {"due_at", "2026-12-10T10:00:00Z"},
                            {"recipients", Object{{"posts", std::move(posts)}}}});
  note("mine:" + std::string(kIssuer), "instruction", issued.at("id").as_int64());
  note("mine:" + std::string(kIssuer), "v:branch", 1);  // it has none, and is asked all the same
  for (const auto* who : asked) note_instruction(*who);
}

}  // namespace weige::matrix
