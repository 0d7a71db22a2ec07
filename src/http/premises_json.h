// Premises and their labels in and out.
#pragma once

#include <boost/json/object.hpp>

#include "http/json_fields.h"
#include "registry/record_actions.h"
#include "registry/view_actions.h"

namespace weige::http {

boost::json::object premises_json(const registry::PremisesView& view);
boost::json::object label_json(const registry::RecordView& label);

registry::RecordEdit take_premises_edit(JsonFields& body);
registry::NewLabel take_label(JsonFields& body);
registry::End take_label_end(JsonFields& body);

}  // namespace weige::http
