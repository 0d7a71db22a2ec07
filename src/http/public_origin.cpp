#include "http/public_origin.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "http/text.h"

namespace weige::http {
namespace {

constexpr std::string_view kExampleOrigin = "https://register.example.cn";
constexpr std::size_t kLongestHost = 253, kLongestLabel = 63;

bool is_digit_sign(char sign) {
  return sign >= '0' && sign <= '9';
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char sign) {
    return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
  });
  return out;
}

WrongOrigin wrong_origin(std::string_view text, std::string_view mend, std::string_view why) {
  return {std::string(text) + ": " + std::string(mend) + " (" + std::string(why) + ")"};
}

struct OriginParts {
  std::string scheme, host, port;
};

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= kLongestLabel && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char sign) {
           return (sign >= 'a' && sign <= 'z') || is_digit_sign(sign) || sign == '-';
         });
}

// Four numbers as browsers print them.
bool is_version_four(std::string_view host) {
  const auto parts = split(host, '.');
  return parts.size() == 4 && std::ranges::all_of(parts, [](std::string_view part) {
           int value = -1;
           const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
           return error == std::errc{} && end == part.data() + part.size() && value >= 0 && value <= 255 &&
                  std::to_string(value) == part;
         });
}

bool is_version_six(std::string_view host) {
  if (host.size() < 4 || host.front() != '[' || host.back() != ']') return false;
  return std::ranges::all_of(host.substr(1, host.size() - 2), [](char sign) {
    return is_digit_sign(sign) || (sign >= 'a' && sign <= 'f') || sign == ':' || sign == '.';
  });
}

bool is_host(std::string_view host) {
  if (host.starts_with('[')) return is_version_six(host);
  const auto labels = split(host, '.');
  if (host.size() > kLongestHost || !std::ranges::all_of(labels, is_label)) return false;
  return !std::ranges::all_of(labels.back(), is_digit_sign) || is_version_four(host);
}

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost") || host == "[::1]" ||
         (host.starts_with("127.") && is_version_four(host));
}

// Nothing for the usual one; nullopt: no port.
std::optional<std::string> port_of(std::string_view text, std::string_view scheme) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > 65535)
    return std::nullopt;
  if (value == (scheme == "https" ? 443 : 80)) return std::string();
  return ":" + std::to_string(value);
}

std::string_view host_part(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
  return authority.substr(0, authority.find(':'));
}

// Scheme and host of what may have more; what more there is stands in its own refusal.
std::variant<OriginParts, WrongOrigin> parts_of(std::string_view text, std::string_view authority,
                                                std::string scheme) {
  OriginParts out{.scheme = std::move(scheme), .host = lowered(host_part(authority)), .port = {}};
  const auto rest = authority.substr(out.host.size());
  if (!is_host(out.host)) return wrong_origin(text, kExampleOrigin, "a domain or an address");
  if (rest.empty()) return out;
  const auto port = rest.starts_with(':') ? port_of(rest.substr(1), out.scheme) : std::nullopt;
  if (!port)
    return wrong_origin(text, out.scheme + "://" + out.host + ":8443", "a port is a number up to 65535");
  out.port = *port;
  return out;
}

// What can be seen before it is taken apart.
std::optional<WrongOrigin> fault_of_signs(std::string_view text, std::string_view authority) {
  const bool is_ascii = std::ranges::all_of(text, [](char sign) { return sign > ' ' && sign < '\x7f'; });
  if (!is_ascii)
    return wrong_origin(text, "https://xn--...",
                        "a name in other letters as browsers send it, which begins with xn--");
  if (text.find('*') != text.npos) return wrong_origin(text, kExampleOrigin, "each origin by itself, no *");
  if (authority.find('@') != authority.npos)
    return wrong_origin("..." + std::string(authority.substr(authority.rfind('@'))), kExampleOrigin,
                        "without a user before the @");
  return std::nullopt;
}

}  // namespace

std::variant<std::string, WrongOrigin> public_origin(std::string_view text) {
  const auto colon = text.find("://");
  auto scheme = lowered(text.substr(0, colon == text.npos ? 0 : colon));
  if (scheme != "https" && scheme != "http")
    return wrong_origin(text, kExampleOrigin, "it begins with https://");
  const auto rest = text.substr(colon + 3);
  const auto end = rest.find_first_of("/?#\\");
  const auto authority = rest.substr(0, end);
  if (const auto fault = fault_of_signs(text, authority)) return *fault;
  const auto parts = parts_of(text, authority, std::move(scheme));
  if (const auto* fault = std::get_if<WrongOrigin>(&parts)) return *fault;
  const auto& [kind, host, port] = std::get<OriginParts>(parts);
  auto origin = kind + "://" + host + port;
  if (end != rest.npos && rest.substr(end) != "/")
    return wrong_origin(text, origin, "without a path or anything after it");
  if (kind == "http" && !is_this_machine(host))
    return wrong_origin(text, "https://" + host + port, "http:// only at this machine, to try it out");
  return origin;
}

std::variant<std::vector<std::string>, WrongOrigin> public_origins(std::string_view list) {
  std::vector<std::string> out;
  for (const auto part : split(list, ',')) {
    if (trimmed(part).empty()) continue;
    auto origin = public_origin(trimmed(part));
    if (const auto* fault = std::get_if<WrongOrigin>(&origin)) return *fault;
    auto& text = std::get<std::string>(origin);
    if (std::ranges::find(out, text) == out.end()) out.push_back(std::move(text));
  }
  return out;
}

}  // namespace weige::http
