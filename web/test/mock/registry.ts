import { codes } from './codes';
import { problem, type Answered, type Asked, type Route } from './router';
import { masked, type Town } from './town';
import type { Change, OperationResult, Organisation, Person, PersonFields, Premises, Residence, SearchHit, SearchRequest } from '@/api/types';

type FieldChange = Change['fields'][number];

const now = () => new Date().toISOString();
const today = () => now().slice(0, 10);
const notFound = () => problem(404, 'not-found', '没有找到，或不在您的辖区内', { detail: '请返回列表重新查找。' });

function tag(version: number): Record<string, string> {
  return { etag: `"${version}"` };
}

function stale(asked: Asked, version: number): Answered | null {
  if (asked.headers['if-match'] === `"${version}"`) return null;
  return problem(412, 'version-conflict', '别人刚刚修改过', { detail: '请查看对方的修改，再决定保留哪一个。' });
}

function page<T>(items: T[], query: URLSearchParams): { items: T[]; next_cursor?: string } {
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 50);
  return { items: items.slice(start, end), ...(end < items.length ? { next_cursor: String(end) } : {}) };
}

function record(town: Town, subject: Pick<Change, 'subject_kind' | 'subject_id'>, kind: Change['kind'], fields: FieldChange[], reason: string | undefined, revert?: () => void): void {
  const change = { id: town.next(), operation_id: town.next(), ...subject, kind, fields, valid_from: today(), known_at: now(), source: 'screen', how: 'door', enterer: '陈静', ...(reason ? { reason } : {}), can_undo: revert !== undefined };
  town.history.push(revert ? { ...change, revert } : change);
}

function editPerson(town: Town, person: Person, fields: PersonFields, reason?: string): void {
  const before = { ...person };
  const changes: FieldChange[] = [];
  for (const [field, given] of Object.entries(fields) as [keyof PersonFields, string | null][]) {
    const value = given === null ? undefined : field === 'document_number' || field === 'phone' ? masked(given) : given;
    changes.push({ field, from: (person[field] ?? null) as string | null, to: value ?? null });
    Object.assign(person, { [field]: value });
  }
  person.version += 1;
  record(town, { subject_kind: 'person', subject_id: person.id }, 'change', changes, reason, () => Object.assign(person, before, { version: person.version + 1 }));
}

function fieldProblems(fields: PersonFields): Answered | null {
  if (!fields.name || !/\d/.test(fields.name)) return null;
  return problem(422, 'invalid-fields', '有 1 处需要修改', { detail: '请按下列提示逐项修改。', errors: [{ code: 'person-name', place: 'fields.name', title: '姓名不正确', detail: '请填写证件上的姓名。' }] });
}

