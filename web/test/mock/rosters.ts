// Invented lists and what they differ in: twins, a wrong digit, a move, people gone, and enough others to fill a queue.
import { reportRoutes, reports, takeReport, type Report } from './reports';
import { problem, type Answered, type Asked, type Route } from './router';
import { pocketRoutes } from './pocket';
import { standingRules } from './rules';
import type { Candidate, FieldPair, Finding, FindingKind, FindingView, Job, Roster, RosterAnswer, Upload } from '@/api/types';

export interface JobTools {
  next: () => number;
  newJob: (kind: string, title: string, total: number) => Job;
  run: (job: Job, finished: () => void) => void;
  uploads: Map<number, Upload>;
}

export interface Case {
  finding: Finding;
  view: Pick<FindingView, 'row' | 'candidates' | 'changes' | 'faults'>;
}

const now = () => new Date().toISOString();
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const ages = [0, 3, 12, 45];
const townDay = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
const pair = (field: string, here: string, there: string): FieldPair => ({ field, here, there, differs: here !== '' && there !== '' && here !== there, ...(there ? { confirmed_at: '2025-03-11', source: '户籍系统' } : {}) });
const why = (...weights: [field: string, level: string, bits: number][]): Candidate['why'] => weights.map(([field, level, bits]) => ({ field, level, bits }));
const home = (number: number, room: string) => `上海市青浦区徐泾镇明珠路88弄${number}号${room}室`;

interface Person {
  name: string;
  number: string;
  birth: string;
  phone: string;
  address: string;
}

function sides(row: Person, known: Person): FieldPair[] {
  return [pair('name', row.name, known.name), pair('document_number', row.number, known.number), pair('birth_date', row.birth, known.birth), pair('phone', row.phone, known.phone), pair('address', row.address, known.address)];
}

function cells(row: Person): FindingView['row'] {
  return [{ field: 'name', text: row.name }, { field: 'document_number', text: row.number }, { field: 'phone', text: row.phone }, { field: 'address', text: row.address.replace('上海市青浦区徐泾镇', '') }, { field: '与业主关系', text: '承租' }];
}

function candidate(person_id: number, probability: number, row: Person, known: Person, weights: Candidate['why']): Candidate {
  return { person_id, probability, seen: true, name: known.name, fields: sides(row, known), why: weights };
}

const masked = '999***********1234';

function twins(): Case['view'] & { name: string } {
  const row = { name: '周子涵', number: '', birth: '2015-06-01', phone: '199****4471', address: home(3, '201') };
  const first = { ...row, number: '999***********0038' };
  const second = { ...row, name: '周子晗', number: '999***********0054', phone: '' };
  return {
    name: row.name,
    row: cells(row),
    candidates: [
      candidate(5001, 0.71, row, first, why(['before', '', -11.3], ['id', 'missing', 0], ['name', 'exact', 8.6], ['phone', 'exact', 9.4], ['birth', 'exact', 5.2], ['address', 'same_door', 6.1], ['relatives', '', -16.7])),
      candidate(5002, 0.28, row, second, why(['before', '', -11.3], ['id', 'missing', 0], ['name', 'same_sound', 5.1], ['phone', 'missing', 0], ['birth', 'exact', 5.2], ['address', 'same_door', 6.1], ['relatives', '', -6.5])),
      { seen: false, name: '', fields: [], why: [] },
    ],
    changes: [],
    faults: [],
  };
}

function wrongDigit(): Case['view'] & { name: string } {
  const row = { name: '李桂英', number: '999118195403127026', birth: '1954-03-12', phone: '19900003316', address: home(2, '102') };
  const known = { ...row, number: '999118195403127062', phone: '19900003361' };
  return {
    name: row.name,
    row: cells(row),
    candidates: [candidate(5010, 0.997, row, known, why(['before', '', -11.3], ['id', 'one_error', 7.4], ['name', 'exact', 8.2], ['phone', 'one_error', 6.3], ['address', 'same_door', 6.1]))],
    changes: [{ kind: 'person', is_new: false, fields: [{ field: 'document_number', from: '999***********7062', to: '999***********7026' }, { field: 'phone', from: '199****3361', to: '199****3316' }] }],
    faults: [{ code: 'id-number-check-digit', cell: 'B12', title: '身份证号校验位不对', detail: '请逐位对照证件。', value: '999***********7026', warning: true }],
  };
}

