// What reads the elements of an XML document, whatever takes it apart.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/problem.h"

namespace weige::formats {

struct XmlAttribute {
  std::string_view name;  // as written, with its prefix
  std::string_view local;
  std::string_view value;
};

class XmlAttributes {
 public:
  explicit XmlAttributes(std::span<const XmlAttribute> items) : items_(items) {}
  // By local name ("id" finds r:id); empty when absent.
  std::string_view get(std::string_view local_name) const {
    for (const auto& item : items_)
      if (item.local == local_name) return item.value;
    return {};
  }
  std::span<const XmlAttribute> all() const { return items_; }

 private:
  std::span<const XmlAttribute> items_;
};

// Base of the handlers; names come without their prefix, text in any number of pieces. finish_early() and
// fail() end the parse; no further call comes after them.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view) {}
  virtual void text(std::string_view) {}

  bool ended() const { return ended_; }
  const std::optional<Problem>& failure() const { return failure_; }

 protected:
  void finish_early() { ended_ = true; }
  void fail(Problem found) {
    if (!ended_) failure_ = std::move(found);
    ended_ = true;
  }

 private:
  bool ended_ = false;
  std::optional<Problem> failure_;
};

// Why a document is not read on.
enum class XmlEnd { damaged, doctype, depth, memory };

// more: wants bytes; stopped: the handler ended; refused: see end().
enum class XmlStep { more, stopped, refused };

struct XmlBounds {
  std::size_t depth = 64;
  std::size_t memory = 8u << 20;  // bounds the longest single tag
};

}  // namespace weige::formats
