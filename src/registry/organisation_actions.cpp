#include "registry/organisation_actions.h"

#include <algorithm>

#include "registry/record_store.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kChanged{"record.edited"}, kListed{"record.read"};

Result<Record> organisation_in_version(const WriteContext& context, const RecordEdit& edit) {
  auto found = find_record(context.tx, context.actor.scope(), RecordKind::organisation, edit.id);
  if (!found || found->text("state") == "undone") return problem(ProblemCode::not_found);
  if (found->version != edit.version) return problem(ProblemCode::version_conflict);
  return *std::move(found);
}

// It belongs to the area of where it sits; without premises it stays where it was.
Done move_to(const WriteContext& context, Record& organisation, std::optional<std::int64_t> premises_id) {
  if (premises_id) {
    const auto premises = find_record(context.tx, context.actor.scope(), RecordKind::premises, *premises_id);
    if (!premises || premises->text("state") != "current")
      return problem(ProblemCode::not_found, "premises_id");
    organisation.set_number("area_id", premises->area());
  }
  organisation.set_number("premises_id", premises_id);
  return done();
}

bool has_workers(const WriteContext& context, std::int64_t organisation_id) {
  const FieldEquals works_there{"organisation_id", std::to_string(organisation_id)};
  return std::ranges::any_of(
      find_records(context.tx, context.actor.scope(), RecordKind::employment, works_there),
      [](const Record& employment) { return employment["open_key"].has_value(); });
}

}  // namespace

Result<Record> change_organisation(const WriteContext& context, const OrganisationChange& change) {
  const auto& edit = change.edit;
  WEIGE_CHECK(context.actor.may(access::Right::edit_organisation));
  WEIGE_CHECK(check(edit.provenance, context.today()));
  WEIGE_TRY(const auto before, organisation_in_version(context, edit));
  WEIGE_TRY(auto after, with_input(before, edit.fields, context.today()));
  if (change.premises_id) WEIGE_CHECK(move_to(context, after, *change.premises_id));
  if (change.state) after["state"] = *change.state;
  if (change.state == "cancelled" && has_workers(context, edit.id)) return problem(ProblemCode::still_in_use);
  RegisterWriter writer(context, {.reason = edit.reason}, edit.provenance);
  WEIGE_CHECK(writer.change(before, std::move(after), edit.valid_from.value_or(context.today())));
  writer.finish(kChanged);
  auto now = find_record(context.tx, context.actor.scope(), RecordKind::organisation, edit.id);
  if (!now) return problem(ProblemCode::not_found);
  return *std::move(now);
}

Result<EmploymentPage> employments_of(const ReadContext& context, const EmploymentRequest& request) {
  WEIGE_CHECK(context.actor.may(access::Right::search_people));
  WEIGE_TRY(const auto view, read_organisation(context, request.organisation_id));
  const FieldEquals here{"organisation_id", std::to_string(request.organisation_id), request.after};
  auto jobs =
      find_records(context.tx, context.actor.scope(), RecordKind::employment, here, request.limit + 1);
  EmploymentPage page;
  if (jobs.size() > request.limit) {
    jobs.pop_back();
    page.next_after = jobs.back().id;
  }
  std::vector<std::int64_t> people;
  for (auto& job : jobs) {
    if (job.text("state") == "undone") continue;
    people.push_back(*job.number("person_id"));
    page.employments.push_back(view_employment(context, std::move(job)));
  }
  if (!people.empty())
    context.readings.add(context.now, context.actor, kListed, access::SubjectKind{"person"},
                         std::move(people));
  return page;
}

}  // namespace weige::registry
