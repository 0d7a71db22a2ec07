// From the head of a message to a Request: target, cookies, language, peer, trace. Transport reads bytes,
// this understands them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace weige::http {

struct IncomingHead {
  std::string_view method;
  std::string_view target;
  Headers headers;
  std::string peer;  // of the socket
};

std::string new_trace();  // 16 hexadecimal digits, for logs; not secret

struct Trust {
  std::vector<std::string> proxies;  // whose X-Forwarded-For and X-Forwarded-Proto are believed
  bool always_tls = false;
};

// Problem: bad_request. The request then is still good enough to be answered: method, language and trace are
// set.
Done understand(IncomingHead head, const Trust& trust, Request& request);

}  // namespace weige::http
