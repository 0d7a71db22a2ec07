#include "matrix/sums.h"

#include <boost/json.hpp>

namespace weige::matrix {
namespace {

namespace json = boost::json;

// Codes of the grids of the layer, by their areas.
constexpr std::pair<std::string_view, std::string_view> kGridAreas[] = {
    {"G1", "a1"}, {"G2", "a2"}, {"G3", "b1"}, {"G4", "c1"}};

bool covers_grid(const Actor& actor, std::string_view code) {
  for (const auto& [grid, area] : kGridAreas)
    if (grid == code) return names(actor.line.covers, area);
  return false;
}

std::int64_t counted(const json::value& told) {
  return told.at("doors").to_number<std::int64_t>() + told.at("residents").to_number<std::int64_t>();
}

class SumReader {
 public:
  SumReader(const Actor& actor, SumsSeen& out) : actor_(actor), out_(out) {}

  void look_at_view(const json::value& view) {
    std::int64_t in_areas = 0, in_grids = 0;
    for (const auto& grid : view.at("grids").as_array()) {
      in_grids += counted(grid);
      // An actor that covers a grid has records there: nothing counted would prove nothing of others.
      if (covers_grid(actor_, code_of(grid, "code")) && counted(grid) == 0) note(grid, "counts nothing of");
      look_at(grid, "code");
    }
    for (const auto& pair : view.at("pairs").as_array()) look_at(pair, "grid");
    for (const auto& area : view.at("areas").as_array()) in_areas += counted(area);
    if (in_areas > in_grids)
      out_.wrong.push_back(std::string(actor_.line.name) + ": areas count more than grids");
  }
  void look_at_differences(const json::value& differences) {
    for (const auto& each : differences.at("features").as_array()) look_at(each.at("properties"), "grid");
  }

 private:
  static std::string_view code_of(const json::value& told, const char* member) {
    return {told.at(member).as_string().data(), told.at(member).as_string().size()};
  }
  void look_at(const json::value& told, const char* member) {
    if (!covers_grid(actor_, code_of(told, member)) && counted(told) != 0) note(told, "counts what is in");
  }
  void note(const json::value& told, const char* what) {
    out_.wrong.push_back(std::string(actor_.line.name) + " " + what + " " + json::serialize(told));
  }

  const Actor& actor_;
  SumsSeen& out_;
};

}  // namespace

SumsSeen sums_seen(World& world) {
  SumsSeen out;
  const auto target = "/api/grid-crosswalks/" + world.value("the", "crosswalk").value();
  for (const auto& actor : world.actors()) {
    const auto view = world.ask(actor, {.target = target});
    const auto differences = world.ask(actor, {.target = target + "/differences"});
    if (view.status != 200 || differences.status != 200) continue;
    ++out.readers;
    SumReader reader(actor, out);
    reader.look_at_view(json::parse(view.body));
    reader.look_at_differences(json::parse(differences.body));
  }
  return out;
}

}  // namespace weige::matrix
