#include "http/code_sender.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "formats/child_process.h"

namespace weige::http {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  void reset(int fd) {
    close();
    fd_ = fd;
  }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

struct SenderPipe {
  Descriptor read, write;
  bool make() {
    int both[2];
    if (::pipe2(both, O_CLOEXEC) != 0) return false;
    read.reset(both[0]);
    write.reset(both[1]);
    return true;
  }
};

bool write_whole(int fd, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(fd, text.data(), text.size());
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool append_message(const std::string& path, const town::CodeMessage& message) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  return file.get() >= 0 && write_whole(file.get(), message.phone + "\t" + message.text + "\n");
}

// A message is far smaller than a pipe holds, so it is written before anybody reads it. What the program
// prints goes nowhere; that it has closed its output tells that it is at its end.
bool run_sender(const std::string& program, std::chrono::milliseconds at_most,
                const town::CodeMessage& message) {
  SenderPipe input, output;
  if (!input.make() || !output.make()) return false;
  if (!write_whole(input.write.get(), message.phone + "\n" + message.text + "\n")) return false;
  formats::ChildProcess child;
  if (!child.start(program, {program}, {.input = input.read.get(), .output = output.write.get()}))
    return false;
  input.write.close();
  input.read.close();
  output.write.close();
  const bool in_time = formats::listen(output.read.get(), formats::Clock::now() + at_most,
                                       [](std::string_view) { return true; });
  const int status = child.end();
  return in_time && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

town::SendCode file_sender(std::string path) {
  return [path = std::move(path)](const town::CodeMessage& message) { return append_message(path, message); };
}

town::SendCode command_sender(std::string program, std::chrono::milliseconds at_most) {
  return [program = std::move(program), at_most](const town::CodeMessage& message) {
    return run_sender(program, at_most, message);
  };
}

Result<town::SendCode> code_sender(const std::string& setting) {
  constexpr std::string_view kFile = "file:", kCommand = "command:";
  if (setting == "off") return town::SendCode();
  if (setting.starts_with(kFile) && setting.size() > kFile.size())
    return file_sender(setting.substr(kFile.size()));
  if (setting.starts_with(kCommand) && setting.substr(kCommand.size()).starts_with('/'))
    return command_sender(setting.substr(kCommand.size()));
  return problem(ProblemCode::setting)
      .with("name", "resident-codes")
      .with("expected", "off, file:PATH, command:/PATH");
}

}  // namespace weige::http
