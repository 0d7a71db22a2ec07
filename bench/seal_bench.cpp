// Sealing and opening numbers of 18 bytes, items a second on one core, each beside a reference: the library's
// cipher alone on the same bytes under one key, and a plain copy of them.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/random.h"
#include "seal/algorithms.h"
#include "seal/blind_index.h"
#include "seal/sealer.h"

namespace {

using namespace weige;
using seal::Place;
using seal::Profile;
using seal::Sealer;

constexpr int kNumbers = 10'000;

std::vector<std::string> numbers() {
  std::vector<std::string> out;
  for (int i = 0; i < kNumbers; ++i) out.push_back("99000119900101" + std::to_string(1000 + i % 9000));
  return out;
}

Profile profile_of(const benchmark::State& state) {
  return static_cast<Profile>(state.range(0));
}

template <class F>
void each(benchmark::State& state, F f) {
  const auto values = numbers();
  for (auto _ : state)
    for (int i = 0; i < kNumbers; ++i) benchmark::DoNotOptimize(f(i, values[static_cast<std::size_t>(i)]));
  state.SetItemsProcessed(state.iterations() * kNumbers);
  state.SetLabel(std::string(code(profile_of(state))));
}

Place place_of(int row) {
  return {"person", "document_number", row};
}

void copy(benchmark::State& state) {
  each(state, [](int, const std::string& value) { return std::string(value); });
}

void cipher_alone(benchmark::State& state) {
  const auto profile = profile_of(state);
  const std::string key(seal::key_bytes(profile), 'k'), nonce(12, 'n');
  auto& mode = seal::cipher(profile, Botan::ENCRYPTION, key);
  each(state, [&](int, const std::string& value) {
    mode.start(seal::octets(nonce), nonce.size());
    Botan::secure_vector<std::uint8_t> content(seal::octets(value), seal::octets(value) + value.size());
    mode.finish(content);
    return content.size();
  });
}

void seal_value(benchmark::State& state) {
  const Sealer key(profile_of(state), seal::Secret::make(seeded_random(1)), 1);
  const auto random = system_random();
  each(state, [&](int row, const std::string& value) { return key.seal(place_of(row), value, random); });
}

void open_value(benchmark::State& state) {
  const Sealer key(profile_of(state), seal::Secret::make(seeded_random(1)), 1);
  std::vector<std::string> sealed;
  const auto values = numbers();
  for (int row = 0; row < kNumbers; ++row)
    sealed.push_back(key.seal(place_of(row), values[static_cast<std::size_t>(row)], seeded_random(1)));
  each(state, [&](int row, const std::string&) {
    return key.open(place_of(row), sealed[static_cast<std::size_t>(row)]).has_value();
  });
}

// What reading somebody's number costs: the key of the person is opened with the master, then the number with
// it.
void open_key_and_value(benchmark::State& state) {
  const auto profile = profile_of(state);
  const Sealer master(profile, seal::Secret::make(seeded_random(1)), 1);
  std::vector<std::string> wrapped, sealed;
  const auto values = numbers();
  for (int row = 0; row < kNumbers; ++row) {
    const auto secret = seal::Secret::make(seeded_random(static_cast<std::uint64_t>(row)));
    wrapped.push_back(master.seal({"data_key", "person", row}, secret.bytes(), seeded_random(2)));
    sealed.push_back(Sealer(profile, secret, 1)
                         .seal(place_of(row), values[static_cast<std::size_t>(row)], seeded_random(3)));
  }
  each(state, [&](int row, const std::string&) {
    const auto at = static_cast<std::size_t>(row);
    const auto secret = seal::Secret::of(*master.open({"data_key", "person", row}, wrapped[at]));
    return Sealer(profile, *secret, 1).open(place_of(row), sealed[at])->size();
  });
}

void index_value(benchmark::State& state) {
  const seal::BlindIndex index(profile_of(state), seal::Secret::make(seeded_random(1)), "person", "phone");
  each(state, [&](int, const std::string& value) { return index.of(value); });
}

void both_profiles(benchmark::internal::Benchmark* bench) {
  for (const auto profile : seal::all_profiles()) bench->Arg(static_cast<int>(profile));
}

BENCHMARK(copy)->Arg(1);
BENCHMARK(cipher_alone)->Apply(both_profiles);
BENCHMARK(seal_value)->Apply(both_profiles);
BENCHMARK(open_value)->Apply(both_profiles);
BENCHMARK(open_key_and_value)->Apply(both_profiles);
BENCHMARK(index_value)->Apply(both_profiles);

}  // namespace
