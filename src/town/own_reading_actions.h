// Who looked at a resident's record: from which office, when, for what purpose. Told from the audit log by
// the record's pseudonym; what a lawful delay withholds is left out as if it were not there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/purpose.h"
#include "town/own_record_actions.h"
#include "town/reading_delay.h"
#include "town/reading_words.h"

namespace weige::town {

enum class ReadBy { office, resident, system };

struct OwnReading {
  std::int64_t number = 0;  // of the entry in the log
  Instant at;
  ReadBy by = ReadBy::office;
  std::string office = {};  // title of the post
  const ActWords* act = nullptr;
  std::optional<access::Purpose> purpose = {};
  bool listed = false;                       // others were named with it
  std::optional<ReadingDelay> delayed = {};  // it was withheld until that ended
};

struct OwnReadings {
  std::vector<OwnReading> items;  // newest first
  std::optional<std::int64_t> next_before = {};
};

struct OwnReadingsAsked {
  std::optional<std::int64_t> before = {};  // the number of an entry, of which only older ones are told
  std::size_t limit = 50;
};
// Entries of the last seconds wait for their place in the log and are told afterwards. Problem:
// not_signed_in.
Result<OwnReadings> list_own_readings(const OwnContext& context, const OwnReadingsAsked& asked);
// A step of use cases: the same, noted by whoever asks.
Result<OwnReadings> collect_own_readings(const OwnContext& context, const OwnReadingsAsked& asked);

}  // namespace weige::town
