// Lines of the routes of the register: people, places, organisations, their history and figures.
#include "matrix/lines.h"

namespace weige::matrix {
namespace {

// clang-format off
constexpr auto kListPeople =     ". p .. +++ +++ .. ...";
constexpr auto kReadPeople =     ". p .. ppp ppp .. ...";
constexpr auto kReadPlaces =     ". + .. +++ +++ .. ...";
constexpr auto kFigures =        ". + ++ +++ +++ .. ...";
constexpr auto kEditPeople =     ". p .. +.+ .++ .. ...";
constexpr auto kEditNumbers =    ". p .. p.p .pp .. ...";
constexpr auto kEditAddresses =  ". + .. +.. .++ .. ...";
constexpr auto kEditPremises =   ". + .. +.+ +++ .. ...";
constexpr auto kEditOrganisations = ". + .. +.+ .++ .. ...";
// Of the office what is wrong with a body is told before its purpose is asked for.
constexpr auto kPeopleBodies =   ". + .. +.+ .++ .. ...";
constexpr auto kMergeBodies =    ". + .. +.. .+. .. ...";
constexpr auto kMerge =          ". p .. +.. .+. .. ...";
constexpr auto kRenumber =       ". + .. +.. ... .. ...";
constexpr auto kUndo =           ". p .. +.. .++ .. ...";

std::vector<Line> people() {
  return {
      {"GET /api/persons/{id}", kReadPeople, "/api/persons/{person}", AsAbsent{"person"}},
      {"GET /api/persons/{id}", kReadPeople, "/api/persons/{person}?valid_on=2026-11-23"},
      {"GET /api/persons/{id}", kReadPeople, "/api/persons/{guest}"},
      {"POST /api/persons", kEditPeople, "/api/persons", R"({"person":{"name":"新人"}})", 201},
      {"POST /api/persons", kEditPeople, "/api/persons", R"({"person":{"name":"新人"},"residence":{"premises_id":{premises},"from":"2026-02-01"}})", 201},
      {"POST /api/persons", kPeopleBodies, "/api/persons", R"({"person":{"name":"新人"},"residence":null})", 400},
      {"POST /api/persons", kEditPeople, "/api/persons", R"({"person":{"name":"新人"},"area_id":{area}})", 201},
      {"POST /api/persons", kPeopleBodies, "/api/persons", R"({"person":{"name":"新人"},"area_id":null})", 422},
      {"POST /api/persons", kEditNumbers, "/api/persons", R"({"person":{"name":"新人","document_number":"{number}"}})", 409, Elsewhere{409}},
      {"PATCH /api/persons/{id}", kEditPeople, "/api/persons/{person}", R"({"fields":{"phone":"19900000002"}})", At{"person"}},
      {"POST /api/persons/{id}/reveal", ". + .. +++ .++ .. ...", "/api/persons/{person}/reveal", R"({"fields":["document_number","phone"],"purpose":"data_correction"})"},
      {"POST /api/persons/{id}/reveal", ". + .. +++ .++ .. ...", "/api/persons/{person}/reveal", R"({"fields":["document_number"],"purpose":"door_check"})", 403, Elsewhere{403}},
      {"POST /api/persons/{id}/reveal", ". + .. +++ .++ .. ...", "/api/persons/{person}/reveal", R"({"fields":["phone"],"purpose":null})", 422, Elsewhere{422}},
      {"POST /api/persons/merge", kMerge, "/api/persons/merge", R"({"keep_id":{own.twin},"keep_version":{v:own.twin},"drop_id":{person},"drop_version":{v:person},"take_from_dropped":[],"reason":"同一人"})"},
      {"POST /api/persons/merge", kMerge, "/api/persons/merge", R"({"keep_id":{person},"keep_version":{v:person},"drop_id":{own.twin},"drop_version":{v:own.twin},"take_from_dropped":["phone"],"reason":"同一人"})"},
      {"POST /api/persons/{id}/split", kMerge, "/api/persons/{person}/split", R"({"new_person":{"name":"新人"},"residence_ids":[],"employment_ids":[],"reason":"两人"})", At{"person"}},
      {"POST /api/persons/{id}/split", kMerge, "/api/persons/{person}/split", R"({"new_person":{"name":"新人"},"residence_ids":[{residence}],"employment_ids":[{employment}],"reason":"两人"})", At{"person"}},
      {"POST /api/persons/{id}/split", kMerge, "/api/persons/{own.person}/split", R"({"new_person":{"name":"新人"},"residence_ids":[{twin_residence}],"employment_ids":[],"reason":"两人"})", 404, At{"own.person"}, AsAbsent{"twin_residence"}},
      {"POST /api/persons/{id}/split", kMerge, "/api/persons/{guest}/split", R"({"new_person":{"name":"新人"},"residence_ids":[{guest_residence}],"employment_ids":[],"reason":"两人"})", 404, At{"guest"}, AsAbsent{"guest_residence"}},
      {"POST /api/persons/{id}/split", kMergeBodies, "/api/persons/{own.person}/split", R"({"new_person":{"name":"新人"},"residence_ids":null,"employment_ids":[],"reason":"两人"})", 422, At{"own.person"}},
      {"POST /api/residences", kEditPeople, "/api/residences", R"({"person_id":{person},"premises_id":{own.premises2},"from":"2026-03-01"})", 201, AsAbsent{"person"}},
      {"POST /api/residences", kEditPeople, "/api/residences", R"({"person_id":{own.person},"premises_id":{premises2},"from":"2026-03-01"})", 201, AsAbsent{"premises2"}},
      {"POST /api/residences", kPeopleBodies, "/api/residences", R"({"person_id":{own.person},"premises_id":null,"from":"2026-03-01"})", 422},
      {"PATCH /api/residences/{id}", kEditPeople, "/api/residences/{residence}", R"({"relation":"head"})", At{"residence"}},
  };
}

std::vector<Line> places() {
  return {
      {"GET /api/addresses", kReadPlaces, "/api/addresses"},
      {"GET /api/addresses", kReadPlaces, "/api/addresses?parent_id={lane}"},
      {"GET /api/addresses", kReadPlaces, "/api/addresses?area_id={area}"},
      {"GET /api/addresses", kReadPlaces, "/api/addresses?area_id=", 422},
      {"GET /api/addresses/{id}", kReadPlaces, "/api/addresses/{address}", AsAbsent{"address"}},
      {"GET /api/addresses/{id}", kReadPlaces, "/api/addresses/{lane}"},
      {"POST /api/addresses", kEditAddresses, "/api/addresses", R"({"area_id":{area},"text":"明珠路7700弄1号"})", 201},
      {"POST /api/addresses", kEditAddresses, "/api/addresses", R"({"area_id":{own.area},"text":"{house}103室"})", 201, Elsewhere{422}},
      {"POST /api/addresses", kEditAddresses, "/api/addresses", R"({"area_id":{own.area},"text":"{house}101室","lng":{lng},"lat":{lat},"datum":"cgcs2000"})", 201},
      {"POST /api/addresses", kEditAddresses, "/api/addresses", R"({"area_id":null,"text":"明珠路7700弄1号"})", 422},
      {"POST /api/addresses/parse", kReadPlaces, "/api/addresses/parse", R"({"text":"明珠路88弄1号"})"},
      {"POST /api/addresses/{id}/rename", kRenumber, "/api/addresses/{lane}/rename", R"({"element":"7701弄","reason":"改号"})", At{"lane"}},
      {"POST /api/addresses/{id}/split", kRenumber, "/api/addresses/{address}/split", R"({"parts":[{"element":"101A室"},{"element":"101B室","residence_ids":[{residence}]}],"reason":"分户"})", At{"address"}},
      {"POST /api/addresses/{id}/split", kRenumber, "/api/addresses/{own.address}/split", R"({"parts":[{"element":"101A室"},{"element":"101B室","residence_ids":[{twin_residence}]}],"reason":"分户"})", 404, At{"own.address"}, AsAbsent{"twin_residence"}},
      {"POST /api/addresses/{id}/split", kRenumber, "/api/addresses/{address}/split", R"({"parts":[],"reason":"分户"})", 422, Elsewhere{422}, At{"address"}},
      {"GET /api/premises/{id}", kReadPlaces, "/api/premises/{premises}", AsAbsent{"premises"}},
      {"PATCH /api/premises/{id}", kEditPremises, "/api/premises/{premises}", R"({"owner_name":"张房东"})", At{"premises"}},
      {"POST /api/premises/{id}/labels", kEditPremises, "/api/premises/{premises}/labels", R"({"label":"vacant","evidence":"door_visit","from":"2026-09-01"})", 201},
      {"POST /api/labels/{id}/end", kEditPremises, "/api/labels/{label}/end", R"({"to":"2026-10-01"})"},
  };
}

std::vector<Line> organisations() {
  return {
      {"GET /api/organisations/{id}", kReadPlaces, "/api/organisations/{organisation}", AsAbsent{"organisation"}},
      {"POST /api/organisations", kEditOrganisations, "/api/organisations", R"({"organisation":{"name":"新店","premises_id":{premises}}})", 201},
      {"POST /api/organisations", kEditOrganisations, "/api/organisations", R"({"organisation":{"name":"新店","premises_id":null}})", 201},
      {"PATCH /api/organisations/{id}", kEditOrganisations, "/api/organisations/{organisation}", R"({"fields":{"contact_name":"周"}})", At{"organisation"}},
      {"PATCH /api/organisations/{id}", kEditOrganisations, "/api/organisations/{own.organisation}", R"({"fields":{"premises_id":{premises}}})", At{"own.organisation"}},
      {"GET /api/organisations/{id}/employments", kListPeople, "/api/organisations/{organisation}/employments"},
      {"POST /api/employments", kEditPeople, "/api/employments", R"({"person_id":{twin},"organisation_id":{own.organisation},"from":"2026-09-01"})", 201},
      {"POST /api/employments", kEditPeople, "/api/employments", R"({"person_id":{own.twin},"organisation_id":{organisation},"from":"2026-09-01"})", 201},
      {"POST /api/employments", kPeopleBodies, "/api/employments", R"({"person_id":null,"organisation_id":{own.organisation},"from":"2026-09-01"})", 422},
      {"PATCH /api/employments/{id}", kEditPeople, "/api/employments/{employment}", R"({"job":"店员"})", At{"employment"}},
  };
}

std::vector<Line> history_and_figures() {
  return {
      {"GET /api/history/{kind}/{id}", kReadPeople, "/api/history/person/{person}", AsAbsent{"person"}},
      {"GET /api/history/{kind}/{id}", kReadPeople, "/api/history/person/{guest}"},
      {"GET /api/history/{kind}/{id}", ". + .. +++ +++ .. ...", "/api/history/premises/{premises}"},
      {"GET /api/history/{kind}/{id}", ". + .. +++ +++ .. ...", "/api/history/address/{address}"},
      {"GET /api/history/{kind}/{id}", ". + .. +++ +++ .. ...", "/api/history/organisation/{organisation}"},
      {"POST /api/operations/{id}/undo", kUndo, "/api/operations/{operation}/undo", R"({"reason":"录错"})"},
      {"POST /api/search", kListPeople, "/api/search", R"({"text":"{sign}"})", Elsewhere{200}},
      {"POST /api/search", kListPeople, "/api/search", R"({"text":"{lane_text}"})", Elsewhere{200}},
      {"POST /api/search", kListPeople, "/api/search", R"({"text":"{number}","kinds":["person"]})", Elsewhere{200}},
      {"POST /api/search", kListPeople, "/api/search", R"({"text":"","kinds":["person"],"area_id":{area}})", Elsewhere{200}},
      {"POST /api/search", kListPeople, "/api/search", R"({"text":"","kinds":["person"],"sort":"name"})"},
      {"POST /api/search", kListPeople, "/api/search", R"({"text":"周","kinds":["person"],"sort":"confirmed_at"})"},
      {"POST /api/search", kReadPlaces, "/api/search", R"({"text":"","kinds":["premises"],"sort":"name"})"},
      {"POST /api/search", kReadPlaces, "/api/search", R"({"text":"","kinds":["organisation"]})"},
      {"POST /api/search", kListPeople, "/api/search", R"({"text":"","kinds":[]})"},
      {"POST /api/search", kReadPlaces, "/api/search", R"({"text":"周","kinds":null})", 400},
      {"GET /api/overview", kFigures, "/api/overview"},
      {"GET /api/overview", kFigures, "/api/overview?area_id={area}"},
      {"GET /api/counters", kFigures, "/api/counters"},
      {"GET /api/counters", kFigures, "/api/counters?area_id={area}"},
  };
}
// clang-format on

}  // namespace

std::vector<Line> register_lines() {
  auto out = people();
  for (const auto& more : {places(), organisations(), history_and_figures()})
    out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace weige::matrix
