// Random tamperings of a log: each is found, and the place that is named holds the first entry that was
// changed; tools/audit_verify.py, which shares no code with this, says the same. WEIGE_AUDIT_TAMPERINGS and
// WEIGE_AUDIT_COMPARED say how many.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <random>
#include <sstream>

#include "access/audit_verify.h"
#include "support/audit_logs.h"
#include "support/program.h"
#include "support/random_folder.h"

namespace weige::access {
namespace audit_tampering_test {

using testing_support::AuditLogCopy;
using testing_support::AuditLogMaker;

enum class Way { flip, change, digest, remove, insert, swap, cut, rewrite, old_copy, head, byte };
constexpr int kWays = 11;

struct Tampered {
  AuditLogCopy log;
  std::string text;        // the export
  std::int64_t first = 0;  // the first entry that is not as it was, counted from 1; 0: none is
  bool exactly = false;    // only that entry's text was changed
};

class Tamperer {
 public:
  Tamperer(AuditLogMaker& maker, const AuditLogCopy& good, std::uint64_t seed)
      : maker_(maker), good_(good), random_(seed) {}

  Tampered make(Way way) {
    Tampered out{.log = good_, .text = {}};
    act(way, out);
    if (out.text.empty()) out.text = out.log.text();
    return out;
  }

 private:
  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
  }
  std::string another_line() { return maker_.line(static_cast<std::int64_t>(1'000'000 + below(1000))); }
  void act(Way way, Tampered& out);
  void flip(Tampered& out, std::size_t at);
  void change(Tampered& out, std::size_t at);
  void swap(Tampered& out, std::size_t at);
  void rewrite(Tampered& out, std::size_t at);
  void bend_head(Tampered& out);
  void bend_byte(Tampered& out);