function personRoutes(town: Town): Route[] {
  const find = (asked: Asked) => town.persons.get(Number(asked.params[0]));
  const seen = (person: Person): Person => ({ ...person, ...{ number: undefined, tel: undefined } });
  return [
    ['POST', /^\/api\/persons\/merge$/, ({ body }) => {
      const { keep_id, drop_id, take_from_dropped, reason } = body as { keep_id: number; drop_id: number; take_from_dropped: (keyof PersonFields)[]; reason: string };
      const keep = town.persons.get(keep_id);
      const drop = town.persons.get(drop_id);
      if (!keep || !drop) return notFound();
      editPerson(town, keep, Object.fromEntries(take_from_dropped.map((field) => [field, drop[field]])), reason);
      keep.residences.push(...drop.residences);
      Object.assign(drop, { state: 'merged', merged_into: keep.id });
      return { body: { preview: false, affected: { residences: drop.residences.length }, person_id: keep.id } satisfies OperationResult };
    }],
    ['GET', /^\/api\/persons\/(\d+)$/, (asked) => {
      const person = find(asked);
      return person ? { body: seen(person), headers: tag(person.version) } : notFound();
    }],
    ['POST', /^\/api\/persons$/, ({ body }) => {
      const { person: fields, residence } = body as { person: PersonFields; residence?: { premises_id: number; from: string } };
      const wrong = fieldProblems(fields);
      if (wrong) return wrong;
      const made: Person = { id: town.next(), version: 0, state: 'current', withheld: [], name: '', provenance: { '*': { known_at: now(), confirmed_at: today(), source: 'screen', how: 'door', enterer: '陈静' } }, residences: [], employments: [] };
      town.persons.set(made.id, made);
      editPerson(town, made, fields);
      if (residence) addResidence(town, { ...residence, person_id: made.id });
      return { status: 201, body: made };
    }],
    ['PATCH', /^\/api\/persons\/(\d+)$/, (asked) => {
      const person = find(asked);
      if (!person) return notFound();
      const { fields, reason } = asked.body as { fields: PersonFields; reason?: string };
      const refused = stale(asked, person.version) ?? fieldProblems(fields);
      if (refused) return refused;
      editPerson(town, person, fields, reason);
      return { body: seen(person), headers: tag(person.version) };
    }],
    ['POST', /^\/api\/persons\/(\d+)\/reveal$/, (asked) => {
      const person = find(asked);
      return person ? { body: { document_number: person.number, phone: person.tel } } : notFound();
    }],
    ['POST', /^\/api\/residences$/, ({ body }) => ({ status: 201, body: addResidence(town, body as { person_id: number; premises_id: number; from: string }) })],
    ['PATCH', /^\/api\/residences\/(\d+)$/, (asked) => {
      const residence = town.residences.get(Number(asked.params[0]));
      if (!residence) return notFound();
      const { state, to } = asked.body as Partial<Residence>;
      Object.assign(residence, { state: state ?? residence.state, to: to ?? residence.to, version: residence.version + 1 });
      return { body: residence };
    }],
  ];
}

function addResidence(town: Town, given: { person_id: number; premises_id: number; from: string }): Residence {
  const person = town.persons.get(given.person_id) as Person;
  const premises = town.premises.get(given.premises_id) as Premises;
  const made: Residence = { id: town.next(), version: 1, kind: 'main', state: 'reported', person_name: person.name, address: premises.address, provenance: { known_at: now(), confirmed_at: today(), source: 'screen', how: 'door' }, ...given };
  town.residences.set(made.id, made);
  person.residences.unshift(made);
  premises.residences.push(made);
  return made;
}

function placeRoutes(town: Town): Route[] {
  const node = (id: number) => {
    const at = town.addresses.get(id);
    if (!at) return undefined;
    const premises = at.premises_id ? town.premises.get(at.premises_id) : undefined;
    return { id, parent_id: at.parent_id, level: at.level, element: at.element, canonical: at.canonical, area_id: at.area_id, children: at.children.length, premises_id: at.premises_id, premises_use: premises?.use, labels: premises?.labels.map((one) => one.label) ?? [], residents: premises?.residences.length ?? 0 };
  };
  return [
    ['GET', /^\/api\/addresses$/, ({ query }) => {
      const parent = query.get('parent_id');
      const area = query.get('area_id');
      const ids = parent ? (town.addresses.get(Number(parent))?.children ?? []) : [...town.addresses.values()].filter((one) => !one.parent_id && (!area || one.area_id === Number(area) || area === '1')).map((one) => one.id);
      return { body: page(ids.map(node), query) };
    }],
    ['POST', /^\/api\/addresses\/parse$/, ({ body }) => {
      const { text } = body as { text: string };
      const parts = /(.+?路)?(\d+弄)?(\d+号)?(\d+室)?$/.exec(text) ?? [];
      return { body: { road: parts[1], lane: parts[2], number: parts[3], room: parts[4], canonical: text } };
    }],
    ['POST', /^\/api\/addresses$/, () => ({ status: 201, body: [...town.addresses.values()][0] })],
    ['GET', /^\/api\/addresses\/(\d+)$/, ({ params }) => {
      const at = town.addresses.get(Number(params[0]));
      return at ? { body: { ...at, children: undefined }, headers: tag(at.version) } : notFound();
    }],
    ['POST', /^\/api\/addresses\/(\d+)\/(rename|split)$/, ({ params, body }) => {
      const at = town.addresses.get(Number(params[0]));
      const { preview, element } = body as { preview: boolean; element?: string };
      if (!at) return notFound();
      if (!preview && element) Object.assign(at, { aliases: [...at.aliases, at.element], element, version: at.version + 1 });
      return { body: { preview, affected: { addresses: 1 + at.children.length * 5, premises: 16, residences: 31 } } };
    }],
    ['GET', /^\/api\/premises\/(\d+)$/, ({ params, query }) => {
      const premises = town.premises.get(Number(params[0]));
      if (!premises) return notFound();
      const on = query.get('valid_on') ?? today();
      return { body: { ...premises, residences: premises.residences.filter((one) => one.from <= on && (!one.to || one.to >= on)) }, headers: tag(premises.version) };
    }],
    ['PATCH', /^\/api\/premises\/(\d+)$/, (asked) => {
      const premises = town.premises.get(Number(asked.params[0]));
      if (!premises) return notFound();
      const refused = stale(asked, premises.version);
      if (refused) return refused;
      Object.assign(premises, asked.body, { version: premises.version + 1 });
      return { body: premises };
    }],
    ['POST', /^\/api\/premises\/(\d+)\/labels$/, ({ params, body }) => {
      const made = { id: town.next(), by: '陈静', ...(body as { label: string; evidence: string; from: string }) };
      town.premises.get(Number(params[0]))?.labels.push(made);
      return { status: 201, body: made };
    }],
    ['POST', /^\/api\/labels\/(\d+)\/end$/, ({ params, body }) => {
      const label = [...town.premises.values()].flatMap((one) => one.labels).find((one) => one.id === Number(params[0]));
      Object.assign(label ?? {}, body);
      return { body: label };
    }],
  ];
}

