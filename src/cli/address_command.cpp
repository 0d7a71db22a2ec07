#include "cli/address_command.h"

#include <boost/json.hpp>
#include <istream>
#include <ostream>
#include <string>

#include "standards/address.h"

namespace weige::cli {
namespace {

using standards::AddressPart;
using standards::StandardAddress;

constexpr AddressPart shown[] = {
    AddressPart::province,  AddressPart::city,   AddressPart::district, AddressPart::town,
    AddressPart::committee, AddressPart::road,   AddressPart::lane,     AddressPart::branch_lane,
    AddressPart::group,     AddressPart::number, AddressPart::building, AddressPart::unit,
    AddressPart::floor,     AddressPart::room,   AddressPart::poi,      AddressPart::rest};

boost::json::object to_json(const StandardAddress& address) {
  boost::json::object object;
  for (const AddressPart part : shown)
    if (address.has(part)) object[standards::address_part_name(part)] = address.part(part);
  object["canonical"] = address.canonical();
  return object;
}

}  // namespace

int address_command(std::istream& in, std::ostream& out) {
  int exit_code = 0;
  for (std::string line; std::getline(in, line);) {
    const auto address = StandardAddress::parse(line);
    if (address) {
      out << boost::json::serialize(to_json(*address)) << '\n';
    } else {
      out << boost::json::serialize(
                 boost::json::object{{"problem", catalogue_entry(address.problem().code).code}})
          << '\n';
      exit_code = 1;
    }
  }
  return exit_code;
}

}  // namespace weige::cli
