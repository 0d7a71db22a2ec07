#include "http/background.h"

#include <gtest/gtest.h>

#include <future>
#include <stdexcept>

namespace weige::http {
namespace background_test {

using namespace std::chrono_literals;

TEST(Background, RunsEachPieceAtOnceAndAgain) {
  std::promise<void> thrice, once;
  int often = 0, seldom = 0;
  Background background([](std::string_view, std::string_view) { FAIL(); });
  background.every(1ms, "often", [&] {
    if (++often == 3) thrice.set_value();
  });
  background.every(24h, "seldom", [&] {
    if (++seldom == 1) once.set_value();
  });
  background.start();
  EXPECT_EQ(thrice.get_future().wait_for(60s), std::future_status::ready);
  EXPECT_EQ(once.get_future().wait_for(60s), std::future_status::ready);
  background.stop();
  EXPECT_EQ(seldom, 1);
}

TEST(Background, TellsWhatFailsAndGoesOn) {
  std::promise<void> again;
  int runs = 0;
  std::string told;
  Background background([&](std::string_view name, std::string_view what) {
    if (told.empty()) told = std::string(name) + ": " + std::string(what);
  });
  background.every(1ms, "sweep", [&] {
    if (++runs == 2) again.set_value();
    throw std::runtime_error("the disk is away");
  });
  background.start();
  EXPECT_EQ(again.get_future().wait_for(60s), std::future_status::ready);
  background.stop();
  EXPECT_EQ(told, "sweep: the disk is away");
}

TEST(Background, StopsWithoutHavingStarted) {
  Background background([](std::string_view, std::string_view) {});
  background.stop();
}

}  // namespace background_test
}  // namespace weige::http
