// A resident's sitting and the office's side of it, over the invented town: any code that was handed over opens the record of its person.
import { problem, type Answered, type Asked, type Handler, type Route } from './router';
import type { Town } from './town';
import type { Code, Person, Provenance, ReadingDelay, ResidentReading, ResidentRecord, ResidentRequest, ResidentRequestView } from '@/api/types';
import { codes } from './codes';

const town = '上海市青浦区徐泾镇';
const office = '北城一居委专员';
const now = () => new Date().toISOString();
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

function code(list: string, wanted: string | undefined): Code {
  return codes[list]?.find((one) => one.code === wanted) ?? { code: wanted ?? '', zh: wanted ?? '', en: wanted ?? '' };
}

function confirmed(from: Provenance | undefined) {
  return { on: from?.confirmed_at ?? dayIn(-30), how: code('ways', from?.how), office };
}

function recordOf(person: Person): ResidentRecord {
  return {
    name: person.name,
    document_type: code('document_types', person.document_type),
    document_number: person.document_number,
    sex: code('sexes', person.sex),
    birth_date: person.birth_date,
    phone: person.phone,
    registered_place: person.registered_place,
    category: code('categories', person.category),
    confirmed: Object.fromEntries(Object.entries(person.provenance).map(([field, from]) => [field, confirmed(from)])),
    residences: person.residences.map((one) => ({ address: one.address ?? '', from: one.from, ...(one.to ? { to: one.to } : {}), kind: { code: one.kind, zh: '主要住处', en: 'main residence' }, relation: code('relations', one.relation), state: { code: one.state, zh: '在住', en: 'lives there' }, confirmed: confirmed(one.provenance) })),
    employments: person.employments.map((one) => ({ organisation_name: one.organisation_name ?? '', job: one.job, from: one.from, confirmed: confirmed(one.provenance) })),
  };
}

const acts = { read: { code: 'record.read', zh: '查看了您的登记', en: 'looked at your record' }, own: { code: 'own_record.read', zh: '您本人查看登记', en: 'you looked at your record' }, code: { code: 'resident_code.made', zh: '为您制作了纸质登录码', en: 'made a code on paper for you' } };
const purpose = { code: 'door_check', zh: '上门核查', en: 'check at the door', zh_basis: '《个人信息保护法》第三十四条', en_basis: 'Personal Information Protection Law, article 34' };

function readings(): ResidentReading[] {
  const at = (days: number) => `${dayIn(days)}T03:20:00Z`;
  return [
    { at: now(), by: 'resident', act: acts.own, listed: false },
    { at: at(0), by: 'office', office, act: acts.code, listed: false },
    { at: at(-1), by: 'office', office, act: acts.read, purpose, listed: false },
    { at: at(-1), by: 'office', office: '社区综合协管员', act: acts.read, purpose, listed: true },
    { at: at(-40), by: 'office', office: '派出所', act: acts.read, purpose, listed: false, delayed: { reason: { code: 'would_hinder_duty', zh: '告知将妨碍履行法定职责', en: 'telling would hinder a legal duty' }, zh_basis: '《个人信息保护法》第三十五条', en_basis: 'Personal Information Protection Law, article 35', until: dayIn(-2) } },
    { at: at(-60), by: 'system', act: { code: 'import.done', zh: '导入名单', en: 'took in a list' }, listed: true },
  ];
}

const officers = [
  { title: '社区综合协管员', role: { code: 'coordinator', zh: '社区综合协管员', en: 'coordinator' }, area_name: '第3微网格', name: '许协管' },
  { title: '社区民警', role: { code: 'community_officer', zh: '社区民警', en: 'community officer' }, area_name: '徐泾北城第一居民区', name: '李建国' },
  { title: '镇人口办', role: { code: 'population_office', zh: '镇人口办', en: 'population office' }, area_name: '徐泾镇' },
];

interface Kept extends ResidentRequestView {
  person_name: string;
}

function asResident({ id, kind, field, text, sent_at, due_on, state, overdue, extension, answer }: Kept): ResidentRequest {
  return { id, kind, field, text, sent_at, due_on, state, overdue, extension, answer };
}

interface Kit {
  people: Town['persons'];
  requests: Kept[];
  delays: ReadingDelay[];
  made: Map<string, number>;
  sitting: Map<string, number>;
}

