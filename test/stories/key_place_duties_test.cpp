// The duties at key premises and flagged sites (L4, O4, C4), what of them is reported and what else is passed
// on sealed (L5, N5, C5, O5), and penalties (O8), told by what people do and what the duty board then shows.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/base64.h"
#include "support/http/story.h"
#include "support/leads.h"

namespace weige::testing_support {
namespace key_place_duties_test {

namespace json = boost::json;

class KeyPlaceDuties : public Story {
 protected:
  // On the list since two months ago, so that its visits are due in this month.
  std::int64_t key_premises() {
    const auto door = home("明珠路88弄3号101室");
    leader().does("/api/key-premises",
                  json::object{{"premises_id", door}, {"kind", "group_rental"}, {"reason", "seen_at_door"}});
    run("UPDATE key_premises SET since = '" + long_ago() + "'");
    return door;
  }
  static json::object met() { return {{"outcome", "spoke_with"}}; }
  static std::string of(const char* path, const json::value& record, const std::string& rest) {
    return path + ("/" + std::to_string(record.at("id").as_int64())) + rest;
  }
  static std::int64_t version(const json::value& record) { return record.at("version").as_int64(); }
  void officer_takes_letters() {
    auto& browser = officer().browser();
    const auto account = browser.get("/api/session").body.at("account").at("id").as_int64();
    const auto own =
        browser.put("/api/lead-own-key", {{"public_key", http::to_base64(lead_point('a'))},
                                          {"wrapped_private", http::to_base64(wrapped_own_key('w'))}});
    ASSERT_EQ(own.status, 200) << own.code();
    const json::object share{{"account_id", account},
                             {"public_key", http::to_base64(lead_point('a'))},
                             {"wrapped_private", http::to_base64(sealed_share('s'))}};
    const auto made = officer().does(
        "/api/lead-keys",
        json::object{{"public_key", http::to_base64(lead_point('p'))}, {"shares", json::array{share}}});
    key_ = made.at("keys").at(0).at("id").as_int64();
  }
  void writes_to_the_officer(StoryPerson& who, char letter) {
    who.does("/api/leads", json::object{{"post_id", officer().post()},
                                        {"key_id", key_},
                                        {"letter", http::to_base64(sealed_letter(letter))},
                                        {"salt", std::string("salt ") + letter}});
  }

