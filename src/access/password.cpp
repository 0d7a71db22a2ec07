#include "access/password.h"

#include <botan/argon2.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <tuple>

#include "seal/passed_in_rng.h"
#include "standards/text_fold.h"

namespace weige::access {
namespace {

constexpr std::size_t kShortest = 10;
constexpr std::size_t kLongest = 256;
constexpr std::size_t kFewestDifferent = 5;
constexpr std::size_t kArgon2id = 2;

// What guessing lists begin with, in lower case, of the length that is accepted at all.
constexpr std::string_view kCommon[] = {
#include "access/common_passwords.inc"
};

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& sign : out)
    if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign + ('a' - 'A'));
  return out;
}

// 1234567890, abcdefghijk, 9876543210: every step the same.
bool is_run(const std::u32string& signs) {
  const auto step = static_cast<std::int64_t>(signs[1]) - signs[0];
  if (step < -1 || step > 1) return false;
  for (std::size_t i = 1; i < signs.size(); ++i)
    if (static_cast<std::int64_t>(signs[i]) - signs[i - 1] != step &&
        !(signs[i] == U'0' && signs[i - 1] == U'9'))
      return false;
  return true;
}

bool is_weak(const std::string& password, const std::string& login_name) {
  const auto signs = standards::to_code_points(password);
  if (signs.size() < kShortest || is_run(signs)) return true;
  if (std::set<char32_t>(signs.begin(), signs.end()).size() < kFewestDifferent) return true;
  if (!login_name.empty() && password.find(login_name) != std::string::npos &&
      password.size() < login_name.size() + kShortest)
    return true;
  return std::find(std::begin(kCommon), std::end(kCommon), password) != std::end(kCommon);
}

}  // namespace

Done check_password(std::string_view password, std::string_view login_name) {
  if (password.size() > kLongest)
    return problem(ProblemCode::too_long, "password").with("max", std::to_string(kLongest));
  if (is_weak(lowered(password), lowered(login_name)))
    return problem(ProblemCode::weak_password, "password").with("min", std::to_string(kShortest));
  return done();
}

PasswordHash PasswordHash::of(std::string_view password, const Random& random, const HashCost& cost) {
  seal::PassedInRng rng(random);
  return PasswordHash(Botan::argon2_generate_pwhash(password.data(), password.size(), rng, cost.lanes,
                                                    cost.memory_kib, cost.passes, kArgon2id));
}

bool PasswordHash::matches(std::string_view password) const {
  return Botan::argon2_check_pwhash(password.data(), password.size(), text_);
}

const PasswordHash& dummy_hash(const HashCost& cost) {
  static std::mutex mutex;
  static std::map<std::tuple<std::size_t, std::size_t, std::size_t>, PasswordHash> made;
  const std::scoped_lock lock(mutex);
  const auto key = std::tuple(cost.memory_kib, cost.passes, cost.lanes);
  const auto found = made.find(key);
  if (found != made.end()) return found->second;
  return made.emplace(key, PasswordHash::of("nobody has this password", system_random(), cost)).first->second;
}

}  // namespace weige::access
