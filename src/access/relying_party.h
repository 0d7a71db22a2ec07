// RelyingParty: the name by which passkeys know this register, and the origins of pages that may ask for
// them. Of the operator's settings only: what a request says of its host is what somebody in between may have
// written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weige::access {

struct RelyingParty {
  std::string id;                    // a domain: "register.example.cn", or "localhost" for trying it out
  std::vector<std::string> origins;  // "https://register.example.cn:8443", as browsers write them
};

// domain: of the register, or of several that belong together; empty: the host of the first origin that fits.
// Origins fit that have TLS, or are of localhost, and lie in the domain; an address is no domain. nullopt:
// there is none.
std::optional<RelyingParty> relying_party(std::string_view domain,
                                          const std::vector<std::string>& public_origins);

}  // namespace weige::access
