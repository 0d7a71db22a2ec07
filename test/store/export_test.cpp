// Exports on both engines: what one may not see is not in the file, numbers are masked, everything read is
// audited, and work that was interrupted starts anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "access/post_actions.h"
#include "base/temporary_file.h"
#include "jobs/job_actions.h"
#include "jobs/job_runner.h"
#include "jobs/job_store.h"
#include "registry/address_book_actions.h"
#include "registry/export_job_actions.h"
#include "registry/record_actions.h"
#include "support/databases.h"
#include "support/table_rows.h"
#include "support/town.h"

namespace weige::registry {
namespace export_test {

using access::AccountId;
using access::Actor;
using access::PostId;
using access::Purpose;
using access::Role;
using store::Transaction;
using testing_support::as_post;
using testing_support::kTestNow;
using testing_support::SmallTown;
using Table = std::vector<std::vector<std::string>>;

template <class T>
T must(Result<T> result) {
  if (!result)
    throw std::runtime_error(title(result.problem(), Language::en) + " at " + result.problem().place);
  return std::move(result).value();
}

class Exports : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    north_committee_ = committee(town_.north, town_.north_account);
    fill();
  }

  PostId committee(access::AreaId area, AccountId holder) {
    return must(db().write([&](Transaction& tx) -> Result<PostId> {
      const auto system = Actor::system(tx, kTestNow, access::SystemReason::sample_town);
      WEIGE_TRY(const auto made,
                access::create_post(tx, kTestNow, system,
                                    {.role = Role::committee, .area = area, .title = "安居办"}));
      WEIGE_CHECK(access::give_post(tx, kTestNow, system, made.id, holder));
      return made.id;
    }));
  }
  void end_post(PostId post) {
    must(db().write([&](Transaction& tx) {
      return access::end_post(tx, kTestNow, Actor::system(tx, kTestNow, access::SystemReason::sample_town),
                              post);
    }));
  }

  std::int64_t door(const std::string& text, access::AreaId area) {
    return must(db().write([&](Transaction& tx) -> Result<std::int64_t> {
      const auto system = Actor::system(tx, kTestNow, access::SystemReason::sample_town);
      AddressBook book(tx, system.scope());
      RegisterWriter writer({tx, system, kTestNow}, {}, {.source = "test"});
      const AddressPlace place{.area_id = area.value,
                               .town_area_id = access::kTown.value,
                               .valid_from = *parse_iso_day("2020-01-01")};
      const auto parsed = parse_in_town(text, testing_support::kTownText);
      WEIGE_CHECK(book.find_or_add(writer, parsed->key(), place));
      WEIGE_TRY(const auto premises, book.premises_at(writer, parsed->canonical(), "home", place));
      writer.finish(access::AuditAction{"test"});
      return premises;
    }));
  }

  // Three people in the north, one in the south; a shop with a name that is a formula.
  void fill() {
    const auto home = door("明珠路88弄3号201室", town_.north), shop = door("明珠路90号", town_.north);
    const auto south = door("华徐公路1号", town_.south);
    const auto as = [&](AccountId account, PostId post, auto&& f) {
      return must(as_post(db(), account, post, f));
    };
    const auto person = [&](FieldInput fields, std::int64_t premises) {
      return [=](const WriteContext& context) {
        return add_person(context, {.fields = fields,
                                    .residence = NewResidence{.premises_id = premises,
                                                              .fields = {{"from_day", "2026-01-01"}}}});
      };
    };
    const auto wang =
        as(town_.north_account, town_.north_officer,
           person({{"name", "王伟"}, {"document_number", "999000199001011237"}, {"phone", "19900000001"}},
                  home));
    as(town_.north_account, town_.north_officer, person({{"name", "古丽·买买提"}}, home));
    as(town_.north_account, town_.north_officer, person({{"name", "李四"}}, shop));
    as(town_.south_account, town_.south_officer, person({{"name", "南方人"}}, south));
    const auto market = as(town_.north_account, north_committee_, [&](const WriteContext& context) {
      return add_organisation(
          context,
          {.fields = {{"name", "=好又多超市"}, {"credit_code", "91350100M000100Y43"}}, .premises_id = shop});
    });
    as(town_.north_account, town_.north_officer, [&](const WriteContext& context) {
      return add_employment(context, {.person_id = wang.id,
                                      .organisation_id = market.id,
                                      .fields = {{"from_day", "2026-02-01"}, {"job", "店员"}}});
    });
    as(town_.north_account, town_.north_officer, [&](const WriteContext& context) {
      return add_label(
          context, {.premises_id = home,
                    .fields = {{"label", "let"}, {"evidence", "door_visit"}, {"from_day", "2026-01-01"}}});
    });
  }

