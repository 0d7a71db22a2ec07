// A cell: one line asked by one actor about one area. What must be answered follows from the line and from
// what the actor covers, both written by hand; the answer may tell nothing of any other area, whatever its
// status.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "matrix/lines.h"
#include "matrix/world.h"

namespace weige::matrix {

struct Cell {
  const Line* line;
  const Actor* actor;
  std::string area = {};    // "": the line names none
  std::string state = {};   // "": the actor's own session; else one of kStates, that was committee a
  std::string cookie = {};  // instead of that of the actor or the state
};

// Of every line, actor and area those that make sense: every relation of the actor's area to others once, or
// every area.
enum class Areas { a_relation_each, all };
std::vector<Cell> cells_of(World& world, const std::vector<Line>& lines, Areas areas);
// The same lines with sessions that are none any more, about their own area.
std::vector<Cell> state_cells(World& world, const std::vector<Line>& lines);

class Asker {
 public:
  explicit Asker(World& world);
  // What is wrong with the answer; "" for nothing.
  std::string check(const Cell& cell);
  // absent: a name in whose place an id stands that nothing has.
  testing_support::ClientAnswer ask(const Cell& cell, std::string_view absent = {});

 private:
  std::string compare_with_absent(const Cell& cell, const testing_support::ClientAnswer& answer);

  World& world_;
  std::unique_ptr<testing_support::Client> client_;
  int number_;  // of the asker, for keys of submissions
  int keys_ = 0;
};

// What an answer tells that the actor may not know; "" for nothing.
std::string leak(const World& world, const Cell& cell, const std::string& text);
// Whether the line has what it asks for in the area, of the actor.
bool fits(const World& world, const Cell& cell);
bool names_an_area(const Line& line);

}  // namespace weige::matrix
