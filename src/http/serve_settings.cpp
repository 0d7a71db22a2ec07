#include "http/serve_settings.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "http/code_sender.h"
#include "http/public_origin.h"
#include "http/text.h"

namespace weige::http {
namespace {

Problem wrong(std::string_view name, std::string expected) {
  return problem(ProblemCode::setting).with("name", std::string(name)).with("expected", std::move(expected));
}

std::optional<std::uint64_t> number(const std::string& text, std::uint64_t min, std::uint64_t max) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && value >= min && value <= max ? std::optional(value) : std::nullopt;
}

struct Bounds {
  std::uint64_t min, max;
};

// A setting that is a whole number; `field` gives the place it is kept in.
template <class Field>
Setting whole_number(std::string name, std::string help, Bounds bounds, Field field) {
  ServeSettings presets;
  auto preset = std::to_string(static_cast<std::uint64_t>(field(presets)));
  auto apply = [name, bounds, field](ServeSettings& settings, const std::string& text) -> Done {
    const auto value = number(text, bounds.min, bounds.max);
    if (!value) return wrong(name, std::to_string(bounds.min) + " – " + std::to_string(bounds.max));
    auto& place = field(settings);
    place = static_cast<std::remove_reference_t<decltype(place)>>(*value);
    return done();
  };
  return {std::move(name), std::move(help), std::move(preset), std::move(apply)};
}

// A setting in whole seconds.
Setting seconds(std::string name, std::string help, Milliseconds ServerOptions::*field) {
  ServeSettings presets;
  auto preset = std::to_string((presets.server.*field).count() / 1000);
  auto apply = [name, field](ServeSettings& settings, const std::string& text) -> Done {
    const auto value = number(text, 1, 86400);
    if (!value) return wrong(name, "1 – 86400");
    settings.server.*field = std::chrono::seconds(*value);
    return done();
  };
  return {std::move(name), std::move(help) + ", in seconds", std::move(preset), std::move(apply)};
}

Setting text(std::string name, std::string help, std::string ServeSettings::*field) {
  ServeSettings presets;
  auto preset = presets.*field;
  auto apply = [field](ServeSettings& settings, const std::string& value) -> Done {
    settings.*field = value;
    return done();
  };
  return {std::move(name), std::move(help), std::move(preset), std::move(apply)};
}

std::vector<std::string> comma_list(const std::string& value) {
  std::vector<std::string> out;
  for (const auto part : split(value, ','))
    if (!trimmed(part).empty()) out.emplace_back(trimmed(part));
  return out;
}

Done apply_listen(ServeSettings& settings, const std::string& value) {
  const auto colon = value.rfind(':');
  const auto port = colon == std::string::npos ? std::nullopt : number(value.substr(colon + 1), 0, 65535);
  auto address = value.substr(0, colon == std::string::npos ? 0 : colon);
  if (address.size() > 2 && address.front() == '[' && address.back() == ']')
    address = address.substr(1, address.size() - 2);
  if (!port || address.empty()) return wrong("listen", "127.0.0.1:8080, 0.0.0.0:8080, [::1]:8080");
  settings.server.address = address;
  settings.server.port = static_cast<std::uint16_t>(*port);
  return done();
}

Done apply_key_profile(ServeSettings& settings, const std::string& value) {
  const auto profile = seal::profile_of(value);
  if (!profile) return wrong("key-profile", "mlps3, international");
  settings.key_profile = *profile;
  return done();
}

Done apply_second_factor(ServeSettings& settings, const std::string& value) {
  const auto rule = access::factor_rule_of(value);
  if (!rule) return wrong("second-factor", "required, offered");
  settings.second_factor = *rule;
  return done();
}

Done apply_always_tls(ServeSettings& settings, const std::string& value) {
  if (value != "true" && value != "false") return wrong("always-tls", "true, false");
  settings.server.trust.always_tls = value == "true";
  return done();
}

std::vector<Setting> where_settings() {
  return {
      text("db", "the database: sqlite:FILE (made when absent) or postgres://USER@HOST/NAME",
           &ServeSettings::db),
      text("keys",
           "the key file of sealed values, made at the first start; without it FILE.keys beside an SQLite "
           "database, else weige.keys",
           &ServeSettings::keys),
      {"key-profile",
       "what a new key file seals with: mlps3 (SM4, SM3) or international (AES-256, SHA-256); one that is "
       "there says its own",
       "mlps3", apply_key_profile},
      {"listen", "ADDRESS:PORT to listen on; port 0 takes a free one", "127.0.0.1:8080", apply_listen},
      text("web", "folder of the built web client; without it the folder web beside the program",
           &ServeSettings::web),
      text("log", "where log lines go: - (standard error), none, or a file", &ServeSettings::log),
      {"upload-folder", "folder for uploads and downloads on their way", "the system's",
       [](ServeSettings& settings, const std::string& value) {
         settings.server.upload_folder = value;
         return done();
       }},
  };
}

Done apply_public_origins(ServeSettings& settings, const std::string& value) {
  auto origins = public_origins(value);
  if (auto* fault = std::get_if<WrongOrigin>(&origins))
    return wrong("public-origins", std::move(fault->mend));
  settings.server.public_origins = std::get<std::vector<std::string>>(std::move(origins));
  return done();
}

std::vector<Setting> trust_settings() {
  return {
      {"trusted-proxies", "addresses whose X-Forwarded-For and -Proto are believed, by comma",
       "127.0.0.1,::1",
       [](ServeSettings& settings, const std::string& value) {
         settings.server.trust.proxies = comma_list(value);
         return done();
       }},
      {"public-origins",
       "origins of the pages, such as https://register.example.cn, where the proxy changes Host, and for "
       "passkeys",
       "", apply_public_origins},
      {"always-tls", "whether cookies are Secure although nobody says X-Forwarded-Proto: https", "false",
       apply_always_tls},
      {"second-factor",
       "whether those who work for the town need a second factor (required), or may have one (offered)",
       "required", apply_second_factor},
      text("passkey-domain",
           "the domain that passkeys are made for, which public-origins lie in; without it the host of the "
           "first of them that has TLS. Without public-origins passkeys are not offered",
           &ServeSettings::passkey_domain),
  };
}

std::vector<Setting> size_settings() {
  return {
      whole_number(
          "handler-threads", "threads that run requests", {1, 256},
          [](ServeSettings & s) -> auto& { return s.server.handler_threads; }),
      whole_number(
          "network-threads", "threads that read and write sockets", {1, 64},
          [](ServeSettings & s) -> auto& { return s.server.network_threads; }),
      whole_number(
          "db-connections", "reading connections to the database", {1, 256},
          [](ServeSettings & s) -> auto& { return s.db_connections; }),
      whole_number(
          "job-threads", "imports, exports and other long work that run at once", {1, 16},
          [](ServeSettings & s) -> auto& { return s.job_threads; }),
      whole_number(
          "connections", "client connections open at once", {1, 1000000},
          [](ServeSettings & s) -> auto& { return s.server.connections; }),
      whole_number(
          "queue", "requests that may wait for a thread", {1, 100000},
          [](ServeSettings & s) -> auto& { return s.server.queue; }),
      whole_number(
          "header-limit", "bytes of a request's line and headers", {1024, 1048576},
          [](ServeSettings & s) -> auto& { return s.server.header_limit; }),
      whole_number(
          "body-limit", "bytes of a request's body, uploads apart", {1024, 104857600},
          [](ServeSettings & s) -> auto& { return s.server.body_limit; }),
  };
}

// A link that people tap or scan: whole, and to a page.
bool is_link(std::string_view text) {
  constexpr std::size_t kLongest = 1000;
  const auto rest = text.starts_with("https://")  ? text.substr(8)
                    : text.starts_with("http://") ? text.substr(7)
                                                  : std::string_view();
  return !rest.empty() && rest.front() != '/' && text.size() <= kLongest &&
         std::ranges::all_of(text,
                             [](unsigned char c) { return c > ' ' && c < 0x7f && c != '"' && c != '<'; });
}

std::vector<Setting> declaration_settings() {
  return {
      whole_number(
          "declarations-post",
          "id of the post in whose name the public form at /declare takes declarations in; 0 = no such form",
          {0, 9'007'199'254'740'991}, [](ServeSettings & s) -> auto& { return s.declarations_post; }),
      {"city-declaration-url",
       "https:// or http:// link of the city's own service in which residents declare themselves, for "
       "posters",
       "",
       [](ServeSettings& settings, const std::string& value) -> Done {
         if (!value.empty() && !is_link(value))
           return wrong("city-declaration-url", "https://... (ASCII, at most 1000)");
         settings.city_declaration_url = value;
         return done();
       }},
  };
}

// Hosts, or whole origins where it is not https on its own port.
std::vector<Setting> robot_settings() {
  return {
      {"robot-hosts",
       "hosts of group robots that teams may write to, by comma, such as qyapi.weixin.qq.com; empty = none",
       "", [](ServeSettings& settings, const std::string& value) -> Done {
         settings.robot_hosts = comma_list(value);
         const bool is_bad = std::ranges::any_of(settings.robot_hosts, [](const std::string& host) {
           return host.find('*') != std::string::npos || host.ends_with('/');
         });
         if (is_bad) return wrong("robot-hosts", "qyapi.weixin.qq.com");
         return done();
       }}};
}

// Days are looked at alone here; that none is both, when the server starts.
Setting days(std::string name, std::string help, std::string ServeSettings::*field) {
  auto apply = [name, field](ServeSettings& settings, const std::string& value) -> Done {
    if (!town::Workdays::parse(value, "")) return wrong(name, "2026-10-01..2026-10-07,2027-01-01");
    settings.*field = value;
    return done();
  };
  return {std::move(name), std::move(help), "", std::move(apply)};
}

std::vector<Setting> resident_settings() {
  return {
      {"resident-codes",
       "how sign-in codes reach the phones of residents: off, file:PATH (to try it out), or command:/PATH of "
       "a program that reads phone and text as two lines and ends with 0",
       "off",
       [](ServeSettings& settings, const std::string& value) -> Done {
         WEIGE_CHECK(code_sender(value));
         settings.resident_codes = value;
         return done();
       }},
      whole_number(
          "resident-answer-days", "workdays in which a resident's request is answered", {1, 60},
          [](ServeSettings & s) -> auto& { return s.answer_days; }),
      days("holidays", "public holidays on which no workday is counted, by comma, ranges with two dots",
           &ServeSettings::holidays),
      days("worked-days", "weekend days that are worked in place of holidays", &ServeSettings::worked_days),
  };
}

// https://HOST of a link.
std::string origin_of(std::string_view link) {
  const auto host = link.find("://") + 3;
  return std::string(link.substr(0, link.find('/', host)));
}

Done apply_map_tiles(ServeSettings& settings, const std::string& value) {
  const auto has = [&](std::string_view part) { return value.find(part) != std::string::npos; };
  // A semicolon or comma would end a rule of the content security policy.
  const bool usable = is_link(value) && has("{z}") && has("{x}") && has("{y}") && !has(";") &&
                      origin_of(value).find_first_of("{},*'") == std::string::npos;
  if (!value.empty() && !usable) return wrong("map-tiles", "https://HOST/.../{z}/{x}/{y}...");
  settings.ground.tiles = value;
  settings.server.tile_origin = value.empty() ? "" : origin_of(value);
  return done();
}

std::vector<Setting> map_settings() {
  return {
      {"map-tiles",
       "URL of map tiles in web Mercator on WGS-84 or CGCS2000, with {z}, {x} and {y}; without it the map "
       "stands on plain ground",
       "", apply_map_tiles},
      {"map-attribution", "whose tiles they are, shown on the map", "",
       [](ServeSettings& settings, const std::string& value) -> Done {
         settings.ground.attribution = value;
         return done();
       }},
  };
}

std::vector<Setting> audit_settings() {
  return {
      text("audit-key",
           "file of the secret key that signs the audit log, made at the first start; without it "
           "FILE.audit-key "
           "beside an SQLite database, else weige.audit-key in the working folder",
           &ServeSettings::audit_key),
      {"audit-digest", "how a new audit log is hashed: sm3 or sha-256; one that has begun keeps its own",
       "sm3",
       [](ServeSettings& settings, const std::string& value) -> Done {
         const auto digest = access::digest_kind_of(value);
         if (!digest) return wrong("audit-digest", "sm3, sha-256");
         settings.audit_digest = *digest;
         return done();
       }},
      {"audit-signature", "how a new audit log is signed: sm2 or ed25519; one that has begun keeps its own",
       "sm2",
       [](ServeSettings& settings, const std::string& value) -> Done {
         const auto signature = access::signature_kind_of(value);
         if (!signature) return wrong("audit-signature", "sm2, ed25519");
         settings.audit_signature = *signature;
         return done();
       }},
  };
}

std::vector<Setting> quota_settings() {
  return {{"reading-quotas",
           "single readings (a person opened, a number in full) of a post and day, by role and comma; roles "
           "that are left out keep theirs",
           access::ReadingQuotas().text(), [](ServeSettings& settings, const std::string& value) -> Done {
             auto quotas = access::ReadingQuotas::parse(value);
             if (!quotas) return wrong("reading-quotas", access::ReadingQuotas().text());
             settings.reading_quotas = *std::move(quotas);
             return done();
           }}};
}

std::vector<Setting> retention_settings() {
  return {
      text("erasure-journal",
           "file of who was erased, so that a restored backup brings nobody back; without it FILE.erasures "
           "beside an SQLite database, else weige.erasures in the working folder",
           &ServeSettings::erasure_journal),
      {"retention",
       "days that kinds of data are kept, by clock and comma, within their bounds (docs/privacy.md); "
       "clocks that are left out keep theirs",
       town::RetentionTimes().text(), [](ServeSettings& settings, const std::string& value) -> Done {
         auto times = town::RetentionTimes::parse(value);
         if (!times) return wrong("retention", town::RetentionTimes().text());
         settings.retention = *std::move(times);
         return done();
       }}};
}

std::vector<Setting> approval_settings() {
  return {
      {"two-persons",
       "whether a second person approves exports in bulk, erasures in bulk and who gets a post (required), "
       "or "
       "nobody does (off), which is for trying the program out",
       "required",
       [](ServeSettings& settings, const std::string& value) -> Done {
         const auto rule = access::two_persons_of(value);
         if (!rule) return wrong("two-persons", "required, off");
         settings.approvals.two_persons = *rule;
         return done();
       }},
      whole_number(
          "bulk-export-people", "rows up to which one person alone exports, numbers masked",
          {0, 1'000'000'000}, [](ServeSettings & s) -> auto& { return s.approvals.bulk_export_people; }),
      whole_number(
          "lone-grant-days",
          "days that the post of a security administrator, given by one person alone, waits for objections",
          {1, 60}, [](ServeSettings & s) -> auto& { return s.approvals.lone_grant_days; }),
  };
}

std::vector<Setting> time_settings() {
  return {
      whole_number(
          "purpose-minutes", "minutes after which the purpose of a sitting has to be stated again", {1, 720},
          [](ServeSettings & s) -> auto& { return s.purpose_minutes; }),
      seconds("header-time", "for a request's headers to arrive", &ServerOptions::header_time),
      seconds("idle-time", "between two requests of a connection", &ServerOptions::idle_time),
      seconds("body-time", "without a byte of a body", &ServerOptions::body_time),
      seconds("write-time", "without the client taking a byte", &ServerOptions::write_time),
      seconds("stop-time", "for running requests when the server stops", &ServerOptions::stop_time),
  };
}

}  // namespace

const std::vector<Setting>& serve_settings() {
  static const std::vector<Setting> all = [] {
    std::vector<Setting> out;
    for (auto part : {where_settings(), trust_settings(), size_settings(), declaration_settings(),
                      map_settings(), audit_settings(), quota_settings(), approval_settings(),
                      resident_settings(), retention_settings(), time_settings(), robot_settings()})
      out.insert(out.end(), part.begin(), part.end());
    return out;
  }();
  return all;
}

SettingValues settings_from_environment(const Environment& environment) {
  SettingValues out;
  for (const auto& setting : serve_settings()) {
    std::string name = "WEIGE_" + setting.name;
    std::ranges::transform(name, name.begin(), [](unsigned char c) {
      return c == '-' ? '_' : static_cast<char>(std::toupper(c));
    });
    if (const char* value = environment(name)) out[setting.name] = value;
  }
  return out;
}

Result<ServeSettings> settled(const std::vector<SettingValues>& layers) {
  ServeSettings out;
  for (const auto& layer : layers)
    for (const auto& setting : serve_settings())
      if (const auto value = layer.find(setting.name); value != layer.end())
        WEIGE_CHECK(setting.apply(out, value->second));
  return out;
}

}  // namespace weige::http
