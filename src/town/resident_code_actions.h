// Use cases of residents' codes: the one on paper that somebody of the staff hands over, and the one that a
// registered phone is sent.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/random.h"
#include "registry/register_writer.h"

namespace weige::town {

struct PaperCode {
  std::string code;  // as it is printed; never stored
  Instant expires;
};
// Those before are void. The resident reads in the log that it was made. It opens the record to whoever holds
// it, and so counts as a single reading: the caller commits `readings`, and the code only with them.
// Problems: forbidden, purpose_required, not_found (not there, out of scope, or merged),
// resident_without_number.
Result<PaperCode> make_paper_code(const registry::WriteContext& context, access::ReadingLog& readings,
                                  std::int64_t person, const Random& random);

struct CodeWish {
  std::string name, document_number;  // as typed
};
struct CodeMessage {
  std::string phone, text;
};
// For whoever says they are a resident, behind their back: they are answered before this is done, and alike.
// Nothing where name and number do not belong together, or no mobile phone is registered.
std::optional<CodeMessage> answer_code_wish(store::Transaction& tx, Instant now, const CodeWish& wish,
                                            const Random& random);

// Hands a message to the network; false where it was not taken.
using SendCode = std::function<bool(const CodeMessage&)>;

}  // namespace weige::town
