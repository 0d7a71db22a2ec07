// Slow obvious twin of town/disclosure.h: somebody who knows every told number exactly, and for each count
// below the limit works out by linear programming from where to where it can lie. The constraints are sums
// over areas by columns, so that least and most are whole numbers as well.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <vector>

#include "town/disclosure.h"

namespace weige::reference {

// Least value of a linear form over {x >= 0, A x = b}, by the simplex method with Bland's rule.
class SlowProgram {
 public:
  using Line = std::vector<double>;  // coefficients, then the right side

  SlowProgram(std::size_t variables, std::vector<Line> lines) : variables_(variables) {
    const auto helpers = lines.size();
    for (std::size_t i = 0; i < helpers; ++i) {
      Line line(variables + helpers + 1, 0);
      const double sign = lines[i].back() < 0 ? -1 : 1;
      for (std::size_t v = 0; v < variables; ++v) line[v] = sign * lines[i][v];
      line[variables + i] = 1;
      line.back() = sign * lines[i].back();
      table_.push_back(line);
      basis_.push_back(variables + i);
    }
    Line helper_sum(variables + helpers, 0);
    std::fill(helper_sum.begin() + static_cast<std::ptrdiff_t>(variables), helper_sum.end(), 1);
    if (descend(helper_sum, variables + helpers) > kAlmostZero)
      throw std::logic_error("what was told contradicts itself");
    drop_helpers();
  }

  double least(Line form) const {
    form.resize(variables_, 0);
    auto copy = *this;
    return copy.descend(form, variables_);
  }
  double most(Line form) const {
    for (auto& each : form) each = -each;
    return -least(std::move(form));
  }

 private:
  static constexpr double kAlmostZero = 1e-7;

  void pivot(std::size_t row, std::size_t column) {
    const double by = table_[row][column];
    for (auto& each : table_[row]) each /= by;
    for (std::size_t r = 0; r < table_.size(); ++r) {
      const double times = table_[r][column];
      if (r == row || std::abs(times) < 1e-12) continue;
      for (std::size_t c = 0; c < table_[r].size(); ++c) table_[r][c] -= times * table_[row][c];
    }
    basis_[row] = column;
  }
  // What the form still gains by a unit of the variable.
  double gain(const Line& form, std::size_t variable) const {
    double out = form[variable];
    for (std::size_t r = 0; r < table_.size(); ++r) out -= form[basis_[r]] * table_[r][variable];
    return out;
  }
  double descend(const Line& form, std::size_t usable) {
    for (;;) {
      std::size_t entering = usable;
      for (std::size_t v = 0; v < usable && entering == usable; ++v)
        if (gain(form, v) < -kAlmostZero) entering = v;
      if (entering == usable) break;
      std::optional<std::size_t> leaving;
      for (std::size_t r = 0; r < table_.size(); ++r) {
        if (table_[r][entering] <= kAlmostZero) continue;
        if (!leaving) {
          leaving = r;
          continue;
        }
        const double here = table_[r].back() / table_[r][entering];
        const double best = table_[*leaving].back() / table_[*leaving][entering];
        if (here < best - kAlmostZero || (here < best + kAlmostZero && basis_[r] < basis_[*leaving]))
          leaving = r;
      }
      if (!leaving) return -std::numeric_limits<double>::infinity();
      pivot(*leaving, entering);
    }
    double out = 0;
    for (std::size_t r = 0; r < table_.size(); ++r) out += form[basis_[r]] * table_[r].back();
    return out;
  }
  void drop_helpers() {
    for (std::size_t r = 0; r < table_.size();) {
      if (basis_[r] >= variables_) {
        std::size_t column = 0;
        while (column < variables_ && std::abs(table_[r][column]) < kAlmostZero) ++column;
        if (column == variables_) {  // says nothing that the others do not
          table_.erase(table_.begin() + static_cast<std::ptrdiff_t>(r));
          basis_.erase(basis_.begin() + static_cast<std::ptrdiff_t>(r));
          continue;
        }
        pivot(r, column);
      }
      ++r;
    }
  }

  std::size_t variables_;
  std::vector<Line> table_;
  std::vector<std::size_t> basis_;
};

// A small count of which too much is known.
struct Recovered {
  std::int64_t area = 0;
  int column = town::kWholeRow;
  std::int64_t count = 0;
  double least = 0, most = 0;
};

// Several tables at once: of what somebody learns from one, the next may give more.
class SlowAttacker {
 public:
  explicit SlowAttacker(const town::AreaCounts& whole) : whole_(whole), columns_(whole.parts.size()) {
    number_leaves(whole);
  }

  void learn(const town::Told& told) { learn(whole_, told); }

  std::vector<Recovered> recovered() const {
    std::vector<Recovered> out;
    if (known_.empty()) return out;
    const SlowProgram program(leaves_.size() * columns_, known_);
    attack(program, whole_, out);
    return out;
  }

 private:
  void number_leaves(const town::AreaCounts& node) {
    if (node.within.empty()) {
      const auto next = leaves_.size();
      leaves_.emplace(&node, next);
    }
    for (const auto& inner : node.within) number_leaves(inner);
  }
  void add_leaves(const town::AreaCounts& node, int column, SlowProgram::Line& line) const {
    if (node.within.empty()) {
      const auto first = leaves_.at(&node) * columns_;
      for (std::size_t c = 0; c < columns_; ++c)
        if (column == town::kWholeRow || static_cast<std::size_t>(column) == c) line[first + c] = 1;
    }
    for (const auto& inner : node.within) add_leaves(inner, column, line);
  }
  SlowProgram::Line form_of(const town::AreaCounts& node, int column) const {
    SlowProgram::Line line(leaves_.size() * columns_ + 1, 0);
    add_leaves(node, column, line);
    return line;
  }
  static std::int64_t count_of(const town::AreaCounts& node, int column) {
    return column == town::kWholeRow ? node.total() : node.parts.at(static_cast<std::size_t>(column));
  }
  void know(const town::AreaCounts& node, int column) {
    auto line = form_of(node, column);
    line.back() = static_cast<double>(count_of(node, column));
    known_.push_back(std::move(line));
  }
  void learn(const town::AreaCounts& node, const town::Told& told) {
    if (told.total) know(node, town::kWholeRow);
    for (std::size_t c = 0; c < columns_; ++c)
      if (told.parts.at(c)) know(node, static_cast<int>(c));
    for (std::size_t i = 0; i < node.within.size(); ++i) learn(node.within[i], told.within.at(i));
  }
  void attack(const SlowProgram& program, const town::AreaCounts& node, std::vector<Recovered>& out) const {
    for (int column = town::kWholeRow; column < static_cast<int>(columns_); ++column) {
      const auto count = count_of(node, column);
      if (count >= town::kLeastTold) continue;
      auto form = form_of(node, column);
      form.pop_back();
      const double least = program.least(form), most = program.most(form);
      if (least > static_cast<double>(count) + 0.5 || most < static_cast<double>(count) - 0.5)
        throw std::logic_error("the true count is thought impossible");
      if (most - least < static_cast<double>(town::kLeastTold) - 1e-4)
        out.push_back({node.area, column, count, least, most});
    }
    for (const auto& inner : node.within) attack(program, inner, out);
  }

  const town::AreaCounts& whole_;
  std::size_t columns_;
  std::map<const town::AreaCounts*, std::size_t> leaves_;
  std::vector<SlowProgram::Line> known_;
};

inline std::vector<Recovered> recovered(const town::AreaCounts& whole, const town::Told& told) {
  SlowAttacker attacker(whole);
  attacker.learn(told);
  return attacker.recovered();
}

}  // namespace weige::reference
