#include "access/purpose.h"

#include "access/code_list.h"

namespace weige::access {
namespace {

constexpr CodeEntry<Purpose> kPurposeEntries[] = {
    {Purpose::door_check, "door_check", "上门核查", "check at the door"},
    {Purpose::resident_service, "resident_service", "为民服务", "service to the resident"},
    {Purpose::data_correction, "data_correction", "数据纠错", "correction of data"},
    {Purpose::duplicate_review, "duplicate_review", "查重", "duplicate review"},
    {Purpose::data_quality, "data_quality", "质量检查", "data quality check"},
    {Purpose::legal_request, "legal_request", "依法查询", "request under the law"},
};
constexpr CodeList<Purpose> kPurposes{kPurposeEntries};

}  // namespace

std::string_view code(Purpose purpose) {
  return kPurposes.of(purpose).code;
}
std::string_view zh_name(Purpose purpose) {
  return kPurposes.of(purpose).zh;
}
std::string_view en_name(Purpose purpose) {
  return kPurposes.of(purpose).en;
}
std::optional<Purpose> purpose_of(std::string_view code) {
  return kPurposes.find(code);
}
std::vector<Purpose> all_purposes() {
  return kPurposes.values();
}

}  // namespace weige::access
