// The erasure journal as it comes back with a restore: whole lines of one form with their seals, or refused;
// the first line names the database. "*" at the end of a line stands for its seal.
#include <algorithm>

#include "fuzz_target.h"
#include "town/erasure_journal.h"

namespace {

using weige::town::JournalSeal;

JournalSeal seal_of(std::string ring) {
  namespace seal = weige::seal;
  const auto root = *seal::Secret::of(std::string(seal::Secret::kBytes, 'k'));
  return {std::move(ring), {seal::Profile::mlps3, root, "erasure_journal", "line"}};
}

std::string with_seals(std::string_view input, const JournalSeal& seal) {
  std::string out;
  for (std::size_t from = 0; from < input.size();) {
    const auto end = std::min(input.find('\n', from), input.size());
    const auto line = input.substr(from, end - from);
    out += line.ends_with(" *") ? std::string(line.substr(0, line.size() - 1)) +
                                      seal_of_line(seal, line.substr(0, line.size() - 2))
                                : std::string(line);
    if (end < input.size()) out += '\n';
    from = end + 1;
  }
  return out;
}

}  // namespace

WEIGE_FUZZ_TARGET(erasure_journal) {
  static const auto ours = seal_of("5f0c1a"), foreign = seal_of("another");
  const auto text = with_seals(input, ours);
  const auto marks = parse_erasure_journal(text, ours);
  if (!marks) return;
  const auto lines = std::count(text.begin(), text.end(), '\n');
  WEIGE_FUZZ_EXPECT(static_cast<long>(marks->size()) <= std::max<long>(lines - 1, 0));
  for (const auto& mark : *marks) {
    WEIGE_FUZZ_EXPECT(mark.id > 0);
    const auto words =
        mark.kind + " " + std::to_string(mark.id) + " " + std::to_string(mark.at.time_since_epoch().count());
    WEIGE_FUZZ_EXPECT(text.find(words + " " + seal_of_line(ours, words) + "\n") != text.npos);
  }
  WEIGE_FUZZ_EXPECT(!parse_erasure_journal(text, foreign) || marks->empty());
}
