// Lines of entries, keys and proofs: total on any bytes, and read back as they were written.
#include "access/audit_line.h"
#include "access/audit_signer.h"
#include "access/audit_tree.h"
#include "fuzz_target.h"

namespace {

// The first byte tells how many digests a proof has; the rest is cut into them.
weige::access::TreeProof proof_of(std::string_view bytes) {
  weige::access::TreeProof proof;
  while (bytes.size() >= sizeof(weige::access::Digest) && proof.size() < weige::access::kLongestProof) {
    auto& step = proof.emplace_back();
    for (std::size_t i = 0; i < step.size(); ++i) step[i] = static_cast<std::uint8_t>(bytes[i]);
    bytes.remove_prefix(step.size());
  }
  return proof;
}

}  // namespace

WEIGE_FUZZ_TARGET(audit_text) {
  namespace access = weige::access;
  if (const auto line = access::parse_audit_line(input)) WEIGE_FUZZ_EXPECT(access::to_text(*line) == input);
  if (const auto key = access::parse_public_key(input)) WEIGE_FUZZ_EXPECT(access::to_text(*key) == input);
  if (const auto signer = access::AuditSigner::parse(input))
    WEIGE_FUZZ_EXPECT(signer->secret_text() == input);
  if (input.size() < 2) return;
  access::TreeHasher hasher(access::DigestKind::sha256);
  const auto proof = proof_of(input.substr(2));
  const std::uint64_t index = static_cast<unsigned char>(input[0]),
                      size = static_cast<unsigned char>(input[1]);
  const auto leaf = hasher.leaf(input);
  WEIGE_FUZZ_EXPECT(!access::proves_inclusion(hasher, proof, leaf, index, {size, {}}));
  WEIGE_FUZZ_EXPECT(!access::proves_consistency(hasher, proof, {index, {}}, {size, leaf}));
}
