#include "http/origin_check.h"

#include <algorithm>

namespace weige::http {
namespace {

// Sec-Fetch-Site: sent by browsers only; a script cannot change it.
bool fits_fetch_site(const Headers& headers) {
  const auto site = headers.find("Sec-Fetch-Site");
  return !site || *site == "same-origin" || *site == "none";
}

bool fits_origin(const Headers& headers, const std::vector<std::string>& public_origins) {
  const auto origin = headers.find("Origin");
  if (!origin) return true;
  if (std::ranges::find(public_origins, *origin) != public_origins.end()) return true;
  const auto host = origin->find("://");
  return host != std::string_view::npos && origin->substr(host + 3) == headers.get("Host");
}

}  // namespace

Done check_origin(const Request& request, const std::vector<std::string>& public_origins) {
  if (is_safe(request.method)) return done();
  const bool meant = request.headers.get("X-Weige") == "1";
  if (meant && fits_fetch_site(request.headers) && fits_origin(request.headers, public_origins))
    return done();
  return problem(ProblemCode::cross_site);
}

}  // namespace weige::http
