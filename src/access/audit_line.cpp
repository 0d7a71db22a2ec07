#include "access/audit_line.h"

#include <algorithm>
#include <array>

#include "access/audit_fields.h"

namespace weige::access {
namespace {

constexpr std::string_view kVersion = "1";
constexpr std::string_view kNone = "-";
constexpr std::size_t kFields = 10;
constexpr std::string_view kHexDigits = "0123456789abcdef";
// In a subject these part kinds and names.
constexpr std::string_view kSigns = "=,;";

constexpr std::array<std::string_view, 6> kOfPeople{"person",  "residence",   "employment",
                                                    "finding", "pocket_line", "account"};

bool is_escaped(char sign, std::string_view also) {
  const auto byte = static_cast<unsigned char>(sign);
  return byte < 0x20 || byte == 0x7f || sign == '\\' || also.find(sign) != also.npos;
}

// \xHH for what would end a field or a line.
void put_escaped(std::string& out, std::string_view text, std::string_view also = {}) {
  for (const char sign : text) {
    if (!is_escaped(sign, also)) {
      out += sign;
      continue;
    }
    const auto byte = static_cast<unsigned char>(sign);
    out.append("\\x");
    out += kHexDigits[byte >> 4];
    out += kHexDigits[byte & 15];
  }
}

std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    if (i + 3 >= text.size() || text[i + 1] != 'x') return std::nullopt;
    const auto high = kHexDigits.find(text[i + 2]), low = kHexDigits.find(text[i + 3]);
    if (high == kHexDigits.npos || low == kHexDigits.npos) return std::nullopt;
    out += static_cast<char>(high << 4 | low);
    i += 3;
  }
  return out;
}

void put_subjects(std::string& out, const std::vector<NamedSubject>& subjects) {
  const NamedSubject* before = nullptr;
  for (const auto& subject : subjects) {
    if (before && before->kind == subject.kind) {
      out += ',';
    } else {
      if (before) out += ';';
      put_escaped(out, subject.kind, kSigns);
      out += '=';
    }
    put_escaped(out, subject.name, kSigns);
    before = &subject;
  }
}

bool take_subjects(std::string_view text, std::vector<NamedSubject>& out) {
  if (text.empty()) return true;
  for (const auto group : fields_of(text, ';')) {
    const auto sign = group.find('=');
    if (sign == group.npos) return false;
    const auto kind = unescaped(group.substr(0, sign));
    if (!kind) return false;
    for (const auto each : fields_of(group.substr(sign + 1), ',')) {
      const auto name = unescaped(each);
      if (!name) return false;
      out.push_back({*kind, *name});
    }
  }
  return true;
}

bool take_codes(const std::vector<std::string_view>& fields, AuditLine& line) {
  const auto actor = unescaped(fields[3]), action = unescaped(fields[5]), purpose = unescaped(fields[6]),
             detail = unescaped(fields[8]);
  if (!actor || !action || !purpose || !detail) return false;
  if (*actor != kNone) line.actor = *actor;
  line.action = *action;
  if (*purpose != kNone) line.purpose = *purpose;
  line.detail = *detail;
  return true;
}

bool take_outcome(std::string_view text, AuditLine& line) {
  line.outcome = text == "done" ? Outcome::done : Outcome::refused;
  return text == "done" || text == "refused";
}

}  // namespace

bool is_about_person(std::string_view subject_kind) {
  return std::ranges::find(kOfPeople, subject_kind) != kOfPeople.end();
}

std::string to_text(const AuditLine& line) {
  std::string out(kVersion);
  const auto field = [&](std::string_view text) {
    out += '\t';
    put_escaped(out, text);
  };
  field(std::to_string(line.entry));
  field(to_rfc3339(line.at));
  field(line.actor.empty() ? kNone : line.actor);
  field(line.post ? std::to_string(*line.post) : std::string(kNone));
  field(line.action);
  field(line.purpose ? std::string_view(*line.purpose) : kNone);
  field(line.outcome == Outcome::done ? "done" : "refused");
  field(line.detail);
  out += '\t';
  put_subjects(out, line.subjects);
  return out;
}

std::optional<AuditLine> parse_audit_line(std::string_view text) {
  const auto fields = fields_of(text, '\t');
  if (fields.size() != kFields || fields[0] != kVersion) return std::nullopt;
  AuditLine line;
  const auto entry = whole_number(fields[1]);
  const auto at = parse_rfc3339(fields[2]);
  if (!entry || !at) return std::nullopt;
  line.entry = *entry;
  line.at = *at;
  if (fields[4] != kNone) {
    line.post = whole_number(fields[4]);
    if (!line.post) return std::nullopt;
  }
  if (!take_codes(fields, line) || !take_outcome(fields[7], line) || !take_subjects(fields[9], line.subjects))
    return std::nullopt;
  // One entry has one text: other ways to write the same are refused.
  if (to_text(line) != text) return std::nullopt;
  return line;
}

}  // namespace weige::access
