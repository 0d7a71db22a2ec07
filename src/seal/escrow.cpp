#include "seal/escrow.h"

#include <botan/tss.h>

#include <array>
#include <cassert>
#include <set>

#include "seal/algorithms.h"
#include "seal/passed_in_rng.h"
#include "seal/sealer.h"
#include "seal/text_lines.h"

namespace weige::seal {
namespace {

constexpr std::string_view kSealedTitle = "weige-escrow", kShareTitle = "weige-share", kFormat = "1";
constexpr std::size_t kIdBytes = 16, kFewestShareBytes = 22;
constexpr Place kPlace{"escrow", "keys", 0};

struct SealedFile {
  std::string id;  // of this escrow: its shares have it too
  Profile profile;
  std::string sealed;
};

struct Share {
  std::string id;
  std::string bytes;
};

// What stands after the name in a line of two words.
std::string_view value_of(const Words& words, std::string_view name) {
  return words.size() == 2 && words[0] == name ? words[1] : std::string_view();
}

// weige-escrow 1 / profile P / id I / needed N / sealed S / sum
std::optional<SealedFile> sealed_file(std::string_view text) {
  if (text.size() > kLongestEscrow) return std::nullopt;
  const auto lines = lines_under_sum(text);
  if (!lines || lines->size() != 5 || value_of((*lines)[0], kSealedTitle) != kFormat) return std::nullopt;
  const auto profile = profile_of(value_of((*lines)[1], "profile"));
  const auto id = value_of((*lines)[2], "id");
  const auto sealed = from_hex(value_of((*lines)[4], "sealed"));
  if (!profile || id.size() != kIdBytes * 2 || !to_number(value_of((*lines)[3], "needed")) || !sealed)
    return std::nullopt;
  return SealedFile{std::string(id), *profile, *sealed};
}

// weige-share 1 / id I / share S / sum
std::optional<Share> share_of(std::string_view text) {
  if (text.size() > kLongestShare) return std::nullopt;
  const auto lines = lines_under_sum(text);
  if (!lines || lines->size() != 3 || value_of((*lines)[0], kShareTitle) != kFormat) return std::nullopt;
  const auto id = value_of((*lines)[1], "id");
  auto bytes = from_hex(value_of((*lines)[2], "share"));
  if (id.size() != kIdBytes * 2 || !bytes || bytes->size() < kFewestShareBytes) return std::nullopt;
  return Share{std::string(id), *std::move(bytes)};
}

// The escrow's key; nullopt when the shares are too few, damaged or of different makings.
std::optional<Secret> joined(const std::vector<Botan::RTSS_Share>& shares) {
  try {
    const auto secret = Botan::RTSS_Share::reconstruct(shares);
    return Secret::of({reinterpret_cast<const char*>(secret.data()), secret.size()});
  } catch (const Botan::Exception&) {
    return std::nullopt;
  }
}

}  // namespace

Escrow put_in_escrow(const KeySet& keys, int needed, int shares, const Random& random) {
  assert(kFewestNeeded <= needed && needed <= shares && shares <= kMostShares);
  const auto secret = Secret::make(random);
  std::array<std::byte, kIdBytes> id{};
  random(id);
  const std::string_view id_bytes(reinterpret_cast<const char*>(id.data()), id.size());
  const std::string head = std::string(kFormat) + "\n", id_line = "id " + to_hex(id_bytes) + "\n";
  const auto sealed = Sealer(keys.profile, secret, 1).seal(kPlace, to_text(keys), random);
  Escrow out{.sealed = with_sum(std::string(kSealedTitle) + " " + head + "profile " +
                                std::string(code(keys.profile)) + "\n" + id_line + "needed " +
                                std::to_string(needed) + "\nsealed " + to_hex(sealed) + "\n"),
             .shares = {}};
  PassedInRng rng(random);
  const std::vector<std::uint8_t> name(octets(id_bytes), octets(id_bytes) + id_bytes.size());
  for (const auto& share : Botan::RTSS_Share::split(
           static_cast<std::uint8_t>(needed), static_cast<std::uint8_t>(shares), octets(secret.bytes()),
           static_cast<std::uint16_t>(Secret::kBytes), name, "SHA-256", rng))
    out.shares.push_back(
        with_sum(std::string(kShareTitle) + " " + head + id_line + "share " +
                 to_hex({reinterpret_cast<const char*>(share.data().data()), share.data().size()}) + "\n"));
  return out;
}

Result<KeySet> from_escrow(std::string_view sealed, std::span<const std::string> shares) {
  const auto file = sealed_file(sealed);
  if (!file || shares.size() > kMostShares) return problem(ProblemCode::key_shares);
  std::vector<Botan::RTSS_Share> parts;
  std::set<std::string> seen;
  for (const auto& text : shares) {
    const auto share = share_of(text);
    if (!share || share->id != file->id) return problem(ProblemCode::key_shares);
    if (seen.insert(share->bytes).second) parts.emplace_back(octets(share->bytes), share->bytes.size());
  }
  const auto secret = joined(parts);
  if (!secret) return problem(ProblemCode::key_shares);
  const auto text = Sealer(file->profile, *secret, 1).open(kPlace, file->sealed);
  if (!text) return problem(ProblemCode::key_shares);
  return parse_key_set(*text);
}

}  // namespace weige::seal
