// What the stages of the parser fill: spans of the folded text per element.
#pragma once

#include <array>
#include <cstdint>

#include "standards/address.h"
#include "standards/address_text.h"

namespace weige::standards {

class AddressBuilder {
 public:
  explicit AddressBuilder(const AddressText& text) : text_(text) {}

  const AddressText& text() const { return text_; }
  Span part(AddressPart part) const { return parts_[static_cast<std::size_t>(part)]; }
  bool has(AddressPart part) const { return !this->part(part).empty(); }
  void set(AddressPart part, Span span) { parts_[static_cast<std::size_t>(part)] = span; }
  void clear(AddressPart part) { set(part, {}); }
  // The first place wins; a later one goes to the rest.
  void set_once(AddressPart part, Span span);
  // A name of a compound or building; pieces that follow one another are one name.
  void add_poi(Span span);
  void add_rest(Span span);

  std::array<std::int16_t, 3>& divisions() { return divisions_; }
  const std::array<std::int16_t, 3>& divisions() const { return divisions_; }
  bool found_anything() const;
  StandardAddress finish() const;

 private:
  static constexpr std::size_t most_rests = 12;

  const AddressText& text_;
  std::array<Span, address_part_count> parts_{};
  std::array<Span, most_rests> rests_{};
  std::size_t rest_count_ = 0;
  std::array<std::int16_t, 3> divisions_{-1, -1, -1};  // places in the gazetteer
};

// The stages (address_divisions.cpp, address_names.cpp, address_numbers.cpp). Each returns where it stopped.
// Divisions down to the county; with `full_only` only names with their 省, 市, 区, 县 count.
std::size_t read_divisions(AddressBuilder& builder, std::size_t at, bool full_only);
// A run of names (town, committee, road, compound) from `at` up to the next number; at least one sign.
std::size_t read_names(AddressBuilder& builder, std::size_t at);
// Numbers joined by dashes with their signs ("3-2-201", "8号楼-1单元"); returns `at` when no number stands
// there.
std::size_t read_numbers(AddressBuilder& builder, std::size_t at);
// Whether a number that read_numbers would take stands at `at`, and not a part of a name (五四路, 104国道,
// A区).
bool number_starts(const AddressText& text, std::size_t at);
// Whether a digit run at `at` belongs to a name: where that piece of the name ends, else 0.
std::size_t numbered_name_end(const AddressText& text, std::size_t at);

}  // namespace weige::standards
