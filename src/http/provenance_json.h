// Provenance in and out: who found, entered and verified a fact, how, when and on what evidence.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <vector>

#include "http/json_fields.h"
#include "registry/provenance.h"
#include "registry/view_actions.h"

namespace weige::http {

// The member `provenance` of a body; absent: entered on the screen, over the counter.
registry::ProvenanceInput take_provenance(JsonFields& body);

boost::json::object provenance_json(const registry::Provenance& provenance);
// By field, "*" for the record's own.
boost::json::object provenances_json(const std::map<std::string, registry::Provenance>& provenances);
// Where the contract has room for one: that of the newest confirmation.
boost::json::object newest_provenance_json(const registry::RecordView& view);
boost::json::array evidence_json(const std::vector<registry::Evidence>& evidence);

// Where a fact came from when no source was named: the acting post entered it.
inline constexpr std::string_view kScreenSource = "screen";
inline std::string_view shown_source(std::string_view source) {
  return source.empty() ? kScreenSource : source;
}

}  // namespace weige::http
