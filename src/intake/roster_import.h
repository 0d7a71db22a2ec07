// Rows of a roster: whatever they tell of a person is taken, what is wrong in a cell is left out of the
// comparison and told to the sender. Pure; of a row alone, so what is told gives nothing of the register
// away.
#pragma once

#include "intake/roster.h"
#include "registry/people_index.h"

namespace weige::intake {

struct RosterRow {
  registry::ParsedRow parsed;  // without the cells that are wrong, and without faults
  registry::PersonLike like;
  std::vector<registry::Finding> mend;  // for the sender
  RowAnswer answer = RowAnswer::taken;
  std::string place = {};  // the address as it was written
  bool usable = false;     // it tells of somebody who can be looked for

  std::uint32_t number() const { return parsed.number; }
};

// For what the rows are read: the scope, and the address that is meant where a row gives none.
struct RosterReading {
  const registry::ImportColumns& columns;
  const registry::ImportTown& town;
  const RosterScope& scope;
  std::optional<registry::AddressClaim> place = {};
};
// The place that rows without an address mean: the scope's own address, where that is a door.
std::optional<registry::AddressClaim> place_of(const RosterScope& scope);

RosterRow parse_roster_row(const registry::UploadRow& cells, const RosterReading& reading);

// Who is meant, as far as the row alone tells: its number, or the name with something beside it.
std::string identity_of(const RosterRow& row);
// Tells the later ones of rows that mean one person.
void tell_doubles(std::vector<RosterRow>& rows);

}  // namespace weige::intake
