#include "cli/address_command.h"

#include <CLI/App.hpp>
#include <algorithm>
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

// Appended to one text instead of built as a value: a million lines are a second's work.
void append_escaped(std::string& out, std::string_view text) {
  const auto plain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; };
  out.push_back('"');
  while (!text.empty()) {
    const auto odd = std::find_if_not(text.begin(), text.end(), plain);
    out.append(text.begin(), odd);
    if (odd == text.end()) break;
    const auto byte = static_cast<unsigned char>(*odd);
    constexpr std::string_view digits = "0123456789abcdef";
    if (byte >= 0x20)
      out.append({'\\', *odd});
    else
      out.append("\\u00").append({digits[byte >> 4], digits[byte & 15]});
    text.remove_prefix(static_cast<std::size_t>(odd - text.begin()) + 1);
  }
  out.push_back('"');
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
  out.push_back(out.back() == '{' ? '"' : ',');
  if (out.back() == ',') out.push_back('"');
  out.append(name).append("\":");
  append_escaped(out, text);
}

void append_address(std::string& out, const StandardAddress& address) {
  out.push_back('{');
  for (const AddressPart part : shown)
    if (address.has(part)) append_member(out, standards::address_part_name(part), address.part(part));
  append_member(out, "canonical", address.canonical());
  out.append("}\n");
}

}  // namespace

int address_command(std::istream& in, std::ostream& out) {
  int exit_code = 0;
  std::string answer;
  for (std::string line; std::getline(in, line);) {
    answer.clear();
    const auto address = StandardAddress::parse(line);
    if (address) {
      append_address(answer, *address);
    } else {
      answer.push_back('{');
      append_member(answer, "problem", catalogue_entry(address.problem().code).code);
      answer.append("}\n");
      exit_code = 1;
    }
    out.write(answer.data(), static_cast<std::streamsize>(answer.size()));
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
