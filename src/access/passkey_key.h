// The public keys of passkeys: ECDSA on P-256 with SHA-256, Ed25519, and RSA (PKCS #1) with SHA-256, which is
// what a computer's own security chip may offer. They come as COSE keys (RFC 9053) and are kept as X.509
// SubjectPublicKeyInfo.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace weige::access {

// COSE numbers, the preferred one first.
inline constexpr int kPasskeyAlgorithms[] = {-7, -8, -257};

// nullopt: no COSE key, one of another algorithm, a point off the curve (P-256) or of small order
// (Ed25519), or an RSA key of fewer than 2048
// bits, more than 4096, or another exponent than 65537.
std::optional<std::string> public_key_of_cose(std::string_view cose);

// Total on any signature, and on any key that public_key_of_cose gave.
bool passkey_verifies(std::string_view public_key, std::string_view text, std::string_view signature);

}  // namespace weige::access
