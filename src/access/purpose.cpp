#include "access/purpose.h"

#include <iterator>

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

constexpr CodeEntry<FieldGroup> kGroupEntries[] = {
    {FieldGroup::identity, "identity", "身份", "identity"},
    {FieldGroup::contact, "contact", "联系方式", "contact"},
    {FieldGroup::residences, "residences", "居住", "residences"},
    {FieldGroup::employments, "employments", "从业", "employments"},
    {FieldGroup::numbers, "numbers", "完整号码", "numbers in full"},
};
constexpr CodeList<FieldGroup> kFieldGroups{kGroupEntries};

// shows: a sign a group in the order of enum FieldGroup.
struct PurposeRule {
  Purpose purpose;
  std::string_view shows;
  std::string_view zh, en;
};
constexpr PurposeRule kPurposeRules[] = {
    {Purpose::door_check, "++++.",
     "实有人口登记由上门核查保持真实（《个人信息保护法》第三十四条：国家机关为履行法定职责处理）；只看核对所"
     "需，"
     "号码部分隐去",
     "The register is kept true by visits (Personal Information Protection Law, article 34: duties of state "
     "organs); what a check needs, numbers masked"},
    {Purpose::resident_service, "+++++",
     "居民本人来办事，或为其提供服务所必需（《个人信息保护法》第十三条第一款第一项、第三项）",
     "The resident has asked for it, or a service to them needs it (article 13, items 1 and 3)"},
    {Purpose::data_correction, "+++++", "更正、补充不准确的信息（《个人信息保护法》第四十六条）",
     "Correcting what is wrong or missing (article 46)"},
    {Purpose::duplicate_review, "+++++",
     "同一人登记了两次，须比对后合并（《个人信息保护法》第八条：保证信息质量）",
     "One person entered twice has to be compared and merged (article 8: quality of the data)"},
    {Purpose::data_quality, "+.++.",
     "抽查登记是否准确、完整（《个人信息保护法》第八条：保证信息质量）；不看联系方式和完整号码",
     "Checking that the register is right and whole (article 8); neither contacts nor numbers in full"},
    {Purpose::legal_request, "+++++",
     "法律、行政法规要求协助查询，且有书面依据（《个人信息保护法》第十三条第一款第三项、第三十四条）",
     "A law demands it and there is a paper to show (article 13, item 3, and article 34)"},
};

constexpr const PurposeRule& purpose_rule(Purpose purpose) {
  return kPurposeRules[static_cast<std::size_t>(purpose)];
}
static_assert([] {
  for (std::size_t i = 0; i < std::size(kPurposeRules); ++i)
    if (kPurposeRules[i].purpose != static_cast<Purpose>(i) ||
        kPurposeRules[i].shows.size() != std::size(kGroupEntries))
      return false;
  return std::size(kPurposeRules) == std::size(kPurposeEntries);
}());

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

std::string_view zh_basis(Purpose purpose) {
  return purpose_rule(purpose).zh;
}
std::string_view en_basis(Purpose purpose) {
  return purpose_rule(purpose).en;
}

std::string_view code(FieldGroup group) {
  return kFieldGroups.of(group).code;
}
std::vector<FieldGroup> all_field_groups() {
  return kFieldGroups.values();
}
bool shows(Purpose purpose, FieldGroup group) {
  return purpose_rule(purpose).shows[static_cast<std::size_t>(group)] == '+';
}

}  // namespace weige::access
