#include "intake/report.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "intake/form_field.h"
#include "standards/text_fold.h"

namespace weige::intake {
namespace {

constexpr std::array<std::string_view, 6> kKinds{"moved_in",  "moved_out", "starts_work",
                                                 "left_work", "premises",  "declared"};

bool says_anything(std::string_view text) {
  return std::ranges::any_of(standards::to_code_points(standards::fold_text(text)), [](char32_t c) {
    return standards::is_han(c) || (c < 0x80 && std::isalnum(static_cast<unsigned char>(c)) != 0);
  });
}

}  // namespace

std::string_view code(ReportKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<ReportKind> report_kind_of(std::string_view text) {
  const auto found = std::ranges::find(kKinds, text);
  if (found == kKinds.end()) return std::nullopt;
  return static_cast<ReportKind>(found - kKinds.begin());
}

bool is_compared(ReportKind kind) {
  return kind == ReportKind::moved_in || kind == ReportKind::declared;
}

Done check(const Report& report) {
  if (report.kind == ReportKind::declared) return problem(ProblemCode::bad_choice, "kind");
  if (!says_anything(report.place)) return problem(ProblemCode::missing_field, "place");
  WEIGE_CHECK(check_length(report.place, kLongestPlace, "place"));
  WEIGE_CHECK(check_length(report.note, kLongestReportNote, "note"));
  WEIGE_CHECK(check_name(report.name));
  return check_phone(report.phone);
}

FormRows row_of(const Report& report) {
  static constexpr std::array kColumns{FormColumn{"姓名", "name"}, FormColumn{"联系电话", "phone"},
                                       FormColumn{"地址", "address"}, FormColumn{"note", ""}};
  const FormRow row{report.name, report.phone, report.place, report.note};
  return form_rows(kColumns, std::span(&row, 1));
}

}  // namespace weige::intake
