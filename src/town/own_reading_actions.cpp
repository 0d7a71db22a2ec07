#include "town/own_reading_actions.h"

#include <algorithm>
#include <limits>
#include <map>

#include "access/audit_line.h"
#include "access/audit_person_store.h"
#include "access/post_store.h"
#include "town/reading_delay_store.h"

namespace weige::town {
namespace {

constexpr access::AuditAction kOwnReadingsRead{"resident.readings_read"};
constexpr std::int64_t kEntriesAtOnce = 200;

// An entry of the log, told where it came after that.
struct TracedLeaf {
  std::int64_t number = 0;
  std::string line;
  Instant after;
};

bool is_of_people(const access::NamedSubject& subject) {
  return subject.kind == "person";
}

// Goes through the log backwards, so that what is withheld costs a page nothing but time.
class OwnLog {
 public:
  OwnLog(const OwnContext& context, std::vector<OwnTrace> traces)
      : context_(context), traces_(std::move(traces)) {
    for (const auto& trace : traces_)
      for (auto& delay : delays_of(context.tx, trace.person)) delays_.push_back(std::move(delay));
  }

  // Those of the next entries that are told, and from where to go on; none: that was all.
  struct Step {
    std::vector<OwnReading> told;
    std::optional<std::int64_t> before;
  };
  Step step(std::int64_t before) {
    Step out;
    const auto leaves = next_leaves(before);
    for (const auto& leaf : leaves)
      if (auto reading = told(leaf)) out.told.push_back(*std::move(reading));
    if (static_cast<std::int64_t>(leaves.size()) == kEntriesAtOnce) out.before = leaves.back().number;
    return out;
  }

 private:
  // An entry that names two records of one person is one, and told as the one that tells more.
  std::vector<TracedLeaf> next_leaves(std::int64_t before) {
    std::vector<TracedLeaf> out;
    for (const auto& trace : traces_)
      for (auto& leaf : access::audit_leaves_about(context_.tx, trace.person, before, kEntriesAtOnce))
        out.push_back({leaf.number, std::move(leaf.line), trace.after});
    std::ranges::sort(out, [](const TracedLeaf& one, const TracedLeaf& other) {
      return std::pair(-one.number, one.after) < std::pair(-other.number, other.after);
    });
    const auto doubles = std::ranges::unique(out, {}, &TracedLeaf::number);
    out.erase(doubles.begin(), doubles.end());
    if (static_cast<std::int64_t>(out.size()) > kEntriesAtOnce) out.resize(kEntriesAtOnce);
    return out;
  }

  std::optional<OwnReading> told(const TracedLeaf& leaf) {
    const auto line = access::parse_audit_line(leaf.line);
    if (!line || line->outcome != access::Outcome::done || line->at <= leaf.after) return std::nullopt;
    OwnReading out{.number = leaf.number, .at = line->at, .act = &words_of_act(line->action)};
    const auto post = access::PostId{line->post.value_or(0)};
    out.by = by_of(*out.act, *line, post);
    if (out.by == ReadBy::office) out.office = title(post);
    if (line->purpose) out.purpose = access::purpose_of(*line->purpose);
    out.listed = std::ranges::count_if(line->subjects, is_of_people) > 1;
    if (const auto* delay = delay_over(out, post)) {
      if (stands(*delay, context_.now, context_.town)) return std::nullopt;
      out.delayed = *delay;
    }
    return out;
  }

  static ReadBy by_of(const ActWords& act, const access::AuditLine& line, access::PostId post) {
    if (act.kind == ActKind::own && line.actor.empty()) return ReadBy::resident;
    return post == access::kNoPost || post == access::kSystemPost ? ReadBy::system : ReadBy::office;
  }

  const ReadingDelay* delay_over(const OwnReading& reading, access::PostId post) const {
    if (reading.act->kind != ActKind::reading || reading.by != ReadBy::office) return nullptr;
    for (const auto& delay : delays_)
      if (is_under(delay, post, reading.at, context_.town)) return &delay;
    return nullptr;
  }

  const std::string& title(access::PostId post) {
    const auto [found, fresh] = titles_.try_emplace(post);
    if (fresh) found->second = access::post_title(context_.tx, post);
    return found->second;
  }

  const OwnContext& context_;
  std::vector<OwnTrace> traces_;
  std::vector<ReadingDelay> delays_;
  std::map<access::PostId, std::string> titles_;
};

// Numbers that were shown together are entries of their own, and to the resident one look.
bool is_shown_with(const OwnReading& later, const OwnReading& earlier) {
  return later.act == earlier.act && later.act->code == "number.revealed" && later.at == earlier.at &&
         later.office == earlier.office && later.purpose == earlier.purpose &&
         later.delayed.has_value() == earlier.delayed.has_value();
}

// The page goes on behind all that one line stands for.
void add_told(std::vector<OwnReading>& items, OwnReading next) {
  if (!items.empty() && is_shown_with(items.back(), next))
    items.back().number = next.number;
  else
    items.push_back(std::move(next));
}

}  // namespace

Result<OwnReadings> collect_own_readings(const OwnContext& context, const OwnReadingsAsked& asked) {
  WEIGE_TRY(auto traces, own_traces(context));
  OwnLog log(context, std::move(traces));
  OwnReadings out;
  std::optional<std::int64_t> before = asked.before.value_or(std::numeric_limits<std::int64_t>::max());
  while (before && out.items.size() <= asked.limit) {
    auto step = log.step(*before);
    for (auto& each : step.told) add_told(out.items, std::move(each));
    before = step.before;
  }
  if (out.items.size() > asked.limit) {
    out.items.resize(asked.limit);
    out.next_before = out.items.back().number;
  }
  return out;
}

Result<OwnReadings> list_own_readings(const OwnContext& context, const OwnReadingsAsked& asked) {
  WEIGE_TRY(auto out, collect_own_readings(context, asked));
  context.readings.add_by_resident(context.now, kOwnReadingsRead, access::SubjectKind{"person"},
                                   context.session.person);
  return out;
}

}  // namespace weige::town
