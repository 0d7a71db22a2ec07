// Things that somebody noticed, and lines that are read as far as a few signs go.
import { problem, type Route } from './router';
import type { Case } from './rosters';
import type { Candidate, ReportKind, ReportReading, Roster } from '@/api/types';

export interface Report {
  kind: ReportKind;
  place: string;
  name?: string;
  phone?: string;
  note?: string;
}

const signs: [ReportKind, RegExp][] = [['moved_in', /住进|搬来|搬进/], ['moved_out', /搬走|退租/], ['starts_work', /上班/], ['left_work', /离职/], ['premises', /空着|隔间/]];

function read(line: string, at: string): ReportReading {
  const words = line.split(/[\s，,、。]+/).filter(Boolean);
  const take = (sign: RegExp) => {
    const found = words.findIndex((word) => sign.test(word));
    return found < 0 ? '' : (words.splice(found, 1)[0] ?? '');
  };
  const phone = take(/^1\d{10}$/);
  const room = take(/\d(室|号)?$/);
  const [kind] = signs.find(([, sign]) => words.some((word) => sign.test(word))) ?? [];
  if (kind && kind !== 'premises') take(signs.find(([one]) => one === kind)?.[1] ?? /^$/);
  const name = kind === 'premises' ? '' : take(/^\p{Script=Han}{2,4}$/u);
  return { ...(kind ? { kind } : {}), place: at + room, name, phone, note: words.join(' ') };
}

function livingThere(place: string): Candidate[] {
  const said = (field: string, there: string) => ({ field, here: '', there, differs: false });
  return ['赵敏', '赵子轩'].map((name, index) => ({ person_id: 5300 + index, probability: 0, seen: true, name, fields: [said('name', name), said('phone', index === 0 ? '199****3307' : ''), said('address', place)], why: [] }));
}

/** A report as a list of one row, and what waits to be decided about it. */
export function takeReport({ kind, place, name = '', phone = '', note = '' }: Report, source: string, next: () => number): { roster: Roster; made: Case } {
  const now = new Date().toISOString();
  const area = { id: 10, name: '徐泾北城第一居民区' };
  const roster: Roster = { id: next(), own: true, decides: true, source, file_name: '', report: kind, scope: { kind: 'area', ...area }, complete: false, reference_date: now.slice(0, 10), rows: 1, answered: true, answers: { taken: 1 }, problems: [], compared: true, outcomes: { reported: 1 }, created_at: now };
  const row = Object.entries({ name, phone, address: place, note }).map(([field, text]) => ({ field, text }));
  const made: Case = {
    finding: { id: next(), roster_id: roster.id, row: 2, kind: 'reported', report: kind, state: 'open', version: 1, area_id: area.id, name, place, source, opened_at: now },
    view: { row, candidates: kind === 'moved_out' ? livingThere(place) : [], changes: [], faults: [] },
  };
  return { roster, made };
}

export const reports: Report[] = [
  { kind: 'premises', place: '明珠路88弄1号101室', note: '客厅新加了隔间' },
  { kind: 'moved_in', place: '明珠路88弄4号202室', name: '何文洁', phone: '19900004412' },
  { kind: 'moved_out', place: '明珠路88弄3号102室', name: '赵先生', note: '家具昨天搬空了' },
];

export function reportRoutes(take: (report: Report) => Roster): Route[] {
  return [
    ['POST', /^\/api\/reports$/, ({ body }) => {
      const report = body as Report;
      if (/\d/.test(report.place)) return { status: 202, body: take(report) };
      return problem(422, 'invalid-fields', '有 1 处需要修改', { detail: '请按下列提示逐项修改。', errors: [{ code: 'address-unknown', place: 'place', title: '看不懂这个地址', detail: '请写到门牌和室号，如“明珠路88弄3号201室”。' }] });
    }],
    ['POST', /^\/api\/reports\/reading$/, ({ body }) => {
      const { line, at = '' } = body as { line: string; at?: string };
      return { body: read(line, at) };
    }],
  ];
}
