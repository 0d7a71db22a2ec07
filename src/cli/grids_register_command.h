// weige grids import, assign and export: layers in the register, without a browser.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "cli/layer_file.h"
#include "grids/layer_publish_actions.h"

namespace CLI {
class App;
}

namespace weige::cli {

struct GridsImportFlags {
  LayerFlags layer;
  std::string kind = "grids";
  std::string title = {};    // of a new layer
  std::string publish = {};  // a day, or "today"; empty: stays a draft
  int accept = 0;            // findings of the coverage check
  bool repair = false;       // agrees to the repair of faulty shapes
  bool json = false;
  std::int64_t most_at_once = grids::kMostPlacedAtOnce;  // addresses; more are placed by a job
};
struct GridsReadFlags {
  std::string kind = "grids", day = {}, out = {};
  std::string doubt = {};  // assign: only those with this doubt, or "any"
  bool json = false;
};

struct GridsImportSurroundings {
  grids::GridWork work;
  Clock clock;
  std::ostream& out;
  std::ostream& progress;  // how far it is
};
// Take a file in as a draft and, where asked, let it take effect.
Done grids_import_command(const GridsImportSurroundings& around, const GridsImportFlags& flags);
// Where addresses fall in the version in force on the day, a line each: address, text, code, way, doubt.
// True: all fall somewhere and none is doubted.
Result<bool> grids_assign_command(const grids::GridWork& work, const GridsReadFlags& flags,
                                  std::ostream& out);
// The members of the version in force on the day as GeoJSON in CGCS2000.
Done grids_export_command(const grids::GridWork& work, const GridsReadFlags& flags, std::ostream& out);

// As subcommands of `weige grids`.
void add_grids_register_commands(CLI::App& grids, int& code);

}  // namespace weige::cli
