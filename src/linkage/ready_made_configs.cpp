// The configurations that come with the program.
#include <algorithm>
#include <array>
#include <utility>

#include "linkage/link_config.h"

namespace weige::linkage {
namespace {

// A register of residents and a roster, both with ID number, name, phone and address. The blocks find a
// partner in spite of an error in any one field, or of two fields left out.
constexpr std::string_view register_roster = R"toml(
ids = ["rid", "qid", "id"]
blocks = [
  ["id"],
  ["phone"],
  ["name", "id.birth"],
  ["name", "id.ends"],
  ["name.sounds", "address.lane"],
  ["name.surname", "address.door"],
  ["address.door"],
  ["name"],
]

[[field]]
name = "id"
columns = ["idno", "id_number", "证件号码", "身份证号"]
kind = "id_number"

[[field]]
name = "name"
columns = ["name", "姓名"]
kind = "person_name"

[[field]]
name = "phone"
columns = ["phone", "联系电话", "电话", "手机"]
kind = "phone"

[[field]]
name = "address"
columns = ["address", "现住地址", "地址", "住址"]
kind = "address"
)toml";

// The data sets of the Freely Extensible Biomedical Record Linkage programme.
constexpr std::string_view febrl = R"toml(
ids = ["rec_id"]
blocks = [
  ["given_name", "surname"],
  ["social_security"],
  ["surname.sound", "birth"],
  ["given_name.sound", "birth"],
  ["birth", "postcode"],
  ["street", "number"],
  ["suburb", "surname.sound"],
  ["suburb", "given_name.sound"],
  ["street", "postcode"],
  ["street.start", "suburb", "number"],
  ["postcode", "number"],
]

[[field]]
name = "given_name"
columns = ["given_name"]
kind = "text"

[[field]]
name = "surname"
columns = ["surname"]
kind = "text"

[[field]]
name = "number"
columns = ["street_number"]
kind = "text"

[[field]]
name = "street"
columns = ["address_1"]
kind = "text"

[[field]]
name = "place"
columns = ["address_2"]
kind = "text"

[[field]]
name = "suburb"
columns = ["suburb"]
kind = "text"

[[field]]
name = "postcode"
columns = ["postcode"]
kind = "text"

[[field]]
name = "state"
columns = ["state"]
kind = "text"

[[field]]
name = "birth"
columns = ["date_of_birth"]
kind = "date"

[[field]]
name = "social_security"
columns = ["soc_sec_id"]
kind = "text"
)toml";

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> all{
    {{"register-roster", register_roster}, {"febrl", febrl}}};

}  // namespace

std::string_view ready_made_config(std::string_view name) {
  const auto* found = std::ranges::find(all, name, [](const auto& entry) { return entry.first; });
  return found == all.end() ? std::string_view() : found->second;
}

std::vector<std::string_view> ready_made_configs() {
  std::vector<std::string_view> names;
  for (const auto& [name, text] : all) names.push_back(name);
  return names;
}

}  // namespace weige::linkage
