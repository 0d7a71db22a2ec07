#include "access/relying_party.h"

#include <algorithm>

namespace weige::access {
namespace {

constexpr std::string_view kWithTls = "https://";
constexpr std::string_view kWithoutTls = "http://";
constexpr std::string_view kThisMachine = "localhost";

bool is_digit(char sign) {
  return sign >= '0' && sign <= '9';
}

bool is_domain_sign(char sign) {
  return (sign >= 'a' && sign <= 'z') || is_digit(sign) || sign == '-' || sign == '.';
}

// Lower case, as browsers write it; names of other scripts as xn--. Its last label is no number: that would
// be an address.
bool is_domain(std::string_view name) {
  if (name.empty() || name.size() > 253 || !std::ranges::all_of(name, is_domain_sign)) return false;
  if (name.starts_with('.') || name.ends_with('.') || name.find("..") != name.npos) return false;
  const auto last = name.substr(name.rfind('.') + 1);
  return !std::ranges::all_of(last, is_digit);
}

bool is_port(std::string_view port) {
  return !port.empty() && port.size() <= 5 && port.front() != '0' && std::ranges::all_of(port, is_digit);
}

// The domain of an origin that passkeys work at; empty of any other.
std::string_view domain_of(std::string_view origin) {
  const bool has_tls = origin.starts_with(kWithTls);
  if (!has_tls && !origin.starts_with(kWithoutTls)) return {};
  const auto rest = origin.substr(has_tls ? kWithTls.size() : kWithoutTls.size());
  const auto colon = rest.find(':');
  const auto host = rest.substr(0, colon);
  if (colon != rest.npos && !is_port(rest.substr(colon + 1))) return {};
  // Browsers leave the usual port out, so an origin that names it never fits.
  if (colon != rest.npos && rest.substr(colon + 1) == (has_tls ? "443" : "80")) return {};
  if (!is_domain(host)) return {};
  return has_tls || host == kThisMachine ? host : std::string_view();
}

bool lies_in(std::string_view host, std::string_view domain) {
  if (host == domain) return true;
  return host.size() > domain.size() && host.ends_with(domain) &&
         host[host.size() - domain.size() - 1] == '.';
}

}  // namespace

std::optional<RelyingParty> relying_party(std::string_view domain,
                                          const std::vector<std::string>& public_origins) {
  RelyingParty out{.id = std::string(domain), .origins = {}};
  for (const auto& origin : public_origins) {
    const auto host = domain_of(origin);
    if (host.empty()) continue;
    if (out.id.empty()) out.id = host;
    if (lies_in(host, out.id)) out.origins.push_back(origin);
  }
  if (out.origins.empty() || !is_domain(out.id)) return std::nullopt;
  return out;
}

}  // namespace weige::access