  ExportReader reader(AccountId account, PostId post, const ExportRequest& request, int page = 2,
                      Purpose purpose = Purpose::data_correction) {
    return ExportReader({request, account, post, purpose}, page);
  }
  // All pages, as texts of the file.
  Result<Table> file_of(AccountId account, PostId post, const ExportRequest& request,
                        Purpose purpose = Purpose::data_correction) {
    const auto file = TemporaryFile::make("", "test");
    auto reads = reader(account, post, request, 2, purpose);
    const Clock clock = fixed_clock(kTestNow);
    WEIGE_CHECK(write_export({.database = db(), .clock = clock}, reads, file->path()));
    return table_of(content(file->path()));
  }
  static std::string content(const std::filesystem::path& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
  }
  static Table table_of(const std::string& bytes) {
    return test::read_all(bytes, {.own_export = true}).texts();
  }
  static std::vector<std::string> column(const Table& table, std::string_view title) {
    const auto at = static_cast<std::size_t>(std::ranges::find(table[0], title) - table[0].begin());
    std::vector<std::string> out;
    for (std::size_t i = 1; i < table.size(); ++i) out.push_back(at < table[i].size() ? table[i][at] : "");
    return out;
  }

  std::int64_t audited(std::string_view action) {
    return db().read([&](Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT COUNT(*) FROM audit_entry WHERE action = $1", action);
    });
  }

  Result<jobs::Job> ask(AccountId account, PostId post, const ExportRequest& request,
                        std::optional<Purpose> purpose = Purpose::data_quality) {
    return db().write([&](Transaction& tx) -> Result<jobs::Job> {
      WEIGE_TRY(const auto actor, Actor::resume(tx, kTestNow, account, post, purpose));
      return ask_for_export(tx, kTestNow, actor, request);
    });
  }
  jobs::Job run(jobs::JobId id, const Clock& clock) {
    jobs::JobRunner runner(db(), clock, {.instance = "run"});
    runner.handle(std::string(kExportJob), [&](jobs::JobContext& context) {
      return run_export_job(context, {.clock = clock, .rows_per_page = 1});
    });
    while (runner.run_one()) {
    }
    return job(id);
  }
  jobs::Job job(jobs::JobId id) {
    return must(db().read([&](Transaction& tx) { return jobs::get_job(tx, id); }));
  }
  std::string job_file(jobs::JobId id) {
    std::string out;
    db().read([&](Transaction& tx) { jobs::read_file(tx, id, [&](std::string_view part) { out += part; }); });
    return out;
  }

  SmallTown town_;
  PostId north_committee_;
};
WEIGE_BOTH_ENGINES(Exports);

constexpr ExportForm kMasked{TownFile::residents, ExportFormat::csv, Numbers::masked};
constexpr ExportForm kFull{TownFile::residents, ExportFormat::xlsx, Numbers::full};

TEST_P(Exports, HoldOnlyWhatTheScopeCovers) {
  const auto north = must(file_of(town_.north_account, north_committee_, {kMasked}));
  EXPECT_EQ(column(north, "姓名"), (std::vector<std::string>{"王伟", "古丽·买买提", "李四"}));
  const auto whole = must(file_of(town_.town_account, town_.town_post, {kMasked}));
  EXPECT_EQ(column(whole, "姓名").size(), 4u);
  const auto south = must(file_of(town_.town_account, town_.town_post, {kMasked, town_.south}));
  EXPECT_EQ(column(south, "姓名"), (std::vector<std::string>{"南方人"}));
}

