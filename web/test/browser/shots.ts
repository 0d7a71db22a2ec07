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
  const csv = '地址,用途,村居,备注\n明珠路88弄3号201室,住宅,徐泾北城第一居民区,南北通\n明珠路88弄3号202室,,徐泾北城第一居民区,\n';
  await page.locator('input[type=file]').setInputFiles({ name: '地址.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('table').waitFor();
}

/** What is shown without signing in. */
export function openShots(link: string): Shot[] {
  return [
    { name: 'sign-in', path: '/sign-in' },
    { name: 'link', path: link },
    { name: 'link-gone', path: '/links/gone' },
    { name: 'declare', path: '/declare' },
    { name: 'my-sign-in', path: '/my' },
  ];
}

/** The residents' own pages, in a sitting of their own, and the office's side of them. */
export function residentShots(person: number, asked: number): Shot[] {
  const slip = async (page: Page) => {
    await press('交给本人登录码')(page);
    await page.getByRole('dialog').getByRole('button', { name: '生成登录码' }).click();
    await page.getByRole('img', { name: /二维码/ }).waitFor();
  };
  return [
    { name: 'my-home', path: '/my' },
    { name: 'my-record', path: '/my/record' },
    { name: 'my-readings', path: '/my/readings' },
    { name: 'my-readings-all', path: '/my/readings', act: async (page) => { await page.getByRole('button', { name: '全部', exact: true }).click(); } },
    { name: 'my-requests', path: '/my/requests' },
    { name: 'my-request-new', path: '/my/requests/new' },
    { name: 'my-request-correction', path: '/my/requests/new?kind=correction&field=phone' },
    { name: 'my-officers', path: '/my/officers' },
    { name: 'my-copy', path: '/my/copy', act: async (page) => { await page.getByRole('button', { name: /存成文件/ }).click(); await page.getByRole('article').first().waitFor(); } },
    { name: 'resident-requests', path: '/resident-requests' },
    { name: 'resident-request', path: `/resident-requests?request=${asked}`, act: async (page) => { await page.locator('article h2').waitFor(); } },
    { name: 'resident-request-extend', path: `/resident-requests?request=${asked}`, act: press('延长期限') },
    { name: 'resident-requests-answered', path: '/resident-requests?state=answered' },
    { name: 'resident-requests-none', path: '/resident-requests?kind=suggestion' },
    { name: 'home-requests', path: '/', act: async (page) => { await page.getByRole('link', { name: /件待答复/ }).waitFor(); } },
    { name: 'person-own-access', path: `/persons/${person}`, act: async (page) => { await page.getByRole('heading', { name: '本人查询' }).scrollIntoViewIfNeeded(); } },
    { name: 'resident-code', path: `/persons/${person}`, act: press('交给本人登录码') },
    { name: 'resident-slip', path: `/persons/${person}`, act: slip },
    { name: 'reading-delay', path: `/persons/${person}`, act: async (page) => { await page.getByRole('button', { name: '延迟告知', exact: true }).click(); await press('设定延迟告知')(page); } },
  ];
}

interface PersonSeen {
  residences: { premises_id: number }[];
}

async function previewTable(page: Page): Promise<void> {
  await page.getByRole('button', { name: '居住类别' }).click();
  await page.getByRole('button', { name: '预览' }).click();
  await page.getByRole('button', { name: /^发布第/ }).waitFor();
}

/** A table that is published, whichever way it came about. */
async function publishedTable(page: Page): Promise<number> {
  const { items } = await get<{ items: Hit[] }>(page, '/api/publications');
  const [there] = items;
  if (there) return there.id;
  const made = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json', 'x-weige': '1', 'idempotency-key': '0'.repeat(31) + '7' };
    const body = JSON.stringify({ measure: 'residents', breakdown: 'category', level: 'committee' });
    return (await fetch('/api/publications', { method: 'POST', headers, body })).json() as unknown;
  });
  return (made as Hit).id;
}

