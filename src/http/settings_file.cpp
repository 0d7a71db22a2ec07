// Reading the TOML file of serve_settings.h.
#include <toml++/toml.h>
#include <algorithm>

#include "http/serve_settings.h"

namespace weige::http {
namespace {

Problem wrong(std::string name, std::string expected) {
  return problem(ProblemCode::setting).with("name", std::move(name)).with("expected", std::move(expected));
}

std::optional<std::string> list_as_text(const toml::array& list) {
  std::string out;
  for (const auto& item : list) {
    const auto text = item.value<std::string>();
    if (!text) return std::nullopt;
    out.append(out.empty() ? "" : ",").append(*text);
  }
  return out;
}

std::optional<std::string> as_text(const toml::node& node) {
  if (const auto* list = node.as_array()) return list_as_text(*list);
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  return node.value<std::string>();
}

bool is_known(const std::string& name) {
  return std::ranges::any_of(serve_settings(), [&](const Setting& setting) { return setting.name == name; });
}

}  // namespace

Result<SettingValues> settings_from_file(const std::string& path) {
  toml::table table;
  try {
    table = toml::parse_file(path);
  } catch (const toml::parse_error& error) {
    return wrong(path, std::string(error.description()));
  }
  SettingValues out;
  for (const auto& [key, node] : table) {
    std::string name(key.str());
    std::ranges::replace(name, '_', '-');
    if (!is_known(name)) return wrong(name, "weige serve --help");
    const auto value = as_text(node);
    if (!value) return wrong(name, "weige serve --help");
    out[name] = *value;
  }
  return out;
}

}  // namespace weige::http
