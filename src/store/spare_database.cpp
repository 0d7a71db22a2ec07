#include "store/spare_database.h"

#include <array>
#include <cerrno>
#include <cstring>

namespace weige::store {
namespace {

constexpr std::string_view kSqliteScheme = "sqlite:";

std::string schema_name(const Random& random) {
  std::array<std::byte, 8> fresh{};
  random(fresh);
  std::string out = "weige_drill_";
  for (const auto byte : fresh) {
    out += "0123456789abcdef"[std::to_integer<int>(byte) >> 4];
    out += "0123456789abcdef"[std::to_integer<int>(byte) & 15];
  }
  return out;
}

Done run_script(const std::string& url, const std::string& sql) {
  WEIGE_TRY(const auto database, Database::open(url, {.readers = 1}));
  try {
    return database->write([&](Transaction& tx) -> Done {
      tx.script(sql);
      return done();
    });
  } catch (const DatabaseError& error) {
    return problem(ProblemCode::database_unreachable).with("reason", error.what());
  }
}

}  // namespace

Result<std::unique_ptr<SpareDatabase>> SpareDatabase::beside(const std::string& url,
                                                             const std::filesystem::path& folder,
                                                             const Random& random) {
  std::unique_ptr<SpareDatabase> made(new SpareDatabase);
  if (url.starts_with(kSqliteScheme)) {
    made->folder_ = TemporaryFolder::make(folder, "drill");
    if (!made->folder_) return problem(ProblemCode::file_write).with("reason", std::strerror(errno));
    made->url_ = std::string(kSqliteScheme) + (made->folder_->path() / "scratch.db").string();
    return made;
  }
  const auto schema = schema_name(random);
  WEIGE_CHECK(run_script(url, "CREATE SCHEMA " + schema));
  made->server_ = url;
  made->schema_ = schema;
  made->url_ = url + (url.find('?') == url.npos ? "?" : "&") + "options=-csearch_path%3D" + schema;
  return made;
}

SpareDatabase::~SpareDatabase() {
  if (!schema_.empty()) (void)run_script(server_, "DROP SCHEMA IF EXISTS " + schema_ + " CASCADE");
}

}  // namespace weige::store
