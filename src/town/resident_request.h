// ResidentRequest: what a resident asks of the office about their own record, with a clock, and the reasoned
// answer (Personal Information Protection Law, articles 44 to 50). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"
#include "town/workdays.h"

namespace weige::town {

enum class RequestKind { correction, erasure, complaint, suggestion };
std::string_view code(RequestKind kind);
std::optional<RequestKind> request_kind_of(std::string_view code);

// What of the record it is about.
enum class RequestField {
  name,
  document,
  sex,
  birth_date,
  phone,
  registered_place,
  category,
  residence,
  employment,
  readings,
  other
};
std::string_view code(RequestField field);
std::optional<RequestField> request_field_of(std::string_view code);

enum class RequestOutcome { accepted, partly, refused };
std::string_view code(RequestOutcome outcome);
std::optional<RequestOutcome> request_outcome_of(std::string_view code);

enum class RequestState { open, answered };
std::string_view code(RequestState state);
std::optional<RequestState> request_state_of(std::string_view code);

using ResidentRequestId = Id<struct ResidentRequestTag>;

// In characters.
inline constexpr std::size_t kLongestRequest = 1000, kLongestExtensionReason = 300;
inline constexpr std::size_t kMostOpenRequests = 10;

struct RequestExtension {
  std::string reason;
  Instant at;
  access::PostId post;
};
struct RequestAnswer {
  RequestOutcome outcome = RequestOutcome::accepted;
  std::string reasons;
  Instant at;
  access::PostId post;
};

struct ResidentRequest {
  ResidentRequestId id;
  std::int64_t version = 1;
  std::int64_t person = 0;
  RequestKind kind = RequestKind::correction;
  std::optional<RequestField> field = {};
  std::string text;
  Instant sent;
  Day due;
  std::optional<RequestExtension> extension = {};
  std::optional<RequestAnswer> answer = {};

  RequestState state() const { return answer ? RequestState::answered : RequestState::open; }
};

// How long the office has; extended once by as much again.
struct RequestClock {
  Workdays workdays = {};
  int days = 15;
};
Day due_day(const RequestClock& clock, Day sent);
// Past its day without an answer; an answered one: whether the answer came too late.
bool is_overdue(const ResidentRequest& request, Day today, TownTime town);

// Nothing but blanks is no text. Problem: missing_field.
Done check_words(std::string_view text, std::string_view place);
// Problem: request_answered.
Done check_open(const ResidentRequest& request);
// Problems: request_answered, request_not_extendable (extended before, or its day is over).
Done check_extendable(const ResidentRequest& request, Day today);

}  // namespace weige::town
