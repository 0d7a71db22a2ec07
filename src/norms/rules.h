// The town's six norms (work plan K1-K6) as values that the program obeys, with what ships as defaults. Which
// version of each is in force on a day: rules_store.h. Days and minutes are whole; shares lie in 0..1. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weige::norms {

enum class Norm { k1, k2, k3, k4, k5, k6 };
std::string_view code(Norm norm);  // "k1"
std::optional<Norm> norm_of(std::string_view code);
std::vector<Norm> all_norms();

// K1, data quality: what is kept of residents, premises and organisations, and how fresh.
struct QualityRules {
  int confirm_person_days = 180;  // a record confirmed longer ago is asked about at the door
  int confirm_premises_days = 180;
  int confirm_organisation_days = 180;
  int finding_due_days = 7;       // from a finding to its answer
  int handed_down_due_days = 15;  // for data handed down without a date of its own
};

// K2, key premises: which they are, and how often each kind is visited.
struct KeyPremisesKind {
  std::string code;  // "group_rental"
  std::string zh, en;
  std::vector<std::string> labels = {};  // any of these premises labels; empty: none counts
  int least_people = 0;  // residents now, from which on it is one; 0: their number does not count
  int visit_every_days = 30;
};
struct KeyPremisesRules {
  std::vector<KeyPremisesKind> kinds;
  int site_check_every_days = 14;  // of a flagged site while it is cleaned up
};

// K3, checking: who goes, how often, and how today's doors are chosen.
struct CheckingRules {
  int attempts_before_officer = 3;  // fruitless visits, after which the officer is told
  int hours_between_attempts = 4;   // so that two count as at different times of day
  int doors_a_day = 40;             // of one coordinator's plan
  int minutes_a_door = 6;           // spent there, walking apart
  double random_share = 0.10;       // of a day's doors, drawn by chance to measure the plan against
};

// K4, measurement of quality. What is not built yet says so on the page.
struct MeasurementRules {
  int sample_a_committee = 60;
};

// K5, the team of three as one.
struct TeamRules {
  int guidance_every_days = 31;      // N2: the officer guides each helper
  int undertaking_days = 365;        // confidentiality, renewed
  double grid_staff_share = 0.20;    // L6
  int review_every_days = 7;         // S1: 周点评会
  int summary_every_days = 31;       // 月小结会
  int doors_a_week = 50;             // C1: the set workload of a coordinator, agreed with the officer
  int visits_a_week_residents = 20;  // S4, of a team: residents, premises, organisations
  int visits_a_week_premises = 10;
  int visits_a_week_organisations = 5;
  int patrols_a_month = 4;  // L3
};

// K6, supervision and inspection.
struct InspectionRules {
  int inspect_every_days = 31;  // each grid
  int answer_within_days = 5;
};

struct Rules {
  QualityRules quality = {};
  KeyPremisesRules key_premises = {};
  CheckingRules checking = {};
  MeasurementRules measurement = {};
  TeamRules team = {};
  InspectionRules inspection = {};
};

// Labels and number of people: where a kind names both, both must hold; where it names one, that one.
bool is_of_kind(const KeyPremisesKind& kind, std::span<const std::string> labels, int people);

// What ships: in force until the town makes a version of its own.
Rules shipped_rules();

}  // namespace weige::norms
