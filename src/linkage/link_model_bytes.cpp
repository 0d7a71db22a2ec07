#include "linkage/link_model_bytes.h"

#include <bit>
#include <cassert>
#include <cmath>

#include "base/sha256.h"

namespace weige::linkage {
namespace {

// magic, format, fingerprint; version, found, queries, records; for each field m and u of each level,
// matches, strangers; related queries, number of patterns, and each pattern with its count, in ascending
// order; SHA-256 of all that. Numbers are 64 bits, the lowest byte first; doubles as in IEEE 754.
constexpr std::string_view magic = "weigelm";
constexpr std::uint64_t format_version = 1;
constexpr std::size_t hash_size = 64;
// Whole numbers up to here are exact as doubles.
constexpr std::uint64_t most_count = std::uint64_t{1} << 53;
constexpr double sum_error = 1e-6;

class Writer {
 public:
  void text(std::string_view text) { bytes_ += text; }
  void count(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>(value >> shift & 0xFF);
  }
  void number(double value) { count(std::bit_cast<std::uint64_t>(value)); }
  void chances(const std::vector<double>& levels) {
    for (std::size_t l = 1; l < levels.size(); ++l) number(levels[l]);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Once something is not as it should be, failed() stays true and all that is read is 0.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : left_(bytes) {}
  bool failed() const { return failed_; }
  std::size_t left() const { return left_.size(); }
  void expect(bool condition) { failed_ = failed_ || !condition; }

  std::string_view text(std::size_t size) {
    expect(size <= left_.size());
    if (failed_) return {};
    const std::string_view read = left_.substr(0, size);
    left_.remove_prefix(size);
    return read;
  }
  std::uint64_t count() {
    std::uint64_t value = 0;
    const std::string_view read = text(8);
    for (std::size_t i = 0; i < read.size(); ++i)
      value |= std::uint64_t{static_cast<unsigned char>(read[i])} << 8 * i;
    return value;
  }
  // Finite and at least 0.
  double number() {
    const double value = std::bit_cast<double>(count());
    expect(std::isfinite(value) && !std::signbit(value));
    return failed_ ? 0 : value;
  }
  // Of all levels but `missing`: each above 0, together 1.
  std::vector<double> chances(std::size_t levels) {
    std::vector<double> read(levels);
    double sum = 0;
    for (std::size_t l = 1; l < levels; ++l) {
      sum += read[l] = number();
      expect(read[l] > 0);
    }
    expect(std::abs(sum - 1) < sum_error);
    return read;
  }

 private:
  std::string_view left_;
  bool failed_ = false;
};

void write_related(Writer& out, const RelatedPatterns& related, std::size_t fields) {
  const auto counts = related.counts();
  out.count(static_cast<std::uint64_t>(related.queries()));
  out.count(counts.size());
  for (const auto& [levels, times] : counts) {
    out.text({reinterpret_cast<const char*>(levels.data()), fields});
    out.count(static_cast<std::uint64_t>(times));
  }
}

Levels read_pattern(Reader& in, const LinkConfig& config) {
  Levels levels{};
  const std::string_view read = in.text(config.fields.size());
  for (std::size_t f = 0; f < read.size(); ++f) {
    levels[f] = static_cast<Level>(read[f]);
    in.expect(levels[f] < config.fields[f].kind->levels().size());
  }
  return levels;
}

RelatedPatterns read_related(Reader& in, const LinkConfig& config) {
  RelatedPatterns related;
  const std::uint64_t queries = in.count(), patterns = in.count();
  in.expect(queries <= most_count && (queries > 0 || patterns == 0));
  Levels last{};  // less than any that relatives share
  for (std::uint64_t i = 0; i < patterns && !in.failed();
       ++i) {  // ends with the bytes, whatever they promise
    const Levels levels = read_pattern(in, config);
    const std::uint64_t times = in.count();
    in.expect(last < levels && times > 0 && times <= most_count);
    related.add(levels, static_cast<double>(times));
    last = levels;
  }
  if (queries > 0 && !in.failed()) related.finish(queries, config);
  return related;
}

// The length stands before each text, so that no two configurations are written alike.
void write_named(Writer& out, std::string_view name) {
  out.count(name.size());
  out.text(name);
}

std::string_view checked_part(std::string_view bytes) {
  if (bytes.size() < hash_size) return {};
  const std::string_view part = bytes.substr(0, bytes.size() - hash_size);
  return sha256_hex(part) == bytes.substr(part.size()) ? part : std::string_view{};
}

}  // namespace

std::string fingerprint(const LinkConfig& config) {
  Writer out;
  out.count(config.fields.size());
  for (const Field& field : config.fields) {
    write_named(out, field.name);
    write_named(out, field.kind->name());
    out.count(field.kind->levels().size());
    for (const LevelInfo& level : field.kind->levels()) {
      write_named(out, level.name);
      out.count(level.part);
      out.count(level.shared_by_relatives ? 1 : 0);
    }
  }
  out.count(config.block_limit);
  for (const Block& block : config.blocks) {
    out.count(block.size());
    for (const FieldPart& part : block) out.count(std::uint64_t{part.field} << 8 | part.part);
  }
  return sha256_hex(out.bytes());
}

std::string to_bytes(const LinkModel& model, const LinkConfig& config) {
  assert(model.fields.size() == config.fields.size());
  Writer out;
  out.text(magic);
  out.count(format_version);
  out.text(fingerprint(config));
  out.count(model.version);
  for (const double value : {model.found, model.queries, model.records}) out.number(value);
  for (const FieldChances& field : model.fields) {
    out.chances(field.m);
    out.chances(field.u);
    out.number(field.matches);
    out.number(field.strangers);
  }
  write_related(out, model.related, config.fields.size());
  return out.bytes() + sha256_hex(out.bytes());
}

std::optional<LinkModel> model_from_bytes(std::string_view bytes, const LinkConfig& config) {
  Reader in(checked_part(bytes));
  in.expect(in.text(magic.size()) == magic && in.count() == format_version);
  in.expect(in.text(hash_size) == fingerprint(config));
  in.expect(in.count() == LinkModel::current_version);
  LinkModel model;
  for (double* value : {&model.found, &model.queries, &model.records}) *value = in.number();
  in.expect(model.found > 0);
  for (const Field& field : config.fields) {
    FieldChances& chances = model.fields.emplace_back();
    chances.m = in.chances(field.kind->levels().size());
    chances.u = in.chances(field.kind->levels().size());
    chances.matches = in.number();
    chances.strangers = in.number();
  }
  model.related = read_related(in, config);
  in.expect(in.left() == 0);
  if (in.failed()) return std::nullopt;
  return model;
}

}  // namespace weige::linkage
