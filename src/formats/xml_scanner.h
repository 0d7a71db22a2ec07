// Streaming XML 1.0 in UTF-8, as spreadsheet programs write it: several times as fast as a parser for every
// XML. It refuses what is not well-formed, except that names may hold any sign beyond ASCII; expat
// (xml_expat.h) is its twin in test/fuzz/xml_fuzz.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/xml_handler.h"

namespace weige::formats {

class XmlScanner {
 public:
  XmlScanner(XmlHandler& handler, const XmlBounds& bounds) : handler_(handler), bounds_(bounds) {}

  // `last`: nothing follows. After `stopped` or `refused` it must not be called again.
  XmlStep feed(std::string_view bytes, bool last);
  XmlEnd end() const { return end_; }
  std::uint64_t line() const { return lines_ + 1; }

 private:
  enum class Token { done, wait, bad };

  XmlStep run();
  Token next();
  Token text();
  Token text_special(const char*& at);
  Token markup();
  Token start_tag();
  Token attribute(const char*& at);
  Token attribute_value(const char*& at, std::string_view& value);
  Token slow_value(const char*& at, char quote, std::string_view& value);
  Token open(bool empty);
  Token end_tag();
  Token declaration();
  Token comment();
  Token cdata();
  Token instruction();
  Token refuse(XmlEnd why) { return end_ = why, Token::bad; }

  Token name(const char*& at, XmlAttribute& name) const;
  Token skip_to(const char*& at, std::string_view mark) const;
  bool begins(std::string_view word, bool& short_of) const;
  void emit(const char* from, const char* to);
  void emit_lines(std::string_view text);

  XmlHandler& handler_;
  const XmlBounds bounds_;
  std::string buffer_;      // what is not consumed yet
  std::size_t wanted_ = 0;  // an unfinished tag is not looked at again before the buffer has grown to this
  const char *at_ = nullptr, *stop_ = nullptr;
  bool last_ = false, mark_read_ = false, begun_ = false, root_seen_ = false, outside_text_ = false;
  std::uint64_t lines_ = 0;
  XmlEnd end_ = XmlEnd::damaged;

  XmlAttribute tag_{};
  std::vector<XmlAttribute> attributes_;
  std::string values_;  // values with references or line ends in them; never grows within a tag
  std::string open_;    // the names of the open elements, one behind the other
  std::vector<std::size_t> open_sizes_;
};

}  // namespace weige::formats
