// AuditLine: an entry of the audit log as the one line of text that is hashed, exported and verified.
// docs/audit.md has the format. It names people by pseudonyms only, so that it never has to be changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/audit.h"
#include "base/clock.h"

namespace weige::access {

// Whether what is said of a subject of this kind is said of a person, whose id then is a pseudonym.
bool is_about_person(std::string_view subject_kind);

// name: "~" and a pseudonym, or an id.
struct NamedSubject {
  std::string kind;
  std::string name;
  bool operator==(const NamedSubject&) const = default;
};

struct AuditLine {
  std::int64_t entry = 0;
  Instant at = {};
  std::string actor = {};  // as a subject's name; empty: nobody was signed in
  std::optional<std::int64_t> post = {};
  std::string action = {};
  std::optional<std::string> purpose = {};
  Outcome outcome = Outcome::done;
  std::string detail = {};
  std::vector<NamedSubject> subjects = {};
  bool operator==(const AuditLine&) const = default;
};

// Without a line end.
std::string to_text(const AuditLine& line);
// Takes exactly what to_text gives; nullopt for anything else.
std::optional<AuditLine> parse_audit_line(std::string_view text);

inline constexpr std::size_t kLongestAuditLine = std::size_t{64} << 20;

}  // namespace weige::access
