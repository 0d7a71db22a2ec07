// CodeCourier: looks up who wants a code and sends it, on a thread of its own and after the answer has left,
// so that neither the answer nor its time tells whether there is such a person or phone.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/clock.h"
#include "base/random.h"
#include "store/database.h"
#include "town/resident_code_actions.h"

namespace weige::http {

struct CodeCourierParts {
  store::Database& database;
  Clock clock;
  Random random;
  town::SendCode send;
  std::function<void(std::string_view what)> fault = {};  // is told no name, number or phone
};

class CodeCourier {
 public:
  explicit CodeCourier(CodeCourierParts parts);
  ~CodeCourier();  // sends what waits, then ends
  CodeCourier(const CodeCourier&) = delete;
  CodeCourier& operator=(const CodeCourier&) = delete;

  // At most 200 wait; what is more is dropped, and whoever asked for it asks again.
  void ask(town::CodeWish wish);
  // Until nothing waits any more.
  void drain();

 private:
  void run();
  void serve(const town::CodeWish& wish);
  void tell(std::string_view what);

  CodeCourierParts parts_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<town::CodeWish> waiting_;
  bool busy_ = false;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace weige::http
