import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { i18n, setLocale } from '@/locales';
import en from '@/locales/en';
import enApprovals from '@/locales/en/approvals';
import enAreas from '@/locales/en/areas';
import enAudit from '@/locales/en/audit';
import enDeclare from '@/locales/en/declare';
import enDoors from '@/locales/en/doors';
import enDuties from '@/locales/en/duties';
import enFactor from '@/locales/en/factor';
import enGrids from '@/locales/en/grids';
import enInstructions from '@/locales/en/instructions';
import enMy from '@/locales/en/my';
import enLeads from '@/locales/en/leads';
import enMeetings from '@/locales/en/meetings';
import enNorms from '@/locales/en/norms';
import enPocket from '@/locales/en/pocket';
import enPoster from '@/locales/en/poster';
import enPosts from '@/locales/en/posts';
import enPremises from '@/locales/en/premises';
import enPublications from '@/locales/en/publications';
import enQueue from '@/locales/en/queue';
import enReport from '@/locales/en/report';
import enResidents from '@/locales/en/residents';
import enRetention from '@/locales/en/retention';
import enRules from '@/locales/en/rules';
import enSelfCheck from '@/locales/en/selfCheck';
import enTeams from '@/locales/en/teams';
import enUndertaking from '@/locales/en/undertaking';
import enVerification from '@/locales/en/verification';
import enWeights from '@/locales/en/weights';
import zhFirst from '@/locales/zh-CN';
import zhApprovals from '@/locales/zh-CN/approvals';
import zhAreas from '@/locales/zh-CN/areas';
import zhAudit from '@/locales/zh-CN/audit';
import zhDeclare from '@/locales/zh-CN/declare';
import zhDoors from '@/locales/zh-CN/doors';
import zhDuties from '@/locales/zh-CN/duties';
import zhFactor from '@/locales/zh-CN/factor';
import zhGrids from '@/locales/zh-CN/grids';
import zhInstructions from '@/locales/zh-CN/instructions';
import zhMy from '@/locales/zh-CN/my';
import zhLeads from '@/locales/zh-CN/leads';
import zhMeetings from '@/locales/zh-CN/meetings';
import zhNorms from '@/locales/zh-CN/norms';
import zhPocket from '@/locales/zh-CN/pocket';
import zhPoster from '@/locales/zh-CN/poster';
import zhPosts from '@/locales/zh-CN/posts';
import zhPremises from '@/locales/zh-CN/premises';
import zhPublications from '@/locales/zh-CN/publications';
import zhQueue from '@/locales/zh-CN/queue';
import zhReport from '@/locales/zh-CN/report';
import zhResidents from '@/locales/zh-CN/residents';
import zhRetention from '@/locales/zh-CN/retention';
import zhRules from '@/locales/zh-CN/rules';
import zhSelfCheck from '@/locales/zh-CN/selfCheck';
import zhStaff from '@/locales/zh-CN/staff';
import zhTeams from '@/locales/zh-CN/teams';
import zhUndertaking from '@/locales/zh-CN/undertaking';
import zhVerification from '@/locales/zh-CN/verification';
import zhWeights from '@/locales/zh-CN/weights';

function keysOf(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [path];
  return Object.entries(node).flatMap(([key, value]) => keysOf(value, path ? `${path}.${key}` : key));
}

function vueFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return vueFiles(path);
    return name.endsWith('.vue') ? [path] : [];
  });
}

const texts = {
  first: [{ ...zhFirst, ...zhStaff }, en],
  approvals: [zhApprovals, enApprovals],
  areas: [zhAreas, enAreas],
  audit: [zhAudit, enAudit],
  declare: [zhDeclare, enDeclare],
  doors: [zhDoors, enDoors],
  duties: [zhDuties, enDuties],
  factor: [zhFactor, enFactor],
  grids: [zhGrids, enGrids],
  instructions: [zhInstructions, enInstructions],
  my: [zhMy, enMy],
  leads: [zhLeads, enLeads],
  norms: [zhNorms, enNorms],
  pocket: [zhPocket, enPocket],
  poster: [zhPoster, enPoster],
  posts: [zhPosts, enPosts],
  premises: [zhPremises, enPremises],
  meetings: [zhMeetings, enMeetings],
  publications: [zhPublications, enPublications],
  queue: [zhQueue, enQueue],
  report: [zhReport, enReport],
  residents: [zhResidents, enResidents],
  retention: [zhRetention, enRetention],
  rules: [zhRules, enRules],
  selfCheck: [zhSelfCheck, enSelfCheck],
  teams: [zhTeams, enTeams],
  undertaking: [zhUndertaking, enUndertaking],
  verification: [zhVerification, enVerification],
  weights: [zhWeights, enWeights],
};

test.each(Object.entries(texts))('both languages have the same messages (%s)', (_, [inChinese, inEnglish]) => {
  expect(keysOf(inEnglish, '').sort()).toEqual(keysOf(inChinese, '').sort());
});

test('texts that come with a page stand beside those of the first screen, in both languages, whichever comes first', async () => {
  await import('@/locales/pocket');
  for (const [locale, title, next] of [['en', 'My list', 'Try again'], ['zh-CN', '我的名单', '重试']] as const) {
    await setLocale(locale);
    expect([i18n.global.t('pocket.title'), i18n.global.t('form.retry')]).toEqual([title, next]);
  }
});

test('no page says anything that is not in the message files', () => {
  const han = /\p{Script=Han}/u;
  const pages = vueFiles(join(process.cwd(), 'src'));
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter((path) => han.test(readFileSync(path, 'utf8')))).toEqual([]);
});
