// Teams of the world: in each grid a helper, a text of the office and an instruction; the committees that
// settle who does which duty.
#include <boost/json.hpp>
#include <stdexcept>

#include "matrix/world.h"
#include "support/test_time.h"
#include "teams/message_writer.h"

namespace weige::matrix {

void World::make_teams() {
  const auto& office = actor("office");
  for (const std::string area : {"a", "b", "c"}) note(area, "settling", id(area, "area"));
  for (const std::string area : {"a1", "a2", "b1", "c1"}) {
    note(area, "team", id(area, "area"));
    const auto path = "/api/teams/" + text(area, "team");
    const auto helper = post(office, path + "/helpers",
                             {{"kind", "volunteer"},
                              {"name", "助" + text(area, "sign")},
                              {"workplace", text(area, "sign") + "处"},
                              {"channel", "group"},
                              {"joined_on", "2026-11-01"}});
    note(area, "force", helper.at("id").as_int64());
    values_[{area, "v:force"}] = "1";
    ids_[area].insert(id(area, "force"));
    const auto said = post(office, path + "/messages", {{"text", "通知" + text(area, "sign")}});
    note(area, "said", said.at("id").as_int64());
    ids_[area].insert(id(area, "said"));
    const auto told = database_.write([&](store::Transaction& tx) -> Result<teams::MessageId> {
      return teams::post_notice(tx, testing_support::kTestNow,
                                {.grid = access::AreaId{id(area, "team")},
                                 .code = teams::NoticeCode::instruction,
                                 .ref = 1,
                                 .text = "指令" + text(area, "sign")});
    });
    note(area, "told", told.value().value);
    ids_[area].insert(id(area, "told"));
  }
}

}  // namespace weige::matrix
