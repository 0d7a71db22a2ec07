// The closed lists of the register, each value with its code, its Chinese and its English name: one source
// for rules, files and screens. Pure.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace weige::registry {

struct CodeEntry {
  std::string_view code, zh, en;
};

enum class CodeListName {
  sexes,
  categories,
  document_types,
  residence_kinds,
  residence_states,
  relations,
  premises_uses,
  premises_labels,
  label_evidence,
  organisation_kinds,
  address_levels,
  row_outcomes,
  ways,
  evidence,
  sources  // of a provenance that nobody named otherwise
};
std::string_view name(CodeListName list);  // "premises_uses"
std::span<const CodeListName> all_code_lists();
std::span<const CodeEntry> entries(CodeListName list);

bool is_code(CodeListName list, std::string_view code);
// The code of a Chinese name, an English name or a code itself as files write them ("男", "出租"); common
// other spellings are known too.
std::optional<std::string_view> code_of(CodeListName list, std::string_view text);
std::string_view zh_of(CodeListName list, std::string_view code);  // the code itself when unknown

// Homes and the like, as against shops, offices and factories (居民区 / 非居民区).
bool is_residential_use(std::string_view premises_use);

}  // namespace weige::registry