function organisationRoutes(town: Town): Route[] {
  return [
    ['GET', /^\/api\/organisations\/(\d+)$/, ({ params }) => ({ body: town.organisations.get(Number(params[0])) })],
    ['GET', /^\/api\/organisations\/(\d+)\/employments$/, ({ params, query }) => ({ body: page([...town.employments.values()].filter((one) => one.organisation_id === Number(params[0])), query) })],
    ['POST', /^\/api\/organisations$/, ({ body }) => {
      const made: Organisation = { id: town.next(), version: 1, state: 'current', area_id: 10, workers: 0, provenance: {}, ...(body as { organisation: { name: string } }).organisation };
      town.organisations.set(made.id, made);
      return { status: 201, body: made };
    }],
    ['PATCH', /^\/api\/organisations\/(\d+)$/, (asked) => {
      const one = town.organisations.get(Number(asked.params[0]));
      if (!one) return notFound();
      const refused = stale(asked, one.version);
      if (refused) return refused;
      Object.assign(one, (asked.body as { fields: object }).fields, { version: one.version + 1 });
      return { body: one };
    }],
  ];
}

function personHits(town: Town, text: string): SearchHit[] {
  return [...town.persons.values()]
    .filter((one) => one.state === 'current' && (one.name.includes(text) || one.number === text || one.tel === text))
    .map((one) => ({ kind: 'person', id: one.id, title: one.name, sex: one.sex, birth_date: one.birth_date, document_number: one.document_number, phone: one.phone, address: one.residences[0]?.address, confirmed_at: one.provenance['*']?.confirmed_at }));
}

function placeHits(town: Town, text: string): SearchHit[] {
  const organisations = [...town.organisations.values()].filter((one) => one.name.includes(text)).map((one): SearchHit => ({ kind: 'organisation', id: one.id, title: one.name, subtitle: one.credit_code, address: one.address }));
  const premises = [...town.premises.values()].filter((one) => one.address.includes(text)).map((one): SearchHit => ({ kind: 'premises', id: one.id, title: one.address, subtitle: `${one.residences.length} 人` }));
  const addresses = [...town.addresses.values()].filter((one) => one.canonical.includes(text)).map((one): SearchHit => ({ kind: 'address', id: one.id, title: one.canonical }));
  return [...organisations, ...premises, ...addresses];
}