function moved(): Case['view'] & { name: string } {
  const row = { name: '王强', number: masked, birth: '1988-11-02', phone: '199****2208', address: home(4, '101') };
  const known = { ...row, address: home(1, '202') };
  return {
    name: row.name,
    row: cells(row),
    candidates: [candidate(5020, 1, row, known, why(['before', '', -11.3], ['id', 'exact', 18.9], ['name', 'exact', 7.1], ['phone', 'exact', 9.4], ['address', 'same_lane', 3.2]))],
    changes: [
      { kind: 'residence', is_new: false, fields: [{ field: 'to', to: '2026-11-19' }] },
      { kind: 'residence', is_new: true, fields: [{ field: 'kind', to: 'main' }, { field: 'from', to: '2026-11-20' }] },
    ],
    faults: [],
  };
}

function gone(index: number): Case['view'] & { name: string } {
  const known = { name: ['何秀兰', '郭伟', '罗敏'][index % 3] ?? '', number: masked, birth: '1971-08-30', phone: '199****6120', address: home(1 + (index % 4), '101') };
  const nothing = { name: '', number: '', birth: '', phone: '', address: '' };
  return { name: known.name, row: [], candidates: [candidate(5100 + index, 1, nothing, known, [])], changes: [], faults: [] };
}

function added(index: number): Case['view'] & { name: string } {
  const row = { name: ['高洋', '林静怡', '买买提·艾力'][index % 3] ?? '', number: masked, birth: '1999-02-14', phone: '199****0917', address: home(1 + (index % 4), '202') };
  const faults = index === 1 ? [{ code: 'number-of-another', cell: 'B31', title: '该证件号码在登记库中属于另一姓名', detail: '请对照证件核对号码和姓名；改名请在系统中更正。', value: masked }] : [];
  const changes = index === 1 ? [] : [{ kind: 'person', is_new: true, fields: [{ field: 'name', to: row.name }, { field: 'document_number', to: masked }, { field: 'phone', to: row.phone }] }, { kind: 'residence', is_new: true, fields: [{ field: 'kind', to: 'main' }, { field: 'from', to: '2026-11-20' }] }];
  return { name: row.name, row: cells(row), candidates: [], changes, faults };
}

function gap(index: number): Case['view'] & { name: string } {
  const row = { name: ['陈芳', '黄磊', '孙平', '胡艳', '朱军', '徐丽'][index % 6] ?? '', number: masked, birth: '1980-05-17', phone: `199****${1000 + index}`, address: home(1 + (index % 4), '201') };
  const known = { ...row, phone: '' };
  return {
    name: row.name,
    row: cells(row),
    candidates: [candidate(5200 + index, 1, row, known, why(['before', '', -11.3], ['id', 'exact', 18.9], ['name', 'exact', 7.1], ['phone', 'missing', 0], ['address', 'same_door', 6.1]))],
    changes: [{ kind: 'person', is_new: false, fields: [{ field: 'phone', to: row.phone }] }],
    faults: [],
  };
}

function makeCases(roster: Roster, next: () => number): Case[] {
  const made: Case[] = [];
  const add = (kind: FindingKind, { name, ...view }: Case['view'] & { name: string }, place: string) => {
    const row = kind === 'gone' ? {} : { row: made.length + 2 };
    made.push({ finding: { id: next(), roster_id: roster.id, kind, state: 'open', version: 1, area_id: 10 + (made.length % 3), name, place, source: roster.source, opened_at: daysAgo(ages[made.length % ages.length] ?? 0), ...row }, view });
  };
  add('ambiguous', twins(), home(3, '201'));
  add('changed', wrongDigit(), home(2, '102'));
  add('moved_within', moved(), home(4, '101'));
  for (let index = 0; index < 3; index += 1) add('new_person', added(index), home(1 + index, '202'));
  for (let index = 0; index < 3; index += 1) add('gone', gone(index), home(1 + index, '101'));
  for (let index = 0; index < 31; index += 1) add('fills_gap', gap(index), home(1 + (index % 4), '201'));
  return made;
}

