// Heads that a witness sends back: read line by line, each in its one way of writing.
#include <sstream>

#include "access/audit_export.h"
#include "fuzz_target.h"

WEIGE_FUZZ_TARGET(audit_heads) {
  namespace access = weige::access;
  std::istringstream in{std::string(input)};
  const auto heads = access::read_heads(in, "heads");
  if (!heads) return;
  for (const auto& head : *heads) {
    WEIGE_FUZZ_EXPECT(input.find(access::to_text(head)) != input.npos);
    (void)access::is_signed_by(head, {access::SignatureKind::ed25519, std::string(32, 'k')});
  }
}
