#include "intake/finding_area_writer.h"

#include "intake/finding_store.h"

namespace weige::intake {

void follow_register(registry::RegisterEvents& events) {
  events.settled.subscribe([](store::Transaction& tx, std::span<const std::int64_t> addresses) -> Done {
    move_findings(tx, addresses);
    return done();
  });
}

}  // namespace weige::intake
