// weige erase, weige retention: erasing for good one person who is not registered any more, or all that is
// over; and what was erased, in numbers.
#pragma once

#include <iosfwd>
#include <memory>

#include "access/actor.h"
#include "base/clock.h"
#include "registry/erasure.h"
#include "store/database.h"
#include "town/retention_actions.h"

namespace CLI {
class App;
}

namespace weige::cli {

void add_retention_commands(CLI::App& app, int& code);

struct RetentionDesk {
  store::Database& database;  // with its keys
  const access::Actor& actor;
  const town::RetentionParts& parts;
  std::ostream& out;
};

// Erases the person and writes the database anew. Problems: those of town::erase_persons.
Done erase_one(const RetentionDesk& desk, std::int64_t person, registry::ErasureReason reason);
// The nightly job, now. progress: a line whenever it got on. Tells its report.
Done run_retention_now(const RetentionDesk& desk, std::ostream& progress);
// The newest reports, one a line: id, kind, night, begun, ended, clean (of bytes) or not-clean, then
// clock=rows for each clock by which something was erased, and held=people; separated by tabs.
Done report_retention(const RetentionDesk& desk, int last);

}  // namespace weige::cli
