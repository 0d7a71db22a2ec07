#include "access/key_ring.h"

#include <algorithm>
#include <mutex>

#include "access/audit.h"
#include "seal/key_file.h"

namespace weige::access {
namespace {

using seal::Place;
using seal::Sealer;

constexpr std::string_view kSqlite = "sqlite:";
constexpr AuditAction kMasterEntered{"keys.master_entered"};

// Where a master's proof and a wrapped key lie, for their sealing.
Place proof_place(std::uint32_t master) {
  return {"ring_key", "proof", std::int64_t{master}};
}

// The kind stands where a column does: ids of two kinds of record may be alike.
Place wrapped_place(const WrappedKey& key) {
  return {"data_key", key.kind, key.id};
}

Problem of_file(ProblemCode code, const std::filesystem::path& file) {
  return problem(code).with("file", file.string());
}

bool proves(const seal::KeySet& keys, const seal::Master& master, const RingKey& known) {
  const Sealer sealer(keys.profile, master.secret, master.number);
  return sealer.open(proof_place(master.number), known.proof) == known.ring;
}

bool knows(const std::vector<RingKey>& known, const seal::Master& master) {
  return std::ranges::find(known, master.number, &RingKey::number) != known.end();
}

}  // namespace

std::filesystem::path key_file_of(const std::string& database_url) {
  if (!database_url.starts_with(kSqlite)) return "weige.keys";
  return database_url.substr(kSqlite.size()) + ".keys";
}

Done check_key_set(const seal::KeySet& keys, const std::vector<RingKey>& known,
                   const std::filesystem::path& file) {
  for (const auto& key : known) {
    if (key.ring != keys.ring) return of_file(ProblemCode::keys_foreign, file);
    if (key.retired) continue;
    const auto* const master = keys.find(key.number);
    if (!master) return of_file(ProblemCode::key_unknown, file).with("number", std::to_string(key.number));
    if (!proves(keys, *master, key)) return of_file(ProblemCode::keys_foreign, file);
  }
  return done();
}

KeyRing::KeyRing(KeyHome home, seal::KeySet keys)
    : home_(std::move(home)), profile_(keys.profile), keys_(std::move(keys)) {
  take(keys_);
}

void KeyRing::take(seal::KeySet keys) {
  keys_ = std::move(keys);
  masters_.clear();
  for (const auto& each : keys_.masters)
    masters_.emplace(each.number, Sealer(profile_, each.secret, each.number));
}

Result<seal::KeySet> KeyRing::read_or_make(const KeyHome& home, bool has_keys, Instant now) {
  auto read = seal::read_key_file(home.file);
  const bool missing = !read && read.problem().code == ProblemCode::key_file_missing;
  if (!missing || has_keys) return read;
  auto made = seal::KeySet::make(home.profile, now, home.random);
  WEIGE_CHECK(seal::write_new_key_file(home.file, made));
  return made;
}

RingKey KeyRing::proved(const seal::Master& master) const {
  const Sealer sealer(profile_, master.secret, master.number);
  return {.number = master.number,
          .ring = keys_.ring,
          .proof = sealer.seal(proof_place(master.number), keys_.ring, home_.random),
          .made = master.made};
}

// Also what a run has left that was killed between writing the file and entering its new master.
void KeyRing::enter_missing(store::Transaction& tx, Instant now) const {
  const auto known = ring_keys(tx);
  const auto system = Actor::system(tx, now, SystemReason::maintenance);
  for (const auto& each : keys_.masters)
    if (!knows(known, each)) audit_change(tx, now, system, kMasterEntered, insert_ring_key(tx, proved(each)));
}

Result<std::shared_ptr<KeyRing>> KeyRing::open(store::Database& database, const KeyHome& home, Instant now) {
  std::shared_ptr<KeyRing> ring;
  const auto opened = database.alone([&]() -> Done {
    const auto known = database.read([](store::Transaction& tx) { return ring_keys(tx); });
    WEIGE_TRY(auto keys, read_or_make(home, !known.empty(), now));
    ring = std::shared_ptr<KeyRing>(new KeyRing(home, std::move(keys)));
    WEIGE_CHECK(check_key_set(ring->keys_, known, home.file));
    const auto is_known = [&](const seal::Master& each) { return knows(known, each); };
    if (std::ranges::all_of(ring->keys_.masters, is_known)) return done();
    return database.write([&](store::Transaction& tx) -> Done {
      ring->enter_missing(tx, now);
      return done();
    });
  });
  if (!opened) return opened.problem();
  return ring;
}

KeyRing& KeyRing::of(store::Transaction& tx) {
  auto* const ring = dynamic_cast<KeyRing*>(tx.companion());
  if (!ring) throw std::logic_error("a database without its keys");
  return *ring;
}

seal::KeySet KeyRing::keys() const {
  const std::shared_lock lock(mutex_);
  return keys_;
}

seal::BlindIndex KeyRing::index(std::string_view table, std::string_view column) const {
  const std::shared_lock lock(mutex_);
  return {profile_, keys_.index_root, table, column};
}

// Another instance may have made a master since this one read the file.
Sealer KeyRing::master(std::uint32_t number) {
  {
    const std::shared_lock lock(mutex_);
    if (const auto found = masters_.find(number); found != masters_.end()) return found->second;
  }
  const std::unique_lock lock(mutex_);
  if (auto read = read_again()) take(std::move(read).value());
  const auto found = masters_.find(number);
  if (found == masters_.end())
    throw SealBroken("master key " + std::to_string(number) + " is not in the key file");
  return found->second;
}

seal::Secret KeyRing::secret_of(const WrappedKey& key) {
  const auto opened = master(key.master).open(wrapped_place(key), key.wrapped.value());
  auto secret = opened ? seal::Secret::of(*opened) : std::nullopt;
  if (!secret) throw SealBroken("the key of " + key.kind + " " + std::to_string(key.id));
  return *std::move(secret);
}

WrappedKey KeyRing::wrapped(WrappedKey key, const seal::Secret& secret, std::uint32_t by) {
  key.master = by;
  key.wrapped = master(by).seal(wrapped_place(key), secret.bytes(), home_.random);
  return key;
}

WrappedKey KeyRing::make_key(const KeyOwner& owner, std::uint32_t by) {
  return new_key(owner, by).key;
}

KeyRing::NewKey KeyRing::new_key(const KeyOwner& owner, std::uint32_t by) {
  const auto secret = seal::Secret::make(home_.random);
  auto key = wrapped({.kind = std::string(owner.kind), .id = owner.id}, secret, by);
  const auto number = key.number;
  return {std::move(key), Sealer(profile_, secret, number)};
}

Sealer KeyRing::unwrap(const WrappedKey& key) {
  return {profile_, secret_of(key), key.number};
}

WrappedKey KeyRing::rewrapped(const WrappedKey& key, std::uint32_t by) {
  return wrapped(key, secret_of(key), by);
}

Result<seal::KeySet> KeyRing::read_again() const {
  WEIGE_TRY(auto read, seal::read_key_file(home_.file));
  if (read.ring != keys_.ring || read.profile != profile_)
    return of_file(ProblemCode::keys_foreign, home_.file);
  return read;
}

Result<RingKey> KeyRing::add_master(Instant now) {
  const std::unique_lock lock(mutex_);
  WEIGE_TRY(auto keys, read_again());
  if (!keys.has_room()) return of_file(ProblemCode::key_file, home_.file).with("reason", "full");
  const auto number = keys.add_master(now, home_.random).number;
  WEIGE_CHECK(seal::replace_key_file(home_.file, keys));
  take(std::move(keys));
  return proved(*keys_.find(number));
}

Done KeyRing::drop_master(std::uint32_t number) {
  const std::unique_lock lock(mutex_);
  WEIGE_TRY(auto keys, read_again());
  if (std::erase_if(keys.masters, [&](const seal::Master& each) { return each.number == number; }) > 0)
    WEIGE_CHECK(seal::replace_key_file(home_.file, keys));
  take(std::move(keys));
  return done();
}

}  // namespace weige::access
