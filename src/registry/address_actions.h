// Use cases on addresses: add, renumber or rename, split. Everything below and at an address moves with it;
// old texts stay as aliases.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "registry/address_book_actions.h"

namespace weige::registry {

// A preview does everything in the transaction and counts; the edge rolls it back.
struct AddressMoved {
  OperationId operation;
  std::vector<std::int64_t> address_ids = {};
  std::map<RecordKind, int> affected = {};
};

struct Point {
  double lng = 0, lat = 0;
  std::string datum;  // cgcs2000, wgs84, gcj02, bd09: an unlabelled point is refused
};

struct NewAddress {
  std::int64_t area_id = 0;
  std::int64_t town_area_id = 0;
  std::string town_text;  // "上海市青浦区徐泾镇": completes a text that leaves it out
  std::string text;
  std::optional<Point> point = {};
  ProvenanceInput provenance = {};
};
// The address with its chain, or the one that is there already. Problems: forbidden, not_found, bad_address,
// bad_choice (datum), bad_number, outside_scope (the house, or the point, belongs to others).
Result<Record> add_address(const WriteContext& context, const NewAddress& input);

struct Rename {
  std::int64_t id = 0, version = 0;
  std::string element;  // 90弄
  std::string reason = {};
};
// Problems: forbidden, not_found, version_conflict, bad_address (not one element of the same level),
// key_taken, others_below (addresses beneath it are out of the actor's scope).
Result<AddressMoved> rename_address(const WriteContext& context, const Rename& rename);

struct AddressPart {
  std::string element;  // 201A
  std::vector<std::int64_t> residences = {};
};
struct AddressSplit {
  std::int64_t id = 0, version = 0;
  std::vector<AddressPart> parts = {};  // the first keeps the record, and everything that no other part names
  std::string reason = {};
};
// Problems: as of rename, and not_found for a residence that is not there, still_in_use for an address with
// others below it.
Result<AddressMoved> split_address(const WriteContext& context, const AddressSplit& split);

}  // namespace weige::registry
