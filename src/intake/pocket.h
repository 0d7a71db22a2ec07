// Pocket roster: whom a sender's lists name, kept so that one line can be mended and a sender is asked only
// for what changed since (S3). The sender's own words; nothing of the register. Values and rules, pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "intake/form_rows.h"
#include "intake/roster_import.h"

namespace weige::intake {

using PocketLineId = Id<struct PocketLineTag>;

enum class PocketState { listed, left };
std::string_view code(PocketState state);
std::optional<PocketState> pocket_state_of(std::string_view code);

// As the sender wrote it; empty = not told.
struct PocketPerson {
  std::string name = {}, document_number = {}, phone = {}, address = {};
  bool operator==(const PocketPerson&) const = default;
};
// Problems: missing_field (name; document_number: it, a phone or an address must tell who it is), too_long,
// those of the forms' fields.
Done check(const PocketPerson& person);
FormRows rows_of(std::span<const PocketPerson> people);
PocketPerson person_of(const RosterRow& row);

struct PocketLine {
  PocketLineId id;
  std::int64_t version = 1;
  access::PostId post;
  RosterScope scope;  // without its key
  std::string identity = {};
  PocketPerson person = {};
  PocketState state = PocketState::listed;
  RosterId roster;  // that named it last
  Day listed_on{};
  Instant expires_at{};
};
// The same for the same person in a sender's lists.
std::string identity_of(const PocketPerson& person);

// Beyond so many rows a list is no pocket roster: nobody mends its lines by hand.
inline constexpr int kMostPocketRows = 20'000;
bool is_pocket_roster(const Roster& roster);

}  // namespace weige::intake