  AuditLogMaker& maker_;
  const AuditLogCopy& good_;
  std::mt19937_64 random_;
};

void Tamperer::flip(Tampered& out, std::size_t at) {
  auto& line = out.log.lines[at];
  auto& sign = line[below(line.size())];
  const char before = sign;
  do {
    sign = static_cast<char>(before ^ (1 << below(7)));
  } while (sign == '\n');
  out.exactly = true;
}

void Tamperer::change(Tampered& out, std::size_t at) {
  out.log.set(at, another_line());
}

void Tamperer::swap(Tampered& out, std::size_t at) {
  auto other = below(out.log.lines.size() - 1);
  if (other >= at) ++other;
  std::swap(out.log.lines[at], out.log.lines[other]);
  std::swap(out.log.leaves[at], out.log.leaves[other]);
  out.first = static_cast<std::int64_t>(std::min(at, other)) + 1;
}

// Everything from there on, with all heads signed anew by somebody else.
void Tamperer::rewrite(Tampered& out, std::size_t at) {
  for (auto place = at; place < out.log.lines.size(); ++place) change(out, place);
  maker_.sign_as_another(out.log);
}

void Tamperer::bend_head(Tampered& out) {
  auto& head = out.log.header.heads[below(out.log.header.heads.size())];
  head.head.root[below(head.head.root.size())] ^= static_cast<std::uint8_t>(1 << below(8));
  out.first = 0;
}

void Tamperer::bend_byte(Tampered& out) {
  out.text = out.log.text();
  auto& sign = out.text[below(out.text.size())];
  sign = static_cast<char>(sign ^ (1 << below(8)));
  out.first = 0;
}

void Tamperer::act(Way way, Tampered& out) {
  const auto at = below(out.log.lines.size());
  out.first = static_cast<std::int64_t>(at) + 1;
  switch (way) {
    case Way::flip:
      return flip(out, at);
    case Way::change:
      return change(out, at);
    case Way::digest:
      out.log.leaves[at][below(sizeof(Digest))] ^= static_cast<std::uint8_t>(1 << below(8));
      out.exactly = true;
      return;
    case Way::remove:
      return out.log.take(at);
    case Way::insert:
      return out.log.put(at, another_line());
    case Way::swap:
      return swap(out, at);
    case Way::cut:
      return out.log.cut(at);
    case Way::rewrite:
      return rewrite(out, at);
    case Way::old_copy: {
      out.log.cut(at);
      const auto more = at + 1 + below(200);
      while (out.log.lines.size() < more) out.log.put(out.log.lines.size(), another_line());
      return maker_.sign(out.log, static_cast<std::int64_t>(out.log.header.heads.size()) + 1);
    }
    case Way::head:
      return bend_head(out);
    case Way::byte:
      return bend_byte(out);
  }
}

Result<AuditVerdict> verified(const std::string& text, const Witness& witness) {
  std::istringstream in(text);
  WEIGE_TRY(auto reader, ExportReader::open(in, "export"));
  return verify_export(reader, witness);
}

std::string told(const Result<AuditVerdict>& verdict) {
  if (!verdict) return "unreadable";
  std::string out;
  for (const auto& fault : verdict->faults) out.append(out.empty() ? "" : "; ").append(to_text(fault));
  return out;
}

const AuditFault* place_of(const AuditVerdict& verdict) {
  for (const auto& fault : verdict.faults)
    if (fault.from != 0) return &fault;
  return nullptr;
}

void expect_found(const Tampered& tampered, const Result<AuditVerdict>& verdict, int head_every) {
  if (!verdict) {
    EXPECT_EQ(tampered.first, 0) << "only single bytes make a file unreadable";
    EXPECT_NE(verdict.problem().args.at(1).value.find("line "), std::string::npos);
    return;
  }
  EXPECT_FALSE(verdict->good());
  if (tampered.first == 0) return;
  const auto* place = place_of(*verdict);
  ASSERT_TRUE(place);
  EXPECT_LE(place->from, tampered.first);
  EXPECT_GE(place->to, tampered.first);
  if (tampered.exactly) EXPECT_EQ(place->from, place->to);
  if (place->kind != AuditFaultKind::missing) EXPECT_LT(place->to - place->from, head_every);
}

int wanted(int preset, const char* name = "WEIGE_AUDIT_TAMPERINGS") {
  const char* const told_count = std::getenv(name);
  return told_count ? std::atoi(told_count) : preset;
}

void tamper(const testing_support::AuditLogPlan& plan, int count) {
  AuditLogMaker maker(plan);
  const auto good = maker.make();
  const Witness witness{.heads = good.header.heads, .key = good.header.keys.front().key};
  ASSERT_TRUE(verified(good.text(), witness)->good());
  Tamperer tamperer(maker, good, 20261129);
  for (int i = 0; i < count; ++i) {
    const auto tampered = tamperer.make(static_cast<Way>(i % kWays));
    SCOPED_TRACE("tampering " + std::to_string(i));
    expect_found(tampered, verified(tampered.text, witness), plan.head_every);
    if (testing::Test::HasFailure()) return;
  }
}

TEST(AuditTampering, EveryOneIsFoundAndItsPlaceNamed) {
  tamper(
      {.entries = 2000, .head_every = 200, .digest = DigestKind::sha256, .signature = SignatureKind::ed25519},
      wanted(550));
}

TEST(AuditTampering, EveryOneIsFoundWithTheNationalAlgorithms) {
  tamper({.entries = 2000, .head_every = 500}, wanted(110));
}

// Exports with their heads in the folder; gives what is to be said of each, as the other verifier's batch
// does.
std::string leave(const std::filesystem::path& folder, const testing_support::AuditLogPlan& plan, int count) {
  AuditLogMaker maker(plan);
  const auto good = maker.make();
  const Witness witness{.heads = good.header.heads, .key = good.header.keys.front().key};
  Tamperer tamperer(maker, good, 7);
  std::string expected;
  for (int i = 0; i < count; ++i) {
    const auto text = i == 0 ? good.text() : tamperer.make(static_cast<Way>(i % kWays)).text;
    std::ostringstream name;
    name << std::setw(6) << std::setfill('0') << i;
    std::ofstream(folder / (name.str() + ".export"), std::ios::binary) << text;
    std::ofstream(folder / (name.str() + ".heads"), std::ios::binary)
        << testing_support::heads_text(witness.heads);
    std::ofstream(folder / (name.str() + ".key"), std::ios::binary) << to_text(*witness.key) << "\n";
    expected += name.str() + "\t" + told(verified(text, witness)) + "\n";
  }
  return expected;
}

// "python3 tools/audit_verify.py --batch FOLDER"; what it prints.
std::string other_verifier(const std::filesystem::path& folder) {
  const char* const source = std::getenv("WEIGE_SOURCE_DIR");
  testing_support::Program program({"/usr/bin/env", "python3",
                                    std::string(source ? source : ".") + "/tools/audit_verify.py", "--batch",
                                    folder.string()});
  const int code = program.wait();
  return code == 0 || code == 4 ? program.out() : program.err();
}

void compare_verifiers(const testing_support::AuditLogPlan& plan, int count) {
  const test::RandomFolder folder;
  const auto expected = leave(folder.path(), plan, count);
  EXPECT_EQ(other_verifier(folder.path()), expected);
}

TEST(AuditTampering, TheOtherVerifierSaysTheSame) {
  compare_verifiers({.entries = 100, .head_every = 25}, wanted(33, "WEIGE_AUDIT_COMPARED"));
  compare_verifiers(
      {.entries = 2000, .head_every = 500, .digest = DigestKind::sha256, .signature = SignatureKind::ed25519},
      wanted(33, "WEIGE_AUDIT_COMPARED"));
}

}  // namespace audit_tampering_test
}  // namespace weige::access
