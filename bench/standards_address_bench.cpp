// The address parser, accuracy and speed in one call of one binary: precision, recall and F1 per element on
// labelled addresses of other hands (labelled_addresses.h tells what is counted), and addresses a second on
// the same lines, beside a plain walk over their UTF-8. Promise: 500,000/s on one core; F1 0.95 of districts,
// 0.90 of roads, numbers, buildings and rooms. Where ../shared/data is absent only invented addresses are
// timed.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "labelled_addresses.h"
#include "standards/text_fold.h"

namespace {

using namespace weige::standards;
using namespace weige::bench;

constexpr AddressPart scored[] = {AddressPart::province, AddressPart::city,      AddressPart::district,
                                  AddressPart::town,     AddressPart::committee, AddressPart::road,
                                  AddressPart::lane,     AddressPart::group,     AddressPart::number,
                                  AddressPart::building, AddressPart::unit,      AddressPart::floor,
                                  AddressPart::room};

std::string name_of(AddressPart part) {
  return std::string{address_part_name(part)};
}

void print_table(const char* title, const std::vector<LabelledAddress>& lines, Mapping mapping) {
  std::fprintf(stderr, "%s\n%-10s %29s   %29s\n%-10s", title, "", "half that was tuned on", "half held out",
               "element");
  for (int half = 0; half < 2; ++half) std::fprintf(stderr, " %9s %9s %9s   ", "precision", "recall", "F1");
  const Scores tuned = score(lines, mapping, Half::tuned), held = score(lines, mapping, Half::held_out);
  for (const AddressPart part : scored) {
    std::fprintf(stderr, "\n%-10s", name_of(part).c_str());
    for (const Scores* scores : {&tuned, &held}) {
      const Score& s = (*scores)[static_cast<std::size_t>(part)];
      std::fprintf(stderr, " %9.3f %9.3f %9.3f   ", s.precision(), s.recall(), s.f1());
    }
  }
  std::fprintf(stderr, "\n\n");
}

std::vector<std::string> invented() {
  std::mt19937_64 random(20261128);
  const auto below = [&](std::uint64_t end) { return std::to_string(1 + random() % end); };
  std::vector<std::string> texts;
  while (texts.size() < 3000)
    texts.push_back("上海市青浦区徐泾镇明珠路" + below(900) + "弄" + below(60) + "号" + below(2000) + "室");
  return texts;
}

struct Lines {
  std::vector<LabelledAddress> labelled;
  std::vector<std::string> texts;
};

const Lines& lines() {
  static const Lines all = [] {
    Lines made;
    if (const auto file = labelled_address_file()) {
      made.labelled = read_labelled(*file);
      for (const auto& address : made.labelled) made.texts.push_back(address.text);
      print_table("F1 by our definitions", made.labelled, Mapping::by_definitions);
      print_table("F1 by their labels alone", made.labelled, Mapping::by_labels);
    } else {
      std::fprintf(stderr,
                   "no ../shared/data/addresses/dev.txt: no accuracy, only invented addresses are timed\n");
      made.texts = invented();
    }
    return made;
  }();
  return all;
}

template <class Work>
void each(benchmark::State& state, Work work) {
  const auto& texts = lines().texts;
  for (auto _ : state)
    for (const auto& text : texts) benchmark::DoNotOptimize(work(text));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * texts.size()));
}

void walk_utf8(benchmark::State& state) {
  each(state, [](const std::string& text) {
    std::uint32_t sum = 0;
    for (std::size_t at = 0; at < text.size();) sum += next_code_point(text, at);
    return sum;
  });
}
void parse(benchmark::State& state) {
  each(state, [](const std::string& text) { return StandardAddress::parse(text).ok(); });
  if (lines().labelled.empty()) return;
  const Scores scores = score(lines().labelled, Mapping::by_definitions, Half::both);
  for (const AddressPart part : {AddressPart::district, AddressPart::road, AddressPart::number,
                                 AddressPart::building, AddressPart::room})
    state.counters["F1_" + name_of(part)] = scores[static_cast<std::size_t>(part)].f1();
}
void parse_and_canonical(benchmark::State& state) {
  each(state, [](const std::string& text) {
    const auto address = StandardAddress::parse(text);
    return address ? address->canonical().size() : 0;
  });
}

BENCHMARK(walk_utf8);
BENCHMARK(parse);
BENCHMARK(parse_and_canonical);

}  // namespace
