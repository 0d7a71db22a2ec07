#include "access/passkey_proof.h"

#include "access/audit.h"
#include "access/guess.h"
#include "access/passkey_store.h"
#include "access/token.h"

namespace weige::access {
namespace {

constexpr AuditAction kPasskeyUsed{"passkey.used"};
constexpr AuditAction kPasskeyRefused{"passkey.refused"};
constexpr AuditAction kOfferRefused{"passkey.set_up_refused"};
constexpr AuditAction kCopyFound{"alarm.passkey_copied"};

Guess guess_of(const PasskeyQuestion& question, std::string own_key, AuditAction refused) {
  return {.account = question.account,
          .own_key = std::move(own_key),
          .address_key = question.address_key,
          .refused = refused};
}

Problem note_fault(store::Transaction& tx, Instant now, const Guess& guess, PasskeyFault fault) {
  note_wrong(tx, now, guess, "reason=" + std::string(code(fault)));
  return problem(fault == PasskeyFault::challenge ? ProblemCode::passkey_expired
                                                  : ProblemCode::passkey_refused);
}

Incident incident_of(const Passkey& passkey, AuditAction action, Outcome outcome) {
  return {.action = action,
          .outcome = outcome,
          .account = passkey.account,
          .detail = "passkey=" + std::to_string(passkey.id.value)};
}

std::optional<PasskeyFault> fault_of_answer(store::Transaction& tx, Instant now,
                                            const PasskeyQuestion& question, const PasskeyAnswer& answer) {
  if (!take_challenge(tx, question.session, {answer.client.challenge, ChallengeUse::assertion}, now))
    return PasskeyFault::challenge;
  const auto passkey = find_passkey(tx, question.account, answer.credential_id);
  if (!passkey) return PasskeyFault::credential;
  const auto judged = judge_answer(answer, *passkey, *question.party);
  if (const auto* fault = std::get_if<PasskeyFault>(&judged)) {
    if (*fault == PasskeyFault::counter)
      audit_incident(tx, now, incident_of(*passkey, kCopyFound, Outcome::refused));
    return *fault;
  }
  if (!note_use(tx, *passkey, std::get<std::uint32_t>(judged), now)) return PasskeyFault::counter;
  audit_incident(tx, now, incident_of(*passkey, kPasskeyUsed, Outcome::done));
  return std::nullopt;
}

JudgedOffer judged_offer(store::Transaction& tx, Instant now, const PasskeyQuestion& question,
                         const PasskeyOffer& offer) {
  if (!take_challenge(tx, question.session, {offer.client.challenge, ChallengeUse::registration}, now))
    return PasskeyFault::challenge;
  return judge_offer(offer, *question.party);
}

}  // namespace

std::string passkey_throttle_key(AccountId account) {
  return lookup_hash("passkey", std::to_string(account.value));
}

Done prove_passkey(store::Transaction& tx, Instant now, const PasskeyQuestion& question,
                   const PasskeyAnswer& answer) {
  if (!question.party) return problem(ProblemCode::passkeys_off);
  const auto guess = guess_of(question, passkey_throttle_key(question.account), kPasskeyRefused);
  WEIGE_CHECK(may_guess(tx, now, guess));
  if (const auto fault = fault_of_answer(tx, now, question, answer))
    return note_fault(tx, now, guess, *fault);
  note_right(tx, guess);
  return done();
}

Result<NewPasskey> prove_offer(store::Transaction& tx, Instant now, const PasskeyQuestion& question,
                               const PasskeyOffer& offer) {
  if (!question.party) return problem(ProblemCode::passkeys_off);
  const auto guess = guess_of(
      question, lookup_hash("offered passkey", std::to_string(question.account.value)), kOfferRefused);
  WEIGE_CHECK(may_guess(tx, now, guess));
  auto judged = judged_offer(tx, now, question, offer);
  if (const auto* fault = std::get_if<PasskeyFault>(&judged)) return note_fault(tx, now, guess, *fault);
  note_right(tx, guess);
  return std::get<NewPasskey>(std::move(judged));
}

}  // namespace weige::access
