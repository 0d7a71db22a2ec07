// What the load generator is told: options, the mix of requests, the values that fill them, the users'
// cookies.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace load {

struct Options {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string mix, values, cookies;  // files
  double rate = 0;  // requests a second from outside (open loop); 0 = each user sends as soon as answered
  double seconds = 10;
  double warm_up = 1;     // seconds whose requests are not counted
  std::size_t users = 0;  // connections; 0 = one for each cookie
  std::uint64_t seed = 1;
};
// Prints the usage and ends the program for anything it does not understand.
Options read_options(int argc, char** argv);

// A line of the mix: NAME WEIGHT METHOD TARGET [If-Match=VERSION] [BODY]. {key} stands for one of the values
// of that key, {key.2} for the second part of the same one (parts are separated by |), {n} for a number that
// never comes twice. Keys that begin with once_ give their values in order; when they come round again, a
// number in the second part (a version) has grown by one.
struct Kind {
  std::string name;
  double weight = 1;
  std::string method, target, version, body;
};

class Plan {
 public:
  explicit Plan(const Options& options);

  struct Request {
    std::size_t kind = 0;
    std::string bytes;
  };
  Request next(std::size_t user);
  const std::vector<Kind>& kinds() const { return kinds_; }
  std::size_t users() const { return users_; }

 private:
  std::string filled(const std::string& text);
  const std::string& value_of(const std::string& key);

  std::vector<Kind> kinds_;
  std::map<std::string, std::vector<std::string>> values_;
  std::vector<std::string> cookies_;
  std::string host_;
  std::size_t users_;
  std::mt19937_64 random_;
  std::discrete_distribution<std::size_t> choose_;
  std::string run_;  // makes keys of one run differ from those of another
  std::uint64_t number_ = 0;
  std::map<std::string, std::string> picked_;  // the values of the request that is made
  std::map<std::string, std::size_t> used_;    // of keys whose values come once
};

}  // namespace load
