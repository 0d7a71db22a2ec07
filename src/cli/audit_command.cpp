#include "cli/audit_command.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "access/audit_log_actions.h"
#include "access/audit_verify.h"
#include "cli/database_command.h"
#include "cli/outcome.h"

namespace weige::cli {
namespace {

using access::AuditFault;
using access::AuditFaultKind;
using store::Transaction;

constexpr std::int64_t kHeadsPage = 1000;
constexpr std::size_t kLongestKey = 200;

// Readings are audited before anything leaves.
Done keep_readings(store::Database& database, const access::ReadingLog& readings) {
  return database.write([&](Transaction& tx) -> Done {
    access::audit_readings(tx, readings.readings());
    return done();
  });
}

Problem unreadable(const std::string& file, const char* reason) {
  return problem(ProblemCode::audit_export).with("file", file).with("reason", reason);
}

Result<std::ifstream> opened(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return unreadable(path, std::strerror(errno));
  return Result<std::ifstream>(std::move(in));
}

Result<std::optional<access::AuditPublicKey>> key_of(const std::string& told) {
  if (told.empty()) return std::optional<access::AuditPublicKey>();
  auto text = told;
  if (std::ifstream in(told, std::ios::binary); in) {
    text.resize(kLongestKey);
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  }
  const auto key = access::parse_public_key(text);
  if (!key) return problem(ProblemCode::bad_choice, "--key");
  return key;
}

Result<access::Witness> witness_of(const AuditVerifyFlags& flags) {
  access::Witness out;
  WEIGE_TRY(out.key, key_of(flags.key));
  for (const auto& path : flags.heads) {
    WEIGE_TRY(auto in, opened(path));
    WEIGE_TRY(const auto heads, access::read_heads(in, path));
    out.heads.insert(out.heads.end(), heads.begin(), heads.end());
  }
  return out;
}

struct Compared {
  access::ExportHeader header;
  access::AuditVerdict verdict;
};

Result<Compared> compared(const AuditVerifyFlags& flags) {
  WEIGE_TRY(const auto witness, witness_of(flags));
  WEIGE_TRY(auto in, opened(flags.file));
  WEIGE_TRY(auto reader, access::ExportReader::open(in, flags.file));
  WEIGE_TRY(auto verdict, access::verify_export(reader, witness));
  return Compared{reader.header(), std::move(verdict)};
}

struct Words {
  const char *zh, *en;
};

Words words(AuditFaultKind kind) {
  switch (kind) {
    case AuditFaultKind::key:
      return {"所给的公钥不是本日志的公钥", "the key that was given is none of this log"};
    case AuditFaultKind::foreign:
      return {"这个树头属于另一个日志", "this head is of another log"};
    case AuditFaultKind::signature:
      return {"树头的签名不对", "no key of the log has signed this head"};
    case AuditFaultKind::order:
      return {"树头缺失或前后不接", "heads are missing or do not follow one another"};
    case AuditFaultKind::entry:
      return {"这一条的文字被改过", "the text of this entry is not what was hashed"};
    case AuditFaultKind::digest:
      return {"这一条的散列值被改过，文字未变", "the digest of this entry was changed, its text was not"};
    case AuditFaultKind::entries:
      return {"树头与这些条目不符：其中有被改、插入、删除或调换的",
              "the head does not fit: entries among these were changed, put in, taken out or moved"};
    case AuditFaultKind::missing:
      return {"树头覆盖的条目不在了", "entries that the head covers are gone"};
  }
  return {"", ""};
}

void tell(const Compared& found, std::ostream& out) {
  const auto& verdict = found.verdict;
  for (const auto& fault : verdict.faults) {
    const auto [zh, en] = words(fault.kind);
    out << access::to_text(fault) << ": " << zh << " / " << en << "\n";
  }
  if (verdict.good())
    out << "good: " << verdict.entries << " entries, " << verdict.covered << " of them covered by heads; "
        << verdict.heads << " heads fit\n";
  for (const auto& key : found.header.keys)
    out << "key from head " << key.from_head << ": " << access::fingerprint(key.key) << "\n";
}

// Whole, or none at all.
class OwnFile {
 public:
  explicit OwnFile(const std::string& path) : path_(path), unfinished_(path + ".part") {
    file_ =
        ::open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    good_ = file_ >= 0;
    reason_ = errno;
  }
  ~OwnFile() {
    if (file_ < 0) return;
    ::close(file_);
    ::unlink(unfinished_.c_str());
  }
  OwnFile(const OwnFile&) = delete;
  OwnFile& operator=(const OwnFile&) = delete;

  void write(std::string_view part) {
    while (good_ && !part.empty()) {
      const auto put = ::write(file_, part.data(), part.size());
      if (put < 0 && errno == EINTR) continue;
      good_ = put > 0;
      reason_ = errno;
      if (good_) part.remove_prefix(static_cast<std::size_t>(put));
    }
  }
  Done close() {
    if (good_ && (::fsync(file_) != 0 || ::rename(unfinished_.c_str(), path_.c_str()) != 0)) {
      good_ = false;
      reason_ = errno;
    }
    if (!good_) return problem(ProblemCode::file_write, path_).with("reason", std::strerror(reason_));
    ::close(file_);
    file_ = -1;
    return done();
  }

