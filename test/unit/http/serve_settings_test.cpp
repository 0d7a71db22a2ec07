#include "http/serve_settings.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace weige::http {
namespace serve_settings_test {

Result<SettingValues> from_text(const std::string& toml) {
  const auto path =
      std::filesystem::temp_directory_path() / ("weige-settings-" + std::to_string(::getpid()) + ".toml");
  std::ofstream(path) << toml;
  auto values = settings_from_file(path.string());
  std::filesystem::remove(path);
  return values;
}

TEST(ServeSettings, LaterLayersWin) {
  const SettingValues file{{"db", "sqlite:file.db"}, {"queue", "7"}, {"listen", "0.0.0.0:80"}};
  const SettingValues environment{{"db", "sqlite:env.db"}, {"queue", "8"}};
  const auto settings = settled({file, environment, {{"db", "sqlite:flag.db"}}}).value();
  EXPECT_EQ(settings.db, "sqlite:flag.db");
  EXPECT_EQ(settings.server.queue, 8u);
  EXPECT_EQ(settings.server.address, "0.0.0.0");
  EXPECT_EQ(settings.server.port, 80);
}

TEST(ServeSettings, PresetsAreWhatHoldsUnsaid) {
  const auto unsaid = settled(std::vector<SettingValues>{}).value();
  SettingValues presets;
  for (const auto& setting : serve_settings())
    if (setting.name != "upload-folder") presets[setting.name] = setting.preset;
  const auto said = settled({presets}).value();
  EXPECT_EQ(said.db, unsaid.db);
  EXPECT_EQ(said.server.idle_time, unsaid.server.idle_time);
  EXPECT_EQ(said.server.trust.proxies, unsaid.server.trust.proxies);
  EXPECT_EQ(said.server.connections, unsaid.server.connections);
}

TEST(ServeSettings, KeysAreOfAKnownProfile) {
  EXPECT_EQ(settled({{{"key-profile", "international"}}})->key_profile, seal::Profile::international);
  EXPECT_EQ(settled({{{"key-profile", "rot13"}}}).problem().code, ProblemCode::setting);
  EXPECT_EQ(settled({{{"keys", "/etc/weige/town.keys"}}})->keys, "/etc/weige/town.keys");
}

TEST(ServeSettings, TwoPersonsAreRequiredUnlessSaid) {
  EXPECT_EQ(settled(std::vector<SettingValues>{})->approvals.two_persons, access::TwoPersons::required);
  const auto said = settled({{{"two-persons", "off"}, {"bulk-export-people", "50"}}}).value().approvals;
  EXPECT_EQ(said.two_persons, access::TwoPersons::off);
  EXPECT_EQ(said.bulk_export_people, 50);
  EXPECT_EQ(settled({{{"two-persons", "no"}}}).problem().code, ProblemCode::setting);
}

TEST(ServeSettings, PasskeysAreOfADomainThatTheOperatorNames) {
  EXPECT_EQ(settled(std::vector<SettingValues>{})->passkey_domain, "");
  const auto said = settled({{{"public-origins", "https://a.example.cn, https://example.cn"},
                              {"passkey-domain", "example.cn"}}})
                        .value();
  EXPECT_EQ(said.passkey_domain, "example.cn");
  EXPECT_EQ(said.server.public_origins,
            (std::vector<std::string>{"https://a.example.cn", "https://example.cn"}));
}

TEST(ServeSettings, TheCitysServiceIsAWholeLink) {
  const auto url_of = [](const std::string& text) {
    const auto settings = settled({{{"city-declaration-url", text}}});
    return settings ? settings->city_declaration_url : "refused";
  };
  EXPECT_EQ(url_of("https://service.example.cn/declare?area=310118"),
            "https://service.example.cn/declare?area=310118");
  EXPECT_EQ(url_of(""), "") << "nobody told";
  for (const auto* bad : {"service.example.cn", "javascript:alert(1)", "https://", "https:///x",
                          "https://a b", "https://随申办"})
    EXPECT_EQ(url_of(bad), "refused") << bad;
  EXPECT_EQ(url_of("https://a/" + std::string(1000, 'x')), "refused");
}

TEST(ServeSettings, TilesComeFromOneWholeOrigin) {
  const auto origin_of = [](const std::string& text) {
    const auto settings = settled({{{"map-tiles", text}}});
    return settings ? settings->server.tile_origin : "refused";
  };
  EXPECT_EQ(origin_of("https://t0.tiles.example/vec?x={x}&y={y}&z={z}&tk=KEY"), "https://t0.tiles.example");
  EXPECT_EQ(origin_of(""), "");
  for (const auto* bad : {"https://tiles.example/{z}/{x}", "tiles.example/{z}/{x}/{y}", "https://{z}/{x}/{y}",
                          "https://*.example/{z}/{x}/{y}", "https://a.example/{z}/{x}/{y};script-src *"})
    EXPECT_EQ(origin_of(bad), "refused") << bad;
}

TEST(ServeSettings, ReadsTheEnvironment) {
  const auto values = settings_from_environment(
      [](const std::string& name) { return name == "WEIGE_IDLE_TIME" ? "9" : nullptr; });
  EXPECT_EQ(values, (SettingValues{{"idle-time", "9"}}));
}

TEST(ServeSettings, ReadsAFile) {
  const auto values = from_text(
      "db = \"sqlite:a.db\"\nidle_time = 9\nalways_tls = true\ntrusted_proxies = [\"10.0.0.1\", "
      "\"10.0.0.2\"]\n");
  EXPECT_EQ(values.value(), (SettingValues{{"db", "sqlite:a.db"},
                                           {"idle-time", "9"},
                                           {"always-tls", "true"},
                                           {"trusted-proxies", "10.0.0.1,10.0.0.2"}}));
}

TEST(ServeSettings, RefusesWhatItDoesNotKnow) {
  for (const auto* bad : {"unknown = 1\n", "db = \n", "queue = {a = 1}\n"})
    EXPECT_EQ(from_text(bad).problem().code, ProblemCode::setting) << bad;
  EXPECT_EQ(settings_from_file("/nonexistent.toml").problem().code, ProblemCode::setting);
  for (const auto& [name, value] : SettingValues{{"listen", "8080"},
                                                 {"listen", ":8080"},
                                                 {"queue", "0"},
                                                 {"idle-time", "1.5"},
                                                 {"always-tls", "yes"}})
    EXPECT_EQ(settled({{{name, value}}}).problem().code, ProblemCode::setting) << name << "=" << value;
}

TEST(ServeSettings, TellHowCodesTravelAndWhichDaysAreWorked) {
  const auto settings = settled({{{"resident-codes", "command:/usr/local/bin/send-code"},
                                  {"resident-answer-days", "10"},
                                  {"holidays", "2026-10-01..2026-10-07,2027-01-01"},
                                  {"worked-days", "2026-10-10"}}})
                            .value();
  EXPECT_EQ(settings.resident_codes, "command:/usr/local/bin/send-code");
  EXPECT_EQ(settings.answer_days, 10);
  EXPECT_EQ(settings.holidays, "2026-10-01..2026-10-07,2027-01-01");
  EXPECT_EQ(settings.worked_days, "2026-10-10");
  for (const auto& [name, value] : SettingValues{{"resident-codes", "send-code"},
                                                 {"resident-answer-days", "0"},
                                                 {"holidays", "2026-10-07..2026-10-01"},
                                                 {"worked-days", "Sunday"}})
    EXPECT_EQ(settled({{{name, value}}}).problem().code, ProblemCode::setting) << name << "=" << value;
}

TEST(ServeSettings, ListensOnVersionSixToo) {
  const auto settings = settled({{{"listen", "[::1]:0"}}}).value();
  EXPECT_EQ(settings.server.address, "::1");
  EXPECT_EQ(settings.server.port, 0);
}

}  // namespace serve_settings_test
}  // namespace weige::http
