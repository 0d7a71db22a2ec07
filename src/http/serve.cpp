#include "http/serve.h"

#include <pthread.h>

#include <array>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "access/audit_log_actions.h"
#include "access/key_ring.h"
#include "access/link_actions.h"
#include "base/clock.h"
#include "base/random.h"
#include "http/access_calls.h"
#include "http/code_courier.h"
#include "http/code_sender.h"
#include "http/incoming.h"
#include "http/log_sink.h"
#include "http/long_work.h"
#include "http/request_log.h"
#include "http/robot_client.h"
#include "http/routes.h"
#include "http/server.h"
#include "standards/division_table.h"
#include "store/migrations.h"
#include "town/erasure_actions.h"
#include "town/old_values_actions.h"

namespace weige::http {
namespace {

// Threads inherit the mask, so that the signals wait for the one thread that asks for them.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&set_);
    for (const int signal : {SIGTERM, SIGINT}) sigaddset(&set_, signal);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }
  void wait() const {
    int received = 0;
    sigwait(&set_, &received);
  }

 private:
  sigset_t set_{};
};

void require_good(const RouteTable& routes) {
  std::string faults;
  for (const auto& fault : routes.check()) faults.append("\n  ").append(fault);
  if (!faults.empty()) throw std::logic_error("the route table is faulty:" + faults);
}

// The folder that is set, or "web" beside the program; empty: there is none.
std::string web_folder(const ServeSettings& settings) {
  if (!settings.web.empty()) return settings.web;
  std::error_code ignored;
  const auto beside = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / "web";
  return std::filesystem::is_regular_file(beside / "index.html", ignored) ? beside.string() : std::string();
}

Result<StaticFiles> web_client(const std::string& folder) {
  if (folder.empty()) return StaticFiles();
  return StaticFiles::read(folder);
}

// What an operator should know who forgot to install a part.
void tell_what_is_missing(const std::string& web, bool divisions, std::ostream& out) {
  if (web.empty())
    out << "没有网页客户端：请用 --web 指定其目录 / No web client is served: --web names its folder\n";
  if (!divisions)
    out << "没有行政区划名录 divisions.bin，不能设立本镇：请放在程序旁边 / The division table divisions.bin "
           "is missing, a town "
           "cannot be set up: put it beside the program\n";
  out << std::flush;
}

// Without the table the program works on; only setting up the town needs it.
Result<std::optional<standards::DivisionTable>> division_table() {
  const auto file = standards::default_division_file();
  if (file.empty()) return std::optional<standards::DivisionTable>{};
  WEIGE_TRY(auto table, standards::DivisionTable::open(file));
  return std::optional(std::move(table));
}

// The link with which the first administrator makes the first account; there is no default password.
std::string first_link(store::Database& database, const Clock& clock) {
  const auto link = database.write([&](store::Transaction& tx) -> Result<std::optional<access::NewLink>> {
    return access::first_run_link(tx, clock(), system_random());
  });
  return link.value() ? "links/" + (*link)->token : std::string();
}

access::AuditLogChoice audit_choice(const ServeSettings& settings) {
  constexpr std::string_view kSqlite = "sqlite:";
  constexpr std::string_view kEnding = ".audit-key";
  auto file = settings.audit_key;
  if (file.empty())
    file = (settings.db.starts_with(kSqlite) ? settings.db.substr(kSqlite.size()) : std::string("weige"))
               .append(kEnding);
  return {.key_file = file, .digest = settings.audit_digest, .signature = settings.audit_signature};
}

void tell_address(store::Database& database, const Clock& clock, const std::string& address,
                  std::ostream& out) {
  out << "weige: " << address << std::endl;
  if (const auto link = first_link(database, clock); !link.empty())
    out << "首次使用，请打开此一次性链接设置管理员 / First run, open this one-time link: " << address << link
        << std::endl;
}

