#include "registry/erasure.h"

#include <array>

#include "access/code_list.h"

namespace weige::registry {
namespace {

using enum ErasureReason;

// Personal Information Protection Law, article 47, names when one must erase.
constexpr std::array kErasureReasons{
    access::CodeEntry<ErasureReason>{retention, "retention", "留存期满", "its time was over"},
    access::CodeEntry<ErasureReason>{replay, "replay", "恢复备份后再次删除",
                                     "erased before, again after a restore"},
    access::CodeEntry<ErasureReason>{resident_request, "resident_request", "本人申请删除",
                                     "the resident asked for it"},
    access::CodeEntry<ErasureReason>{entered_by_mistake, "entered_by_mistake", "误登", "entered by mistake"},
    access::CodeEntry<ErasureReason>{purpose_achieved, "purpose_achieved", "处理目的已实现或不再必要",
                                     "no longer needed for its purpose"},
    access::CodeEntry<ErasureReason>{unlawful, "unlawful", "违法或违反约定处理", "kept against the law"}};
constexpr access::CodeList<ErasureReason> kReasonsOfErasure{kErasureReasons};

}  // namespace

std::string_view code(ErasureReason reason) {
  return kReasonsOfErasure.of(reason).code;
}
std::string_view zh_name(ErasureReason reason) {
  return kReasonsOfErasure.of(reason).zh;
}
std::string_view en_name(ErasureReason reason) {
  return kReasonsOfErasure.of(reason).en;
}

std::optional<ErasureReason> erasure_reason_of(std::string_view text) {
  return kReasonsOfErasure.find(text);
}

std::optional<ErasureReason> stated_reason_of(std::string_view text) {
  const auto found = erasure_reason_of(text);
  return found == retention || found == replay ? std::nullopt : found;
}

std::vector<ErasureReason> all_erasure_reasons() {
  return kReasonsOfErasure.values();
}

}  // namespace weige::registry
