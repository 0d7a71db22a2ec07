// Each rule of the self-check holds for facts as they should be, and asks for attention once one of them is
// not.
#include "town/self_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "support/test_time.h"

namespace weige::town {
namespace self_check_test {

using namespace std::chrono_literals;
using testing_support::kTestNow;

SelfCheckFacts good_facts() {
  SelfCheckFacts facts;
  facts.schema.columns = {{"person", "id"}, {"person", "phone"}, {"address", "lng"}};
  facts.schema.manifest = {
      {.name = "person",
       .columns = {{"id"}, {"phone", DataClass::sensitive, Erasure::clear, AtRest::sealed}}},
      {.name = "address", .columns = {{"lng"}}}};
  facts.audit = {.begun = true, .entries = 100, .head_at = kTestNow - 1min};
  facts.keys = {.masters = 1, .newest_made = kTestNow - 24h * 30};
  facts.clocks = {{.table = "job", .clock = "job.expires_at", .overdue = 0},
                  {.table = "account", .clock = "account.disabled", .days = 730},
                  {.table = "lead", .clock = "lead.received", .days = 90, .overdue = 0}};
  facts.night = {.finished = kTestNow - 20h};
  facts.erasures = {.journal = JournalState::kept, .erased = 20};
  facts.staff = {.accounts = 40, .factors_needed = 30, .undertakings_needed = 35, .posts = 50};
  facts.forms = {.officers = 20, .asked = 20, .lists = 30, .reports = 5};
  facts.last_backup = kTestNow - 20h;
  facts.settings.over_tls = true;
  return facts;
}

CheckedRule rule_of(const SelfCheckFacts& facts, std::string_view rule) {
  const auto all = check_all(facts, kTestNow);
  const auto found = std::ranges::find(all, rule, &CheckedRule::rule);
  if (found == all.end()) throw std::runtime_error("no rule " + std::string(rule));
  return *found;
}

Verdict verdict_of(const SelfCheckFacts& facts, std::string_view rule) {
  return rule_of(facts, rule).verdict;
}

std::string text_fact(const CheckedRule& rule, std::string_view name) {
  const auto found = std::ranges::find(rule.facts, name, &CheckFact::name);
  return found == rule.facts.end() ? std::string() : std::get<std::string>(found->value);
}

struct Spoiled {
  std::string_view rule;
  std::function<void(SelfCheckFacts&)> spoil;
};

std::vector<Spoiled> spoiled_keeping() {
  return {
      {"no_check_in",
       [](SelfCheckFacts& facts) {
         facts.schema.columns.push_back({"meeting_attendance", "check_in_at"});
       }},
      {"no_check_in",
       [](SelfCheckFacts& facts) {
         facts.schema.columns.push_back({"shift_slot", "presence"});
       }},
      {"retention_kept", [](SelfCheckFacts& facts) { facts.night.failed = true; }},
      {"retention_kept", [](SelfCheckFacts& facts) { facts.night.finished.reset(); }},
      {"retention_kept", [](SelfCheckFacts& facts) { facts.night.finished = kTestNow - 49h; }},
      {"erasures_journaled",
       [](SelfCheckFacts& facts) { facts.erasures.journal = JournalState::unreadable; }},
      {"erasures_journaled", [](SelfCheckFacts& facts) { facts.erasures.lacking = 1; }},
      {"leads_gone", [](SelfCheckFacts& facts) { facts.clocks[2].overdue = 1; }},
      {"leads_gone", [](SelfCheckFacts& facts) { facts.clocks[2].overdue.reset(); }},
      {"two_persons", [](SelfCheckFacts& facts) { facts.settings.two_persons = access::TwoPersons::off; }},
      {"backup_recent", [](SelfCheckFacts& facts) { facts.last_backup.reset(); }},
      {"backup_recent", [](SelfCheckFacts& facts) { facts.last_backup = kTestNow - 49h; }}};
}

const std::vector<Spoiled>& spoiled() {
  static const auto column = [](const char* table, const char* name) {
    return [table, name](SelfCheckFacts& facts) { facts.schema.columns.push_back({table, name}); };
  };
  static const std::vector<Spoiled> listed{
      {"no_check_in", column("person", "check_in_at")},
      {"no_check_in", column("attendance", "id")},
      {"no_ranking", column("person", "risk")},
      {"no_ranking", column("post", "score")},
      {"no_tracks", column("session", "lng")},
      {"no_tracks", column("person_movement", "at")},
      {"no_photos", column("premises", "photo")},
      {"no_persons_of_concern", column("watchlist", "person_id")},
      {"no_persons_of_concern", column("person", "key_person")},
      {"no_protected_traits", column("person", "religion")},
      {"data_declared", column("person", "shoe_size")},
      {"sensitive_sealed",
       [](SelfCheckFacts& facts) { facts.schema.manifest[0].columns[1].at_rest = AtRest::plain; }},
      {"leads_sealed",
       [](SelfCheckFacts& facts) {
         facts.schema.manifest.push_back({.name = "lead", .columns = {{"text", DataClass::sensitive}}});
       }},
      {"audit_signed", [](SelfCheckFacts& facts) { facts.audit.begun = false; }},
      {"audit_signed", [](SelfCheckFacts& facts) { facts.audit.head_at.reset(); }},
      {"audit_signed",
       [](SelfCheckFacts& facts) {
         facts.audit.waiting = 1;
         facts.audit.head_at = kTestNow - 11min;
       }},
      {"audit_signed",
       [](SelfCheckFacts& facts) {
         facts.audit.unsigned_ = 1;
         facts.audit.head_at = kTestNow - 11min;
       }},
      {"keys_current", [](SelfCheckFacts& facts) { facts.keys.newest_made = kTestNow - 24h * 367; }},
      {"keys_current", [](SelfCheckFacts& facts) { facts.keys.newest_made.reset(); }},
      {"keys_rotated", [](SelfCheckFacts& facts) { facts.keys.under_old_masters = 1; }},
      {"retention_kept", [](SelfCheckFacts& facts) { facts.clocks[0].overdue = 1; }},
      {"retention_kept", [](SelfCheckFacts& facts) { facts.clocks.clear(); }},
      {"erasures_journaled", [](SelfCheckFacts& facts) { facts.erasures.journal = JournalState::missing; }},
      {"accounts_used", [](SelfCheckFacts& facts) { facts.staff.idle = 1; }},
      {"second_factors", [](SelfCheckFacts& facts) { facts.staff.factors_missing = 1; }},
      {"undertakings", [](SelfCheckFacts& facts) { facts.staff.undertakings_due = 1; }},
      {"posts_held", [](SelfCheckFacts& facts) { facts.staff.posts_vacant = 1; }},
      {"forms_few", [](SelfCheckFacts& facts) { facts.forms.asked = 21; }},
      {"second_factor_required",
       [](SelfCheckFacts& facts) { facts.settings.second_factor = access::FactorRule::offered; }},
      {"transport_encrypted", [](SelfCheckFacts& facts) { facts.settings.over_tls = false; }},
      {"purpose_short", [](SelfCheckFacts& facts) { facts.settings.purpose_minutes = 241; }},
      {"quotas_as_shipped",
       [](SelfCheckFacts& facts) { facts.settings.quotas = access::ReadingQuotas::same_for_all(1'000'000); }},
      {"public_form_watched", [](SelfCheckFacts& facts) { facts.settings.public_form = true; }},
      {"tiles_at_home", [](SelfCheckFacts& facts) { facts.settings.tiles = "https://tiles.example"; }}};
  static const std::vector<Spoiled> all = [] {
    auto out = spoiled_keeping();
    out.insert(out.end(), listed.begin(), listed.end());
    return out;
  }();
  return all;
}

TEST(SelfCheck, HoldsWhereEverythingIsAsItShouldBe) {
  for (const auto& rule : check_all(good_facts(), kTestNow))
    EXPECT_NE(rule.verdict, Verdict::attention) << rule.rule;
}

TEST(SelfCheck, EachFactThatIsWrongAsksForAttention) {
  for (const auto& [rule, spoil] : spoiled()) {
    auto facts = good_facts();
    ASSERT_NE(verdict_of(facts, rule), Verdict::attention) << rule;
    spoil(facts);
    EXPECT_EQ(verdict_of(facts, rule), Verdict::attention) << rule;
  }
}

TEST(SelfCheck, EveryRuleCanAskForAttention) {
  for (const auto& rule : check_all(good_facts(), kTestNow))
    EXPECT_TRUE(std::ranges::any_of(spoiled(), [&](const Spoiled& one) { return one.rule == rule.rule; }))
        << rule.rule;
}

TEST(SelfCheck, NothingHoldsOfASchemaThatWasNotAsked) {
  for (const auto& rule : check_schema({}))
    EXPECT_EQ(rule.verdict, rule.rule == "leads_sealed" ? Verdict::not_built : Verdict::attention)
        << rule.rule;
}

TEST(SelfCheck, NamesWhatItFound) {
  auto facts = good_facts();
  facts.schema.columns.push_back({"person", "face_hash"});
  EXPECT_EQ(text_fact(rule_of(facts, "no_photos"), "found"), "person.face_hash");
  facts.schema.columns = {{"surface", "interface"}, {"person", "portraits_of"}};
  EXPECT_EQ(verdict_of(facts, "no_photos"), Verdict::holds) << "whole words only";
}

TEST(SelfCheck, APointBelongsToAnAddressOrABorder) {
  auto facts = good_facts();
  facts.schema.columns.push_back({"grid_member", "label_lat"});
  EXPECT_EQ(verdict_of(facts, "no_tracks"), Verdict::holds);
  facts.schema.columns.push_back({"audit_entry", "lat"});
  EXPECT_EQ(text_fact(rule_of(facts, "no_tracks"), "found"), "audit_entry.lat");
}

TEST(SelfCheck, LeadsAreNotBuiltWithoutATableAndHoldWhenSealed) {
  auto facts = good_facts();
  EXPECT_EQ(verdict_of(facts, "leads_sealed"), Verdict::not_built);
  facts.schema.manifest.push_back(
      {.name = "lead",
       .columns = {{"id"}, {"body", DataClass::sensitive, Erasure::delete_row, AtRest::sealed}}});
  EXPECT_EQ(verdict_of(facts, "leads_sealed"), Verdict::holds);
}

TEST(SelfCheck, AJournalIsNotMissedWhileNobodyWasErased) {
  auto facts = good_facts();
  facts.erasures = {};
  EXPECT_EQ(verdict_of(facts, "erasures_journaled"), Verdict::holds);
  facts.clocks.pop_back();
  EXPECT_EQ(verdict_of(facts, "leads_gone"), Verdict::not_built);
}

TEST(SelfCheck, AHeadMayBeOldWhileNothingWaits) {
  auto facts = good_facts();
  facts.audit.head_at = kTestNow - 24h * 7;
  EXPECT_EQ(verdict_of(facts, "audit_signed"), Verdict::holds);
}

TEST(SelfCheck, ARotationUnderWayIsNoFault) {
  auto facts = good_facts();
  facts.keys.under_old_masters = 10;
  facts.keys.rotating = true;
  EXPECT_EQ(verdict_of(facts, "keys_rotated"), Verdict::holds);
}

TEST(SelfCheck, WhatIsSwitchedOffIsNotApplicable) {
  auto facts = good_facts();
  EXPECT_EQ(verdict_of(facts, "public_form_watched"), Verdict::not_applicable);
  EXPECT_EQ(verdict_of(facts, "tiles_at_home"), Verdict::not_applicable);
  facts.forms = {};
  EXPECT_EQ(verdict_of(facts, "forms_few"), Verdict::not_applicable);
}

TEST(SelfCheck, AFewPeopleAreNotCounted) {
  EXPECT_EQ(people("n", 0).value, CheckFact("n", std::int64_t{0}).value);
  EXPECT_EQ(people("n", 1).value, CheckFact("n", Few{}).value);
  EXPECT_EQ(people("n", 9).value, CheckFact("n", Few{}).value);
  EXPECT_EQ(people("n", 10).value, CheckFact("n", std::int64_t{10}).value);
  auto facts = good_facts();
  facts.staff.idle = 3;
  facts.staff.factors_missing = 4;
  facts.staff.undertakings_due = 5;
  for (const auto* rule : {"accounts_used", "second_factors", "undertakings"})
    EXPECT_TRUE(std::holds_alternative<Few>(rule_of(facts, rule).facts.at(1).value)) << rule;
}

}  // namespace self_check_test
}  // namespace weige::town
