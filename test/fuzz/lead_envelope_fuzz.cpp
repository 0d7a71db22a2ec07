// Sealed parts of leads as they arrive: base64 has one spelling, and the checks of their form are total.
#include "fuzz_target.h"
#include "http/base64.h"
#include "work/lead_envelope.h"

WEIGE_FUZZ_TARGET(lead_envelope) {
  using namespace weige;
  WEIGE_FUZZ_EXPECT(http::bytes_of_base64(http::to_base64(input)) == std::string(input));
  const auto read = http::bytes_of_base64(input);
  if (read) WEIGE_FUZZ_EXPECT(http::to_base64(*read) == input);
  const auto inside = read.value_or("");
  for (const std::string_view bytes : {input, std::string_view(inside)}) {
    const int kinds = work::check_letter(bytes).ok() + work::check_share(bytes).ok() +
                      work::check_own_key(bytes).ok() + work::check_public_key(bytes).ok();
    WEIGE_FUZZ_EXPECT(kinds <= 1);  // none passes for another
    WEIGE_FUZZ_EXPECT(work::fingerprint_of(bytes).size() == 29);
  }
}
