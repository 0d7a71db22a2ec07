#include "http/failure.h"

namespace weige::http {

Problem problem_of(const store::DatabaseError& error) {
  switch (error.kind()) {
    case store::Failure::busy:
    case store::Failure::disk_full:
    case store::Failure::unavailable:
      return problem(ProblemCode::unavailable);
    case store::Failure::unique:
    case store::Failure::serialization:
      return problem(ProblemCode::version_conflict);
    default:
      return problem(ProblemCode::internal);
  }
}

std::string_view name(store::Failure failure) {
  switch (failure) {
    case store::Failure::unique:
      return "unique";
    case store::Failure::foreign_key:
      return "foreign key";
    case store::Failure::check:
      return "check";
    case store::Failure::serialization:
      return "serialization";
    case store::Failure::busy:
      return "busy";
    case store::Failure::disk_full:
      return "disk full";
    case store::Failure::unavailable:
      return "unavailable";
    case store::Failure::newer_database:
      return "newer database";
    default:
      return "bug";
  }
}

}  // namespace weige::http
