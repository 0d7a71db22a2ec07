// Agenda: the weak points of an area's work as figures, made by the program. An item tells of records, doors
// and tasks, never of people, and its figure can be clicked through to. Values and rules, pure.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "access/role.h"
#include "access/scope.h"
#include "base/clock.h"
#include "norms/rules.h"

namespace weige::store {
class Transaction;
}

namespace weige::work {

struct AgendaItem {
  std::string topic;  // "overdue_tasks"; the client has words for it
  std::int64_t amount = 0;
  std::optional<std::int64_t> of = {};       // what it is a part of
  std::optional<access::PostId> owner = {};  // who has it in hand
  std::string page = {};                     // path in the client
  std::optional<std::int64_t> rectification = {};
  // When read: the title of the owner's post; of a rectification item its text, day and state of now.
  std::string owner_title = {}, text = {}, state = {};
  std::optional<Day> due = {};
  bool operator==(const AgendaItem&) const = default;
};

// An item before its owner is known: the first post of that role in the area.
struct AgendaFigure {
  std::string topic;
  std::int64_t amount = 0;
  std::optional<std::int64_t> of = {};
  access::Role owner = access::Role::coordinator;
  std::string page = {};
};

struct AgendaAsked {
  store::Transaction& tx;
  const access::Scope& scope;
  std::int64_t area;  // with all beneath it
  Instant now;
  Day today;
  const norms::Rules& rules;
};

// What a part of the work adds to each agenda. A figure of nought is no weak point and is left out.
using AgendaSource = std::function<std::vector<AgendaFigure>(const AgendaAsked&)>;

// The figures that are weak points: above nought, each topic once, the largest share first, then by amount.
std::vector<AgendaFigure> weak_points(std::vector<AgendaFigure> figures);

}  // namespace weige::work
