// Who asks: one actor of each role where it makes sense, what each covers written by hand, and sessions that
// are none any more.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/purpose.h"
#include "access/role.h"

namespace weige::matrix {

// The areas of the world: the town; a station with a team under it, that has committee c; committees a and b;
// two grids in a, one each in b and c.
inline constexpr std::string_view kAreas[] = {"town", "station", "team", "a",  "b",
                                              "c",    "a1",      "a2",   "b1", "c1"};
// Of them, those with doors.
inline constexpr std::string_view kDoorAreas[] = {"a", "b", "c", "a1", "a2", "b1", "c1"};

struct ActorLine {
  std::string_view name;
  access::Role role;
  std::string_view area;
  std::string_view covers;  // separated by blanks
  std::string_view purpose = {};
  bool always = true;  // in every run; others in the long one
};
const std::vector<ActorLine>& actor_lines();

// What becomes of a session that was one of committee a. out: it is none any more. postless: acting in no
// post. half: a second factor is still to be shown. stale: who acts was proved too long ago for some rights.
enum class Standing { out, postless, half, stale };
struct StateLine {
  std::string_view name;
  Standing standing;
};
inline constexpr StateLine kStates[] = {
    {"no session", Standing::out},           {"unknown token", Standing::out},
    {"expired session", Standing::out},      {"idle session", Standing::out},
    {"disabled account", Standing::out},     {"post ended", Standing::postless},
    {"post taken back", Standing::postless}, {"term over", Standing::postless},
    {"deputy ended", Standing::postless},    {"code missing", Standing::half},
    {"stale proof", Standing::stale}};

// own, parent, child, sibling, other: of two areas as the tree has them, by hand.
std::string_view relation(std::string_view actor_area, std::string_view area);
bool names(std::string_view list, std::string_view word);
std::vector<std::string> words(std::string_view list);

}  // namespace weige::matrix
