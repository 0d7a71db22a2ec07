#include "cli/check_command.h"

#include <boost/json.hpp>
#include <istream>
#include <optional>
#include <ostream>
#include <string>

#include "standards/credit_code.h"
#include "standards/division_history.h"
#include "standards/id_number.h"
#include "standards/phone.h"
#include "standards/text_fold.h"

namespace weige::cli {
namespace {

using standards::Warning;

struct Verdict {
  std::optional<Problem> problem;
  std::optional<Warning> warning;
};

using Check = Verdict (*)(const std::string& line, const standards::DivisionTable* divisions);

// The value's own warning, else that its place is in no list.
template <class Value>
std::optional<Warning> warning_with_place(const Value& value, const standards::DivisionTable* divisions) {
  if (const auto own = value.warning()) return own;
  if (divisions && !standards::is_known_prefix(*divisions, value.division_prefix()))
    return Warning::unknown_division;
  return std::nullopt;
}

Verdict check_id(const std::string& line, const standards::DivisionTable* divisions) {
  const auto id = standards::IdNumber::parse(line);
  if (!id) return {id.problem(), std::nullopt};
  return {std::nullopt, warning_with_place(*id, divisions)};
}

Verdict check_credit(const std::string& line, const standards::DivisionTable*) {
  const auto credit = standards::CreditCode::parse(line);
  if (!credit) return {credit.problem(), std::nullopt};
  return {std::nullopt,
          credit->warning()};  // registering offices (100000, 310000, zones) are not all divisions
}

Verdict check_phone(const std::string& line, const standards::DivisionTable*) {
  const auto phone = standards::Phone::parse(line);
  if (!phone) return {phone.problem(), std::nullopt};
  return {std::nullopt, phone->warning()};
}

Check check_of(std::string_view kind) {
  if (kind == "id") return check_id;
  if (kind == "credit") return check_credit;
  if (kind == "phone") return check_phone;
  return nullptr;
}

boost::json::value text_value(std::string_view code, std::string_view text) {
  return boost::json::string(std::string{code} + ": " + std::string{text});
}

boost::json::value reason_of(const std::optional<Problem>& problem) {
  if (!problem) return nullptr;
  return text_value(catalogue_entry(problem->code).code,
                    title(*problem, Language::zh) + "。" + mend(*problem, Language::zh));
}

boost::json::value warning_of(const std::optional<Warning>& warning) {
  if (!warning) return nullptr;
  return text_value(standards::code(*warning), standards::zh_text(*warning));
}

// JSON must be UTF-8: other bytes are shown as U+FFFD.
std::string shown(const std::string& line) {
  return standards::is_utf8(line) ? line : standards::to_utf8(standards::to_code_points(line));
}

}  // namespace

int check_command(std::string_view kind, std::istream& in, std::ostream& out,
                  const standards::DivisionTable* divisions) {
  const Check check = check_of(kind);
  if (!check) return 2;
  bool all_valid = true;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    const Verdict verdict = check(line, divisions);
    const bool valid = !verdict.problem;
    all_valid = all_valid && valid;
    out << boost::json::value{{"text", shown(line)},
                              {"valid", valid},
                              {"reason", reason_of(verdict.problem)},
                              {"warning", warning_of(verdict.warning)}}
        << '\n';
  }
  return all_valid ? 0 : 1;
}

}  // namespace weige::cli
