#include "access/undertaking.h"

#include "standards/text_fold.h"

namespace weige::access {
namespace {

constexpr UndertakingText kText{
    .version = "2026-1",
    .zh =
        "本人因工作需要使用本系统，现郑重承诺：\n"
        "一、只为本岗位职责所需查询、使用居民个人信息，不查询与工作无关的人和事。\n"
        "二、对工作中知悉的居民个人信息严格保密，不向无关人员透露、出售、出租或以其他方式提供，不拍照、截屏、"
        "抄录外传。\n"
        "三、账号和验证方式仅供本人使用，不出借、不共用；离开时退出登录。\n"
        "四、导出的文件仅用于说明的用途，用后即删，不在个人设备和社交软件中保存、转发。\n"
        "五、发现信息泄露或账号异常，立即报告本单位和系统管理员。\n"
        "六、离岗后继续履行保密义务。\n"
        "本人知悉：本系统记录每一次查询和使用；违反承诺的，依照《中华人民共和国个人信息保护法》等法律法规和单"
        "位规定承担责任。",
    .en =
        "I use this system for my work, and undertake:\n"
        "1. I look up and use residents' personal information only as the duty of my post needs it, and "
        "nobody and nothing that my "
        "work does not concern.\n"
        "2. I keep what I learn about residents confidential: I do not disclose, sell, rent out or otherwise "
        "hand it to anybody whom it "
        "does not concern, and do not pass on photographs, screenshots or notes of it.\n"
        "3. My account and what I sign in with are mine alone; I lend and share neither, and sign out when I "
        "leave.\n"
        "4. I use exported files only for the purpose that was stated, delete them afterwards, and keep or "
        "forward none on personal "
        "devices or in messengers.\n"
        "5. If information leaks or an account behaves strangely, I report it at once to my office and the "
        "system administrator.\n"
        "6. I keep confidentiality after I have left the post.\n"
        "I know that the system records every look-up and use, and that I answer for a breach under the "
        "Personal Information Protection "
        "Law of the People's Republic of China, other laws and the rules of my office."};

}  // namespace

const UndertakingText& undertaking_text() {
  return kText;
}

bool is_undertaken(std::optional<Instant> signed_at, Instant now) {
  return signed_at && now - *signed_at < kUndertakingHolds;
}

Done check(const UndertakingAnswer& answer, std::string_view display_name) {
  if (answer.version != kText.version) return problem(ProblemCode::undertaking_outdated, "version");
  if (standards::trim(answer.name) != standards::trim(display_name))
    return problem(ProblemCode::undertaking_name, "name");
  return done();
}

}  // namespace weige::access
