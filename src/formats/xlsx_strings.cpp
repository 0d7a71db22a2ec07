#include "formats/xlsx_strings.h"

#include <algorithm>

#include "formats/xlsx_text.h"
#include "formats/xml_reader.h"

namespace weige::formats {

class SharedStrings::Handler final : public XmlHandler {
 public:
  Handler(SharedStrings& table, const ReadLimits& limits) : table_(table), limits_(limits) {}

  void start(std::string_view name, const XmlAttributes&) override {
    if (name != "si") return item_.start(name);
    start_ = table_.text_.size();
    item_.reset();
  }

  void text(std::string_view bytes) override {
    if (!item_.in_text()) return;
    if (table_.text_.size() - start_ + bytes.size() > limits_.cell_bytes)
      return fail(problem(ProblemCode::cell_too_long).with("max", std::to_string(limits_.cell_bytes)));
    table_.text_.append(bytes);
  }

  void end(std::string_view name) override {
    if (name != "si") return item_.end(name);
    auto& text = table_.text_;
    text.resize(start_ + unescape_in_place(text.data() + start_, text.size() - start_));
    table_.ends_.push_back(text.size());
    if (text.size() + table_.ends_.size() * sizeof(table_.ends_[0]) > limits_.shared_string_bytes)
      fail(problem(ProblemCode::table_texts));
  }

 private:
  SharedStrings& table_;
  const ReadLimits& limits_;
  StringItem item_;
  std::size_t start_ = 0;
};

Result<SharedStrings> SharedStrings::load(ZipArchive& archive, const ZipEntry& part,
                                          const ReadLimits& limits) {
  SharedStrings table;
  table.make_room(part.unpacked, limits);
  Handler handler(table, limits);
  WEIGE_CHECK(parse_part(archive, part, handler, limits));
  return table;
}

// Room is taken once: growing would hold the table twice, and pages that nothing fills cost nothing.
void SharedStrings::make_room(std::uint64_t unpacked, const ReadLimits& limits) {
  constexpr std::uint64_t kMostGrowth = 2, kShortestItem = 5;  // Latin-1 to UTF-8; <si/>
  text_.reserve(std::min(limits.shared_string_bytes + limits.cell_bytes, unpacked * kMostGrowth));
  ends_.reserve(std::min(limits.shared_string_bytes / sizeof(ends_[0]) + 1, unpacked / kShortestItem + 1));
}

std::optional<std::string_view> SharedStrings::at(std::uint64_t index) const {
  if (index >= ends_.size()) return std::nullopt;
  const auto start = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(text_).substr(start, ends_[index] - start);
}

}  // namespace weige::formats
