// What the audit log says of a person, in words for that person: each act by its code. Pure.
#pragma once

#include <string_view>

namespace weige::town {

// Whose doing an act is: an office's reading, which may lawfully be told later; an office's change, which the
// record shows anyway; the resident's own.
enum class ActKind { reading, change, own };
struct ActWords {
  std::string_view code, zh, en;
  ActKind kind = ActKind::reading;
};
// Total: an act that the list does not know is one of handling the record, and counts as a reading.
const ActWords& words_of_act(std::string_view action);

}  // namespace weige::town
