#include "town/reading_words.h"

#include <algorithm>
#include <iterator>

namespace weige::town {
namespace {

constexpr auto kChange = ActKind::change, kOwn = ActKind::own;

constexpr ActWords kOtherAct{"other", "处理了您的登记", "handled your record"};

// By the codes of AuditAction, as modules declare them.
constexpr ActWords kActs[] = {
    {"record.read", "查看了您的登记", "looked at your record"},
    {"number.revealed", "查看了您的完整号码", "looked at a number in full"},
    {"door.read", "为上门走访查看了您的登记", "looked at your record for a visit at the door"},
    {"visit.answered", "上门走访后核实或更新了您的登记", "confirmed or changed your record after a visit",
     kChange},
    {"history.read", "查看了您的登记的变更历史", "looked at the history of your record"},
    {"register.searched", "查找时在结果中列出了您", "found you in a search"},
    {"register.number_searched", "按完整号码查找到您", "found you by a whole number"},
    {"export.read", "导出的文件中含有您", "exported a file that names you"},
    {"export.done", "导出的文件中含有您", "exported a file that names you"},
    {"job.file.read", "取走了含有您的文件", "fetched a file that names you"},
    {"finding.read", "核对了名单与您的登记的差异", "compared a list with your record"},
    {"finding.list_read", "列出了名单与登记的差异", "listed differences that name you"},
    {"resident_request.read", "查看了您的申请", "read your request"},
    {"resident_request.listed", "在待办列表中看到您的申请", "saw your request in a list"},
    {"resident_request.answered", "答复了您的申请", "answered your request", kChange},
    {"resident_request.extended", "延长了您的申请的办理期限", "extended the time to answer", kChange},
    {"resident_code.made", "为您制作了纸质登录码", "made a code on paper for you", kChange},
    {"resident_code.sent", "向登记的手机发送了登录码", "sent a code to the registered phone", kChange},
    {"reading_delay.placed", "依法延后告知", "delayed what you are told, by law"},
    {"reading_delay.ended", "结束了延后告知", "ended the delay"},
    {"record.added", "登记了您", "entered you", kChange},
    {"record.edited", "更改了您的登记", "changed your record", kChange},
    {"residence.stepped", "更改了您的居住登记", "changed your residence", kChange},
    {"person.merged", "合并了您的重复登记", "merged double records of you", kChange},
    {"person.split", "拆分了您的登记", "split your record", kChange},
    {"operation.undone", "撤销了一次变更", "took back a change", kChange},
    {"import.written", "从文件登记", "entered from a file", kChange},
    {"import.taken_back", "撤销了文件登记", "took back what a file had entered", kChange},
    {"finding.applied", "按名单更改了您的登记", "changed your record by a list", kChange},
    {"resident.signed_in", "您本人登录", "you signed in", kOwn},
    {"resident.signed_out", "您本人退出", "you signed out", kOwn},
    {"resident.record_read", "您本人查看登记", "you looked at your record", kOwn},
    {"resident.readings_read", "您本人查看查阅记录", "you looked at this list", kOwn},
    {"resident.copied", "您本人下载副本", "you fetched a copy", kOwn},
    {"resident.requests_read", "您本人查看申请", "you looked at your requests", kOwn},
    {"resident.request_sent", "您本人提交申请", "you sent a request", kOwn},
};

}  // namespace

// Whoever thinks of a delay looks whether there is one: told by itself, that would tell of what is to come.
const ActWords& words_of_act(std::string_view action) {
  if (action == "reading_delay.read") action = "record.read";
  const auto* found = std::ranges::find(kActs, action, &ActWords::code);
  return found == std::end(kActs) ? kOtherAct : *found;
}

}  // namespace weige::town
