#include "support/audit_logs.h"

#include "access/audit_tree.h"
#include "support/test_time.h"

namespace weige::testing_support {

using access::AuditSigner;
using access::Digest;
using access::TreeHasher;

std::string AuditLogCopy::text() const {
  auto told = header;
  told.entries = static_cast<std::int64_t>(lines.size());
  auto out = access::header_text(told);
  for (std::size_t i = 0; i < lines.size(); ++i) out += access::entry_text(leaves[i], lines[i]);
  return out.append(access::kExportEnd);
}

void AuditLogCopy::put(std::size_t place, std::string line) {
  const auto at = static_cast<std::ptrdiff_t>(place);
  leaves.insert(leaves.begin() + at, TreeHasher(header.digest).leaf(line));
  lines.insert(lines.begin() + at, std::move(line));
}

void AuditLogCopy::set(std::size_t place, std::string line) {
  leaves[place] = TreeHasher(header.digest).leaf(line);
  lines[place] = std::move(line);
}

void AuditLogCopy::take(std::size_t place) {
  const auto at = static_cast<std::ptrdiff_t>(place);
  leaves.erase(leaves.begin() + at);
  lines.erase(lines.begin() + at);
}

void AuditLogCopy::cut(std::size_t entries) {
  lines.resize(entries);
  leaves.resize(entries);
  std::erase_if(header.heads, [&](const access::SignedHead& head) {
    return head.head.size > static_cast<std::int64_t>(entries);
  });
}

AuditLogMaker::AuditLogMaker(const AuditLogPlan& plan, std::uint64_t seed)
    : plan_(plan), random_(seeded_random(seed)), signer_(AuditSigner::make(plan.signature, random_)) {}

std::string AuditLogMaker::line(std::int64_t entry) {
  ++lines_;
  return access::to_text({.entry = entry,
                          .at = kTestNow + std::chrono::seconds(entry),
                          .actor = "~0123456789abcdef0123456789abcdef",
                          .post = 17,
                          .action = "person.read",
                          .purpose = "door_check",
                          .detail = "turn=" + std::to_string(lines_),
                          .subjects = {{"person", "~" + std::to_string(entry)}}});
}

AuditLogCopy AuditLogMaker::make() {
  AuditLogCopy log;
  log.header.log = std::string(32, 'a');
  log.header.digest = plan_.digest;
  for (int entry = 1; entry <= plan_.entries; ++entry) log.put(log.lines.size(), line(entry));
  sign(log);
  return log;
}

void AuditLogMaker::sign(AuditLogCopy& log, std::int64_t from_head) {
  sign_with(signer_, log, from_head);
}

void AuditLogMaker::sign_as_another(AuditLogCopy& log) {
  sign_with(AuditSigner::make(plan_.signature, random_), log, 1);
}

void AuditLogMaker::sign_with(const AuditSigner& signer, AuditLogCopy& log, std::int64_t from_head) {
  log.header.keys = {{1, signer.public_key()}};
  std::erase_if(log.header.heads,
                [&](const access::SignedHead& head) { return head.head.number >= from_head; });
  TreeHasher hasher(log.header.digest);
  access::TreeFrontier frontier;
  std::int64_t number = 0;
  for (const auto& leaf : log.leaves) {
    frontier.append(hasher, leaf);
    const auto size = static_cast<std::int64_t>(frontier.size());
    if (size % plan_.head_every != 0 && frontier.size() != log.leaves.size()) continue;
    if (++number < from_head) continue;
    log.header.heads.push_back(access::signed_by(signer,
                                                 {.log = log.header.log,
                                                  .number = number,
                                                  .size = size,
                                                  .at = kTestNow + std::chrono::seconds(size),
                                                  .digest = log.header.digest,
                                                  .root = frontier.root(hasher)},
                                                 random_));
  }
}

std::string heads_text(const std::vector<access::SignedHead>& heads) {
  std::string out;
  for (const auto& head : heads) out.append(access::to_text(head)).append("\n");
  return out;
}

}  // namespace weige::testing_support
