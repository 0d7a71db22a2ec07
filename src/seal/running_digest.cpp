#include "seal/running_digest.h"

#include <botan/hash.h>

#include "seal/algorithms.h"

namespace weige::seal {

RunningDigest::RunningDigest(Profile profile)
    : hash_(Botan::HashFunction::create_or_throw(profile == Profile::mlps3 ? "SM3" : "SHA-256")) {}
RunningDigest::RunningDigest(RunningDigest&&) noexcept = default;
RunningDigest& RunningDigest::operator=(RunningDigest&&) noexcept = default;
RunningDigest::~RunningDigest() = default;

void RunningDigest::add(std::string_view piece) {
  hash_->update_be(static_cast<std::uint64_t>(piece.size()));
  hash_->update(octets(piece), piece.size());
}

std::string RunningDigest::take() {
  Digest out{};
  hash_->final(out.data());
  return {reinterpret_cast<const char*>(out.data()), out.size()};
}

}  // namespace weige::seal
