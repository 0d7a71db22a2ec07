// The second factor as people meet it: set up with a code, asked for at the next sign-in, and the dialog that asks again who acts.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { hasProgram, startBackend, startEmpty, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { administrator, ask, enter, inviteUntilProof, refuseOnce } from './session';
import { choose } from './widgets';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

function bytesOf(base32: string): Buffer {
  const bits = Array.from(base32, (sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** What an authenticator shows (RFC 6238); of the next half minute with later = 1, which is accepted already. */
function codeOf(secret: string, later = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const number = digest.readUInt32BE((digest[19] ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** The next request there is refused as if who acts had been proved long ago, or for another reason; those after it are not touched. */
/** Sets it up on the page that opens by itself; the secret and the recovery codes. */
async function setUp(page: Page): Promise<{ secret: string; recovery: string[] }> {
  await page.getByRole('heading', { name: '第二验证' }).waitFor();
  await page.getByRole('button', { name: '开始设置' }).click();
  await page.getByRole('img', { name: '设置验证器的二维码' }).waitFor();
  const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('验证码').fill('12345');
  await page.getByRole('button', { name: '确认' }).click();
  await page.getByText('验证码不正确或已用过').first().waitFor();
  await page.getByLabel('验证码').fill(codeOf(secret));
  await page.getByRole('button', { name: '确认' }).click();
  await page.getByRole('heading', { name: '请保存恢复码' }).waitFor();
  const recovery = await page.getByRole('listitem').allTextContents();
  await page.getByRole('button', { name: '已收好，继续' }).click();
  return { secret, recovery };
}

async function acceptLink(page: Page, backend: Backend): Promise<void> {
  await ask(page, backend, 'POST', `/api${backend.link}`, administrator);
  await page.goto(`${backend.url}/accounts`);
}

for (const [device, viewport] of [['desktop', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const) {
  test.skipIf(!hasProgram())(`is set up before anything else, asked for at the next sign-in, and again before an account is made (${device})`, async () => {
    const backend = await startEmpty('required');
    const { page, faults } = await newPage(await browser.newContext({ viewport, locale: 'zh-CN' }));
    page.setDefaultTimeout(20_000);
    await acceptLink(page, backend);
    const { secret, recovery } = await setUp(page);
    expect(recovery).toHaveLength(10);
    await page.getByRole('heading', { name: '账号与岗位' }).waitFor(); // where one wanted to go

    await ask(page, backend, 'DELETE', '/api/session');
    await page.goto(`${backend.url}/accounts`);
    await page.getByLabel('登录名', { exact: true }).fill(administrator.login_name);
    await page.getByLabel('密码', { exact: true }).fill(administrator.password);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByLabel('验证码').fill(recovery[0] ?? '');
    await page.reload(); // a sitting that has got half way is there after a reload
    await page.getByLabel('验证码').fill(recovery[0] ?? '');
    await page.getByRole('button', { name: '继续' }).click();
    await page.getByRole('heading', { name: '账号与岗位' }).waitFor();

    const proof = await inviteUntilProof(page);
    await proof.getByLabel('验证码').fill(codeOf(secret, 1));
    await proof.getByRole('button', { name: '验证并继续' }).click();
    await page.getByText('给 周丽 的链接').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
    await backend.close();
  });
}

test.skipIf(!hasProgram())('a sitting that ends between password and code leads back to the password, over the page that waits', async () => {
  const backend = await startEmpty('required');
  const { page, faults } = await newPage(await browser.newContext({ locale: 'zh-CN' }));
  page.setDefaultTimeout(20_000);
  await acceptLink(page, backend);
  const { recovery } = await setUp(page);
  await page.getByRole('heading', { name: '账号与岗位' }).waitFor();
  const again = page.getByRole('dialog', { name: '登录已过期' });
  const password = async () => {
    await again.getByLabel('密码', { exact: true }).fill(administrator.password);
    await again.getByRole('button', { name: '登录', exact: true }).click();
    await again.getByLabel('验证码').fill(recovery[0] ?? '');
  };
  await ask(page, backend, 'DELETE', '/api/session');
  await password();
  await ask(page, backend, 'DELETE', '/api/session'); // the half one
  await again.getByRole('button', { name: '继续' }).click();
  await again.getByRole('alert').getByText('尚未登录，或登录已过期').waitFor();
  await password();
  await again.getByRole('button', { name: '重新输入密码' }).click();
  await password();
  await again.getByRole('button', { name: '继续' }).click();
  await again.waitFor({ state: 'hidden' });
  await page.getByRole('heading', { name: '账号与岗位' }).waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
  await backend.close();
});

describe.skipIf(!hasProgram())('before an export', () => {
  let backend: Backend;

  beforeAll(async () => {
    backend = await startBackend();
  });

  afterAll(async () => {
    await backend?.close();
  });

  async function beginExport(page: Page): Promise<void> {
    await enter(page, backend);
    await page.goto(`${backend.url}/files`);
    const panel = page.getByRole('region', { name: '导出' });
    await choose(panel, '内容', '单位');
    await choose(panel, '格式', 'CSV');
    await choose(panel, '用途', '质量检查');
    await refuseOnce(page, '/api/exports', 'POST');
    await panel.getByRole('button', { name: '开始导出' }).click();
  }

  test('the password is asked for, and the export goes on by itself', async () => {
    const { page, faults } = await newPage(await browser.newContext({ locale: 'zh-CN' }));
    page.setDefaultTimeout(20_000);
    await beginExport(page);
    const proof = page.getByRole('dialog', { name: '请再次验证身份' });
    await proof.getByLabel('密码').fill('not the password');
    await proof.getByRole('button', { name: '验证并继续' }).click();
    await proof.getByText('密码不正确').first().waitFor();
    await proof.getByLabel('密码').fill(backend.accounts.office ?? '');
    await proof.getByRole('button', { name: '验证并继续' }).click();
    await page.getByRole('region', { name: '导出' }).getByRole('link', { name: /^下载 徐泾镇-/ }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('its file and a file that is sent ask likewise, and both go on', async () => {
    const { page, faults } = await newPage(await browser.newContext({ locale: 'zh-CN' }));
    page.setDefaultTimeout(20_000);
    await beginExport(page);
    const proof = page.getByRole('dialog', { name: '请再次验证身份' });
    const prove = async () => {
      await proof.getByLabel('密码').fill(backend.accounts.office ?? '');
      await proof.getByRole('button', { name: '验证并继续' }).click();
    };
    await prove();
    const link = page.getByRole('region', { name: '导出' }).getByRole('link', { name: /^下载 徐泾镇-/ });
    await link.waitFor();
    await refuseOnce(page, '/file');
    const coming = page.waitForEvent('download');
    await link.click();
    await prove();
    expect((await coming).suggestedFilename()).toMatch(/^徐泾镇-实有单位-/);

    await page.goto(`${backend.url}/imports/new`);
    await refuseOnce(page, '/api/uploads');
    const csv = '地址,用途,村居\n明珠路88弄3号201室,住宅,\n明珠路88弄3号202室,,\n';
    await page.locator('input[type=file]').setInputFiles({ name: '地址.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await prove();
    await page.getByRole('table').waitFor(); // what the columns were read as
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('who does not want to is told why there is none', async () => {
    const { page, faults } = await newPage(await browser.newContext({ locale: 'zh-CN' }));
    page.setDefaultTimeout(20_000);
    await beginExport(page);
    await page.getByRole('dialog', { name: '请再次验证身份' }).getByRole('button', { name: '取消' }).click();
    await page.getByRole('region', { name: '导出' }).getByRole('alert').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