// Brought up to date, and with its keys: what is sealed in it opens with these only.
Result<std::unique_ptr<store::Database>> open_database(const ServeSettings& settings, Instant now) {
  WEIGE_TRY(auto database, store::Database::open(settings.db, {.readers = settings.db_connections}));
  WEIGE_CHECK(store::migrate(*database));
  const std::filesystem::path file =
      settings.keys.empty() ? access::key_file_of(settings.db) : std::filesystem::path(settings.keys);
  const access::KeyHome home{.file = file, .profile = settings.key_profile, .random = system_random()};
  WEIGE_TRY(auto ring, access::KeyRing::open(*database, home, now));
  database->accompany(std::move(ring));
  WEIGE_CHECK(town::seal_old_values(*database, now));
  return database;
}

// Whom a restored backup has brought back is erased again before anything is served.
Result<town::RetentionParts> retention_parts(const ServeSettings& settings, store::Database& database,
                                             const Clock& clock) {
  const std::filesystem::path file = settings.erasure_journal.empty()
                                         ? town::erasure_journal_of(settings.db)
                                         : std::filesystem::path(settings.erasure_journal);
  WEIGE_TRY(auto journal, town::replay_erasures(database, file, clock()));
  return town::RetentionParts{.clock = clock, .times = settings.retention, .journal = std::move(journal)};
}

access::SessionRules session_rules(const ServeSettings& settings) {
  return {.second_factor = settings.second_factor, .purpose = std::chrono::minutes(settings.purpose_minutes)};
}

town::SelfCheckSettings self_check_settings(const ServeSettings& settings) {
  return {.second_factor = settings.second_factor,
          .two_persons = settings.approvals.two_persons,
          .times = settings.retention,
          .public_form = settings.declarations_post != 0,
          .tiles = settings.server.tile_origin,
          .purpose_minutes = settings.purpose_minutes,
          .quotas = settings.reading_quotas};
}

// Problem: setting (a domain for passkeys that no public origin lies in).
Result<access::SignInContext> sign_in_context(const ServeSettings& settings, const Clock& clock) {
  auto party = access::relying_party(settings.passkey_domain, settings.server.public_origins);
  if (!party && !settings.passkey_domain.empty())
    return problem(ProblemCode::setting)
        .with("name", "passkey-domain")
        .with("expected", "a domain in which a public origin with https:// lies");
  return access::SignInContext{.clock = clock,
                               .random = system_random(),
                               .rules = session_rules(settings),
                               .passkeys = std::move(party)};
}

Gauges gauges_of(const Server* server, const Service* service, const EventHub& events) {
  return {server ? server->connections() : 0, events.listeners(), service ? service->waiting() : 0};
}

// How long requests of residents may take. Problem: setting (a day that is a holiday and worked).
Result<town::RequestClock> request_clock(const ServeSettings& settings) {
  const auto workdays = town::Workdays::parse(settings.holidays, settings.worked_days);
  if (!workdays)
    return problem(ProblemCode::setting).with("name", "worked-days").with("expected", "no day of holidays");
  return town::RequestClock{*workdays, settings.answer_days};
}

// None where the town sends no codes to phones.
std::unique_ptr<CodeCourier> code_courier(const ServeSettings& settings, store::Database& database,
                                          const Clock& clock, const LogSink& log) {
  auto send = code_sender(settings.resident_codes).value();
  if (!send) return nullptr;
  return std::make_unique<CodeCourier>(
      CodeCourierParts{.database = database,
                       .clock = clock,
                       .random = system_random(),
                       .send = std::move(send),
                       .fault = [log, clock](auto what) { log(fault_log_line(clock(), "", what)); }});
}

std::function<void(town::CodeWish)> sending_by(CodeCourier* courier) {
  if (!courier) return {};
  return [courier](town::CodeWish wish) { courier->ask(std::move(wish)); };
}

