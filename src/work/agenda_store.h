// SQL of the figures that the agenda of a meeting begins with: of the area asked for with all beneath it, as
// far as it is in the scope of whoever asks.
#pragma once

#include <vector>

#include "work/agenda.h"

namespace weige::work {

// Residents whose record was last confirmed longer ago than K1 allows.
std::vector<AgendaFigure> old_confirmations(const AgendaAsked& asked);
// Tasks at doors past their day, and those where the officer leads next.
std::vector<AgendaFigure> overdue_tasks(const AgendaAsked& asked);
// Contradictions between rosters and register that wait longer than K1 allows.
std::vector<AgendaFigure> old_findings(const AgendaAsked& asked);
// Tasks whose door nobody answered as often as K3 names.
std::vector<AgendaFigure> fruitless_doors(const AgendaAsked& asked);
// Key premises whose visit is past its day (K2), by the tasks that they have opened.
std::vector<AgendaFigure> overdue_key_premises(const AgendaAsked& asked);

}  // namespace weige::work
