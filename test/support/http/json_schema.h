// The part of JSON Schema (2020-12) that openapi.yaml uses. Objects are closed: a field that the schema does
// not name is a fault, unless additionalProperties allows it.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <vector>

namespace weige::testing_support {

class JsonSchema {
 public:
  // document: the whole of openapi.yaml, for $ref. It must outlive this.
  explicit JsonSchema(const boost::json::value& document) : document_(document) {}

  // What is wrong with the value, each with its place; empty = valid.
  std::vector<std::string> faults(const boost::json::value& schema, const boost::json::value& value) const;
  // What a $ref stands for; anything else is itself. Throws std::out_of_range for one that leads nowhere.
  const boost::json::value& resolved(const boost::json::value& maybe_reference) const;

 private:
  const boost::json::value& document_;
};

}  // namespace weige::testing_support
