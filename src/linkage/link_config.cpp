#include "linkage/link_config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>

namespace weige::linkage {
namespace {

Problem wrong(std::string place, std::string expected) {
  return problem(ProblemCode::setting, place).with("name", place).with("expected", std::move(expected));
}

std::optional<std::vector<std::string>> texts(const toml::node* node) {
  const auto* array = node == nullptr ? nullptr : node->as_array();
  if (array == nullptr || array->empty()) return std::nullopt;
  std::vector<std::string> out;
  for (const auto& item : *array) {
    const auto text = item.value<std::string>();
    if (!text || text->empty()) return std::nullopt;
    out.push_back(*text);
  }
  return out;
}

std::string kind_names() {
  std::string names;
  for (const FieldKind* kind : field_kinds()) names.append(names.empty() ? "" : ", ").append(kind->name());
  return names;
}

Result<Field> parse_field(const toml::node& node) {
  const auto* table = node.as_table();
  if (table == nullptr) return wrong("field", "[[field]]");
  const auto name = table->get("name") ? table->get("name")->value<std::string>() : std::nullopt;
  if (!name || name->empty() || name->find('.') != name->npos)
    return wrong("field.name", "a name without a dot");
  const auto columns = texts(table->get("columns"));
  if (!columns) return wrong(*name + ".columns", "a list of header names");
  const auto kind = table->get("kind") ? table->get("kind")->value<std::string>() : std::nullopt;
  const FieldKind* known = kind ? field_kind(*kind) : nullptr;
  if (known == nullptr) return wrong(*name + ".kind", kind_names());
  return Field{*name, *columns, known};
}

Result<std::vector<Field>> parse_fields(const toml::node* node) {
  const auto* array = node == nullptr ? nullptr : node->as_array();
  if (array == nullptr || array->empty() || array->size() > most_fields)
    return wrong("field", "1 to " + std::to_string(most_fields) + " [[field]] tables");
  std::vector<Field> fields;
  for (const auto& item : *array) {
    WEIGE_TRY(auto field, parse_field(item));
    if (std::ranges::any_of(fields, [&](const Field& other) { return other.name == field.name; }))
      return wrong(field.name, "every name once");
    fields.push_back(std::move(field));
  }
  return fields;
}

Result<FieldPart> parse_part(std::string_view text, const std::vector<Field>& fields) {
  const auto dot = text.find('.');
  const auto field = std::ranges::find(fields, text.substr(0, dot), &Field::name);
  if (field == fields.end()) return wrong("blocks", "names of fields, not " + std::string(text));
  FieldPart part{static_cast<std::uint8_t>(field - fields.begin()), 0};
  if (dot == text.npos) return part;
  const auto parts = field->kind->parts();
  const auto named = std::ranges::find(parts, text.substr(dot + 1));
  if (named == parts.end())
    return wrong("blocks", "a part that a field of this kind has, not " + std::string(text));
  part.part = static_cast<std::uint8_t>(named - parts.begin());
  return part;
}

Result<Block> parse_block(const toml::node& node, const std::vector<Field>& fields) {
  const auto names = texts(&node);
  if (!names) return wrong("blocks", "lists of field names");
  Block block;
  for (const auto& name : *names) {
    WEIGE_TRY(const auto part, parse_part(name, fields));
    block.push_back(part);
  }
  return block;
}

Result<std::vector<Block>> parse_blocks(const toml::node* node, const std::vector<Field>& fields) {
  const auto* array = node == nullptr ? nullptr : node->as_array();
  if (array == nullptr || array->empty() || array->size() > most_blocks)
    return wrong("blocks", "1 to " + std::to_string(most_blocks) + " lists of field names");
  std::vector<Block> blocks;
  for (const auto& item : *array) {
    WEIGE_TRY(auto block, parse_block(item, fields));
    blocks.push_back(std::move(block));
  }
  return blocks;
}

Result<std::size_t> parse_limit(const toml::node* node, std::size_t preset) {
  if (node == nullptr) return preset;
  const auto limit = node->value<std::int64_t>();
  if (!limit || *limit < 1 || *limit > 100'000) return wrong("block_limit", "a number from 1 to 100000");
  return static_cast<std::size_t>(*limit);
}

Done only_known_keys(const toml::table& table) {
  constexpr std::array<std::string_view, 4> known{"ids", "field", "blocks", "block_limit"};
  for (const auto& [key, node] : table)
    if (std::ranges::find(known, key.str()) == known.end())
      return wrong(std::string(key.str()), "ids, field, blocks, block_limit");
  return done();
}

}  // namespace

Result<LinkConfig> parse_link_config(std::string_view text) {
  toml::table table;
  try {
    table = toml::parse(text);
  } catch (const toml::parse_error& error) {
    return wrong("line " + std::to_string(error.source().begin.line), std::string(error.description()));
  }
  WEIGE_CHECK(only_known_keys(table));
  LinkConfig config;
  const auto ids = texts(table.get("ids"));
  if (!ids) return wrong("ids", "a list of header names");
  config.id_columns = *ids;
  WEIGE_TRY(config.fields, parse_fields(table.get("field")));
  WEIGE_TRY(config.blocks, parse_blocks(table.get("blocks"), config.fields));
  WEIGE_TRY(config.block_limit, parse_limit(table.get("block_limit"), config.block_limit));
  return config;
}

}  // namespace weige::linkage
