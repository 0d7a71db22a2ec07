// Key premises, sites, patrols, inspections, obligations and publicity as JSON: the schemas of those names in
// openapi.yaml.
#pragma once

#include <boost/json/object.hpp>

#include "access/post.h"
#include "work/flagged_site_actions.h"
#include "work/inspection.h"
#include "work/key_premises_actions.h"
#include "work/obligation.h"
#include "work/patrol.h"

namespace weige::http {

boost::json::object work_post_json(const access::Post& post);

boost::json::object key_kind_json(const norms::KeyPremisesKind& kind);
boost::json::object key_premises_json(const work::KeyPremisesLine& line);
boost::json::object key_premises_view_json(const work::KeyPremisesView& view);
boost::json::object own_key_report_json(const work::KeyPremisesReport& report);  // as its sender is told
boost::json::object key_report_json(const work::KeyPremisesReport& report);

boost::json::object site_json(const work::SiteView& view);
boost::json::object patrol_json(const work::Patrol& patrol);
boost::json::object inspection_json(const work::Inspection& inspection, Day today);
boost::json::object urging_json(const work::Urging& urging);
boost::json::object obligation_json(const work::Obligation& obligation);
boost::json::object publicity_json(const work::Publicity& publicity);

}  // namespace weige::http