function hits(town: Town, request: SearchRequest): SearchHit[] {
  const text = request.text.toUpperCase();
  return [...personHits(town, text), ...placeHits(town, text)].filter((hit) => !request.kinds || request.kinds.includes(hit.kind));
}

function overview(town: Town, area: number | null) {
  const areas = town.areas.filter((one) => one.kind === 'committee' && (!area || area === 1 || one.id === area));
  const premises = [...town.premises.values()];
  const coverage = areas.map((one, index) => {
    const own = premises.filter((p) => p.area_id === one.id);
    return { area_id: one.id, residential: index % 4 !== 3, addresses: own.length, covered: Math.floor(own.length * (0.6 + 0.03 * index)), premises: own.length, residents: own.reduce((sum, p) => sum + p.residences.length, 0), organisations: 1 };
  });
  const ages = coverage.flatMap(({ area_id, residents }) => ([['d30', 0.3], ['d90', 0.3], ['d180', 0.2], ['d365', 0.12], ['older', 0.08]] as const).map(([bucket, share]) => ({ area_id, bucket, residents: Math.round(residents * share) })));
  const changes = Array.from({ length: 12 }, (_, index) => ({ month: `2026-${String(index + 1).padStart(2, '0')}`, adds: 40 + ((index * 17) % 50), changes: 80 + ((index * 31) % 70), cancellations: 15 + ((index * 13) % 30) }));
  const people = [...town.persons.values()];
  const categories = ['registered_here', 'elsewhere_mainland', 'outside_mainland'].map((category) => ({ category, residents: people.filter((one) => one.category === category).length }));
  return { as_of: now(), residents: people.length, workers: town.employments.size, addresses: town.addresses.size, premises: premises.length, organisations: town.organisations.size, categories, coverage, ages, changes };
}

function readRoutes(town: Town): Route[] {
  return [
    ['GET', /^\/api\/areas$/, () => ({ body: { items: town.areas } })],
    ['GET', /^\/api\/codes$/, () => ({ body: codes })],
    ['GET', /^\/api\/overview$/, ({ query }) => ({ body: overview(town, Number(query.get('area_id')) || null) })],
    ['GET', /^\/api\/counters$/, ({ query }) => ({ body: page(town.areas.slice(1).flatMap((area) => ['2026-10', '2026-11'].flatMap((month) => (['residents', 'other'] as const).map((records, index) => ({ area_id: area.id, month, records, doer: '许协管', adds: 3 + area.id + index, changes: area.id * 2, cancellations: area.id % 5 })))), query) })],
    ['POST', /^\/api\/search$/, ({ body }) => {
      const request = body as SearchRequest;
      const query = new URLSearchParams({ limit: String(request.limit ?? 30), ...(request.cursor ? { cursor: request.cursor } : {}) });
      return { body: { ...page(hits(town, request), query), understood: /^\d/.test(request.text) ? 'id_number' : /[路弄号室]/.test(request.text) ? 'address' : 'name' } };
    }],
    ['GET', /^\/api\/history\/(\w+)\/(\d+)$/, ({ params, query }) => ({ body: page(town.history.filter((one) => one.subject_kind === params[0] && one.subject_id === Number(params[1])).reverse(), query) })],
    ['POST', /^\/api\/operations\/(\d+)\/undo$/, ({ params, body }) => {
      const change = town.history.find((one) => one.operation_id === Number(params[0]));
      if (!change?.revert) return problem(409, 'cannot-undo', '之后又有变更，不能撤销', { detail: '请先撤销后面的变更。' });
      change.revert();
      Object.assign(change, { undone: true, can_undo: false });
      record(town, change, 'undo', change.fields.map((one) => ({ field: one.field, from: one.to ?? null, to: one.from ?? null })), (body as { reason: string }).reason);
      return { body: { preview: false, affected: { persons: 1 } } };
    }],
  ];
}

export function registryRoutes(town: Town): Route[] {
  return [...readRoutes(town), ...personRoutes(town), ...placeRoutes(town), ...organisationRoutes(town)];
}