/** Every page, with records that a search finds, so that one list serves the server in memory and the real one. */
export async function registerShots(page: Page): Promise<Shot[]> {
  const [person, other] = (await found(page, '王', 'person')).map(({ id }) => id);
  const organisation = (await found(page, '公司', 'organisation'))[0]?.id;
  const { residences } = await get<PersonSeen>(page, `/api/persons/${person}`);
  const premises = residences[0]?.premises_id;
  return [
    { name: 'home', path: '/' },
    { name: 'undertaking', path: '/undertaking' },
    { name: 'counters', path: '/counters' },
    { name: 'approvals', path: '/approvals' },
    { name: 'approvals-mine', path: '/approvals?view=mine' },
    { name: 'approvals-past', path: '/approvals?view=past' },
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
    { name: 'retention', path: '/retention' },
    { name: 'hold-new', path: '/retention', act: press('增加留存') },
    { name: 'publications', path: '/publications' },
    { name: 'publication-preview', path: '/publications', act: previewTable },
    { name: 'publication', path: `/publications/${await publishedTable(page)}` },
    { name: 'self-check', path: '/self-check' },
    { name: 'self-check-attention', path: '/self-check', act: async (at) => { await at.getByRole('button', { name: /^需要处理/ }).click(); } },
    { name: 'me', path: '/me' },
    { name: 'not-found', path: '/persons/999999' },
    { name: 'lost', path: '/no-such-page' },
    { name: 'keys', path: '/', act: async (at) => { await at.keyboard.press('?'); await at.locator('dialog[open]').waitFor(); } },
  ];
}

export const administratorShots: Shot[] = [
  { name: 'home-administrator', path: '/' },
  { name: 'accounts', path: '/accounts' },
  { name: 'approvals-administrator', path: '/approvals' },
  { name: 'account-invite', path: '/accounts', act: press('新增账号') },
  { name: 'post-new', path: '/accounts', act: press('新设岗位') },
  { name: 'post-term', path: '/accounts', act: press('任期') },
  { name: 'post-successor', path: '/accounts', act: press('替补') },
  { name: 'post-deputies', path: '/accounts', act: press('代理') },
  { name: 'not-for-post', path: '/search' },
  { name: 'areas', path: '/areas' },
  { name: 'area-new', path: '/areas', act: press('新增村居') },
  { name: 'retention-administrator', path: '/retention' },
  { name: 'self-check-administrator', path: '/self-check' },
];

/** What somebody sees whose post covers one grid. */
export const coordinatorShots: Shot[] = [
  { name: 'home-coordinator', path: '/' },
  { name: 'grids-coordinator', path: '/grids', act: mapDrawn },
  { name: 'grids-coordinator-all', path: '/grids?range=all', act: mapDrawn },
  { name: 'grids-coordinator-map', path: '/grids?view=map', act: mapDrawn },
  { name: 'counters-coordinator', path: '/counters' },
  { name: 'addresses-coordinator', path: '/addresses' },
  { name: 'daily-report-coordinator', path: '/daily-report' },
  { name: 'shifts-coordinator', path: '/shifts' },
];

/** Door work, one after the other: the plan is made, then looked at; the first door is opened, answered and left unrecorded. */
export async function doorShots(page: Page): Promise<Shot[]> {
  const made = async (at: Page) => { await at.getByRole('button', { name: '排出今天的走访' }).click(); await at.getByText(/^\d+ \/ \d+$/).first().waitFor(); };
  const first = async (at: Page) => { await at.getByRole('link', { name: /^去下一户/ }).click(); await at.getByRole('main').locator('form button[type=submit]').waitFor(); };
  const after = (act: (at: Page) => Promise<void>) => async (at: Page) => { await first(at); await act(at); };
  const { made_at: before } = await get<{ made_at?: string }>(page, '/api/plans/today');
  return [
    ...(before ? [] : [{ name: 'today-not-made', path: '/today' }]),
    { name: 'today', path: '/today', act: before ? undefined : made },
    { name: 'today-rate', path: '/today', act: async (at) => { await at.getByText('排出来的门，准不准').click(); } },
    { name: 'today-none-so', path: '/today?show=not_at_home' },
    { name: 'door', path: '/today', act: first },
    { name: 'door-refused', path: '/today', act: after(async (at) => { await at.getByRole('button', { name: '未能登记，转民警' }).click(); }) },
    { name: 'door-newcomer', path: '/today', act: after(async (at) => { await at.getByRole('button', { name: '还有人住' }).click(); await at.getByRole('dialog').waitFor(); }) },
    { name: 'walk-list', path: '/today/print' },
    { name: 'walk-sheet', path: '/today/sheet' },
    { name: 'tasks-coordinator', path: '/tasks' },
    { name: 'home-coordinator-doors', path: '/' },
  ];
}

/** What an officer and whoever assigns see of door work. */
export const officerDoorShots: Shot[] = [
  { name: 'refusals', path: '/refusals' },
  { name: 'tasks', path: '/tasks' },
  { name: 'tasks-overdue', path: '/tasks?overdue=true' },
  { name: 'task-new', path: '/tasks', act: press('新开任务') },
  { name: 'tasks-assign', path: '/tasks', act: press('批量安排') },
  { name: 'verification', path: '/verification' },
  { name: 'staff-share', path: '/grid-staff-share' },
  { name: 'campaign-new', path: '/tasks', act: press('发起集中走访') },
];

