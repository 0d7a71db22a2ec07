// A town's file taken in, imported and looked at, as the server does it: for tests of imports.
#pragma once

#include <string>
#include <vector>

#include "registry/import_actions.h"
#include "registry/upload_actions.h"
#include "support/town.h"

namespace weige::testing_support {

// An invented ID number (reserved range) of somebody born on the day; odd numbers are men.
std::string invented_id(int number, const char* birth = "19900101");

// A nameless file with the bytes.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes);
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

struct Sender {
  access::AccountId account;
  access::PostId post;
};

class ImportDesk {
 public:
  // Names the town, so that addresses may leave it out. parse_child: the program that parses; default: the
  // tests' own.
  ImportDesk(store::Database& db, Sender sender, std::string parse_child = "");

  Result<registry::Upload> upload(std::string_view bytes, const std::string& submission = "");
  registry::Import start(const registry::NewImport& input);
  // Takes the file, imports it and runs the job to its end.
  registry::Import import(std::string_view bytes, registry::NewImport input = {});
  // Runs waiting jobs; what became of the import.
  registry::Import run(const registry::Import& import);
  std::vector<registry::ImportedRow> rows(const registry::Import& import);

 private:
  access::Actor actor(store::Transaction& tx) const;
  store::Database& db_;
  Sender sender_;
  std::string parse_child_;
  int uploads_ = 0;
};

// Names the town, so that addresses may leave it out.
void name_test_town(store::Database& db);

// Names the town and gives it one committee, 北居委会, for databases that have no town yet.
void make_test_committee(store::Database& db);

}  // namespace weige::testing_support
