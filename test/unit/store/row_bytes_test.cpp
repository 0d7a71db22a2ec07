#include "store/row_bytes.h"

#include <gtest/gtest.h>

#include <limits>

namespace weige::store {
namespace row_bytes_test {

// A row that is not of a database.
class FixedRow : public Row {
 public:
  explicit FixedRow(Params values) : values_(std::move(values)) {}
  int columns() const override { return static_cast<int>(values_.size()); }
  bool is_null(int column) const override { return values_[column].index() == 0; }
  std::int64_t int64(int column) const override { return std::get<std::int64_t>(values_[column]); }
  double real(int column) const override { return std::get<double>(values_[column]); }
  std::string_view text(int column) const override { return std::get<std::string>(values_[column]); }
  std::string_view blob(int column) const override { return std::get<Blob>(values_[column]).bytes; }

 private:
  Params values_;
};

const std::vector<TableColumn> kColumns{{"id", ColumnKind::integer},
                                        {"share", ColumnKind::real},
                                        {"name", ColumnKind::text},
                                        {"sealed", ColumnKind::blob}};

std::string bytes_of(const Params& row) {
  std::string out;
  append_row(out, FixedRow(row), kColumns);
  return out;
}

std::vector<Params> rows() {
  return {
      params(std::int64_t{7}, 0.25, "马 🐎", Blob{std::string("\0\xff", 2)}),
      params(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<double>::infinity(), "", Blob{}),
      Params{Value{}, Value{}, Value{}, Value{}}};
}

TEST(RowBytes, ComeBackAsTheyWere) {
  for (const auto& row : rows()) {
    const auto back = row_of_bytes(bytes_of(row), kColumns);
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, row);
  }
}

TEST(RowBytes, KnowOneNought) {
  EXPECT_EQ(bytes_of(params(1, -0.0, "", Blob{})), bytes_of(params(1, 0.0, "", Blob{})));
}

TEST(RowBytes, CutOrLongerAreNoRow) {
  const auto bytes = bytes_of(rows().front());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(row_of_bytes(std::string_view(bytes).substr(0, size), kColumns)) << size;
  EXPECT_FALSE(row_of_bytes(bytes + "n", kColumns));
}

TEST(RowBytes, OfAnotherKindAreNoRow) {
  const auto bytes = bytes_of(rows().front());
  const std::vector<TableColumn> others{{"id", ColumnKind::real},
                                        {"share", ColumnKind::real},
                                        {"name", ColumnKind::text},
                                        {"sealed", ColumnKind::blob}};
  EXPECT_FALSE(row_of_bytes(bytes, others));
}

// What one engine would take and the other refuse.
TEST(RowBytes, WithoutAPlaceInOneOfTheEnginesAreNoRow) {
  const auto text = [](std::string_view value) {
    const std::vector<TableColumn> one{{"name", ColumnKind::text}};
    std::string bytes("t\0\0\0", 4);
    bytes += static_cast<char>(value.size());
    bytes += value;
    return row_of_bytes(bytes, one).has_value();
  };
  EXPECT_TRUE(text("马"));
  EXPECT_TRUE(text("\xf4\x8f\xbf\xbf"));
  EXPECT_FALSE(text(std::string_view("a\0b", 3)));
  EXPECT_FALSE(text("\xff"));
  EXPECT_FALSE(text("\xe9\xa9")) << "cut";
  EXPECT_FALSE(text("\xc0\xaf")) << "longer than it need be";
  EXPECT_FALSE(text("\xe0\x80\xaf"));
  EXPECT_FALSE(text("\xed\xa0\x80")) << "a surrogate";
  EXPECT_FALSE(text("\xf4\x90\x80\x80")) << "above the last";
  const std::vector<TableColumn> one{{"share", ColumnKind::real}};
  EXPECT_FALSE(row_of_bytes(std::string("r\x7f\xf8\0\0\0\0\0\0", 9), one)) << "NaN";
}

}  // namespace row_bytes_test
}  // namespace weige::store
