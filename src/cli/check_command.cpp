#include "cli/check_command.h"

#include <CLI/App.hpp>
#include <boost/json.hpp>
#include <iostream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "cli/lines.h"
#include "cli/outcome.h"
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

// The table tells places that no list knows; the commands work without one.
Result<std::optional<standards::DivisionTable>> division_table() {
  const auto file = standards::default_division_file();
  if (file.empty()) return std::optional<standards::DivisionTable>();
  WEIGE_TRY(auto table, standards::DivisionTable::open(file));
  return std::optional(std::move(table));
}

int run_check(const std::string& kind, const std::string& file) {
  const auto divisions = division_table();
  if (!divisions) return told(divisions.problem(), std::cerr);
  return run_on_lines(file, [&](std::istream& in, std::ostream& out) {
    return check_command(kind, in, out, *divisions ? &**divisions : nullptr);
  });
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

void add_check_command(CLI::App& app, int& code) {
  auto* check = app.add_subcommand("check", "Check numbers: one a line in, one JSON object a line out");
  check->require_subcommand(1);
  const std::pair<const char*, const char*> kinds[] = {{"id", "resident ID numbers (GB 11643)"},
                                                       {"credit", "unified social credit codes (GB 32100)"},
                                                       {"phone", "phone numbers"}};
  for (const auto& [kind, what] : kinds) {
    auto* one = check->add_subcommand(kind, std::string("Check ") + what);
    one->footer(
        "Each line gives {\"text\",\"valid\",\"reason\",\"warning\"}. Exit code 1 in the end when one is not "
        "valid.\nExample: weige check " +
        std::string(kind) + " numbers.txt\n" + kExitCodes);
    auto file = std::make_shared<std::string>("-");
    one->add_option("FILE", *file, "a file of numbers; - is standard input")->capture_default_str();
    one->callback([file, kind = std::string(kind), &code] { code = run_check(kind, *file); });
  }
}

}  // namespace weige::cli
