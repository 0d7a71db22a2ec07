// A sealed file is read as it was written, or refused: cut at any byte, any byte changed, chunks moved, parts
// of two files put together.
#include "seal/sealed_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

namespace weige::seal {
namespace sealed_file_test {

const Instant kMade{std::chrono::seconds{1795413600}};
constexpr std::string_view kTitle = "weige-test";

KeySet keys_of(Profile profile, std::uint64_t seed = 1) {
  return KeySet::make(profile, kMade, seeded_random(seed));
}

std::string content_of_size(std::size_t size) {
  std::string out(size, '\0');
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<char>(i * 7 + i / 256);
  return out;
}

std::string sealed(const KeySet& keys, std::string_view content, std::uint64_t seed = 2) {
  std::string out;
  SealedFileWriter writer(keys, {.title = std::string(kTitle), .told = {{"made", "now"}}},
                          seeded_random(seed), [&](std::string_view part) { out += part; });
  for (std::size_t at = 0; at < content.size(); at += 100'000) writer.write(content.substr(at, 100'000));
  writer.finish();
  return out;
}

struct Reading {
  SealedFileFault fault;
  std::string content;
};

// A few bytes at a time, as a slow disk gives them.
Reading read_back(const std::string& file, const KeySet& keys) {
  std::size_t at = 0;
  SealedFileReader reader([&](char* to, std::size_t size) {
    const auto part = std::min({size, file.size() - at, std::size_t{9000}});
    std::memcpy(to, file.data() + at, part);
    at += part;
    return std::optional(part);
  });
  if (const auto fault = reader.read_head(kTitle); fault != SealedFileFault::none) return {fault, ""};
  if (const auto fault = reader.unlock(keys); fault != SealedFileFault::none) return {fault, ""};
  std::string content;
  while (const auto chunk = reader.next()) content += *chunk;
  return {reader.fault(), content};
}

// Where each chunk begins; the last one is where the file ends.
std::vector<std::size_t> chunk_starts(const std::string& file) {
  std::vector<std::size_t> out{file.find("\nsum ") + 1 + 4 + 64 + 1};
  while (out.back() < file.size()) {
    std::size_t length = 0;
    for (int i = 1; i <= 4; ++i) length = length << 8 | static_cast<unsigned char>(file[out.back() + i]);
    out.push_back(out.back() + 5 + length);
  }
  return out;
}

TEST(SealedFile, IsReadAsItWasWritten) {
  for (const auto profile : all_profiles())
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kChunkBytes - 1, kChunkBytes,
                                   kChunkBytes + 1, 3 * kChunkBytes + 17}) {
      const auto keys = keys_of(profile);
      const auto content = content_of_size(size);
      const auto file = sealed(keys, content);
      const auto [fault, back] = read_back(file, keys);
      EXPECT_EQ(fault, SealedFileFault::none) << size;
      EXPECT_TRUE(back == content) << size;
      EXPECT_EQ(chunk_starts(file).back(), file.size());
      if (size > 64) {
        EXPECT_EQ(file.find(content.substr(0, 32)), file.npos) << "nothing of it lies plain";
      }
    }
}

TEST(SealedFile, SaysInItsHeadWhoseItIs) {
  const auto keys = keys_of(Profile::mlps3);
  const auto file = sealed(keys, "content");
  std::size_t at = 0;
  SealedFileReader reader([&](char* to, std::size_t size) {
    const auto part = std::min(size, file.size() - at);
    std::memcpy(to, file.data() + at, part);
    at += part;
    return std::optional(part);
  });
  ASSERT_EQ(reader.read_head(kTitle), SealedFileFault::none);
  EXPECT_EQ(reader.head().ring, keys.ring);
  EXPECT_EQ(reader.head().master, 1u);
  EXPECT_EQ(reader.head().find("made"), "now");
  EXPECT_EQ(reader.head().find("other"), std::nullopt);
  EXPECT_EQ(reader.head().id.size(), 64u);
}

TEST(SealedFile, CutAtAnyByteIsRefused) {
  const auto keys = keys_of(Profile::mlps3);
  const auto file = sealed(keys, content_of_size(400));
  for (std::size_t size = 0; size < file.size(); ++size)
    EXPECT_NE(read_back(file.substr(0, size), keys).fault, SealedFileFault::none) << size;
}

TEST(SealedFile, CutBetweenChunksIsRefused) {
  const auto keys = keys_of(Profile::international);
  const auto file = sealed(keys, content_of_size(3 * kChunkBytes + 17));
  const auto starts = chunk_starts(file);
  ASSERT_EQ(starts.size(), 5u);
  for (std::size_t i = 0; i + 1 < starts.size(); ++i)
    EXPECT_EQ(read_back(file.substr(0, starts[i]), keys).fault, SealedFileFault::cut);
}

