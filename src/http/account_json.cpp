#include "http/account_json.h"

#include "http/json_out.h"
#include "http/post_json.h"

namespace weige::http {
namespace {

boost::json::object bare_account(const access::Account& account) {
  boost::json::object out;
  put(out, "id", account.id);
  put(out, "login_name", account.login_name);
  put(out, "display_name", account.display_name);
  put(out, "state", code(account.state));
  return out;
}

// What the session still has to show, if anything.
std::string_view factor_code(const access::Session& session) {
  switch (session.actor.proof()) {
    case access::Proof::code_missing:
      return "code_required";
    case access::Proof::factor_missing:
      return "setup_required";
    default:
      return session.shown.has_factor ? "passed" : "none";
  }
}

boost::json::value right_json(access::Right right) {
  return json_of(code(right));
}

}  // namespace

boost::json::object account_json(const access::AccountWithPosts& account) {
  auto out = bare_account(account.account);
  out["posts"] = json_array(account.posts, post_json);
  put(out, "idle_since", account.idle_since);
  put(out, "second_factor", account.has_factor);
  return out;
}

boost::json::object invitation_json(const access::Invitation& invitation) {
  boost::json::object out;
  out["account"] = account_json(invitation.account);
  put(out, "link", "/links/" + invitation.link.token);
  put(out, "expires", invitation.link.expires);
  return out;
}

boost::json::object session_json(const access::Session& session, const access::AccountWithPosts& own) {
  const auto& actor = session.actor;
  boost::json::object out;
  out["account"] = bare_account(own.account);
  out["posts"] = json_array(own.posts, post_json);
  if (actor.post() != access::kNoPost) put(out, "acting_post_id", actor.post());
  if (actor.purpose()) put(out, "purpose", code(*actor.purpose()));
  put(out, "purpose_until", session.purpose_until);
  out["rights"] = json_array(actor.rights(), right_json);
  put(out, "undertaking_due", actor.undertaking_due());
  put(out, "second_factor", factor_code(session));
  put(out, "proven_until", session.shown.proven + access::kProofLasts);
  put(out, "idle_end", session.idle_end);
  put(out, "absolute_end", session.absolute_end);
  return out;
}

boost::json::object second_factor_json(const access::SecondFactor& factor) {
  boost::json::object out;
  put(out, "active", factor.exists());
  put(out, "since", factor.since);
  put(out, "passkeys", factor.passkeys);
  put(out, "recovery_codes_left", factor.recovery_codes_left);
  put(out, "required", factor.required);
  put(out, "reset_at", factor.reset);
  return out;
}

boost::json::object account_notice_json(const access::AccountNotice& notice) {
  boost::json::object out;
  put(out, "id", notice.id);
  put(out, "kind", code(notice.kind));
  put(out, "at", notice.at);
  if (!notice.device.empty()) put(out, "device", notice.device);
  put(out, "passkey_name", notice.passkey_name);
  put(out, "about_name", notice.about);
  return out;
}

boost::json::object own_session_json(const access::OwnSession& session) {
  boost::json::object out;
  put(out, "id", std::to_string(session.id.value));
  put(out, "started", session.started);
  put(out, "last_seen", session.last_seen);
  if (!session.device.empty()) put(out, "device", session.device);
  put(out, "current", session.current);
  return out;
}

}  // namespace weige::http
