#include "norms/duty.h"

#include <iterator>

namespace weige::norms {
namespace {

// In the words of the work plan; what the product declines of it is left out.
constexpr DutyTitle kTitles[] = {
    {"L1", "组建并管好工作微信群", "Sets up the team's group and keeps it in order"},
    {"L2", "会同社区民警检查、督促综合协管员的日常工作",
     "Checks and urges on the coordinator's daily work, with the officer"},
    {"L3", "组织微网格巡查", "Organises patrols of the micro-grid"},
    {"L4", "掌握重点房屋，清查整治挂牌重点区域（部位）",
     "Knows every key premises and cleans up flagged areas and sites"},
    {"L5", "组织社会力量发现、上报线索和重点房屋，及时抄告民警",
     "Has social forces report leads and key premises, and passes them to the officer"},
    {"L6", "组织专职网格员采集维护不少于20%的实有人口变动",
     "Has grid staff collect at least 20 % of the month's changes to residents' records"},
    {"L7", "组织社会化采集：流转、核查、采集和奖励",
     "Organises collection by society: routing, verification, collection and rewards"},
    {"L8", "宣传；提醒房屋出租人和用人单位落实主体责任",
     "Publicity; reminds landlords and employers of their responsibility"},
    {"L9", "召集周点评会和月小结会", "Calls the weekly review and the monthly summary"},
    {"L10", "常态化物建社会力量，名单及时告知民警和协管员",
     "Enlists social forces all the time and keeps their list true"},
    {"O1", "加入工作群，积极响应", "Joins the group and responds"},
    {"O2", "指导、检查一标三实采集维护", "Guides and checks the collection and upkeep of the register"},
    {"O3", "经常上门走访实有房屋，更新人员信息和房屋标签",
     "Visits premises regularly; keeps residents' records and premises labels current"},
    {"O4", "落实重点房屋走访要求，组织整治挂牌区域（部位）",
     "Meets the visiting requirements for key premises; organises clean-up measures"},
    {"O5", "及时带队上门处理不配合登记；及时跟进线索",
     "Leads the check at the door after a refusal; follows up leads"},
    {"O6", "每月组织兜底翻核查", "Organises the monthly full verification"},
    {"O7", "共同做好社会化采集", "Shares the collection by society"},
    {"O8", "宣传；查处不按规定登记", "Publicity; penalties for those who do not register as required"},
    {"O9", "参加会议，通报数据质量，落实整改",
     "Attends the meetings, reports the quality of data, carries out measures"},
    {"O10", "信息质量倒查", "Back-check of record quality"},
    {"C1", "按要求采集维护一标三实，完成工作量要求",
     "Collects and keeps the register; meets the set workload"},
    {"C2", "每日汇报当日工作量", "Reports the day's workload every day"},
    {"C3", "会同民警上门走访，更新人员信息",
     "Visits premises with the officer; keeps residents' records current"},
    {"C4", "会同民警走访重点房屋，参与整治挂牌区域（部位）",
     "Visits key premises with the officer; helps to clean up flagged areas and sites"},
    {"C5", "立即抄告不配合登记的情况和线索", "Passes on refusals and leads at once"},
    {"C6", "协助信息质量达标测查", "Helps with the measurement of data quality"},
    {"C7", "参与社会化采集，畅通渠道，更新一标三实",
     "Shares the collection by society; keeps the register current from it"},
    {"C8", "宣传和提醒", "Publicity and reminders"},
    {"C9", "参加会议，汇报工作", "Attends the meetings and reports on the work"},
    {"C10", "根据民警安排上门核查下发的数据",
     "Checks at the door the data handed down, as the officer assigns"},
    {"N1", "加入工作群，积极响应", "Join the group and respond"},
    {"N2", "每月接受一次业务指导", "Are guided by the officer once a month"},
    {"N3", "保持渠道畅通，主动提供花名册",
     "Keep a channel to the coordinator and hand in rosters unprompted"},
    {"N4", "协助引导实有人口自主填报", "Help people to declare their residence"},
    {"N5", "及时上报线索和重点房屋", "Report leads and key premises to the officer"},
    {"N6", "及时报告从业人员和居民的变动情况", "Report movements of workers and residents in time"},
    {"N7", "遵守保密要求", "Keep it confidential"},
    {"N8", "拓展宣传渠道", "Open new channels of publicity"},
    {"N9", "参加会议，提出建议", "Attend the meetings and make suggestions"},
    {"N10", "自身遵守人口管理规定", "Keep the rules themselves"},
    {"S1", "工作会商", "Consultation"},
    {"S2", "人口信息全量核查", "Full verification"},
    {"S3", "花名册报送", "Roster reporting"},
    {"S4", "信息质量测查", "Measurement of quality"},
    {"S5", "错时工作", "Staggered hours"},
    {"S6", "考评奖惩", "Assessment, reward and penalty"},
};

}  // namespace

const std::vector<DutyTitle>& duty_titles() {
  static const std::vector<DutyTitle> titles(std::begin(kTitles), std::end(kTitles));
  return titles;
}

}  // namespace weige::norms
