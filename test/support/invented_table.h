// A small table of invented people, from which hostile and good files are made. The same seed gives the same
// table, on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace weige::test {

// The standard's distributions differ from library to library; this does not.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : random_(seed * 2'654'435'761u + 1) {}
  // 0 ... below - 1
  std::size_t roll(std::size_t below) { return random_() % below; }
  template <class T, std::size_t N>
  const T& choose(const T (&items)[N]) {
    return items[roll(N)];
  }
  // Letters that hardly pack.
  std::string noise(std::size_t size);

 private:
  std::mt19937 random_;
};

using TextTable = std::vector<std::vector<std::string>>;

// Titles first: 姓名, 证件号码, 联系电话, 现住地址. Numbers are of the reserved ranges.
TextTable invented_people(Dice& dice, std::size_t people);

std::string xml_text(std::string_view text);
// <c t="inlineStr"> with its reference.
std::string text_cell(std::size_t row, std::size_t column, std::string_view text);
std::string xml_row(std::size_t number, std::string_view cells);
// Every row of the table as inline strings, from row `first` on.
std::string xml_rows(const TextTable& table, std::size_t first = 1);
std::string csv_of(const TextTable& table, char separator = ',', std::string_view line_end = "\r\n");

}  // namespace weige::test
