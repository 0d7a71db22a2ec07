// weige grids: layers of areas in plain files, without a database: what is wrong with one, and how two
// coincide.
#pragma once

#include <iosfwd>
#include <string>

#include "base/result.h"
#include "cli/layer_file.h"

namespace CLI {
class App;
}

namespace weige::cli {

struct GridsCheckFlags {
  LayerFlags layer;
  std::string outline;  // file of the area to be covered, in the layer's datum
  double sliver_metres = 0.5;
  std::string patches, repaired;  // files to write
  bool json = false;
};
struct GridsAlignFlags {
  LayerFlags areas, grids;
  double same_from = 0.95;
  unsigned threads = 0;  // 0: as many as the machine has
  bool json = false;
};

// True: nothing was found. What was found goes to `out`.
Result<bool> grids_check_command(const GridsCheckFlags& flags, std::ostream& out);
Result<bool> grids_align_command(const GridsAlignFlags& flags, std::ostream& out);

void add_grids_command(CLI::App& app, int& code);

}  // namespace weige::cli
