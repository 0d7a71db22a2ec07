// Provenance: who found a fact, entered it and verified it, how, when and on what evidence. Finder, enterer
// and verifier are kept apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"

namespace weige::registry {

// Leaving needs evidence: a door visit, the landlord, a second source, a document, or failed visits at
// different times of day.
enum class EvidenceKind { door_visit, landlord, second_source, failed_visit, document, self_declaration };
std::string_view code(EvidenceKind kind);
std::optional<EvidenceKind> evidence_kind_of(std::string_view code);

struct Evidence {
  EvidenceKind kind;
  std::string note = {};
  std::optional<Instant> at = {};
  bool operator==(const Evidence&) const = default;
};

// How a fact came in: at the door, over the counter, from a file, from a declaration. Closed; `how` in the
// ledger.
enum class Way { door, counter, phone, file, declaration, correction };
std::string_view code(Way way);
std::optional<Way> way_of(std::string_view code);

// What the one who enters states. source: free text of at most 60 characters ("物业花名册"), empty = the
// acting post itself.
struct ProvenanceInput {
  std::string source = {};
  Way way = Way::counter;
  std::optional<std::string> finder = {};
  std::optional<std::string> verifier = {};
  std::optional<Day> confirmed_at = {};
  std::vector<Evidence> evidence = {};
};

struct Provenance {
  std::int64_t id = 0;
  std::string source;
  Way way = Way::counter;
  std::optional<std::string> finder = {};
  access::PostId enterer_post;
  access::AccountId enterer_account;
  std::optional<std::string> verifier = {};
  std::vector<Evidence> evidence = {};
  Day confirmed_at{};
  Instant known_at{};
  std::string enterer = {};  // filled when read: title of the post and name of the account
};

// Problems: too_long, bad_date (confirmed in the future).
Done check(const ProvenanceInput& input, Day today);

// As it is kept once the rules have looked at it: of a failed visit its day alone (boundaries 7).
std::vector<Evidence> as_kept(std::vector<Evidence> evidence, TownTime town);
std::string to_evidence_text(const std::vector<Evidence>& evidence);
// Throws std::invalid_argument for a text that to_evidence_text did not write: what was kept is damaged.
std::vector<Evidence> from_evidence_text(std::string_view text);

}  // namespace weige::registry
