// The running server as one call: opens the database, brings it up to date, listens, and ends cleanly on
// SIGTERM or SIGINT.
#pragma once

#include <ostream>

#include "base/result.h"
#include "http/serve_settings.h"

namespace weige::http {

// Tells `out` where it listens. Returns after the stop. Call on the main thread before any other thread
// exists. Problems: those of the database and its migrations, web_folder, listen_address. Throws
// std::logic_error for a faulty route table.
Done serve(const ServeSettings& settings, std::ostream& out);

}  // namespace weige::http
