// Password: rules and hashing (Argon2id). Hashing takes a fifth of a second by design, so it happens outside
// any transaction.
#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"

namespace weige::access {

// Tests inject small ones. Memory in KiB.
struct HashCost {
  std::size_t memory_kib = 64 * 1024;
  std::size_t passes = 3;
  std::size_t lanes = 1;
};

// At least 10 and at most 256 characters, not common, not the login name. Problems: weak_password, too_long.
Done check_password(std::string_view password, std::string_view login_name);

class PasswordHash {
 public:
  static PasswordHash of(std::string_view password, const Random& random, const HashCost& cost = {});
  static PasswordHash stored(std::string text) { return PasswordHash(std::move(text)); }
  const std::string& text() const { return text_; }  // $argon2id$v=19$m=...,t=...,p=...$salt$hash
  bool matches(std::string_view password) const;

 private:
  explicit PasswordHash(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// What an unknown account's password is compared with, so that it takes the same time. Made once per process
// and cost.
const PasswordHash& dummy_hash(const HashCost& cost = {});

}  // namespace weige::access
