#include "standards/warning.h"

#include <array>
#include <cassert>

namespace weige::standards {
namespace {

struct Entry {
  Warning warning;
  std::string_view code, zh, en;
};

constexpr std::array entries{
    Entry{Warning::unknown_division, "unknown-division", "区划代码不在现行名录中，可能是旧代码，请核对",
          "The division code is in no current list; it may be an old one, please check"},
    Entry{Warning::reserved_demo, "reserved-demo", "演示专用号段，不属于任何真实的人",
          "From the range kept for demonstrations; belongs to no real person"},
    Entry{Warning::maybe_digits_lost, "maybe-digits-lost", "末尾为 000，可能被表格软件改动过，请对照证件",
          "Ends in 000 and may have been changed by a spreadsheet; compare with the document"},
    Entry{Warning::outdated_form, "outdated-form", "旧式号码，已停止使用，请换成新号",
          "An old form that is no longer in use; replace it with the new number"},
    Entry{Warning::unknown_segment, "unknown-segment", "号段未见启用，请核对",
          "This number range is not known to be in use; please check"},
    Entry{Warning::organisation_digit, "organisation-digit", "其中的组织机构代码校验位不符，请对照执照",
          "The organisation code inside does not fit its check digit; compare with the licence"},
    Entry{Warning::future_birth, "future-birth", "出生日期晚于今天，请核对",
          "The birth date lies after today; please check"},
    Entry{Warning::single_character, "single-character", "姓名只有一个字，请核对是否漏写",
          "The name has one character only; please check whether the rest is missing"},
};

const Entry& entry_of(Warning warning) {
  const auto& entry = entries[static_cast<std::size_t>(warning)];
  assert(entry.warning == warning);
  return entry;
}

}  // namespace

std::string_view code(Warning warning) {
  return entry_of(warning).code;
}
std::string_view zh_text(Warning warning) {
  return entry_of(warning).zh;
}
std::string_view en_text(Warning warning) {
  return entry_of(warning).en;
}

}  // namespace weige::standards
