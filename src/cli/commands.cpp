#include "cli/commands.h"

#include "cli/accounts_command.h"
#include "cli/address_command.h"
#include "cli/audit_command.h"
#include "cli/backup_command.h"
#include "cli/check_command.h"
#include "cli/export_command.h"
#include "cli/grids_command.h"
#include "cli/import_command.h"
#include "cli/keys_command.h"
#include "cli/link_command.h"
#include "cli/restore_command.h"
#include "cli/retention_command.h"
#include "cli/sample_town_command.h"
#include "cli/simulate_command.h"

namespace weige::cli {

void add_commands(CLI::App& app, int& code) {
  add_accounts_command(app, code);
  add_address_command(app, code);
  add_audit_command(app, code);
  add_backup_command(app, code);
  add_check_command(app, code);
  add_import_command(app, code);
  add_export_command(app, code);
  add_grids_command(app, code);
  add_keys_command(app, code);
  add_link_command(app, code);
  add_restore_command(app, code);
  add_retention_commands(app, code);
  add_sample_town_command(app, code);
  add_simulate_command(app, code);
}

}  // namespace weige::cli
