// Origins of the pages as an operator writes them, made into what browsers write (RFC 6454, 6.2): lower case,
// without the usual port, without a slash at the end. Whatever else would never be equal to what a browser
// sends is refused, so that it is noticed when the program starts and not when somebody cannot sign in.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace weige::http {

// What is wrong with one, and what to write instead: "https://a.cn/x: https://a.cn (without a path)".
struct WrongOrigin {
  std::string mend;
};
std::variant<std::string, WrongOrigin> public_origin(std::string_view text);

// A list by comma, each once, in the order given.
std::variant<std::vector<std::string>, WrongOrigin> public_origins(std::string_view list);

}  // namespace weige::http
