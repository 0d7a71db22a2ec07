// A sender's own people: two lists, enough for more than a page, one who left.
import { problem, type Answered, type Asked, type Route } from './router';
import type { PocketLine, PocketScope, Roster } from '@/api/types';

type HandIn = (rows: number, scope: PocketScope) => Roster;
type Person = Pick<PocketLine, 'name' | 'document_number' | 'phone' | 'address'>;

const compound: PocketScope = { kind: 'area', id: 10, name: '明珠苑' };
const shop: PocketScope = { kind: 'organisation', id: 30, name: '上海明珠餐饮有限公司' };
const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const given = ['芳', '伟', '敏', '静怡', '秀英', '磊', '洋', '子涵'];
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

function masked(number: string): string {
  return number.length > 7 ? `${number.slice(0, 3)}***********${number.slice(-4)}` : number;
}

function makeLines(next: () => number): PocketLine[] {
  return Array.from({ length: 131 }, (_, index): PocketLine => ({
    id: next(),
    version: 1,
    state: index === 7 ? 'left' : 'listed',
    scope: index % 13 === 12 ? shop : compound,
    name: `${surnames[index % surnames.length] ?? ''}${given[index % given.length] ?? ''}`,
    document_number: index % 5 === 3 ? '' : `999***********${1000 + index}`,
    phone: index % 7 === 4 ? '' : `1990000${1000 + index}`,
    address: index % 13 === 12 ? '' : `明珠路88弄${1 + (index % 6)}号${101 + (index % 3)}室`,
    listed_on: index % 2 ? '2026-11-01' : '2026-11-20',
    roster_id: 1,
  }));
}

function counts(lines: PocketLine[]): { scope: PocketScope; listed: number; oldest: string }[] {
  return [compound, shop].flatMap((scope) => {
    const listed = lines.filter((line) => line.state === 'listed' && line.scope.id === scope.id);
    const oldest = listed.map(({ listed_on }) => listed_on).sort()[0];
    return oldest === undefined ? [] : [{ scope, listed: listed.length, oldest }];
  });
}

function page(lines: PocketLine[], query: URLSearchParams): Answered {
  const limit = Number(query.get('limit') ?? 50);
  const found = lines.filter(({ id, state }) => id > Number(query.get('cursor') ?? 0) && (!query.get('state') || state === query.get('state')));
  const items = found.slice(0, limit);
  return { body: { items, scopes: counts(lines), ...(found.length > limit ? { next_cursor: String(items.at(-1)?.id) } : {}) } };
}

function faultOf({ phone = '', name }: Partial<Person>, others: PocketLine[]): Answered | undefined {
  if (phone !== '' && !/^\+?[\d -]{7,}$/.test(phone)) return problem(422, 'phone', '电话号码不对', { detail: '手机号 11 位；座机带区号。', place: 'phone' });
  if (others.some((line) => line.name === name && line.phone !== '' && line.phone === phone)) return problem(409, 'line-listed', '您的名单上已经有这个人', { place: 'name' });
  return undefined;
}

export function pocketRoutes(next: () => number, handIn: HandIn): Route[] {
  const lines = makeLines(next);
  /** Answers with the line, changed, if it is the version that was seen. */
  const change = ({ params, headers }: Asked, made: (line: PocketLine) => Answered): Answered => {
    const line = lines.find(({ id }) => id === Number(params[0]));
    if (!line) return problem(404, 'not-found', '没有找到');
    return headers['if-match'] === `"${line.version}"` ? made(line) : problem(412, 'version-conflict', '别人刚刚修改过');
  };
  const told = (line: PocketLine, more: Partial<PocketLine>): Answered => {
    Object.assign(line, more, { version: line.version + 1, listed_on: today() });
    return { body: line };
  };
  return [
    ['GET', /^\/api\/pocket$/, ({ query }) => page(lines, query)],
    ['POST', /^\/api\/pocket$/, ({ body }) => {
      const { scope, document_number = '', phone = '', address = '', name } = body as Partial<Person> & { name: string; scope?: { id: number } };
      const fault = faultOf({ name, phone }, lines);
      if (fault) return fault;
      const of = scope?.id === shop.id ? shop : compound;
      const line: PocketLine = { id: next(), version: 1, state: 'listed', scope: of, name, document_number: masked(document_number), phone, address, listed_on: today(), roster_id: handIn(1, of).id };
      lines.push(line);
      return { status: 201, body: line };
    }],
    ['PATCH', /^\/api\/pocket\/(\d+)$/, (asked) => change(asked, (line) => {
      const edit = asked.body as Partial<Person>;
      const others = lines.filter((one) => one !== line);
      const number = edit.document_number === undefined ? {} : { document_number: masked(edit.document_number) };
      return faultOf({ ...line, ...edit }, others) ?? told(line, { ...edit, ...number, state: 'listed', roster_id: handIn(1, line.scope).id });
    })],
    ['POST', /^\/api\/pocket\/(\d+)\/left$/, (asked) => change(asked, (line) => told(line, { state: 'left' }))],
    ['POST', /^\/api\/pocket\/unchanged$/, ({ body }) => {
      const listed = lines.filter(({ state, scope }) => state === 'listed' && scope.id === (body as { id: number }).id);
      const [first] = listed;
      if (!first) return problem(404, 'not-found', '没有找到');
      for (const line of listed) told(line, {});
      return { status: 202, body: handIn(listed.length, first.scope) };
    }],
  ];
}
