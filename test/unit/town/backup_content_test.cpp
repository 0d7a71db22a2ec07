#include "town/backup_content.h"

#include <gtest/gtest.h>

namespace weige::town {
namespace backup_content_test {

constexpr auto kProfile = seal::Profile::mlps3;

const BackupSchema kSchema{{1, std::string(64, 'a')}, {5, std::string(64, 'b')}};

std::string two_tables() {
  std::string out;
  ContentWriter writer(kProfile, [&](std::string_view part) { out += part; });
  writer.schema(kSchema);
  writer.begin_table({.name = "area", .columns = {{"id", 'i'}, {"name", 't'}}});
  for (const auto* row : {"first", "second", ""}) writer.row(row);
  writer.end_table();
  writer.begin_table({.name = "post", .columns = {{"id", 'i'}}});
  writer.end_table();
  const auto sum = writer.finish();
  EXPECT_EQ(sum.rows, 3);
  EXPECT_EQ(sum.tables.size(), 2u);
  return out;
}

struct ContentRead {
  Result<ContentSum> sum;
  std::string told;
};

ContentRead content_read(std::string_view bytes, std::size_t at_once = 1 << 20) {
  std::string told;
  ContentReader reader(kProfile, {.schema =
                                      [&](const BackupSchema& schema) {
                                        told += "schema " + std::to_string(schema.size()) + "\n";
                                        return done();
                                      },
                                  .table =
                                      [&](const BackupTable& table) {
                                        told += "table " + table.name + " " +
                                                std::to_string(table.columns.size()) + "\n";
                                        return done();
                                      },
                                  .row =
                                      [&](std::string_view row) {
                                        told += "row " + std::string(row) + "\n";
                                        return done();
                                      },
                                  .end_of_table =
                                      [&](const TableSum& sum) {
                                        told += "end " + std::to_string(sum.rows) + "\n";
                                        return done();
                                      }});
  for (; !bytes.empty(); bytes.remove_prefix(std::min(at_once, bytes.size())))
    if (auto taken = reader.take(bytes.substr(0, at_once)); !taken) return {std::move(taken).problem(), told};
  return {reader.finish(), told};
}

bool is_refused_content(std::string_view bytes) {
  const auto read = content_read(bytes);
  return !read.sum && read.sum.problem().code == ProblemCode::backup_file;
}

TEST(BackupContent, IsToldAsItWasWritten) {
  const auto bytes = two_tables();
  for (const std::size_t at_once : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20}) {
    const auto [sum, told] = content_read(bytes, at_once);
    ASSERT_TRUE(sum);
    EXPECT_EQ(sum->rows, 3);
    EXPECT_EQ(sum->tables.front().table, "area");
    EXPECT_EQ(sum->tables.front().digest.size(), seal::RunningDigest::kBytes);
    EXPECT_EQ(told, "schema 2\ntable area 2\nrow first\nrow second\nrow \nend 3\ntable post 1\nend 0\n");
  }
}

TEST(BackupContent, CutAnywhereIsRefused) {
  const auto bytes = two_tables();
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_TRUE(is_refused_content(std::string_view(bytes).substr(0, size))) << size;
  EXPECT_TRUE(is_refused_content(bytes + bytes));
}

// Without the seal around it, digests and counts still tell.
TEST(BackupContent, AnyByteChangedIsRefused) {
  const auto bytes = two_tables();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    auto changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 4);
    EXPECT_TRUE(is_refused_content(changed)) << at;
  }
}

TEST(BackupContent, ATableTwiceIsRefused) {
  std::string out;
  ContentWriter writer(kProfile, [&](std::string_view part) { out += part; });
  writer.schema({});
  for (int i = 0; i < 2; ++i) {
    writer.begin_table({.name = "area", .columns = {{"id", 'i'}}});
    writer.end_table();
  }
  writer.finish();
  EXPECT_TRUE(is_refused_content(out));
}

TEST(BackupContent, NamesThatAreNoneAreRefused) {
  for (const auto* name : {"", "area; DROP TABLE person", "Area", "a-b", "名"}) {
    std::string out;
    ContentWriter writer(kProfile, [&](std::string_view part) { out += part; });
    writer.schema({});
    writer.begin_table({.name = name, .columns = {{"id", 'i'}}});
    writer.end_table();
    writer.finish();
    EXPECT_TRUE(is_refused_content(out)) << name;
  }
}

TEST(BackupContent, AProblemOfWhoeverListensEndsTheReading) {
  ContentReader reader(
      kProfile, {.table = [](const BackupTable&) -> Done { return problem(ProblemCode::restore_occupied); }});
  EXPECT_EQ(reader.take(two_tables()).problem().code, ProblemCode::restore_occupied);
}

}  // namespace backup_content_test
}  // namespace weige::town
