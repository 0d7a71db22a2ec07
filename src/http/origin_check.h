// Refusing requests that another site made a browser send. A state-changing request must carry X-Weige: 1,
// which no form and no foreign script can set without a preflight that this server never answers; and what
// the browser says about its origin must fit.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace weige::http {

// public_origins: "https://register.example.cn", besides the Host the request names. Problem: cross_site.
Done check_origin(const Request& request, const std::vector<std::string>& public_origins);

}  // namespace weige::http
