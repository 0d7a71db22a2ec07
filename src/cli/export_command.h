// weige export: what a post may see of the register, into a file.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "access/actor.h"
#include "base/clock.h"
#include "registry/bulk_export.h"
#include "registry/export_actions.h"
#include "store/database.h"

namespace CLI {
class App;
}

namespace weige::cli {

void add_export_command(CLI::App& app, int& code);

struct ExportFlags {
  std::string kind = {};     // addresses, residents, organisations
  std::string format = {};   // xlsx, csv; empty = as the file's name ends
  std::string out = {};      // the file
  std::string area = {};     // code of an area; empty = all that the post covers
  std::string purpose = {};  // code of a purpose
  registry::Numbers numbers = registry::Numbers::masked;
  std::string reason = {};                          // for the second person of one in bulk
  std::optional<access::ApprovalId> approval = {};  // who has approved it by now
  access::ApprovalRules rules = {};
};

// Writes the file beside its place and moves it there when it is complete; readable by its owner only.
// Audited page by page with all that was read, and with the number of rows at the end. In bulk it needs an
// approval, which is asked for by the first run and used by the one that names it; one that fails on its way
// has used it as well. Problems: bad_choice at kind, format, purpose or area; those of exports;
// approval_needed, approval_nobody, approval_waiting (with its number), those of use_approval; file_write.
Done export_file(store::Database& database, const access::Actor& actor, const ExportFlags& flags,
                 const Clock& clock);

}  // namespace weige::cli
