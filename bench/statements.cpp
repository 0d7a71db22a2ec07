// weige_statements: the reference of reading a person over HTTP. The bare statements of such a request,
// without transport, routes and JSON: find the session, read the person within its scope, write the audit
// entry, one transaction each.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "access/audit.h"
#include "access/key_ring.h"
#include "access/session_store.h"
#include "registry/record_store.h"
#include "store/database.h"

namespace {

using namespace weige;
using Steady = std::chrono::steady_clock;

std::vector<std::string> lines_after(const std::string& path, const std::string& beginning) {
  std::ifstream in(path);
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);)
    if (line.rfind(beginning, 0) == 0) out.push_back(line.substr(beginning.size()));
  return out;
}

struct Work {
  store::Database& database;
  std::vector<std::string> tokens;
  std::vector<std::string> persons;
};

// What one request does. False when anything was refused.
bool read_once(const Work& work, const std::string& token, std::int64_t person) {
  const auto now = system_clock()();
  access::ReadingLog log;
  const auto read = work.database.read([&](store::Transaction& tx) -> Done {
    WEIGE_TRY(const auto session, access::find_session(tx, token, now));
    if (!registry::find_record(tx, session.actor.scope(), registry::RecordKind::person, person))
      return problem(ProblemCode::not_found);
    log.add(now, session.actor, access::AuditAction{"person.read"}, access::SubjectKind{"person"}, {person});
    return done();
  });
  if (!read) return false;
  return work.database
      .write([&](store::Transaction& tx) -> Done {
        access::audit_readings(tx, log.readings());
        return done();
      })
      .ok();
}

void run(const Work& work, unsigned seed, const std::atomic<bool>& stop, std::vector<std::uint32_t>& times) {
  std::mt19937_64 random(seed);
  while (!stop) {
    const auto began = Steady::now();
    const auto& token = work.tokens[random() % work.tokens.size()];
    if (!read_once(work, token, std::stoll(work.persons[random() % work.persons.size()]))) std::abort();
    times.push_back(static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - began).count()));
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string, std::string> options{{"--threads", "32"}, {"--seconds", "5"}};
  for (int i = 1; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
  const int threads = std::stoi(options["--threads"]);
  const double seconds = std::stod(options["--seconds"]);
  const auto database = store::Database::open(options["--db"], {.readers = std::min(threads, 16)});
  if (!database) {
    std::fprintf(stderr, "weige_statements: %s\n", title(database.problem(), Language::en).c_str());
    return 1;
  }
  auto ring = access::KeyRing::open(**database, {.file = options["--keys"], .random = system_random()},
                                    system_clock()());
  if (!ring) {
    std::fprintf(stderr, "weige_statements: %s\n", title(ring.problem(), Language::en).c_str());
    return 1;
  }
  (*database)->accompany(std::move(ring).value());
  const Work work{**database, lines_after(options["--cookies"], "weige_session="),
                  lines_after(options["--values"], "person\t")};
  std::atomic<bool> stop = false;
  std::vector<std::vector<std::uint32_t>> times(static_cast<std::size_t>(threads));
  std::vector<std::thread> running;
  for (int i = 0; i < threads; ++i)
    running.emplace_back(
        [&, i] { run(work, static_cast<unsigned>(i), stop, times[static_cast<std::size_t>(i)]); });
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  stop = true;
  for (auto& thread : running) thread.join();
  std::vector<std::uint32_t> all;
  for (const auto& each : times) all.insert(all.end(), each.begin(), each.end());
  std::sort(all.begin(), all.end());
  const auto at = [&](double part) {
    return all.empty() ? 0.0
                       : all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))] / 1000.0;
  };
  std::printf("{\"rate\": %.1f, \"p50\": %.3f, \"p99\": %.3f}\n", static_cast<double>(all.size()) / seconds,
              at(.5), at(.99));
  return 0;
}
