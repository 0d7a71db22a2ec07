// The country's provinces, cities and counties by their written names, official, short (青浦) and former
// (绍兴县).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weige::standards {

enum class DivisionLevel : std::uint8_t { province, city, district };

struct GazetteerDivision {
  DivisionLevel level;
  std::int16_t
      parent;  // index; -1 for a province. A county of a municipality has the province as its parent.
  std::u32string name;
};

struct GazetteerName {
  std::u32string text;  // at least two signs
  bool full;            // with its 省, 市, 区 or 县
  std::vector<std::int16_t> owners;
};

class Gazetteer {
 public:
  static const Gazetteer& instance();

  const GazetteerDivision& division(std::int16_t index) const {
    return divisions_[static_cast<std::size_t>(index)];
  }
  std::int16_t ancestor(std::int16_t index,
                        DivisionLevel level) const;  // -1 = none; itself when of that level
  // The names that begin with these two signs, longest first.
  std::span<const GazetteerName> starting_with(char32_t first, char32_t second) const;
  std::span<const GazetteerName> names() const { return names_; }

 private:
  Gazetteer();
  struct Bucket {
    std::uint64_t key = 0;
    std::uint32_t first = 0, count = 0;
  };
  void index_names();

  std::vector<GazetteerDivision> divisions_;
  std::vector<GazetteerName> names_;
  std::vector<Bucket> buckets_;
  std::vector<std::uint64_t> openers_;  // bit set of first signs: most signs begin no name
};

}  // namespace weige::standards