const passphrase = 'four unrelated words';

async function openBox(page: Page): Promise<void> {
  await page.getByLabel('钥匙口令').fill(passphrase);
  await page.getByRole('button', { name: '打开信箱' }).click();
  await page.getByRole('heading', { name: '谁能拆阅本岗位的信' }).waitFor();
}

async function setUpBox(page: Page): Promise<void> {
  await page.getByLabel('钥匙口令').fill(passphrase);
  await page.getByLabel('再输一次口令').fill(passphrase);
  await page.getByRole('button', { name: '设置个人钥匙' }).click();
  await page.getByRole('button', { name: '开通信箱' }).waitFor();
}

async function sendLead(page: Page): Promise<void> {
  await page.getByLabel('看到了什么').fill('夜里有人反复撬地下车库的门');
  await page.getByLabel('在哪里').fill('明珠路88弄地下车库');
  await page.getByLabel('什么时候').fill('昨夜十二点左右');
  await page.getByRole('button', { name: '密封并递送' }).click();
  await page.getByRole('heading', { name: '已递送' }).waitFor();
}

/** Instructions of an office that has issued none. */
export const instructionShots: Shot[] = [
  { name: 'instructions', path: '/instructions' },
  { name: 'instructions-by-me', path: '/instructions?box=by_me' },
  {
    name: 'instruction-new',
    path: '/instructions/new',
    act: async (at) => {
      await at.getByRole('button', { name: '加一个问题' }).click();
      await at.getByLabel('问什么').waitFor();
    },
  },
];

/** The pages of teams, in the sample town; the first team stands for all. */
export async function teamShots(page: Page): Promise<Shot[]> {
  const { items } = await get<{ items: { grid_id: number }[] }>(page, '/api/teams');
  const first = `/teams/${items[0]?.grid_id ?? 0}`;
  return [
    { name: 'teams', path: '/teams' },
    { name: 'teams-none', path: '/teams?state=complete' },
    { name: 'team', path: first },
    { name: 'team-forces', path: `${first}?part=forces` },
    { name: 'team-enlist', path: `${first}?part=forces`, act: press('物建一人') },
    { name: 'team-kind', path: `${first}?part=forces`, act: press('注明没有') },
    { name: 'team-stream', path: `${first}?part=stream` },
    { name: 'team-duties', path: `${first}?part=duties` },
    { name: 'team-import', path: '/teams/import' },
    { name: 'supervision', path: '/teams/supervision' },
    { name: 'supervision-seat', path: '/teams/supervision', act: press('加一个岗位') },
  ];
}

/** Leads, one after the other: each page is what the one before left. */
export const leadShots: Shot[] = [
  { name: 'home-officer', path: '/' },
  { name: 'lead-send-closed', path: '/leads/new' },
  { name: 'lead-box-set-up', path: '/leads' },
  { name: 'lead-box-begin', path: '/leads', act: setUpBox },
  {
    name: 'lead-box-empty',
    path: '/leads',
    act: async (at) => {
      await openBox(at);
      await at.getByRole('button', { name: '开通信箱' }).click();
      await at.getByText('还没有信').waitFor();
    },
  },
  { name: 'lead-box-locked', path: '/leads' },
  { name: 'lead-send', path: '/leads/new' },
  { name: 'lead-sent', path: '/leads/new', act: sendLead },
  {
    name: 'lead-box',
    path: '/leads',
    act: async (at) => {
      await openBox(at);
      await at.getByRole('button', { name: /^拆阅/ }).click();
      await at.getByText('夜里有人反复撬').waitFor();
    },
  },
  { name: 'me-officer', path: '/me' },
];

/** Work at places, as an officer sees it before anything was entered. */
export const placeShots: Shot[] = [
  { name: 'key-premises', path: '/key-premises' },
  { name: 'key-premises-add', path: '/key-premises', act: press('列入重点房屋') },
  { name: 'key-premises-reports', path: '/key-premises?view=reports' },
  { name: 'key-premises-mine', path: '/key-premises?view=mine' },
  { name: 'sites', path: '/sites' },
  { name: 'site-add', path: '/sites', act: press('挂牌') },
  { name: 'patrols', path: '/patrols' },
  { name: 'patrol-new', path: '/patrols', act: async (at) => { await at.getByRole('button', { name: '巡查', exact: true }).click(); await at.getByLabel('地点').fill('明珠路88弄'); } },
  { name: 'inspections', path: '/inspections' },
  { name: 'inspection-add', path: '/inspections', act: press('记录检查') },
  { name: 'urgings', path: '/inspections?view=sent' },
  { name: 'obligations', path: '/obligations' },
  { name: 'obligation-add', path: '/obligations', act: press('新建告知') },
  { name: 'publicity', path: '/obligations?view=publicity' },
];

