// Reading files of areas in tests: as bytes or made by ogr2ogr, through the sandbox, with a look at what is
// left.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "formats/area_file.h"
#include "support/random_folder.h"

namespace weige::test {

// Options with which nothing can be left behind unseen: temporary files lie in a folder of the test's own.
class AreaReader {
 public:
  // parse_child: the program that parses.
  explicit AreaReader(std::string parse_child);

  Result<formats::AreaFile> read(std::string_view bytes);
  // Of the last read; internal when it succeeded.
  ProblemCode code(std::string_view bytes);
  // "area-file-unsafe: virtual-table": code, and the values that fill its text.
  std::string refusal(std::string_view bytes);

  // Whether temporary files or children of this process are there.
  bool left_something() const;

  formats::AreaReadOptions options;
  formats::SandboxOptions sandbox;

 private:
  RandomFolder folder_;
};

// Whether ogr2ogr is on this machine, and whether its kernel can keep files from a process (Landlock).
bool have_ogr2ogr();
bool has_landlock();
// Runs it on its arguments, quoted for the shell. Throws when it fails.
void ogr2ogr(const std::string& arguments);

std::string bytes_of(const std::filesystem::path& file);
// The files of the folder as one zip file.
std::string zipped(const std::filesystem::path& folder);
// The database after these statements.
void change_database(const std::filesystem::path& database, const std::string& statements);

}  // namespace weige::test
