#include "seal/blind_index.h"

#include "seal/algorithms.h"

namespace weige::seal {
namespace {

std::string_view text(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

BlindIndex::BlindIndex(Profile profile, const Secret& root, std::string_view table, std::string_view column)
    : profile_(profile),
      key_(*Secret::of(text(keyed_hash(profile, root.bytes(), {"weige index", table, column})))) {}

std::string BlindIndex::of(std::string_view value) const {
  return std::string(text(keyed_hash(profile_, key_.bytes(), {value})).substr(0, kBytes));
}

}  // namespace weige::seal