function ownRoutes({ people, requests, made, sitting }: Kit): Route[] {
  const session = () => ({ idle_end: later(15), absolute_end: later(60) });
  const mine = (asked: Asked): Person | undefined => {
    const [, key = ''] = /weige_resident=(\w+)/.exec(asked.headers.cookie ?? '') ?? [];
    return people.get(sitting.get(key) ?? 0);
  };
  const own = (act: (person: Person, asked: Asked) => Answered): Handler => (asked) => {
    const person = mine(asked);
    return person ? act(person, asked) : problem(401, 'not-signed-in', '尚未登录，或登录已过期', { detail: '请重新登录。' });
  };
  const ofMine = (person: Person) => requests.filter((one) => one.person_id === person.id).map(asResident);
  return [
    ['GET', /^\/api\/resident\/sign-in-ways$/, () => ({ body: { town, phone_codes: true } }), true],
    ['POST', /^\/api\/resident\/codes$/, () => ({ status: 202, body: { valid_minutes: 10 } }), true],
    ['POST', /^\/api\/resident\/sessions$/, ({ body }) => {
      const given = (body as { code: string }).code.replaceAll('-', '').toUpperCase();
      const person = made.get(given);
      if (person === undefined) return problem(401, 'resident-sign-in-failed', '证件号码或登录码不正确，或登录码已失效', { detail: '请核对后重试；登录码只能用一次。' });
      made.delete(given);
      sitting.set(given, person);
      return { body: session(), headers: { 'set-cookie': `weige_resident=${given}; Path=/; HttpOnly; SameSite=Strict` } };
    }, true],
    ['GET', /^\/api\/resident\/session$/, own(() => ({ body: session() })), true],
    ['DELETE', /^\/api\/resident\/session$/, own(() => ({ status: 204, headers: { 'set-cookie': 'weige_resident=; Path=/; Max-Age=0' } })), true],
    ['GET', /^\/api\/resident\/record$/, own((person) => ({ body: recordOf(person) })), true],
    ['GET', /^\/api\/resident\/readings$/, own(() => ({ body: { items: readings() } })), true],
    ['GET', /^\/api\/resident\/copy$/, own((person) => ({ body: { town, made_at: now(), record: recordOf(person), readings: readings(), readings_complete: true, requests: ofMine(person) } })), true],
    ['GET', /^\/api\/resident\/officers$/, own(() => ({ body: { items: officers } })), true],
    ['GET', /^\/api\/resident\/requests$/, own((person) => ({ body: { items: ofMine(person).reverse() } })), true],
    ['POST', /^\/api\/resident\/requests$/, own((person, { body }) => {
      const sent: Kept = { id: 900 + requests.length, version: 1, person_id: person.id, person_name: person.name, area_name: '徐泾北城第一居民区', sent_at: now(), due_on: dayIn(21), state: 'open', overdue: false, ...(body as Pick<Kept, 'kind' | 'text'>) };
      requests.push(sent);
      return { status: 201, body: asResident(sent) };
    }), true],
  ];
}

function officeRoutes({ people, requests, delays, made }: Kit): Route[] {
  const find = (id: string | undefined) => requests.find((one) => one.id === Number(id));
  const changed = (id: string | undefined, edit: (one: Kept) => void): Answered => {
    const one = find(id);
    if (!one) return problem(404, 'not-found', '没有找到');
    edit(one);
    one.version += 1;
    return { body: one };
  };
  return [
    ['POST', /^\/api\/persons\/(\d+)\/resident-code$/, ({ params }) => {
      const plain = Array.from({ length: 12 }, () => '23456789ABCDEFGHJKMNPQRSTUVWXYZ'[Math.floor(Math.random() * 31)]).join('');
      if (!people.has(Number(params[0]))) return problem(404, 'not-found', '没有找到');
      made.set(plain, Number(params[0]));
      return { status: 201, body: { code: plain.replace(/(.{4})(?=.)/g, '$1-'), expires: later(14 * 24 * 60) } };
    }],
    ['GET', /^\/api\/persons\/(\d+)\/reading-delays$/, () => ({ body: { items: delays } })],
    ['POST', /^\/api\/persons\/(\d+)\/reading-delays$/, ({ body }) => {
      const placed: ReadingDelay = { id: 70 + delays.length, from: dayIn(0), standing: true, ...(body as Pick<ReadingDelay, 'reason' | 'until'>) };
      delays.unshift(placed);
      return { status: 201, body: placed };
    }],
    ['DELETE', /^\/api\/persons\/(\d+)\/reading-delays$/, () => {
      for (const one of delays) Object.assign(one, one.standing ? { standing: false, ended_at: now() } : {});
      return { status: 204 };
    }],
    ['GET', /^\/api\/resident-requests$/, ({ query }) => {
      const [state, kind] = [query.get('state'), query.get('kind')];
      const items = requests.filter((one) => (!state || one.state === state) && (!kind || one.kind === kind)).sort((a, b) => a.due_on.localeCompare(b.due_on));
      return { body: { items: items.map(({ id, kind: of, field, person_id, person_name, area_name, sent_at, due_on, state: stands, overdue, extension }) => ({ id, kind: of, field, person_id, person_name, area_name, sent_at, due_on, state: stands, overdue, extended: extension !== undefined })) } };
    }],
    ['GET', /^\/api\/resident-requests\/counts$/, () => ({ body: { open: requests.filter((one) => one.state === 'open').length, overdue: requests.filter((one) => one.overdue).length } })],
    ['GET', /^\/api\/resident-requests\/(\d+)$/, ({ params }) => {
      const one = find(params[0]);
      return one ? { body: one } : problem(404, 'not-found', '没有找到');
    }],
    ['POST', /^\/api\/resident-requests\/(\d+)\/answer$/, ({ params, body }) => changed(params[0], (one) => {
      Object.assign(one, { state: 'answered', overdue: false, answer: { ...(body as object), at: now(), office } });
    })],
    ['POST', /^\/api\/resident-requests\/(\d+)\/extend$/, ({ params, body }) => changed(params[0], (one) => {
      Object.assign(one, { due_on: dayIn(42), extension: { ...(body as object), at: now() } });
    })],
  ];
}

export function residentRoutes(of: Town): Route[] {
  const [first] = [...of.persons.values()];
  const asked = (id: number, more: Partial<Kept>): Kept => ({ id, version: 1, kind: 'correction', person_id: first?.id ?? 0, person_name: first?.name ?? '', area_name: '徐泾北城第一居民区', text: '电话换了，请改成新的。', sent_at: `${dayIn(-20)}T02:00:00Z`, due_on: dayIn(1), state: 'open', overdue: false, ...more });
  const requests = [asked(801, { field: 'phone' }), asked(802, { kind: 'complaint', field: 'readings', due_on: dayIn(-3), overdue: true, text: '上个月有人看过我的登记，我没有去办过事。' })];
  const kit: Kit = { people: of.persons, requests, delays: [], made: new Map(), sitting: new Map() };
  return [...ownRoutes(kit), ...officeRoutes(kit)];
}