const mend: RosterAnswer[] = [
  { row: 5, answer: 'mend', title: '请改正', problems: [{ code: 'id-number-check-digit', cell: 'B5', title: '身份证号校验位不对', detail: '请逐位对照证件，最后一位可以是 X。', value: '999***********123?' }] },
  { row: 17, answer: 'mend', title: '请改正', problems: [{ code: 'missing-name', cell: 'A17', title: '没有写姓名', detail: '请填写证件上的姓名。' }, { code: 'phone', cell: 'C17', title: '电话号码不对', detail: '手机号 11 位；座机带区号。', value: '1390000' }] },
  { row: 23, answer: 'mend', title: '请改正', problems: [{ code: 'address-unknown', cell: 'D23', title: '看不懂这个地址', detail: '请写到门牌和室号，如“明珠路88弄3号201室”。', value: '隔壁老王家' }] },
];
const outside: RosterAnswer[] = [{ row: 40, answer: 'outside', title: '不在本名单范围', problems: [{ code: 'outside-roster', cell: 'D40', title: '不在本名单的范围内', detail: '请把这一行移到它所属范围的名单里报送。' }] }];
const problems: Roster['problems'] = [{ code: 'id-number-check-digit', title: '身份证号校验位不对', rows: 1 }, { code: 'missing-name', title: '没有写姓名', rows: 1 }, { code: 'phone', title: '电话号码不对', rows: 1 }, { code: 'address-unknown', title: '看不懂这个地址', rows: 1 }];

function answersOf(roster: Roster, wanted: string | null): RosterAnswer[] {
  if (wanted === 'mend') return mend.slice(0, roster.answers?.mend ?? 0);
  if (wanted === 'outside') return outside.slice(0, roster.answers?.outside ?? 0);
  return Array.from({ length: Math.min(60, roster.answers?.taken ?? 0) }, (_, index) => ({ row: index + 2, answer: 'taken', title: '已收下', problems: [] }));
}

function makeRosters(next: () => number): Roster[] {
  const scope = { kind: 'area', id: 10, name: '徐泾北城第一居民区' };
  const base = { scope, reference_date: '2026-11-20', created_at: now() };
  return [
    { ...base, id: next(), own: false, decides: true, source: '明珠苑物业住户名单', file_name: '住户名单.xlsx', complete: true, rows: 312, answered: true, answers: { taken: 308, mend: 3, outside: 1 }, problems, compared: true, outcomes: { same: 254, fills_gap: 31, new: 13, moved_within: 5, changed: 4, ambiguous: 1, invalid: 3, refused: 1, gone: 3 } },
    { ...base, id: next(), own: true, decides: false, source: '门卫登记本', file_name: '门卫.csv', complete: false, rows: 42, answered: true, answers: { taken: 38, mend: 3, outside: 1 }, problems },
    { ...base, id: next(), own: true, decides: false, source: '员工宿舍名单', file_name: '宿舍.xlsx', complete: true, rows: 86, answered: true, answers: { taken: 86 }, problems: [] },
  ];
}

function page<T>(items: T[], query: URLSearchParams): { items: T[]; next_cursor?: string } {
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 50);
  return { items: items.slice(start, end), ...(end < items.length ? { next_cursor: String(end) } : {}) };
}

interface Given {
  verdict: string;
  note?: string;
  person_id?: number;
}

function lacksChoice({ finding: { kind, report }, view }: Case, { verdict, person_id }: Given): boolean {
  const asks = kind === 'ambiguous' || (report === 'moved_out' && view.candidates.length > 0);
  return verdict === 'confirm' && asks && person_id === undefined;
}

