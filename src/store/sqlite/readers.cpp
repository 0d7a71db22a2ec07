#include "store/sqlite/readers.h"

#include <algorithm>
#include <chrono>

namespace weige::store::sqlite {
namespace {

constexpr std::chrono::seconds kOldest{1};  // of a snapshot that is taken up again

}  // namespace

void Readers::Reader::begin() {
  Loan(*connection, "BEGIN DEFERRED")->step();
  has_snapshot = true;
}

// What it says does not matter: there is nothing to lose.
void Readers::Reader::end() {
  if (has_snapshot) sqlite3_exec(connection->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  has_snapshot = false;
}

// A reader for the length of a scope; when it is left by an exception the snapshot ends.
class Readers::Lent {
 public:
  explicit Lent(Readers& readers) : readers_(readers), reader_(readers.take()) {}
  ~Lent() {
    if (!kept_) reader_->end();
    readers_.give_back(reader_);
  }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  Reader* operator->() const { return reader_; }
  void run(const std::function<void(Transaction&)>& body) {
    SqliteTransaction transaction(*reader_->connection, nullptr);
    body(transaction);
  }
  void keep() { kept_ = true; }

 private:
  Readers& readers_;
  Reader* reader_;
  bool kept_ = false;
};

Readers::Readers(const std::string& file, int count, int cached_statements) {
  for (int i = 0; i < std::max(count, 1); ++i) {
    all_.push_back(
        std::make_unique<Reader>(std::make_unique<Connection>(file, Role::reader, cached_statements)));
    free_.push_back(all_.back().get());
  }
}

Readers::Reader* Readers::take() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [&] { return !free_.empty(); });
  Reader* reader = free_.back();  // the one used last: its cache is warm
  free_.pop_back();
  return reader;
}

void Readers::give_back(Reader* reader) {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(reader);
  }
  returned_.notify_one();
}

void Readers::run(const std::function<void(Transaction&)>& body) {
  Lent reader(*this);
  reader->end();
  reader->begin();
  reader.run(body);
}

void Readers::run_shared(const std::function<void(Transaction&)>& body, std::int64_t generation) {
  Lent reader(*this);
  const auto now = std::chrono::steady_clock::now();
  if (!reader->has_snapshot || reader->generation != generation || now - reader->since > kOldest) {
    reader->end();
    reader->begin();
    reader->generation = generation;
    reader->since = now;
  }
  reader.run(body);
  reader.keep();
}

void Readers::let_go() {
  const std::lock_guard lock(mutex_);
  for (auto* reader : free_) reader->end();
}

}  // namespace weige::store::sqlite