export const auditorShots: Shot[] = [
  { name: 'audit', path: '/audit' },
  { name: 'audit-none', path: '/audit?from=2020-01-01&to=2020-01-02' },
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

const list = '姓名,身份证号,手机,现住址,民族,备注\n周子涵,,19900004471,明珠路88弄3号201室,汉,\n李桂英,999118195403127026,19900003316,明珠路88弄2号102室,汉,老人\n';

async function chooseList(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name: '住户名单.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.getByRole('heading', { name: '核对各列' }).waitFor();
  await page.getByRole('table').waitFor();
}

/** As far as a step of handing in a list. */
function handInUpTo(steps: number): (page: Page) => Promise<void> {
  return async (page) => {
    await page.evaluate(() => { sessionStorage.clear(); });
    await page.reload();
    await chooseList(page);
    for (let step = 0; step < steps; step += 1) await page.getByRole('button', { name: '下一步' }).click();
  };
}

/** Applies a list as a whole and lets that stand as its sender's rule, then waits for both. */
async function setRule(page: Page, roster: number | undefined): Promise<void> {
  const status = await page.evaluate(async (id) => {
    const headers = { 'content-type': 'application/json', 'x-weige': '1', 'idempotency-key': '0'.repeat(31) + '5' };
    const body = JSON.stringify({ kinds: [], confirm_same: true, standing: true });
    return (await fetch(`/api/rosters/${id}/apply`, { method: 'POST', headers, body })).status;
  }, roster);
  if (status !== 202) throw new Error(`the list was not applied: ${status}`);
  for (let left = 100; left > 0; left -= 1) {
    const { items } = await get<{ items: unknown[] }>(page, '/api/roster-rules');
    const { applied } = await get<{ applied?: object }>(page, `/api/rosters/${roster}`);
    if (items.length > 0 && applied) return;
    await page.waitForTimeout(300);
  }
  throw new Error('no rule came of it');
}

interface Listed {
  id: number;
  kind: string;
}

/** What waits of a kind, opened on the page of findings. */
export async function findingShots(page: Page): Promise<Shot[]> {
  const { items } = await get<{ items: Listed[] }>(page, '/api/findings?state=open&limit=500');
  const { items: rosters } = await get<{ items: { id: number; decides: boolean; report?: string }[] }>(page, '/api/rosters');
  const seen = [...new Map(items.map((one) => [one.kind, one])).values()];
  const compared = rosters.find(({ decides, report }) => decides && !report)?.id;
  const reported = rosters.find(({ report }) => report)?.id;
  const own = rosters.find(({ decides }) => !decides)?.id;
  return [
    { name: 'report', path: `/report?at=${encodeURIComponent('明珠路88弄3号')}` },
    {
      name: 'report-link',
      path: '/rosters',
      act: async (at) => {
        await press('群里用的链接')(at);
        await at.getByRole('dialog').getByLabel('地址').fill('明珠路88弄3号');
        await at.getByRole('dialog').getByRole('img', { name: /二维码/ }).waitFor();
      },
    },
    { name: 'poster-declare', path: '/posters?for=declare' },
    { name: 'poster-report', path: `/posters?for=report&at=${encodeURIComponent('明珠路88弄3号')}` },
    { name: 'poster-nowhere', path: '/posters?for=report' },
    { name: 'rosters', path: '/rosters' },
    { name: 'roster-file', path: '/rosters/new', act: async (at) => { await at.evaluate(() => { sessionStorage.clear(); }); await at.reload(); await at.locator('input[type=file]').waitFor({ state: 'attached' }); } },
    { name: 'roster-columns', path: '/rosters/new', act: handInUpTo(0) },
    { name: 'roster-about', path: '/rosters/new', act: handInUpTo(1) },
    { name: 'roster-whole', path: '/rosters/new', act: handInUpTo(2) },
    { name: 'roster-compared', path: `/rosters/${compared}` },
    { name: 'roster-apply', path: `/rosters/${compared}`, act: press('全部入库') },
    { name: 'roster-apply-standing', path: `/rosters/${compared}`, act: async (at) => { await press('全部入库')(at); for (const box of await at.getByRole('dialog').getByRole('checkbox').all()) await box.check(); } },
    ...(reported === undefined ? [] : [{ name: 'roster-report', path: `/rosters/${reported}` }]),
    ...(own === undefined ? [] : [{ name: 'roster-answers', path: `/rosters/${own}` }]),
    { name: 'findings', path: '/findings' },
    ...seen.map(({ id, kind }) => ({ name: `finding-${kind}`, path: `/findings?kind=${kind}&finding=${id}`, act: async (at: Page) => { await at.locator('article h2').waitFor(); } })),
    { name: 'findings-keys', path: '/findings', act: async (at) => { await at.keyboard.press('?'); await at.locator('dialog[open]').waitFor(); } },
    { name: 'findings-none', path: '/findings?state=refuted' },
    { name: 'findings-older', path: '/findings?age=older' },
    { name: 'pocket', path: '/rosters/pocket' },
    { name: 'pocket-left', path: '/rosters/pocket?state=left' },
    { name: 'pocket-add', path: '/rosters/pocket', act: press('加一人') },
    { name: 'pocket-mend', path: '/rosters/pocket', act: press('改：') },
    { name: 'pocket-same', path: '/rosters/pocket', act: press('仍然如此') },
    { name: 'roster-rules', path: '/rosters', act: async (at) => { await setRule(at, compared); await at.reload(); await press('自动办理的来源')(at); } },
    { name: 'roster-applied', path: `/rosters/${compared}`, act: async (at) => { await at.getByText(/已整批处理/).waitFor(); } },
    { name: 'roster-rule-end', path: `/rosters/${compared}`, act: press('停止自动办理') },
  ];
}

async function mapDrawn(page: Page): Promise<void> {
  await page.locator('.maplibregl-canvas').waitFor();
}

/** A step of a draft, with its map. */
function step(id: number, name: string): string {
  return `/grids/drafts/${id}?step=${name}`;
}

interface LayerSeen {
  id: number;
  versions: { id: number; state: string; faulty: number }[];
}

/** A report where there is one, and the page without. */
async function reportShots(page: Page, layers: LayerSeen[]): Promise<Shot[]> {
  const [first] = layers;
  const months = first ? (await get<{ items: string[] }>(page, `/api/grid-layers/${first.id}/reports`)).items : [];
  return [
    { name: 'grid-reports', path: '/grids/reports?by=residents', act: months.length > 0 ? mapDrawn : undefined },
    { name: 'grid-reports-none', path: `/grids/reports?layer=${layers.at(-1)?.id ?? ''}` },
  ];
}

/** The pages of grids, as far as there are layers. */
export async function gridShots(page: Page): Promise<Shot[]> {
  const { items } = await get<{ items: LayerSeen[] }>(page, '/api/grid-layers');
  const drafts = items.flatMap(({ versions }) => versions.filter(({ state }) => state === 'draft'));
  const faulty = drafts.find((one) => one.faulty > 0)?.id;
  const whole = drafts.find((one) => one.faulty === 0)?.id;
  const placing = items.flatMap(({ versions }) => versions).find(({ state }) => state === 'placing');
  const steps = ['coverage', 'edit', 'preview', 'publish'];
  return [
    { name: 'grids', path: '/grids', act: items.length > 0 ? mapDrawn : undefined },
    { name: 'grid-member', path: '/grids?number=7&by=residents', act: items.length > 0 ? mapDrawn : undefined },
    { name: 'grid-map', path: '/grids?view=map&by=confirmed&limits=quantile', act: items.length > 0 ? mapDrawn : undefined },
    { name: 'grid-addresses', path: '/grids?view=addresses' },
    { name: 'grid-progress', path: '/grids?view=progress' },
    { name: 'grid-past', path: '/grids?day=2020-01-01' },
    { name: 'grid-layers', path: '/grids/layers' },
    { name: 'grid-upload', path: '/grids/layers?new=grids' },
    { name: 'grid-alignment', path: '/grids/alignment', act: items.length > 1 ? mapDrawn : undefined },
    { name: 'grid-balance', path: '/grids/alignment?view=balance' },
    ...(await reportShots(page, items)),
    ...(placing === undefined ? [] : [{ name: 'grid-placing', path: `/grids/drafts/${placing.id}` }]),
    ...(faulty === undefined ? [] : [{ name: 'grid-draft-faults', path: step(faulty, 'faults'), act: mapDrawn }]),
    ...(whole === undefined ? [] : steps.map((name) => ({ name: `grid-draft-${name}`, path: step(whole, name), act: mapDrawn }))),
  ];
}
