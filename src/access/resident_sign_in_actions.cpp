#include "access/resident_sign_in_actions.h"

#include <algorithm>
#include <optional>

#include "access/audit.h"
#include "access/resident_code_store.h"
#include "access/resident_session_store.h"
#include "access/throttle_store.h"
#include "access/token.h"

namespace weige::access {
namespace {

constexpr AuditAction kResidentRefused{"resident.sign_in_refused"};
constexpr AuditAction kResidentThrottled{"resident.sign_in_throttled"};
constexpr AuditAction kResidentSignedIn{"resident.signed_in"};
constexpr AuditAction kResidentSignedOut{"resident.signed_out"};

constexpr ThrottleRules kWishThrottle{.free_failures = 2,
                                      .first_delay = std::chrono::minutes{1},
                                      .longest_delay = std::chrono::hours{1},
                                      .forget_after = std::chrono::hours{24}};
constexpr ThrottleRules kWishAddressThrottle{.free_failures = 30};

struct ThrottledKey {
  std::string key;
  const ThrottleRules& rules;
};

// How long all of them have to wait; where nobody has to, the attempt is counted.
std::chrono::seconds wait_or_count(store::Transaction& tx, Instant now,
                                   std::initializer_list<ThrottledKey> keys) {
  std::chrono::seconds wait{0};
  for (const auto& each : keys) wait = std::max(wait, wait_of(find_throttle(tx, each.key), now));
  if (wait > std::chrono::seconds{0}) return wait;
  for (const auto& each : keys)
    put_throttle(tx, each.key, after_failure(find_throttle(tx, each.key), now, each.rules));
  return wait;
}

Problem wait_problem(std::chrono::seconds wait) {
  return problem(ProblemCode::too_many_requests).with("seconds", std::to_string(wait.count()));
}

std::optional<SignedInResident> opened_sitting(store::Transaction& tx, const ResidentSignIn& context,
                                               std::int64_t person) {
  const Instant now = context.clock();
  auto token = insert_resident_session(tx, person, now, context.random);
  auto session = find_resident_session(tx, token, now).value();
  if (!context.has_record(tx, session)) {
    delete_resident_session(tx, session.id);
    return std::nullopt;
  }
  audit_by_resident(tx, now, kResidentSignedIn, Change::of(kResidentSubject, person));
  return SignedInResident{std::move(token), std::move(session)};
}

}  // namespace

Result<SignedInResident> attempt_resident_sign_in(store::Transaction& tx, const ResidentSignIn& context,
                                                  const ResidentCredentials& given) {
  const Instant now = context.clock();
  const auto number = plain_document_number(given.document_number);
  const auto code = plain_resident_code(given.code);
  const auto number_key = resident_throttle_key(tx, "resident", number);
  const auto address_key = address_throttle_key("address", given.address);
  const auto wait = wait_or_count(tx, now, {{number_key, kNameThrottle}, {address_key, kAddressThrottle}});
  if (wait > std::chrono::seconds{0}) {
    audit_incident(tx, now, {.action = kResidentThrottled});
    return wait_problem(wait);
  }
  const auto used = use_resident_code(tx, {.document_number = number, .code = code}, now);
  auto opened = used ? opened_sitting(tx, context, used->person) : std::nullopt;
  if (!opened) {
    audit_incident(tx, now, {.action = kResidentRefused});
    return problem(ProblemCode::resident_sign_in_failed);
  }
  delete_throttle(tx, number_key);
  put_throttle(tx, address_key, after_success(find_throttle(tx, address_key), kAddressThrottle));
  return *std::move(opened);
}

// A refusal that has to be committed is carried out of the transaction beside it.
Result<SignedInResident> sign_in_resident(store::Database& database, const ResidentSignIn& context,
                                          const ResidentCredentials& given) {
  using Attempted = std::optional<Result<SignedInResident>>;
  WEIGE_TRY(auto attempted, database.write([&](store::Transaction& tx) -> Result<Attempted> {
    return Attempted(attempt_resident_sign_in(tx, context, given));
  }));
  return *std::move(attempted);
}

void sign_out_resident(store::Transaction& tx, Instant now, const ResidentSession& session) {
  delete_resident_session(tx, session.id);
  audit_by_resident(tx, now, kResidentSignedOut, Change::of(kResidentSubject, session.person));
}

Done count_code_wish(store::Transaction& tx, Instant now, const std::string& document_number,
                     const std::string& address) {
  const auto number_key = resident_throttle_key(tx, "resident code", plain_document_number(document_number));
  const auto address_key = address_throttle_key("resident code from", address);
  const auto wait =
      wait_or_count(tx, now, {{number_key, kWishThrottle}, {address_key, kWishAddressThrottle}});
  if (wait > std::chrono::seconds{0}) return wait_problem(wait);
  return done();
}

void forget_ended_residents(store::Database& database, Instant now) {
  (void)database.write([&](store::Transaction& tx) -> Done {
    delete_old_resident_codes(tx, now);
    delete_ended_resident_sessions(tx, now);
    return done();
  });
}

}  // namespace weige::access
