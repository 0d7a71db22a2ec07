#include "http/cookie.h"

#include <string>

namespace weige::http {

void set_cookie(Response& response, const Request& request, std::string_view name, std::string_view value,
                std::chrono::seconds max_age) {
  std::string cookie(name);
  cookie.append("=").append(value).append("; Path=/; HttpOnly; SameSite=Strict; Max-Age=");
  cookie.append(std::to_string(max_age.count()));
  if (request.over_tls) cookie.append("; Secure");
  response.headers.add("Set-Cookie", std::move(cookie));
}

}  // namespace weige::http
