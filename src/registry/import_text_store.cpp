#include "registry/import_text_store.h"

#include <boost/json.hpp>

namespace weige::registry {

std::string counts_text(const std::map<std::string, int>& counts) {
  boost::json::object out;
  for (const auto& [name, count] : counts) out[name] = count;
  return boost::json::serialize(out);
}

std::map<std::string, int> counts_from(std::string_view text) {
  std::map<std::string, int> out;
  const auto parsed = boost::json::parse(text);
  for (const auto& [name, count] : parsed.as_object()) out[std::string(name)] = count.to_number<int>();
  return out;
}

std::string mapping_text(const std::vector<ColumnMapping>& mapping) {
  boost::json::array out;
  for (const auto& each : mapping) out.push_back(boost::json::array{each.column, each.field});
  return boost::json::serialize(out);
}

std::vector<ColumnMapping> mapping_from(std::string_view text) {
  std::vector<ColumnMapping> out;
  const auto parsed = boost::json::parse(text);
  for (const auto& each : parsed.as_array())
    out.push_back(
        {each.as_array().at(0).to_number<std::uint32_t>(), std::string(each.as_array().at(1).as_string())});
  return out;
}

std::optional<std::string> findings_text(const std::vector<Finding>& findings) {
  if (findings.empty()) return std::nullopt;
  boost::json::array out;
  for (const auto& finding : findings) {
    boost::json::object each{{"c", finding.code}, {"col", finding.column}};
    if (finding.warning) each["w"] = true;
    if (!finding.value.empty()) each["v"] = finding.value;
    if (!finding.other_row.empty()) each["r"] = finding.other_row;
    if (!finding.limit.empty()) each["m"] = finding.limit;
    out.push_back(std::move(each));
  }
  return boost::json::serialize(out);
}

std::vector<Finding> findings_from(std::string_view text) {
  std::vector<Finding> out;
  const auto parsed = boost::json::parse(text);
  for (const auto& each : parsed.as_array()) {
    const auto& object = each.as_object();
    const auto word = [&](const char* name) {
      return object.contains(name) ? std::string(object.at(name).as_string()) : std::string();
    };
    out.push_back({.code = word("c"),
                   .column = object.at("col").to_number<std::uint32_t>(),
                   .warning = object.contains("w"),
                   .value = word("v"),
                   .other_row = word("r"),
                   .limit = word("m")});
  }
  return out;
}

}  // namespace weige::registry
