// Length-prefixed frames between the parsing child and its parent, on one machine (native byte order). The
// parent does not trust the child: nothing that a frame claims is believed before it was checked.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>

namespace weige::formats {

// feature and layer: area_stream.h; the others: row_stream.h.
enum class FrameType : std::uint8_t { sheet = 1, row = 2, report = 3, problem = 4, feature = 5, layer = 6 };

// Appends one frame as long as it lives: length (4 bytes, of what follows), type (1 byte), content.
class Frame {
 public:
  Frame(std::string& out, FrameType type) : out_(out), start_(out.size()) {
    put(std::uint32_t{0});
    put(type);
  }
  ~Frame() {
    const auto length = static_cast<std::uint32_t>(out_.size() - start_ - sizeof(std::uint32_t));
    std::memcpy(out_.data() + start_, &length, sizeof length);
  }
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  template <class T>
  void put(T value) {
    static_assert(std::is_trivially_copyable_v<T>);
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void text(std::string_view text) {
    put(static_cast<std::uint32_t>(text.size()));
    out_.append(text);
  }

 private:
  std::string& out_;
  std::size_t start_;
};

// Reads what Frame put; once something is short everything after is, and ok() says so.
class Fields {
 public:
  explicit Fields(std::string_view rest) : rest_(rest) {}

  template <class T>
  T get() {
    T value{};
    if (rest_.size() < sizeof value) return fail(), value;
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  std::string_view text() {
    const auto size = get<std::uint32_t>();
    if (rest_.size() < size) return fail(), std::string_view();
    const auto out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }
  // How many items follow, of at least so many bytes each, so that a false count cannot ask for memory.
  std::uint32_t count(std::size_t item_bytes = 1) {
    const auto items = get<std::uint32_t>();
    if (items > rest_.size() / item_bytes) fail();
    return ok_ ? items : 0;
  }
  bool whole() const { return ok_ && rest_.empty(); }
  bool ok() const { return ok_; }

 private:
  void fail() { ok_ = false, rest_ = {}; }
  std::string_view rest_;
  bool ok_ = true;
};

// Puts frames together from the pieces in which they arrive.
class FrameSplitter {
 public:
  explicit FrameSplitter(std::uint64_t largest) : largest_(largest) {}

  // Hands on every frame that is whole, while `take` wants more. False: this is no frame, or one beyond the
  // largest.
  bool split(std::string_view bytes, const std::function<bool(FrameType, std::string_view)>& take);

 private:
  std::uint64_t largest_;
  std::string buffer_;
};

}  // namespace weige::formats
