// Passkeys as people meet them, with Chromium's own authenticator in software: set up in place of a code, asked for at the next sign-in and before
// an account is made, added and removed on one's own page, and codes that go on to work.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { hasProgram, startEmpty } from './backend';
import { launch, newPage } from './chromium';
import { wrongWith } from './looks';
import { administrator, ask, inviteUntilProof } from './session';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

interface Device {
  cdp: CDPSession;
  id: string;
}

async function plugIn(page: Page): Promise<Device> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  return { cdp, id: authenticatorId };
}

/** Whoever holds it does not unlock it. */
async function lock({ cdp, id }: Device, isUserVerified: boolean): Promise<void> {
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified });
}

async function signInHalf(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/accounts`);
  await page.getByLabel('登录名', { exact: true }).fill(administrator.login_name);
  await page.getByLabel('密码', { exact: true }).fill(administrator.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

for (const [device, viewport] of [['desktop', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const) {
  test.skipIf(!hasProgram())(`is set up in place of a code, shown at sign-in and for a proof, and a code still works (${device})`, async () => {
    const backend = await startEmpty('required', true);
    const { page, faults } = await newPage(await browser.newContext({ viewport, locale: 'zh-CN' }));
    page.setDefaultTimeout(20_000);
    const phone = await plugIn(page);
    await ask(page, backend, 'POST', `/api${backend.link}`, administrator);
    await page.goto(`${backend.url}/accounts`);
    await page.getByRole('heading', { name: '或用通行密钥' }).waitFor();
    await page.getByLabel('名称').fill('工作手机');
    await page.getByRole('button', { name: '添加通行密钥' }).click();
    await page.getByRole('heading', { name: '请保存恢复码' }).waitFor();
    const recovery = await page.getByRole('listitem').allTextContents();
    expect(recovery).toHaveLength(10);
    await page.getByRole('button', { name: '已收好，继续' }).click();
    await page.getByRole('heading', { name: '账号与岗位' }).waitFor();

    await ask(page, backend, 'DELETE', '/api/session');
    await signInHalf(page, backend.url);
    await lock(phone, false);
    await page.getByRole('button', { name: '用通行密钥验证' }).click();
    await page.getByText('没有完成验证').waitFor();
    await lock(phone, true);
    await page.getByRole('button', { name: '用通行密钥验证' }).click();
    await page.getByRole('heading', { name: '账号与岗位' }).waitFor();

    const proof = await inviteUntilProof(page);
    await proof.getByRole('button', { name: '用通行密钥验证' }).click();
    await page.getByText('给 周丽 的链接').waitFor();

    await ask(page, backend, 'DELETE', '/api/session');
    await signInHalf(page, backend.url);
    await page.getByLabel('验证码').fill(recovery[0] ?? '');
    await page.getByRole('button', { name: '继续' }).click();
    await page.getByRole('heading', { name: '账号与岗位' }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
    await backend.close();
  });
}

test.skipIf(!hasProgram())('is told apart on one’s own page: not twice on a device, and the last one stays', async () => {
  const backend = await startEmpty('required', true);
  const { page, faults } = await newPage(await browser.newContext({ locale: 'zh-CN' }));
  page.setDefaultTimeout(20_000);
  await plugIn(page);
  await ask(page, backend, 'POST', `/api${backend.link}`, administrator);
  await page.goto(`${backend.url}/accounts`);
  const add = async (name: string) => {
    await page.getByLabel('名称').fill(name);
    await page.getByRole('button', { name: '添加通行密钥' }).click();
  };
  await add('工作手机');
  await page.getByRole('button', { name: '已收好，继续' }).click();
  await page.getByRole('heading', { name: '账号与岗位' }).waitFor();
  await page.goto(`${backend.url}/me`);
  const own = page.getByRole('region', { name: '通行密钥' });
  await own.getByText('工作手机', { exact: true }).waitFor();
  await add('再来一把');
  await own.getByText('这台设备上已有您的通行密钥').waitFor();
  await own.getByRole('button', { name: '移除通行密钥：工作手机' }).click();
  const dialog = page.getByRole('dialog', { name: '移除通行密钥：工作手机' });
  await dialog.getByRole('button', { name: '移除', exact: true }).click();
  await dialog.getByText('不能移除唯一的第二验证').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
  await backend.close();
});

test.skipIf(!hasProgram())('one that somebody else adds is told on the page that is open, and goes when it was not oneself', async () => {
  const backend = await startEmpty('required', true);
  const mine = await newPage(await browser.newContext({ locale: 'zh-CN' }));
  const theirs = await newPage(await browser.newContext({ locale: 'zh-CN' }));
  for (const { page } of [mine, theirs]) {
    page.setDefaultTimeout(20_000);
    await plugIn(page);
  }
  await ask(mine.page, backend, 'POST', `/api${backend.link}`, administrator);
  await mine.page.goto(`${backend.url}/accounts`);
  await mine.page.getByLabel('名称').fill('工作手机');
  await mine.page.getByRole('button', { name: '添加通行密钥' }).click();
  await mine.page.getByRole('heading', { name: '请保存恢复码' }).waitFor();
  const recovery = await mine.page.getByRole('listitem').allTextContents();
  await mine.page.getByRole('button', { name: '已收好，继续' }).click();
  await mine.page.getByRole('heading', { name: '账号与岗位' }).waitFor();

  await signInHalf(theirs.page, backend.url);
  await theirs.page.getByLabel('验证码').fill(recovery[0] ?? '');
  await theirs.page.getByRole('button', { name: '继续' }).click();
  await theirs.page.getByRole('heading', { name: '账号与岗位' }).waitFor();
  await theirs.page.goto(`${backend.url}/me`);
  await theirs.page.getByLabel('名称').fill('不认识的手机');
  await theirs.page.getByRole('button', { name: '添加通行密钥' }).click();
  await theirs.page.getByRole('region', { name: '通行密钥' }).getByText('不认识的手机', { exact: true }).waitFor();

  const told = mine.page.getByRole('region', { name: '请核对您的账号' });
  await told.getByText('添加了通行密钥“不认识的手机”').waitFor();
  const wrong = await wrongWith(mine.page, 'account-notice');
  await told.getByRole('button', { name: '不是我' }).click();
  const dialog = mine.page.getByRole('dialog', { name: '添加了通行密钥“不认识的手机”' });
  wrong.push(...(await wrongWith(mine.page, 'account-disown')));
  await dialog.getByLabel('现在的密码').fill(administrator.password);
  await dialog.getByLabel('新密码').fill('seven other unrelated words');
  await dialog.getByRole('button', { name: '换密码并结束所有登录' }).click();
  await mine.page.getByRole('heading', { name: '登录' }).waitFor();
  await theirs.page.getByRole('dialog', { name: '登录已过期' }).waitFor();
  expect([...wrong, ...mine.faults, ...theirs.faults]).toEqual([]);
  await mine.page.context().close();
  await theirs.page.context().close();
  await backend.close();
});
