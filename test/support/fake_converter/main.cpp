// Stands in for ogr2ogr in tests of the sandbox around it: does what its own name says, so that a test gives
// it one by a link.
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace {

[[noreturn]] void wait_forever() {
  for (;;) ::pause();
}

void eat_memory() {
  std::vector<std::unique_ptr<char[]>> kept;
  for (;;) {
    kept.push_back(std::make_unique_for_overwrite<char[]>(1 << 20));
    std::memset(kept.back().get(), 1, 1 << 20);
  }
}

void write_endlessly() {
  const std::string bytes(1 << 16, ' ');
  while (::write(1, bytes.data(), bytes.size()) > 0) {
  }
}

std::string refused(bool was_refused) {
  return was_refused ? "refused" : "possible";
}

bool cannot_open(const char* path, int flags) {
  return ::open(path, flags, 0600) < 0 && (errno == EACCES || errno == EPERM);
}

bool cannot_fork() {
  const auto child = ::fork();
  if (child == 0) wait_forever();
  return child < 0;
}

// A layer whose properties tell what this process may do.
void report() {
  std::string environment;
  for (char** one = environ; *one != nullptr; ++one)
    environment += std::string(*one).substr(0, std::string(*one).find('=')) + " ";
  const std::pair<const char*, std::string> told[] = {
      {"descriptors", std::to_string(::fcntl(3, F_GETFD))},
      {"fork", refused(cannot_fork())},
      {"socket", refused(::socket(AF_INET, SOCK_STREAM, 0) < 0)},
      {"kill", refused(::kill(::getppid(), 0) < 0)},
      {"write here", refused(cannot_open("new", O_WRONLY | O_CREAT))},
      {"change here", refused(cannot_open("layer.shp", O_RDWR))},
      {"remove here", refused(::unlink("layer.shp") < 0)},
      {"truncate", refused(::truncate("layer.shp", 0) < 0)},
      {"read here", refused(cannot_open("layer.shp", O_RDONLY))},
      {"read elsewhere", refused(cannot_open("/etc/passwd", O_RDONLY))},
      {"environment", environment}};
  std::cout << R"({"type":"Feature","properties":{)";
  const char* between = "";
  for (const auto& [name, value] : told) {
    std::cout << between << '"' << name << R"(":")" << value << '"';
    between = ",";
  }
  std::cout << R"(},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}})";
}

}  // namespace

int main(int, char** argv) {
  const auto name = std::filesystem::path(argv[0]).filename().string();
  if (name == "sleeps") wait_forever();
  if (name == "leaves_its_messages") {
    ::close(2);
    wait_forever();
  }
  if (name == "spins")
    for (volatile bool spinning = true; spinning;) {
    }
  if (name == "eats_memory") eat_memory();
  if (name == "writes_endlessly") write_endlessly();
  if (name == "crashes") std::abort();
  if (name == "fails") return 1;
  if (name == "lies") std::cout << "{\"type\":";
  if (name == "reports") report();
  return 0;
}
