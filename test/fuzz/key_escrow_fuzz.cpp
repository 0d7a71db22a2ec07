// What is put in escrow, and the shares of it: the input is the escrow's file up to a NUL, then one share up
// to each further NUL. Once as it is; once each with its title and a sum that fits.
#include "base/sha256.h"
#include "fuzz/fuzz_target.h"
#include "seal/escrow.h"

namespace {

std::vector<std::string> parts_of(std::string_view input) {
  std::vector<std::string> out;
  for (;;) {
    const auto end = input.find('\0');
    out.emplace_back(input.substr(0, end));
    if (end == input.npos || out.size() > 8) return out;
    input.remove_prefix(end + 1);
  }
}

void open(const std::vector<std::string>& parts) {
  const auto keys = weige::seal::from_escrow(parts.front(), std::span(parts).subspan(1));
  WEIGE_FUZZ_EXPECT(!keys || !keys->masters.empty());
}

}  // namespace

WEIGE_FUZZ_TARGET(key_escrow) {
  auto parts = parts_of(input);
  open(parts);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i] = (i == 0 ? "weige-escrow 1\n" : "weige-share 1\n") + parts[i];
    parts[i] += "sum " + weige::sha256_hex(parts[i]) + "\n";
  }
  open(parts);
}
