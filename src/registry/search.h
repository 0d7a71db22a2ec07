// Search: how a typed text is read (number, phone, address, name, pinyin) and what is looked for. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/record.h"

namespace weige::registry {

enum class SearchKind { person, address, premises, organisation };
std::string_view code(SearchKind kind);
std::optional<SearchKind> search_kind_of(std::string_view code);

enum class Reading { nothing, id_number, phone, credit_code, address, name, pinyin };
std::string_view code(Reading reading);

// One way to look: an exact key, or every term that begins with a text.
struct Probe {
  RecordKind kind = RecordKind::person;
  std::string_view field = {};  // a key field of the kind; empty = search terms
  std::string text;             // the key, or the beginning of a term with its class ("n:王")
  std::string_view matched;     // what the screen says matched: "name", "phone", ...
  bool operator==(const Probe&) const = default;
};

struct SearchPlan {
  Reading reading = Reading::nothing;
  std::vector<Probe> probes = {};  // most telling first
};

// town_text completes an address that leaves district and town out. Total: any text gives a plan, if an empty
// one.
SearchPlan plan_search(std::string_view text, std::string_view town_text);

}  // namespace weige::registry
