// Setting cookies: always HttpOnly and SameSite=Strict for the whole site; Secure when the request came over
// TLS.
#pragma once

#include <chrono>
#include <string_view>

#include "http/message.h"

namespace weige::http {

// The value must be a token (RFC 6265, 4.1.1). A max_age of zero makes the browser forget the cookie.
void set_cookie(Response& response, const Request& request, std::string_view name, std::string_view value,
                std::chrono::seconds max_age);
inline void forget_cookie(Response& response, const Request& request, std::string_view name) {
  set_cookie(response, request, name, "", std::chrono::seconds{0});
}

}  // namespace weige::http
