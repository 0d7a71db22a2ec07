#include "http/device.h"

#include <array>
#include <utility>

namespace weige::http {
namespace {

using Sign = std::pair<std::string_view, std::string_view>;

// The first that fits: browsers built on another one name that one too.
constexpr std::array<Sign, 7> kBrowsers{{{"MicroMessenger/", "WeChat"},
                                         {"Edg/", "Edge"},
                                         {"QQBrowser/", "QQ Browser"},
                                         {"Firefox/", "Firefox"},
                                         {"Chrome/", "Chrome"},
                                         {"Safari/", "Safari"},
                                         {"weige/", "weige"}}};
constexpr std::array<Sign, 7> kSystems{{{"HarmonyOS", "HarmonyOS"},
                                        {"Android", "Android"},
                                        {"iPhone", "iPhone"},
                                        {"iPad", "iPad"},
                                        {"Windows", "Windows"},
                                        {"Mac OS X", "macOS"},
                                        {"Linux", "Linux"}}};

template <std::size_t n>
std::string_view first_of(const std::array<Sign, n>& signs, std::string_view text) {
  for (const auto& [sign, name] : signs)
    if (text.find(sign) != std::string_view::npos) return name;
  return {};
}

}  // namespace

std::string device_of(std::string_view user_agent) {
  std::string out(first_of(kBrowsers, user_agent));
  const auto system = first_of(kSystems, user_agent);
  if (!out.empty() && !system.empty()) out += ", ";
  return out.append(system);
}

}  // namespace weige::http
