// Organisations in and out.
#pragma once

#include <boost/json/object.hpp>

#include "http/json_fields.h"
#include "registry/organisation_actions.h"

namespace weige::http {

boost::json::object organisation_json(const registry::OrganisationView& view);
// As a line on another page.
boost::json::object organisation_hit_json(const registry::Record& organisation);

registry::NewOrganisation take_new_organisation(JsonFields& body);
registry::OrganisationChange take_organisation_change(JsonFields& body);

}  // namespace weige::http
