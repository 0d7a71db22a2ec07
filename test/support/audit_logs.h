// An audit log in memory with its heads and keys, as an export has it, and what could be done to it.
#pragma once

#include <string>
#include <vector>

#include "access/audit_export.h"

namespace weige::testing_support {

struct AuditLogPlan {
  int entries = 2000;
  int head_every = 100;
  access::DigestKind digest = access::DigestKind::sm3;
  access::SignatureKind signature = access::SignatureKind::sm2;
};

struct AuditLogCopy {
  access::ExportHeader header;
  std::vector<std::string> lines;
  std::vector<access::Digest> leaves;

  std::string text() const;                       // the export
  void put(std::size_t place, std::string line);  // with its digest; place: counted from 0
  void set(std::size_t place, std::string line);
  void take(std::size_t place);
  void cut(std::size_t entries);  // and the heads beyond
};

class AuditLogMaker {
 public:
  explicit AuditLogMaker(const AuditLogPlan& plan, std::uint64_t seed = 1);

  AuditLogCopy make();
  std::string line(std::int64_t entry);  // an entry that was not there before
  // The heads from that number on, made anew with the log's own key over what is there now.
  void sign(AuditLogCopy& log, std::int64_t from_head = 1);
  // All heads, with a key of somebody else.
  void sign_as_another(AuditLogCopy& log);

 private:
  void sign_with(const access::AuditSigner& signer, AuditLogCopy& log, std::int64_t from_head);

  AuditLogPlan plan_;
  Random random_;
  access::AuditSigner signer_;
  int lines_ = 0;
};

// One head a line, as witnesses keep them.
std::string heads_text(const std::vector<access::SignedHead>& heads);

}  // namespace weige::testing_support
