// Reading the TOML file of serve_settings.h.
#include <toml++/toml.h>
#include <algorithm>
#include <fstream>

#include "http/serve_settings.h"

namespace weige::http {
namespace {

constexpr std::size_t kMostBytes = 1 << 20;

Problem wrong_setting(std::string name, std::string expected) {
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

std::optional<std::string> setting_text(const toml::node& node) {
  if (const auto* list = node.as_array()) return list_as_text(*list);
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  return node.value<std::string>();
}

bool is_known(const std::string& name) {
  return std::ranges::any_of(serve_settings(), [&](const Setting& setting) { return setting.name == name; });
}

}  // namespace

Result<SettingValues> settings_from_text(std::string_view text, const std::string& name) {
  toml::table table;
  try {
    table = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return wrong_setting(name, std::string(error.description()));
  }
  SettingValues out;
  for (const auto& [key, node] : table) {
    std::string setting(key.str());
    std::ranges::replace(setting, '_', '-');
    if (!is_known(setting)) return wrong_setting(setting, "weige serve --help");
    const auto value = setting_text(node);
    if (!value) return wrong_setting(setting, "weige serve --help");
    out[setting] = *value;
  }
  return out;
}

Result<SettingValues> settings_from_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text(kMostBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (!in.eof() && in.fail())) return wrong_setting(path, "a file that can be read");
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kMostBytes) return wrong_setting(path, "at most 1 MB");
  return settings_from_text(text, path);
}

}  // namespace weige::http
