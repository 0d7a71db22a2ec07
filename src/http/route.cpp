#include "http/route.h"

#include <algorithm>
#include <array>
#include <set>

#include "http/text.h"

namespace weige::http {
namespace {

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{');
}

std::string_view parameter_name(std::string_view segment) {
  return segment.substr(1, segment.size() - 2);
}

bool is_name(std::string_view text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
}

bool is_good_segment(std::string_view segment) {
  if (is_parameter(segment)) return segment.ends_with('}') && is_name(parameter_name(segment));
  return !segment.empty() && segment.find_first_of("{}?#% ") == std::string_view::npos;
}

bool is_good_pattern(std::string_view pattern) {
  if (!pattern.starts_with('/')) return false;
  const auto segments = pattern_segments(pattern);
  std::set<std::string> names;
  return std::ranges::all_of(segments, [&](const std::string& segment) {
    return is_good_segment(segment) && (!is_parameter(segment) || names.insert(segment).second);
  });
}

// The pattern without the parameters' names: two routes of one shape answer the same requests.
std::string shape_of(const Route& route) {
  std::string out(name(route.method));
  for (const auto& segment : pattern_segments(route.pattern))
    out += is_parameter(segment) ? "/{}" : "/" + segment;
  return out;
}

constexpr std::array kMethods{Method::get, Method::head,  Method::post,
                              Method::put, Method::patch, Method::del};

}  // namespace

struct RouteTable::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  std::map<Method, const Route*> routes;

  Node& child(const std::string& segment) {
    auto& slot = is_parameter(segment) ? parameter : literals[segment];
    if (!slot) slot = std::make_unique<Node>();
    return *slot;
  }

  const Node* find(const std::vector<std::string>& segments, std::size_t at) const {
    if (at == segments.size()) return routes.empty() ? nullptr : this;
    if (const auto literal = literals.find(segments[at]); literal != literals.end())
      if (const Node* found = literal->second->find(segments, at + 1)) return found;
    if (parameter && !segments[at].empty()) return parameter->find(segments, at + 1);
    return nullptr;
  }

  const Route* route(Method method) const {
    const auto found = routes.find(method);
    if (found != routes.end()) return found->second;
    return method == Method::head ? route(Method::get) : nullptr;
  }
};

RouteTable::RouteTable() : root_(std::make_unique<Node>()) {}
RouteTable::RouteTable(RouteTable&&) noexcept = default;
RouteTable& RouteTable::operator=(RouteTable&&) noexcept = default;
RouteTable::~RouteTable() = default;

std::vector<std::string> pattern_segments(std::string_view pattern) {
  std::vector<std::string> out;
  if (pattern.size() < 2) return out;
  for (const auto part : split(pattern.substr(1), '/')) out.emplace_back(part);
  return out;
}

void RouteTable::add(Route route) {
  routes_.push_back(std::make_unique<const Route>(std::move(route)));
  const Route& kept = *routes_.back();
  Node* node = root_.get();
  for (const auto& segment : pattern_segments(kept.pattern)) node = &node->child(segment);
  node->routes.emplace(kept.method, &kept);
}

void RouteTable::add(std::vector<Route> routes) {
  for (auto& route : routes) add(std::move(route));
}

std::vector<std::string> RouteTable::check() const {
  std::vector<std::string> faults;
  std::set<std::string> shapes;
  for (const auto& route : routes_) {
    const auto label = std::string(name(route->method)) + " " + route->pattern;
    if (!route->permission) faults.push_back(label + ": declares no permission");
    if (!route->handler) faults.push_back(label + ": has no handler");
    if (!is_good_pattern(route->pattern))
      faults.push_back(label + ": is not a pattern like /api/persons/{id}");
    if (route->method == Method::other) faults.push_back(label + ": has a method that nobody can send");
    if (!shapes.insert(shape_of(*route)).second)
      faults.push_back(label + ": answers the same requests as another route");
    if (is_safe(route->method) && route->options.idempotency == Idempotency::required)
      faults.push_back(label + ": only reads, so it takes no Idempotency-Key");
  }
  return faults;
}

Match RouteTable::match(Method method, const std::vector<std::string>& segments) const {
  const Node* node = root_->find(segments, 0);
  if (!node) return {};
  Match out{.route = node->route(method)};
  if (!out.route) {
    std::ranges::copy_if(kMethods, std::back_inserter(out.allowed),
                         [&](Method m) { return node->route(m) != nullptr; });
    return out;
  }
  const auto pattern = pattern_segments(out.route->pattern);
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (is_parameter(pattern[i])) out.params.add(std::string(parameter_name(pattern[i])), segments[i]);
  return out;
}

}  // namespace weige::http
