// Lines of the routes of sealed letters: written by a team to the officers of its area, read in one post.
#include "matrix/lines.h"

namespace weige::matrix {

std::vector<Line> lead_lines() {
  // clang-format off
  constexpr auto kAnybody = "* * ** *** *** ** ***";
  constexpr auto kSends =   ". . .. ... +++ +. ...";
  constexpr auto kSendsTo = ". . .. ... +++ w. ...";
  constexpr auto kOfficer = ". . .. ... .+. .. ...";
  constexpr auto kOfficers = ". . .. ... .*. .. ...";  // of the whole town, to send a letter on
  return {
      {"GET /api/lead-channels", kSends, "/api/lead-channels"},
      {"GET /api/lead-channels", kOfficers, "/api/lead-channels?reach=town", Names::all_areas},
      {"POST /api/leads", kSendsTo, "/api/leads", R"({"post_id":{lead_post},"key_id":{lead_key},"letter":"{the.letter}","salt":"x"})", 201},
      {"POST /api/leads", kSends, "/api/leads", R"({"post_id":{post},"key_id":{the.lead_key},"letter":"{the.letter}","salt":"x"})", 404},
      {"POST /api/leads", kSends, "/api/leads", R"({"post_id":null,"key_id":{the.lead_key},"letter":"{the.letter}","salt":"x"})", 422},

      {"GET /api/leads", kOfficer, "/api/leads"},
      {"GET /api/leads/{id}", kOfficer, "/api/leads/{lead}", 404},
      {"GET /api/leads/{id}", kOfficer, "/api/leads/{mine.lead}"},
      {"PUT /api/leads/{id}/state", kOfficer, "/api/leads/{lead}/state", R"({"state":"read"})", 404},
      {"PUT /api/leads/{id}/state", kOfficer, "/api/leads/{mine.lead}/state", R"({"state":"read"})"},
      {"POST /api/leads/{id}/forward", kOfficer, "/api/leads/{lead}/forward", R"({"post_id":{the.lead_post},"key_id":{the.lead_key},"letter":"{the.letter}","salt":"x"})", 404},
      {"POST /api/leads/{id}/forward", kOfficer, "/api/leads/{mine.lead}/forward", R"({"post_id":{the.lead_post},"key_id":{the.lead_key},"letter":"{the.letter}","salt":"x"})"},
      {"POST /api/leads/{id}/forward", kOfficer, "/api/leads/{mine.lead}/forward", R"({"post_id":null,"key_id":{the.lead_key},"letter":"{the.letter}","salt":"x"})", 422},

      {"GET /api/lead-own-key", kAnybody, "/api/lead-own-key"},
      {"PUT /api/lead-own-key", kOfficer, "/api/lead-own-key", R"({"public_key":"{the.point}","wrapped_private":"{the.own_key}"})"},
      {"PUT /api/lead-own-key", kAnybody, "/api/lead-own-key", R"({"public_key":null,"wrapped_private":null})", 422},
      {"GET /api/lead-box", kOfficer, "/api/lead-box"},
      {"POST /api/lead-keys", kOfficer, "/api/lead-keys", R"({"public_key":"{the.point}","shares":[{"account_id":{account},"public_key":"{the.point}","wrapped_private":"{the.share}"}]})", 404},
      {"POST /api/lead-keys", kOfficer, "/api/lead-keys", R"({"public_key":"{the.point}","shares":[]})", 422},
      {"POST /api/lead-keys", kOfficer, "/api/lead-keys", R"({"public_key":"{the.point}","shares":null})", 422},
      {"PUT /api/lead-keys/{id}/shares", kOfficer, "/api/lead-keys/{lead_key}/shares", R"({"shares":[{"account_id":{account},"public_key":"{the.point}","wrapped_private":"{the.share}"}]})", 404},
      {"PUT /api/lead-keys/{id}/shares", kOfficer, "/api/lead-keys/{mine.lead_key}/shares", R"({"shares":[]})", 422},
      {"PUT /api/lead-keys/{id}/shares", kOfficer, "/api/lead-keys/{mine.lead_key}/shares", R"({"shares":null})", 422},
  };
  // clang-format on
}

}  // namespace weige::matrix
