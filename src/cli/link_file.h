// A CSV file of records to be linked, packed while it is read.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "linkage/link_index.h"
#include "linkage/records.h"

namespace weige::cli {

// The ids of records as the file names them.
class RecordIds {
 public:
  // Of one piece of a file, whose records follow those of the piece before.
  struct Piece {
    std::size_t first = 0;  // record
    std::string texts;
    std::vector<std::uint32_t> ends;
  };
  explicit RecordIds(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {}
  // Empty for a record number that no row of the file has.
  std::string_view of(linkage::RecordNumber record) const;

 private:
  std::vector<Piece> pieces_;
};

struct LinkFile {
  std::unique_ptr<linkage::Records> records;
  RecordIds ids{{}};
  std::size_t rows = 0;
  std::vector<std::string> absent;  // fields of the configuration for which the file has no column
};

struct LinkFileReader {
  const linkage::LinkConfig& config;
  linkage::TextPool& pool;
  unsigned threads = 1;

  // UTF-8 or GB18030, separated by comma, tab or semicolon, with a header row; a plain UTF-8 file without
  // quotes is read by all threads. Problems: file_unreadable and those of csv_reader.h at the file's path;
  // header_missing when it lacks a column of ids, or all fields.
  Result<LinkFile> read(const std::string& path, const linkage::Progress& progress) const;
};

}  // namespace weige::cli
