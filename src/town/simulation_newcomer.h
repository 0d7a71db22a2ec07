// Who the people are that a simulated town has and its register does not: invented names, and ID numbers of
// the reserved range that no sample town gives out. Pure; the same door and person are the same, whoever
// asks.
#pragma once

#include <cstdint>
#include <string>

namespace weige::town {

struct SimulatedNewcomer {
  std::string name, id_number;
};
// door: the number of the door among those of the town, below 2^17. person: as the error model counts those
// who came, below 0.
SimulatedNewcomer newcomer_of(std::uint64_t seed, std::size_t door, std::int64_t person);

}  // namespace weige::town
