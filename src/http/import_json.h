// Uploads, imports and their rows as the contract has them. Columns count from 0 there, from 1 in the
// register.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <map>

#include "base/problem.h"
#include "http/json_fields.h"
#include "registry/import_actions.h"
#include "registry/upload_actions.h"

namespace weige::http {

// Reads the samples, hence the transaction.
boost::json::object upload_json(store::Transaction& tx, const registry::Upload& upload);
boost::json::object import_json(store::Transaction& tx, const registry::Import& import, Language language);

// A member of a mapping, in and out.
registry::ColumnMapping read_column_mapping(JsonFields& fields);
boost::json::object column_mapping_json(const registry::ColumnMapping& mapping);
// The problems that most rows have, with how many have each.
boost::json::array commonest_json(const std::map<std::string, int>& problems, Language language);
boost::json::object cell_problem_json(std::uint32_t row, const registry::Finding& finding, Language language);

struct RowLook {
  std::string sheet;
  bool applied = false;  // otherwise the row's record does not exist
  Language language = Language::zh;
};
boost::json::object import_row_json(const registry::ImportedRow& row, const RowLook& look);

}  // namespace weige::http
