// Which columns are compared, as what, and by which keys partners are looked for. Holds no weights: those are
// learned.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "linkage/field_kind.h"

namespace weige::linkage {

struct Field {
  std::string name;                  // of the comparison, for reports
  std::vector<std::string> columns;  // header names, the first that a file has counts
  const FieldKind* kind = nullptr;
};

// A part of a field: field is an index into LinkConfig::fields, part one into its kind's parts.
struct FieldPart {
  std::uint8_t field = 0, part = 0;
  bool operator==(const FieldPart&) const = default;
};

// Records that agree on all parts of a block are compared.
using Block = std::vector<FieldPart>;

struct LinkConfig {
  std::vector<std::string> id_columns;  // the first that a file has names its records
  std::vector<Field> fields;
  std::vector<Block> blocks;
  // A block of more records than this is passed over: other blocks must find its members.
  std::size_t block_limit = 200;
};

inline constexpr std::size_t most_fields = 16;
inline constexpr std::size_t most_blocks = 24;

// TOML:
//   ids = ["rid", "qid"]
//   block_limit = 200                                # optional
//   blocks = [["id"], ["name", "id.birth"]]          # a field's name, or name.part
//   [[field]]
//   name = "id"
//   columns = ["idno"]
//   kind = "id_number"
// Problem `setting`, its place the key that is wrong.
Result<LinkConfig> parse_link_config(std::string_view toml);

// The ready-made configurations: "register-roster", "febrl"; empty text for any other name.
std::string_view ready_made_config(std::string_view name);
std::vector<std::string_view> ready_made_configs();

}  // namespace weige::linkage
