// The rules of the self-check that are asked of the schema: what has no table and no column cannot be kept.
#include <algorithm>
#include <array>
#include <set>

#include "town/self_check.h"

namespace weige::town {
namespace {

// Words of names, as between underlines: "check_in" is two that follow each other. Too many would be a false
// alarm, which somebody looks at; one too few would be a rule that nobody asks.
struct ForbiddenWords {
  std::string_view rule;
  std::vector<std::string_view> words;
};

const std::vector<ForbiddenWords>& forbidden_words() {
  static const std::vector<ForbiddenWords> all{
      {"no_check_in",
       {"check_in", "checkin", "clock_in", "clock_out", "punch", "attendance", "presence", "roll_call"}},
      {"no_ranking",
       {"rank", "ranks", "ranking", "score", "scores", "rating", "ratings", "grade", "stars", "leaderboard",
        "credit_score", "risk", "risks"}},
      {"no_tracks",
       {"track", "tracks", "trajectory", "gps", "movement", "movements", "whereabouts", "location",
        "locations", "beacon", "imei", "imsi", "bluetooth", "waypoint"}},
      {"no_photos",
       {"photo", "photos", "image", "images", "picture", "pictures", "face", "faces", "portrait", "avatar",
        "fingerprint", "fingerprints", "biometric", "biometrics", "iris", "voice", "video", "camera"}},
      {"no_persons_of_concern",
       {"watch", "watched", "watchlist", "blacklist", "suspicious", "suspect", "suspects", "concern",
        "key_person", "key_persons", "wanted", "danger", "offender", "criminal", "control_level"}},
      {"no_protected_traits",
       {"ethnic",    "ethnicity",   "nation", "religion", "religious", "belief",    "faith",
        "political", "politics",    "party",  "health",   "illness",   "disease",   "disability",
        "pregnancy", "vaccination", "blood",  "petition", "petitions", "petitioner"}}};
  return all;
}

// Which posts were at a meeting is a duty of theirs (work plan O9, C9, N9); it tells of no day of work.
// Nothing else may be called so.
bool is_of_meetings(std::string_view table, std::string_view word) {
  return table == "meeting_attendance" && (word == "attendance" || word == "presence");
}

// A point on the map belongs to an address, or to the borders of an area; to nothing that moves.
constexpr std::array<std::string_view, 3> kTablesWithPoints{"address", "grid_version", "grid_member"};

bool has_words(std::string_view name, std::string_view words) {
  const auto framed = "_" + std::string(name) + "_";
  return framed.find("_" + std::string(words) + "_") != std::string::npos;
}

bool is_point(std::string_view column) {
  return has_words(column, "lng") || has_words(column, "lat") || has_words(column, "longitude") ||
         has_words(column, "latitude");
}

std::string joined_names(const std::set<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::set<std::string> tables_of(const SchemaFacts& facts) {
  std::set<std::string> out;
  for (const auto& each : facts.columns) out.insert(each.table);
  return out;
}

std::set<std::string> named_so(const SchemaFacts& facts, const ForbiddenWords& forbidden) {
  std::set<std::string> out;
  for (const auto& each : facts.columns) {
    for (const auto word : forbidden.words) {
      if (is_of_meetings(each.table, word)) continue;
      if (has_words(each.table, word) || has_words(each.column, word))
        out.insert(each.table + "." + each.column);
    }
  }
  if (forbidden.rule != "no_tracks") return out;
  for (const auto& each : facts.columns)
    if (is_point(each.column) && std::ranges::find(kTablesWithPoints, each.table) == kTablesWithPoints.end())
      out.insert(each.table + "." + each.column);
  return out;
}

CheckedRule check_words(const SchemaFacts& facts, const ForbiddenWords& forbidden) {
  const auto found = named_so(facts, forbidden);
  // Without a schema nothing was asked, so nothing holds.
  const bool holds = found.empty() && !facts.columns.empty();
  CheckedRule out{.rule = forbidden.rule, .verdict = holds ? Verdict::holds : Verdict::attention};
  out.facts = {{"tables_asked", std::ssize(tables_of(facts))},
               {"columns_asked", std::ssize(facts.columns)},
               {"words_asked", std::ssize(forbidden.words)},
               {"columns_found", std::ssize(found)}};
  if (!found.empty()) out.facts.push_back({"found", joined_names(found)});
  return out;
}

CheckedRule check_declared(const SchemaFacts& facts) {
  std::set<std::string> declared, real;
  for (const auto& table : facts.manifest)
    for (const auto& column : table.columns)
      declared.insert(std::string(table.name) + "." + std::string(column.name));
  for (const auto& each : facts.columns) real.insert(each.table + "." + each.column);
  std::set<std::string> differing;
  std::ranges::set_symmetric_difference(declared, real, std::inserter(differing, differing.end()));
  CheckedRule out{.rule = "data_declared",
                  .verdict = differing.empty() && !real.empty() ? Verdict::holds : Verdict::attention,
                  .facts = {{"columns_asked", std::ssize(real)}, {"columns_found", std::ssize(differing)}}};
  if (!differing.empty()) out.facts.push_back({"found", joined_names(differing)});
  return out;
}

// What is gone within a month may lie plain: files of jobs and answers to submissions.
bool is_short_lived(const ManifestTable& table) {
  return !table.retention.clock.empty() && table.retention.days <= 30;
}

CheckedRule check_sealed(const SchemaFacts& facts) {
  std::int64_t sealed = 0, short_lived = 0;
  std::set<std::string> plain;
  for (const auto& table : facts.manifest)
    for (const auto& column : table.columns) {
      if (column.data_class != DataClass::sensitive) continue;
      if (column.at_rest != AtRest::plain)
        ++sealed;
      else if (is_short_lived(table))
        ++short_lived;
      else
        plain.insert(std::string(table.name) + "." + std::string(column.name));
    }
  CheckedRule out{.rule = "sensitive_sealed",
                  .verdict = plain.empty() && sealed > 0 ? Verdict::holds : Verdict::attention,
                  .facts = {{"columns_sealed", sealed},
                            {"columns_short_lived", short_lived},
                            {"columns_found", std::ssize(plain)}}};
  if (!plain.empty()) out.facts.push_back({"found", joined_names(plain)});
  return out;
}

// Leads (线索) are letters that nobody but the officer's post reads: whatever of one says something lies
// sealed.
CheckedRule check_leads(const SchemaFacts& facts) {
  std::int64_t tables = 0;
  std::set<std::string> open;
  for (const auto& table : facts.manifest) {
    if (!has_words(table.name, "lead") && !has_words(table.name, "leads")) continue;
    ++tables;
    for (const auto& column : table.columns) {
      const bool says = column.data_class == DataClass::personal || column.data_class == DataClass::sensitive;
      if (says && column.at_rest != AtRest::sealed)
        open.insert(std::string(table.name) + "." + std::string(column.name));
    }
  }
  CheckedRule out{.rule = "leads_sealed", .facts = {{"tables_asked", tables}}};
  out.verdict = tables == 0 ? Verdict::not_built : open.empty() ? Verdict::holds : Verdict::attention;
  if (!open.empty()) out.facts.push_back({"found", joined_names(open)});
  return out;
}

}  // namespace

std::vector<CheckedRule> check_schema(const SchemaFacts& facts) {
  std::vector<CheckedRule> out;
  for (const auto& forbidden : forbidden_words()) out.push_back(check_words(facts, forbidden));
  out.push_back(check_declared(facts));
  out.push_back(check_sealed(facts));
  out.push_back(check_leads(facts));
  return out;
}

}  // namespace weige::town
