#include "base/temporary_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

namespace weige {
namespace temporary_file_test {

namespace fs = std::filesystem;

TEST(TemporaryFile, IsItsOwnersAloneAndGoesWithIt) {
  fs::path path;
  {
    const auto file = TemporaryFile::make("", "test");
    ASSERT_NE(file, nullptr);
    path = file->path();
    EXPECT_TRUE(file->write("one "));
    EXPECT_TRUE(file->write("two"));
    EXPECT_TRUE(file->close());
    std::ostringstream content;
    content << std::ifstream(path).rdbuf();
    EXPECT_EQ(content.str(), "one two");
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(TemporaryFile, IsNoneWhereNothingCanBeMade) {
  EXPECT_EQ(TemporaryFile::make("/nowhere/at/all", "test"), nullptr);
}

}  // namespace temporary_file_test
}  // namespace weige
