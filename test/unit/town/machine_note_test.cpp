#include "town/machine_note.h"

#include <gtest/gtest.h>

#include "support/test_time.h"

namespace weige::town {
namespace machine_note_test {

TEST(MachineNote, IsTheNameOfAFile) {
  for (const auto deed : {MachineDeed::backup, MachineDeed::drill}) {
    const MachineNote note{.deed = deed, .moment = testing_support::kTestNow, .backup = "0123456789abcdef"};
    const auto back = note_of(to_name(note));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, note);
  }
  EXPECT_EQ(action_of(MachineDeed::backup).code, "backup.made");
  EXPECT_EQ(action_of(MachineDeed::drill).code, "backup.drilled");
}

TEST(MachineNote, AnythingElseIsNone) {
  const std::string good = "backup-1795413600000000-0123456789abcdef";
  ASSERT_TRUE(note_of(good));
  for (const std::string bad :
       {"", "backup", "backup-", "backup-1795413600000000", "backup--0123456789abcdef",
        "backup-01795413600000000-0123456789abcdef", "backup-x-0123456789abcdef",
        "backup-999999999999999999-0123456789abcdef", "backup-1795413600000000-0123456789abcde",
        "backup-1795413600000000-0123456789ABCDEF", "backup-1795413600000000-0123456789abcdef.part",
        "restore-1795413600000000-0123456789abcdef"})
    EXPECT_FALSE(note_of(bad)) << bad;
}

}  // namespace machine_note_test
}  // namespace weige::town
