#include "matrix/cells.h"

#include <algorithm>
#include <atomic>
#include <boost/json.hpp>
#include <charconv>
#include <set>
#include <stdexcept>

#include "formats/zip_archive.h"

namespace weige::matrix {
namespace {

using testing_support::Client;
using testing_support::ClientAnswer;
using testing_support::ClientRequest;

std::atomic<int> g_askers{0};

constexpr std::string_view kOfActors[] = {"job",        "upload", "import",      "line",
                                          "session_of", "lead",   "instruction", "branch"};

bool is_of_actors(std::string_view name) {
  return std::ranges::find(kOfActors, name) != std::end(kOfActors);
}

// Where a name is looked up: "own.person" of an area that the actor covers, "mine.job", "the.layer", "job" of
// somebody else, "person" of the area asked for. v: goes with the last part.
std::optional<std::string> lookup(const World& world, const Cell& cell, std::string_view name) {
  const bool version = name.starts_with("v:");
  if (version) name.remove_prefix(2);
  const auto dot = name.find('.');
  const auto of = dot == name.npos ? std::string_view() : name.substr(0, dot);
  const auto last = (version ? "v:" : "") + std::string(dot == name.npos ? name : name.substr(dot + 1));
  const auto actor = cell.actor->line.name;
  if (of == "the") return world.value("the", last);
  if (of == "mine") return world.of_actor(actor, last);
  if (of == "own") {
    for (const auto& area : words(cell.actor->line.covers))
      if (auto found = world.value(area, last)) return found;
    return world.value("a", last);  // of who covers nothing: refused before it is looked at
  }
  return is_of_actors(name) ? world.of_another(actor, last) : world.value(cell.area, last);
}

template <class F>
void each_name(std::string_view text, F&& f) {
  if (text.starts_with('!')) return;
  for (auto at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
    const auto end = text.find_first_of("}{\"[, ", at + 1);
    if (end != text.npos && text[end] == '}' && end > at + 1) f(text.substr(at + 1, end - at - 1));
  }
}

// An id that nothing has.
constexpr std::string_view kNowhere = "987654321987";

std::optional<std::string> filled(const World& world, const Cell& cell, std::string_view text,
                                  std::string_view absent = {}) {
  std::string out(text);
  bool all = true;
  each_name(text, [&](std::string_view name) {
    const auto value =
        !absent.empty() && name == absent ? std::optional<std::string>(kNowhere) : lookup(world, cell, name);
    all = all && value;
    if (!value) return;
    const auto hole = "{" + std::string(name) + "}";
    out.replace(out.find(hole), hole.size(), *value);
  });
  return all ? std::optional(out) : std::nullopt;
}

// Ids stand in answers as members that are called so. Those of what was handed in count by themselves, so
// that one of them may be that of a record.
std::set<std::int64_t> ids_in(std::string_view text, std::string_view route) {
  const bool handed_in = route.find("/rosters") != route.npos || route.find("/uploads") != route.npos ||
                         route.find("/pocket") != route.npos || route.find("/reports") != route.npos ||
                         route.find("/key-premises-reports") != route.npos;
  std::set<std::int64_t> out;
  for (auto at = text.find("id\":"); at != text.npos; at = text.find("id\":", at + 1)) {
    const auto quote = text.rfind('"', at);
    const auto key = quote == text.npos ? std::string_view() : text.substr(quote + 1, at + 1 - quote);
    if (key == "roster_id" || key == "upload_id" || (handed_in && key == "id")) continue;
    std::int64_t id = 0;
    const auto* begin = text.data() + at + 4;
    if (std::from_chars(begin, text.data() + text.size(), id).ec == std::errc{}) out.insert(id);
  }
  return out;
}

std::optional<Standing> standing_of(const Cell& cell) {
  const auto state = std::ranges::find(kStates, cell.state, &StateLine::name);
  return state == std::end(kStates) ? std::nullopt : std::optional(state->standing);
}

// In a post, as the actor of the cell or a colleague of the same area.
bool acts(const Cell& cell) {
  return cell.state.empty() || standing_of(cell) == Standing::stale;
}

char sign_of(const Cell& cell) {
  const auto columns = words(kColumns);
  const auto role = acts(cell) ? access::code(cell.actor->line.role) : std::string_view("nobody");
  const auto column = static_cast<std::size_t>(std::ranges::find(columns, role) - columns.begin());
  std::string signs(cell.line->who);
  std::erase(signs, ' ');
  return signs.at(column);
}

// Somebody's own area with all beneath it.
bool is_within_own(const Cell& cell) {
  const auto is = relation(cell.actor->line.area, cell.area);
  return is == "own" || is == "child";
}

bool is_public(std::string_view route) {
  return route.ends_with("z") || route == "GET /metrics" || route == "GET /api/resident/sign-in-ways" ||
         route == "POST /api/resident/codes" || route == "POST /api/resident/sessions" ||
         route == "POST /api/session" || route.find("/api/links/") != route.npos ||
         route.find("/api/declarations") != route.npos;
}

// Who has not shown a second factor may look at the session, leave it, and show one.
bool is_open_to_half(std::string_view route) {
  static const std::set<std::string_view> kOpen{"GET /api/session",           "DELETE /api/session",
                                                "PUT /api/session/post",      "POST /api/session/code",
                                                "POST /api/session/proof",    "GET /api/second-factor",
                                                "POST /api/session/challenge"};
  return kOpen.contains(route);
}

// Exports, changes of accounts and posts, a longer quota, and telling a resident later ask again who it is.
bool wants_fresh_proof(std::string_view route) {
  static const std::set<std::string_view> kWant{"POST /api/exports",
                                                "POST /api/accounts",
                                                "PATCH /api/accounts/{id}",
                                                "POST /api/accounts/{id}/link",
                                                "DELETE /api/accounts/{id}/second-factor",
                                                "POST /api/posts",
                                                "PATCH /api/posts/{id}",
                                                "POST /api/second-factor",
                                                "POST /api/second-factor/confirmation",
                                                "POST /api/second-factor/recovery-codes",
                                                "POST /api/second-factor/passkeys",
                                                "POST /api/second-factor/passkeys/challenge",
                                                "DELETE /api/second-factor/passkeys/{id}",
                                                "POST /api/reading-quota/extension",
                                                "POST /api/persons/{id}/reading-delays",
                                                "POST /api/approvals/{id}/approval",
                                                "POST /api/approvals/{id}/refusal"};
  return kWant.contains(route);
}

int expected(const Cell& cell) {
  if (sign_of(cell) == '-') return 401;
  const auto standing = standing_of(cell);
  const bool open = sign_of(cell) == '*';
  if (standing == Standing::out) return is_public(cell.line->route) ? cell.line->ok : 401;
  if (standing == Standing::half && !is_public(cell.line->route) && !is_open_to_half(cell.line->route))
    return 403;
  // What is not understood is told first; that an export of no area is none, and a passkey without a name,
  // only by the action itself.
  const auto route = cell.line->route;
  const bool is_understood =
      cell.line->ok != 422 || route == "POST /api/exports" || route == "POST /api/second-factor/passkeys";
  if (standing == Standing::stale && is_understood && wants_fresh_proof(cell.line->route)) return 403;
  switch (sign_of(cell)) {
    case '.':
      return 403;
    case '0':
      return 404;
    case 'p':
      if (cell.actor->line.purpose.empty()) return 403;
      break;
    case 'w':
      return is_within_own(cell) ? cell.line->ok : cell.line->elsewhere;
    default:
      break;
  }
  const bool covered = cell.area.empty() || names(cell.actor->line.covers, cell.area);
  return open || covered ? cell.line->ok : cell.line->elsewhere;
}

// A workbook tells what its parts tell, packed: what they hold, and "" for an answer of another kind.
std::string unpacked(std::string_view body) {
  if (!body.starts_with("PK\x03\x04")) return {};
  const formats::MemorySource source(body);
  auto archive = formats::ZipArchive::open(source, {});
  if (!archive) throw std::runtime_error("a workbook that cannot be opened");
  std::string out;
  for (const auto& entry : archive->entries()) {
    const auto read = archive->read(entry, [&](std::string_view piece) -> Result<formats::Next> {
      out += piece;
      return formats::Next::more;
    });
    if (!read) throw std::runtime_error("a part of a workbook that cannot be read");
  }
  if (out.find("<sheetData") == out.npos) throw std::runtime_error("a workbook without a sheet");
  return out;
}

// Without the number that each refusal has of its own.
std::string told_of(const ClientAnswer& answer) {
  auto body = boost::json::parse(answer.body);
  body.as_object().erase("trace");
  return boost::json::serialize(body);
}

std::string named(const Cell& cell) {
  auto out = std::string(cell.line->route) + " [" + std::string(cell.line->ask) + " " +
             std::string(cell.line->body) + "] by " +
             (cell.state.empty() ? std::string(cell.actor->line.name) : cell.state);
  if (!cell.area.empty())
    out += " about " + cell.area + " (" + std::string(relation(cell.actor->line.area, cell.area)) + ")";
  return out;
}

}  // namespace

bool names_an_area(const Line& line) {
  bool found = false;
  const auto look = [&](std::string_view name) {
    found = found || (name.find('.') == name.npos && !is_of_actors(name));
  };
  each_name(line.ask, look);
  each_name(line.body, look);
  return found;
}

// The guest of b is seen from a1, too: asked by those who cover b or neither.
bool fits(const World& world, const Cell& cell) {
  const bool of_guest = cell.line->ask.find("{guest") != std::string_view::npos;
  if (of_guest && names(cell.actor->line.covers, "a1")) return false;
  const auto has = [&](std::string_view text) { return filled(world, cell, text).has_value(); };
  const bool has_version =
      cell.line->version.empty() || lookup(world, cell, "v:" + std::string(cell.line->version)).has_value();
  return has(cell.line->ask) && has(cell.line->body) && has_version;
}

std::string leak(const World& world, const Cell& cell, const std::string& text) {
  const auto& actor = cell.actor->line;
  const bool open = sign_of(cell) == '*';
  const bool free = cell.line->names == Names::all_areas && open;
  const auto ids = cell.line->tells_ids && open ? std::set<std::int64_t>() : ids_in(text, cell.line->route);
  for (const auto area : kAreas) {
    if (acts(cell) && names(actor.covers, area)) continue;
    for (const auto& mark : world.marks(area))
      if (text.find(mark) != text.npos) return "tells " + mark + " of " + std::string(area);
    for (const auto id : world.ids(area))
      if (ids.contains(id)) return "tells the id " + std::to_string(id) + " of " + std::string(area);
    // What somebody's own area is in is no secret.
    const auto is = relation(actor.area, area);
    const bool may_be_named = free || is == "own" || is == "parent";
    if (!may_be_named && text.find(world.area_mark(area)) != text.npos) return "names " + std::string(area);
  }
  return {};
}

Asker::Asker(World& world)
    : world_(world), client_(std::make_unique<Client>(world.server().port())), number_(++g_askers) {}

ClientAnswer Asker::ask(const Cell& cell, std::string_view absent) {
  const auto& line = *cell.line;
  const auto space = line.route.find(' ');
  ClientRequest request{.method = std::string(line.route.substr(0, space)),
                        .target = filled(world_, cell, line.ask, absent).value(),
                        .headers = {{"X-Weige", "1"}, {"Accept-Language", "zh"}},
                        .body = filled(world_, cell, line.body, absent).value()};
  const auto add = [&](const char* name, std::string value) {
    request.headers.emplace_back(name, std::move(value));
  };
  add("Idempotency-Key", "cell-" + std::to_string(number_) + "-" + std::to_string(++keys_));
  const auto& token = cell.state.empty() ? cell.actor->token : world_.token_of(cell.state);
  if (!cell.cookie.empty())
    add("Cookie", cell.cookie);
  else if (!token.empty())
    add("Cookie", "weige_session=" + token);
  if (request.body.starts_with('!')) {
    request.body.erase(0, 1);
    add("Content-Type", "application/octet-stream");
    add("X-File-Name", "list.csv");
  } else if (!request.body.empty()) {
    add("Content-Type", "application/json");
  }
  if (!line.version.empty())
    add("If-Match", '"' + lookup(world_, cell, "v:" + std::string(line.version)).value() + '"');
  auto answer = client_->ask(request);
  if (answer.status != 0) return answer;
  client_ = std::make_unique<Client>(world_.server().port());  // the connection was kept for long enough
  return client_->ask(request);
}

// What is not there and what is not theirs is told alike, to the word.
std::string Asker::compare_with_absent(const Cell& cell, const ClientAnswer& answer) {
  if (cell.line->absent.empty() || answer.status != 404) return "";
  const auto absent = ask(cell, cell.line->absent);
  if (absent.status == answer.status && told_of(absent) == told_of(answer)) return "";
  return named(cell) + ": " + answer.body + ", and of what is not there " + absent.body;
}

std::string Asker::check(const Cell& cell) {
  const auto answer = ask(cell);
  const auto wanted = expected(cell);
  if (answer.status != wanted)
    return named(cell) + ": " + std::to_string(answer.status) + ", not " + std::to_string(wanted) + "  " +
           answer.body.substr(0, 300);
  auto told = answer.body + unpacked(answer.body);
  for (const auto& field : answer.headers.fields()) told += "\n" + field.name + ": " + field.value;
  const auto leaked = leak(world_, cell, told);
  if (!leaked.empty()) return named(cell) + ": " + leaked + "  " + answer.body.substr(0, 300);
  return compare_with_absent(cell, answer);
}

std::vector<Cell> cells_of(World& world, const std::vector<Line>& lines, Areas areas) {
  std::vector<Cell> out;
  for (const auto& line : lines) {
    const bool about = names_an_area(line);
    for (const auto& actor : world.actors()) {
      if (areas == Areas::a_relation_each && !actor.line.always) continue;
      std::set<std::string_view> relations;
      for (const auto area : kAreas) {
        const Cell cell{.line = &line, .actor = &actor, .area = about ? std::string(area) : ""};
        if (!fits(world, cell)) continue;
        const bool is_new = relations.insert(relation(actor.line.area, area)).second;
        if (is_new || areas == Areas::all) out.push_back(cell);
        if (!about) break;
      }
    }
  }
  return out;
}

std::vector<Cell> state_cells(World& world, const std::vector<Line>& lines) {
  std::vector<Cell> out;
  const auto& committee = world.actor("committee a");
  for (const auto& line : lines)
    for (const auto& state : kStates) {
      // What is one's own is that of an account of its own.
      if (state.standing != Standing::out &&
          (line.ask.find("{mine.") != line.ask.npos || line.body.find("{mine.") != line.body.npos))
        continue;
      Cell cell{.line = &line,
                .actor = &committee,
                .area = names_an_area(line) ? "a" : "",
                .state = std::string(state.name)};
      if (cell.area == "a" && !fits(world, cell)) cell.area = "b";
      if (fits(world, cell)) out.push_back(std::move(cell));
    }
  return out;
}

}  // namespace weige::matrix
