#include "formats/xml_reader.h"

#include <algorithm>

namespace weige::formats {
namespace {

constexpr std::size_t longest_declaration = 1'024;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// The value of encoding= in a declaration; empty when there is none.
std::string declared_encoding(std::string_view declaration) {
  const std::size_t at = declaration.find("encoding");
  const std::size_t open = declaration.find_first_of("\"'", at);
  if (at == declaration.npos || open == declaration.npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  return lower(declaration.substr(open + 1, std::min(close, declaration.size()) - open - 1));
}

}  // namespace

XmlEncoding xml_encoding(std::string_view beginning) {
  if (beginning.size() < 6) return XmlEncoding::more;
  if (beginning.substr(0, 4).find('\0') != beginning.npos || beginning.starts_with("\xFE\xFF") ||
      beginning.starts_with("\xFF\xFE"))
    return XmlEncoding::other;
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  constexpr std::string_view opening = "<?xml";
  if (!beginning.starts_with(opening.substr(0, std::min(opening.size(), beginning.size()))))
    return XmlEncoding::utf8;
  const std::size_t end = beginning.find("?>");
  if (end == beginning.npos && beginning.size() < longest_declaration) return XmlEncoding::more;
  const std::string encoding = declared_encoding(beginning.substr(0, std::min(end, longest_declaration)));
  return encoding.empty() || encoding == "utf-8" || encoding == "us-ascii" ? XmlEncoding::utf8
                                                                           : XmlEncoding::other;
}

XmlReader::XmlReader(XmlHandler& handler, std::string part, const ReadLimits& limits)
    : handler_(handler), part_(std::move(part)), bounds_{limits.xml_depth, limits.xml_memory} {}

bool XmlReader::choose(bool last) {
  const XmlEncoding encoding = xml_encoding(beginning_);
  if (encoding == XmlEncoding::more && !last) return false;
  if (encoding == XmlEncoding::other)
    parser_ = std::make_unique<XmlExpat>(handler_, bounds_);
  else
    parser_.emplace<XmlScanner>(handler_, bounds_);
  return true;
}

Problem XmlReader::broken() const {
  const auto* scanner = std::get_if<XmlScanner>(&parser_);
  const auto* expat = std::get_if<std::unique_ptr<XmlExpat>>(&parser_);
  switch (scanner ? scanner->end() : (*expat)->end()) {
    case XmlEnd::doctype:
      return problem(ProblemCode::file_doctype, part_);
    case XmlEnd::depth:
      return problem(ProblemCode::file_nesting, part_).with("part", part_);
    case XmlEnd::memory:
      return problem(ProblemCode::file_unsafe, part_).with("reason", "xml-memory");
    case XmlEnd::damaged:
      break;
  }
  const auto line = std::to_string(scanner ? scanner->line() : (*expat)->line());
  return problem(ProblemCode::file_damaged, part_ + ":" + line).with("part", part_);
}

Result<Next> XmlReader::answer(XmlStep step) const {
  if (handler_.failure()) return *handler_.failure();
  if (step == XmlStep::stopped) return Next::stop;
  if (step == XmlStep::refused) return broken();
  return Next::more;
}

Result<Next> XmlReader::parse(std::string_view bytes, bool last) {
  if (auto* scanner = std::get_if<XmlScanner>(&parser_)) return answer(scanner->feed(bytes, last));
  if (auto* expat = std::get_if<std::unique_ptr<XmlExpat>>(&parser_))
    return answer((*expat)->feed(bytes, last));
  beginning_.append(bytes);
  if (!choose(last)) return Next::more;
  const std::string all = std::move(beginning_);
  return parse(all, last);
}

Result<Next> XmlReader::feed(std::string_view bytes) {
  return parse(bytes, false);
}

Done XmlReader::finish() {
  if (handler_.ended()) return done();
  WEIGE_CHECK(parse({}, true));
  return done();
}

Done parse_part(ZipArchive& archive, const ZipEntry& entry, XmlHandler& handler, const ReadLimits& limits) {
  XmlReader reader(handler, entry.name, limits);
  WEIGE_CHECK(archive.read(entry, [&](std::string_view piece) { return reader.feed(piece); }));
  return reader.finish();
}

}  // namespace weige::formats
