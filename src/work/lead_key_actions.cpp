#include "work/lead_key_actions.h"

#include <algorithm>

#include "access/account_store.h"
#include "access/audit.h"
#include "access/post_store.h"
#include "access/post_term_store.h"
#include "access/step_up.h"
#include "work/lead_envelope.h"
#include "work/lead_key_store.h"

namespace weige::work {
namespace {

using access::Actor;
using access::Right;
using store::Transaction;

constexpr access::AuditAction kOwnKeySet{"lead.own_key"}, kPostKeyMade{"lead.post_key"},
    kKeyHandedOver{"lead.key_handed_over"};

bool serves_an_officers_post(Transaction& tx, Instant now, const Actor& actor) {
  const auto duties = access::duties_within(tx, actor.account(), {now, std::nullopt}, now);
  return std::ranges::any_of(
      duties, [](const access::Duty& duty) { return duty.role == access::Role::community_officer; });
}

bool may_make_key(Transaction& tx, const Actor& actor, const access::Post& post) {
  return !post.holder || *post.holder == actor.account() || !find_own_key(tx, *post.holder);
}

Result<LeadBox> own_box(Transaction& tx, Instant now, const Actor& actor) {
  WEIGE_CHECK(actor.may(Right::read_leads));
  auto post = access::find_post(tx, actor.post(), now);
  if (!post) return problem(ProblemCode::not_found);
  LeadBox box{.post = std::move(*post)};
  box.own = find_own_key(tx, actor.account());
  box.keys = lead_keys_of(tx, actor.post());
  box.members = lead_members(box.post);
  const auto shares = lead_shares_of(tx, actor.post());
  for (auto& member : box.members) {
    if (auto own = find_own_key(tx, member.account)) member.public_key = std::move(own->public_key);
    for (const auto& share : shares)
      if (share.account == member.account && share.public_key == member.public_key)
        member.shares.push_back(share.key);
  }
  std::vector<LeadShare> of_current;
  for (const auto& share : shares) {
    const auto key = std::ranges::find(box.keys, share.key, &LeadKey::id);
    if (key != box.keys.end() && !key->retired_at) of_current.push_back(share);
    if (share.account == actor.account() && box.own && share.public_key == box.own->public_key)
      box.shares.push_back(share);
  }
  box.renewal_due = is_renewal_due(of_current, box.members);
  box.may_make_key = may_make_key(tx, actor, box.post);
  return box;
}

std::string share_place(std::size_t at, const char* field) {
  return "shares." + std::to_string(at) + "." + field;
}

Done check_shares(const LeadBox& box, const std::vector<ShareWish>& shares) {
  if (shares.empty()) return problem(ProblemCode::missing_field, "shares");
  for (std::size_t at = 0; at < shares.size(); ++at) {
    const auto& share = shares[at];
    if (const auto shape = check_share(share.wrapped_private); !shape)
      return problem(shape.problem().code, share_place(at, "wrapped_private"));
    const auto member = std::ranges::find(box.members, share.account, &LeadMember::account);
    if (member == box.members.end()) return problem(ProblemCode::not_found, share_place(at, "account_id"));
    if (member->public_key.empty() || member->public_key != share.public_key)
      return problem(ProblemCode::lead_own_key_missing, share_place(at, "public_key"));
  }
  return done();
}

std::string put_shares(Transaction& tx, Instant now, LeadKeyId key, const std::vector<ShareWish>& shares) {
  std::string accounts;
  for (const auto& share : shares) {
    put_share(tx,
              {.key = key,
               .account = share.account,
               .public_key = share.public_key,
               .wrapped_private = share.wrapped_private},
              now);
    accounts += (accounts.empty() ? "" : ",") + std::to_string(share.account.value);
  }
  return accounts;
}

}  // namespace

OwnLeadKeyView own_lead_key(Transaction& tx, Instant now, const Actor& actor) {
  return {.eligible = serves_an_officers_post(tx, now, actor), .key = find_own_key(tx, actor.account())};
}

Result<OwnLeadKeyView> set_own_lead_key(Transaction& tx, Instant now, const Actor& actor,
                                        const OwnLeadKeyWish& wish) {
  WEIGE_CHECK(actor.may(Right::use_own_account));
  if (!serves_an_officers_post(tx, now, actor)) return problem(ProblemCode::forbidden);
  WEIGE_CHECK(access::check_fresh(actor.proof()));
  if (const auto shape = check_public_key(wish.public_key); !shape)
    return problem(shape.problem().code, "public_key");
  if (const auto shape = check_own_key(wish.wrapped_private); !shape)
    return problem(shape.problem().code, "wrapped_private");
  access::audit_change(tx, now, actor, kOwnKeySet,
                       put_own_key(tx, {.account = actor.account(),
                                        .public_key = wish.public_key,
                                        .wrapped_private = wish.wrapped_private,
                                        .made_at = now}));
  return own_lead_key(tx, now, actor);
}

Result<LeadBox> read_lead_box(Transaction& tx, Instant now, const Actor& actor) {
  return own_box(tx, now, actor);
}

Result<LeadBox> make_lead_key(Transaction& tx, Instant now, const Actor& actor, const LeadKeyWish& wish) {
  WEIGE_TRY(const auto box, own_box(tx, now, actor));
  if (!box.may_make_key) return problem(ProblemCode::forbidden);
  WEIGE_CHECK(access::check_fresh(actor.proof()));
  if (const auto shape = check_public_key(wish.public_key); !shape)
    return problem(shape.problem().code, "public_key");
  WEIGE_CHECK(check_shares(box, wish.shares));
  if (std::ranges::find(wish.shares, actor.account(), &ShareWish::account) == wish.shares.end())
    return problem(ProblemCode::missing_field, "shares");
  const auto current = current_lead_key(tx, actor.post());
  const auto seen = current ? std::optional(current->id) : std::nullopt;
  if (seen != wish.replaces) return problem(ProblemCode::lead_key_changed, "replaces");
  const LeadKey key{
      .id = {tx.next_id()}, .post = actor.post(), .public_key = wish.public_key, .made_at = now};
  access::audit_change(tx, now, actor, kPostKeyMade, insert_lead_key(tx, key));
  const auto accounts = put_shares(tx, now, key.id, wish.shares);
  access::audit_change(tx, now, actor, kKeyHandedOver,
                       access::Change::of(access::kPostSubject, key.post,
                                          "key=" + std::to_string(key.id.value) + ";to=" + accounts));
  return own_box(tx, now, actor);
}

Result<LeadBox> hand_over_lead_key(Transaction& tx, Instant now, const Actor& actor, const HandOver& wish) {
  WEIGE_TRY(const auto box, own_box(tx, now, actor));
  if (std::ranges::find(box.shares, wish.key, &LeadShare::key) == box.shares.end())
    return problem(ProblemCode::not_found);
  WEIGE_CHECK(access::check_fresh(actor.proof()));
  WEIGE_CHECK(check_shares(box, wish.shares));
  const auto accounts = put_shares(tx, now, wish.key, wish.shares);
  access::audit_change(tx, now, actor, kKeyHandedOver,
                       access::Change::of(access::kPostSubject, actor.post(),
                                          "key=" + std::to_string(wish.key.value) + ";to=" + accounts));
  return own_box(tx, now, actor);
}

}  // namespace weige::work
