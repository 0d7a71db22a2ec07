// Verifying an export of the audit log: entries a second, all of it from text, with a head for each thousand
// entries. The reference is the hashing that RFC 9162 asks for and nothing else.
#include <benchmark/benchmark.h>

#include <sstream>

#include "access/audit_tree.h"
#include "access/audit_verify.h"

namespace {

using namespace weige::access;

constexpr int kEntries = 100'000;
constexpr int kHeadEvery = 1000;

struct Log {
  std::vector<std::string> lines;
  std::string text;
};

std::string line_of(int entry) {
  return to_text({.entry = 1'000'000 + entry,
                  .at = weige::Instant{std::chrono::seconds{1'795'413'600 + entry}},
                  .actor = "~0123456789abcdef",
                  .post = 17,
                  .action = "person.read",
                  .purpose = "door_check",
                  .detail = "field=phone",
                  .subjects = {{"person", "~0123456789abcde" + std::to_string(entry % 10)}}});
}

Log log_of(DigestKind digest, SignatureKind signature) {
  const auto random = weige::seeded_random(1);
  const auto signer = AuditSigner::make(signature, random);
  Log out;
  ExportHeader header{.log = std::string(32, 'a'), .digest = digest, .entries = kEntries};
  header.keys.push_back({1, signer.public_key()});
  TreeHasher hasher(digest);
  TreeFrontier tree;
  std::string entries;
  for (int i = 1; i <= kEntries; ++i) {
    out.lines.push_back(line_of(i));
    const auto leaf = hasher.leaf(out.lines.back());
    tree.append(hasher, leaf);
    entries += entry_text(leaf, out.lines.back());
    if (i % kHeadEvery == 0)
      header.heads.push_back(signed_by(signer,
                                       {.log = header.log,
                                        .number = i / kHeadEvery,
                                        .size = i,
                                        .digest = digest,
                                        .root = tree.root(hasher)},
                                       random));
  }
  out.text = header_text(header) + entries + std::string(kExportEnd);
  return out;
}

void verify(benchmark::State& state, DigestKind digest, SignatureKind signature) {
  const auto log = log_of(digest, signature);
  for (auto _ : state) {
    std::istringstream in(log.text);
    auto reader = ExportReader::open(in, "export").value();
    const auto verdict = verify_export(reader, {}).value();
    if (!verdict.good() || verdict.covered != kEntries) state.SkipWithError("the log does not verify");
  }
  state.SetItemsProcessed(state.iterations() * kEntries);
}

void hash_alone(benchmark::State& state, DigestKind digest) {
  const auto log = log_of(digest, SignatureKind::ed25519);
  TreeHasher hasher(digest);
  for (auto _ : state) {
    TreeFrontier tree;
    for (const auto& line : log.lines) tree.append(hasher, hasher.leaf(line));
    benchmark::DoNotOptimize(tree.root(hasher));
  }
  state.SetItemsProcessed(state.iterations() * kEntries);
}

BENCHMARK_CAPTURE(verify, sm3_sm2, DigestKind::sm3, SignatureKind::sm2)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(hash_alone, sm3_reference, DigestKind::sm3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(verify, sha256_ed25519, DigestKind::sha256, SignatureKind::ed25519)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(hash_alone, sha256_reference, DigestKind::sha256)->Unit(benchmark::kMillisecond);

}  // namespace
