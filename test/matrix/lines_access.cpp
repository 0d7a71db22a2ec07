// Lines of the routes of accounts, posts, areas, sessions, jobs and files.
#include "matrix/lines.h"

namespace weige::matrix {

std::vector<Line> all_lines() {
  auto out = access_lines();
  for (const auto& more : {register_lines(), intake_lines(), grid_lines(), resident_lines(), lead_lines(), work_lines(), plan_lines(), premises_lines(), meeting_lines(), norm_lines(), team_lines(), instruction_lines()})
    out.insert(out.end(), more.begin(), more.end());
  return out;
}

namespace {

// clang-format off
constexpr auto kAnybody =  "* * ** *** *** ** ***";
constexpr auto kAccounts = ". . .. ... ... .. *..";
constexpr auto kPosts =    ". . .. ... ... .. **.";
constexpr auto kAreaManagers =    ". * .. ... ... .. *..";
constexpr auto kExports =  ". + .. ++. ... .. ...";
constexpr auto kErases =   ". + .. ... ... .. ...";
constexpr auto kLists =    "+ + ++ +++ +++ ++ **+";  // of the whole town for those who run the house
constexpr auto kSeconds =  "0 + 00 ++0 000 00 000";  // to others there is none
constexpr auto kNobodys =  "0 0 00 000 000 00 000";
constexpr auto kAuditor =  ". . .. ... ... .. ..*";
constexpr auto kPublishers = ". + +. ... ... .. ...";  // figures of the whole town, none of them small
constexpr auto kSelfCheckers = ". + .. ... ... .. ***";
constexpr auto kTownNames = Names::all_areas;

std::vector<Line> house() {
  return {
      // The house itself.
      {"GET /healthz", kAnybody, "/healthz"},
      {"GET /readyz", kAnybody, "/readyz"},
      {"GET /metrics", kAnybody, "/metrics", Varies{}},
      {"GET /api/codes", kAnybody, "/api/codes"},
      {"GET /api/map", ". + ++ +++ +++ .. ...", "/api/map"},

      // One's own session.
      {"GET /api/session", kAnybody, "/api/session"},
      {"POST /api/session", kAnybody, "/api/session", R"({"login_name":null,"password":null})", 422},
      {"DELETE /api/session", kAnybody, "/api/session", 204},
      {"PUT /api/session/post", kAnybody, "/api/session/post", R"({"post_id":{post}})", 404},
      {"PUT /api/session/post", kAnybody, "/api/session/post", R"({"post_id":null})", 422},
      {"PUT /api/session/purpose", kAnybody, "/api/session/purpose", R"({"purpose":"door_check"})"},
      {"PUT /api/session/purpose", kAnybody, "/api/session/purpose", R"({"purpose":null})"},
      {"GET /api/purposes", kAnybody, "/api/purposes"},
      {"GET /api/policy/explain", kAnybody, "/api/policy/explain?right=person.read&record=person:{person}", Elsewhere{200}},
      {"GET /api/policy/explain", kAnybody, "/api/policy/explain?right=person.edit&record=premises:{premises}", Elsewhere{200}},
      {"GET /api/policy/explain", kAnybody, "/api/policy/explain?right=person.read&record=", 400},
      {"GET /api/reading-quota", ". + .. +++ +++ .. ...", "/api/reading-quota", Varies{}},
      {"POST /api/reading-quota/extension", ". + .. +++ +++ .. ...", "/api/reading-quota/extension", R"({"reason":"field_drive"})"},
      {"POST /api/session/password", kAnybody, "/api/session/password", R"({"old_password":null,"new_password":null})", 422},
      {"GET /api/undertaking", kAnybody, "/api/undertaking"},
      {"POST /api/undertaking", kAnybody, "/api/undertaking", R"({"version":"0","name":"某"})", 409},
      {"POST /api/session/code", kAnybody, "/api/session/code", R"({"code":null})", 422},
      {"POST /api/session/proof", kAnybody, "/api/session/proof", R"({"password":null})", 422},
      {"GET /api/second-factor", kAnybody, "/api/second-factor"},
      {"POST /api/second-factor", kAnybody, "/api/second-factor", 201, Varies{}},
      {"POST /api/second-factor/confirmation", kAnybody, "/api/second-factor/confirmation", R"({"code":"000000"})", 409},
      {"POST /api/second-factor/recovery-codes", kAnybody, "/api/second-factor/recovery-codes", 409},
      {"POST /api/session/challenge", kAnybody, "/api/session/challenge", 409},
      {"GET /api/second-factor/passkeys", kAnybody, "/api/second-factor/passkeys"},
      {"POST /api/second-factor/passkeys", kAnybody, "/api/second-factor/passkeys", R"({"name":"","client_data":"eyJ0eXBlIjoiIiwiY2hhbGxlbmdlIjoiIiwib3JpZ2luIjoiIn0=","attestation":"AA=="})", 422},
      {"POST /api/second-factor/passkeys/challenge", kAnybody, "/api/second-factor/passkeys/challenge", 201, Varies{}},
      {"DELETE /api/second-factor/passkeys/{id}", kAnybody, "/api/second-factor/passkeys/1", 404},
      {"DELETE /api/second-factor/notice", kAnybody, "/api/second-factor/notice", 204},
      {"GET /api/account-notices", kAnybody, "/api/account-notices"},
      {"DELETE /api/account-notices/{id}", kAnybody, "/api/account-notices/1", 404},
      {"POST /api/account-notices/{id}/disowning", kAnybody, "/api/account-notices/1/disowning", R"({"old_password":"not the one","new_password":"seven bridges"})", 404},
      {"GET /api/sessions", kAnybody, "/api/sessions"},
      {"DELETE /api/sessions", kAnybody, "/api/sessions", 204},
      {"DELETE /api/sessions/{id}", kAnybody, "/api/sessions/{session_of}", 404},
      {"GET /api/links/{token}", kAnybody, "/api/links/no-such-token", 410},
      {"POST /api/links/{token}", kAnybody, "/api/links/no-such-token", R"({"password":"nine lanterns"})", 410},
  };
}

// Accounts, posts, areas.
std::vector<Line> accounts_and_areas() {
  return {
      {"GET /api/accounts", ". . .. ... ... .. **.", "/api/accounts", kTownNames},
      {"POST /api/accounts", kAccounts, "/api/accounts", R"({"login_name":"new.account","display_name":"新"})", 201, kTownNames},
      {"PATCH /api/accounts/{id}", kAccounts, "/api/accounts/{account}", R"({"display_name":"改"})", kTownNames},
      {"POST /api/accounts/{id}/link", kAccounts, "/api/accounts/{account}/link", 201, kTownNames},
      {"DELETE /api/accounts/{id}/second-factor", kAccounts, "/api/accounts/{account}/second-factor", 409},
      {"GET /api/posts", kLists, "/api/posts", kTownNames},
      {"POST /api/posts", kPosts, "/api/posts", R"({"role":"committee","area_id":{area},"title":"新岗"})", 201, kTownNames},
      {"POST /api/posts", kPosts, "/api/posts", R"({"role":"committee","area_id":null,"title":"新岗"})", 422},
      {"POST /api/posts", kPosts, "/api/posts", R"({"role":"committee","area_id":{area},"title":"新岗","holder_account_id":{account}})", 201, kTownNames},
      {"PATCH /api/posts/{id}", kPosts, "/api/posts/{post}", R"({"title":"改"})", kTownNames},
      {"PATCH /api/posts/{id}", kPosts, "/api/posts/{post}", R"({"holder_account_id":null})", kTownNames},
      {"PATCH /api/posts/{id}", kPosts, "/api/posts/{post}", R"({"until":null})", 409, Elsewhere{409}, kTownNames},
      {"PUT /api/posts/{id}/successor", kPosts, "/api/posts/{post}/successor", R"({"account_id":{account},"from":"2027-01-01T00:00:00Z"})", kTownNames},
      {"PUT /api/posts/{id}/successor", kPosts, "/api/posts/{post}/successor", R"({"account_id":null})", 422, Elsewhere{422}, kTownNames},
      {"DELETE /api/posts/{id}/successor", kPosts, "/api/posts/{post}/successor", kTownNames},
      {"POST /api/posts/{id}/deputies", kPosts, "/api/posts/{post}/deputies", R"({"account_id":{account},"until":"2027-01-01T00:00:00Z","reason":"absence"})", 201, kTownNames},
      {"DELETE /api/posts/{id}/deputies/{account_id}", kPosts, "/api/posts/{post}/deputies/{account}", 404, Elsewhere{404}, kTownNames},
      {"GET /api/areas", kLists, "/api/areas", kTownNames},
      {"POST /api/areas", kAreaManagers, "/api/areas", R"({"parent_id":{committee},"kind":"grid","code":"new-grid","name":"新"})", 201, kTownNames},
      {"POST /api/areas", kAreaManagers, "/api/areas", R"({"parent_id":null,"kind":"grid","code":"new-grid","name":"新"})", 422},
      {"PATCH /api/areas/{id}", kAreaManagers, "/api/areas/{committee}", R"({"name":"改"})", kTownNames},
      {"POST /api/town", kAreaManagers, "/api/town", R"({"code":"310118106"})", 500},
      {"GET /api/divisions", kAreaManagers, "/api/divisions?text=x", 500},
      {"GET /api/divisions/{code}", kAreaManagers, "/api/divisions/310118106", 500},
      {"POST /api/areas/reorganise", ". + .. ... ... .. ...", "/api/areas/reorganise", R"({"from_area_id":{committee},"to_area_id":{neighbour},"address_ids":[{lane}],"reason":"调整"})"},
      {"POST /api/areas/reorganise", ". + .. ... ... .. ...", "/api/areas/reorganise", R"({"from_area_id":{neighbour},"to_area_id":{committee},"address_ids":[{lane}],"reason":"调整"})", 404},
      {"POST /api/areas/reorganise", ". + .. ... ... .. ...", "/api/areas/reorganise", R"({"from_area_id":{committee},"to_area_id":{neighbour},"address_ids":[],"reason":"调整"})"},
      {"POST /api/areas/reorganise", ". + .. ... ... .. ...", "/api/areas/reorganise", R"({"from_area_id":{committee},"to_area_id":{neighbour},"address_ids":null,"reason":"调整"})", 400},
  };
}

// The world's town is too small for a table: nothing is published of it.
std::vector<Line> statistics() {
  return {
      {"GET /api/publications", kPublishers, "/api/publications", kTownNames},
      {"POST /api/publications", kPublishers, "/api/publications", R"({"measure":"residents","breakdown":"category","level":"grid"})", 409},
      {"POST /api/publications", kPublishers, "/api/publications", R"({"measure":"organisations","breakdown":"none","level":"grid","preview":true})", 409},
      {"POST /api/publications", kPublishers, "/api/publications", R"({"measure":"residents","breakdown":"use","level":"grid"})", 422},
      {"GET /api/publications/{id}", kPublishers, "/api/publications/987654321", 404},
      {"GET /api/publications/{id}", kPublishers, "/api/publications/{person}", 404},
      {"GET /api/publications/{id}/file", kPublishers, "/api/publications/987654321/file", 404},
      {"GET /api/self-check", kSelfCheckers, "/api/self-check", Varies{}},
  };
}

std::vector<Line> own_work() {
  return {
      // The audit log.
      {"GET /api/audit", kAuditor, "/api/audit", Varies{}},
      {"GET /api/audit/heads", kAuditor, "/api/audit/heads", Varies{}},
      {"GET /api/audit/entries", kAuditor, "/api/audit/entries", TellsIds{}, Varies{}},
      {"GET /api/audit/entries/{number}/proof", kAuditor, "/api/audit/entries/987654321/proof", 404},
      {"GET /api/audit/consistency", kAuditor, "/api/audit/consistency?first=1&second=987654321", 422},
      {"GET /api/audit/export", kAuditor, "/api/audit/export", TellsIds{}, Varies{}},

      // Retention: numbers for office and system administrator, single people for the office alone. Whoever lives here is not erased.
      {"GET /api/retention", ". * .. ... ... .. *..", "/api/retention"},
      {"GET /api/erasures", ". * .. ... ... .. *..", "/api/erasures"},
      {"POST /api/erasures", kErases, "/api/erasures", R"({"person_ids":[{person}],"reason":"unlawful","why":"核对"})", 409},
      {"POST /api/erasures", kErases, "/api/erasures", R"({"person_ids":[987654321],"reason":"unlawful","why":"核对"})", 404},
      {"POST /api/erasures", kErases, "/api/erasures", R"({"person_ids":[],"reason":"unlawful","why":"核对"})", 422, Elsewhere{422}},
      {"POST /api/erasures", kErases, "/api/erasures", R"({"person_ids":null,"reason":"unlawful","why":"核对"})", 422, Elsewhere{422}},
      {"POST /api/erasures/{id}/cancel", kErases, "/api/erasures/987654321/cancel", 404},
      {"POST /api/persons/{id}/erasure", kErases, "/api/persons/{person}/erasure", R"({"reason":"resident_request"})", 409, At{"person"}, Keeps{}},
      {"POST /api/persons/{id}/erasure", kErases, "/api/persons/{person}/erasure", R"({"reason":null})", 422, Elsewhere{422}, At{"person"}, Keeps{}},
      {"POST /api/persons/{id}/holds", kErases, "/api/persons/{person}/holds", R"({"reason":"诉讼","until":"2027-06-30"})", 201},
      {"POST /api/persons/{id}/holds", kErases, "/api/persons/{person}/holds", R"({"reason":"诉讼","until":null})", 422, Elsewhere{422}},
      {"GET /api/legal-holds", ". * .. ... ... .. ...", "/api/legal-holds"},
      {"DELETE /api/legal-holds/{id}", kErases, "/api/legal-holds/987654321", 404},

      // Long work and files: each for whoever asked for it.
      {"POST /api/exports", kExports, "/api/exports", R"({"kind":"residents","format":"csv","purpose":"data_quality"})", 202},
      {"POST /api/exports", kExports, "/api/exports", R"({"kind":"residents","format":"csv","purpose":"data_quality","area_id":{area}})", 202},
      {"POST /api/exports", kExports, "/api/exports", R"({"kind":"residents","format":"csv","purpose":"data_quality","area_id":null})", 422},
      // Approvals that somebody else asked for about the area.
      {"GET /api/approvals", kAnybody, "/api/approvals"},
      {"GET /api/approvals", kAnybody, "/api/approvals?view=mine"},
      {"GET /api/approvals", kAnybody, "/api/approvals?view=past"},
      {"GET /api/approvals", kAnybody, "/api/approvals?view=all", 422},
      {"GET /api/approvals/{id}", kSeconds, "/api/approvals/{approval}"},
      {"POST /api/approvals/{id}/approval", kSeconds, "/api/approvals/{approval}/approval", R"({"digest":"{approval_digest}"})"},
      {"POST /api/approvals/{id}/approval", kSeconds, "/api/approvals/{approval}/approval", R"({"digest":"0"})", 409},
      {"POST /api/approvals/{id}/approval", kAnybody, "/api/approvals/{approval}/approval", R"({"digest":null})", 422, Elsewhere{422}},
      {"POST /api/approvals/{id}/refusal", kSeconds, "/api/approvals/{approval}/refusal", R"({"reason":"不必"})"},
      {"POST /api/approvals/{id}/refusal", kAnybody, "/api/approvals/{approval}/refusal", R"({"reason":null})", 422, Elsewhere{422}},
      {"POST /api/approvals/{id}/withdrawal", kNobodys, "/api/approvals/{approval}/withdrawal"},
      {"GET /api/jobs", kAnybody, "/api/jobs"},
      {"GET /api/jobs/{id}", kAnybody, "/api/jobs/{job}", 404},
      {"GET /api/jobs/{id}", kAnybody, "/api/jobs/{mine.job}"},
      {"POST /api/jobs/{id}/cancel", kAnybody, "/api/jobs/{job}/cancel", 404},
      {"POST /api/jobs/{id}/cancel", kAnybody, "/api/jobs/{mine.job}/cancel", 409},
      {"GET /api/jobs/{id}/file", kAnybody, "/api/jobs/{job}/file", 404},
      {"GET /api/jobs/{id}/file", kAnybody, "/api/jobs/{mine.job}/file"},
  };
}
// clang-format on

}  // namespace

std::vector<Line> access_lines() {
  auto out = house();
  for (const auto& more : {accounts_and_areas(), statistics(), own_work()})
    out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace weige::matrix
