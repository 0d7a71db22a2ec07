// openapi.yaml as a judge of what is said over HTTP: whether an exchange is one that the contract knows.
#pragma once

#include <boost/json/value.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/http/json_schema.h"

namespace weige::testing_support {

struct Exchange {
  std::string method;
  std::string target;            // with the query
  boost::json::value sent = {};  // a JSON body; null: none
  int status = 0;
  std::string content_type = {};
  boost::json::value answered = {};  // null: none, or no JSON
};

// One operation of the contract, and what it asks of a request.
struct Operation {
  std::string method;  // "GET"
  std::string path;    // "/api/accounts/{id}"
  std::string tag;     // "access"
  bool is_open = false;
  bool wants_version = false;  // If-Match
  bool wants_key = false;      // Idempotency-Key
};

class Contract {
 public:
  // openapi.yaml in $WEIGE_SOURCE_DIR, read once. Throws when it is not there or no YAML.
  static const Contract& of_repository();
  explicit Contract(boost::json::value document);

  std::vector<Operation> operations() const;
  // What the contract does not allow; empty = all is as it says. A request that was refused may be anything.
  std::vector<std::string> faults(const Exchange& exchange) const;

 private:
  struct Found;
  std::optional<Found> find(std::string_view method, std::string_view path) const;
  void check_sent(const boost::json::value& operation, const Exchange& exchange,
                  std::vector<std::string>& faults) const;
  void check_query(const Found& found, const Exchange& exchange, std::vector<std::string>& faults) const;
  void check_answer(const boost::json::value& operation, const Exchange& exchange,
                    std::vector<std::string>& faults) const;

  std::unique_ptr<const boost::json::value> document_;
  JsonSchema schemas_;
};

// A test failure for each difference from openapi.yaml, whatever the test is about.
void expect_in_contract(const Exchange& exchange);

}  // namespace weige::testing_support
