// What the verifier says of a log that is as it was, and of each way to change one.
#include "access/audit_verify.h"

#include <gtest/gtest.h>

#include <sstream>

#include "support/audit_logs.h"

namespace weige::access {
namespace audit_verify_test {

using testing_support::AuditLogCopy;
using testing_support::AuditLogMaker;

constexpr testing_support::AuditLogPlan kSmall{.entries = 60, .head_every = 20};

Result<AuditVerdict> verified(const std::string& text, const Witness& witness = {}) {
  std::istringstream in(text);
  WEIGE_TRY(auto reader, ExportReader::open(in, "export"));
  return verify_export(reader, witness);
}

// "entries 21-40 head 2; ..."
std::string told(const Result<AuditVerdict>& verdict) {
  if (!verdict) return "unreadable: " + verdict.problem().args.at(1).value;
  std::string out;
  for (const auto& fault : verdict->faults) out.append(out.empty() ? "" : "; ").append(to_text(fault));
  return out;
}

struct Logs {
  AuditLogMaker maker{kSmall};
  AuditLogCopy log = maker.make();
  Witness witness{.heads = log.header.heads, .key = log.header.keys.front().key};

  std::string told() { return audit_verify_test::told(verified(log.text(), witness)); }
  std::string told_alone() { return audit_verify_test::told(verified(log.text())); }
};

TEST(AuditVerify, ALogThatIsAsItWasIsGood) {
  for (const auto signature : {SignatureKind::sm2, SignatureKind::ed25519})
    for (const auto digest : {DigestKind::sm3, DigestKind::sha256}) {
      auto plan = kSmall;
      plan.signature = signature;
      plan.digest = digest;
      const auto log = AuditLogMaker(plan).make();
      const auto verdict = verified(log.text(), {.heads = log.header.heads});
      EXPECT_EQ(told(verdict), "");
      EXPECT_EQ(verdict->entries, 60);
      EXPECT_EQ(verdict->covered, 60);
      EXPECT_EQ(verdict->heads, 6) << "three inside and three outside";
    }
}

TEST(AuditVerify, WhatNoHeadCoversYetIsCounted) {
  Logs logs;
  logs.log.put(60, logs.maker.line(61));
  const auto verdict = verified(logs.log.text(), logs.witness);
  EXPECT_EQ(told(verdict), "");
  EXPECT_EQ(verdict->entries, 61);
  EXPECT_EQ(verdict->covered, 60);
}

TEST(AuditVerify, AnEmptyLogIsGood) {
  Logs logs;
  logs.log.cut(0);
  EXPECT_EQ(logs.told_alone(), "");
}

TEST(AuditVerify, AnEntryThatWasChangedIsNamed) {
  Logs logs;
  logs.log.lines[24] += "x";
  logs.log.lines[54] += "x";
  EXPECT_EQ(logs.told(), "entry 25; entry 55");
  EXPECT_EQ(logs.told_alone(), "entry 25; entry 55");
}

TEST(AuditVerify, ADigestThatWasChangedIsNamed) {
  Logs logs;
  logs.log.leaves[24][3] ^= 1;
  EXPECT_EQ(logs.told(), "digest 25");
}

TEST(AuditVerify, AnEntryChangedWithItsDigestLiesBetweenTwoHeads) {
  Logs logs;
  logs.log.set(24, logs.maker.line(25));
  EXPECT_EQ(logs.told(), "entries 21-40 head 2");
  EXPECT_EQ(logs.told_alone(), "entries 21-40 head 2");
}

TEST(AuditVerify, ACutTailIsMissedByWhoKeptAHeadOfIt) {
  Logs logs;
  logs.log.cut(47);
  EXPECT_EQ(logs.told_alone(), "") << "without a witness a cut cannot be seen";
  EXPECT_EQ(logs.told(), "order head 3 outside; missing 41-60 head 3 outside");
}

TEST(AuditVerify, AnOldCopyThatWentOnIsMissedByWhoKeptAHead) {
  Logs logs;
  logs.log.cut(47);
  for (int entry = 48; entry <= 80; ++entry) logs.log.put(logs.log.lines.size(), logs.maker.line(entry));
  logs.maker.sign(logs.log, 3);
  EXPECT_EQ(logs.told_alone(), "");
  EXPECT_EQ(logs.told(), "order head 3 outside; entries 41-60 head 3 outside");
}

TEST(AuditVerify, ALogWrittenAnewWithAnotherKeyIsNotTheOneThatWasWitnessed) {
  Logs logs;
  for (std::size_t i = 0; i < 60; ++i) {
    logs.log.set(i, logs.maker.line(static_cast<std::int64_t>(i) + 1));
  }
  logs.maker.sign_as_another(logs.log);
  EXPECT_EQ(logs.told_alone(), "");
  EXPECT_EQ(logs.told(),
            "key; signature head 1 outside; order head 1 outside; signature head 2 outside; order head 2 "
            "outside; signature head 3 outside; order head 3 outside; entries 1-20 head 1 outside");
}

TEST(AuditVerify, AHeadThatWasChangedIsNamed) {
  Logs logs;
  logs.log.header.heads[1].head.root[0] ^= 1;
  EXPECT_EQ(logs.told_alone(), "signature head 2");
  logs.log.header.heads.erase(logs.log.header.heads.begin() + 1);
  EXPECT_EQ(logs.told_alone(), "order head 3") << "one was taken out";
  EXPECT_EQ(logs.told(), "order head 3; order head 2 outside");
}

TEST(AuditVerify, AHeadOfAnotherLogIsNoHeadOfThisOne) {
  Logs logs;
  logs.witness.heads[0].head.log = std::string(32, 'b');
  EXPECT_EQ(logs.told(), "foreign head 1 outside");
}

TEST(AuditVerify, ANewKeyHoldsFromItsHeadOn) {
  Logs logs;
  AuditLogMaker other(kSmall, 2);
  auto later = logs.log;
  other.sign(later);
  logs.log.header.heads[2] = later.header.heads[2];
  logs.log.header.keys.push_back({3, later.header.keys.front().key});
  EXPECT_EQ(logs.told_alone(), "");
  logs.log.header.keys.back().from_head = 2;
  EXPECT_EQ(logs.told_alone(), "signature head 2");
}

TEST(AuditVerify, AFileThatIsNoneIsUnreadableAtALine) {
  Logs logs;
  const auto good = logs.log.text();
  EXPECT_EQ(told(verified("")), "unreadable: line 1: not an export of an audit log");
  EXPECT_EQ(told(verified(good.substr(0, good.size() - 4))),
            "unreadable: line 69: it ends before its end, or a line is too long");
  EXPECT_EQ(told(verified(good + "x")), "unreadable: line 70: something follows its end");
  auto bad = good;
  bad.replace(bad.find("entries 60"), 10, "entries 59");
  EXPECT_EQ(told(verified(bad)), "unreadable: line 68: more entries than it tells");
  bad = good;
  bad.replace(bad.find("digest sm3"), 10, "digest md5");
  EXPECT_EQ(told(verified(bad)), "unreadable: line 3: the digest is not named");
}

TEST(AuditVerify, HeadsOfWitnessesMayHaveNotes) {
  Logs logs;
  std::istringstream in("# kept by the county\r\n\n" + to_text(logs.witness.heads[0]) + "\r\n" +
                        to_text(logs.witness.heads[1]));
  const auto heads = read_heads(in, "heads");
  ASSERT_TRUE(heads.ok());
  EXPECT_EQ(heads->size(), 2u);
  std::istringstream bad("weige-audit-head 1 x\n");
  EXPECT_EQ(read_heads(bad, "heads").problem().code, ProblemCode::audit_export);
}

}  // namespace audit_verify_test
}  // namespace weige::access
