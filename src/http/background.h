// Background: small work that comes round, on one thread, each piece at its own interval. What fails is told
// and tried again next time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace weige::http {

class Background {
 public:
  using Fault = std::function<void(std::string_view name, std::string_view what)>;
  explicit Background(Fault fault) : fault_(std::move(fault)) {}
  ~Background() { stop(); }

  // Before start(). The first time comes at once.
  void every(std::chrono::milliseconds interval, std::string name, std::function<void()> work);
  // gives_way: to threads that answer requests (base/give_way.h).
  enum class Haste { prompt, gives_way };
  void start(Haste haste = Haste::prompt);
  // Waits for the piece that runs.
  void stop();

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Piece {
    std::chrono::milliseconds interval;
    std::string name;
    std::function<void()> work;
    Moment due = {};
  };
  void run();
  void run_due();
  Moment next_due() const;

  Fault fault_;
  std::vector<Piece> pieces_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  Haste haste_ = Haste::prompt;
  std::thread thread_;
};

}  // namespace weige::http
