// CodeList: a closed list of values with their public codes and names, looked up both ways.
#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace weige::access {

template <class Value>
struct CodeEntry {
  Value value;
  std::string_view code, zh, en;
};

template <class Value>
class CodeList {
 public:
  constexpr explicit CodeList(std::span<const CodeEntry<Value>> entries) : entries_(entries) {}

  // A value that is not in its list is a bug.
  const CodeEntry<Value>& of(Value value) const {
    for (const auto& entry : entries_)
      if (entry.value == value) return entry;
    throw std::logic_error("a value without an entry in its code list");
  }
  std::optional<Value> find(std::string_view code) const {
    for (const auto& entry : entries_)
      if (entry.code == code) return entry.value;
    return std::nullopt;
  }
  std::vector<Value> values() const {
    std::vector<Value> out;
    for (const auto& entry : entries_) out.push_back(entry.value);
    return out;
  }

 private:
  std::span<const CodeEntry<Value>> entries_;
};

}  // namespace weige::access
