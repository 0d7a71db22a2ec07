// Change: the receipt of a write, made by *_store and taken only by audit. Dropping one is a compiler
// warning, so no write goes unaudited.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/ids.h"

namespace weige::access {

// Declared as constants by the module that owns the table: inline constexpr SubjectKind kPerson{"person"};
struct SubjectKind {
  std::string_view code;
};

class [[nodiscard]] Change {
 public:
  // detail: field names and codes ("fields=phone,name"), never values.
  static Change of(SubjectKind kind, std::int64_t id, std::string detail = {}) {
    return Change(kind, id, std::move(detail));
  }
  template <class Tag>
  static Change of(SubjectKind kind, Id<Tag> id, std::string detail = {}) {
    return Change(kind, id.value, std::move(detail));
  }

  Change(Change&&) = default;
  Change& operator=(Change&&) = default;
  Change(const Change&) = delete;
  Change& operator=(const Change&) = delete;

 private:
  friend class ChangeReader;  // audit_store.cpp
  Change(SubjectKind kind, std::int64_t id, std::string detail)
      : kind_(kind), id_(id), detail_(std::move(detail)) {}
  SubjectKind kind_;
  std::int64_t id_;
  std::string detail_;
};

}  // namespace weige::access
