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

enum class Reading { nothing, browse, id_number, phone, credit_code, address, name, pinyin };
std::string_view code(Reading reading);

// How a probe looks: for a key itself, for every search term that begins with the text, or for every address
// whose canonical text does (and for the one that once had it).
enum class Look { key, terms, below };

// One way to look.
struct Probe {
  RecordKind kind = RecordKind::person;
  Look look = Look::terms;
  std::string_view field = {};  // the key field, for Look::key
  std::string text;             // the key, or the beginning; of a term with its class ("n:王")
  std::string_view matched;     // what the screen says matched: "name", "phone", ...
  bool operator==(const Probe&) const = default;
};

// confirmed_at: what was confirmed longest ago first.
enum class SearchSort { relevance, name, confirmed_at };
std::optional<SearchSort> search_sort_of(std::string_view code);

struct SearchPlan {
  Reading reading = Reading::nothing;
  std::vector<Probe> probes = {};  // most telling first
};

// town_text completes an address that leaves district and town out. Total: any text gives a plan, if an empty
// one.
SearchPlan plan_search(std::string_view text, std::string_view town_text);

}  // namespace weige::registry
