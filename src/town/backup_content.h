// What a backup holds inside of its seal, the same for both engines: the migrations that made its schema,
// then table by table the rows with their count and digest, then the count and digest of all. Pure: rows are
// bytes here (store/row_bytes.h). Nothing that a backup claims is believed before it was checked.
//
// Frames: length of what follows (4 bytes, big-endian), type (1), content. Texts have a length (4) before
// them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "seal/running_digest.h"

namespace weige::town {

inline constexpr std::size_t kLongestFrame = 64 * 1024 * 1024;  // a row
inline constexpr std::size_t kMostColumns = 500, kMostTables = 2000, kMostMigrations = 10'000;

struct BackupMigration {
  int number = 0;
  std::string checksum;
  bool operator==(const BackupMigration&) const = default;
};
using BackupSchema = std::vector<BackupMigration>;  // ascending

struct BackupColumn {
  std::string name;
  char kind = 'i';  // store::ColumnKind
  bool operator==(const BackupColumn&) const = default;
};
struct BackupTable {
  std::string name;
  std::vector<BackupColumn> columns;
};

struct TableSum {
  std::string table;
  std::int64_t rows = 0;
  std::string digest;  // of the rows in the order of the primary key
  bool operator==(const TableSum&) const = default;
};
struct ContentSum {
  std::vector<TableSum> tables;
  std::int64_t rows = 0;
};

// The digest of a table's rows as they come.
class TableDigest {
 public:
  explicit TableDigest(seal::Profile profile) : digest_(profile) {}
  void add(std::string_view row) {
    digest_.add(row);
    ++rows_;
  }
  TableSum take(std::string table);

 private:
  seal::RunningDigest digest_;
  std::int64_t rows_ = 0;
};

class ContentWriter {
 public:
  using Sink = std::function<void(std::string_view)>;
  ContentWriter(seal::Profile profile, Sink sink);

  void schema(const BackupSchema& schema);  // first
  void begin_table(const BackupTable& table);
  void row(std::string_view bytes);  // at most kLongestFrame; a longer one throws std::length_error
  void end_table();
  ContentSum finish();

 private:
  void put(char type, std::string_view content);

  Sink sink_;
  TableDigest table_;
  seal::RunningDigest all_;
  std::string name_;
  ContentSum sum_;
};

// What is told of a content as it is read; a problem ends the reading.
struct ContentVisitor {
  std::function<Done(const BackupSchema&)> schema = [](const BackupSchema&) { return done(); };
  std::function<Done(const BackupTable&)> table = [](const BackupTable&) { return done(); };
  std::function<Done(std::string_view)> row = [](std::string_view) { return done(); };
  std::function<Done(const TableSum&)> end_of_table = [](const TableSum&) { return done(); };
};

class ContentReader {
 public:
  ContentReader(seal::Profile profile, ContentVisitor visitor);

  // The next bytes, however they are parted. Problems: backup_file with reason "content"; the visitor's.
  Done take(std::string_view bytes);
  // After the last of them. Problem: backup_file, when something is missing.
  Result<ContentSum> finish();

 private:
  enum class State { schema, tables, rows, over };
  Done frame(char type, std::string_view content);
  Done read_schema(std::string_view content);
  Done read_table(std::string_view content);
  Done read_row(std::string_view content);
  Done read_end_of_table(std::string_view content);
  Done read_end(std::string_view content);

  ContentVisitor visitor_;
  State state_ = State::schema;
  std::string buffer_;
  TableDigest table_;
  seal::RunningDigest all_;
  std::string name_;
  ContentSum sum_;
};

}  // namespace weige::town
