// Program: a real process of a test's own: started with arguments, read line by line, stopped and waited for.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace weige::testing_support {

class Program {
 public:
  // environment: NAME=VALUE, added to that of the test. Throws std::runtime_error when it cannot be started.
  explicit Program(std::vector<std::string> arguments, std::vector<std::string> environment = {});
  ~Program();  // kills it if it still runs
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // The next line of standard output; empty at its end.
  std::string line();
  void signal(int number) const;
  // Reads what is still to come and waits for the end. Gives the exit code; -1 for the end by a signal.
  int wait();
  const std::string& out() const { return out_; }  // standard output, as far as read
  const std::string& err() const { return err_; }  // standard error, after wait()

 private:
  pid_t process_ = -1;
  int out_pipe_ = -1;
  int err_file_ = -1;
  std::string out_, err_;
  std::size_t told_ = 0;  // how much of out_ line() has given
};

}  // namespace weige::testing_support
