// Streaming XML on expat for parts of a spreadsheet package: no DOCTYPE, bounded depth and memory, names
// without their prefix.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "formats/table.h"
#include "formats/zip_archive.h"

struct XML_ParserStruct;

namespace weige::formats {

class XmlAttributes {
 public:
  explicit XmlAttributes(const char** items) : items_(items) {}
  // By local name ("id" finds r:id); empty when absent.
  std::string_view get(std::string_view local_name) const;

 private:
  const char** items_;
};

// Base of the handlers. finish_early() and fail() end the parse; no further call comes after them.
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

class XmlReader {
 public:
  // `part` names the part in problems. The handler outlives the reader.
  XmlReader(XmlHandler& handler, std::string part, const ReadLimits& limits);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  Result<Next> feed(std::string_view bytes);
  Done finish();

 private:
  struct Callbacks;
  struct Memory {
    std::size_t used = 0, limit = 0;
  };
  Result<Next> parse(std::string_view bytes, bool last);
  Problem broken() const;
  void refuse(std::string_view reason);
  void stop_if_ended();

  XmlHandler& handler_;
  std::string part_;
  std::uint32_t depth_ = 0, max_depth_;
  std::optional<Problem> refusal_;
  Memory memory_;
  XML_ParserStruct* parser_;
};

// Inflates and parses one part of the package.
Done parse_part(ZipArchive& archive, const ZipEntry& entry, XmlHandler& handler, const ReadLimits& limits);

}  // namespace weige::formats
