// Lines of a group: total on any bytes, and what was read can be handed in.
#include "fuzz_target.h"
#include "intake/report_line.h"
#include "standards/text_fold.h"

WEIGE_FUZZ_TARGET(report_line) {
  const auto half = input.size() / 4;
  const auto read = weige::intake::read_report_line(input.substr(half), input.substr(0, half));
  for (const auto* text : {&read.place, &read.name, &read.phone, &read.note})
    WEIGE_FUZZ_EXPECT(weige::standards::is_utf8(*text));
  const auto checked =
      weige::intake::check({.place = read.place, .name = read.name, .phone = read.phone, .note = read.note});
  WEIGE_FUZZ_EXPECT(checked || checked.problem().place == "place");  // it may say nothing of one
}
