#include "http/post_json.h"

#include "http/json_out.h"

namespace weige::http {

boost::json::object post_json(const access::Post& post) {
  boost::json::object out;
  put(out, "id", post.id);
  put(out, "role", code(post.role));
  put(out, "helper_kind", post.helper_kind);
  put(out, "area_id", post.area);
  put(out, "area_name", post.area_name);
  put(out, "title", post.title);
  put(out, "holder_account_id", post.holder);
  put(out, "holder_name", post.holder_name);
  put(out, "state", code(post.state));
  return out;
}

}  // namespace weige::http
