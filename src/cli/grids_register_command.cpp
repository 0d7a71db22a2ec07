#include "cli/grids_register_command.h"

#include <CLI/App.hpp>
#include <boost/json.hpp>

#include <filesystem>
#include <iostream>
#include <memory>
#include <unordered_map>

#include "cli/database_command.h"
#include "cli/job_run.h"
#include "cli/outcome.h"
#include "grids/layer_placing_actions.h"
#include "grids/layer_taking_actions.h"
#include "grids/placement_actions.h"

namespace weige::cli {
namespace {

namespace json = boost::json;
using grids::GridVersion;
using grids::GridWork;
using store::Transaction;

constexpr int kListedAtOnce = 500;

Result<grids::LayerKind> kind_of(const std::string& text) {
  const auto kind = grids::layer_kind_of(text);
  if (!kind) return problem(ProblemCode::bad_choice, "--kind");
  return *kind;
}

Result<Day> day_of(const GridWork& work, const std::string& text, const char* place) {
  if (text.empty() || text == "today") return work.today();
  const auto day = parse_iso_day(text);
  if (!day) return problem(ProblemCode::bad_date, place);
  return *day;
}

Result<GridVersion> repaired(const GridWork& work, const GridVersion& draft, std::ostream& out) {
  WEIGE_TRY(const auto faults,
            work.database.read([&](Transaction& tx) { return grids::faults_of(work.in(tx), draft.id); }));
  for (const auto& each : faults)
    out << "repaired\t" << each.member.code << "\tlost_m2\t" << each.lost << "\tgained_m2\t" << each.gained
        << "\n";
  return work.database.write([&](Transaction& tx) {
    return grids::repair_draft(work.in(tx), {draft.id, draft.version});
  });
}

void tell(const GridVersion& version, bool as_json, std::ostream& out) {
  const auto state = version.state == grids::VersionState::published ? "published" : "draft";
  if (as_json) {
    json::object told{{"version_id", version.id.value}, {"number", version.number}, {"state", state},
                      {"members", version.members},     {"faulty", version.faulty}, {"area_m2", version.area},
                      {"datum", version.datum}};
    if (version.effective_from) told["effective_from"] = to_iso(*version.effective_from);
    out << told << "\n";
    return;
  }
  out << "version\t" << version.id.value << "\nstate\t" << state << "\nmembers\t" << version.members
      << "\nfaulty\t" << version.faulty << "\n";
  if (version.effective_from) out << "effective_from\t" << to_iso(*version.effective_from) << "\n";
}

Result<GridVersion> published(const GridsImportSurroundings& around, const GridsImportFlags& flags,
                              const GridVersion& draft) {
  const auto& work = around.work;
  WEIGE_TRY(const auto day, day_of(work, flags.publish, "--publish"));
  WEIGE_TRY(const auto answer, grids::publish_version(work, {.at = {draft.id, draft.version},
                                                             .effective_from = day,
                                                             .accepted_findings = flags.accept,
                                                             .most_at_once = flags.most_at_once}));
  if (const auto* version = std::get_if<GridVersion>(&answer)) return *version;
  WEIGE_CHECK(run_job({work.database, around.clock, around.progress}, std::get<jobs::JobId>(answer),
                      [&](jobs::JobContext& job) { return grids::run_placing(job, around.clock); }));
  WEIGE_TRY(const auto view,
            work.database.read([&](Transaction& tx) { return grids::read_version(work.in(tx), draft.id); }));
  return view.version;
}

Result<GridVersion> version_on(const GridWork& work, const GridsReadFlags& flags) {
  WEIGE_TRY(const auto kind, kind_of(flags.kind));
  WEIGE_TRY(const auto day, day_of(work, flags.day, "--day"));
  WEIGE_TRY(const auto layers,
            work.database.read([&](Transaction& tx) { return grids::list_layers(work.in(tx)); }));
  for (const auto& view : layers)
    if (view.layer.kind == kind)
      if (const auto* version = grids::in_force(view.versions, day)) return *version;
  return problem(ProblemCode::not_found, "--kind");
}

// f(place) for each address of the version that the query asks for, page by page.
template <class F>
Done each_address(const GridWork& work, grids::PlaceQuery query, F&& f) {
  query.limit = kListedAtOnce;
  for (bool more = true; more;) {
    WEIGE_TRY(const auto page,
              work.database.read([&](Transaction& tx) { return grids::list_addresses(work.in(tx), query); }));
    for (const auto& place : page) f(place);
    more = static_cast<int>(page.size()) == query.limit;
    if (more) query.after = page.back().address;
  }
  return done();
}

}  // namespace

Done grids_import_command(const GridsImportSurroundings& around, const GridsImportFlags& flags) {
  const auto& work = around.work;
  WEIGE_TRY(const auto kind, kind_of(flags.kind));
  WEIGE_TRY(auto file, read_layer(flags.layer));
  const auto name = std::filesystem::path(flags.layer.file).filename().string();
  WEIGE_TRY(auto version,
            grids::take_layer(work, std::move(file), {.kind = kind, .name = flags.title, .file_name = name}));
  if (flags.repair && version.faulty > 0) {
    WEIGE_TRY(version, repaired(work, version, around.out));
  }
  if (!flags.publish.empty()) {
    WEIGE_TRY(version, published(around, flags, version));
  }
  tell(version, flags.json, around.out);
  return done();
}

Result<bool> grids_assign_command(const GridWork& work, const GridsReadFlags& flags, std::ostream& out) {
  WEIGE_TRY(const auto version, version_on(work, flags));
  WEIGE_TRY(const auto members, work.database.read([&](Transaction& tx) {
    return grids::read_members(work.in(tx), version.id, grids::Shapes::without);
  }));
  std::unordered_map<int, std::string> codes;
  for (const auto& member : members) codes.emplace(member.number, member.code);
  grids::PlaceQuery query{.version = version.id};
  const bool any_doubt = flags.doubt == "any";
  if (!flags.doubt.empty() && !any_doubt) {
    query.doubt = grids::place_doubt_of(flags.doubt);
    if (!query.doubt) return problem(ProblemCode::bad_choice, "--doubt");
  }
  bool sure = true;
  WEIGE_CHECK(each_address(work, query, [&](const grids::ListedPlace& place) {
    sure = sure && place.placed.number && !place.placed.doubt;
    if (any_doubt && !place.placed.doubt) return;
    const auto code = place.placed.number ? codes[*place.placed.number] : std::string();
    const std::string way(grids::code(place.placed.by)),
        doubt(place.placed.doubt ? grids::code(*place.placed.doubt) : "");
    if (flags.json)
      out << json::object{{"address_id", place.address},
                          {"text", place.text},
                          {"code", code},
                          {"way", way},
                          {"doubt", doubt}}
          << "\n";
    else
      out << place.address << '\t' << place.text << '\t' << code << '\t' << way << '\t' << doubt << "\n";
  }));
  return sure;
}

Done grids_export_command(const GridWork& work, const GridsReadFlags& flags, std::ostream& out) {
  WEIGE_TRY(const auto version, version_on(work, flags));
  WEIGE_TRY(const auto members, work.database.read([&](Transaction& tx) {
    return grids::read_members(work.in(tx), version.id, grids::Shapes::with);
  }));
  std::vector<formats::GeoFeature> features;
  for (const auto& member : members)
    features.push_back({.id = {},
                        .properties = {{"code", member.code}, {"name", member.name}},
                        .polygons = to_polygons(member.shape)});
  WEIGE_CHECK(write_features(flags.out, features));
  out << "members\t" << features.size() << "\n";
  return done();
}

namespace {

const std::string& footer() {
  static const std::string text =
      "Signs in as WEIGE_LOGIN with WEIGE_PASSWORD, or asks for both.\n" + std::string(kExitCodes);
  return text;
}

GridWork work_at(const Desk& desk) {
  return {desk.database, desk.actor, desk.context.clock()};
}

template <class Command>
int with_work(const DatabaseAt& at, const Command& command) {
  return signed_in(at, [&](const Desk& desk) -> Done { return command(work_at(desk)); });
}

void add_kind_and_day(CLI::App& command, GridsReadFlags& flags) {
  command.add_option("--kind", flags.kind, "grids, areas, committees or other")->capture_default_str();
  command.add_option("--day", flags.day, "as in force on this day, YYYY-MM-DD [today]");
}

void add_import(CLI::App& grids, int& code) {
  auto flags = std::make_shared<GridsImportFlags>();
  auto* command =
      grids.add_subcommand("import", "Take a layer into the register, as a draft or to take effect on a day");
  command->footer(
      "A town of many addresses takes its time to place them; progress goes to standard error.\n"
      "Example: weige grids import grids.geojson --datum CGCS2000 --publish today --db sqlite:town.db\n" +
      footer());
  const auto url = add_db_option(*command);
  command->add_option("layer", flags->layer.file, "the file: GeoJSON, a zipped Shapefile or a GeoPackage")
      ->required();
  command->add_option("--kind", flags->kind, "grids, areas, committees or other")->capture_default_str();
  command->add_option("--title", flags->title, "name of a new layer [the kind's name]");
  command->add_option("--datum", flags->layer.datum,
                      "CGCS2000, WGS-84, GCJ-02, BD-09 or EPSG:NNNN; needed unless the file says it");
  command->add_option("--layer", flags->layer.layer, "of a GeoPackage that has several");
  command->add_option("--code", flags->layer.code,
                      "the property that holds the codes; found by its usual names");
  command->add_option("--name", flags->layer.name, "the property that holds the names");
  command->add_flag("--repair", flags->repair,
                    "agree to the repair of shapes that are not valid; it is told");
  command->add_option("--publish", flags->publish, "the day from which it is in force, YYYY-MM-DD or today");
  command
      ->add_option("--accept", flags->accept,
                   "the number of findings of the coverage check that one has seen")
      ->capture_default_str();
  command->add_flag("--json", flags->json, "JSON instead of lines");
  command->callback([=, &code] {
    code = signed_in(*url, [&](const Desk& desk) {
      return grids_import_command({work_at(desk), desk.context.clock, std::cout, std::cerr}, *flags);
    });
  });
}

void add_assign(CLI::App& grids, int& code) {
  auto flags = std::make_shared<GridsReadFlags>();
  auto* command = grids.add_subcommand("assign", "Tell where every address falls, and why");
  command->footer("Example: weige grids assign --doubt any --db sqlite:town.db\n" + footer() +
                  " 4 an address falls nowhere or is doubted.");
  const auto url = add_db_option(*command);
  add_kind_and_day(*command, *flags);
  command->add_option("--doubt", flags->doubt,
                      "only addresses with this doubt: outside, far, committee, spread, or any");
  command->add_flag("--json", flags->json, "a JSON object a line");
  command->callback([=, &code] {
    bool sure = true;
    code = with_work(*url, [&](const GridWork& work) -> Done {
      WEIGE_TRY(sure, grids_assign_command(work, *flags, std::cout));
      return done();
    });
    if (code == kDone && !sure) code = kFound;
  });
}

void add_export(CLI::App& grids, int& code) {
  auto flags = std::make_shared<GridsReadFlags>();
  auto* command = grids.add_subcommand("export", "Write the layer in force as GeoJSON in CGCS2000");
  command->footer("Example: weige grids export --out grids.geojson --db sqlite:town.db\n" + footer());
  const auto url = add_db_option(*command);
  add_kind_and_day(*command, *flags);
  command->add_option("--out", flags->out, "the file to write")->required();
  command->callback([=, &code] {
    code =
        with_work(*url, [&](const GridWork& work) { return grids_export_command(work, *flags, std::cout); });
  });
}

}  // namespace

void add_grids_register_commands(CLI::App& grids, int& code) {
  add_import(grids, code);
  add_assign(grids, code);
  add_export(grids, code);
}

}  // namespace weige::cli
