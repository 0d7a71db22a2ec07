#include "http/audit_routes.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "access/audit_log_actions.h"
#include "http/attachment.h"
#include "http/audit_json.h"
#include "http/json_out.h"
#include "http/list_query.h"

namespace weige::http {
namespace {

using access::Right;

constexpr std::size_t kLongestAction = 60;

access::AuditReading reading(Call& call) {
  return {.tx = call.tx(), .now = call.now, .actor = call.actor(), .readings = call.readings};
}

Result<Response> head(Call& call) {
  WEIGE_TRY(const auto overview, access::audit_overview(reading(call)));
  return json_response(200, audit_overview_json(overview));
}

Result<Response> heads(Call& call) {
  WEIGE_TRY(const auto after, call.request.query_number("after", 0, kGreatestId));
  WEIGE_TRY(const auto asked, list_query(call.request));
  WEIGE_TRY(const auto list,
            access::audit_heads(reading(call), after.value_or(0), static_cast<std::int64_t>(asked.limit)));
  return json_response(200, json_items(list, audit_head_json));
}

// "MICROSECONDS-NUMBER", as place_text gives it.
std::optional<access::AuditPlace> place_of(std::string_view text) {
  access::AuditPlace out{};
  const auto* const end = text.data() + text.size();
  const auto at = std::from_chars(text.data(), end, out.at);
  if (at.ec != std::errc{} || at.ptr == end || *at.ptr != '-') return std::nullopt;
  const auto number = std::from_chars(at.ptr + 1, end, out.number);
  if (number.ec != std::errc{} || number.ptr != end) return std::nullopt;
  return out;
}

std::string place_text(const access::AuditPlace& place) {
  return std::to_string(place.at) + "-" + std::to_string(place.number);
}

bool is_action(std::string_view text) {
  return text.size() <= kLongestAction && std::ranges::all_of(text, [](char sign) {
           return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '.' || sign == '_';
         });
}

Result<access::AuditFilter> filter_of(const Request& request) {
  WEIGE_TRY(const auto asked, list_query(request));
  access::AuditFilter out{.limit = static_cast<std::int64_t>(asked.limit)};
  if (!asked.cursor.empty()) {
    out.after = place_of(asked.cursor);
    if (!out.after) return problem(ProblemCode::bad_request, "cursor");
  }
  if (const auto action = request.query.find("action"); action && !action->empty()) {
    if (!is_action(*action)) return problem(ProblemCode::bad_choice, "action");
    out.action = std::string(*action);
  }
  WEIGE_TRY(const auto post, request.query_number("post_id", 1, kGreatestId));
  if (post) out.post = access::PostId{*post};
  WEIGE_TRY(const auto from, request.query_day("from"));
  WEIGE_TRY(const auto to, request.query_day("to"));
  if (from) out.from = TownTime{}.start_of(*from);
  if (to) out.to = TownTime{}.start_of(std::chrono::sys_days{*to} + std::chrono::days{1});
  return out;
}

Result<Response> entries(Call& call) {
  WEIGE_TRY(auto filter, filter_of(call.request));
  WEIGE_TRY(const auto page, access::audit_entries(reading(call), std::move(filter)));
  auto out = json_items(page.entries, audit_entry_json);
  if (page.next) put(out, "next_cursor", place_text(*page.next));
  return json_response(200, out);
}

Result<Response> proof(Call& call) {
  WEIGE_TRY(const auto number, call.request.id_param("number"));
  WEIGE_TRY(const auto found, access::prove_audit_entry(reading(call), number));
  return json_response(200, audit_proof_json(found));
}

Result<Response> growth(Call& call) {
  WEIGE_TRY(const auto first, call.request.query_number("first", 1, kGreatestId));
  WEIGE_TRY(const auto second, call.request.query_number("second", 1, kGreatestId));
  if (!first) return problem(ProblemCode::missing_field, "first");
  if (!second) return problem(ProblemCode::missing_field, "second");
  WEIGE_TRY(const auto path, access::prove_audit_growth(reading(call), *first, *second));
  return json_response(200, boost::json::object{{"path", audit_path_json(path)}});
}

Problem not_written() {
  return problem(ProblemCode::file_write).with("reason", std::strerror(errno));
}

// Through a file, so that no large one is ever held in memory.
Result<Response> whole(Call& call, const std::filesystem::path& scratch) {
  const std::shared_ptr<TemporaryFile> copy = TemporaryFile::make(scratch, "download");
  if (!copy) return not_written();
  bool written = true;
  const auto sink = [&](std::string_view part) { written = written && copy->write(part); };
  WEIGE_CHECK(access::export_audit_log(reading(call), sink));
  if (!written || !copy->close()) return not_written();
  return attachment(copy, "weige-audit-" + to_iso(TownTime{}.day_of(call.now)) + ".txt");
}

}  // namespace

std::vector<Route> audit_routes(const std::filesystem::path& scratch) {
  return {
      {Method::get, "/api/audit", Right::read_audit, head},
      {Method::get, "/api/audit/heads", Right::read_audit, heads},
      {Method::get, "/api/audit/entries", Right::read_audit, entries},
      {Method::get, "/api/audit/entries/{number}/proof", Right::read_audit, proof},
      {Method::get, "/api/audit/consistency", Right::read_audit, growth},
      {Method::get, "/api/audit/export", Right::read_audit,
       [scratch](Call& call) { return whole(call, scratch); }},
  };
}

}  // namespace weige::http
