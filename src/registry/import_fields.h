// The columns of a town's files: kinds of file, the fields one may map to, and the header words that name
// them. One source for reading, for exports that can be read again, and for the screen that shows the
// mapping. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weige::registry {

enum class TownFile { addresses, residents, organisations };
std::string_view code(TownFile kind);
std::optional<TownFile> town_file_of(std::string_view code);
inline constexpr TownFile kTownFiles[]{TownFile::addresses, TownFile::residents, TownFile::organisations};

// zh is the title under which exports write the column; words are further ones that people use.
struct ImportField {
  std::string_view code, zh, en;
  bool required = false;  // a column must be mapped to it; `address` also counts as given by its parts
  std::span<const std::string_view> words = {};
};
std::span<const ImportField> import_fields(TownFile kind);
const ImportField* find_import_field(TownFile kind, std::string_view code);
// road, lane, number, ... room: together they may stand for `address`.
bool is_address_part(std::string_view field);

// Every word of every kind, for finding header rows.
std::span<const std::string_view> header_words();

// The field that a header names; sure: one of its words, otherwise only part of it.
struct FieldGuess {
  std::string_view field;
  bool sure = false;
};
std::optional<FieldGuess> guess_field(TownFile kind, std::string_view header);

// The kind of file whose fields the headers name best; none when they name nothing.
std::optional<TownFile> guess_kind(std::span<const std::string> headers);

}  // namespace weige::registry
