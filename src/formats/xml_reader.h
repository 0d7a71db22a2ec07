// Streaming XML for the parts of a spreadsheet package: no DOCTYPE, bounded depth and memory, names without
// their prefix. UTF-8 goes to xml_scanner.h, every other encoding to xml_expat.h.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "formats/table.h"
#include "formats/xml_expat.h"
#include "formats/xml_handler.h"
#include "formats/xml_scanner.h"
#include "formats/zip_archive.h"

namespace weige::formats {

class XmlReader {
 public:
  // `part` names the part in problems. The handler outlives the reader.
  XmlReader(XmlHandler& handler, std::string part, const ReadLimits& limits);

  Result<Next> feed(std::string_view bytes);
  Done finish();

 private:
  Result<Next> parse(std::string_view bytes, bool last);
  Result<Next> answer(XmlStep step) const;
  Problem broken() const;
  bool choose(bool last);

  XmlHandler& handler_;
  std::string part_;
  const XmlBounds bounds_;
  std::string beginning_;  // until it is known who reads
  std::variant<std::monostate, XmlScanner, std::unique_ptr<XmlExpat>> parser_;
};

// Whether a document that begins so is in UTF-8; `more`: that cannot be told yet.
enum class XmlEncoding { utf8, other, more };
XmlEncoding xml_encoding(std::string_view beginning);

// Inflates and parses one part of the package.
Done parse_part(ZipArchive& archive, const ZipEntry& entry, XmlHandler& handler, const ReadLimits& limits);

}  // namespace weige::formats
