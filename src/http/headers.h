// Headers: the header fields of one message, in the order they came; names are compared without regard to
// ASCII case (RFC 9110, 5.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weige::http {

bool same_token(std::string_view a, std::string_view b);  // equal, ASCII case ignored

class Headers {
 public:
  struct Field {
    std::string name;
    std::string value;
  };

  void add(std::string name, std::string value) { fields_.push_back({std::move(name), std::move(value)}); }
  void set(std::string_view name, std::string value);  // replaces every field of the name
  void remove(std::string_view name);
  // The first field of the name; the view lives as long as the field.
  std::optional<std::string_view> find(std::string_view name) const;
  // The first field of the name, or empty.
  std::string_view get(std::string_view name) const { return find(name).value_or(std::string_view{}); }
  const std::vector<Field>& fields() const { return fields_; }

 private:
  std::vector<Field> fields_;
};

}  // namespace weige::http
