#include "cli/link_command.h"

#include <CLI/App.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <thread>

#include "cli/link_file.h"
#include "cli/outcome.h"
#include "linkage/link_trainer.h"
#include "linkage/linker.h"

namespace weige::cli {
namespace {

using linkage::Link;
using linkage::Linking;
using linkage::LinkResult;

constexpr std::size_t most_config_bytes = 1 << 20;

Result<linkage::LinkConfig> config_of(const std::string& name) {
  if (const auto text = linkage::ready_made_config(name); !text.empty())
    return linkage::parse_link_config(text);
  std::ifstream in(name, std::ios::binary);
  std::string text(most_config_bytes, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (!in.eof() && in.fail()))
    return problem(ProblemCode::file_unreadable, name).with("reason", "register-roster, febrl");
  text.resize(static_cast<std::size_t>(in.gcount()));
  return linkage::parse_link_config(text);
}

// Bytes of memory that belong to no file; 0 where the kernel does not tell.
std::uint64_t anonymous_bytes() {
  std::ifstream status("/proc/self/status");
  constexpr std::string_view label = "RssAnon:";
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(label)) return std::strtoull(line.c_str() + label.size(), nullptr, 10) * 1024;
  return 0;
}

// Tells each phase as it goes, and keeps how long it took.
class Phases {
 public:
  Phases(std::ostream& err, bool quiet) : err_(err), quiet_(quiet) {}

  void operator()(std::string_view phase, double share) {
    const auto now = Clock::now();
    if (phase != phase_) {
      end();
      phase_ = phase;
      began_ = told_ = now;
    }
    if (quiet_ || now - told_ < std::chrono::seconds(1)) return;
    told_ = now;
    err_ << phase << " " << static_cast<int>(share * 100) << " %\n" << std::flush;
  }
  void end() {
    if (phase_.empty()) return;
    const auto took = std::chrono::duration<double>(Clock::now() - began_).count();
    const double before = seconds_.contains(phase_) ? seconds_.at(phase_).as_double() : 0;
    seconds_[phase_] = before + took;
    peak_ = std::max(peak_, anonymous_bytes());
    if (!quiet_) err_ << phase_ << ": " << std::round(took * 1000) / 1000 << " s\n";
    phase_.clear();
  }
  const boost::json::object& seconds() const { return seconds_; }
  std::uint64_t peak_bytes() const { return peak_; }

 private:
  using Clock = std::chrono::steady_clock;
  std::ostream& err_;
  const bool quiet_;
  std::string phase_;
  Clock::time_point began_, told_;
  boost::json::object seconds_;
  std::uint64_t peak_ = 0;
};

struct Job {
  Linking linking;
  const LinkFile *left, *right;
  bool queries_are_left;

  const LinkFile& queries() const { return queries_are_left ? *left : *right; }
  const LinkFile& known() const { return queries_are_left ? *right : *left; }
};

void append_cell(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == text.npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  out += '"';
}

void append_link(std::string& out, const Link& link, const Job& job) {
  const auto left = job.queries_are_left ? link.query : link.record;
  const auto right = job.queries_are_left ? link.record : link.query;
  append_cell(out, job.left->ids.of(left));
  out += ',';
  append_cell(out, job.right->ids.of(right));
  char probability[32];
  std::snprintf(probability, sizeof probability, ",%.6f,", link.probability);
  out += probability;
  out += link.kind == linkage::LinkClass::same ? "same\n" : "review\n";
}

Done write_links(const LinkResult& result, const Job& job, const std::string& path) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  std::string text = "left_id,right_id,probability,class\n";
  for (const Link& link : result.links) {
    append_link(text, link, job);
    if (text.size() < (1 << 20)) continue;
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    text.clear();
  }
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) return problem(ProblemCode::file_write, path).with("reason", std::strerror(errno));
  return done();
}

boost::json::array levels_of(const linkage::FieldKind& kind, const linkage::FieldChances& chances) {
  boost::json::array levels;
  for (std::size_t l = 1; l < kind.levels().size(); ++l)
    levels.push_back({{"level", kind.levels()[l].name}, {"m", chances.m[l]}, {"u", chances.u[l]}});
  return levels;
}

boost::json::object figures_of(const LinkResult& result, const linkage::LinkModel& model, const Job& job,
                               const Phases& phases) {
  boost::json::object fields;
  const auto& config = job.queries().records->config();
  for (std::size_t f = 0; f < config.fields.size(); ++f)
    fields[config.fields[f].name] = levels_of(*config.fields[f].kind, model.fields[f]);
  const auto same = std::ranges::count(result.links, linkage::LinkClass::same, &Link::kind);
  return {{"model_version", model.version},
          {"looked_up", job.queries().rows},
          {"known", job.known().rows},
          {"found", model.found},
          {"same", same},
          {"review", static_cast<std::int64_t>(result.links.size()) - same},
          {"same_from", result.same_from},
          {"pairs", result.pairs},
          {"seconds", phases.seconds()},
          {"anonymous_bytes", phases.peak_bytes()},
          {"fields", std::move(fields)}};
}

