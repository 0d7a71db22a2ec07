// Writer: the one writing connection of a SQLite file, group commit, and checkpoints. Promises that run()
// returns after a durable commit.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "store/sqlite/id_block.h"
#include "store/sqlite/turn.h"

namespace weige::store::sqlite {

// A group closes when nobody waits, or when one of these is reached.
struct GroupBounds {
  int bodies = 64;
  std::chrono::microseconds time = std::chrono::milliseconds{5};  // since the group began
};
struct WriterOptions {
  int cached_statements = 256;
  int checkpoint_pages = 4096;
  GroupBounds group = {};
  std::function<void()> before_checkpoint = [] {};
};

// Group commit. One fsync costs more than a hundred small bodies, so bodies of waiting threads share a
// transaction:
//   - bodies run one after another, each on its caller's thread. All but the first have a SAVEPOINT of their
//   own: SQLite copies every page that is changed under one, which a body alone does not need;
//   - a body that fails rolls back to its savepoint: the others do not notice. When the first fails nothing
//   else is in the transaction yet, and it is rolled back;
//   - whoever finds nobody waiting behind it (or the group full) commits for all; the others wait for that
//   commit.
// Nobody learns the outcome of a body before its group is durable: a later body of the group may have seen an
// earlier one's rows, but both become durable by the same commit or neither does. If the commit fails, every
// member of the group gets the exception.
class Writer {
 public:
  Writer(const std::string& file, WriterOptions options);
  ~Writer();

  // Whom a body's rows concern: everybody who reads, or those only who look at the log of readings.
  enum class Concerns { everybody, log };
  // true = commit. Throws what body throws, or the failure of the commit.
  void run(const std::function<bool(Transaction&)>& body, Concerns concerns = Concerns::everybody);

  // The whole file anew, and an empty log; those who write wait. False: somebody reads for so long that the
  // log could not be emptied.
  bool rewrite();

  // Another number after every commit that concerns everybody, before run() returns, and at every checkpoint.
  std::int64_t generation() const { return generation_; }

  std::size_t waiting() const { return turn_.waiting(); }  // bodies that have not begun
  std::int64_t commits() const { return commits_; }

 private:
  struct Group;
  // Why a transaction is gone. Every waiting thread throws an exception of its own: one that is shared would
  // have to be counted across threads.
  struct Loss {
    Failure kind;
    std::string what;
  };
  static Loss loss_of(const std::exception_ptr& failure);
  enum class Place { first, later };  // of a body in its group
  std::exception_ptr run_body(const std::function<bool(Transaction&)>& body, Place place);
  bool accepts(const std::function<bool(Transaction&)>& body);
  void run_in_savepoint(const std::function<bool(Transaction&)>& body);
  void roll_back_savepoint() noexcept;
  void roll_back() noexcept;
  void drop_group();  // its only body wrote nothing
  void finish_group(std::optional<Loss> lost);
  bool group_is_full() const;
  void checkpoint();
  bool vacuum();

  WriterOptions options_;
  Connection connection_;
  IdBlocks ids_;
  Turn turn_;
  std::shared_ptr<Group> group_;  // the open group; guarded by turn_
  std::atomic<std::int64_t> commits_ = 0, generation_ = 0;
  int log_pages_ = 0;        // pages in the write-ahead log after the last commit
  int next_checkpoint_ = 0;  // when it has so many pages; beyond the option's while readers hold it
};

}  // namespace weige::store::sqlite
