#include "http/code_routes.h"

#include <boost/json.hpp>

#include "access/area.h"
#include "access/area_actions.h"
#include "access/post_actions.h"
#include "access/purpose.h"
#include "access/reading_quota.h"
#include "access/right.h"
#include "access/role.h"
#include "http/json_out.h"
#include "registry/code_lists.h"
#include "town/reading_delay.h"

namespace weige::http {
namespace {

namespace json = boost::json;

json::object code_json(std::string_view code, std::string_view zh, std::string_view en) {
  return {{"code", code}, {"zh", zh}, {"en", en}};
}

// A closed list of module access: its values have a code and two names.
template <class Value>
json::array access_list(const std::vector<Value>& values) {
  return json_array(values,
                    [](Value value) { return code_json(code(value), zh_name(value), en_name(value)); });
}

// Work in the background, as the jobs page names it (docs/glossary.md).
json::array job_kinds() {
  return {code_json("import", "导入", "import"),
          code_json("export", "导出", "export"),
          code_json("reorganise", "村居调整", "reorganising committees"),
          code_json("undo", "撤销", "undoing"),
          code_json("grid_placing", "网格版本生效", "a version of grids taking effect"),
          code_json("key_rotation", "更换密钥", "rotating keys"),
          code_json("roster", "核对花名册", "comparing a roster"),
          code_json("roster_apply", "花名册入库", "applying a roster")};
}

// What nobody can be given is left out.
std::vector<access::Role> roles() {
  auto out = access::all_roles();
  std::erase_if(
      out, [](access::Role role) { return role == access::Role::nobody || role == access::Role::system; });
  return out;
}

json::object registry_lists() {
  json::object out;
  for (const auto list : registry::all_code_lists())
    out[registry::name(list)] = json_array(registry::entries(list), [](const registry::CodeEntry& entry) {
      return code_json(entry.code, entry.zh, entry.en);
    });
  return out;
}

Result<Response> all_lists(Call& call) {
  auto out = registry_lists();
  out["purposes"] = access_list(access::all_purposes());
  out["vacancy_reasons"] = access_list(access::all_vacancy_reasons());
  out["deputy_reasons"] = access_list(access::all_deputy_reasons());
  out["quota_reasons"] = access_list(access::all_quota_reasons());
  out["delay_reasons"] = access_list(town::all_delay_reasons());
  out["roles"] = access_list(roles());
  out["rights"] = access_list(access::all_rights());
  out["area_kinds"] = access_list(access::all_area_kinds());
  out["helper_kinds"] = json_array(access::list_helper_kinds(call.tx()), [](const access::HelperKind& kind) {
    return code_json(kind.code, kind.zh_name, kind.en_name);
  });
  out["job_kinds"] = job_kinds();
  // One value: what pages leave out of addresses, also for those whose post does not cover the town.
  const auto town = access::town_name(call.tx());
  if (!town.empty()) out["town"] = json::array{code_json("town", town, town)};
  return json_response(200, out);
}

}  // namespace

std::vector<Route> code_routes() {
  return {{Method::get, "/api/codes", SignedIn{}, all_lists}};
}

}  // namespace weige::http
