#include "base/temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>

namespace weige {
namespace temporary_folder_test {

namespace fs = std::filesystem;

TEST(TemporaryFolder, IsItsOwnersAloneAndGoesWithAllThatIsInIt) {
  fs::path path;
  {
    const auto folder = TemporaryFolder::make("", "test");
    ASSERT_NE(folder, nullptr);
    path = folder->path();
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
    fs::create_directory(path / "within");
    std::ofstream(path / "within" / "file") << "x";
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(TemporaryFolder, IsNoneWhereNothingCanBeMade) {
  EXPECT_EQ(TemporaryFolder::make("/nowhere/at/all", "test"), nullptr);
}

}  // namespace temporary_folder_test
}  // namespace weige
