// The text of key files. Once the bytes as they are; once as the lines under a sum that fits, so that what
// lies behind it is reached.
#include "base/sha256.h"
#include "fuzz/fuzz_target.h"
#include "seal/key_set.h"

namespace {

void read(std::string_view text) {
  const auto keys = weige::seal::parse_key_set(text);
  if (!keys) return;
  WEIGE_FUZZ_EXPECT(!keys->masters.empty() && keys->masters.size() <= weige::seal::kMostMasters);
  WEIGE_FUZZ_EXPECT(to_text(*keys) == text);
}

}  // namespace

WEIGE_FUZZ_TARGET(key_file) {
  read(input);
  const std::string lines = "weige-keys 1\n" + std::string(input);
  read(lines + "sum " + weige::sha256_hex(lines) + "\n");
}
