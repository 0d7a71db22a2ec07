// Layers, versions, members and what hangs on them, as the contract has them; shapes as GeoJSON texts, since
// a layer has hundreds of thousands of coordinates.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "base/problem.h"
#include "grids/alignment_actions.h"
#include "grids/coverage_actions.h"
#include "grids/layer_taking_actions.h"
#include "grids/load_actions.h"
#include "grids/month_report_actions.h"
#include "grids/placement_actions.h"
#include "grids/set_up_actions.h"
#include "http/message.h"

namespace weige::http {

boost::json::object grid_layer_json(const grids::LayerView& view, Day today);
boost::json::object grid_version_json(const grids::VersionView& view);

// A FeatureCollection of members: number as id, code, name, committee, area and place of the label.
std::string member_features(const std::vector<grids::GridMember>& members);
std::string difference_features(const std::vector<grids::DifferentLand>& lands);
Response geojson_response(std::string features);
boost::json::value geometry_json(const grids::Shape& degrees);
boost::json::array position_json(grids::Point degrees);

boost::json::object member_faults_json(const grids::MemberFaults& faults, Language language);
boost::json::object coverage_json(const grids::CoverageView& view, Language language);
boost::json::object load_json(const grids::LoadView& view);
boost::json::object preview_json(const grids::Preview& preview, Language language);
boost::json::object grid_address_json(const grids::ListedPlace& place);
boost::json::object points_json(const std::vector<grids::ListedPlace>& points);
boost::json::object address_grid_json(const grids::AddressGrid& grid);
boost::json::object crosswalk_json(const grids::SavedCrosswalk& walk);
boost::json::object crosswalk_view_json(const grids::CrosswalkView& view);
boost::json::object month_report_json(const grids::MonthReportView& view);
boost::json::object set_up_json(const grids::SetUpLine& line);

}  // namespace weige::http
