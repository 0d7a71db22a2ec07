// What a register says now, as text that two registers, or one at two times, can be compared by.
#pragma once

#include <string>

#include "store/database.h"

namespace weige::testing_support {

// A text of SQL that stands for a sealed field: sealed_text("person", "phone", "p.id"). opened() puts the
// values in their places; nothing where there is none.
std::string sealed_text(const std::string& kind, const std::string& field, const std::string& id);
std::string opened(store::Transaction& tx, const std::string& text);

// One line a thing, by what people know things by: without ids, history, or who confirmed it.
std::string current_state(store::Database& database);

// One line a live record: its id, every field, and who confirmed it when.
std::string live_records(store::Database& database);

// Lines that only one of the two has, a few of each; empty if they say the same.
std::string difference(const std::string& one, const std::string& other);

}  // namespace weige::testing_support
