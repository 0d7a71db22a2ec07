#include "http/retention_json.h"

#include "http/json_out.h"

namespace weige::http {

boost::json::object clock_json(const town::RetentionClock& clock, const town::RetentionTimes& times) {
  boost::json::object out;
  put(out, "clock", clock.clock);
  put(out, "zh", clock.zh);
  put(out, "en", clock.en);
  put(out, "days", static_cast<std::int64_t>(times.of(clock.clock).count()));
  put(out, "preset", clock.days);
  put(out, "least", clock.least);
  put(out, "most", clock.most);
  put(out, "fixed", clock.is_fixed());
  return out;
}

boost::json::object run_json(const town::RunView& view) {
  const auto& run = view.run;
  boost::json::object out;
  put(out, "id", run.id);
  put(out, "kind", town::code(run.kind));
  put(out, "night", run.night);
  put(out, "post_id", run.post);
  if (run.reason) put(out, "reason", registry::code(*run.reason));
  put(out, "started", run.started);
  put(out, "finished", run.finished);
  put(out, "bytes_clean", run.bytes_clean);
  if (view.state) put(out, "state", jobs::to_text(*view.state));
  if (view.progress && !run.finished) {
    put(out, "done", view.progress->done);
    put(out, "total", view.progress->total.value_or(0));
  }
  out["counts"] = json_array(run.counts, [](const town::ClockCount& each) {
    return boost::json::object{
        {"clock", each.clock}, {"erased", each.count.erased}, {"held", each.count.held}};
  });
  return out;
}

boost::json::object hold_json(const registry::LegalHold& hold) {
  boost::json::object out;
  put(out, "id", hold.id);
  put(out, "person_id", hold.person);
  put(out, "reason", hold.reason);
  put(out, "post_id", hold.post);
  if (!hold.post_title.empty()) put(out, "post_title", hold.post_title);
  put(out, "held", hold.held_at);
  put(out, "until", hold.until);
  put(out, "lifted", hold.lifted_at);
  return out;
}

}  // namespace weige::http
