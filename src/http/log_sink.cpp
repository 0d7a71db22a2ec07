#include "http/log_sink.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <chrono>
#include <memory>

namespace weige::http {

std::function<void(std::string)> log_sink(const std::string& where) {
  if (where == "none") return [](std::string) {};
  spdlog::sink_ptr sink;
  if (where == "-")
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  else
    sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(where);
  const auto logger = std::make_shared<spdlog::logger>("weige", std::move(sink));
  logger->set_pattern("%v");
  logger->flush_on(spdlog::level::info);
  return [logger](std::string line) { logger->info(spdlog::string_view_t(line)); };
}

}  // namespace weige::http
