#include "work/lead_actions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "access/audit.h"
#include "access/post_store.h"
#include "base/sha256.h"
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

// Of a letter and its sending, so that what is sent twice is known again without a record of its sender: a
// letter begins with a key pair of its own. Below 2^53 and not 0, so that browsers keep it exact.
LeadId id_of_sealed(const SealedLead& sealed) {
  const auto head = std::to_string(sealed.post.value) + " " + std::to_string(sealed.key.value) + " " +
                    std::to_string(sealed.salt.size()) + " ";
  const auto hash = sha256_hex(head + sealed.salt + sealed.letter);
  std::uint64_t value = 0;
  std::from_chars(hash.data(), hash.data() + 16, value, 16);
  return {static_cast<std::int64_t>(std::max<std::uint64_t>(value >> 11U, 1))};
}

struct LeadSender {
  Transaction& tx;
  const Actor& actor;
  Instant now;
};

Lead lead_of(const SealedLead& sealed, Day today) {
  return {.id = id_of_sealed(sealed),
          .post = sealed.post,
          .key = sealed.key,
          .received_on = today,
          .expires_on = lead_expiry(today),
          .letter = sealed.letter};
}

std::vector<access::PostId> reachable(Transaction& tx, const Actor& actor, LeadReach reach) {
  if (reach == LeadReach::town) return officers_for(tx, std::nullopt);
  return officers_for(tx, actor.area());
}

// Done when the sender may write to the post, in this form.
Done check_reach(const LeadSender& sender, const SealedLead& sealed, LeadReach reach) {
  if (const auto shape = check_letter(sealed.letter); !shape) return problem(shape.problem().code, "letter");
  const auto posts = reachable(sender.tx, sender.actor, reach);
  if (std::ranges::find(posts, sealed.post) == posts.end()) return problem(ProblemCode::not_found);
  return done();
}

// Done when the letter may go to the post as it is sealed.
Done check_sealed(const LeadSender& sender, const SealedLead& sealed, LeadReach reach) {
  WEIGE_CHECK(check_reach(sender, sealed, reach));
  const auto key = current_lead_key(sender.tx, sealed.post);
  if (!key || key->id != sealed.key) return problem(ProblemCode::lead_key_changed);
  if (leads_held(sender.tx, sealed.post, town_day(sender.now)) >= kMostLeadsHeld)
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

Result<Day> send_lead(store::Database& database, Instant now, const Actor& actor, const SealedLead& sealed) {
  WEIGE_CHECK(actor.may(Right::send_leads));
  const auto lead = lead_of(sealed, town_day(now));
  WEIGE_TRY(const bool came, database.read([&](Transaction& tx) -> Result<bool> {
    WEIGE_CHECK(check_reach({tx, actor, now}, sealed, LeadReach::own_area));
    if (has_lead(tx, lead.id)) return true;
    WEIGE_CHECK(check_sealed({tx, actor, now}, sealed, LeadReach::own_area));
    return false;
  }));
  if (came) return lead.received_on;
  WEIGE_CHECK(database.write([&](Transaction& tx) -> Done {
    if (count_sent(tx, actor.post(), lead.received_on) > kMostLeadsADay)
      return problem(ProblemCode::lead_limit_reached).with("max", std::to_string(kMostLeadsADay));
    return done();
  }));
  WEIGE_CHECK(database.write([&](Transaction& tx) -> Done {
    auto fits = check_sealed({tx, actor, now}, sealed, LeadReach::own_area);
    if (fits) insert_lead(tx, lead);
    return fits;
  }));
  return lead.received_on;
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

Result<Lead> forward_lead(Transaction& tx, Instant now, const Actor& actor, const LeadForward& forward) {
  WEIGE_TRY(auto lead, own_lead(tx, now, actor, forward.id));
  WEIGE_CHECK(check_sealed({tx, actor, now}, forward.sealed, LeadReach::town));
  auto sent_on = lead_of(forward.sealed, town_day(now));
  sent_on.expires_on = lead.expires_on;
  insert_lead(tx, sent_on);
  lead.state = LeadState::followed_up;
  access::audit_change(tx, now, actor, kLeadForwarded, update_lead_state(tx, lead.id, lead.state));
  return lead;
}

// Written anew, rows leave behind what they were: PostgreSQL's tables are rid of it at once, its log is not.
Done mix_leads(store::Database& database, Instant now) {
  constexpr std::array<std::string_view, 2> kMixedTables{"lead", "lead_sent"};
  const auto today = town_day(now);
  WEIGE_TRY(const bool some,
            database.write([&](Transaction& tx) -> Result<bool> { return mix_today(tx, today); }));
  if (some) {
    WEIGE_CHECK(database.write([&](Transaction& tx) -> Done {
      mix_sent(tx, today);
      return done();
    }));
  }
  WEIGE_TRY(const bool over,
            database.write([&](Transaction& tx) -> Result<bool> { return mix_over(tx, today); }));
  if (over && database.engine() == store::Engine::postgres) (void)database.compact(kMixedTables);
  return done();
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
