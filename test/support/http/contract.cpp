#include "support/http/contract.h"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cstdlib>
#include <stdexcept>

#include "http/route.h"
#include "http/target.h"

namespace weige::testing_support {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 5> kMethods{"get", "post", "put", "patch", "delete"};

json::value scalar(const YAML::Node& node) {
  const auto& text = node.Scalar();
  if (node.Tag() == "!") return json::value(text);  // it stood in quotes
  if (text == "null" || text == "~") return nullptr;
  if (text == "true" || text == "false") return text == "true";
  std::int64_t whole = 0;
  if (YAML::convert<std::int64_t>::decode(node, whole)) return whole;
  double number = 0;
  if (YAML::convert<double>::decode(node, number)) return number;
  return json::value(text);
}

json::value to_json(const YAML::Node& node) {
  if (node.IsSequence()) {
    json::array out;
    for (const auto& element : node) out.push_back(to_json(element));
    return out;
  }
  if (!node.IsMap()) return node.IsScalar() ? scalar(node) : json::value(nullptr);
  json::object out;
  for (const auto& pair : node) out[pair.first.Scalar()] = to_json(pair.second);
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char sign) { return static_cast<char>(std::toupper(sign)); });
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char sign) { return static_cast<char>(std::tolower(sign)); });
  return out;
}

// How many literal segments of the pattern the path has; none when it does not fit.
std::optional<int> fit(std::string_view pattern, const std::vector<std::string>& path) {
  const auto segments = http::pattern_segments(pattern);
  if (segments.size() != path.size()) return std::nullopt;
  int literals = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (segments[i].starts_with('{')) continue;
    if (segments[i] != path[i]) return std::nullopt;
    ++literals;
  }
  return literals;
}

bool has_parameter(const std::vector<const json::value*>& parameters, std::string_view in,
                   std::string_view name) {
  return std::ranges::any_of(parameters, [&](const json::value* one) {
    return one->at("in").as_string() == in && one->at("name").as_string() == name;
  });
}

}  // namespace

struct Contract::Found {
  const json::value& operation;
  std::vector<const json::value*> parameters;  // those of the path as well
};

const Contract& Contract::of_repository() {
  static const Contract contract = [] {
    const char* folder = std::getenv("WEIGE_SOURCE_DIR");
    return Contract(to_json(YAML::LoadFile(std::string(folder ? folder : ".") + "/openapi.yaml")));
  }();
  return contract;
}

Contract::Contract(json::value document)
    : document_(std::make_unique<const json::value>(std::move(document))), schemas_(*document_) {}

std::vector<Operation> Contract::operations() const {
  std::vector<Operation> out;
  for (const auto& [path, item] : document_->at("paths").as_object())
    for (const auto method : kMethods) {
      if (!item.as_object().contains(method)) continue;
      const auto found = find(upper(method), path).value();
      const auto* security = found.operation.as_object().if_contains("security");
      out.push_back({.method = upper(method),
                     .path = path,
                     .tag = std::string(found.operation.at("tags").as_array().front().as_string()),
                     .is_open = security && security->as_array().empty(),
                     .wants_version = has_parameter(found.parameters, "header", "If-Match"),
                     .wants_key = has_parameter(found.parameters, "header", "Idempotency-Key")});
    }
  return out;
}

std::optional<Contract::Found> Contract::find(std::string_view method, std::string_view path) const {
  const auto segments = http::pattern_segments(path);
  const json::value* best = nullptr;
  int most = -1;
  for (const auto& [pattern, item] : document_->at("paths").as_object())
    if (const auto literals = fit(pattern, segments); literals && *literals > most) {
      best = &item;
      most = *literals;
    }
  const auto* operation = best ? best->as_object().if_contains(lower(method)) : nullptr;
  if (!operation) return std::nullopt;
  Found out{.operation = *operation, .parameters = {}};
  for (const auto* owner : {best, operation})
    if (const auto* list = owner->as_object().if_contains("parameters"))
      for (const auto& one : list->as_array()) out.parameters.push_back(&schemas_.resolved(one));
  return out;
}

std::vector<std::string> Contract::faults(const Exchange& exchange) const {
  const auto target = http::parse_target(exchange.target).value();
  const auto found = find(exchange.method, target.path);
  if (!found)
    return exchange.status == 404 || exchange.status == 405
               ? std::vector<std::string>{}
               : std::vector<std::string>{"is not in openapi.yaml"};
  std::vector<std::string> out;
  if (exchange.status < 400) {
    check_sent(found->operation, exchange, out);
    check_query(*found, exchange, out);
  }
  check_answer(found->operation, exchange, out);
  return out;
}

void Contract::check_sent(const json::value& operation, const Exchange& exchange,
                          std::vector<std::string>& faults) const {
  const auto* declared = operation.as_object().if_contains("requestBody");
  if (exchange.sent.is_null()) return;
  if (!declared) return faults.push_back("took a body that the contract does not know");
  const auto* media = declared->at("content").as_object().if_contains("application/json");
  if (!media) return;
  for (const auto& fault : schemas_.faults(media->at("schema"), exchange.sent))
    faults.push_back("accepted, but not in the contract: " + fault);
}

void Contract::check_query(const Found& found, const Exchange& exchange,
                           std::vector<std::string>& faults) const {
  const auto target = http::parse_target(exchange.target).value();
  for (const auto& [name, value] : target.query)
    if (!has_parameter(found.parameters, "query", name))
      faults.push_back("took the parameter " + name + ", which the contract does not know");
}

void Contract::check_answer(const json::value& operation, const Exchange& exchange,
                            std::vector<std::string>& faults) const {
  const auto& responses = operation.at("responses").as_object();
  const auto* declared = responses.if_contains(std::to_string(exchange.status));
  if (!declared) declared = exchange.status >= 400 ? responses.if_contains("default") : nullptr;
  if (!declared)
    return faults.push_back("answered " + std::to_string(exchange.status) + ", which is not declared");
  const auto* content = schemas_.resolved(*declared).as_object().if_contains("content");
  const auto type = exchange.content_type.substr(0, exchange.content_type.find(';'));
  if (!content) {
    if (!type.empty()) faults.push_back("answered " + type + " where the contract has no content");
    return;
  }
  const auto* media = content->as_object().if_contains(type);
  if (!media) return faults.push_back("answered '" + type + "', which is not declared");
  if (exchange.answered.is_null()) return;
  for (const auto& fault : schemas_.faults(media->at("schema"), exchange.answered))
    faults.push_back("answered: " + fault);
}

void expect_in_contract(const Exchange& exchange) {
  for (const auto& fault : Contract::of_repository().faults(exchange))
    ADD_FAILURE() << exchange.method << " " << exchange.target << " " << fault;
}

}  // namespace weige::testing_support
