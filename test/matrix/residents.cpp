#include "matrix/residents.h"

#include "matrix/cells.h"

namespace weige::matrix {
namespace {

constexpr std::string_view kResidentsOf[] = {"town", "a", "a1", "b", "c1"};

bool is_of_residents(const Line& line) {
  return line.who.find('-') != line.who.npos;
}

class ResidentAsker {
 public:
  ResidentAsker(World& world, std::string_view area, ResidentsSeen& seen)
      : world_(world), asker_(world), area_(area), seen_(seen) {
    actor_.line = {"resident", access::Role::resident, area, area};
  }

  void ask(const Line& line) {
    if (!is_of_residents(line)) return compare(line);
    if (!names_an_area(line)) return check(line, "", line.ok);
    for (const auto area : kAreas) check(line, area, area == area_ ? line.ok : line.elsewhere);
  }

 private:
  void check(const Line& line, std::string_view area, int wanted) {
    const auto cell = cell_of(line, area);
    if (!fits(world_, cell)) return;
    const auto answer = asker_.ask(cell);
    ++seen_.asked;
    if (answer.status != wanted)
      return tell(line, area,
                  std::to_string(answer.status) + ", not " + std::to_string(wanted) + " " + answer.body);
    auto told = answer.body;
    for (const auto& field : answer.headers.fields()) told += "\n" + field.name + ": " + field.value;
    if (const auto leaked = leak(world_, cell, told); !leaked.empty())
      tell(line, area, leaked + " " + answer.body);
  }

  void compare(const Line& line) {
    auto cell = cell_of(line, names_an_area(line) ? area_ : std::string_view());
    if (!fits(world_, cell)) return;
    const auto answer = asker_.ask(cell);
    ++seen_.asked;
    cell.cookie.clear();
    cell.state = "no session";
    const auto wanted = asker_.ask(cell).status;
    if (answer.status != wanted)
      tell(line, area_, std::to_string(answer.status) + ", without a session " + std::to_string(wanted));
  }

  Cell cell_of(const Line& line, std::string_view area) const {
    return {.line = &line,
            .actor = &actor_,
            .area = std::string(area),
            .cookie = "weige_resident=" + world_.sitting(area_)};
  }

  void tell(const Line& line, std::string_view area, const std::string& what) {
    seen_.wrong.push_back(std::string(line.route) + " by a resident of " + std::string(area_) + " about " +
                          std::string(area) + ": " + what.substr(0, 400));
  }

  World& world_;
  Asker asker_;
  std::string_view area_;
  ResidentsSeen& seen_;
  Actor actor_;
};

}  // namespace

ResidentsSeen ask_as_residents(World& world) {
  const auto lines = all_lines();
  ResidentsSeen seen;
  for (const auto area : kResidentsOf) {
    ResidentAsker asker(world, area, seen);
    for (const auto& line : lines) asker.ask(line);
  }
  return seen;
}

}  // namespace weige::matrix
