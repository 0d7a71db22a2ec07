// Small xlsx packages for tests, from the XML of their parts.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "support/zip_builder.h"

namespace weige::test {

class XlsxBuilder {
 public:
  XlsxBuilder();
  // Replaces or adds a part; an empty part is left out of the package.
  XlsxBuilder& part(std::string name, std::string xml);
  // The rows of sheet 1: the content of <sheetData>; `after` follows it (<mergeCells> ...).
  XlsxBuilder& rows(std::string_view data, std::string_view after = "");
  XlsxBuilder& shared_strings(std::string_view items);
  XlsxBuilder& date_1904();
  // The packed parts, without the zip's end, to add more entries to.
  ZipBuilder zip() const;
  std::string finish() const { return zip().finish(); }

 private:
  std::map<std::string, std::string> parts_;
};

}  // namespace weige::test