/** Of a report, only who has moved out is written. */
function decide(finding: Finding, { verdict, note, person_id = 0 }: Given, operation: () => number): void {
  const confirms = verdict === 'confirm';
  const writes = confirms && (finding.kind !== 'reported' || person_id > 0);
  Object.assign(finding, { state: confirms ? 'applied' : 'refuted', version: finding.version + 1, decided_at: now(), ...(note ? { note } : {}), ...(writes ? { operation_id: operation() } : {}) });
}

function openedBetween(instant: string, from: string | null, to: string | null): boolean {
  const day = townDay(instant);
  return day >= (from ?? day) && day <= (to ?? day);
}

function findingRoutes(cases: Case[], rosters: Roster[]): Route[] {
  const find = ({ params }: Asked) => cases.find(({ finding }) => finding.id === Number(params[0]));
  let operation = 900_000;
  const missing = (): Answered => problem(404, 'not-found', '没有找到，或不在您的辖区内', { detail: '请返回列表重新查找。' });
  return [
    ['GET', /^\/api\/findings$/, ({ query }) => {
      const fits = ({ finding }: Case) => (['state', 'kind', 'roster_id', 'area_id'] as const).every((name) => !query.get(name) || String(finding[name]) === query.get(name));
      const inTime = ({ finding }: Case) => openedBetween(finding.opened_at, query.get('opened_from'), query.get('opened_to'));
      return { body: page(cases.filter((one) => fits(one) && inTime(one)).map(({ finding }) => finding), query) };
    }],
    ['GET', /^\/api\/findings\/counts$/, () => {
      const open = new Map<string, { kind: FindingKind; area_id: number; open: number }>();
      for (const { finding: { kind, area_id, state } } of cases) {
        if (state !== 'open') continue;
        const key = `${kind}:${area_id}`;
        open.set(key, { kind, area_id, open: (open.get(key)?.open ?? 0) + 1 });
      }
      return { body: { items: [...open.values()] } };
    }],
    ['GET', /^\/api\/findings\/(\d+)$/, (asked) => {
      const found = find(asked);
      const roster = rosters.find(({ id }) => id === found?.finding.roster_id);
      return found && roster ? { body: { finding: found.finding, roster, ...found.view }, headers: { etag: `"${found.finding.version}"` } } : missing();
    }],
    ['POST', /^\/api\/findings\/(\d+)\/decision$/, (asked) => {
      const found = find(asked);
      if (!found) return missing();
      const { finding } = found;
      if (finding.state !== 'open') return problem(409, 'finding-decided', '这条差异已经处理', { detail: '请刷新页面查看处理结果；如需更改，请先撤销。' });
      if (asked.headers['if-match'] !== `"${finding.version}"`) return problem(412, 'version-conflict', '别人刚刚修改过');
      const given = asked.body as Given;
      if (lacksChoice(found, given)) return problem(422, 'choice-needed', '请先选出是哪一位', { place: 'person_id' });
      decide(finding, given, () => (operation += 1));
      return { body: { ...finding, name: '', source: '' } };
    }],
    ['POST', /^\/api\/operations\/(9\d{5})\/undo$/, ({ params }) => {
      for (const { finding } of cases) if (finding.operation_id === Number(params[0])) Object.assign(finding, { state: 'open', version: finding.version + 1, operation_id: undefined });
      for (const { operation_id, applied } of rosters) if (applied && operation_id === Number(params[0])) applied.undone = true;
      return { body: { preview: false, affected: { persons: 1 } } };
    }],
  ];
}

