#include "cli/address_command.h"

#include <CLI/App.hpp>
#include <boost/json.hpp>
#include <istream>
#include <memory>
#include <ostream>
#include <string>

#include "cli/lines.h"
#include "cli/outcome.h"
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

void add_address_command(CLI::App& app, int& code) {
  auto* address = app.add_subcommand("address", "Addresses as the standard writes them");
  address->require_subcommand(1);
  auto* parse =
      address->add_subcommand("parse", "Take addresses apart: one a line in, one JSON object a line out");
  parse->footer(
      "Keys: province city district town committee road lane branch_lane group number building unit floor "
      "room "
      "poi rest\n"
      "canonical; absent ones are left out. A line that is no address gives {\"problem\": ...} and exit code "
      "1 "
      "in the end.\n"
      "Example: echo '上海市青浦区徐泾镇明珠路88弄3号201室' | weige address parse\n" +
      std::string(kExitCodes));
  auto file = std::make_shared<std::string>("-");
  parse->add_option("FILE", *file, "a file of addresses; - is standard input")->capture_default_str();
  parse->callback([file, &code] { code = run_on_lines(*file, address_command); });
}

}  // namespace weige::cli
