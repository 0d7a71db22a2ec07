// OneTimeCode: the codes of a second factor (TOTP, RFC 6238: SHA-1, 30 seconds, 6 digits) and the recovery
// codes that stand in for a lost device. Pure: `now` and randomness are arguments.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/random.h"

namespace weige::access {

std::string new_factor_secret(const Random& random);  // 20 bytes, as RFC 4226 recommends
std::string base32_of(std::string_view bytes);        // RFC 4648, without padding

// What an authenticator reads from a QR code.
std::string otpauth_uri(std::string_view secret, std::string_view login_name);

// The number of the half minute, and the code of one.
std::int64_t step_at(Instant now);
std::string code_of_step(std::string_view secret, std::int64_t step);

// What was typed, without blanks and hyphens, in capitals.
std::string plain_code(std::string_view typed);
bool is_device_code(std::string_view plain);  // six digits; anything else can only be a recovery code

// The step of which it is the code: the current one or one beside it, for clocks that are a little wrong, and
// later than `last`, so that a code that was seen over the shoulder does not work again.
std::optional<std::int64_t> accepted_step(std::string_view secret, std::string_view plain, Instant now,
                                          std::int64_t last);

inline constexpr int kRecoveryCodes = 10;
std::vector<std::string> new_recovery_codes(const Random& random);  // ABCD-EFGH-IJKL-MNOP: 80 bits each
// SHA-256 is enough for 80 random bits: nothing can be guessed from it.
std::string recovery_hash(AccountId account, std::string_view plain);

}  // namespace weige::access
