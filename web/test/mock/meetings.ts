import { problem, type Route } from './router';
import type { DailyReport, Meeting, PracticeCase, Rectification, ShiftView } from '@/api/types';

const summary = { area_id: 111, area: '北城第一微网格', kind: 'weekly', on: '2026-11-23', at: '14:30', place: '居委会二楼', called_by: '微网格长', leads: true } as const;

const meeting: Meeting = {
  ...summary, id: 700, version: 2, state: 'called', agenda_at: '2026-11-23T05:00:00.000000Z',
  agenda: [
    { topic: 'rectification', amount: 1, page: '/rectifications', rectification_id: 720, owner_post_id: 13, owner: '协管员', text: '三天内走完逾期户', state: 'answered', due: '2026-11-26' },
    { topic: 'overdue_tasks', amount: 6, of: 40, page: '/tasks', owner_post_id: 13, owner: '协管员' },
    { topic: 'old_confirmations', amount: 210, of: 1520, page: '/counters', owner_post_id: 13, owner: '协管员' },
  ],
  attendance: [
    { post_id: 11, title: '微网格长', role: 'grid_leader', presence: 'unknown' },
    { post_id: 12, title: '社区民警', role: 'community_officer', presence: 'unknown' },
    { post_id: 13, title: '协管员', role: 'coordinator', presence: 'unknown' },
  ],
  words: [{ id: 710, kind: 'report', post_id: 13, post: '协管员', text: '本周上门四十户，见到人二十六户。', at: '2026-11-23T05:30:00.000000Z' }],
  minutes: [], rectifications: [],
};

const item: Rectification = { id: 720, version: 2, area_id: 111, area: '北城第一微网格', meeting_id: 700, meeting_on: '2026-11-16', topic: 'overdue_tasks', text: '三天内走完逾期户', owner_post_id: 13, owner: '协管员', due: '2026-11-26', state: 'answered', evidence: '逾期户已走完，见任务列表。', opened_at: '2026-11-16T06:00:00.000000Z', leads: true };

const lesson: PracticeCase = { id: 730, version: 1, area: '北城第一微网格', topic: 'fruitless_doors', title: '晚上七点再敲门', situation: '白天多次未遇。', action: '错时上门。', outcome: '一周内见到八成。', state: 'proposed', noted_by: '微网格长', noted_at: '2026-11-16T06:00:00.000000Z' };

const shifts: ShiftView = {
  area_id: 111, area: '北城第一微网格', week: '2026-11-23',
  plan: { id: 740, version: 1, made_at: '2026-11-20T06:00:00.000000Z', slots: [{ id: 741, post_id: 11, on: '2026-11-23', from: 540, to: 780 }, { id: 742, post_id: 13, on: '2026-11-23', from: 780, to: 1200 }] },
  posts: [{ post_id: 11, title: '微网格长', role: 'grid_leader' }, { post_id: 12, title: '社区民警', role: 'community_officer' }, { post_id: 13, title: '协管员', role: 'coordinator' }],
  breaches: [{ rule: 'cover', on: '2026-11-24', minutes: 660 }, { rule: 'rest', post_id: 13, on: '2026-11-24', minutes: 60 }],
  swaps: [],
  hours: [{ hour: 10, tries: 80, answered: 24, low: 0.21, high: 0.41, advice: 'worse' }, { hour: 15, tries: 9, answered: 5, advice: 'too_few' }, { hour: 19, tries: 60, answered: 44, low: 0.61, high: 0.83, advice: 'better' }],
};

const report: DailyReport = {
  id: 750, area_id: 111, area: '北城第一微网格', post_id: 13, post: '协管员', on: '2026-11-23', version: 1, note: '', handed_in_at: '2026-11-23T09:00:00.000000Z',
  figures: { visits: [{ outcome: 'spoke_with', amount: 9 }, { outcome: 'not_at_home', amount: 3 }], doors_visited: 12, confirmed: 21, changes: 2, findings_settled: 1, doors_left: 4 },
  text: '【日报】北城第一微网格 11月23日', agreed_doors_a_week: 50, doors_this_week: 12,
};

export function meetingRoutes(): Route[] {
  return [
    ['GET', /^\/api\/meetings$/, () => ({ body: { items: [{ ...summary, id: meeting.id, version: meeting.version, state: meeting.state, agenda_at: meeting.agenda_at }] } })],
    ['GET', /^\/api\/meetings\/(\d+)$/, ({ params }) => (params[0] === String(meeting.id) ? { body: meeting } : problem(404, 'not-found', '没有找到'))],
    ['GET', /^\/api\/rectifications$/, () => ({ body: { items: [item] } })],
    ['GET', /^\/api\/practice-cases$/, () => ({ body: { items: [lesson] } })],
    ['GET', /^\/api\/shifts$/, () => ({ body: shifts })],
    ['GET', /^\/api\/shift-weeks$/, () => ({ body: { items: [{ area_id: 111, area: shifts.area, planned: true, breaches: shifts.breaches }] } })],
    ['GET', /^\/api\/daily-report$/, () => ({ body: report })],
    ['GET', /^\/api\/daily-reports$/, () => ({ body: { items: [report] } })],
    ['GET', /^\/api\/daily-report-week$/, () => ({ body: { items: [report], agreed_doors_a_week: 50, doors_this_week: 12 } })],
  ];
}
