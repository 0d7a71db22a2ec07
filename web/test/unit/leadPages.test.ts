import { webcrypto } from 'node:crypto';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionError, ProblemError } from '@/api/problem';
import type { Lead, LeadBox, Session } from '@/api/types';
import { i18n } from '@/locales';
import zh from '@/locales/zh-CN/leads';
import { fromBase64, toBase64 } from '@/pages/leads/bytes';
import { newPair, openLetter, openShare, sealLetter, sealShare, wrapOwn, type Pair } from '@/pages/leads/envelope';
import LeadBoxPage from '@/pages/leads/LeadBoxPage.vue';
import LeadSendPage from '@/pages/leads/LeadSendPage.vue';
import { useSession } from '@/stores/session';

interface Call {
  method: string;
  path: string;
  of?: { id: number };
  key?: string;
  body?: Record<string, unknown>;
}

const calls: Call[] = [];
let answer: (call: Call) => unknown = () => undefined;
vi.mock('@/api/client', () => {
  const take = (method: string) => (path: string, { path: of, key, body }: { path?: { id: number }; key?: string; body?: Record<string, unknown> } = {}) => {
    const call: Call = { method, path, ...(of ? { of } : {}), ...(key === undefined ? {} : { key }), ...(body ? { body } : {}) };
    calls.push(call);
    return new Promise((resolve) => { resolve(answer(call)); });
  };
  let keys = 0;
  return { newKey: () => `key ${(keys += 1)}`, api: { get: take('get'), post: take('post'), put: take('put') } };
});

const text = { conduct: '夜里有人撬门', place: '3号楼', time: '昨夜' };
const passphrase = 'four unrelated words';
const [me, postId] = [3, 7];
vi.setConfig({ testTimeout: 60_000 }); // passphrases are stretched for as long as they are in use
let page: VueWrapper;
let post: Pair;

beforeEach(async () => {
  vi.stubGlobal('crypto', webcrypto);
  sessionStorage.clear();
  localStorage.clear();
  calls.length = 0;
  setActivePinia(createPinia());
  useSession().session = { account: { id: me }, posts: [], acting_post_id: postId, rights: ['lead.read', 'lead.send'] } as unknown as Session;
  post = await newPair();
});
afterEach(() => {
  page?.unmount();
  vi.unstubAllGlobals();
});

/** Sealing takes as long as it takes. */
async function settled(holds: () => boolean): Promise<void> {
  await vi.waitUntil(async () => {
    await flushPromises();
    return holds();
  }, { timeout: 20_000, interval: 10 });
}

async function open(what: typeof LeadSendPage | typeof LeadBoxPage): Promise<void> {
  const nothing = { template: '<div />' };
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: nothing }, { path: '/leads/new', component: nothing }] });
  page = mount(what, { attachTo: document.body, global: { plugins: [i18n, router] } });
  await flushPromises();
}

const channel = (pair: Pair, id = 40) => ({ post_id: postId, title: '社区民警', area_name: '北城', key: { id, public_key: toBase64(pair.publicKey), fingerprint: 'not looked at', made_at: '2026-11-01T00:00:00Z' } });
const sendings = () => calls.filter(({ method, path }) => method === 'post' && path === '/api/leads');

async function fill(): Promise<void> {
  for (const [name, value] of Object.entries(text)) await page.get(`#field-${name}`).setValue(value);
}

async function send(): Promise<void> {
  const before = sendings().length;
  await page.get('form').trigger('submit');
  await settled(() => sendings().length > before);
  await flushPromises();
}

test('what is typed leaves the page sealed only, and stays nowhere', async () => {
  answer = ({ method }) => (method === 'get' ? { items: [channel(post)] } : { received_on: '2026-11-23' });
  await open(LeadSendPage);
  await fill();
  await send();
  const body = sendings()[0]?.body as { letter: string; salt: string; post_id: number; key_id: number };
  expect(Object.keys(body).sort()).toEqual(['key_id', 'letter', 'post_id', 'salt']);
  expect(JSON.parse(await openLetter(fromBase64(body.letter), postId, post))).toEqual({ v: 1, ...text });
  expect(JSON.stringify(calls)).not.toContain(text.conduct);
  expect(JSON.stringify([{ ...sessionStorage }, { ...localStorage }])).not.toContain(text.conduct);
  expect(page.text()).toContain(zh.leads.send.receivedWhat.replace('{day}', '2026-11-23'));
  expect(page.text()).not.toContain(text.conduct);
});

