// SpareDatabase: an empty database of the same engine beside another, gone with the object: a file in a
// folder of its own, or a schema of the same PostgreSQL database.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/random.h"
#include "base/temporary_folder.h"
#include "store/database.h"

namespace weige::store {

class SpareDatabase {
 public:
  // folder: for SQLite (empty = the system's). PostgreSQL: the user needs the right to make schemas.
  // Problems: file_write, database_unreachable.
  static Result<std::unique_ptr<SpareDatabase>> beside(const std::string& url,
                                                       const std::filesystem::path& folder,
                                                       const Random& random);
  ~SpareDatabase();  // nobody may have it open any more
  SpareDatabase(const SpareDatabase&) = delete;
  SpareDatabase& operator=(const SpareDatabase&) = delete;

  const std::string& url() const { return url_; }

 private:
  SpareDatabase() = default;

  std::string url_;
  std::unique_ptr<TemporaryFolder> folder_;  // SQLite
  std::string server_, schema_;              // PostgreSQL
};

}  // namespace weige::store
