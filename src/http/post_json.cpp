#include "http/post_json.h"

#include "http/json_out.h"

namespace weige::http {
namespace {

boost::json::object successor_json(const access::Successor& successor) {
  boost::json::object out;
  put(out, "account_id", successor.account);
  put(out, "name", successor.name);
  put(out, "from", successor.from);
  put(out, "when_vacant", successor.when_vacant);
  return out;
}

boost::json::object deputy_json(const access::Deputy& deputy) {
  boost::json::object out;
  put(out, "account_id", deputy.account);
  put(out, "name", deputy.name);
  put(out, "from", deputy.from);
  put(out, "until", deputy.until);
  put(out, "reason", code(deputy.reason));
  return out;
}

}  // namespace

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
  put(out, "holder_since", post.holder_since);
  put(out, "holder_until", post.holder_until);
  if (post.vacancy) put(out, "vacant_since", post.vacancy->since);
  const auto reason = post.vacancy ? post.vacancy->reason : post.end_reason;
  if (reason) put(out, "vacancy_reason", code(*reason));
  if (post.successor) out["successor"] = successor_json(*post.successor);
  if (!post.deputies.empty()) out["deputies"] = json_array(post.deputies, deputy_json);
  put(out, "deputy_until", post.deputy_until);
  put(out, "state", code(post.state));
  return out;
}

}  // namespace weige::http
