// Work on the register, as people of the sample town do it: the real server, real Chromium.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { ask, enter, signIn } from './session';
import { choose, take } from './widgets';

interface Hit {
  id: number;
  title: string;
  address?: string;
}

interface Seen {
  id: number;
  version: number;
  name: string;
  residences: { premises_id: number; from: string }[];
}

let backend: Backend;
let browser: Browser;
let page: Page;
let faults: string[];

async function search(text: string, kind: string): Promise<Hit[]> {
  const answer = (await (await ask(page, backend, 'POST', '/api/search', { text, kinds: [kind], limit: 50 })).json()) as { items: Hit[] };
  return answer.items;
}

async function person(id: number): Promise<Seen> {
  return (await (await ask(page, backend, 'GET', `/api/persons/${id}`)).json()) as Seen;
}

/** A resident whose name begins so, with an address; each story takes another one. */
/** elsewhere: not at these premises, where relatives of whoever lives there may have that name. */
async function resident(surname: string, elsewhere?: number): Promise<Seen> {
  const hits = (await search(surname, 'person')).filter(({ title, address }) => title.startsWith(surname) && address);
  for (const hit of hits) {
    const seen = await person(hit.id);
    if (seen.residences[0]?.premises_id !== elsewhere) return seen;
  }
  throw new Error(`no resident ${surname} in the sample town`);
}

/** The premises where someone lives. */
async function placeOf({ residences }: Seen): Promise<Hit> {
  const id = residences[0]?.premises_id ?? 0;
  const { address } = (await (await ask(page, backend, 'GET', `/api/premises/${id}`)).json()) as { address: string };
  return { id, title: address };
}

async function openPerson(id: number): Promise<void> {
  await page.goto(`${backend.url}/persons/${id}`);
  await page.getByRole('heading', { name: '登记内容' }).waitFor();
}

