// Leads and their keys as JSON: the schemas LeadChannel, Lead, LeadOwnKey and LeadBox of openapi.yaml.
#pragma once

#include <boost/json/object.hpp>

#include "work/lead_actions.h"
#include "work/lead_key_actions.h"

namespace weige::http {

boost::json::object channel_json(const work::LeadChannel& channel);
boost::json::object lead_json(const work::Lead& lead);  // with the letter, where there is one
boost::json::object own_lead_key_json(const work::OwnLeadKeyView& view);
boost::json::object lead_box_json(const work::LeadBox& box);

}  // namespace weige::http
