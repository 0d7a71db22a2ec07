// Parameters: values in the form libpq sends them. Text for everything but bytes.
#pragma once

#include <libpq-fe.h>

#include <span>
#include <string>
#include <vector>

#include "store/value.h"

namespace weige::store::postgres {

// Types from the server's catalogue (pg_type.oid).
enum : Oid {
  type_unknown = 0,
  type_bool = 16,
  type_bytea = 17,
  type_int8 = 20,
  type_int2 = 21,
  type_int4 = 23,
  type_text = 25,
  type_float4 = 700,
  type_float8 = 701,
  type_varchar = 1043,
  type_numeric = 1700
};

// The type under which a value is sent; type_unknown for NULL, which the server then infers.
Oid type_of(const Value& value);
// Whether a statement prepared with `prepared` takes a value of type `given` without losing anything.
bool fits(Oid prepared, Oid given);
// The value as text. Throws DatabaseError{bug} for what one of the engines could not store: NaN, text with a
// NUL.
std::string to_text(const Value& value);
std::string hex(std::string_view bytes);  // \x...

class Parameters {
 public:
  explicit Parameters(std::span<const Value> args);
  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void add(const Value& value);

  std::vector<std::string> texts_;  // reserved once: values_ points into it
  std::vector<const char*> values_;
  std::vector<int> lengths_, formats_;
};

}  // namespace weige::store::postgres
