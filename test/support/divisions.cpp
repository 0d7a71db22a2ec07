#include "support/divisions.h"

#include "standards/division_format.h"

namespace weige::testing_support {
namespace {

standards::Division division(std::string_view code, std::string name) {
  return {standards::DivisionCode::parse(code).value(), std::move(name)};
}

}  // namespace

standards::DivisionTable small_division_table() {
  const auto bytes = standards::encode_divisions(
      {division("31", "上海市"), division("3101", "市辖区"), division("310118", "青浦区"),
       division("310118106", "徐泾镇"), division("310118106001", "徐泾居委会"),
       division("310118106202", "前明村村委会"), division("310118107", "赵巷镇"),
       division("310118107005", "新居居委会")},
      *parse_iso_day("2023-06-30"));
  return standards::DivisionTable::from_bytes(bytes.value()).value();
}

}  // namespace weige::testing_support
