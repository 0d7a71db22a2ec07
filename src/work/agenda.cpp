#include "work/agenda.h"

#include <algorithm>

namespace weige::work {
namespace {

double agenda_share(const AgendaFigure& figure) {
  if (!figure.of || *figure.of <= 0) return 0;
  return static_cast<double>(figure.amount) / static_cast<double>(*figure.of);
}

}  // namespace

std::vector<AgendaFigure> weak_points(std::vector<AgendaFigure> figures) {
  std::vector<AgendaFigure> out;
  for (auto& figure : figures) {
    const bool there =
        std::ranges::any_of(out, [&](const AgendaFigure& each) { return each.topic == figure.topic; });
    if (figure.amount > 0 && !there) out.push_back(std::move(figure));
  }
  std::ranges::stable_sort(out, [](const AgendaFigure& a, const AgendaFigure& b) {
    if (agenda_share(a) != agenda_share(b)) return agenda_share(a) > agenda_share(b);
    return a.amount > b.amount;
  });
  return out;
}

}  // namespace weige::work