test('while something is wanting nothing is sealed', async () => {
  answer = () => ({ items: [channel(post)] });
  await open(LeadSendPage);
  await page.get('[type=submit]').trigger('click');
  expect(page.get('form [role=alert]').text()).toContain(zh.leads.send.conduct);
  await page.get('form').trigger('submit');
  await flushPromises();
  expect(sendings()).toEqual([]);
});

test('after a lost answer the same letter goes again, so that it is one', async () => {
  answer = ({ method }) => {
    if (method === 'get') return { items: [channel(post)] };
    throw new ConnectionError();
  };
  await open(LeadSendPage);
  await fill();
  await send();
  await send();
  const [one, other] = sendings();
  expect(other).toEqual(one);
  expect(page.get<HTMLTextAreaElement>('#field-conduct').element.value).toBe(text.conduct);
});

test('a key that has changed is told, and the letter is sealed to the new one', async () => {
  const renewed = await newPair();
  let now = channel(post);
  answer = ({ method }) => {
    if (method === 'get') return { items: [now] };
    if (now.key.id === 41) return { received_on: '2026-11-23' };
    now = channel(renewed, 41);
    throw new ProblemError({ type: '', status: 409, code: 'lead-key-changed', title: '' });
  };
  await open(LeadSendPage);
  await fill();
  await send();
  await settled(() => page.text().includes(zh.leads.send.keyChanged));
  await send();
  const body = sendings()[1]?.body as { letter: string; key_id: number };
  expect(body.key_id).toBe(41);
  expect(JSON.parse(await openLetter(fromBase64(body.letter), postId, renewed))).toMatchObject(text);
});

test('without a key there is nobody to write to; without WebCrypto there is a word about it', async () => {
  answer = () => ({ items: [{ post_id: postId, title: '社区民警', area_name: '北城' }] });
  await open(LeadSendPage);
  expect(page.text()).toContain(zh.leads.send.allClosed);
  expect(page.find('form').exists()).toBe(false);
  page.unmount();
  vi.stubGlobal('crypto', { getRandomValues: () => undefined });
  await open(LeadSendPage);
  expect(page.get('[role=alert]').text()).toContain(zh.leads.noCrypto);
  page.unmount();
  await open(LeadBoxPage);
  expect(page.get('[role=alert]').text()).toContain(zh.leads.noCrypto);
  expect(page.find('form').exists()).toBe(false);
});

/** A box with the post's key handed over to one, and a letter in it. */
async function filledBox(more: Partial<LeadBox> = {}): Promise<{ box: LeadBox; own: Pair; lead: Lead }> {
  const own = await newPair();
  const wrapped = await wrapOwn(own, me, passphrase);
  const share = toBase64(await sealShare(post, postId, me, own.publicKey));
  const public_key = toBase64(own.publicKey);
  const box: LeadBox = {
    post_id: postId,
    title: '社区民警',
    own_key: { public_key, wrapped_private: toBase64(wrapped), made_at: '2026-11-01T00:00:00Z' },
    keys: [{ id: 40, public_key: toBase64(post.publicKey), fingerprint: '', made_at: '2026-11-01T00:00:00Z', share }],
    members: [{ account_id: me, name: '甲', as: 'holder', public_key, key_ids: [40] }],
    renewal_due: false,
    may_make_key: true,
    ...more,
  };
  const letter = toBase64(await sealLetter(JSON.stringify({ v: 1, ...text }), postId, post.publicKey));
  return { box, own, lead: { id: 9, key_id: 40, state: 'waiting', received_on: '2026-11-20', expires_on: '2027-02-18', letter } };
}

function serve(box: () => LeadBox, lead: Lead, told: (call: Call) => unknown = () => undefined): void {
  answer = (call) => {
    if (call.method !== 'get') return told(call);
    if (call.path === '/api/lead-box') return box();
    return call.path === '/api/leads' ? { items: [{ ...lead, letter: undefined }] } : lead;
  };
}

async function unlock(with_ = passphrase): Promise<void> {
  await page.get('#field-passphrase').setValue(with_);
  await page.get('form').trigger('submit');
}

test('the box opens by the passphrase only, which is sent nowhere; reading is noted by itself', async () => {
  const { box, lead } = await filledBox();
  serve(() => box, lead, ({ body }) => ({ ...lead, letter: undefined, state: body?.state }));
  await open(LeadBoxPage);
  await unlock('another passphrase');
  await settled(() => page.text().includes(zh.leads.box.wrong));
  await unlock();
  await settled(() => page.find('.line').exists());
  expect(page.text()).not.toContain(text.conduct);
  await page.get('.line').trigger('click');
  await settled(() => page.text().includes(text.conduct) && page.text().includes(zh.leads.box.states.read));
  expect(calls.filter(({ method }) => method === 'put')).toMatchObject([{ path: '/api/leads/{id}/state', of: { id: 9 }, body: { state: 'read' } }]);
  expect(JSON.stringify(calls)).not.toContain(passphrase);
  expect(JSON.stringify(calls)).not.toContain(text.conduct);
});

