// The audit log outside of the database: one file of text with the public keys, the heads and every entry as
// it was hashed. docs/audit.md has the format. What is read here comes from outside: every line is bounded.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "access/audit_head.h"
#include "access/audit_line.h"
#include "access/line_source.h"
#include "base/result.h"

namespace weige::access {

// The heads from number `from_head` on are signed with it.
struct LogKey {
  std::int64_t from_head = 1;
  AuditPublicKey key;
  bool operator==(const LogKey&) const = default;
};

struct ExportHeader {
  std::string log;  // as in TreeHead
  DigestKind digest = DigestKind::sm3;
  std::vector<LogKey> keys;
  std::vector<SignedHead> heads;
  std::int64_t entries = 0;
};

inline constexpr std::size_t kMostLogKeys = 1000;
inline constexpr std::size_t kMostHeads = 2'000'000;

// Everything before the entries; each entry is entry_text, the file ends with kExportEnd.
std::string header_text(const ExportHeader& header);
std::string entry_text(const Digest& leaf, std::string_view line);  // with its line end
inline constexpr std::string_view kExportEnd = "end\n";

struct ExportedEntry {
  Digest leaf;           // as the log's tree has it
  std::string_view line;  // until the next one is read
};

class ExportReader {
 public:
  // name: for problems. Problem: audit_export, with the line.
  static Result<ExportReader> open(std::istream& in, std::string name);

  const ExportHeader& header() const { return header_; }
  // nullptr after the last entry, once the end has been seen. Problem: audit_export, with the entry.
  Result<const ExportedEntry*> next();

 private:
  ExportReader(std::istream& in, std::string name);
  Done read_header();
  Done read_keys_and_heads();
  bool read_line();  // into line_; false: no whole line is there, or it is too long
  Problem unreadable(std::string reason) const;

  LineSource lines_in_;
  std::string name_;
  std::string line_;
  std::int64_t lines_ = 0;
  std::int64_t read_ = 0;
  ExportHeader header_;
  ExportedEntry entry_ = {};
};

// A file of heads that a witness kept: one line each; empty lines and lines that start with # are skipped.
// Problem: audit_export, with the line.
Result<std::vector<SignedHead>> read_heads(std::istream& in, const std::string& name);

}  // namespace weige::access
