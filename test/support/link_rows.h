// Records for the linkage tests, written as rows of texts.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "linkage/link_index.h"
#include "linkage/link_trainer.h"
#include "linkage/linker.h"

namespace weige::test {

struct LinkRow {
  std::string id, name, phone, address;
};

inline const linkage::LinkConfig& roster_config() {
  static const linkage::LinkConfig config =
      linkage::parse_link_config(linkage::ready_made_config("register-roster")).value();
  return config;
}

// Behind those that are there.
inline void pack_rows(linkage::Records& records, const std::vector<LinkRow>& rows) {
  const std::size_t first = records.size();
  records.grow(first + rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::array<std::string_view, 4> values{rows[i].id, rows[i].name, rows[i].phone, rows[i].address};
    records.pack(static_cast<linkage::RecordNumber>(first + i), values);
  }
}

inline const linkage::Progress no_progress = [](std::string_view, double) {};

// The level of two texts of one kind, by its name.
inline std::string_view level_of(const linkage::FieldKind& kind, std::string_view a, std::string_view b) {
  linkage::TextPool pool;
  std::vector<std::byte> left(kind.width()), right(kind.width());
  kind.pack(a, left.data(), pool);
  kind.pack(b, right.data(), pool);
  const auto level = kind.compare(left.data(), right.data(), pool);
  const auto back = kind.compare(right.data(), left.data(), pool);
  return level == back ? kind.levels()[level].name : std::string_view("not symmetric");
}

}  // namespace weige::test
