#include "support/area_files.h"

#include <linux/landlock.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "formats/descriptor.h"
#include "support/zip_builder.h"

namespace weige::test {

namespace fs = std::filesystem;
namespace {

// What the triggers of a GeoPackage ask of the program that changes it.
void add_geometry_functions(sqlite3* database) {
  constexpr auto zero = [](sqlite3_context* context, int, sqlite3_value**) {
    sqlite3_result_int(context, 0);
  };
  for (const auto* name : {"ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"})
    sqlite3_create_function(database, name, 1, SQLITE_UTF8, nullptr, zero, nullptr, nullptr);
}

}  // namespace

AreaReader::AreaReader(std::string parse_child) {
  sandbox.program = std::move(parse_child);
  options.folder = folder_.path();
}

Result<formats::AreaFile> AreaReader::read(std::string_view bytes) {
  const formats::Descriptor file(::memfd_create("areas", MFD_CLOEXEC));
  if (!formats::write_all(file.get(), bytes)) throw std::runtime_error("memfd");
  return formats::read_areas_in_sandbox(formats::FileSource::borrow(file.get()), options, sandbox);
}

ProblemCode AreaReader::code(std::string_view bytes) {
  const auto file = read(bytes);
  return file ? ProblemCode::internal : file.problem().code;
}

std::string AreaReader::refusal(std::string_view bytes) {
  const auto file = read(bytes);
  if (file) return "read";
  std::string out(catalogue_entry(file.problem().code).code);
  for (const auto& arg : file.problem().args) out += ": " + arg.value;
  return out;
}

bool AreaReader::left_something() const {
  return !fs::is_empty(folder_.path()) || ::waitpid(-1, nullptr, WNOHANG) != -1;
}

bool have_ogr2ogr() {
  return ::access(formats::AreaReadOptions{}.converter.c_str(), X_OK) == 0;
}

bool has_landlock() {
  return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

void ogr2ogr(const std::string& arguments) {
  const auto command = formats::AreaReadOptions{}.converter + " " + arguments + " >&2";
  if (std::system(command.c_str()) != 0) throw std::runtime_error(command);
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string zipped(const fs::path& folder) {
  ZipBuilder zip;
  for (const auto& file : fs::directory_iterator(folder))
    zip.add(file.path().filename().string(), bytes_of(file.path()));
  return zip.finish();
}

void change_database(const fs::path& database, const std::string& statements) {
  sqlite3* opened = nullptr;
  char* message = nullptr;
  bool good = sqlite3_open(database.c_str(), &opened) == SQLITE_OK;
  add_geometry_functions(opened);
  good = good && sqlite3_exec(opened, statements.c_str(), nullptr, nullptr, &message) == SQLITE_OK;
  const std::string why = message != nullptr ? message : "";
  sqlite3_free(message);
  sqlite3_close(opened);
  if (!good) throw std::runtime_error(why);
}

}  // namespace weige::test
