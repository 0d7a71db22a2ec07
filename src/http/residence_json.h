// Residences and employments in and out.
#pragma once

#include <boost/json/object.hpp>

#include "http/json_fields.h"
#include "registry/record_actions.h"
#include "registry/view_actions.h"

namespace weige::http {

boost::json::object residence_json(const registry::ResidenceView& view);
boost::json::object employment_json(const registry::EmploymentView& view);

// premises_id, from, kind and relation, as a person's own or one added later.
registry::NewResidence take_residence(JsonFields& body);

}  // namespace weige::http
