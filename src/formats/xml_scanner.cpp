#include "formats/xml_scanner.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "formats/xml_text.h"

namespace weige::formats {
namespace {

constexpr std::size_t most_attributes =
    256;  // each is compared with those before it; no tag of a workbook has fifty
constexpr std::size_t patience = 64 * 1024;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view line_feed = "\n";

std::size_t between(const char* from, const char* to) {
  return static_cast<std::size_t>(to - from);
}

bool is_space(char byte) {
  return xml::is(byte, xml::space);
}

bool skip_spaces(const char*& at, const char* stop) {
  const char* from = at;
  while (at != stop && is_space(*at)) ++at;
  return at != from;
}

}  // namespace

XmlStep XmlScanner::feed(std::string_view bytes, bool last) {
  buffer_.append(bytes);
  if (!last && buffer_.size() < wanted_) return XmlStep::more;
  last_ = last;
  at_ = buffer_.data();
  stop_ = at_ + buffer_.size();
  const XmlStep step = run();
  const std::size_t used = between(buffer_.data(), at_);
  lines_ += static_cast<std::uint64_t>(std::count(std::as_const(buffer_).data(), at_, '\n'));
  buffer_.erase(0, used);
  wanted_ = buffer_.size() > patience ? std::min(2 * buffer_.size(), bounds_.memory + 1) : 0;
  return step;
}

XmlStep XmlScanner::run() {
  if (!mark_read_) {
    if (!last_ && between(at_, stop_) < byte_order_mark.size()) return XmlStep::more;
    if (std::string_view(at_, between(at_, stop_)).starts_with(byte_order_mark))
      at_ += byte_order_mark.size();
    mark_read_ = true;
  }
  while (at_ != stop_) {
    const Token token = next();
    if (handler_.ended()) return XmlStep::stopped;
    if (token == Token::bad || outside_text_) return XmlStep::refused;
    if (token == Token::done) {
      begun_ = true;
      continue;
    }
    if (between(at_, stop_) > bounds_.memory) return end_ = XmlEnd::memory, XmlStep::refused;
    return last_ ? XmlStep::refused : XmlStep::more;
  }
  return last_ && (!root_seen_ || !open_sizes_.empty()) ? XmlStep::refused : XmlStep::more;
}

XmlScanner::Token XmlScanner::next() {
  return *at_ == '<' ? markup() : text();
}

void XmlScanner::emit(const char* from, const char* to) {
  if (from == to || handler_.ended()) return;
  if (!open_sizes_.empty()) return handler_.text({from, between(from, to)});
  // Only blanks may stand outside of the root.
  outside_text_ = outside_text_ || !std::all_of(from, to, is_space);
}

XmlScanner::Token XmlScanner::text() {
  const char *from = at_, *at = at_;
  for (;;) {
    while (at != stop_ && xml::is(*at, xml::plain_text)) ++at;
    if (at == stop_ || *at == '<') break;
    if (static_cast<unsigned char>(*at) >= 0x80) {
      const int size = xml::character_size(at, stop_);
      if (size == 0) return Token::bad;
      if (size < 0) break;
      at += size;
      continue;
    }
    if (*at == ']' && between(at, stop_) >= 3) {
      if (at[1] == ']' && at[2] == '>') return Token::bad;
      ++at;
      continue;
    }
    if (*at == ']' && !last_) break;
    if (*at == ']') {
      ++at;
      continue;
    }
    emit(from, at);
    const Token token = text_special(at);
    if (token == Token::bad) return token;
    from = at;
    if (token == Token::wait) break;
  }
  emit(from, at);
  const bool moved = at != at_;
  at_ = at;
  return moved ? Token::done : Token::wait;
}

// A reference or a carriage return: told on its own.
XmlScanner::Token XmlScanner::text_special(const char*& at) {
  if (*at == '&') {
    if (open_sizes_.empty()) return Token::bad;
    values_.clear();
    const auto reference = xml::read_reference(at, stop_, values_);
    if (reference == xml::Reference::cut_off) return Token::wait;
    if (reference == xml::Reference::none) return Token::bad;
    emit(values_.data(), values_.data() + values_.size());
    return Token::done;
  }
  if (*at != '\r') return Token::bad;
  if (at + 1 == stop_ && !last_) return Token::wait;
  ++at;
  if (at == stop_ || *at != '\n') emit(line_feed.data(), line_feed.data() + 1);
  return Token::done;
}

XmlScanner::Token XmlScanner::markup() {
  if (at_ + 1 == stop_) return Token::wait;
  switch (at_[1]) {
    case '/':
      return end_tag();
    case '!':
      return declaration();
    case '?':
      return instruction();
    default:
      return start_tag();
  }
}

XmlScanner::Token XmlScanner::name(const char*& at, XmlAttribute& name) const {
  const char *from = at, *local = at;
  while (at != stop_ && xml::is(*at, xml::name_byte)) {
    if (*at == ':') local = at + 1;
    if (static_cast<unsigned char>(*at) < 0x80) {
      ++at;
      continue;
    }
    const int size = xml::character_size(at, stop_);
    if (size < 0) return Token::wait;
    if (size == 0) return Token::bad;
    at += size;
  }
  if (at == stop_) return Token::wait;
  if (at == from || !xml::is(*from, xml::name_start)) return Token::bad;
  name.name = {from, between(from, at)};
  name.local = {local, between(local, at)};
  return Token::done;
}

XmlScanner::Token XmlScanner::start_tag() {
  const char* at = at_ + 1;
  attributes_.clear();
  values_.clear();
  if (const Token token = name(at, tag_); token != Token::done) return token;
  for (;;) {
    const bool spaced = skip_spaces(at, stop_);
    if (at == stop_) return Token::wait;
    if (*at == '>') {
      at_ = at + 1;
      return open(false);
    }
    if (*at == '/') {
      if (at + 1 == stop_) return Token::wait;
      if (at[1] != '>') return Token::bad;
      at_ = at + 2;
      return open(true);
    }
    if (!spaced) return Token::bad;
    if (const Token token = attribute(at); token != Token::done) return token;
  }
}

XmlScanner::Token XmlScanner::attribute(const char*& at) {
  XmlAttribute found;
  if (const Token token = name(at, found); token != Token::done) return token;
  skip_spaces(at, stop_);
  if (at == stop_) return Token::wait;
  if (*at++ != '=') return Token::bad;
  skip_spaces(at, stop_);
  if (at == stop_) return Token::wait;
  if (const Token token = attribute_value(at, found.value); token != Token::done) return token;
  for (const auto& other : attributes_)
    if (other.name == found.name) return Token::bad;
  if (attributes_.size() == most_attributes) return refuse(XmlEnd::memory);
  attributes_.push_back(found);
  return Token::done;
}

XmlScanner::Token XmlScanner::attribute_value(const char*& at, std::string_view& value) {
  const char quote = *at;
  if (quote != '"' && quote != '\'') return Token::bad;
  const char* from = ++at;
  for (;;) {
    while (at != stop_ && xml::is(*at, xml::plain_value)) ++at;
    if (at == stop_) return Token::wait;
    if (*at == quote) break;
    if (*at == '"' || *at == '\'') {
      ++at;
      continue;
    }
    if (static_cast<unsigned char>(*at) < 0x80) return at = from, slow_value(at, quote, value);
    const int size = xml::character_size(at, stop_);
    if (size <= 0) return size < 0 ? Token::wait : Token::bad;
    at += size;
  }
  value = {from, between(from, at++)};
  return Token::done;
}

// With references, or line ends and tabs that become blanks (XML 1.0, 3.3.3).
XmlScanner::Token XmlScanner::slow_value(const char*& at, char quote, std::string_view& value) {
  // A value is never longer than what it was written as: no later one moves this.
  if (values_.empty()) values_.reserve(between(at_, stop_));
  const std::size_t from = values_.size();
  while (at != stop_ && *at != quote) {
    if (*at == '&') {
      const auto reference = xml::read_reference(at, stop_, values_);
      if (reference != xml::Reference::read)
        return reference == xml::Reference::cut_off ? Token::wait : Token::bad;
      continue;
    }
    const int size = *at == '<' ? 0 : xml::character_size(at, stop_);
    if (size <= 0) return size < 0 ? Token::wait : Token::bad;
    if (is_space(*at)) {
      if (*at == '\r' && at + 1 != stop_ && at[1] == '\n') ++at;
      values_.push_back(' ');
    } else {
      values_.append(at, static_cast<std::size_t>(size));
    }
    at += size;
  }
  if (at == stop_) return Token::wait;
  ++at;
  value = std::string_view(values_).substr(from);
  return Token::done;
}

XmlScanner::Token XmlScanner::open(bool empty) {
  if (open_sizes_.empty() && root_seen_) return Token::bad;
  if (open_sizes_.size() == bounds_.depth) return refuse(XmlEnd::depth);
  root_seen_ = true;
  if (!empty) {
    open_ += tag_.name;
    open_sizes_.push_back(tag_.name.size());
  }
  handler_.start(tag_.local, XmlAttributes(attributes_));
  if (empty && !handler_.ended()) handler_.end(tag_.local);
  return Token::done;
}

XmlScanner::Token XmlScanner::end_tag() {
  const char* at = at_ + 2;
  XmlAttribute found;
  if (const Token token = name(at, found); token != Token::done) return token;
  skip_spaces(at, stop_);
  if (at == stop_) return Token::wait;
  if (*at != '>' || open_sizes_.empty()) return Token::bad;
  const std::size_t size = open_sizes_.back();
  if (std::string_view(open_).substr(open_.size() - size) != found.name) return Token::bad;
  open_.resize(open_.size() - size);
  open_sizes_.pop_back();
  at_ = at + 1;
  handler_.end(found.local);
  return Token::done;
}

bool XmlScanner::begins(std::string_view word, bool& short_of) const {
  const std::string_view rest(at_, std::min(between(at_, stop_), word.size()));
  if (rest != word.substr(0, rest.size())) return false;
  if (rest.size() == word.size()) return true;
  short_of = true;
  return false;
}

XmlScanner::Token XmlScanner::declaration() {
  bool short_of = false;
  if (begins("<!--", short_of)) return comment();
  if (begins("<![CDATA[", short_of)) return open_sizes_.empty() ? Token::bad : cdata();
  if (begins("<!DOCTYPE", short_of)) return refuse(XmlEnd::doctype);
  return short_of ? Token::wait : Token::bad;
}

// Moves `at` to the mark; everything before it must be characters that XML allows.
XmlScanner::Token XmlScanner::skip_to(const char*& at, std::string_view mark) const {
  for (;;) {
    if (between(at, stop_) < mark.size()) return Token::wait;
    if (std::memcmp(at, mark.data(), mark.size()) == 0) return Token::done;
    const int size = xml::character_size(at, stop_);
    if (size <= 0) return size < 0 ? Token::wait : Token::bad;
    at += size;
  }
}

XmlScanner::Token XmlScanner::comment() {
  const char* at = at_ + 4;
  if (const Token token = skip_to(at, "--"); token != Token::done) return token;
  if (at + 2 == stop_) return Token::wait;
  if (at[2] != '>') return Token::bad;
  at_ = at + 3;
  return Token::done;
}

XmlScanner::Token XmlScanner::cdata() {
  const char *from = at_ + 9, *at = from;
  if (const Token token = skip_to(at, "]]>"); token != Token::done) return token;
  at_ = at + 3;
  emit_lines({from, between(from, at)});
  return Token::done;
}

// Every line end becomes a line feed (XML 1.0, 2.11).
void XmlScanner::emit_lines(std::string_view text) {
  while (!text.empty()) {
    const std::size_t at = std::min(text.find('\r'), text.size());
    emit(text.data(), text.data() + at);
    text.remove_prefix(at);
    if (text.empty()) return;
    text.remove_prefix(1);
    if (!text.starts_with('\n')) emit(line_feed.data(), line_feed.data() + 1);
  }
}

XmlScanner::Token XmlScanner::instruction() {
  const char* at = at_ + 2;
  XmlAttribute target;
  if (const Token token = name(at, target); token != Token::done) return token;
  if (*at != '?' && !is_space(*at)) return Token::bad;
  const bool reserved = target.name.size() == 3 && (target.name[0] | 32) == 'x' &&
                        (target.name[1] | 32) == 'm' && (target.name[2] | 32) == 'l';
  if (reserved && (begun_ || target.name != "xml")) return Token::bad;
  if (const Token token = skip_to(at, "?>"); token != Token::done) return token;
  at_ = at + 2;
  return Token::done;
}

}  // namespace weige::formats
