import type { Page } from 'playwright-core';

export interface Shot {
  name: string;
  path: string;
  /** What is done before the page is looked at. */
  act?: (page: Page) => Promise<void>;
}

async function get<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async (url) => (await fetch(url)).json() as unknown, path) as Promise<T>;
}

interface Hit {
  id: number;
}

async function found(page: Page, text: string, kind: string): Promise<Hit[]> {
  const body = JSON.stringify({ text, kinds: [kind] });
  const answer = await page.evaluate(async (sent) => {
    const headers = { 'content-type': 'application/json', 'x-weige': '1' };
    return (await fetch('/api/search', { method: 'POST', headers, body: sent })).json() as unknown;
  }, body);
  const { items } = answer as { items: Hit[] };
  if (items.length === 0) throw new Error(`nothing found for ${text} (${kind})`);
  return items;
}

function press(name: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
  };
}

/** What is searched stands in no URL, so it is typed. */
function searchFor(text: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('main').getByRole('search').getByRole('textbox').fill(text);
    await page.getByRole('main').getByRole('search').getByRole('button').last().click();
    await page.getByRole('main').getByRole('link', { name: text }).or(page.getByText('没有找到')).first().waitFor();
  };
}

async function upload(page: Page): Promise<void> {
  const csv = '地址,用途,村居\n明珠路88弄3号201室,住宅,徐泾北城第一居民区\n明珠路88弄3号202室,,徐泾北城第一居民区\n';
  await page.locator('input[type=file]').setInputFiles({ name: '地址.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('table').waitFor();
}

/** What is shown without signing in. */
export function openShots(link: string): Shot[] {
  return [
    { name: 'sign-in', path: '/sign-in' },
    { name: 'link', path: link },
    { name: 'link-gone', path: '/links/gone' },
  ];
}

interface PersonSeen {
  residences: { premises_id: number }[];
}

/** Every page, with records that a search finds, so that one list serves the server in memory and the real one. */
export async function registerShots(page: Page): Promise<Shot[]> {
  const [person, other] = (await found(page, '王', 'person')).map(({ id }) => id);
  const organisation = (await found(page, '公司', 'organisation'))[0]?.id;
  const { residences } = await get<PersonSeen>(page, `/api/persons/${person}`);
  const premises = residences[0]?.premises_id;
  return [
    { name: 'home', path: '/' },
    { name: 'counters', path: '/counters' },
    { name: 'search-start', path: '/search' },
    { name: 'search', path: '/search', act: searchFor('王') },
    { name: 'search-nothing', path: '/search', act: searchFor('没有这个人') },
    { name: 'addresses', path: '/addresses' },
    { name: 'address-add', path: '/addresses', act: press('新增地址') },
    { name: 'premises', path: `/premises/${premises}` },
    { name: 'premises-past', path: `/premises/${premises}?on=2020-01-01` },
    { name: 'premises-edit', path: `/premises/${premises}`, act: press('修改房屋情况') },
    { name: 'label-add', path: `/premises/${premises}`, act: press('加标签') },
    { name: 'person', path: `/persons/${person}` },
    { name: 'reveal', path: `/persons/${person}`, act: press('查看完整的证件号码') },
    { name: 'residence-change', path: `/persons/${person}`, act: press('变更') },
    { name: 'person-edit', path: `/persons/${person}/edit` },
    { name: 'person-new', path: '/persons/new' },
    { name: 'merge-start', path: `/persons/merge?keep=${person}` },
    { name: 'merge', path: `/persons/merge?keep=${person}&drop=${other}` },
    { name: 'organisation', path: `/organisations/${organisation}` },
    { name: 'organisation-new', path: '/organisations/new' },
    { name: 'files', path: '/files' },
    { name: 'import-new', path: '/imports/new' },
    { name: 'import-mapping', path: '/imports/new', act: upload },
    { name: 'jobs', path: '/jobs' },
    { name: 'me', path: '/me' },
    { name: 'not-found', path: '/persons/999999' },
    { name: 'lost', path: '/no-such-page' },
    { name: 'keys', path: '/', act: async (at) => { await at.keyboard.press('?'); await at.locator('dialog[open]').waitFor(); } },
  ];
}

export const administratorShots: Shot[] = [
  { name: 'home-administrator', path: '/' },
  { name: 'accounts', path: '/accounts' },
  { name: 'account-invite', path: '/accounts', act: press('新增账号') },
  { name: 'post-new', path: '/accounts', act: press('新设岗位') },
  { name: 'not-for-post', path: '/search' },
  { name: 'areas', path: '/areas' },
  { name: 'area-new', path: '/areas', act: press('新增村居') },
];

async function findTown(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: '镇、街道的名称或区划代码' }).fill('徐泾');
  await page.getByRole('button', { name: /徐泾镇/ }).click();
  await page.getByRole('heading', { name: '将建立的村居' }).waitFor();
}

/** What the first administrator sees. */
export const emptyShots: Shot[] = [
  { name: 'home-empty', path: '/' },
  { name: 'town-set-up', path: '/town' },
  { name: 'town-found', path: '/town', act: findTown },
];
