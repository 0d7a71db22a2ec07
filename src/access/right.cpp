#include "access/right.h"

#include "access/code_list.h"

namespace weige::access {
namespace {

constexpr CodeEntry<Right> kRightEntries[] = {
#define WEIGE_RIGHT(name, code, zh, en) {Right::name, code, zh, en},
#include "access/right_catalogue.inc"
#undef WEIGE_RIGHT
};
constexpr CodeList<Right> kRights{kRightEntries};

}  // namespace

std::string_view code(Right right) {
  return kRights.of(right).code;
}
std::string_view zh_name(Right right) {
  return kRights.of(right).zh;
}
std::string_view en_name(Right right) {
  return kRights.of(right).en;
}
std::optional<Right> right_of(std::string_view code) {
  return kRights.find(code);
}
std::vector<Right> all_rights() {
  return kRights.values();
}

}  // namespace weige::access
