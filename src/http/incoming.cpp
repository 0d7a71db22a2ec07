#include "http/incoming.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <random>

#include "http/target.h"
#include "http/text.h"

namespace weige::http {
namespace {

Language language_of(const Request& request) {
  if (const auto chosen = request.cookies.find("weige_language")) {
    if (*chosen == "en") return Language::en;
    if (*chosen == "zh") return Language::zh;
  }
  return accepted_language(request.headers.get("Accept-Language")).value_or(Language::zh);
}

bool is_trusted(const std::string& peer, const Trust& trust) {
  return std::ranges::find(trust.proxies, peer) != trust.proxies.end();
}

// The nearest proxy appends the address it saw; what stands before it, anyone may have written.
std::string client_address(std::string peer, const Headers& headers) {
  const auto forwarded = headers.find("X-Forwarded-For");
  return forwarded ? std::string(trimmed(split(*forwarded, ',').back())) : peer;
}

}  // namespace

std::string new_trace() {
  thread_local std::mt19937_64 generator{std::random_device{}()};
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(generator()));
  return text.data();
}

Done understand(IncomingHead head, const Trust& trust, Request& request) {
  request.method = method_of(head.method);
  request.headers = std::move(head.headers);
  request.cookies = parse_cookies(request.headers.get("Cookie"));
  request.language = language_of(request);
  request.trace = new_trace();
  const bool trusted = is_trusted(head.peer, trust);
  request.peer = trusted ? client_address(std::move(head.peer), request.headers) : std::move(head.peer);
  request.over_tls = trust.always_tls || (trusted && request.headers.get("X-Forwarded-Proto") == "https");
  WEIGE_TRY(auto target, parse_target(head.target));
  request.path = std::move(target.path);
  request.segments = std::move(target.segments);
  request.query = std::move(target.query);
  return done();
}

}  // namespace weige::http
