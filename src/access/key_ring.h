// KeyRing: the keys of an open database. Accompanies it, so that every transaction finds them. Promises that
// what it opens was sealed with its own keys, at that place, and is unaltered.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "access/key_store.h"
#include "base/random.h"
#include "seal/blind_index.h"
#include "seal/key_set.h"
#include "seal/sealer.h"

namespace weige::access {

// Like a failing disk: the database holds what was not put there by this program with these keys. Tells the
// place, never a value.
class SealBroken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The key file beside a database when nobody names another: FILE.keys for sqlite:FILE, else weige.keys in the
// working directory.
std::filesystem::path key_file_of(const std::string& database_url);

// Whether they are the keys of a database: every master that it knows of is among them, and is the same.
// Problems, with the file's name: keys_foreign, key_unknown.
Done check_key_set(const seal::KeySet& keys, const std::vector<RingKey>& known,
                   const std::filesystem::path& file);

struct KeyHome {
  std::filesystem::path file;
  seal::Profile profile = seal::Profile::mlps3;  // of a key file that is made; one that is there says its own
  Random random;
};

class KeyRing final : public store::Companion {
 public:
  // Of a migrated database. The key file is made where neither it nor keys of the database exist. Problems:
  // those of the key file, keys_foreign, key_unknown.
  static Result<std::shared_ptr<KeyRing>> open(store::Database& database, const KeyHome& home, Instant now);
  // Of a transaction's database. A database that nobody has given its keys is a bug.
  static KeyRing& of(store::Transaction& tx);

  const std::filesystem::path& file() const { return home_.file; }
  seal::Profile profile() const { return profile_; }
  seal::KeySet keys() const;  // a copy

  // By which equal values of a column are found. Costs a hash: whoever asks for many keeps it.
  seal::BlindIndex index(std::string_view table, std::string_view column) const;

  // A new key, wrapped by that master. Throws SealBroken when the key file lacks it.
  WrappedKey make_key(const KeyOwner& owner, std::uint32_t master);
  // The same, and what seals with it.
  struct NewKey {
    WrappedKey key;
    seal::Sealer sealer;
  };
  NewKey new_key(const KeyOwner& owner, std::uint32_t master);
  // Precondition: key.wrapped. Throws SealBroken.
  seal::Sealer unwrap(const WrappedKey& key);
  WrappedKey rewrapped(const WrappedKey& key, std::uint32_t master);

  // A master more, in the file when this returns. Callers enter it into the database (key_actions.h), or the
  // next start does. Problem: key_file.
  Result<RingKey> add_master(Instant now);
  // Out of the file and out of this process. One that is not there is no problem.
  Done drop_master(std::uint32_t number);

  const Random& random() const { return home_.random; }

 private:
  KeyRing(KeyHome home, seal::KeySet keys);
  static Result<seal::KeySet> read_or_make(const KeyHome& home, bool has_keys, Instant now);
  void enter_missing(store::Transaction& tx, Instant now) const;
  RingKey proved(const seal::Master& master) const;
  seal::Sealer master(std::uint32_t number);
  seal::Secret secret_of(const WrappedKey& key);
  WrappedKey wrapped(WrappedKey key, const seal::Secret& secret, std::uint32_t by);
  // These two with the lock held.
  Result<seal::KeySet> read_again() const;
  void take(seal::KeySet keys);

  const KeyHome home_;
  const seal::Profile profile_;
  mutable std::shared_mutex mutex_;
  seal::KeySet keys_;
  std::map<std::uint32_t, seal::Sealer> masters_;
};

}  // namespace weige::access
