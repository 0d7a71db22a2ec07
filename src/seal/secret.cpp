#include "seal/secret.h"

#include <string.h>

#include <algorithm>

namespace weige::seal {

Secret Secret::make(const Random& random) {
  Secret out;
  random(std::as_writable_bytes(std::span(out.bytes_)));
  return out;
}

std::optional<Secret> Secret::of(std::string_view bytes) {
  if (bytes.size() != kBytes) return std::nullopt;
  Secret out;
  std::ranges::copy(bytes, out.bytes_.begin());
  return out;
}

Secret::~Secret() {
  ::explicit_bzero(bytes_.data(), bytes_.size());
}

}  // namespace weige::seal
