// Use cases of notes of the machine (machine_note.h): leaving one beside an SQLite file, and entering those
// that are there into the audit log.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"
#include "town/machine_note.h"

namespace weige::town {

// In the log at once where the database can be written, else beside its file until a server finds it.
// Problem: file_write.
Done tell_log(store::Database& database, const std::string& url, const MachineNote& note, Instant now);

// As the program itself; a note goes when its entry is durable. url: of the database. Names that are none are
// left.
void enter_notes(store::Database& database, const std::string& url, Instant now);

}  // namespace weige::town