 private:
  std::int64_t key_ = 0;
};
WEIGE_BOTH_ENGINES(KeyPlaceDuties);

// "L4 Knows every key premises (重点房屋) completely." "O4 Meets the visiting requirements for key premises
// found." "C4 Visits key premises with the officer as required."
TEST_P(KeyPlaceDuties, L4_O4_C4_KeyPremisesAreVisitedAsOftenAsTheyAskFor) {
  for (const auto* number : {"L4", "O4", "C4"}) EXPECT_EQ(board(number), "nothing_due") << number;
  const auto door = key_premises();
  for (const auto* number : {"L4", "O4", "C4"}) EXPECT_EQ(board(number), "missing") << number;

  coordinator().visits(door, met());
  EXPECT_EQ(board("L4"), "begun") << "an overcrowded let is visited twice a month";
  EXPECT_EQ(board("C4"), "begun");
  EXPECT_EQ(board("O4"), "missing") << "the officer was not there";
  officer().visits(door, met());
  EXPECT_EQ(board("L4"), "done");
  EXPECT_EQ(board("O4"), "begun");
  officer().visits(door, met());
  EXPECT_EQ(board("O4"), "done");
  coordinator().visits(door, {{"outcome", "not_at_home"}});
  EXPECT_EQ(board("C4"), "begun") << "nobody was met";
  coordinator().visits(door, met());
  EXPECT_EQ(board("C4"), "done");
  EXPECT_EQ(board("L4", second_grid()), "nothing_due");

  forget("visit");
  for (const auto* number : {"L4", "O4", "C4"}) EXPECT_EQ(board(number), "missing") << number;
  forget("key_premises");
  for (const auto* number : {"L4", "O4", "C4"}) EXPECT_EQ(board(number), "nothing_due") << number;
}

// "L4 ... with the officer, cleans up (清查整治) flagged (“挂牌”) key areas and sites (重点区域（部位）)."
// "O4 ... organises the team's clean-up measures." "C4 ... helps to clean up flagged areas and sites."
TEST_P(KeyPlaceDuties, L4_O4_C4_AFlaggedSiteIsCleanedUp) {
  const char* sites = "/api/flagged-sites";
  auto site = leader().does(sites, json::object{{"name", "沿街门面"},
                                                {"place", "明珠路88弄"},
                                                {"area_id", first_grid().value},
                                                {"level", "committee"},
                                                {"flagged_on", today()}});
  EXPECT_EQ(board("O4"), "missing") << "the officer is to look at it";
  EXPECT_EQ(board("L4"), "nothing_due") << "no step has been agreed";

  site = leader().does(
      of(sites, site, "/steps"),
      json::object{{"measure", "clear_exits"}, {"owner_post_id", coordinator().post()}, {"due", today()}},
      version(site));
  EXPECT_EQ(board("L4"), "missing");
  EXPECT_EQ(board("C4"), "missing");
  const auto step = std::to_string(site.at("steps").at(0).at("id").as_int64());
  site = coordinator().does(of(sites, site, "/steps/" + step + "/done"), {}, version(site));
  EXPECT_EQ(board("L4"), "done");
  EXPECT_EQ(board("C4"), "done");

  site = officer().does(of(sites, site, "/checks"), json::object{{"result", "better"}}, version(site));
  EXPECT_EQ(board("O4"), "done");
  EXPECT_EQ(board("O4", second_grid()), "nothing_due");
  EXPECT_EQ(coordinator().is_refused(of(sites, site, "/close"), {}, version(site)), "forbidden");
  site = officer().does(of(sites, site, "/close"), {}, version(site));
  EXPECT_EQ(site.at("state").as_string(), "closed");
  EXPECT_EQ(board("O4"), "done");

  forget("site_check");
  EXPECT_EQ(board("O4"), "missing");
  forget("site_step");
  EXPECT_EQ(board("L4"), "nothing_due");
  EXPECT_EQ(board("C4"), "nothing_due");
  forget("flagged_site");
  EXPECT_EQ(board("O4"), "nothing_due");
}

// "L5 Has the N forces notice and report leads (线索) and key premises, and passes them to the officer
// promptly (及时抄告)." "N5 Report leads and key premises to the officer in time."
TEST_P(KeyPlaceDuties, L5_N5_AGuardReportsAnOvercrowdedLet) {
  const auto door = home("明珠路88弄3号101室");
  EXPECT_EQ(board("L5"), "nothing_due");
  EXPECT_EQ(board("N5"), "nothing_due");

  helper().does("/api/key-premises-reports",
                json::object{{"address", "明珠路88弄3号101室"}, {"kind", "group_rental"}});
  EXPECT_EQ(board("N5"), "done");
  EXPECT_EQ(board("L5"), "missing") << "nobody has dealt with it";

  const auto waiting = officer().sees("/api/key-premises-reports").at("items").at(0);
  EXPECT_EQ(waiting.at("premises_id").as_int64(), door);
  officer().does(of("/api/key-premises-reports", waiting, "/decide"), json::object{{"premises_id", door}},
                 version(waiting));
  EXPECT_EQ(board("L5"), "done");
  EXPECT_EQ(officer().sees("/api/key-premises").at("total").as_int64(), 1);
  EXPECT_EQ(board("N5", second_grid()), "nothing_due");

  forget("key_premises_report");
  EXPECT_EQ(board("L5"), "nothing_due");
  EXPECT_EQ(board("N5"), "nothing_due");
}

// "N5 Report leads and key premises to the officer in time." Of leads the board shows that they can be sent,
// and no more: neither that there are any, nor how many.
TEST_P(KeyPlaceDuties, L5_N5_C5_O5_ALetterLeavesNoTraceOnTheBoard) {
  for (const auto* number : {"L5", "N5", "C5", "O5"})
    EXPECT_FALSE(cell(number, first_grid()).at("channel_open").as_bool()) << number;
  officer_takes_letters();
  for (const auto* number : {"L5", "N5", "C5", "O5"})
    EXPECT_TRUE(cell(number, first_grid()).at("channel_open").as_bool()) << number;

  const auto before = cells(first_grid());
  writes_to_the_officer(helper(), 'x');
  writes_to_the_officer(coordinator(), 'y');
  EXPECT_EQ(officer().sees("/api/leads").at("items").as_array().size(), 2u);
  EXPECT_EQ(cells(first_grid()), before);

  for (const auto* table : {"lead", "lead_key_share", "lead_key"}) forget(table);
  for (const auto* number : {"L5", "N5", "C5", "O5"})
    EXPECT_FALSE(cell(number, first_grid()).at("channel_open").as_bool()) << number;
}

// "O8 Publicity; penalties for landlords, employers and others who do not register as required
// (不按规定登记)." "L8 ... reminds landlords (房屋出租人) and employers (用人单位) of their own
// responsibility (主体责任)."
TEST_P(KeyPlaceDuties, O8_L8_C8_ALandlordIsRemindedAndThenFined) {
  const char* obligations = "/api/obligations";
  const auto door = home("明珠路88弄3号101室");
  auto obligation = leader().does(obligations, json::object{{"kind", "landlord"}, {"premises_id", door}});
  for (const auto* number : {"L8", "O8", "C8"}) EXPECT_EQ(board(number), "missing") << number;
  const json::object reminder{{"what", "reminder"}, {"how", "at_the_door"}, {"on", today()}};
  const json::object fine{{"what", "penalty"}, {"how", "fined"}, {"on", today()}};
  const auto entries = of(obligations, obligation, "/entries");

  obligation = leader().does(entries, reminder, version(obligation));
  EXPECT_EQ(board("L8"), "done");
  EXPECT_EQ(board("C8"), "missing");
  obligation = coordinator().does(entries, reminder, version(obligation));
  EXPECT_EQ(board("C8"), "done");
  EXPECT_EQ(board("O8"), "missing") << "the officer has done nothing yet";
  EXPECT_EQ(leader().is_refused(entries, fine, version(obligation)), "forbidden")
      << "penalties are the police's";
  officer().does(entries, fine, version(obligation));
  EXPECT_EQ(board("O8"), "done");
  EXPECT_EQ(board("O8", second_grid()), "missing");

  forget("obligation_entry");
  for (const auto* number : {"L8", "O8", "C8"}) EXPECT_EQ(board(number), "missing") << number;
}

}  // namespace key_place_duties_test
}  // namespace weige::testing_support
