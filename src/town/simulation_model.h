// The error model of `weige simulate`: how what a register says and how people really live come apart. It
// sees of premises their number, their kind and the numbers of the residences registered there, and nothing
// that a plan looks at: no day of confirmation, no history, no task, no finding, no past visit, no place.
// Written before the simulator and never tuned to it; docs/simulation.md tells why each rate. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "town/sample_random.h"

namespace weige::town {

enum class DoorKind { owned, let, dormitory, vacant, workplace };
inline constexpr std::size_t kDoorKinds = 5;
std::string_view code(DoorKind kind);
// use and labels: codes of the register (registry/code_lists.h). A home where nobody is registered is vacant.
DoorKind door_kind_of(std::string_view use, const std::set<std::string>& labels, std::size_t registered);

// All that the model sees. people: numbers of the residences there, ascending, above 0.
struct ModelDoor {
  std::int64_t premises = 0;
  DoorKind kind = DoorKind::owned;
  std::vector<std::int64_t> people = {};
};

// real: errors follow the kind of the premises and its restlessness, which nobody knows. null: every door is
// wrong, changes, answers and is on a list with the same chance, and what lists say has nothing to do with
// who lives there.
enum class ErrorWorld { real, null };
std::string_view code(ErrorWorld world);
std::optional<ErrorWorld> error_world_of(std::string_view code);

// Chances of a door in the real world. Those with * are multiplied by the door's restlessness, mean 1.
struct DoorRates {
  double all_gone = 0;            // * all who are registered have left unnoticed
  double taken_over = 0;          //   of those, and of those who leave later: others came in their place
  double one_gone = 0;            //   of each person, where not all have left
  double one_more = 0;            // * somebody lives there of whom the register does not know
  int most_more = 1;              //   1 to so many of them
  double all_leave_a_month = 0;   // *
  double one_leaves_a_month = 0;  // * of each person
  double one_comes_a_month = 0;   // *
  double answers = 0;             //   to a visit, where somebody lives; multiplied by the door's steadiness
  double listed_a_month = 0;      //   somebody hands in a list of who lives there
};
const DoorRates& door_rates(DoorKind kind);

// Of whoever hands in a list.
inline constexpr double kListOmits = 0.05;       // each person who lives there
inline constexpr double kListStillNames = 0.10;  // each person who is registered and has left
// Of a visit that is answered: each wrong residence is noticed.
inline constexpr double kNoticesGone = 0.95, kNoticesMissing = 0.80;
// Where nobody lives, neighbours, owner or management tell.
inline constexpr double kToldOfEmpty = 0.30;
// An owned home that others have taken over is let by then.
inline constexpr double kTakenOverIsLet = 0.30;

inline constexpr double kNullWrong = 0.12, kNullChangesAMonth = 0.05, kNullAnswers = 0.60,
                        kNullNotices = 0.85;
inline constexpr double kNullListed = 0.02, kNullListClaims = 0.30;

// How it really is. People below 0: of whom the register does not know; each number once a door.
struct TrueDoor {
  DoorKind kind = DoorKind::owned;
  std::vector<std::int64_t> people = {};  // ascending
  double restless = 1, steady = 1;
  std::int64_t newest = 0;  // the last number given to somebody unknown
};

inline constexpr int kDaysOfMonth = 30;

// Each question about a door and a day has one answer, whoever asks and in which order: policies that are
// compared meet the same town, the same luck at the door and the same lists. day: since the beginning.
class ErrorModel {
 public:
  ErrorModel(ErrorWorld world, std::uint64_t seed) : world_(world), random_(seed) {}

  TrueDoor at_start(const ModelDoor& door) const;
  void live(const ModelDoor& door, TrueDoor& now, int day) const;
  bool answers(const ModelDoor& door, const TrueDoor& now, int day) const;
  // Whether the visit finds out that the person is missing (or gone).
  bool notices(const ModelDoor& door, const TrueDoor& now, std::int64_t person, int day) const;
  // Who lives there according to a list that comes on the day; none: no list comes.
  std::optional<std::vector<std::int64_t>> listed(const ModelDoor& door, const TrueDoor& now, int day) const;

 private:
  enum class Ask : std::uint64_t;
  double chance(Ask ask, const ModelDoor& door, std::int64_t item = 0) const;
  std::size_t pick(Ask ask, const ModelDoor& door, std::int64_t item, std::size_t of) const;
  void start_real(const ModelDoor& door, TrueDoor& now) const;
  void take_over(const ModelDoor& door, TrueDoor& now, std::int64_t item) const;
  void change_one(const ModelDoor& door, TrueDoor& now, std::int64_t item) const;
  void live_real(const ModelDoor& door, TrueDoor& now, int day) const;
  std::vector<std::int64_t> list_of_real(const ModelDoor& door, const TrueDoor& now, int day) const;
  std::vector<std::int64_t> list_of_null(const ModelDoor& door, int day) const;

  ErrorWorld world_;
  SampleRandom random_;
};

}  // namespace weige::town
