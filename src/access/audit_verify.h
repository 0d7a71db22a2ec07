// Verifying an export of the audit log without its database: that every entry is what was hashed, that the
// heads fit the entries, that heads which witnesses kept fit them too. Says the first place that does not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "access/audit_export.h"

namespace weige::access {

// What a witness outside knows better than the export.
struct Witness {
  std::vector<SignedHead> heads = {};
  std::optional<AuditPublicKey> key = {};  // must be one of the export's
};

enum class AuditFaultKind {
  key,        // the witness's key is none of the log's
  foreign,    // a head of another log, or of another digest
  signature,  // a head that no key of the log has signed
  order,      // heads that do not follow one another
  entry,      // the text of an entry is not what was hashed; the heads fit what was hashed
  digest,     // the digest of an entry is not that of its text; the heads fit the text
  entries,    // entries that a head does not fit
  missing,    // entries that a head covers and that are not there
};

// Entries are counted from 1. from and to: the entries it concerns, both included; 0 = none. head: the number
// of the head it concerns; 0 = none.
struct AuditFault {
  AuditFaultKind kind;
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::int64_t head = 0;
  bool outside = false;  // a witness's head
  bool operator==(const AuditFault&) const = default;
};

struct AuditVerdict {
  std::vector<AuditFault> faults;  // what is wrong with heads first, then entries as they stand in the log
  std::int64_t entries = 0;
  std::int64_t covered = 0;  // entries up to the greatest head that fits
  std::int64_t heads = 0;    // that fit
  bool good() const { return faults.empty(); }
};

// Faults beyond so many are not told; the first entry that does not fit is.
inline constexpr std::size_t kMostFaults = 100;

// Problem: audit_export (the file cannot be read to its end).
Result<AuditVerdict> verify_export(ExportReader& reader, const Witness& witness);

// "entry 17", "entries 101-200 head 3 outside": the same text as tools/audit_verify.py has.
std::string to_text(const AuditFault& fault);

}  // namespace weige::access
