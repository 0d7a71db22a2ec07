#include "base/new_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "support/random_folder.h"

namespace weige {
namespace new_file_test {

namespace fs = std::filesystem;

class NewFiles : public testing::Test {
 protected:
  static std::string content_of(const fs::path& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
  }
  std::size_t files() const {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& each : fs::directory_iterator(folder.path())) ++count;
    return count;
  }

  test::RandomFolder folder;
  fs::path path = folder.path() / "one";
};

TEST_F(NewFiles, IsThereWholeAndForItsOwnerOnly) {
  auto file = NewFile::make(path).value();
  const std::string long_part(3 << 20, 'x');
  file.write("begin ");
  file.write(long_part);
  EXPECT_FALSE(fs::exists(path)) << "before it is whole";
  ASSERT_TRUE(file.publish());
  EXPECT_EQ(content_of(path), "begin " + long_part);
  EXPECT_EQ(file.size(), long_part.size() + 6);
  struct stat about {};
  ASSERT_EQ(::stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  EXPECT_EQ(files(), 1u);
}

TEST_F(NewFiles, LeavesNothingWhereItIsGivenUp) {
  {
    auto file = NewFile::make(path).value();
    file.write("a part");
  }
  EXPECT_EQ(files(), 0u);
}

TEST_F(NewFiles, TakesNobodysPlace) {
  std::ofstream(path) << "mine";
  EXPECT_EQ(NewFile::make(path).problem().code, ProblemCode::file_exists);
  fs::remove(path);
  auto file = NewFile::make(path).value();
  file.write("other");
  std::ofstream(path) << "came meanwhile";
  EXPECT_EQ(file.publish().problem().code, ProblemCode::file_exists);
  EXPECT_EQ(content_of(path), "came meanwhile");
}

TEST_F(NewFiles, WritesOverWhatAKilledRunHasLeft) {
  std::ofstream(path.string() + ".part") << "left";
  auto file = NewFile::make(path).value();
  file.write("whole");
  ASSERT_TRUE(file.publish());
  EXPECT_EQ(content_of(path), "whole");
  EXPECT_EQ(files(), 1u);
}

TEST_F(NewFiles, TellsWhatTheSystemSays) {
  EXPECT_EQ(NewFile::make(folder.path() / "no" / "where").problem().code, ProblemCode::file_write);
}

}  // namespace new_file_test
}  // namespace weige
