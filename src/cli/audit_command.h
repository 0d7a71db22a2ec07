// weige audit export|heads|verify|new-key: the audit log taken out of the database, and compared without it.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "access/actor.h"
#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"

namespace CLI {
class App;
}

namespace weige::cli {

void add_audit_command(CLI::App& app, int& code);

// Writes the file beside its place and moves it there when it is complete; readable by its owner only. Tells
// `out` how much it was. Problems: those of the audit log, file_write.
Done export_audit(store::Database& database, const access::Actor& actor, const std::string& path,
                  const Clock& clock, std::ostream& out);

struct AuditVerifyFlags {
  std::string file;
  std::vector<std::string> heads = {};  // files of witnesses
  std::string key = {};                 // a public key, or a file with it; empty = that of the export
};

// One line for each place that does not fit, or one that all is good. Gives the exit code: kDone, kFound, or
// kFailed with the problem told to `err`.
int verify_audit(const AuditVerifyFlags& flags, std::ostream& out, std::ostream& err);

}  // namespace weige::cli
