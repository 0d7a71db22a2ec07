// Published statistics as a file for spreadsheets (publication_json.h).
#include <array>
#include <deque>

#include "formats/csv_writer.h"
#include "http/publication_json.h"

namespace weige::http {
namespace {

using formats::CellValue;
using town::Publication;

struct Word {
  std::string_view code, zh, en;
};
constexpr std::array kWords{Word{"residents", "实有人口", "residents"},
                            Word{"premises", "实有房屋", "premises"},
                            Word{"organisations", "实有单位", "organisations"},
                            Word{"town", "全镇", "the town"},
                            Word{"committee", "按村居", "by committee"},
                            Word{"grid", "按微网格", "by micro-grid"},
                            Word{"none", "", ""},
                            Word{"category", "按居住类别", "by category"},
                            Word{"confirmed", "按最近核实时间", "by last confirmation"},
                            Word{"use", "按居民区和非居民区", "by residential and other"},
                            Word{"registered_here", "户籍人口", "registered in Shanghai"},
                            Word{"elsewhere_mainland", "来沪人员", "from elsewhere in the mainland"},
                            Word{"outside_mainland", "境外人员", "from outside the mainland"},
                            Word{"unknown", "类别未登记", "category not entered"},
                            Word{"d30", "30天内核实", "confirmed within 30 days"},
                            Word{"d90", "31—90天", "31 to 90 days"},
                            Word{"d180", "91—180天", "91 to 180 days"},
                            Word{"d365", "181—365天", "181 to 365 days"},
                            Word{"older", "一年以上", "more than a year"},
                            Word{"residential", "居民区", "residential"},
                            Word{"other", "非居民区", "other"}};

std::string_view word_of(std::string_view code, Language language) {
  for (const auto& word : kWords)
    if (word.code == code) return language == Language::zh ? word.zh : word.en;
  return code;
}

std::string title_of(const Publication& publication, Language language) {
  std::string out(word_of(town::code(publication.kind.measure), language));
  for (const auto part : {town::code(publication.kind.level), town::code(publication.kind.breakdown)})
    if (const auto word = word_of(part, language); !word.empty())
      out.append(language == Language::zh ? " " : ", ").append(word);
  return out;
}

// Rows of texts and numbers; texts live as long as this.
class PublicationSheet {
 public:
  PublicationSheet(formats::CsvWriter& writer, Language language) : writer_(writer), language_(language) {}

  void table(const Publication& publication) {
    const bool grids = publication.kind.level == town::Level::grid;
    const bool parts = publication.kind.breakdown != town::Breakdown::none;
    if (grids) text(said("村居", "committee"));
    text(said("区域", "area"));
    text(said("合计", "total"));
    if (parts)
      for (const auto column : town::columns_of(publication.kind.breakdown)) text(word_of(column, language_));
    end_row();
    for (const auto& row : publication.rows) {
      if (grids) text(row.area.within);
      text(row.area.name.empty() ? said("（未划入微网格）", "(in no micro-grid)")
                                 : std::string_view(row.area.name));
      number(row.total);
      for (const auto& cell : row.cells) number(cell);
      end_row();
    }
  }

  void note(std::string words) {
    text(kept_.emplace_back(std::move(words)));
    end_row();
  }
  void end_row() {
    writer_.row(cells_);
    cells_.clear();
  }
  std::string_view said(std::string_view zh, std::string_view en) const {
    return language_ == Language::zh ? zh : en;
  }

 private:
  void text(std::string_view words) { cells_.emplace_back(words); }
  void number(const std::optional<std::int64_t>& count) {
    if (count)
      cells_.emplace_back(static_cast<double>(*count));
    else
      text("…");
  }

  formats::CsvWriter& writer_;
  Language language_;
  std::vector<CellValue> cells_;
  std::deque<std::string> kept_;
};

}  // namespace

void write_publication_csv(const Publication& publication, Language language,
                           const std::function<void(std::string_view)>& sink) {
  formats::CsvWriter writer(sink);
  PublicationSheet sheet(writer, language);
  sheet.table(publication);
  sheet.end_row();
  const bool zh = language == Language::zh;
  const auto least = std::to_string(publication.least_told), base = std::to_string(publication.rounded_to);
  sheet.note(title_of(publication, language) +
             (zh ? "，第 " + std::to_string(publication.number) + " 期，截至 "
                 : ", number " + std::to_string(publication.number) + ", as of ") +
             to_iso(publication.as_of));
  sheet.note(
      zh ? "不足 " + least + " 的数（含零）不公布；为防止推算，另有一些数也不公布，均以“…”表示。"
         : "Counts below " + least +
               ", zero included, are not told, and some others so that none can be worked out: \"…\".");
  sheet.note(zh ? "每个数各自四舍五入到 " + base + " 的倍数，因此各项之和可能与合计不等。"
                : "Each number is rounded to a multiple of " + base +
                      " by itself, so parts need not add up to their total.");
}

std::string publication_file_name(const Publication& publication, Language language) {
  return title_of(publication, language) + " " + to_iso(publication.as_of) + ".csv";
}

}  // namespace weige::http
