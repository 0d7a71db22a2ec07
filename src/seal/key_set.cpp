#include "seal/key_set.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "seal/sealer.h"
#include "seal/text_lines.h"

namespace weige::seal {
namespace {

constexpr std::string_view kTitle = "weige-keys", kFormat = "1";
constexpr std::size_t kRingBytes = 16;
constexpr std::size_t kFirstMaster = 4;  // lines before it: title, profile, ring, index

Problem unusable(std::string reason) {
  return problem(ProblemCode::key_file).with("reason", std::move(reason));
}

Problem wrong_line(std::size_t index) {
  return unusable("line " + std::to_string(index + 1));
}

std::optional<Secret> secret_of(std::string_view hex) {
  const auto bytes = from_hex(hex);
  return bytes ? Secret::of(*bytes) : std::nullopt;
}

// What stands after the line's name, when that is all there is.
std::string_view only_value(const Words& words, std::string_view name) {
  return words.size() == 2 && words[0] == name ? words[1] : std::string_view();
}

// master NUMBER INSTANT SECRET; numbers ascend.
std::optional<Master> master_of(const Words& words, std::uint32_t before) {
  if (words.size() != 4 || words[0] != "master") return std::nullopt;
  const auto number = to_number(words[1]);
  const auto made = parse_rfc3339(words[2]);
  const auto secret = secret_of(words[3]);
  if (!number || *number <= before || *number > kHighestKeyNumber) return std::nullopt;
  if (!made || to_rfc3339(*made) != words[2] || !secret) return std::nullopt;
  return Master{static_cast<std::uint32_t>(*number), *made, *secret};
}

}  // namespace

KeySet KeySet::make(Profile profile, Instant now, const Random& random) {
  std::array<std::byte, kRingBytes> ring{};
  random(ring);
  KeySet out{.profile = profile,
             .ring = to_hex({reinterpret_cast<const char*>(ring.data()), ring.size()}),
             .index_root = Secret::make(random),
             .masters = {}};
  out.add_master(now, random);
  return out;
}

const Master& KeySet::add_master(Instant now, const Random& random) {
  assert(has_room());
  const auto number = masters.empty() ? 1 : masters.back().number + 1;
  masters.push_back({number, now, Secret::make(random)});
  return masters.back();
}

bool KeySet::has_room() const {
  return masters.size() < kMostMasters && (masters.empty() || masters.back().number < kHighestKeyNumber);
}

const Master* KeySet::find(std::uint32_t number) const {
  const auto found = std::ranges::find(masters, number, &Master::number);
  return found == masters.end() ? nullptr : &*found;
}

std::string to_text(const KeySet& keys) {
  std::string out = std::string(kTitle) + " " + std::string(kFormat) + "\nprofile " +
                    std::string(code(keys.profile)) + "\nring " + keys.ring + "\nindex " +
                    to_hex(keys.index_root.bytes()) + "\n";
  for (const auto& master : keys.masters)
    out += "master " + std::to_string(master.number) + " " + to_rfc3339(master.made) + " " +
           to_hex(master.secret.bytes()) + "\n";
  return with_sum(std::move(out));
}

Result<KeySet> parse_key_set(std::string_view text) {
  if (text.size() > kLongestKeyFile) return unusable("too-large");
  if (!text.starts_with(std::string(kTitle) + " ")) return unusable("not-a-key-file");
  const auto lines = lines_under_sum(text);
  if (!lines) return unusable("checksum");
  if (only_value(lines->front(), kTitle) != kFormat) return unusable("newer");
  if (lines->size() <= kFirstMaster || lines->size() > kFirstMaster + kMostMasters)
    return wrong_line(lines->size());
  const auto profile = profile_of(only_value((*lines)[1], "profile"));
  if (!profile) return wrong_line(1);
  const auto ring = only_value((*lines)[2], "ring");
  if (ring.size() != kRingBytes * 2 || !from_hex(ring)) return wrong_line(2);
  const auto index = secret_of(only_value((*lines)[3], "index"));
  if (!index) return wrong_line(3);
  KeySet out{.profile = *profile, .ring = std::string(ring), .index_root = *index, .masters = {}};
  for (std::size_t i = kFirstMaster; i < lines->size(); ++i) {
    auto master = master_of((*lines)[i], out.masters.empty() ? 0 : out.masters.back().number);
    if (!master) return wrong_line(i);
    out.masters.push_back(*std::move(master));
  }
  return out;
}

}  // namespace weige::seal