test('a letter to a key that was not handed over is told as such, and is not noted as read', async () => {
  const { box, lead } = await filledBox();
  serve(() => box, { ...lead, key_id: 39 });
  await open(LeadBoxPage);
  await unlock();
  await settled(() => page.find('.line').exists());
  await page.get('.line').trigger('click');
  await settled(() => page.text().includes(zh.leads.box.cannotOpen));
  expect(calls.filter(({ method }) => method === 'put')).toEqual([]);
});

test('when somebody has left, a new key is made for oneself alone', async () => {
  const { box, own, lead } = await filledBox({ renewal_due: true });
  let made: LeadBox | null = null;
  serve(() => box, lead, ({ body }) => {
    const { public_key, shares } = body as { public_key: string; shares: { account_id: number; wrapped_private: string }[] };
    made = { ...box, renewal_due: false, keys: [{ id: 41, public_key, fingerprint: '', made_at: '2026-11-23T00:00:00Z', share: shares[0]?.wrapped_private ?? '' }, { ...box.keys[0], retired_at: '2026-11-23T00:00:00Z' } as LeadBox['keys'][number]] };
    return made;
  });
  await open(LeadBoxPage);
  await unlock();
  await settled(() => page.text().includes(zh.leads.box.renewed));
  const { body } = calls.find(({ path }) => path === '/api/lead-keys') as unknown as { body: { replaces: number; public_key: string; shares: { account_id: number; wrapped_private: string }[] } };
  expect([body.replaces, body.shares.map(({ account_id }) => account_id)]).toEqual([40, [me]]);
  const pair = await openShare(fromBase64(body.shares[0]?.wrapped_private ?? ''), postId, fromBase64(body.public_key), me, own);
  const letter = await sealLetter('某事', postId, fromBase64(body.public_key));
  expect(await openLetter(letter, postId, pair)).toBe('某事');
});

test('a deputy makes no key where the holder can: not by itself, and there is nothing to press', async () => {
  const { box, lead } = await filledBox({ renewal_due: true, may_make_key: false });
  serve(() => box, lead);
  await open(LeadBoxPage);
  await unlock();
  await settled(() => page.find('.line').exists());
  await flushPromises();
  expect(calls.filter(({ path }) => path === '/api/lead-keys')).toEqual([]);
  expect(page.text()).not.toContain(zh.leads.box.renew);
});

test('a key is handed over to a colleague’s own key once the fingerprint was compared', async () => {
  const colleague = await newPair();
  const other = { account_id: 4, name: '乙', as: 'successor' as const, public_key: toBase64(colleague.publicKey), key_ids: [] as number[] };
  const { box, lead } = await filledBox();
  let now: LeadBox = { ...box, members: [...box.members, other] };
  serve(() => now, lead, ({ of }) => (now = { ...now, members: [...box.members, { ...other, key_ids: [of?.id ?? 0] }] }));
  await open(LeadBoxPage);
  await unlock();
  await settled(() => page.text().includes('移交钥匙给 乙'));
  await page.findAll('button').find((one) => one.text() === '移交钥匙给 乙')?.trigger('click');
  await settled(() => document.querySelector('.el-dialog form .digits') !== null);
  const dialog = () => document.querySelector('.el-dialog form') as HTMLFormElement;
  (dialog().querySelector('[type=submit]') as HTMLButtonElement).click();
  await flushPromises();
  expect(dialog().textContent).toContain(zh.leads.box.handOverWanting);
  expect(calls.filter(({ method }) => method === 'put')).toEqual([]);
  const box_ = dialog().querySelector('[type=checkbox]') as HTMLInputElement;
  box_.click();
  await flushPromises();
  dialog().dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled(() => page.text().includes('已移交给 乙'));
  const { body } = calls.find(({ path }) => path === '/api/lead-keys/{id}/shares') as unknown as { body: { shares: { account_id: number; wrapped_private: string }[] } };
  const given = await openShare(fromBase64(body.shares[0]?.wrapped_private ?? ''), postId, post.publicKey, 4, colleague);
  expect(toBase64(given.secret)).toBe(toBase64(post.secret));
});