std::string address_of(const ServeSettings& settings, const Server& server) {
  const auto& address = settings.server.address;
  const bool is_v6 = address.find(':') != std::string::npos;
  return "http://" + (is_v6 ? "[" + address + "]" : address) + ":" + std::to_string(server.port()) + "/";
}

// Where people read on: only an operator knows under which name the pages are reached.
std::string first_origin(const ServeSettings& settings) {
  return settings.server.public_origins.empty() ? std::string() : settings.server.public_origins.front();
}

void run_until_stopped(const StopSignals& signals, Server& server, LongWork& work) {
  work.start();
  signals.wait();
  server.stop();
  work.stop();
}

// What the settings say of it; what runs is added by who starts it.
Result<RouteParts> route_parts(const ServeSettings& settings, const Clock& clock) {
  WEIGE_TRY(const auto answers, request_clock(settings));
  WEIGE_TRY(auto sign_in, sign_in_context(settings, clock));
  return RouteParts{.metrics = {},
                    .sign_in = std::move(sign_in),
                    .scratch = settings.server.upload_folder,
                    .declarations_post = access::PostId{settings.declarations_post},
                    .city_declaration_url = settings.city_declaration_url,
                    .ground = settings.ground,
                    .reading_quotas = settings.reading_quotas,
                    .self_check = self_check_settings(settings),
                    .approvals = settings.approvals,
                    .answers = answers,
                    .robot_hosts = settings.robot_hosts};
}

}  // namespace

Done serve(const ServeSettings& settings, std::ostream& out) {
  const StopSignals signals;
  const auto clock = system_clock();
  const auto log = log_sink(settings.log);
  const std::string web = web_folder(settings);
  WEIGE_TRY(auto files, web_client(web));
  WEIGE_TRY(const auto database, open_database(settings, clock()));
  WEIGE_TRY(const auto signer, access::open_audit_log(*database, audit_choice(settings), system_random()));
  WEIGE_TRY(const auto divisions, division_table());
  WEIGE_TRY(auto parts, route_parts(settings, clock));
  // Erases, and so comes after all that may refuse this start for its settings or files.
  WEIGE_TRY(const auto retention, retention_parts(settings, *database, clock));

  EventHub events(new_trace(), {.queued_per_listener = settings.server.stream_queue});
  LongWork work({.database = *database,
                 .events = events,
                 .clock = clock,
                 .log = log,
                 .scratch = settings.server.upload_folder,
                 .instance = new_trace(),
                 .threads = settings.job_threads,
                 .approvals = settings.approvals,
                 .audit = &signer,
                 .database_url = settings.db,
                 .retention = retention,
                 .robot_hosts = settings.robot_hosts,
                 .robot_links = first_origin(settings),
                 .send_to_robot = robot_client()});
  Metrics metrics;
  std::atomic<const Server*> running{nullptr};
  std::atomic<const Service*> serving{nullptr};
  const auto courier = code_courier(settings, *database, clock, log);
  parts.metrics = [&] { return metrics.text(gauges_of(running, serving, events)); };
  parts.divisions = divisions ? &*divisions : nullptr;
  parts.wake_jobs = [&] { work.wake(); };
  parts.retention = retention;
  parts.send_code = sending_by(courier.get());
  auto routes = all_routes(parts);
  require_good(routes);
  Service service({.database = *database,
                   .access = access_calls(session_rules(settings), settings.reading_quotas),
                   .routes = std::move(routes),
                   .files = std::move(files),
                   .events = events,
                   .metrics = metrics,
                   .clock = clock,
                   .log = log},
                  settings.server);
  WEIGE_TRY(const auto server, Server::start(service, settings.server));
  serving = &service;
  running = server.get();
  tell_address(*database, clock, address_of(settings, *server), out);
  tell_what_is_missing(web, divisions.has_value(), out);
  log(note_log_line(clock(), "started", address_of(settings, *server)));
  run_until_stopped(signals, *server, work);
  log(note_log_line(clock(), "stopped", ""));
  return done();
}

}  // namespace weige::http
