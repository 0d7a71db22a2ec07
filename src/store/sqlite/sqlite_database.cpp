#include "store/sqlite/sqlite_database.h"

#include <fcntl.h>
#include <unistd.h>

#include "store/sqlite/file_lock.h"
#include "store/sqlite/readers.h"
#include "store/sqlite/writer.h"

namespace weige::store::sqlite {
namespace {

class SqliteDatabase : public Database {
 public:
  SqliteDatabase(FileLock lock, const std::string& file, const DatabaseOptions& options)
      : lock_(std::move(lock)),
        writer_(file, {.cached_statements = options.statement_cache,
                       .checkpoint_pages = options.checkpoint_pages,
                       .before_checkpoint = [this] { readers_.let_go(); }}),
        readers_(file, options.readers, options.statement_cache) {}

  Engine engine() const override { return Engine::sqlite; }
  // One process holds the file: nobody else can be migrating it.
  Done alone(const std::function<Done()>& body) override { return body(); }

  void rewrite() override { (void)writer_.rewrite(); }
  bool compact(std::span<const std::string_view>) override { return writer_.rewrite(); }

 protected:
  void run_read(const ReadBody& body) override { readers_.run(body); }
  void run_read_shared(const ReadBody& body) override { readers_.run_shared(body, writer_.generation()); }
  void run_write(const WriteBody& body) override { writer_.run(body); }
  void run_write_log(const WriteBody& body) override { writer_.run(body, Writer::Concerns::log); }

 private:
  // Destroyed from below: readers close first, then the writer empties the log, then the lock goes.
  FileLock lock_;
  Writer writer_;
  Readers readers_;
};

// One connection, and none that writes: the process that has the lock goes on meanwhile. Its snapshots keep
// the log from starting anew as long as they last.
class SqliteSnapshots : public Database {
 public:
  explicit SqliteSnapshots(const std::string& file) : readers_(file, 1, 16) {}

  Engine engine() const override { return Engine::sqlite; }
  Done alone(const std::function<Done()>& body) override { return body(); }
  bool compact(std::span<const std::string_view>) override { return false; }

 protected:
  void run_read(const ReadBody& body) override { readers_.run(body); }
  void run_write(const WriteBody&) override {
    throw DatabaseError(Failure::bug, "writing to what was opened to be read");
  }

 private:
  Readers readers_;
};

// Personal data: the file, and with it the log, is made readable for its owner only.
void make_private(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor >= 0) ::close(descriptor);
}

}  // namespace

Result<std::unique_ptr<Database>> open_file(const std::string& file, const DatabaseOptions& options) {
  try {
    auto lock = FileLock::take(file);
    if (!lock) return problem(ProblemCode::database_in_use).with("file", file);
    make_private(file);
    return std::unique_ptr<Database>(std::make_unique<SqliteDatabase>(std::move(*lock), file, options));
  } catch (const DatabaseError& error) {
    return problem(ProblemCode::database_unreachable).with("reason", error.what());
  }
}

Result<std::unique_ptr<Database>> open_file_to_read(const std::string& file) {
  try {
    return std::unique_ptr<Database>(std::make_unique<SqliteSnapshots>(file));
  } catch (const DatabaseError& error) {
    return problem(ProblemCode::database_unreachable).with("reason", error.what());
  }
}

}  // namespace weige::store::sqlite
