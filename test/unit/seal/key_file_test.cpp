// The key file on the disk: private, whole, and never followed elsewhere.
#include "seal/key_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "seal/private_file.h"
#include "support/random_folder.h"

namespace weige::seal {
namespace key_file_test {

namespace fs = std::filesystem;
const Instant kMade{std::chrono::seconds{1795413600}};

class KeyFile : public testing::Test {
 protected:
  KeySet keys(std::uint64_t seed = 1) { return KeySet::make(Profile::mlps3, kMade, seeded_random(seed)); }
  // What reading says, and that it names the file.
  Problem refusal(const fs::path& path) {
    const auto read = read_key_file(path);
    EXPECT_FALSE(read);
    if (read) return problem(ProblemCode::internal);
    EXPECT_NE(title(read.problem(), Language::zh).find(path.string()), std::string::npos);
    return read.problem();
  }
  std::string reason(const fs::path& path) { return refusal(path).args.front().value; }
  mode_t mode() const {
    struct stat about {};
    ::stat(file.c_str(), &about);
    return about.st_mode & 0777;
  }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
  }

  test::RandomFolder folder;
  fs::path file = folder.path() / "town.db.keys";
};

TEST_F(KeyFile, IsForItsOwnerOnlyWhateverTheMask) {
  const auto before = ::umask(0);
  ASSERT_TRUE(write_new_key_file(file, keys()));
  ::umask(before);
  EXPECT_EQ(mode(), 0600u);
  EXPECT_EQ(read_key_file(file).value(), keys());
  EXPECT_EQ(files(), 1u) << "something is left beside it";
}

TEST_F(KeyFile, IsNotOverwrittenByANewOne) {
  ASSERT_TRUE(write_new_key_file(file, keys()));
  const auto second = write_new_key_file(file, keys(2));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.problem().code, ProblemCode::file_exists);
  EXPECT_EQ(read_key_file(file).value(), keys());
  EXPECT_EQ(files(), 1u);
}

TEST_F(KeyFile, IsReplacedAsAWhole) {
  ASSERT_TRUE(write_new_key_file(file, keys()));
  std::ofstream(file.string() + ".new") << "what a killed run left";
  ASSERT_TRUE(replace_key_file(file, keys(2)));
  EXPECT_EQ(read_key_file(file).value(), keys(2));
  EXPECT_EQ(mode(), 0600u);
  EXPECT_EQ(files(), 1u);
}

TEST_F(KeyFile, IsMissing) {
  EXPECT_EQ(refusal(file).code, ProblemCode::key_file_missing);
  EXPECT_EQ(write_new_key_file(folder.path() / "nowhere" / "keys", keys()).problem().code,
            ProblemCode::key_file);
}

TEST_F(KeyFile, IsRefusedWhenOthersMayReadOrWriteIt) {
  ASSERT_TRUE(write_new_key_file(file, keys()));
  for (const mode_t bits : {0640, 0604, 0620, 0602, 0610, 0601, 0644, 0666}) {
    ::chmod(file.c_str(), bits);
    EXPECT_EQ(refusal(file).code, ProblemCode::key_file_open) << bits;
  }
  ::chmod(file.c_str(), 0400);
  EXPECT_TRUE(read_key_file(file));
}

TEST_F(KeyFile, IsRefusedWhenSomebodyElseOwnsIt) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  ASSERT_TRUE(write_new_key_file(file, keys()));
  ASSERT_EQ(::chown(file.c_str(), 12345, 12345), 0);
  EXPECT_TRUE(read_key_file(file)) << "root reads what is its user's";
}

TEST_F(KeyFile, IsNoLinkFolderOrPipe) {
  const auto link = folder.path() / "link", pipe = folder.path() / "pipe";
  ASSERT_TRUE(write_new_key_file(file, keys()));
  fs::create_symlink(file, link);
  EXPECT_EQ(reason(link), "not-a-plain-file");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(reason(pipe), "not-a-plain-file") << "and it does not wait for somebody to write";
  EXPECT_EQ(reason(folder.path()), "not-a-plain-file");
}

TEST_F(KeyFile, IsRefusedWhenItIsNone) {
  const auto content = [&](std::string_view bytes) {
    fs::remove(file);
    EXPECT_EQ(write_new_private(file, bytes).fault, FileFault::none);
    return reason(file);
  };
  EXPECT_EQ(content(""), "not-a-key-file");
  EXPECT_EQ(content("SQLite format 3"), "not-a-key-file");
  EXPECT_EQ(content(to_text(keys()).substr(0, 100)), "checksum");
  EXPECT_EQ(content(std::string(kLongestKeyFile + 1, 'w')), "too-large");
}

}  // namespace key_file_test
}  // namespace weige::seal
