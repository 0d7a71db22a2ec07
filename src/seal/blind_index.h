// BlindIndex: a keyed hash of a column's values, by which equal values are found without opening any. Each
// column has a key of its own, so that a phone number in two columns does not look alike.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "seal/profile.h"
#include "seal/secret.h"

namespace weige::seal {

class BlindIndex {
 public:
  static constexpr std::size_t kBytes = 12;

  BlindIndex(Profile profile, const Secret& root, std::string_view table, std::string_view column);
  // Of the value as it is compared: the caller has brought it into one form.
  std::string of(std::string_view value) const;

 private:
  Profile profile_;
  Secret key_;
};

}  // namespace weige::seal
