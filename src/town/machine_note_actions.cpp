#include "town/machine_note_actions.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <vector>

#include "base/new_file.h"

namespace weige::town {
namespace {

namespace fs = std::filesystem;
using store::Transaction;

constexpr std::string_view kSqliteUrl = "sqlite:";
constexpr std::string_view kNotesMark = ".note-";

fs::path file_of_url(const std::string& url) {
  return url.substr(kSqliteUrl.size());
}

Done enter_note(store::Database& database, const MachineNote& note, Instant now) {
  return database.write([&](Transaction& tx) -> Done {
    const auto system = access::Actor::system(tx, now, access::SystemReason::maintenance);
    access::audit_change(tx, now, system, action_of(note.deed),
                         access::Change::of(kBackup, 0, audit_detail(note)));
    return done();
  });
}

struct FoundNote {
  fs::path file;
  MachineNote note;
};

// Not through links, symbolic or hard: somebody else's file is none.
bool is_own_empty_file(const fs::path& file) {
  struct stat told {};
  return ::lstat(file.c_str(), &told) == 0 && S_ISREG(told.st_mode) && told.st_nlink == 1 &&
         told.st_size == 0 && (told.st_uid == ::geteuid() || told.st_uid == 0);
}

std::vector<FoundNote> notes_beside(const fs::path& database_file, Instant now) {
  std::vector<FoundNote> out;
  const auto mark = database_file.filename().string() + std::string(kNotesMark);
  const auto folder = database_file.has_parent_path() ? database_file.parent_path() : fs::path(".");
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const auto name = entry.path().filename().string();
    if (!name.starts_with(mark)) continue;
    auto note = note_of(std::string_view(name).substr(mark.size()));
    if (note && is_believable(*note, now) && is_own_empty_file(entry.path()))
      out.push_back({entry.path(), *std::move(note)});
  }
  return out;
}

}  // namespace

Done tell_log(store::Database& database, const std::string& url, const MachineNote& note, Instant now) {
  if (!url.starts_with(kSqliteUrl)) return enter_note(database, note, now);
  WEIGE_TRY(auto file, NewFile::make(file_of_url(url).string() + std::string(kNotesMark) + to_name(note)));
  return file.publish();
}

void enter_notes(store::Database& database, const std::string& url, EnteredNotes& entered, Instant now) {
  if (!url.starts_with(kSqliteUrl)) return;
  EnteredNotes still_there;
  for (const auto& [file, note] : notes_beside(file_of_url(url), now)) {
    const auto name = to_name(note);
    if (!entered.contains(name) && !enter_note(database, note, now)) return;
    entered.insert(name);
    std::error_code error;
    if (!fs::remove(file, error) || error) still_there.insert(name);
  }
  entered = std::move(still_there);
}

}  // namespace weige::town