TEST_P(Exports, MaskNumbersUnlessInFull) {
  const auto masked = must(file_of(town_.town_account, town_.town_post, {kMasked}));
  EXPECT_EQ(column(masked, "证件号码")[0], "999000**********37");
  EXPECT_EQ(column(masked, "联系电话")[0], "199****0001");
  const auto full = must(file_of(town_.town_account, town_.town_post, {kFull}));
  EXPECT_EQ(column(full, "证件号码")[0], "999000199001011237");
  EXPECT_EQ(column(full, "联系电话")[0], "19900000001");
}

TEST_P(Exports, ShowNoMoreThanTheirPurpose) {
  const auto checked = must(file_of(town_.town_account, town_.town_post, {kMasked}, Purpose::data_quality));
  EXPECT_EQ(std::ranges::count(checked[0], "联系电话"), 0);
  EXPECT_EQ(column(checked, "姓名")[0], "王伟");
  EXPECT_EQ(column(checked, "证件号码")[0], "999000**********37");
  EXPECT_EQ(column(checked, "工作单位信用代码")[0], "91350100M000100Y43")
      << "what stands behind it stays there";
  for (const auto purpose : {Purpose::data_quality, Purpose::door_check}) {
    const auto full = file_of(town_.town_account, town_.town_post, {kFull}, purpose);
    EXPECT_EQ(full.problem().code, ProblemCode::purpose_too_narrow) << access::code(purpose);
  }
  const auto places = must(file_of(town_.town_account, town_.town_post,
                                   {{TownFile::addresses, ExportFormat::csv}}, Purpose::data_quality));
  EXPECT_EQ(std::ranges::count(places[0], "房东电话"), 0);
}

TEST_P(Exports, TellWhereSomeoneLivesAndWorks) {
  const auto table = must(file_of(town_.town_account, town_.town_post, {kFull}));
  EXPECT_EQ(column(table, "现住地址")[0], "上海市青浦区徐泾镇明珠路88弄3号201室");
  EXPECT_EQ(column(table, "所属村居")[0], "北居委会");
  EXPECT_EQ(column(table, "工作单位信用代码")[0], "91350100M000100Y43");
  EXPECT_EQ(column(table, "职务")[0], "店员");
  EXPECT_EQ(column(table, "工作单位信用代码")[1], "");
}

TEST_P(Exports, TellPlacesWithLabelsAndOrganisationsSafely) {
  const auto places =
      must(file_of(town_.town_account, town_.town_post, {{TownFile::addresses, ExportFormat::xlsx}}));
  ASSERT_EQ(places.size(), 4u) << "three doors; lanes and roads come with them";
  EXPECT_EQ(column(places, "房屋标签"), (std::vector<std::string>{"出租", "", ""}));
  const auto file = TemporaryFile::make("", "test");
  const ExportRequest request{{TownFile::organisations, ExportFormat::csv}};
  auto reads = reader(town_.north_account, north_committee_, request);
  const Clock clock = fixed_clock(kTestNow);
  must(write_export({.database = db(), .clock = clock}, reads, file->path()));
  const auto bytes = content(file->path());
  EXPECT_NE(bytes.find("\"'=好又多超市\""), std::string::npos);
  EXPECT_EQ(column(table_of(bytes), "单位名称"), (std::vector<std::string>{"=好又多超市"}));
}

TEST_P(Exports, AuditEveryoneWhoWasRead) {
  auto reads = reader(town_.north_account, north_committee_, {kMasked});
  const auto file = TemporaryFile::make("", "test");
  const Clock clock = fixed_clock(kTestNow);
  must(write_export({.database = db(), .clock = clock}, reads, file->path()));
  must(db().write([&](Transaction& tx) { return reads.close(tx, kTestNow, {}); }));
  EXPECT_EQ(audited("export.read"), 2) << "two pages of two";
  const auto people = db().read([](Transaction& tx) {
    return tx.scalar<std::int64_t>(
        "SELECT (SELECT COUNT(*) FROM audit_subject s JOIN audit_entry e ON e.id = s.entry_id WHERE e.action "
        "= "
        "'export.read') + (SELECT COUNT(*) FROM audit_entry e WHERE e.action = 'export.read' AND "
        "e.subject_id IS "
        "NOT NULL)");
  });
  EXPECT_EQ(people, 3);
  const auto closing = db().read([](Transaction& tx) {
    return tx.scalar<std::string>("SELECT detail FROM audit_entry WHERE action = 'export.done'");
  });
  EXPECT_EQ(closing, "kind=residents,format=csv,numbers=masked,rows=3");
}

