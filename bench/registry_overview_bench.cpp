// The overview of a large town, and reorganising a committee of 30,000 residents step by step: what one
// transaction of it holds up. SQLite with durability as in production.
//
// The overview reads register_figure and record_counter only, so its cost follows the areas, the days on
// which somebody was confirmed and the posts that wrote, not the residents: the town here has 30 committees,
// in which each of six posts confirmed residents on each day of three years, more than a million residents
// leave behind.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "access/account_store.h"
#include "access/area_actions.h"
#include "access/key_ring.h"
#include "access/post_actions.h"
#include "access/post_store.h"
#include "jobs/job_runner.h"
#include "registry/address_book_actions.h"
#include "registry/address_list_actions.h"
#include "registry/operation_job_actions.h"
#include "registry/overview_actions.h"
#include "registry/reorganise_actions.h"
#include "registry/undo_actions.h"
#include "store/migrations.h"

#include <boost/json.hpp>

namespace {

using namespace weige;
using namespace weige::registry;
namespace fs = std::filesystem;

constexpr Instant kNow{std::chrono::seconds{1795413600}};  // 2026-11-23
constexpr int kCommittees = 30;

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s %s\n", title(result.problem(), Language::en).c_str(),
                 result.problem().place.c_str());
    std::abort();
  }
  return std::move(result).value();
}

