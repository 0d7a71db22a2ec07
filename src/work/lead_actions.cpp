#include "work/lead_actions.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "access/audit.h"
#include "access/post_store.h"
#include "work/lead_envelope.h"
#include "work/lead_key_store.h"
#include "work/lead_store.h"

namespace weige::work {
namespace {

using access::Actor;
using access::Right;
using store::Transaction;

constexpr access::AuditAction kLeadMarked{"lead.marked"}, kLeadForwarded{"lead.forwarded"};
constexpr int kLeadsAtOnce = 200;

Day town_day(Instant now) {
  return TownTime{}.day_of(now);
}

// Below 2^53 and not 0, so that browsers keep it exact.
LeadId drawn_id(const Random& random) {
  std::uint64_t value = 0;
  while (value == 0) {
    std::array<std::byte, 8> bytes{};
    random(bytes);
    std::memcpy(&value, bytes.data(), bytes.size());
    value >>= 11U;
  }
  return {static_cast<std::int64_t>(value)};
}

std::vector<access::PostId> reachable(Transaction& tx, const Actor& actor, LeadReach reach) {
  if (reach == LeadReach::town) return officers_for(tx, std::nullopt);
  return officers_for(tx, actor.area());
}

// Done when the letter may go to the post as it is sealed.
Done check_sealed(const LeadContext& context, const SealedLead& sealed, LeadReach reach) {
  if (const auto shape = check_letter(sealed.letter); !shape) return problem(shape.problem().code, "letter");
  const auto posts = reachable(context.tx, context.actor, reach);
  if (std::ranges::find(posts, sealed.post) == posts.end()) return problem(ProblemCode::not_found);
  const auto key = current_lead_key(context.tx, sealed.post);
  if (!key || key->id != sealed.key) return problem(ProblemCode::lead_key_changed);
  if (leads_held(context.tx, sealed.post, town_day(context.now)) >= kMostLeadsHeld)
    return problem(ProblemCode::lead_box_full);
  return done();
}

Result<Lead> own_lead(Transaction& tx, Instant now, const Actor& actor, LeadId id) {
  WEIGE_CHECK(actor.may(Right::read_leads));
  auto lead = find_lead(tx, actor.post(), id, town_day(now));
  if (!lead) return problem(ProblemCode::not_found);
  return std::move(*lead);
}

}  // namespace

std::optional<LeadReach> lead_reach_of(std::string_view text) {
  if (text == "own_area") return LeadReach::own_area;
  if (text == "town") return LeadReach::town;
  return std::nullopt;
}

Result<std::vector<LeadChannel>> list_channels(Transaction& tx, Instant now, const Actor& actor,
                                               LeadReach reach) {
  WEIGE_CHECK(actor.may(reach == LeadReach::town ? Right::read_leads : Right::send_leads));
  std::vector<LeadChannel> out;
  for (const auto id : reachable(tx, actor, reach))
    if (auto post = access::find_post(tx, id, now))
      out.push_back({.post = std::move(*post), .key = current_lead_key(tx, id)});
  return out;
}

Result<Day> send_lead(const LeadContext& context, const SealedLead& sealed) {
  WEIGE_CHECK(context.actor.may(Right::send_leads));
  WEIGE_CHECK(check_sealed(context, sealed, LeadReach::own_area));
  const auto today = town_day(context.now);
  if (count_sent(context.tx, context.actor.post(), today) > kMostLeadsADay)
    return problem(ProblemCode::lead_limit_reached).with("max", std::to_string(kMostLeadsADay));
  insert_lead(context.tx, {.id = drawn_id(context.random),
                           .post = sealed.post,
                           .key = sealed.key,
                           .received_on = today,
                           .expires_on = lead_expiry(today),
                           .letter = sealed.letter});
  return today;
}

Result<std::vector<Lead>> list_leads(Transaction& tx, Instant now, const Actor& actor) {
  WEIGE_CHECK(actor.may(Right::read_leads));
  return leads_of(tx, actor.post(), town_day(now));
}

Result<Lead> read_lead(Transaction& tx, Instant now, const Actor& actor, LeadId id) {
  return own_lead(tx, now, actor, id);
}

Result<Lead> mark_lead(Transaction& tx, Instant now, const Actor& actor, const LeadMark& mark) {
  WEIGE_TRY(auto lead, own_lead(tx, now, actor, mark.id));
  if (lead.state == mark.state) return lead;
  access::audit_change(tx, now, actor, kLeadMarked, update_lead_state(tx, lead.id, mark.state));
  lead.state = mark.state;
  return lead;
}

Result<Lead> forward_lead(const LeadContext& context, LeadId id, const SealedLead& sealed) {
  WEIGE_TRY(auto lead, own_lead(context.tx, context.now, context.actor, id));
  WEIGE_CHECK(check_sealed(context, sealed, LeadReach::town));
  insert_lead(context.tx, {.id = drawn_id(context.random),
                           .post = sealed.post,
                           .key = sealed.key,
                           .received_on = town_day(context.now),
                           .expires_on = lead.expires_on,
                           .letter = sealed.letter});
  lead.state = LeadState::followed_up;
  access::audit_change(context.tx, context.now, context.actor, kLeadForwarded,
                       update_lead_state(context.tx, lead.id, lead.state));
  return lead;
}

Done erase_old_leads(store::Database& database, Instant now) {
  const auto today = town_day(now);
  for (bool more = true; more;) {
    WEIGE_TRY(more, database.write([&](Transaction& tx) -> Result<bool> {
      return erase_expired_leads(tx, today, kLeadsAtOnce);
    }));
  }
  return database.write([&](Transaction& tx) -> Done {
    forget_sent(tx, today);
    erase_idle_keys(tx);
    return done();
  });
}

}  // namespace weige::work
