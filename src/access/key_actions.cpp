#include "access/key_actions.h"

#include <algorithm>
#include <stdexcept>

#include "access/audit.h"

namespace weige::access {
namespace {

using store::Transaction;

constexpr AuditAction kMasterMade{"keys.master_made"}, kMasterForgotten{"keys.master_forgotten"},
    kKeysEscrowed{"keys.escrowed"};

KeyRing& ring_of(const KeyWork& work) {
  auto* const ring = dynamic_cast<KeyRing*>(work.database.companion().get());
  if (!ring) throw std::logic_error("a database without its keys");
  return *ring;
}

KeyStep begun(const std::vector<WrappedKey>& keys, const KeyPosition& after) {
  KeyStep step{.at = after, .keys = static_cast<int>(keys.size())};
  if (!keys.empty()) step.at = {keys.back().kind, keys.back().id};
  return step;
}

// Nothing may be lost with it.
Done may_retire(Transaction& tx, std::uint32_t number) {
  const auto known = ring_keys(tx);
  if (std::ranges::find(known, number, &RingKey::number) == known.end())
    return problem(ProblemCode::not_found);
  if (newest_ring_key(tx) == number || count_wrapped_by(tx, number) > 0)
    return problem(ProblemCode::master_in_use).with("number", std::to_string(number));
  return done();
}

}  // namespace

Result<std::vector<MasterView>> list_masters(const KeyWork& work) {
  WEIGE_CHECK(work.actor.may(Right::manage_keys));
  const auto file = ring_of(work).keys();
  return work.database.read([&](Transaction& tx) {
    std::vector<MasterView> out;
    for (auto& key : ring_keys(tx)) {
      const auto number = key.number;
      out.push_back({std::move(key), count_wrapped_by(tx, number), file.find(number) != nullptr});
    }
    return out;
  });
}

Result<std::uint32_t> new_master(const KeyWork& work) {
  WEIGE_CHECK(work.actor.may(Right::manage_keys));
  std::uint32_t number = 0;
  WEIGE_CHECK(work.database.alone([&]() -> Done {
    WEIGE_TRY(const auto key, ring_of(work).add_master(work.now));
    number = key.number;
    return work.database.write([&](Transaction& tx) -> Done {
      audit_change(tx, work.now, work.actor, kMasterMade, insert_ring_key(tx, key));
      return done();
    });
  }));
  return number;
}

Done forget_master(const KeyWork& work, std::uint32_t number) {
  WEIGE_CHECK(work.actor.may(Right::manage_keys));
  return work.database.alone([&]() -> Done {
    const auto retired = work.database.write([&](Transaction& tx) -> Done {
      WEIGE_CHECK(may_retire(tx, number));
      audit_change(tx, work.now, work.actor, kMasterForgotten, retire_ring_key(tx, number, work.now));
      return done();
    });
    if (!retired) return retired;
    return ring_of(work).drop_master(number);
  });
}

Result<seal::Escrow> escrow_keys(const KeyWork& work, const EscrowPlan& plan) {
  WEIGE_CHECK(work.actor.may(Right::manage_keys));
  const auto& ring = ring_of(work);
  const auto keys = ring.keys();
  WEIGE_CHECK(work.database.write([&](Transaction& tx) -> Done {
    const auto detail = "needed=" + std::to_string(plan.needed) + ";shares=" + std::to_string(plan.shares);
    audit_change(tx, work.now, work.actor, kKeysEscrowed,
                 Change::of(kMasterSubject, std::int64_t{keys.masters.back().number}, detail));
    return done();
  }));
  return seal::put_in_escrow(keys, plan.needed, plan.shares, ring.random());
}

KeyStep rewrap_some(Transaction& tx, const KeyPosition& after, int limit) {
  auto& ring = KeyRing::of(tx);
  const auto newest = newest_ring_key(tx);
  if (!newest) throw std::logic_error("a database without master keys");
  const auto keys = data_keys_after(tx, {after.kind, after.id}, limit);
  std::vector<WrappedKey> before, rewrapped;
  for (const auto& key : keys) {
    if (!key.wrapped || key.master == *newest) continue;
    before.push_back(key);
    rewrapped.push_back(ring.rewrapped(key, *newest));
  }
  rewrap_data_keys(tx, before, rewrapped);
  auto step = begun(keys, after);
  step.changed = static_cast<int>(rewrapped.size());
  return step;
}

KeyStep check_some(Transaction& tx, const KeyPosition& after, int limit) {
  auto& ring = KeyRing::of(tx);
  const auto keys = data_keys_after(tx, {after.kind, after.id}, limit);
  auto step = begun(keys, after);
  for (const auto& key : keys) {
    if (!key.wrapped) continue;
    try {
      ring.unwrap(key);
    } catch (const SealBroken&) {
      step.broken.push_back({key.kind, key.id});
    }
  }
  return step;
}

}  // namespace weige::access
