// The lists of a simulated month on their way through the use cases: each is handed in over the office's
// counter as a file, compared with the register by its jobs, and what differs becomes tasks at the door.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "access/actor.h"
#include "intake/finding.h"
#include "registry/people_index.h"
#include "registry/upload_reader.h"
#include "store/database.h"

namespace weige::town {

struct SimulatedPost {
  access::PostId post;
  access::AccountId account;
};

// A list of one door, complete. people: as the error model counts them, in the order of the list.
struct SimulatedList {
  std::int64_t premises = 0;
  std::size_t door = 0;  // its number, as newcomer_of has it
  std::vector<std::int64_t> people;
};

struct ListParts {
  store::Database& database;
  SimulatedPost office;
  const intake::FindingEvents& events;
  std::uint64_t seed = 1;
  registry::UploadSandbox sandbox = {};
};

class SimulatedLists {
 public:
  explicit SimulatedLists(const ListParts& parts) : parts_(parts), people_(1) {}

  // All of a morning, and the tasks that are due then (work::keep_tasks). Problems: those of the use cases,
  // which are a bug's here.
  Done take_in(const std::vector<SimulatedList>& lists, Instant now);

  // Whom a difference speaks of, as the model counts them; none: it is of no list of this simulation.
  std::optional<std::int64_t> named_by(const intake::Finding& finding) const;

 private:
  Result<std::string> file_of(const SimulatedList& list, Instant now);
  Done hand_in(const SimulatedList& list, Instant now);
  Done run_jobs(Instant now);

  const ListParts parts_;
  registry::PeopleIndex people_;
  std::map<std::pair<std::int64_t, std::uint32_t>, std::int64_t> named_;  // by roster and row
  int handed_in_ = 0;
};

}  // namespace weige::town
