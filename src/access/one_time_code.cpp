#include "access/one_time_code.h"

#include <botan/base32.h>
#include <botan/mem_ops.h>
#include <botan/totp.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "access/bytes.h"
#include "access/token.h"

namespace weige::access {
namespace {

constexpr std::size_t kSecretBytes = 20;
constexpr std::size_t kRecoveryBytes = 10;
constexpr std::size_t kCodeDigits = 6;
constexpr std::int64_t kStepSeconds = 30;
constexpr std::string_view kUnreserved = "-._~";

std::string random_bytes(const Random& random, std::size_t count) {
  std::string out(count, '\0');
  random(std::as_writable_bytes(std::span(out)));
  return out;
}

bool is_alphanumeric(char sign) {
  return (sign >= '0' && sign <= '9') || (sign >= 'A' && sign <= 'Z') || (sign >= 'a' && sign <= 'z');
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char sign : text) {
    if (is_alphanumeric(sign) || kUnreserved.find(sign) != std::string_view::npos)
      out += sign;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(sign));
  }
  return out;
}

std::string grouped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 4) out += (i == 0 ? "" : "-") + text.substr(i, 4);
  return out;
}

}  // namespace

std::string new_factor_secret(const Random& random) {
  return random_bytes(random, kSecretBytes);
}

std::string base32_of(std::string_view bytes) {
  auto out = Botan::base32_encode(bytes_of(bytes), bytes.size());
  out.erase(std::min(out.find('='), out.size()));
  return out;
}

std::string otpauth_uri(std::string_view secret, std::string_view login_name) {
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", percent_encoded("微格"),
                     percent_encoded(login_name), base32_of(secret), percent_encoded("微格"));
}

std::int64_t step_at(Instant now) {
  return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() / kStepSeconds;
}

std::string code_of_step(std::string_view secret, std::int64_t step) {
  Botan::TOTP totp(bytes_of(secret), secret.size(), "SHA-1", kCodeDigits, kStepSeconds);
  return fmt::format("{:06}", totp.generate_totp(static_cast<std::uint64_t>(step * kStepSeconds)));
}

std::string plain_code(std::string_view typed) {
  std::string out;
  for (const char sign : typed) {
    if (sign == ' ' || sign == '-') continue;
    out += sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - ('a' - 'A')) : sign;
  }
  return out;
}

bool is_device_code(std::string_view plain) {
  return plain.size() == kCodeDigits &&
         std::ranges::all_of(plain, [](char sign) { return sign >= '0' && sign <= '9'; });
}

// Every step is compared, whichever it is.
std::optional<std::int64_t> accepted_step(std::string_view secret, std::string_view plain, Instant now,
                                          std::int64_t last) {
  if (!is_device_code(plain)) return std::nullopt;
  std::optional<std::int64_t> found;
  for (const std::int64_t beside : {-1, 0, 1}) {
    const auto step = step_at(now) + beside;
    const auto code = code_of_step(secret, step);
    const bool is_it = Botan::constant_time_compare(bytes_of(code), bytes_of(plain), kCodeDigits);
    if (is_it && step > last) found = step;
  }
  return found;
}

std::vector<std::string> new_recovery_codes(const Random& random) {
  std::vector<std::string> out;
  while (out.size() < kRecoveryCodes) out.push_back(grouped(base32_of(random_bytes(random, kRecoveryBytes))));
  return out;
}

std::string recovery_hash(AccountId account, std::string_view plain) {
  return lookup_hash("recovery code of " + std::to_string(account.value), plain);
}

}  // namespace weige::access