export function rosterRoutes({ next, newJob, run, uploads }: JobTools): Route[] {
  const rosters = makeRosters(() => next());
  const [first] = rosters as [Roster];
  const cases = makeCases(first, next);
  const takeIn = (report: Report, source: string) => {
    const { roster, made } = takeReport(report, source, next);
    rosters.unshift(roster);
    cases.push(made);
    return roster;
  };
  for (const report of reports) takeIn(report, '明珠苑门卫');
  const find = ({ params }: Asked) => rosters.find(({ id }) => id === Number(params[0]));
  const rules = standingRules(rosters, next);
  const take = (roster: Roster) => {
    const answers = { taken: Math.max(0, roster.rows - 1), mend: Math.min(1, roster.rows) };
    const applied = roster.rule && { by_rule: true, applied: 0, left: 0, confirmed: roster.rule.confirm_same ? answers.taken : 0, undone: false };
    if (roster.job) run(roster.job, () => Object.assign(roster, { answered: true, answers, problems: problems?.slice(0, 1), compared: true, outcomes: { same: answers.taken, invalid: answers.mend }, applied }));
  };
  return [
    ['GET', /^\/api\/rosters$/, ({ query }) => ({ body: page(rosters, query) })],
    ['POST', /^\/api\/rosters$/, ({ body }) => {
      const { upload_id, complete, reference_date, source } = body as { upload_id: number; complete?: boolean; reference_date?: string; source?: string };
      const upload = uploads.get(upload_id) as Upload;
      const roster: Roster = { ...first, id: next(), own: true, decides: true, source: source ?? upload.file_name, file_name: upload.file_name, complete: complete ?? false, reference_date: reference_date ?? first.reference_date, rows: upload.rows, answered: false, answers: {}, problems: [], compared: false, outcomes: {}, applied: undefined, operation_id: undefined, created_at: now(), job: newJob('roster', upload.file_name, upload.rows), dropped_columns: upload.sheets[0]?.dropped_columns };
      rosters.unshift(roster);
      take(roster);
      return { status: 202, body: roster };
    }],
    ...pocketRoutes(next, (rows, scope) => {
      const roster: Roster = { ...first, scope, id: next(), own: true, decides: false, source: '明珠苑物业', file_name: '', complete: rows > 1, rows, answers: { taken: rows }, problems: [] };
      rosters.unshift(roster);
      return roster;
    }),
    ['GET', /^\/api\/rosters\/mapping$/, ({ query }) => {
      const columns = uploads.get(Number(query.get('upload_id')))?.sheets[0]?.columns ?? [];
      return { body: { items: columns.map(({ column, field }) => ({ column, field: field ?? null })) } };
    }],
    ['GET', /^\/api\/rosters\/(\d+)$/, (asked) => {
      const roster = find(asked);
      return roster ? { body: roster } : problem(404, 'not-found', '没有找到，或不在您的辖区内', { detail: '请返回列表重新查找。' });
    }],
    ['GET', /^\/api\/rosters\/(\d+)\/answers$/, (asked) => ({ body: page(answersOf(find(asked) as Roster, asked.query.get('answer')), asked.query) })],
    ['GET', /^\/api\/rosters\/(\d+)\/answer-file$/, () => ({ raw: 'xlsx', headers: { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="roster.xlsx"' } })],
    ['POST', /^\/api\/rosters\/(\d+)\/apply$/, (asked) => {
      const { kinds, confirm_same = false, standing } = asked.body as { kinds: FindingKind[]; confirm_same?: boolean; standing?: boolean };
      if (kinds.length === 0 && !confirm_same) return problem(422, 'bad-choice', '没有这一项', { place: 'kinds' });
      const waiting = cases.filter(({ finding }) => finding.roster_id === Number(asked.params[0]) && finding.state === 'open' && kinds.includes(finding.kind));
      const job = newJob('roster_apply', first.source, Math.max(1, waiting.length));
      const roster = find(asked);
      if (standing) rules.set({ kinds, confirm_same });
      run(job, () => {
        for (const { finding } of waiting) Object.assign(finding, { state: 'applied', version: finding.version + 1, operation_id: 990_000, decided_at: now() });
        const applied = { by_rule: false, applied: waiting.length, left: 0, confirmed: confirm_same ? (roster?.outcomes?.same ?? 0) : 0, undone: false };
        Object.assign(roster ?? {}, { operation_id: 990_000, applied });
      });
      return { status: 202, body: { job_id: job.id } };
    }],
    ...rules.routes,
    ...reportRoutes((report) => takeIn(report, '镇人口办专员')),
    ...findingRoutes(cases, rosters),
  ];
}
