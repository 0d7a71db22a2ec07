#include "http/access_calls.h"

#include "access/resident_session_store.h"
#include "access/session_store.h"

namespace weige::http {

// A right for a stated purpose opens the door; whether the purpose was stated is decided by the action.
AccessCalls access_calls(const access::SessionRules& rules, access::ReadingQuotas quotas) {
  return {
      .find_session = [rules](store::Transaction& tx, std::string_view token,
                              Instant now) { return access::find_session(tx, token, now, rules); },
      .touch_session = access::touch_session,
      .audit_readings =
          [quotas = std::move(quotas)](store::Transaction& tx,
                                       std::span<const access::RequestReadings> requests) {
            return access::audit_within_quota(tx, quotas, requests);
          },
      .may = [](const access::Actor& actor, access::Right right) { return actor.may_with_purpose(right); },
      .has_passed = access::has_passed,
      .find_resident = access::find_resident_session,
      .touch_resident = access::touch_resident_session};
}

}  // namespace weige::http
