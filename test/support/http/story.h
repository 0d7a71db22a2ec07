// Stories: the duties of the work plan as a town clerk would tell them, on the real server and both
// databases. A small town: one committee (北居委会) with two grids, and somebody in each post of the first
// one's team. A story says who does what, and what the duty board then shows:
//
//   EXPECT_EQ(board("N3"), "missing");                       nobody has handed in a list this month
//   helper().hands_in({"王伟,13900010001,明珠路88弄3号101室"});
//   EXPECT_EQ(board("N3"), "done");
//   forget("roster");                                        as if it had never been
//   EXPECT_EQ(board("N3"), "missing");
//
// After each story all that could have been recorded is deleted, and the whole board has to be that of a
// month in which nothing happened: no cell is filled by anything else than records.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "access/area.h"
#include "registry/people_index.h"
#include "support/databases.h"
#include "support/http/app.h"

namespace weige::testing_support {

class Story;

// Somebody of the story, signed in. What the server refuses where the story does not expect it fails the
// test.
class StoryPerson {
 public:
  StoryPerson(Story& story, Browser browser);

  // A list of those who live or work there: name, phone, address. Its id.
  std::int64_t hands_in(const std::vector<std::string>& lines);
  // N6: "moved_in", "moved_out", "starts_work", "left_work".
  void reports(const std::string& kind, const std::string& name, const std::string& place);
  // A page's data, and an act (POST, or PUT where it says so); the body of the answer. Acts upon something
  // that exists take the version last seen of it.
  boost::json::value sees(const std::string& target);
  boost::json::value does(const std::string& target, const boost::json::value& body);
  boost::json::value does(const std::string& target, const boost::json::value& body, std::int64_t version);
  boost::json::value puts(const std::string& target, const boost::json::value& body, std::int64_t version);
  // The same where a refusal is what the story tells: its code.
  std::string is_refused(const std::string& target, const boost::json::value& body);
  std::string is_refused(const std::string& target, const boost::json::value& body, std::int64_t version);
  // Goes to the door and tells what was found there: the outcome, and answers for who and what is there.
  boost::json::value visits(std::int64_t door, boost::json::object told);
  std::int64_t post() const { return post_; }
  Browser& browser() { return browser_; }

 private:
  boost::json::value taken(const std::string& target, const JsonAnswer& answer);

  Story& story_;
  Browser browser_;
  std::int64_t post_ = 0;
};

class Story : public BothEngines {
 public:
  void run_jobs();
  std::int64_t upload(const StoryPerson& who, const Browser& browser, const std::string& bytes);

 protected:
  void SetUp() override;
  void TearDown() override;

  StoryPerson& office() { return person(access::Role::population_office, access::kTown); }
  StoryPerson& committee() { return person(access::Role::committee, committee_); }
  StoryPerson& leader() { return person(access::Role::grid_leader, first_); }
  StoryPerson& officer() { return person(access::Role::community_officer, committee_); }
  StoryPerson& coordinator() { return person(access::Role::coordinator, first_); }
  StoryPerson& helper() { return person(access::Role::helper, first_); }
  StoryPerson& grid_staff() { return person(access::Role::helper, first_, "grid_staff"); }
  // The one who holds a post of the role there.
  StoryPerson& person(access::Role role, access::AreaId area, const std::string& helper_kind = "volunteer");
  access::AreaId first_grid() const { return first_; }
  access::AreaId second_grid() const { return second_; }
  access::AreaId committee_area() const { return committee_; }

  // How a duty stands this month in the first grid, as the office's duty board shows it.
  std::string board(const std::string& number) { return board(number, first_); }
  std::string board(const std::string& number, access::AreaId grid);
  // The cell with its figures, and all of the grid by number.
  boost::json::object cell(const std::string& number, access::AreaId grid);
  std::map<std::string, boost::json::object> cells(access::AreaId grid);
  static std::string today();  // the town's, for bodies
  // Two months before today: no record of then counts in this month.
  static std::string long_ago();
  // A home in the first grid, which nobody has confirmed for two months.
  std::int64_t home(const std::string& address);
  // Takes all records of a kind away, as if they had never been.
  void forget(const std::string& table);
  // What is in the register was confirmed two months ago, all of it.
  void confirmed_long_ago();
  void run(const std::string& sql) { run(std::vector{sql}); }
  void run(const std::vector<std::string>& statements);  // in one transaction
  store::Database& database() { return db(); }

 private:
  std::unique_ptr<App> app_;
  access::AreaId committee_, first_, second_;
  std::map<std::tuple<access::Role, std::int64_t, std::string>, std::unique_ptr<StoryPerson>> people_;
  registry::PeopleIndex index_{1};
  int uploads_ = 0;

  friend class StoryPerson;
};

}  // namespace weige::testing_support
