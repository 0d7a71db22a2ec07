#include "access/resident_code_store.h"

#include <botan/mem_ops.h>

#include <vector>

#include "access/key_ring.h"
#include "access/token.h"

namespace weige::access {
namespace {

std::string subject_hash(store::Transaction& tx, std::string_view document_number) {
  return KeyRing::of(tx).index("resident_code", "subject").of(document_number);
}

std::string hash_of_code(store::Transaction& tx, std::int64_t person, std::string_view plain) {
  return KeyRing::of(tx).index("resident_code", "code").of(std::to_string(person) + ":" + std::string(plain));
}

struct KeptCode {
  UsedResidentCode used;
  std::string hash;
};

KeptCode kept_code(const store::Row& row) {
  return {{.person = row.int64(0), .kind = resident_code_kind_of(row.text(1)).value()},
          std::string(row.blob(2))};
}

bool is_same_hash(const std::string& one, const std::string& other) {
  return one.size() == other.size() &&
         Botan::constant_time_compare(reinterpret_cast<const std::uint8_t*>(one.data()),
                                      reinterpret_cast<const std::uint8_t*>(other.data()), one.size());
}

}  // namespace

Change put_resident_code(store::Transaction& tx, const NewResidentCode& made, Instant now) {
  tx.exec("DELETE FROM resident_code WHERE person_id = $1 AND kind = $2", made.person, code(made.kind));
  tx.exec(
      "INSERT INTO resident_code (person_id, kind, subject_hash, code_hash, made_at, expires_at, tries_left)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      made.person, code(made.kind), store::Blob{subject_hash(tx, made.document_number)},
      store::Blob{hash_of_code(tx, made.person, made.code)}, now, now + life_of(made.kind),
      tries_of(made.kind));
  return Change::of(kResidentSubject, made.person, "kind=" + std::string(code(made.kind)));
}

// The codes are looked at before the try is counted: the last try may be the right one.
std::optional<UsedResidentCode> use_resident_code(store::Transaction& tx, const ResidentCodeGuess& guess,
                                                  Instant now) {
  const store::Blob subject{subject_hash(tx, guess.document_number)};
  const auto kept = tx.all(
      "SELECT person_id, kind, code_hash FROM resident_code WHERE subject_hash = $1 AND expires_at > $2"
      " AND (tries_left IS NULL OR tries_left > 0) ORDER BY person_id, kind",
      kept_code, subject, now);
  tx.exec(
      "UPDATE resident_code SET tries_left = tries_left - 1 WHERE subject_hash = $1 AND tries_left IS NOT "
      "NULL AND tries_left > 0",
      subject);
  (void)hash_of_code(tx, 0, guess.code);  // also where there is none to compare with
  std::optional<UsedResidentCode> found;
  for (const auto& each : kept)
    if (is_same_hash(each.hash, hash_of_code(tx, each.used.person, guess.code))) found = each.used;
  if (found)
    tx.exec("DELETE FROM resident_code WHERE person_id = $1 AND kind = $2", found->person, code(found->kind));
  return found;
}

void delete_old_resident_codes(store::Transaction& tx, Instant now) {
  tx.exec("DELETE FROM resident_code WHERE expires_at <= $1", now);
}

std::string resident_throttle_key(store::Transaction& tx, std::string_view what,
                                  std::string_view document_number) {
  return lookup_hash(what, subject_hash(tx, document_number));
}

}  // namespace weige::access
