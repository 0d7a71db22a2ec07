// Request and Response as plain values: what handlers take and give. Nothing here knows a socket.
#pragma once

#include <boost/json/fwd.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "base/problem.h"
#include "base/result.h"
#include "http/headers.h"

namespace weige::http {

enum class Method { get, head, post, put, patch, del, other };
std::string_view name(Method method);     // "GET"
Method method_of(std::string_view name);  // other: known to nobody here
// Whether the method promises to change nothing (RFC 9110, 9.2.1).
inline bool is_safe(Method method) {
  return method == Method::get || method == Method::head;
}

// Decoded name-value pairs: path parameters, query, cookies. A name may come more than once.
class Pairs {
 public:
  void add(std::string name, std::string value) { pairs_.emplace_back(std::move(name), std::move(value)); }
  std::optional<std::string_view> find(std::string_view name) const;  // the first
  std::vector<std::string_view> all(std::string_view name) const;
  bool empty() const { return pairs_.empty(); }
  auto begin() const { return pairs_.begin(); }
  auto end() const { return pairs_.end(); }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

// A request body kept as a file in memory: gone when the last holder lets go.
struct UploadedFile {
  int descriptor = -1;
  std::uint64_t size = 0;
  std::string sha256 = {};  // of the content, 64 hexadecimal digits
};

inline constexpr std::int64_t kGreatestId = (std::int64_t{1} << 53) - 1;  // what JSON and browsers keep exact

struct Request {
  Method method = Method::get;
  std::string path = "/";             // as sent, without the query
  std::vector<std::string> segments;  // the path, split and percent-decoded
  Pairs path_params;                  // {id} and the like, filled by the route table
  Pairs query;
  Pairs cookies;
  Headers headers;
  std::string body;                            // for all routes but uploads
  std::shared_ptr<const UploadedFile> upload;  // for routes with an upload limit
  std::string peer;                            // address of the client, that of a trusted proxy replaced
  bool over_tls = false;             // as a trusted proxy says, or by setting: cookies then are Secure
  Language language = Language::zh;  // cookie weige_language, else Accept-Language, else Chinese
  std::string trace;                 // 16 hexadecimal digits, in every log line and problem

  // Precondition: the route's pattern has the parameter.
  std::string_view param(std::string_view name) const { return path_params.find(name).value(); }
  // A path parameter as an id. Problem: not_found when it is none.
  Result<std::int64_t> id_param(std::string_view name) const;
  template <class SomeId>
  Result<SomeId> id(std::string_view name) const {
    auto value = id_param(name);
    if (!value) return std::move(value).problem();
    return SomeId{*value};
  }
  // A query parameter; none when absent. Problem: bad_number, with the bounds.
  Result<std::optional<std::int64_t>> query_number(std::string_view name, std::int64_t min,
                                                   std::int64_t max) const;
  // A query parameter as a day; none when absent or empty. Problem: bad_date.
  Result<std::optional<Day>> query_day(std::string_view name) const;
};

using SharedBytes = std::shared_ptr<const std::string>;  // large or common content, not copied per answer

// A file sent from disk. keeper: whatever must live until it is sent (a temporary file).
struct FileBody {
  std::filesystem::path path;
  std::uint64_t size = 0;
  std::shared_ptr<const void> keeper = {};
};

// The answer is a stream of server-sent events of these topics (http/event_hub.h). session: whose end closes
// it; 0 = nobody's.
struct EventStream {
  std::vector<std::string> topics;
  std::int64_t session = 0;
  std::string last_event_id = {};
  std::optional<std::chrono::microseconds> at_most = {};  // what it was opened for is over then
};

struct Response {
  int status = 200;
  Headers headers = {};
  std::variant<std::string, SharedBytes, FileBody, EventStream> body = {};
};

Response json_response(int status, const boost::json::value& value);
inline Response no_content() {
  return {.status = 204};
}
Response text_response(int status, std::string text, std::string content_type = "text/plain; charset=utf-8");
// RFC 9457: type urn:weige:problem:<code>, title, status, detail (= mend), code, place, errors (= parts),
// trace.
Response problem_response(const Problem& problem, Language language, std::string_view trace);

}  // namespace weige::http
