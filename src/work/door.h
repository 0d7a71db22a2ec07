// Door: where one visit is made, premises or an organisation that sits at no known premises; what is known of
// it without its people. Values, pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace weige::work {

// One of the two.
struct DoorId {
  std::optional<std::int64_t> premises = {};
  std::optional<std::int64_t> organisation = {};
  bool operator==(const DoorId&) const = default;
};

struct DoorPlace {
  DoorId id;
  std::int64_t area_id = 0;
  std::int64_t address_id = 0;  // 0: none
  std::string address = {};     // of an organisation without premises, its name
  std::string sort_key = {};
  std::string use = {};
  bool is_current = true;
};

}  // namespace weige::work
