#include "intake/report_actions.h"

#include "intake/form_rows_actions.h"

namespace weige::intake {

Result<Roster> hand_in_report(const RosterContext& context, const Report& report) {
  WEIGE_CHECK(context.actor.may(access::Right::hand_in_rosters));
  WEIGE_CHECK(check(report));
  return hand_in_rows(context, row_of(report),
                      {.upload = {}, .reference = report.noticed_on, .report = report.kind});
}

}  // namespace weige::intake