TEST(SealedFile, AnyByteChangedIsRefused) {
  for (const auto profile : all_profiles()) {
    const auto keys = keys_of(profile);
    const auto file = sealed(keys, content_of_size(300));
    for (std::size_t at = 0; at < file.size(); ++at)
      for (const int bit : {0, 3, 7}) {
        auto changed = file;
        changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
        EXPECT_NE(read_back(changed, keys).fault, SealedFileFault::none) << at << " bit " << bit;
      }
  }
}

TEST(SealedFile, ChunksMovedDoubledOrLeftOutAreRefused) {
  const auto keys = keys_of(Profile::mlps3);
  const auto file = sealed(keys, content_of_size(3 * kChunkBytes + 17));
  const auto starts = chunk_starts(file);
  std::vector<std::string> chunks;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i)
    chunks.push_back(file.substr(starts[i], starts[i + 1] - starts[i]));
  const auto head = file.substr(0, starts[0]);
  const auto of = [&](std::initializer_list<std::size_t> order) {
    auto out = head;
    for (const auto which : order) out += chunks[which];
    return read_back(out, keys).fault;
  };
  EXPECT_EQ(of({0, 1, 2, 3}), SealedFileFault::none);
  EXPECT_EQ(of({1, 0, 2, 3}), SealedFileFault::altered);
  EXPECT_EQ(of({0, 1, 1, 2, 3}), SealedFileFault::altered);
  EXPECT_EQ(of({0, 1, 3}), SealedFileFault::altered);
  EXPECT_EQ(of({3}), SealedFileFault::altered);
  EXPECT_EQ(of({0, 1, 2, 3, 3}), SealedFileFault::trailing);
  EXPECT_EQ(read_back(file + "x", keys).fault, SealedFileFault::trailing);
}

TEST(SealedFile, PartsOfTwoAreRefused) {
  const auto keys = keys_of(Profile::mlps3);
  const auto content = content_of_size(2 * kChunkBytes);
  const auto one = sealed(keys, content, 2), other = sealed(keys, content, 3);
  const auto starts = chunk_starts(one), its = chunk_starts(other);
  EXPECT_EQ(read_back(one.substr(0, starts[1]) + other.substr(its[1]), keys).fault, SealedFileFault::altered);
  EXPECT_EQ(read_back(other.substr(0, its[0]) + one.substr(starts[0]), keys).fault, SealedFileFault::altered);
}

TEST(SealedFile, OpensUnderTheKeysThatSealedItOnly) {
  auto keys = keys_of(Profile::mlps3);
  const auto before = sealed(keys, "content");
  EXPECT_EQ(read_back(before, keys_of(Profile::mlps3, 9)).fault, SealedFileFault::ring);
  keys.add_master(kMade, seeded_random(5));
  const auto after = sealed(keys, "content");
  EXPECT_EQ(read_back(before, keys).fault, SealedFileFault::none) << "an older master is still there";
  keys.masters.erase(keys.masters.begin());
  EXPECT_EQ(read_back(before, keys).fault, SealedFileFault::ring) << "a master that was forgotten";
  EXPECT_EQ(read_back(after, keys).fault, SealedFileFault::none);
  auto false_keys = keys;
  false_keys.masters.front().secret = Secret::make(seeded_random(8));
  EXPECT_EQ(read_back(after, false_keys).fault, SealedFileFault::altered) << "the number alone is nothing";
}

TEST(SealedFile, TellsWhatItIsNot) {
  const auto keys = keys_of(Profile::mlps3);
  EXPECT_EQ(read_back("", keys).fault, SealedFileFault::foreign);
  EXPECT_EQ(read_back("SQLite format 3", keys).fault, SealedFileFault::foreign);
  auto newer = sealed(keys, "content");
  newer.replace(kTitle.size() + 1, 1, "2");
  EXPECT_EQ(read_back(newer, keys).fault, SealedFileFault::newer);
  EXPECT_EQ(read_back(std::string(kTitle) + " 1\n" + std::string(9000, 'x'), keys).fault,
            SealedFileFault::head);
  for (int fault = 0; fault <= static_cast<int>(SealedFileFault::unreadable); ++fault)
    EXPECT_FALSE(code(static_cast<SealedFileFault>(fault)).empty());
}

TEST(SealedFile, TellsASourceThatFails) {
  SealedFileReader reader([](char*, std::size_t) { return std::optional<std::size_t>(); });
  EXPECT_EQ(reader.read_head(kTitle), SealedFileFault::unreadable);
}

}  // namespace sealed_file_test
}  // namespace weige::seal
