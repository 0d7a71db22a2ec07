#include "load_plan.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>

namespace load {
namespace {

[[noreturn]] void end(const std::string& what) {
  std::fprintf(
      stderr,
      "weige_load: %s\n"
      "usage: weige_load --port P --mix FILE [--values FILE] [--cookies FILE] [--rate R] [--seconds S]\n"
      "                  [--warm-up S] [--users N] [--seed N] [--host ADDRESS]\n"
      "  --rate     open loop: so many requests a second, latency from the scheduled time; without it\n"
      "             closed loop: each user sends as soon as it has its answer\n"
      "  --mix      lines NAME WEIGHT METHOD TARGET [BODY] with {key} for a value and {n} for a number\n"
      "  --values   lines KEY<tab>VALUE\n"
      "  --cookies  one user's cookie a line\n"
      "Prints one JSON object: rates, latencies in milliseconds by kind and over all.\n",
      what.c_str());
  std::exit(2);
}

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream in(path);
  if (!in) end("cannot read " + path);
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') out.push_back(std::move(line));
  return out;
}

std::string part_of(const std::string& value, int part) {
  std::size_t from = 0;
  for (int i = 1; i < part && from < value.size(); ++i)
    from = std::min(value.find('|', from), value.size() - 1) + 1;
  return value.substr(from, value.find('|', from) - from);
}

Kind kind_of(const std::string& line) {
  std::istringstream in(line);
  Kind kind;
  if (!(in >> kind.name >> kind.weight >> kind.method >> kind.target)) end("a line of the mix: " + line);
  std::getline(in >> std::ws, kind.body);
  static const std::string kVersion = "If-Match=";
  if (kind.body.rfind(kVersion, 0) == 0) {
    const auto end = std::min(kind.body.find(' '), kind.body.size());
    kind.version = kind.body.substr(kVersion.size(), end - kVersion.size());
    kind.body.erase(0, std::min(end + 1, kind.body.size()));
  }
  return kind;
}

}  // namespace

Options read_options(int argc, char** argv) {
  Options out;
  const std::map<std::string, std::function<void(const std::string&)>> known{
      {"--host", [&](const std::string& value) { out.host = value; }},
      {"--port", [&](const std::string& value) { out.port = static_cast<std::uint16_t>(std::stoul(value)); }},
      {"--mix", [&](const std::string& value) { out.mix = value; }},
      {"--values", [&](const std::string& value) { out.values = value; }},
      {"--cookies", [&](const std::string& value) { out.cookies = value; }},
      {"--rate", [&](const std::string& value) { out.rate = std::stod(value); }},
      {"--seconds", [&](const std::string& value) { out.seconds = std::stod(value); }},
      {"--warm-up", [&](const std::string& value) { out.warm_up = std::stod(value); }},
      {"--users", [&](const std::string& value) { out.users = std::stoul(value); }},
      {"--seed", [&](const std::string& value) { out.seed = std::stoull(value); }}};
  for (int i = 1; i < argc; i += 2) {
    const auto option = known.find(argv[i]);
    if (option == known.end() || i + 1 == argc) end(std::string("what is ") + argv[i]);
    option->second(argv[i + 1]);
  }
  if (out.mix.empty()) end("--mix is missing");
  return out;
}

Plan::Plan(const Options& options) : host_(options.host), random_(options.seed) {
  for (const auto& line : lines_of(options.mix)) kinds_.push_back(kind_of(line));
  if (!options.values.empty())
    for (const auto& line : lines_of(options.values)) {
      const auto tab = line.find('\t');
      values_[line.substr(0, tab)].push_back(line.substr(tab + 1));
    }
  if (!options.cookies.empty()) cookies_ = lines_of(options.cookies);
  users_ = options.users != 0 ? options.users : std::max<std::size_t>(1, cookies_.size());
  std::vector<double> weights;
  for (const auto& kind : kinds_) weights.push_back(kind.weight);
  choose_ = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
  run_ = std::to_string(options.seed) + "-" + std::to_string(::getpid()) + "-";
}

const std::string& Plan::value_of(const std::string& key) {
  const auto picked = picked_.find(key);
  if (picked != picked_.end()) return picked->second;
  const auto& all = values_.at(key);
  if (key.rfind("once_", 0) != 0) return picked_[key] = all[random_() % all.size()];
  const auto use = used_[key]++;
  const auto& value = all[use % all.size()];
  const auto round = use / all.size();
  if (round == 0) return picked_[key] = value;
  return picked_[key] = part_of(value, 1) + "|" + std::to_string(std::stoull(part_of(value, 2)) + round);
}

// Braces that hold no key of the values are the body's own.
std::string Plan::filled(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto close = text[at] == '{' ? text.find('}', at) : text.npos;
    const auto name = close == text.npos ? std::string() : text.substr(at + 1, close - at - 1);
    const auto dot = name.find('.');
    const auto key = name.substr(0, dot);
    if (key != "n" && !values_.contains(key)) {
      out.push_back(text[at++]);
      continue;
    }
    out += key == "n" ? std::to_string(number_)
                      : part_of(value_of(key), dot == name.npos ? 1 : std::stoi(name.substr(dot + 1)));
    at = close + 1;
  }
  return out;
}

Plan::Request Plan::next(std::size_t user) {
  const auto chosen = choose_(random_);
  const auto& kind = kinds_[chosen];
  ++number_;
  picked_.clear();
  std::string bytes = kind.method + " " + filled(kind.target) + " HTTP/1.1\r\nHost: " + host_ + "\r\n";
  if (!cookies_.empty()) bytes += "Cookie: " + cookies_[user % cookies_.size()] + "\r\n";
  if (!kind.version.empty()) bytes += "If-Match: \"" + filled(kind.version) + "\"\r\n";
  if (kind.method != "GET") {
    const auto body = filled(kind.body);
    bytes += "X-Weige: 1\r\nIdempotency-Key: load-" + run_ + std::to_string(number_) +
             "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
             "\r\n\r\n" + body;
  } else {
    bytes += "\r\n";
  }
  return {chosen, std::move(bytes)};
}

}  // namespace load
