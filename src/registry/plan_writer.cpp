#include "registry/plan_writer.h"

namespace weige::registry {

Done write_planned(RegisterWriter& writer, PlannedWrite& write, const ImportTown& town) {
  if (reaches_beyond(write, town)) writer.allow_area(write.after.area());
  if (!write.before) return writer.add(write.after, write.valid_from);
  WEIGE_CHECK(writer.change(*write.before, write.after, write.valid_from));
  ++write.after.version;
  return done();
}

}  // namespace weige::registry