 private:
  std::string path_, unfinished_;
  int file_ = -1;
  bool good_ = false;
  int reason_ = 0;
};

Done print_heads(store::Database& database, const access::Actor& actor, std::int64_t after,
                 const Clock& clock) {
  for (;;) {
    access::ReadingLog readings;
    WEIGE_TRY(const auto heads, database.read([&](Transaction& tx) {
      return access::audit_heads({tx, clock(), actor, readings}, after, kHeadsPage);
    }));
    WEIGE_CHECK(keep_readings(database, readings));
    for (const auto& head : heads) std::cout << access::to_text(head) << "\n";
    if (static_cast<std::int64_t>(heads.size()) < kHeadsPage) return done();
    after = heads.back().head.number;
  }
}

constexpr const char* kSignsIn =
    "Signs in as WEIGE_LOGIN with WEIGE_PASSWORD, or asks for both; needs the right to read the audit log.\n";

void add_export(CLI::App& audit, int& code) {
  auto* command = audit.add_subcommand("export", "Write the whole log with heads and keys into a file");
  command->footer(std::string(kSignsIn) +
                  "Example: weige audit export --out audit.txt --db sqlite:town.db\n" + kExitCodes);
  const auto url = add_db_option(*command);
  auto path = std::make_shared<std::string>();
  command->add_option("--out", *path, "the file to write")->required();
  command->callback([url, path, &code] {
    code = signed_in(*url, [&](const Desk& desk) {
      return export_audit(desk.database, desk.actor, *path, desk.context.clock, std::cout);
    });
  });
}

void add_heads(CLI::App& audit, int& code) {
  auto* command = audit.add_subcommand("heads", "Print signed heads, one a line, for witnesses to keep");
  command->footer(std::string(kSignsIn) + "Example: weige audit heads --after 1200 >> heads.txt\n" +
                  kExitCodes);
  const auto url = add_db_option(*command);
  auto after = std::make_shared<std::int64_t>(0);
  command->add_option("--after", *after, "heads with a greater number only");
  command->callback([url, after, &code] {
    code = signed_in(*url, [&](const Desk& desk) {
      return print_heads(desk.database, desk.actor, *after, desk.context.clock);
    });
  });
}

void add_new_key(CLI::App& audit, int& code) {
  auto* command =
      audit.add_subcommand("new-key", "Give the log a new key where the old one was lost or seen");
  command->footer(
      "Signs in as WEIGE_LOGIN with WEIGE_PASSWORD, or asks for both; needs the right to manage keys. Older "
      "heads keep their\nkey; tell witnesses the new one. Start the servers again with the new file.\n"
      "Example: weige audit new-key --audit-key town.db.audit-key --db sqlite:town.db\n" +
      std::string(kExitCodes));
  const auto url = add_db_option(*command);
  auto choice = std::make_shared<access::AuditLogChoice>();
  auto signature = std::make_shared<std::string>("sm2");
  command->add_option("--audit-key", choice->key_file, "the file to make; it must not be there")->required();
  command->add_option("--audit-signature", *signature, "sm2 or ed25519")->capture_default_str();
  command->callback([url, choice, signature, &code] {
    code = signed_in(*url, [&](const Desk& desk) -> Done {
      const auto kind = access::signature_kind_of(*signature);
      if (!kind) return problem(ProblemCode::bad_choice, "--audit-signature");
      choice->signature = *kind;
      return access::renew_audit_key(desk.database, desk.context.clock(), desk.actor, *choice,
                                     desk.context.random);
    });
  });
}

void add_verify(CLI::App& audit, int& code) {
  auto* command = audit.add_subcommand("verify", "Compare an export with its heads and those of witnesses");
  command->footer(
      "Needs neither database nor network. Each line names a place that does not fit; entries count from 1. "
      "Exit codes: 0 good,\n1 the file cannot be read, 2 wrong usage, 4 something does not fit.\n"
      "Example: weige audit verify audit.txt --heads kept-by-the-county.txt");
  auto flags = std::make_shared<AuditVerifyFlags>();
  command->add_option("FILE", flags->file, "an export")->required();
  command->add_option("--heads", flags->heads, "heads that a witness kept; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--key", flags->key, "the public key that the witness knows, or a file with it");
  command->callback([flags, &code] { code = verify_audit(*flags, std::cout, std::cerr); });
}

}  // namespace

Done export_audit(store::Database& database, const access::Actor& actor, const std::string& path,
                  const Clock& clock, std::ostream& out) {
  OwnFile file(path);
  access::ReadingLog readings;
  WEIGE_TRY(const auto exported, database.read([&](Transaction& tx) {
    return access::export_audit_log({tx, clock(), actor, readings},
                                    [&](std::string_view part) { file.write(part); });
  }));
  WEIGE_CHECK(keep_readings(database, readings));
  WEIGE_CHECK(file.close());
  out << exported.entries << " entries, " << exported.heads << " heads";
  if (exported.waiting > 0) out << "; " << exported.waiting << " newer entries have no place in the log yet";
  out << "\n";
  return done();
}

int verify_audit(const AuditVerifyFlags& flags, std::ostream& out, std::ostream& err) {
  const auto found = compared(flags);
  if (!found) return told(found.problem(), err);
  tell(*found, out);
  return found->verdict.good() ? kDone : kFound;
}

void add_audit_command(CLI::App& app, int& code) {
  auto* audit =
      app.add_subcommand("audit", "Export the audit log, print its heads, verify an export, change its key");
  audit->require_subcommand(1);
  add_export(*audit, code);
  add_heads(*audit, code);
  add_verify(*audit, code);
  add_new_key(*audit, code);
}

}  // namespace weige::cli
