// Streaming XML on expat: any encoding that expat knows, no DOCTYPE, bounded depth and memory. For the rare
// documents that are not in UTF-8, and as the twin of xml_scanner.h in tests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "formats/xml_handler.h"

struct XML_ParserStruct;

namespace weige::formats {

class XmlExpat {
 public:
  XmlExpat(XmlHandler& handler, const XmlBounds& bounds);
  ~XmlExpat();
  XmlExpat(const XmlExpat&) = delete;
  XmlExpat& operator=(const XmlExpat&) = delete;

  // `last`: nothing follows. After `stopped` or `refused` it must not be called again.
  XmlStep feed(std::string_view bytes, bool last);
  XmlEnd end() const { return end_; }
  std::uint64_t line() const;

 private:
  struct Callbacks;
  struct Memory {
    std::size_t used = 0, limit = 0;
  };
  void refuse(XmlEnd why);
  void stop_if_ended();

  XmlHandler& handler_;
  const XmlBounds bounds_;
  std::size_t depth_ = 0;
  bool refused_ = false;
  XmlEnd end_ = XmlEnd::damaged;
  std::vector<XmlAttribute> attributes_;
  Memory memory_;
  XML_ParserStruct* parser_;
};

}  // namespace weige::formats
