#include "formats/csv_reader.h"

#include "formats/csv_parser.h"
#include "formats/text_decoder.h"

namespace weige::formats {
namespace {

Done parse_all(TextDecoder& decoder, TextDecoder::Step step, std::string& text, std::size_t skip,
               CsvParser& parser) {
  WEIGE_CHECK(parser.feed(std::string_view(text).substr(skip)));
  while (step == TextDecoder::Step::more && !parser.stopped()) {
    text.clear();
    step = decoder.next(text);
    WEIGE_CHECK(parser.feed(text));
  }
  if (step == TextDecoder::Step::broken && !parser.stopped())
    return problem(ProblemCode::csv_encoding, parser.place());
  return parser.finish();
}

}  // namespace

Result<ReadReport> read_csv(const ByteSource& source, const ReadOptions& options, const RowSink& sink) {
  if (source.size() == 0) return problem(ProblemCode::file_empty);
  if (source.size() > options.limits.file_bytes)
    return problem(ProblemCode::file_too_large).with("max", std::to_string(options.limits.file_bytes));
  if (options.sheet) return problem(ProblemCode::sheet_missing, *options.sheet);
  WEIGE_TRY(const auto encoding, detect_encoding(source));
  TextDecoder decoder(source, encoding);
  std::string text;
  const auto step = decoder.next(text);
  const auto dialect = sniff_dialect(text);
  CsvParser parser(dialect.separator, options, sink);
  WEIGE_CHECK(parse_all(decoder, step, text, dialect.skip, parser));
  if (parser.rows() == 0) return problem(ProblemCode::file_empty);
  ReadReport report{.format = std::string(encoding_name(encoding.encoding)), .separator = dialect.separator};
  report.stopped = parser.stopped();
  report.sheets.push_back({.name = "", .rows = parser.rows()});
  return report;
}

}  // namespace weige::formats