class Town {
 public:
  Town() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    database_ = must(store::Database::open("sqlite:" + (folder_ / "town.db").string(), {.readers = 4}));
    if (!store::migrate(*database_)) std::abort();
    database_->accompany(must(
        access::KeyRing::open(*database_, {.file = folder_ / "town.keys", .random = system_random()}, kNow)));
    (void)must(database_->write([this](store::Transaction& tx) -> Result<int> {
      const auto system = access::Actor::system(tx, kNow, access::SystemReason::sample_town);
      for (int i = 0; i < kCommittees; ++i)
        committees_.push_back(
            must(access::create_area(
                     tx, kNow, system,
                     {.parent = access::kTown, .code = std::to_string(310118106001 + i), .name = "居委会"}))
                .id);
      const auto name = must(access::LoginName::parse("town.office"));
      account_ = access::AccountId{tx.next_id()};
      (void)access::insert_account(tx,
                                   {.id = account_,
                                    .login_name = name.text(),
                                    .display_name = "镇人口办",
                                    .state = access::AccountState::active},
                                   name, access::kSystemAccount);
      (void)access::set_password(tx, account_, access::PasswordHash::stored("$argon2id$none"), kNow);
      post_ = must(access::create_post(
                       tx, kNow, system,
                       {.role = access::Role::population_office, .area = access::kTown, .title = "岗位"}))
                  .id;
      (void)must(access::give_post(tx, kNow, system, post_, account_));
      return 0;
    }));
  }
  ~Town() {
    database_.reset();
    fs::remove_all(folder_);
  }

  store::Database& db() { return *database_; }
  access::AreaId committee(int i) const { return committees_.at(static_cast<std::size_t>(i)); }

  template <class F>
  auto write(F&& f) {
    return must(database_->write([&](store::Transaction& tx) {
      const auto actor =
          must(access::Actor::resume(tx, kNow, account_, post_, access::Purpose::data_quality));
      return f(WriteContext{tx, actor, kNow});
    }));
  }
  template <class F>
  auto read(F&& f) {
    return database_->read([&](store::Transaction& tx) {
      const auto actor =
          must(access::Actor::resume(tx, kNow, account_, post_, access::Purpose::data_quality));
      access::ReadingLog readings;
      return f(ReadContext{tx, actor, kNow, readings});
    });
  }

  // Figures as three years of daily work by six posts in each committee leave them.
  void fill_figures() {
    write([this](const WriteContext& context) -> Result<int> {
      const Day today = context.today();
      for (int post = 0; post < 6; ++post) {
        Figures figures;
        for (const auto area : committees_) {
          for (const auto figure : {Figure::addresses, Figure::covered, Figure::premises, Figure::residents,
                                    Figure::organisations})
            for (const auto part : {kResidential, kOther, kUnknown})
              add(figures, {area.value, figure, std::string(part)}, 1000);
          for (const char* category : {"registered_here", "elsewhere_mainland", "outside_mainland"})
            add(figures, {area.value, Figure::category, category}, 2000);
          for (int day = 0; day < 3 * 365; ++day)
            add(figures,
                {area.value, Figure::confirmed,
                 to_iso(Day{std::chrono::sys_days{today} - std::chrono::days{day}})},
                6);
        }
        add_to_figures(context.tx, access::PostId{1000 + post}, figures);
      }
      return 0;
    });
  }

  // One committee: lanes, numbers, rooms with three residents each; a label on every fourth, an organisation
  // with staff on every fiftieth.
  void fill_committee(access::AreaId area, int residents) {
    const int rooms = residents / 3;
    for (int from = 0; from < rooms; from += 500)
      write([&](const WriteContext& context) -> Result<int> {
        AddressBook book(context.tx, context.actor.scope());
        RegisterWriter writer(context, {.kind = OperationKind::import},
                              {.source = "bench", .way = Way::file});
        for (int i = from; i < std::min(from + 500, rooms); ++i) add_room(context, book, writer, area, i);
        writer.finish(access::AuditAction{"bench"});
        return 0;
      });
  }

 private:
  static void add_room(const WriteContext& context, AddressBook& book, RegisterWriter& writer,
                       access::AreaId area, int i) {
    const auto text = "上海市青浦区徐泾镇明珠路" + std::to_string(1 + i / 1000) + "弄" +
                      std::to_string(1 + i / 20 % 50) + "号" + std::to_string(1 + i / 4 % 5) + "0" +
                      std::to_string(1 + i % 4) + "室";
    const AddressPlace place{
        .area_id = area.value, .town_area_id = access::kTown.value, .valid_from = context.today()};
    const auto parsed = must(standards::StandardAddress::parse(text));
    (void)must(book.find_or_add(writer, parsed.key(), place));
    const auto premises = must(book.premises_at(writer, parsed.canonical(), "home", place));
    for (int person = 0; person < 3; ++person) add_person(context, writer, area, premises, i % 50 == 0);
    if (i % 4 == 0) {
      Record label(RecordKind::premises_label);
      fill(label, area, {{"label", "let"}, {"evidence", "lease"}, {"from_day", "2026-01-01"}});
      label.set_number("premises_id", premises);
      if (!writer.add(label, context.today())) std::abort();
    }
  }

  static void add_person(const WriteContext& context, RegisterWriter& writer, access::AreaId area,
                         std::int64_t premises, bool works) {
    Record person(RecordKind::person);
    fill(person, area, {{"name", "王伟"}, {"category", "registered_here"}});
    if (!writer.add(person, context.today())) std::abort();
    Record residence(RecordKind::residence);
    fill(residence, area, {{"from_day", "2026-01-01"}, {"kind", "main"}});
    residence.set_number("person_id", person.id);
    residence.set_number("premises_id", premises);
    if (!writer.add(residence, context.today())) std::abort();
    if (!works) return;
    Record organisation(RecordKind::organisation);
    fill(organisation, area, {{"name", "便民超市"}});
    organisation.set_number("premises_id", premises);
    if (!writer.add(organisation, context.today())) std::abort();
    Record employment(RecordKind::employment);
    fill(employment, area, {{"from_day", "2026-01-01"}});
    employment.set_number("person_id", person.id);
    employment.set_number("organisation_id", organisation.id);
    if (!writer.add(employment, context.today())) std::abort();
  }

  static void fill(Record& record, access::AreaId area,
                   std::initializer_list<std::pair<const char*, const char*>> values) {
    record.set_number("area_id", area.value);
    record["state"] = "current";
    for (const auto& [field, value] : values) record[field] = value;
  }

  fs::path folder_ = fs::temp_directory_path() / ("weige-bench-overview-" + std::to_string(getpid()));
  std::unique_ptr<store::Database> database_;
  std::vector<access::AreaId> committees_;
  access::AccountId account_;
  access::PostId post_;
};

