#include "formats/csv_parser.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "formats/formula_guard.h"

namespace weige::formats {
namespace {

constexpr std::size_t kSniffedRecords = 20;

// How often the separator stands outside quotes in each of the first non-empty records.
std::vector<std::size_t> separators_per_record(std::string_view sample, char separator) {
  std::vector<std::size_t> counts;
  std::size_t count = 0, length = 0;
  bool quoted = false;
  for (const char c : sample) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r')) {
      if (length > 0) counts.push_back(count);
      count = length = 0;
      if (counts.size() == kSniffedRecords) return counts;
      continue;
    }
    ++length;
    count += !quoted && c == separator;
  }
  if (counts.empty() && length > 0) counts.push_back(count);
  return counts;
}

// {records that agree, separators in each}
std::pair<std::size_t, std::size_t> agreement(const std::vector<std::size_t>& counts) {
  std::map<std::size_t, std::size_t> records;
  for (const auto count : counts)
    if (count > 0) ++records[count];
  std::pair<std::size_t, std::size_t> best{0, 0};
  for (const auto& [count, agreeing] : records) best = std::max(best, {agreeing, count});
  return best;
}

}  // namespace

CsvDialect sniff_dialect(std::string_view sample) {
  constexpr std::array kSeparators{',', '\t', ';'};
  if (sample.size() > 5 && sample.starts_with("sep=") &&
      std::count(kSeparators.begin(), kSeparators.end(), sample[4])) {
    const auto ending = sample.substr(5, 2);
    if (ending == "\r\n") return {sample[4], 7};
    if (ending[0] == '\n' || ending[0] == '\r') return {sample[4], 6};
  }
  CsvDialect best;
  std::pair<std::size_t, std::size_t> score{0, 0};
  for (const char separator : kSeparators) {
    const auto candidate = agreement(separators_per_record(sample, separator));
    if (candidate <= score) continue;
    score = candidate;
    best.separator = separator;
  }
  return best;
}

CsvParser::CsvParser(char separator, const ReadOptions& options, const RowSink& sink)
    : separator_(separator), options_(options), sink_(sink) {}

std::string CsvParser::place() const {
  return cell_name(row_, static_cast<std::uint32_t>(ends_.size() + 1));
}

Problem CsvParser::here(ProblemCode code, std::uint64_t max) const {
  auto found = problem(code, place());
  return max == 0 ? std::move(found) : std::move(found).with("max", std::to_string(max));
}

Done CsvParser::feed(std::string_view text) {
  for (std::size_t at = 0; at < text.size() && !stopped_;) {
    if (std::exchange(after_cr_, false) && text[at] == '\n') {
      ++at;
      continue;
    }
    WEIGE_CHECK(step(text, at));
  }
  return done();
}

Done CsvParser::step(std::string_view text, std::size_t& at) {
  const char c = text[at];
  if (state_ == State::quoted) {
    const auto end = std::min(text.find('"', at), text.size());
    WEIGE_CHECK(append(text.substr(at, end - at)));
    if (end < text.size()) state_ = State::quote_in_quoted;
    at = end + 1;
    return done();
  }
  if (c == '"' && state_ != State::plain) {
    ++at;
    if (state_ == State::quote_in_quoted) WEIGE_CHECK(append("\""));
    state_ = State::quoted;
    return done();
  }
  if (c == separator_ || c == '\n' || c == '\r') {
    ++at;
    return end_mark(c);
  }
  if (state_ == State::quote_in_quoted) return here(ProblemCode::csv_quotes);
  const std::array stops{separator_, '\n', '\r'};
  const auto end =
      std::min(text.find_first_of(std::string_view(stops.data(), stops.size()), at), text.size());
  state_ = State::plain;
  WEIGE_CHECK(append(text.substr(at, end - at)));
  at = end;
  return done();
}

Done CsvParser::end_mark(char c) {
  WEIGE_CHECK(end_cell());
  if (c == separator_) return done();
  after_cr_ = c == '\r';
  return end_row();
}

Done CsvParser::append(std::string_view text) {
  const auto start = ends_.empty() ? 0 : ends_.back();
  if (text_.size() - start + text.size() > options_.limits.cell_bytes)
    return here(ProblemCode::cell_too_long, options_.limits.cell_bytes);
  if (text_.size() + text.size() > options_.limits.row_bytes)
    return here(ProblemCode::cell_too_long, options_.limits.row_bytes);
  text_.append(text);
  return done();
}

Done CsvParser::end_cell() {
  if (ends_.size() >= options_.limits.columns)
    return here(ProblemCode::table_columns, options_.limits.columns);
  ends_.push_back(text_.size());
  state_ = State::cell_start;
  return done();
}

Done CsvParser::end_row() {
  const bool blank = text_.empty();
  cells_seen_ += ends_.size();
  if (cells_seen_ > options_.limits.cells) return problem(ProblemCode::table_cells, cell_name(row_, 0));
  if (!blank) {
    if (++rows_ > options_.limits.rows)
      return problem(ProblemCode::table_rows, cell_name(row_, 0))
          .with("max", std::to_string(options_.limits.rows));
    deliver();
  }
  ++row_;
  text_.clear();
  ends_.clear();
  return done();
}

void CsvParser::deliver() {
  cells_.clear();
  std::size_t start = 0;
  for (const auto end : ends_) {
    auto text = std::string_view(text_).substr(start, end - start);
    if (options_.own_export) text = without_formula_guard(text);
    cells_.push_back({.kind = text.empty() ? CellKind::empty : CellKind::text, .text = text});
    start = end;
  }
  while (cells_.back().kind == CellKind::empty) cells_.pop_back();
  stopped_ = sink_({.sheet = {}, .row_number = row_, .cells = cells_}) == Next::stop;
}

Done CsvParser::finish() {
  if (stopped_) return done();
  if (state_ == State::quoted) return here(ProblemCode::csv_quotes);
  if (state_ == State::cell_start && ends_.empty()) return done();
  WEIGE_CHECK(end_cell());
  return end_row();
}

}  // namespace weige::formats
