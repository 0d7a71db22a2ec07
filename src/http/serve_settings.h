// The settings of `weige serve`: one table of names, from which flags, environment (WEIGE_NAME) and the TOML
// file are read alike. Precedence: flag, environment, file, default.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "access/approval.h"
#include "access/audit_digest.h"
#include "access/audit_signer.h"
#include "access/reading_quota.h"
#include "access/step_up.h"
#include "base/result.h"
#include "http/map_ground.h"
#include "http/server_options.h"
#include "seal/profile.h"
#include "town/resident_request.h"
#include "town/retention_clock.h"

namespace weige::http {

struct ServeSettings {
  std::string db = "sqlite:weige.db";
  std::string keys = "";                             // the key file; empty = beside the database
  seal::Profile key_profile = seal::Profile::mlps3;  // of a key file that is made
  int db_connections = 4;
  int job_threads = 1;   // long work that runs at once; other instances have threads of their own
  std::string web = "";  // folder of the built web client; empty = none
  std::string log = "-";
  std::int64_t declarations_post = 0;     // 0 = the town takes no declarations from the public
  std::string city_declaration_url = "";  // of the city's own service for them; empty = nobody told
  MapGround ground;
  std::string erasure_journal = "";  // the file of who was erased; empty = beside the database
  town::RetentionTimes retention;
  std::string audit_key = "";  // file of the key that signs the audit log; empty = beside the database
  access::DigestKind audit_digest = access::DigestKind::sm3;
  access::SignatureKind audit_signature = access::SignatureKind::sm2;
  access::FactorRule second_factor = access::FactorRule::required;
  std::string passkey_domain = "";  // empty = the host of the first public origin
  access::ReadingQuotas reading_quotas;
  access::ApprovalRules approvals;
  int purpose_minutes = 60;            // how long a purpose of a sitting holds
  std::string resident_codes = "off";  // how codes reach phones: http/code_sender.h
  int answer_days = 15;                // workdays to answer a resident's request
  std::string holidays = "", worked_days = "";
  std::vector<std::string> robot_hosts = {};  // of group robots that may be written to; none: off
  ServerOptions server;
};

struct Setting {
  std::string name;  // "listen": flag --listen, environment WEIGE_LISTEN, key `listen` in the file ('-' is
                     // '_' in both)
  std::string help;
  std::string preset;  // what holds when nobody says anything, as text
  std::function<Done(ServeSettings&, const std::string&)> apply;
};

const std::vector<Setting>& serve_settings();

using SettingValues = std::map<std::string, std::string, std::less<>>;  // by Setting::name

// Problem: setting (unreadable, not TOML, unknown key, neither text, number nor boolean nor list of texts).
Result<SettingValues> settings_from_file(const std::string& path);
Result<SettingValues> settings_from_text(std::string_view text,
                                         const std::string& name);        // name: for problems
using Environment = std::function<const char*(const std::string& name)>;  // std::getenv
SettingValues settings_from_environment(const Environment& environment);

// Later layers win. Problem: setting.
Result<ServeSettings> settled(const std::vector<SettingValues>& layers);

}  // namespace weige::http
