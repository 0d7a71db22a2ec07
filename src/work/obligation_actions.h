// Use cases of obligations and publicity (L8, O8, C8, N8). Right: manage_obligations; penalties are entered
// by the police only.
#pragma once

#include <optional>
#include <string>

#include "work/obligation_store.h"
#include "work/place_work.h"

namespace weige::work {

Result<PlaceList<Obligation>> list_obligations(const PlaceContext& context, const ObligationFilter& filter,
                                               const PlacePage& page);
Result<Obligation> read_obligation(const PlaceContext& context, ObligationId id);

// One of the two, as the kind wants it.
struct NewObligation {
  ObligationKind kind = ObligationKind::landlord;
  std::optional<std::int64_t> premises = {}, organisation = {};
};
// The open one, where there is one already. Problems: missing_field, unknown_field, not_found.
Result<Obligation> open_obligation(const PlaceContext& context, const NewObligation& input);
// Problems: not_found, version_conflict, work_over, date_out_of_range, those of check_entry().
Result<Obligation> add_obligation_entry(const PlaceContext& context, const SeenVersion& seen,
                                        ObligationEntry entry);
Result<Obligation> close_obligation(const PlaceContext& context, const SeenVersion& seen, ObligationEnd end);

Result<PlaceList<Publicity>> list_publicity(const PlaceContext& context, const PlacePage& page);
// Problems: not_found, date_out_of_range, bad_number, bad_choice (helper_kind).
Result<Publicity> record_publicity(const PlaceContext& context, Publicity input);

}  // namespace weige::work
