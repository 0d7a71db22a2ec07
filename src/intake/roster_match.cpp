#include "intake/roster_match.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace weige::intake {
namespace {

using registry::LikelyPerson;

// The best candidate, unless a number says that it is somebody else: two people may share a door and a name,
// but not a number, and a number that differs is never overwritten without somebody looking.
RowMatch choose(const RosterRow& row, const std::vector<LikelyPerson>& likely,
                const registry::PeopleMatches& matches, const NumberOwner& owner) {
  RowMatch out{.candidates = likely};
  if (owner.same_name) {
    out.person = owner.person;
    out.probability = 1;
    return out;
  }
  double none = 1;
  for (const auto& each : likely) none -= each.probability;
  const bool likely_enough = !likely.empty() && likely.front().probability >= matches.same_from;
  const bool numbers_agree = likely_enough && (owner.person == 0 || owner.person == likely.front().person) &&
                             (row.parsed.key.empty() || !likely.front().other_number);
  if (numbers_agree) {
    out.person = likely.front().person;
    out.probability = likely.front().probability;
  } else if (!likely_enough && owner.person == 0 && none >= matches.new_from) {
    out.person = 0;
    out.probability = none;
  } else if (owner.person != 0 &&
             std::ranges::find(likely, owner.person, &LikelyPerson::person) == likely.end()) {
    out.candidates.push_back({.person = owner.person});
  }
  return out;
}

// What a row says, so that two rows can be told to say the same.
std::string content(const registry::ParsedRow& row) {
  std::string out;
  for (const auto* values : {&row.subject, &row.residence, &row.employment})
    for (const auto& each : *values) out.append(each.field).append("=").append(each.value).append("\n");
  if (row.address) out += row.address->canonical();
  return out;
}

// Rows that mean one person: told once where they agree, looked at where they do not.
class Doubles {
 public:
  explicit Doubles(const Matching& matching, std::vector<RowMatch>& out) : matching_(matching), out_(out) {}

  void settle() {
    for (std::size_t i = 0; i < out_.size(); ++i)
      if (matching_.rows[i].usable && out_[i].person) groups_[key(i)].push_back(i);
    for (const auto& [key, members] : groups_)
      if (members.size() > 1) settle(members);
  }

 private:
  std::string key(std::size_t i) const {
    return *out_[i].person != 0 ? std::to_string(*out_[i].person) : identity_of(matching_.rows[i]);
  }
  void settle(const std::vector<std::size_t>& members) {
    const auto first = members.front();
    const auto said = content(matching_.rows[first].parsed);
    const bool agree = std::ranges::all_of(
        members, [&](std::size_t i) { return content(matching_.rows[i].parsed) == said; });
    for (const auto i : members) {
      if (i != first) out_[i].same_as_row = matching_.rows[first].number();
      if (!agree) out_[i].person.reset();
    }
    if (!agree) out_[first].same_as_row = matching_.rows[members[1]].number();
  }

  const Matching& matching_;
  std::vector<RowMatch>& out_;
  std::unordered_map<std::string, std::vector<std::size_t>> groups_;
};

}  // namespace

std::vector<RowMatch> choose_people(const Matching& matching) {
  std::vector<RowMatch> out(matching.rows.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    if (matching.rows[i].usable)
      out[i] = choose(matching.rows[i], matching.matches.rows[i], matching.matches, matching.number_owner[i]);
  Doubles(matching, out).settle();
  return out;
}

}  // namespace weige::intake
