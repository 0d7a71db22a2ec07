// An export of the audit log from outside: read to its end or refused at a line, whatever stands in it; what
// is told of it does not depend on chance.
#include <sstream>

#include "access/audit_verify.h"
#include "fuzz_target.h"

WEIGE_FUZZ_TARGET(audit_export) {
  namespace access = weige::access;
  std::string before;
  for (int i = 0; i < 2; ++i) {
    std::istringstream in{std::string(input)};
    auto reader = access::ExportReader::open(in, "export");
    if (!reader) return;
    const auto header = access::header_text(reader->header());
    const auto verdict = access::verify_export(*reader, {.heads = reader->header().heads, .key = {}});
    if (!verdict) return;
    WEIGE_FUZZ_EXPECT(input.substr(0, header.size()) == header);  // one log has one text
    WEIGE_FUZZ_EXPECT(verdict->covered <= verdict->entries);
    std::string told;
    for (const auto& fault : verdict->faults) told += access::to_text(fault) + "\n";
    WEIGE_FUZZ_EXPECT(i == 0 || told == before);
    before = told;
  }
}
