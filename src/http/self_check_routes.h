// The route of the self-check.
#pragma once

#include <memory>
#include <vector>

#include "http/route.h"
#include "town/erasure_journal.h"
#include "town/self_check.h"

namespace weige::http {

// settings: as the server was started; whether a request came over TLS is asked of the request.
// journal: the program's; none only in tests.
std::vector<Route> self_check_routes(const town::SelfCheckSettings& settings,
                                     std::shared_ptr<town::ErasureJournal> journal);

}  // namespace weige::http