TEST_P(Exports, AreRefusedWithoutRightPurposeOrArea) {
  EXPECT_EQ(ask(town_.north_account, town_.north_officer, {kMasked}).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(ask(town_.north_account, north_committee_, {kMasked}, std::nullopt).problem().code,
            ProblemCode::purpose_required);
  EXPECT_EQ(ask(town_.north_account, north_committee_, {kMasked, town_.south}).problem().code,
            ProblemCode::not_found);
  EXPECT_EQ(ask(town_.north_account, north_committee_, {kFull}, Purpose::data_correction).problem().code,
            ProblemCode::forbidden)
      << "in full only at the command line";
}

TEST_P(Exports, RunAsJobsAndKeepTheirFile) {
  const auto asked = must(ask(town_.north_account, north_committee_, {kMasked}));
  EXPECT_EQ(asked.title, "北居委会-实有人口-2026-11-23.csv");
  EXPECT_EQ(audited("export.asked"), 1);
  const auto ended = run(asked.id, fixed_clock(kTestNow));
  EXPECT_EQ(ended.state, jobs::JobState::done);
  EXPECT_EQ(ended.progress, (jobs::Progress{"export", 3, 3}));
  EXPECT_EQ(ended.result, "{\"rows\":3}");
  EXPECT_EQ(column(table_of(job_file(asked.id)), "姓名").size(), 3u);
  EXPECT_EQ(audited("export.done"), 1);
}

TEST_P(Exports, StartAnewAfterACrash) {
  const auto asked = must(ask(town_.north_account, north_committee_, {kMasked}));
  auto now = kTestNow;
  int looks = 0;
  const Clock dies = [&] {
    if (++looks == 9) throw store::DatabaseError(store::Failure::unavailable, "killed");
    return now;
  };
  EXPECT_EQ(run(asked.id, dies).state, jobs::JobState::running);
  EXPECT_GT(job(asked.id).progress.done, 0);
  now += std::chrono::seconds{61};
  const auto ended = run(asked.id, [&] { return now; });
  EXPECT_EQ(ended.state, jobs::JobState::done);
  EXPECT_EQ(column(table_of(job_file(asked.id)), "姓名"),
            (std::vector<std::string>{"王伟", "古丽·买买提", "李四"}));
}

TEST_P(Exports, StopWhenCancelled) {
  const auto asked = must(ask(town_.north_account, north_committee_, {kMasked}));
  int looks = 0;
  const Clock cancels = [&] {
    if (++looks == 9)
      must(db().write([&](Transaction& tx) { return jobs::cancel_job(tx, asked.id, kTestNow); }));
    return kTestNow;
  };
  const auto ended = run(asked.id, cancels);
  EXPECT_EQ(ended.state, jobs::JobState::cancelled);
  EXPECT_FALSE(ended.has_result_file);
}

TEST_P(Exports, StopWhenThePostIsTakenBack) {
  const auto before = must(ask(town_.north_account, north_committee_, {kMasked}));
  auto reads = reader(town_.north_account, north_committee_, {kMasked}, 1);
  access::ReadingLog log;
  const auto page = [&] { return db().read([&](Transaction& tx) { return reads.next(tx, kTestNow, log); }); };
  ASSERT_EQ(must(page()).size(), 1u);
  end_post(north_committee_);
  EXPECT_EQ(page().problem().code, ProblemCode::forbidden) << "in the middle";
  const auto ended = run(before.id, fixed_clock(kTestNow));
  EXPECT_EQ(ended.state, jobs::JobState::failed) << "between asking and running";
  EXPECT_EQ(ended.failure->code, ProblemCode::forbidden);
  EXPECT_FALSE(ended.has_result_file);
}

}  // namespace export_test
}  // namespace weige::registry