describe.skipIf(!hasProgram())('on the server', () => {
  beforeAll(async () => {
    backend = await startBackend();
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await backend?.close();
  });

  beforeEach(async () => {
    ({ page, faults } = await newPage(await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })));
    page.setDefaultTimeout(15_000);
    return async () => {
      await page.context().close();
      expect(faults).toEqual([]);
    };
  });

  test('the office signs in, states a purpose once, searches, opens a person and sees a number whole', async () => {
    await page.goto(`${backend.url}/search`);
    await signIn(page, 'office', backend.accounts.office ?? '');
    const box = page.getByRole('main').getByRole('search');
    await box.getByRole('textbox').fill('王');
    const asked = page.getByRole('dialog', { name: '这次查阅的用途' });
    await asked.getByLabel('为民服务').check();
    await asked.getByRole('button', { name: '按此用途查阅' }).click();
    await page.getByRole('button', { name: '用途：为民服务' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: /^王/ }).first().click();
    const value = page.getByRole('row', { name: /证件号码/ });
    await value.getByText(/\*{6,}/).waitFor();
    await value.getByRole('button', { name: '查看完整的证件号码' }).click();
    const reveal = page.getByRole('dialog', { name: '查看完整的证件号码' });
    await reveal.getByLabel('数据纠错').check();
    await reveal.getByRole('button', { name: '查看', exact: true }).click();
    await value.getByText(/^999\d{14}[\dX]$/).waitFor();
    await value.getByRole('button', { name: '遮住' }).click();
    await value.getByText(/\*{6,}/).waitFor();
  });

  test('an edit that meets another one shows both sides; the change can be undone', async () => {
    await enter(page, backend);
    const { id, version, name } = await resident('李');
    await page.goto(`${backend.url}/persons/${id}/edit`);
    await page.getByRole('textbox', { name: /^姓名/ }).fill(`${name}甲`);
    await ask(page, backend, 'PATCH', `/api/persons/${id}`, { fields: { registered_place: '江苏省苏州市' } }, { 'if-match': `"${version}"` });
    await page.getByRole('button', { name: '保存修改' }).click();
    const conflict = page.getByRole('alert').filter({ hasText: '别人刚刚修改过' });
    await conflict.getByText('江苏省苏州市').waitFor();
    await conflict.getByRole('button', { name: '按所选保存' }).click();
    await page.getByRole('heading', { name: `${name}甲` }).waitFor();
    const changed = await person(id);
    expect(changed).toMatchObject({ name: `${name}甲`, registered_place: '江苏省苏州市' });

    const entry = page.getByRole('listitem').filter({ hasText: `${name}甲` }).first();
    await entry.getByRole('button', { name: '撤销' }).click();
    const undo = page.getByRole('dialog', { name: '撤销这次变更' });
    await undo.getByLabel('理由').fill('姓名写错了');
    await undo.getByRole('button', { name: '确认撤销' }).click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
    expect(await person(id)).toMatchObject({ name, registered_place: '江苏省苏州市' });
  });

  test('a format that the server refuses is told at its field before sending', async () => {
    await enter(page, backend);
    await page.goto(`${backend.url}/persons/new`);
    await page.getByRole('button', { name: '登记此人' }).click();
    await page.getByRole('alert').filter({ hasText: '还需填写：姓名' }).waitFor();
    await page.getByRole('textbox', { name: /^姓名/ }).fill('王小明');
    await page.getByLabel('证件号码').fill('310118199002300012');
    await page.getByText('身份证号里的出生日期不存在').first().waitFor();
  });

  test('a resident moves; the former home shows who lived there then', async () => {
    await enter(page, backend);
    const { id, name, residences } = await resident('陈');
    const former = residences[0];
    if (!former) throw new Error('no residence');
    const target = await placeOf(await resident('赵', former.premises_id));
    await openPerson(id);
    await page.getByRole('button', { name: '登记迁入' }).click();
    const dialog = page.getByRole('dialog', { name: `${name} 迁入` });
    await dialog.getByLabel('住处').fill(target.title);
    await take(page.getByRole('option', { name: target.title }).first());
    await dialog.getByRole('button', { name: '确认迁入' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('region', { name: '居住', exact: true }).getByRole('link', { name: target.title.slice(-6) }).first().waitFor();

    await page.goto(`${backend.url}/premises/${former.premises_id}?on=${former.from}`);
    await page.getByText('看到的是过去的登记').waitFor();
    await page.getByRole('link', { name, exact: true }).waitFor();
    await page.getByRole('button', { name: '回到现在' }).click();
    await page.getByText('看到的是过去的登记').waitFor({ state: 'hidden' });
    await page.getByRole('link', { name, exact: true }).waitFor({ state: 'detached' });
  });

  test('a label is put on premises with its evidence, and ended', async () => {
    await enter(page, backend);
    const { residences } = await resident('张');
    await page.goto(`${backend.url}/premises/${residences[0]?.premises_id}`);
    await page.getByRole('button', { name: '加标签' }).click();
    const dialog = page.getByRole('dialog', { name: '加标签' });
    await dialog.getByRole('button', { name: '确认加标签' }).click();
    await dialog.getByRole('alert').filter({ hasText: '还需填写：标签、依据' }).waitFor();
    await choose(dialog, '标签', '空置');
    await choose(dialog, '依据', '上门');
    await dialog.getByRole('button', { name: '确认加标签' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '结束标签“空置”' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确认结束' }).click();
    await page.getByRole('button', { name: '结束标签“空置”' }).waitFor({ state: 'detached' });
  });

  test('two records of one person are compared side by side and merged; undoing brings both back', async () => {
    await enter(page, backend);
    const keep = await resident('刘');
    const made = await ask(page, backend, 'POST', '/api/persons', { person: { name: `${keep.name}乙` }, area_id: await anyCommittee() }, { 'idempotency-key': '0123456789abcdef0123456789abcdef' });
    const drop = (await made.json()) as Seen;
    await openPerson(keep.id);
    await page.getByRole('button', { name: '与另一份合并' }).click();
    const start = page.getByRole('dialog');
    await start.getByLabel('同一个人的另一份登记').fill(drop.name);
    await take(page.getByRole('option', { name: drop.name }).first());
    await start.getByRole('button', { name: '并排比较' }).click();
    await page.getByRole('heading', { name: '合并两份人员登记' }).waitFor();
    await page.getByRole('row', { name: /^姓名/ }).getByRole('radio').first().check();
    await page.getByLabel('理由').fill('同一个人登记了两次');
    await page.getByRole('button', { name: '确认合并' }).click();
    await page.getByRole('heading', { name: keep.name, exact: true }).waitFor();
    expect(await person(drop.id)).toMatchObject({ state: 'merged', merged_into: keep.id });
  });

  test('what is typed outlives a lost line, and the notice says so', async () => {
    await enter(page, backend);
    const { id, name } = await resident('黄');
    await page.goto(`${backend.url}/persons/${id}/edit`);
    await page.getByRole('textbox', { name: /^姓名/ }).fill(`${name}丙`);
    await page.context().setOffline(true);
    await page.getByText('网络已断开').waitFor();
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('没有收到服务器的回答').waitFor();
    expect(await page.getByRole('textbox', { name: /^姓名/ }).inputValue()).toBe(`${name}丙`);
    await page.context().setOffline(false);
    await page.getByText('网络已断开').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByRole('heading', { name: `${name}丙` }).waitFor();
    faults.splice(0); // the browser itself reports each request that found no line
  });

  test('the keyboard alone finds a record and moves in lists; focus goes into dialogs and back', async () => {
    await enter(page, backend);
    await page.keyboard.press('/');
    await page.keyboard.type('王');
    await page.keyboard.press('Enter');
    await page.getByRole('main').getByRole('link', { name: /^王/ }).first().waitFor();
    await page.getByRole('main').getByRole('search').getByRole('textbox').blur();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^王/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '登记内容' }).waitFor();
    await page.getByRole('button', { name: '登记迁入' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]') !== null);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.waitForFunction(() => document.activeElement?.textContent === '登记迁入');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '键盘' }).waitFor();
  });

  test('a committee that is much to move goes on as a job; its dialog follows it to the end', async () => {
    await enter(page, backend);
    const job = (await (await ask(page, backend, 'POST', '/api/exports', { kind: 'addresses', format: 'csv', purpose: 'data_correction' }, { 'idempotency-key': '00000000000000000000000000000202' })).json()) as { id: number };
    await page.goto(`${backend.url}/areas`);
    await page.getByRole('row', { name: /^宅东居委会/ }).getByRole('button', { name: '并入' }).click();
    const dialog = page.getByRole('dialog', { name: '宅东居委会并入另一村居' });
    await choose(dialog, '并入哪个村居', '京华居委会');
    await dialog.getByLabel('理由').fill('村居调整');
    // The sample town's committees are small and have posts, so the answers are those of a large one without; the job that is followed is real.
    await page.route('**/api/areas/reorganise', (route) => {
      const { preview } = route.request().postDataJSON() as { preview: boolean };
      return preview ? route.fulfill({ json: { preview, affected: { persons: 4021 } } }) : route.fulfill({ status: 202, json: { job_id: job.id } });
    });
    await dialog.getByRole('button', { name: '先看影响' }).click();
    await dialog.getByText('人员 4,021').waitFor();
    await dialog.getByRole('button', { name: '确认并入' }).click();
    await dialog.getByText('宅东居委会已并入').waitFor();
    await dialog.getByRole('button', { name: '去看后台任务' }).click();
    await page.getByRole('heading', { name: '后台任务' }).waitFor();
    await page.getByRole('link', { name: '任务', exact: true }).waitFor(); // its end was seen in the dialog
  });

  test('a page beyond the duties of the post says so, and is not an empty one', async () => {
    await enter(page, backend, 'coordinator', 'door_check');
    await page.goto(`${backend.url}/files`);
    await page.getByRole('heading', { name: '这一页不在您岗位的职责内' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: '首页' }).click();
    await page.getByRole('heading', { name: '首页' }).waitFor();
  });

  test('the administrator invites, gives a post, and the invited person starts by the link', async () => {
    await enter(page, backend, 'admin', null);
    await page.goto(`${backend.url}/accounts`);
    await page.getByRole('button', { name: '新增账号' }).click();
    const invite = page.getByRole('dialog', { name: '新增账号' });
    await invite.getByLabel('姓名').fill('周丽');
    await invite.getByLabel('登录名').fill('zhouli');
    await invite.getByRole('button', { name: '生成邀请链接' }).click();
    await invite.waitFor({ state: 'hidden' });
    const link = await page.getByText(/\/links\/[\w-]{20,}/).first().textContent();
    await page.getByRole('button', { name: '新设岗位' }).click();
    const post = page.getByRole('dialog', { name: '新设岗位' });
    await choose(post, '职责', '村居');
    await choose(post, '辖区', '龙阳居委会');
    await post.getByLabel('岗位名称').fill('龙阳居委会专员');
    await choose(post, '在岗人', '周丽');
    await post.getByRole('button', { name: '设立岗位' }).click();
    await post.waitFor({ state: 'hidden' });
    await page.getByRole('row', { name: /龙阳居委会专员/ }).first().waitFor();

    const invited = await newPage(await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } }));
    await invited.page.goto(new URL(/\S*(\/links\/[\w-]+)/.exec(link ?? '')?.[1] ?? '', backend.url).href);
    await invited.page.getByLabel('新密码').fill('four unrelated words here');
    await invited.page.getByLabel('再输一次密码').fill('four unrelated words here');
    await invited.page.getByRole('button', { name: '设好密码并登录' }).click();
    await invited.page.getByRole('heading', { name: '保密承诺书' }).waitFor();
    await invited.page.getByLabel('我已阅读并承诺遵守').check();
    await invited.page.getByLabel('签名').fill('周丽');
    await invited.page.getByRole('button', { name: '签署' }).click();
    await invited.page.getByRole('heading', { name: '首页' }).waitFor();
    expect(invited.faults).toEqual([]);
    await invited.page.context().close();
  });
});

async function anyCommittee(): Promise<number> {
  const { items } = (await (await ask(page, backend, 'GET', '/api/areas')).json()) as { items: { id: number; kind: string }[] };
  return items.find(({ kind }) => kind === 'committee')?.id ?? 0;
}
