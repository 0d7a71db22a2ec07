#include "access/session_actions.h"

#include <algorithm>

#include "access/audit.h"
#include "access/post_store.h"
#include "access/post_term_store.h"
#include "access/session_store.h"

namespace weige::access {
namespace {

constexpr AuditAction kSessionEnded{"session.ended"};
constexpr AuditAction kPostSwitched{"session.post"};
constexpr AuditAction kPurposeStated{"session.purpose"};

void note(store::Transaction& tx, Instant now, const Session& session, AuditAction action,
          std::string detail) {
  audit_incident(tx, now,
                 {.action = action,
                  .outcome = Outcome::done,
                  .account = session.actor.account(),
                  .detail = std::move(detail)});
}

}  // namespace

std::vector<OwnSession> own_sessions(store::Transaction& tx, const Session& current, Instant now,
                                     const SessionRules& rules) {
  auto sessions = sessions_of(tx, current.actor.account(), now, rules);
  for (auto& session : sessions) session.current = session.id == current.id;
  return sessions;
}

Done end_own_session(store::Transaction& tx, Instant now, const Session& current, SessionId id) {
  if (!delete_session(tx, current.actor.account(), id)) return problem(ProblemCode::not_found);
  note(tx, now, current, kSessionEnded, "session=" + std::to_string(id.value));
  return done();
}

Done sign_out(store::Transaction& tx, Instant now, const Session& current) {
  return end_own_session(tx, now, current, current.id);
}

Done end_other_sessions(store::Transaction& tx, Instant now, const Session& current) {
  delete_sessions(tx, current.actor.account(), current.id);
  note(tx, now, current, kSessionEnded, "session=others");
  return done();
}

Done switch_post(store::Transaction& tx, Instant now, const Session& current, PostId post) {
  const auto held = posts_of(tx, current.actor.account(), now);
  const auto is_it = [&](const Post& each) { return each.id == post; };
  if (std::none_of(held.begin(), held.end(), is_it)) return problem(ProblemCode::not_found, "post_id");
  set_acting_post(tx, current.id, post);
  note(tx, now, current, kPostSwitched, "post=" + std::to_string(post.value));
  return done();
}

std::optional<Instant> acting_end(store::Transaction& tx, Instant now, const Session& current) {
  const auto until = acting_until(tx, current.actor.post(), current.actor.account(), now);
  return until == Instant::max() ? std::nullopt : until;
}

Done state_purpose(store::Transaction& tx, Instant now, const Session& current,
                   std::optional<StandingPurpose> purpose) {
  set_purpose(tx, current.id, purpose);
  note(tx, now, current, kPurposeStated, "purpose=" + std::string(purpose ? code(purpose->purpose) : "none"));
  return done();
}

}  // namespace weige::access
