// The manifest of personal data: what each column of each table is, how it is erased and how long it stays.
// Each module that owns tables declares them in its <module>_manifest file; access/manifest.h collects them,
// and a test compares them with the real schema.
#pragma once

#include <string_view>
#include <vector>

namespace weige {

// none: no relation to a person. pseudonym: an internal id or hash that leads to one. personal: about a
// person. sensitive: ID numbers, phones and what GB/T 35273-2020 annex B lists. secret: password and token
// hashes, keys.
enum class DataClass { none, pseudonym, personal, sensitive, secret };

// keep: stays when the person is erased. clear: overwritten with NULL or a neutral value. delete_row: the row
// goes.
enum class Erasure { keep, clear, delete_row };

// How a column lies in the database. plain: as it is. sealed: encrypted under a key whose end is the value's
// end. keyed: a keyed hash, which finds equal values and tells nothing without the key. emptied: what was
// plain before it was sealed in another column; nothing is left in it.
enum class AtRest { plain, sealed, keyed, emptied };

struct ManifestColumn {
  std::string_view name;
  DataClass data_class = DataClass::none;
  Erasure erasure = Erasure::keep;
  AtRest at_rest = AtRest::plain;
};

// clock: the event that starts the retention ("session.end", "person.cancelled"); empty = as long as the
// register. days: after it.
struct Retention {
  std::string_view clock = {};
  int days = 0;
};

struct ManifestTable {
  std::string_view name;
  Retention retention = {};
  std::vector<ManifestColumn> columns;
};

using Manifest = std::vector<ManifestTable>;

}  // namespace weige
