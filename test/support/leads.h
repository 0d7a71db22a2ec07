// What has the form of the sealed parts of leads and holds nothing: the server looks at no more.
#pragma once

#include <string>

#include "work/lead_envelope.h"

namespace weige::testing_support {

inline std::string lead_point(char fill) {
  return "\x04" + std::string(work::kPublicKeySize - 1, fill);
}
inline std::string sealed_letter(char fill, std::size_t size = work::kLetterSizes[0]) {
  return std::string("L\x01") + lead_point(fill) + std::string(work::kSealedAround - 67 + size, fill);
}
inline std::string sealed_share(char fill) {
  return std::string("S\x01") + lead_point(fill) + std::string(work::kShareSize - 67, fill);
}
inline std::string wrapped_own_key(char fill, std::uint32_t rounds = work::kFewestRounds) {
  std::string out = std::string("O\x01") + std::string(16, fill);
  for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>(rounds >> shift & 255U);
  return out + std::string(work::kOwnKeySize - out.size(), fill);
}

}  // namespace weige::testing_support