void overview(benchmark::State& state) {
  Town town;
  town.fill_figures();
  for (auto _ : state)
    benchmark::DoNotOptimize(
        town.read([](const ReadContext& context) { return must(read_overview(context, {})).residents; }));
}
BENCHMARK(overview)->Unit(benchmark::kMillisecond);

// A job that takes the longest transaction's time, apart from everything else.
struct Timed {
  double longest = 0;
  std::chrono::steady_clock::time_point last = std::chrono::steady_clock::now();
  void tick() {
    const auto now = std::chrono::steady_clock::now();
    longest = std::max(longest, std::chrono::duration<double, std::milli>(now - last).count());
    last = now;
  }
};

void run(Town& town, std::string_view kind, const boost::json::object& input, Timed& timed) {
  (void)town.write([&](const WriteContext& context) -> Result<int> {
    submit_operation_job(context, kind, input);
    return 0;
  });
  const Clock clock = [&timed] {  // asked at each step
    timed.tick();
    return kNow;
  };
  jobs::JobRunner runner(town.db(), [] { return kNow; }, {.instance = "bench"});
  runner.handle(std::string(kReorganiseJob),
                [&](jobs::JobContext& job) { return run_reorganisation(job, clock); });
  runner.handle(std::string(kUndoJob), [&](jobs::JobContext& job) { return run_undo(job, clock); });
  timed.last = std::chrono::steady_clock::now();
  if (!runner.run_one()) std::abort();
  timed.tick();
}

void reorganise_30000(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    auto town = std::make_unique<Town>();
    town->fill_committee(town->committee(0), 30'000);
    Timed there, back;
    state.ResumeTiming();
    run(*town, kReorganiseJob,
        {{"from", town->committee(0).value}, {"to", town->committee(1).value}, {"reason", "合并"}}, there);
    state.PauseTiming();
    const auto operation = town->db().read([](store::Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT max(id) FROM operation WHERE kind = 'reorganise'");
    });
    const auto began = std::chrono::steady_clock::now();
    run(*town, kUndoJob, {{"operation", operation}, {"reason", "改错"}}, back);
    state.counters["undo_s"] =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    state.counters["longest_step_ms"] = there.longest;
    state.counters["longest_undo_step_ms"] = back.longest;
    state.counters["left_behind"] = town->db().read([&](store::Transaction& tx) {
      return static_cast<double>(
          tx.scalar<std::int64_t>("SELECT count(*) FROM residence WHERE area_id = $1", town->committee(1)));
    });
    town.reset();
    state.ResumeTiming();
  }
}
BENCHMARK(reorganise_30000)->Unit(benchmark::kSecond)->Iterations(1);

// The first and a far page of a level of 10,000 addresses.
void list_level_of_10000(benchmark::State& state) {
  Town town;
  town.write([&](const WriteContext& context) -> Result<int> {
    AddressBook book(context.tx, context.actor.scope());
    RegisterWriter writer(context, {}, {.source = "bench"});
    const AddressPlace place{.area_id = town.committee(0).value,
                             .town_area_id = access::kTown.value,
                             .valid_from = context.today()};
    for (int i = 1; i <= 10'000; ++i)
      (void)must(book.find_or_add(
          writer,
          must(standards::StandardAddress::parse("上海市青浦区徐泾镇明珠路" + std::to_string(i) + "号"))
              .key(),
          place));
    writer.finish(access::AuditAction{"bench"});
    return 0;
  });
  const auto road = town.db().read([](store::Transaction& tx) {
    return tx.scalar<std::int64_t>("SELECT id FROM address WHERE level = 'road'");
  });
  AddressListRequest request{.parent_id = road, .limit = 50};
  if (state.range(0) > 0) request.cursor = "999999:" + std::string("00009000号");
  for (auto _ : state)
    benchmark::DoNotOptimize(town.read(
        [&](const ReadContext& context) { return must(list_addresses(context, request)).items.size(); }));
}
BENCHMARK(list_level_of_10000)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
