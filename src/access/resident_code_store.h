// SQL of residents' codes. Nothing here tells a code, and nothing tells a document number: both are kept as
// keyed hashes, which need the database's keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "access/change.h"
#include "access/resident_code.h"
#include "base/clock.h"
#include "store/database.h"

namespace weige::access {

inline constexpr SubjectKind kResidentSubject{"person"};

struct NewResidentCode {
  std::int64_t person = 0;
  ResidentCodeKind kind = ResidentCodeKind::paper;
  std::string_view document_number;  // plain_document_number
  std::string_view code;             // as new_resident_code gave it
};
// In the place of the person's one of that kind.
Change put_resident_code(store::Transaction& tx, const NewResidentCode& made, Instant now);

struct ResidentCodeGuess {
  std::string_view document_number, code;  // plain
};
// The one that was meant, if it is right and still good. Costs every counted code of the number one try,
// whatever was guessed; a right one is void once this returns.
struct UsedResidentCode {
  std::int64_t person = 0;
  ResidentCodeKind kind = ResidentCodeKind::paper;
};
std::optional<UsedResidentCode> use_resident_code(store::Transaction& tx, const ResidentCodeGuess& guess,
                                                  Instant now);
void delete_old_resident_codes(store::Transaction& tx, Instant now);

// By which attempts at one number are counted, whether or not it is anybody's.
std::string resident_throttle_key(store::Transaction& tx, std::string_view what,
                                  std::string_view document_number);

}  // namespace weige::access
