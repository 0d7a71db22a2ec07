#include "work/agenda_actions.h"

#include <iterator>

#include "norms/rules_store.h"
#include "work/agenda_store.h"
#include "work/meeting_store.h"
#include "work/rectification_store.h"

namespace weige::work {

const std::vector<AgendaSource>& agenda_sources() {
  static const std::vector<AgendaSource> sources{old_confirmations, overdue_tasks, old_findings,
                                                 fruitless_doors, overdue_key_premises};
  return sources;
}

std::vector<AgendaItem> make_agenda(const MeetingContext& context, std::int64_t area) {
  std::vector<AgendaItem> out;
  for (const auto& each : rectifications_left(context.tx, context.actor.scope(), area))
    out.push_back({.topic = "rectification",
                   .amount = 1,
                   .owner = each.owner,
                   .page = "/rectifications",
                   .rectification = each.id.value});
  const auto rules = norms::rules_on(context.tx, context.today());
  const AgendaAsked asked{.tx = context.tx,
                          .scope = context.actor.scope(),
                          .area = area,
                          .now = context.now,
                          .today = context.today(),
                          .rules = rules};
  std::vector<AgendaFigure> figures;
  for (const auto& source : agenda_sources()) {
    auto more = source(asked);
    figures.insert(figures.end(), std::move_iterator(more.begin()), std::move_iterator(more.end()));
  }
  for (const auto& figure : weak_points(std::move(figures)))
    out.push_back({.topic = figure.topic,
                   .amount = figure.amount,
                   .of = figure.of,
                   .owner = first_post_of(context.tx, area, figure.owner),
                   .page = figure.page});
  return out;
}

}  // namespace weige::work
