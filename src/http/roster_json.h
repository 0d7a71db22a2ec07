// Rosters, what their senders are told, and findings as JSON.
#pragma once

#include <boost/json/object.hpp>

#include "intake/finding_actions.h"
#include "intake/roster_actions.h"
#include "intake/roster_rule_actions.h"
#include "store/database.h"

namespace weige::http {

// Of a roster that the acting post does not decide on, nothing is told that came of looking at the register.
boost::json::object roster_json(store::Transaction& tx, const intake::RosterSeen& seen, Language language);
boost::json::object rule_json(const intake::RosterRuleView& view);
boost::json::object answer_json(const intake::AnsweredRow& row, Language language);
boost::json::object compared_json(const intake::ComparedRow& row, Language language);

struct FindingWords {
  std::string name = {}, source = {};
  std::optional<intake::ReportKind> report = {};
};
boost::json::object finding_json(const intake::Finding& finding, const FindingWords& words);
// A purpose that was stated leaves out of row, candidates and changes what it does not show.
struct FindingReader {
  Language language = Language::zh;
  std::optional<access::Purpose> purpose = {};
};
boost::json::object finding_view_json(store::Transaction& tx, const intake::FindingView& view,
                                      const FindingReader& reader);
boost::json::object finding_count_json(const intake::FindingCount& count);

}  // namespace weige::http
