// The functions of module access that the edge calls for every request.
#pragma once

#include "http/reading_committer.h"

namespace weige::http {

AccessCalls access_calls(const access::SessionRules& rules = {}, access::ReadingQuotas quotas = {});

}  // namespace weige::http
