// Turning what is thrown below into a problem: infrastructure failures by their kind, a sealed value that
// does not open into `sealed_values`, everything else into `internal`. The words of an exception go to the
// operator's log, never to the client.
#pragma once

#include <functional>
#include <string_view>

#include "access/key_ring.h"
#include "base/result.h"
#include "store/database.h"

namespace weige::http {

using FaultSink = std::function<void(std::string_view what)>;

// busy, disk full, unreachable: unavailable. A unique key or a lost race: version_conflict. The rest:
// internal.
Problem problem_of(const store::DatabaseError& error);
std::string_view name(store::Failure failure);

// body() with every exception turned into its problem and told to the sink.
template <class F>
auto guarded(const FaultSink& sink, F&& body) -> decltype(body()) {
  try {
    return body();
  } catch (const store::DatabaseError& error) {
    sink(std::string("database: ").append(name(error.kind())).append(": ").append(error.what()));
    return problem_of(error);
  } catch (const access::SealBroken& error) {
    sink(std::string("a sealed value does not open: ").append(error.what()));
    return problem(ProblemCode::sealed_values).with("count", "1");
  } catch (const std::exception& error) {
    sink(error.what());
    return problem(ProblemCode::internal);
  }
}

}  // namespace weige::http
