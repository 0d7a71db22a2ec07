// A person in and out. What leaves is what the purpose shows, numbers masked; only `reveal` gives them in
// full.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "http/json_fields.h"
#include "registry/merge_actions.h"
#include "registry/record_actions.h"
#include "registry/view_actions.h"

namespace weige::http {

boost::json::object person_json(const registry::PersonView& view, access::Purpose purpose);

// What a purpose leaves out; told, so that it is not taken for what is not known.
boost::json::array withheld_json(access::Purpose purpose);

registry::NewPerson take_new_person(JsonFields& body);
// id and version come from the path and If-Match.
registry::RecordEdit take_person_edit(JsonFields& body);
registry::Merge take_merge(JsonFields& body);
registry::Split take_person_split(JsonFields& body);

struct Reveal {
  std::vector<std::string> fields = {};
  access::Purpose purpose{};
};
Reveal take_reveal(JsonFields& body);

}  // namespace weige::http
