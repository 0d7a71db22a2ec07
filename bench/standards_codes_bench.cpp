// ID numbers, names, phones, divisions: items a second on one core, each beside a reference that only walks
// the bytes.
#include <benchmark/benchmark.h>

#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "standards/division_table.h"
#include "standards/id_number.h"
#include "standards/person_name.h"
#include "standards/phone.h"
#include "standards/pinyin.h"
#include "standards/reserved.h"

namespace {

using namespace weige::standards;

constexpr std::uint64_t seed = 20261123;

std::vector<std::string> invented_ids() {
  std::mt19937_64 random(seed);
  std::vector<std::string> ids;
  while (ids.size() < 10'000) {
    std::string digits = std::string{reserved_id_prefix} + "001" + std::to_string(1940 + random() % 80) +
                         "0" + std::to_string(1 + random() % 9) + std::to_string(10 + random() % 18) +
                         std::to_string(100 + random() % 900);
    ids.push_back(digits + id_check_digit(digits));
  }
  return ids;
}

template <class Parse>
void each(benchmark::State& state, const std::vector<std::string>& texts, Parse parse) {
  for (auto _ : state)
    for (const auto& text : texts) benchmark::DoNotOptimize(parse(text));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * texts.size()));
}

void walk_bytes(benchmark::State& state) {
  each(state, invented_ids(),
       [](const std::string& text) { return std::accumulate(text.begin(), text.end(), 0); });
}
void parse_id(benchmark::State& state) {
  each(state, invented_ids(), [](const std::string& text) { return IdNumber::parse(text).ok(); });
}
void parse_phone(benchmark::State& state) {
  each(state, {"13800138000", "021-62345678-801", "+852 6123 4567"},
       [](const std::string& text) { return Phone::parse(text).ok(); });
}
void parse_name(benchmark::State& state) {
  each(state, {"王小伟", "欧阳娜娜", "阿卜杜·买买提"},
       [](const std::string& text) { return PersonName::parse(text).ok(); });
}
void name_to_pinyin(benchmark::State& state) {
  each(state, {"王小伟", "欧阳娜娜", "单雄信"},
       [](const std::string& text) { return pinyin_of(PersonName::parse(text).value()).full.size(); });
}

void find_division(benchmark::State& state) {
  const auto table = DivisionTable::open(default_division_file());
  if (!table) return state.SkipWithError("no division table");
  std::vector<std::string> codes;
  table->each_below(DivisionCode::parse("31").value(),
                    [&](const Division& d) { return codes.push_back(d.code.text()), true; });
  each(state, codes,
       [&](const std::string& text) { return table->find(DivisionCode::parse(text).value()).has_value(); });
}
void open_divisions(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(DivisionTable::open(default_division_file()).ok());
}

BENCHMARK(walk_bytes);
BENCHMARK(parse_id);
BENCHMARK(parse_phone);
BENCHMARK(parse_name);
BENCHMARK(name_to_pinyin);
BENCHMARK(find_division);
BENCHMARK(open_divisions)->Unit(benchmark::kMillisecond);

}  // namespace
