// Report: one thing that somebody noticed and hands in by a short form (N3, N5, N6): "someone moved in at
// 302". It goes the way of a roster of one row. Values and rules, pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "intake/form_rows.h"

namespace weige::intake {

// declared: what somebody tells about themselves (declaration.h).
enum class ReportKind { moved_in, moved_out, starts_work, left_work, premises, declared };
std::string_view code(ReportKind kind);
std::optional<ReportKind> report_kind_of(std::string_view code);

// As people wrote it; empty = nothing said.
struct Report {
  ReportKind kind = ReportKind::premises;
  std::string place = {}, name = {}, phone = {}, note = {};
  std::optional<Day> noticed_on = {};  // default: today
};

inline constexpr std::size_t kLongestPlace = 200, kLongestReportNote = 100;  // characters

// Problems: bad_choice (declared), missing_field (place), too_long, person_name, phone, each at its field.
Done check(const Report& report);

// Its fields are called name, phone, address and note.
FormRows row_of(const Report& report);

// Whether the row is compared with the register as one of a roster would be; all others are looked at.
bool is_compared(ReportKind kind);

}  // namespace weige::intake
