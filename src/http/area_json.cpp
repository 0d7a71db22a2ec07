#include "http/area_json.h"

#include "http/json_out.h"

namespace weige::http {

boost::json::object area_json(const access::Area& area) {
  boost::json::object out;
  put(out, "id", area.id);
  put(out, "parent_id", area.parent);
  put(out, "kind", code(area.kind));
  put(out, "code", area.code);
  put(out, "name", area.name);
  put(out, "state", code(area.state));
  return out;
}

}  // namespace weige::http
