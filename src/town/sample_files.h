// The sample town as the three files a town begins with: addresses, residents, organisations; a title above
// the header, Chinese headers, values as people write them. For trying the import.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "registry/import_fields.h"
#include "town/sample_plan.h"

namespace weige::town {

// headers stand in row 2, the first of `rows` in row 3; all cells are text, as registers keep their numbers.
struct SampleTable {
  registry::TownFile kind = registry::TownFile::residents;
  std::string title;  // also the sheet's name
  std::vector<std::string> headers;
  std::vector<std::vector<std::string>> rows = {};
};
using SampleTables = std::array<SampleTable, 3>;
inline constexpr std::uint32_t kSampleHeaderRow = 2;

SampleTables empty_sample_tables();
// How the committee stands at the end of its history.
void add_sample_rows(SampleTables& tables, const SamplePlan& plan);

// addresses.xlsx, addresses.csv, residents.xlsx ... in a folder that exists.
class SampleFileWriter {
 public:
  // Problem: file_write.
  static Result<SampleFileWriter> create(const std::string& folder);
  SampleFileWriter(SampleFileWriter&&) noexcept;
  ~SampleFileWriter();

  Done add(const SampleTables& tables);  // their rows, behind those added before
  Done finish();

 private:
  struct Files;
  explicit SampleFileWriter(std::unique_ptr<Files> files);
  std::unique_ptr<Files> files_;
};

}  // namespace weige::town
