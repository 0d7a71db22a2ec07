// Codes on their way to phones: into a file, by a program that may fail, hang or be missing.
#include "http/code_sender.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/random_folder.h"

namespace weige::http {
namespace code_sender_test {

using namespace std::chrono_literals;

const town::CodeMessage kMessage{"13800000001", "【微格】您的登录码：12345678"};

class CodeSender : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
  std::string program(const std::string& text) const {
    const auto file = path("sender");
    std::ofstream(file) << "#!/bin/sh\n" << text << "\n";
    ::chmod(file.c_str(), 0700);
    return file;
  }
  std::string content(const std::string& name) const {
    std::ostringstream out;
    out << std::ifstream(path(name)).rdbuf();
    return out.str();
  }
  test::RandomFolder folder_;
};

TEST_F(CodeSender, AppendsToAFileThatNobodyElseReads) {
  const auto send = file_sender(path("codes"));
  EXPECT_TRUE(send(kMessage));
  EXPECT_TRUE(send({"13900000002", "二"}));
  EXPECT_EQ(content("codes"), "13800000001\t【微格】您的登录码：12345678\n13900000002\t二\n");
  struct stat state {};
  ASSERT_EQ(::stat(path("codes").c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777, 0600u);
  EXPECT_FALSE(file_sender(path("no/such/folder"))(kMessage));
}

TEST_F(CodeSender, GivesAProgramPhoneAndTextAndNothingElse) {
  const auto send = command_sender(program("/bin/cat > " + path("got") + "; echo $# >> " + path("got") +
                                           "; echo \"[$WEIGE_DB]\" >> " + path("got")));
  EXPECT_TRUE(send(kMessage));
  EXPECT_EQ(content("got"), "13800000001\n【微格】您的登录码：12345678\n0\n[]\n");
}

TEST_F(CodeSender, ShellSignsInAMessageMeanNothing) {
  const town::CodeMessage hostile{"1; touch x", "$(touch x) `touch x`"};
  EXPECT_TRUE(command_sender(program("/bin/cat > " + path("got")))(hostile));
  EXPECT_EQ(content("got"), "1; touch x\n$(touch x) `touch x`\n");
}

TEST_F(CodeSender, TellsWhenAProgramFailsOrIsMissing) {
  EXPECT_FALSE(command_sender(program("exit 3"))(kMessage));
  EXPECT_FALSE(command_sender(program("kill -9 $$"))(kMessage));
  EXPECT_FALSE(command_sender(path("none"))(kMessage));
}

TEST_F(CodeSender, EndsAProgramThatDoesNot) {
  EXPECT_FALSE(command_sender(program("while :; do :; done"), 20ms)(kMessage));
}

TEST_F(CodeSender, IsChosenByItsSetting) {
  EXPECT_FALSE(static_cast<bool>(code_sender("off").value()));
  EXPECT_TRUE(static_cast<bool>(code_sender("file:codes.txt").value()));
  EXPECT_TRUE(static_cast<bool>(code_sender("command:/usr/bin/send-code").value()));
  for (const auto* wrong : {"", "on", "file:", "command:", "command:send-code", "http://x"})
    EXPECT_FALSE(code_sender(wrong).ok()) << wrong;
}

}  // namespace code_sender_test
}  // namespace weige::http
