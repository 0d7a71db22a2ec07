#include "registry/merge_actions.h"

#include <algorithm>

#include "registry/record_store.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kMerged{"person.merged"}, kSplit{"person.split"};

Result<Record> person_in_version(const WriteContext& context, std::int64_t id, std::int64_t version) {
  auto person = find_record(context.tx, context.actor.scope(), RecordKind::person, id);
  if (!person || person->text("state") != "current") return problem(ProblemCode::not_found);
  if (person->version != version) return problem(ProblemCode::version_conflict);
  return *std::move(person);
}

FieldEquals of_person(std::int64_t person_id) {
  return {"person_id", std::to_string(person_id)};
}

bool is_covered(const WriteContext& context, std::int64_t area) {
  return covers(context.tx, context.actor.scope(), area);
}

// All of a person's records of the kind, those out of the actor's scope included: they go with the person.
std::vector<Record> all_of(const WriteContext& context, RecordKind kind, std::int64_t person_id) {
  const auto everywhere = access::Actor::system(context.tx, context.now, access::SystemReason::maintenance);
  return find_records(context.tx, everywhere.scope(), kind, of_person(person_id));
}

bool is_open_main(const Record& residence) {
  return residence["main_key"].has_value();
}

// What becomes of a dropped person's residence beside the kept person's own.
Record residence_for(const Record& residence, std::int64_t keep_id, const std::vector<Record>& kept,
                     Day today) {
  Record moved = residence;
  moved.set_number("person_id", keep_id);
  if (!is_open_main(residence)) return moved;
  const auto main = std::ranges::find_if(kept, is_open_main);
  if (main == kept.end()) return moved;
  moved["kind"] = "other";
  if ((*main)["premises_id"] == residence["premises_id"]) {
    moved["state"] = "cancelled";
    moved["to_day"] = std::max(to_iso(today), *residence["from_day"]);
  }
  return moved;
}

Done move_dependants(const WriteContext& context, RegisterWriter& writer, const Merge& merge, Moved& out) {
  const auto kept = all_of(context, RecordKind::residence, merge.keep_id);
  for (const auto& residence : all_of(context, RecordKind::residence, merge.drop_id)) {
    writer.allow_area(residence.area());
    WEIGE_CHECK(writer.change(residence, residence_for(residence, merge.keep_id, kept, context.today()),
                              context.today()));
    if (is_covered(context, residence.area())) ++out.affected[RecordKind::residence];
  }
  const auto kept_jobs = all_of(context, RecordKind::employment, merge.keep_id);
  for (const auto& employment : all_of(context, RecordKind::employment, merge.drop_id)) {
    writer.allow_area(employment.area());
    Record moved = employment;
    moved.set_number("person_id", merge.keep_id);
    const auto same_open = [&](const Record& job) {
      return job["open_key"] && job["organisation_id"] == employment["organisation_id"];
    };
    if (employment["open_key"] && std::ranges::any_of(kept_jobs, same_open)) moved["state"] = "cancelled";
    WEIGE_CHECK(writer.change(employment, std::move(moved), context.today()));
    if (is_covered(context, employment.area())) ++out.affected[RecordKind::employment];
  }
  return done();
}

}  // namespace

Result<Moved> merge_persons(const WriteContext& context, const Merge& merge) {
  WEIGE_CHECK(context.actor.may(access::Right::merge_people));
  if (merge.keep_id == merge.drop_id) return problem(ProblemCode::same_record, "drop_id");
  if (merge.reason.empty()) return problem(ProblemCode::missing_field, "reason");
  WEIGE_TRY(const auto keep, person_in_version(context, merge.keep_id, merge.keep_version));
  WEIGE_TRY(const auto drop, person_in_version(context, merge.drop_id, merge.drop_version));
  FieldInput taken;
  for (const auto& field : merge.take_from_dropped) {
    if (!is_enterable(RecordKind::person, field)) return problem(ProblemCode::unknown_field, field);
    taken[field] = drop[field];
  }
  WEIGE_TRY(auto kept, with_input(keep, taken, context.today()));
  RegisterWriter writer(context, {.kind = OperationKind::merge, .reason = merge.reason},
                        {.way = Way::correction});
  Moved out{writer.operation(), keep.id, {{RecordKind::person, 2}}};
  Record dropped = drop;
  dropped["state"] = "merged";
  dropped.set_number("merged_into", keep.id);
  WEIGE_CHECK(writer.change(drop, std::move(dropped), context.today()));
  WEIGE_CHECK(writer.change(keep, std::move(kept), context.today()));
  WEIGE_CHECK(move_dependants(context, writer, merge, out));
  writer.finish(kMerged);
  return out;
}

Result<Moved> split_person(const WriteContext& context, const Split& split) {
  WEIGE_CHECK(context.actor.may(access::Right::merge_people));
  if (split.reason.empty()) return problem(ProblemCode::missing_field, "reason");
  WEIGE_TRY(const auto person, person_in_version(context, split.id, split.version));
  Record base(RecordKind::person);
  base["state"] = "current";
  // Whose record lies elsewhere, and is seen by a residence or an employment here, leaves the new one here.
  base.set_number("area_id", is_covered(context, person.area()) ? person.area() : context.actor.area().value);
  WEIGE_TRY(auto fresh, with_input(base, split.new_person, context.today()));
  RegisterWriter writer(context, {.kind = OperationKind::split, .reason = split.reason},
                        {.way = Way::correction});
  WEIGE_CHECK(writer.add(fresh, context.today()));
  Moved out{writer.operation(), fresh.id, {{RecordKind::person, 2}}};
  const auto move = [&](RecordKind kind, std::int64_t id) -> Done {
    // Ids are named, so what others cover is as if it were not there.
    const auto all = find_records(context.tx, context.actor.scope(), kind, of_person(person.id));
    const auto found = std::ranges::find(all, id, &Record::id);
    if (found == all.end())
      return problem(ProblemCode::not_found,
                     kind == RecordKind::residence ? "residence_ids" : "employment_ids");
    Record moved = *found;
    moved.set_number("person_id", fresh.id);
    ++out.affected[kind];
    return writer.change(*found, std::move(moved), context.today());
  };
  for (const auto id : split.residences) WEIGE_CHECK(move(RecordKind::residence, id));
  for (const auto id : split.employments) WEIGE_CHECK(move(RecordKind::employment, id));
  writer.finish(kSplit);
  return out;
}

}  // namespace weige::registry
