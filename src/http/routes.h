// All routes of the program, from the <noun>_routes files. The one place where a new file of routes is named.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "access/approval_events.h"
#include "access/reading_quota.h"
#include "access/sign_in_actions.h"
#include "http/map_routes.h"
#include "http/resident_routes.h"
#include "http/route.h"
#include "intake/finding.h"
#include "standards/division_table.h"
#include "town/retention_actions.h"
#include "town/self_check.h"

namespace weige::http {

struct RouteParts {
  std::function<std::string()> metrics;                 // the text of /metrics
  access::SignInContext sign_in;                        // clock, randomness and cost of passwords
  const standards::DivisionTable* divisions = nullptr;  // none = no town can be set up from it
  std::filesystem::path scratch = {};                   // for files on their way out; empty = the system's
  std::function<void()> wake_jobs = [] {};              // a job has been submitted
  // In whose name declarations of the public are taken in; 0 = none are.
  access::PostId declarations_post{};
  std::string city_declaration_url = {};  // of the city's own service for them; empty: nobody told
  MapGround ground = {};
  access::ReadingQuotas reading_quotas = {};
  town::SelfCheckSettings self_check = {};  // what of the settings the self-check looks at
  town::RetentionParts retention = {};      // times and journal
  access::ApprovalRules approvals = {};
  const access::ApprovalEvents& approval_events = access::approval_events();
  const intake::FindingEvents& finding_events = intake::finding_events();
  // Of residents' requests and codes; clock and randomness are those of sign_in.
  town::RequestClock answers = {};
  std::function<void(town::CodeWish)> send_code = {};
  std::vector<std::string> robot_hosts = {};     // of group robots that may be written to
  std::string parse_program = "/proc/self/exe";  // parses uploads in a limited child (formats/sandbox.h)
};

RouteTable all_routes(const RouteParts& parts);

}  // namespace weige::http
