#include "access/undertaking_actions.h"

#include "access/account_store.h"
#include "access/undertaking_store.h"

namespace weige::access {
namespace {

constexpr AuditAction kUndertakingSigned{"undertaking.signed"};

}  // namespace

Undertaking read_undertaking(store::Transaction& tx, const Actor& actor) {
  Undertaking out{.text = undertaking_text(), .signed_at = signed_at(tx, actor.account())};
  if (out.signed_at) out.valid_until = *out.signed_at + kUndertakingHolds;
  return out;
}

Result<Undertaking> sign_undertaking(store::Transaction& tx, Instant now, const Actor& actor,
                                     const UndertakingAnswer& answer) {
  WEIGE_CHECK(actor.may(Right::use_own_account));
  const auto account = find_account(tx, actor.account());
  if (!account) return problem(ProblemCode::not_found);
  WEIGE_CHECK(check(answer, account->display_name));
  audit_change(tx, now, actor, kUndertakingSigned,
               insert_signature(tx, account->id, undertaking_text().version, now));
  return read_undertaking(tx, actor);
}

void note_opened(store::Transaction& tx, Instant now, const Actor& actor, AccountId account) {
  audit_change(tx, now, actor, kAccountOpened, void_signatures(tx, account, now));
}

}  // namespace weige::access
