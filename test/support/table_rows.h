// Reads a table from memory into plain rows, for comparing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/workbook.h"

namespace weige::test {

struct ReadRow {
  std::uint32_t number = 0;
  std::vector<std::string> texts;
  std::vector<formats::CellKind> kinds;
};

struct ReadTable {
  Result<formats::ReadReport> report;
  std::vector<ReadRow> rows;

  // Texts only; the whole table when it was read without a problem.
  std::vector<std::vector<std::string>> texts() const;
  // "code @ place" of the problem, or "ok".
  std::string outcome() const;
};

ReadTable read_all(std::string_view bytes, const formats::ReadOptions& options = {});

}  // namespace weige::test
