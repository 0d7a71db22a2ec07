// Streams listen for the post that one acts in: whoever gained or lost one, or an end of his time, is to open
// his anew.
#pragma once

#include <optional>

#include "access/ids.h"
#include "http/call.h"

namespace weige::http {

// Once the answer is certain.
void renew_streams(Call& call, std::optional<access::AccountId> account);

// Something of the account is told to its owner: its pages read their session anew.
void tell_owner(Call& call, access::AccountId account);

}  // namespace weige::http
