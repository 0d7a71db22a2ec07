// SealedFile: a file of any length, sealed in chunks under a key of its own, which a master wraps. A plain
// head of named values says whose it is. Promises that whoever reads it to its end has read what was written:
// each chunk is bound to the head, to its number and to whether it is the last, so that a file that was cut,
// altered, reordered or put together from two does not open.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "seal/key_set.h"
#include "seal/sealer.h"

namespace weige::seal {

inline constexpr std::size_t kChunkBytes = 256 * 1024;  // of content; the last chunk is shorter
inline constexpr std::size_t kLongestHead = 4096;

// title: "weige-backup". told: names and values without blanks, in the order in which they stand.
struct SealedFileHead {
  std::string title;
  Profile profile = Profile::mlps3;
  std::string ring;
  std::uint32_t master = 0;
  std::string wrapped = {};  // the key of the file
  std::vector<std::pair<std::string, std::string>> told = {};
  std::string id = {};  // 64 hexadecimal digits: the digest of the head

  std::optional<std::string_view> find(std::string_view name) const;
};

class SealedFileWriter {
 public:
  using Sink = std::function<void(std::string_view)>;
  // Under the newest master. The head goes out at once; its master, wrapped and id need not be given.
  SealedFileWriter(const KeySet& keys, SealedFileHead head, Random random, Sink sink);

  void write(std::string_view bytes);
  void finish();  // once; nothing is written after it
  const std::string& id() const { return head_.id; }

 private:
  void put_chunk(std::string_view content, char kind);

  Random random_;
  Sink sink_;
  SealedFileHead head_;
  Sealer sealer_;
  std::string waiting_;
  std::int64_t number_ = 0;
};

// What was wrong with a file, for whoever words it.
enum class SealedFileFault {
  none,
  foreign,    // it has not the title
  newer,      // the title, and a version of the form that this program does not know
  head,       // the head is damaged
  ring,       // sealed under another ring, or under a master that these keys lack
  cut,        // it ends too early
  altered,    // a chunk does not open
  trailing,   // bytes after its end
  unreadable  // the source failed
};
std::string_view code(SealedFileFault fault);

// Reads forward, a chunk in memory. Not for several threads.
class SealedFileReader {
 public:
  // Fills at most `size` bytes; 0 = the end, nullopt = it cannot be read.
  using Source = std::function<std::optional<std::size_t>(char* to, std::size_t size)>;
  explicit SealedFileReader(Source source) : source_(std::move(source)) {}

  // The plain head; nothing of it is proved before the first chunk has opened.
  SealedFileFault read_head(std::string_view title);
  const SealedFileHead& head() const { return head_; }
  SealedFileFault unlock(const KeySet& keys);
  // The next chunk's content; nullopt at the end, or when fault() says why not. Precondition: unlocked.
  std::optional<std::string> next();
  SealedFileFault fault() const { return fault_; }
  std::int64_t chunks() const { return number_; }  // opened so far

 private:
  bool fill(std::size_t wanted);
  std::string take(std::size_t size);
  SealedFileFault parse_head(std::string_view title, std::string_view text);
  std::nullopt_t fail(SealedFileFault fault);

  Source source_;
  SealedFileHead head_;
  std::optional<Sealer> sealer_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::int64_t number_ = 0;
  bool ended_ = false;
  SealedFileFault fault_ = SealedFileFault::none;
};

}  // namespace weige::seal