void tell(const boost::json::object& figures, const Job& job, std::ostream& err) {
  for (const auto* file : {job.left, job.right})
    for (const auto& field : file->absent) err << "no column for " << field << "\n";
  const double looked_up = std::max(figures.at("looked_up").to_number<double>(), 1.0);
  err << figures.at("found").to_number<double>() << " of the records looked up are found; "
      << figures.at("same") << " same, " << figures.at("review") << " to review; same from "
      << figures.at("same_from").to_number<double>() << "; "
      << figures.at("pairs").to_number<double>() / looked_up << " pairs compared a record; "
      << figures.at("anonymous_bytes").to_number<double>() / 1e6 << " MB\n";
}

Done write_figures(const boost::json::object& figures, const std::string& path) {
  if (path.empty()) return done();
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << figures << "\n";
  out.close();
  if (!out) return problem(ProblemCode::file_write, path).with("reason", std::strerror(errno));
  return done();
}

unsigned threads_of(const LinkFlags& flags) {
  return flags.threads != 0 ? flags.threads : std::max(std::thread::hardware_concurrency(), 1u);
}

Done run(const LinkFlags& flags, const Job& job, Phases& phases, std::ostream& err) {
  const unsigned threads = threads_of(flags);
  const linkage::Progress progress = [&](std::string_view phase, double share) { phases(phase, share); };
  const auto& queries = *job.queries().records;
  const linkage::LinkIndex index(*job.known().records, threads, progress);
  const auto model = linkage::train(queries, index, {.linking = job.linking, .threads = threads}, progress);
  const linkage::LinkOptions options{.linking = job.linking,
                                     .false_match_rate = flags.false_match_rate,
                                     .review_from = flags.review_from,
                                     .one_to_one = !flags.many_to_one && job.queries_are_left,
                                     .threads = threads};
  const auto result = linkage::link(queries, index, model, options, progress);
  progress("write", 0);
  WEIGE_CHECK(write_links(result, job, flags.out));
  phases.end();
  const auto figures = figures_of(result, model, job, phases);
  if (!flags.quiet) tell(figures, job, err);
  return write_figures(figures, flags.figures);
}

Done only_needed(const LinkFlags& flags) {
  const bool two = !flags.left.empty() && !flags.right.empty() && flags.dedupe.empty();
  const bool one = flags.left.empty() && flags.right.empty() && !flags.dedupe.empty();
  if (!two && !one)
    return problem(ProblemCode::setting, "--left")
        .with("name", "--left")
        .with("expected", "--left and --right, or --dedupe");
  return done();
}

}  // namespace

Done link_command(const LinkFlags& flags, std::ostream& err) {
  WEIGE_CHECK(only_needed(flags));
  WEIGE_TRY(const auto config, config_of(flags.config));
  Phases phases(err, flags.quiet);
  linkage::TextPool pool;
  const LinkFileReader reader{config, pool, threads_of(flags)};
  const linkage::Progress progress = [&](std::string_view phase, double share) { phases(phase, share); };
  if (!flags.dedupe.empty()) {
    WEIGE_TRY(const auto file, reader.read(flags.dedupe, progress));
    return run(flags, {Linking::one_file, &file, &file, true}, phases, err);
  }
  WEIGE_TRY(const auto left, reader.read(flags.left, progress));
  WEIGE_TRY(const auto right, reader.read(flags.right, progress));
  return run(flags, {Linking::two_files, &left, &right, left.rows <= right.rows}, phases, err);
}

void add_link_command(CLI::App& app, int& code) {
  auto* link =
      app.add_subcommand("link", "Find the records of two CSV files, or of one, that are the same person");
  link->footer(
      "Learns from the files themselves; no weights are set by hand. Writes "
      "left_id,right_id,probability,class: \"same\",\n"
      "or \"review\" where a person must look. Without --many-to-one each right record is the same as one "
      "left record at "
      "most.\n"
      "Ready-made configurations: register-roster (columns rid or qid, idno, name, phone, address) and "
      "febrl.\n"
      "Example: weige link --config register-roster --left roster.csv --right register.csv --out "
      "links.csv\n" +
      std::string(kExitCodes));
  auto flags = std::make_shared<LinkFlags>();
  link->add_option("--config", flags->config, "a TOML file, or the name of a ready-made configuration")
      ->capture_default_str();
  link->add_option("--left", flags->left, "CSV file");
  link->add_option("--right", flags->right, "CSV file");
  link->add_option("--dedupe", flags->dedupe, "CSV file, to be linked within itself");
  link->add_option("--out", flags->out, "CSV file to write")->required();
  link->add_option("--figures", flags->figures,
                   "JSON file to write: what was learned, seconds of each phase, memory");
  link->add_option("--threads", flags->threads, "0: as many as the machine has")->capture_default_str();
  link->add_option("--false-match-rate", flags->false_match_rate,
                   "of the pairs called the same, the share expected wrong")
      ->check(CLI::Range(0.0, 0.5))
      ->capture_default_str();
  link->add_option("--review-from", flags->review_from, "probability from which a person should look")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  link->add_flag("--many-to-one", flags->many_to_one,
                 "several left records may be the same as one right record");
  link->add_flag("--quiet", flags->quiet, "neither progress nor figures");
  link->callback([flags, &code] { code = told(link_command(*flags, std::cerr), std::cerr); });
}

}  // namespace weige::cli
