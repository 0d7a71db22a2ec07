import { mount } from '@vue/test-utils';
import { defineComponent, h } from 'vue';
import { expect, test } from 'vitest';
import type { FindingCount, Roster, Upload } from '@/api/types';
import { pageKeys, useKeys } from '@/composables/useKeys';
import en from '@/locales/en';
import zh from '@/locales/zh-CN/staff';
import { countOf, countsByArea, countsByKind, findingAges, findingKinds, kindOfOutcome, openedWithin, outcomeParts, overwrites, tickedAtFirst } from '@/pages/rosters/finding';
import { awaitsRule, rosterState, unfinished } from '@/pages/rosters/progress';
import { appliedParts, ruleKeys } from '@/pages/rosters/rule';
import { newRosterDraft, rosterFields, rosterInput, scopeIsChosen } from '@/pages/rosters/rosterForm';

test('what overwrites is never ticked beforehand', () => {
  const outcomes = { fills_gap: 3, new: 2, changed: 4, moved_in: 5, moved_within: 6 };
  expect(tickedAtFirst(outcomes)).toEqual(['fills_gap']);
  expect(tickedAtFirst(outcomes).some(overwrites)).toBe(false);
  expect(tickedAtFirst({ changed: 4 })).toEqual([]);
});

test('outcomes become parts of the bar in their order; only what waits leads to findings', () => {
  expect(outcomeParts({ invalid: 2, new: 3, same: 9, gone: 4, changed: 0 })).toEqual([
    { outcome: 'same', count: 9, kind: undefined },
    { outcome: 'new', count: 3, kind: 'new_person' },
    { outcome: 'invalid', count: 2, kind: undefined },
  ]);
  expect(kindOfOutcome('ambiguous')).toBe('ambiguous');
});

test('every kind and state of a finding has its words', () => {
  for (const { findings } of [zh, en]) {
    expect(Object.keys(findings.kinds).sort()).toEqual([...findingKinds].sort());
    expect(Object.keys(findings.whats).sort()).toEqual([...findingKinds].sort());
  }
});

const counts: FindingCount[] = [
  { kind: 'changed', area_id: 1, open: 5 },
  { kind: 'changed', area_id: 2, open: 7 },
  { kind: 'gone', area_id: 2, open: 1 },
];

test('counts tell of open ones by kind and area, and nothing of what they do not know', () => {
  const filter = { state: 'open' as const, kind: undefined, area: undefined, roster: undefined, age: undefined };
  expect(countOf(counts, filter)).toBe(13);
  expect(countOf(counts, { ...filter, kind: 'changed', area: 2 })).toBe(7);
  expect(countOf(counts, { ...filter, state: 'applied' })).toBeUndefined();
  expect(countOf(counts, { ...filter, roster: 3 })).toBeUndefined();
  expect(countOf(counts, { ...filter, age: 'older' })).toBeUndefined();
  expect(countsByKind(counts, 2).filter(({ open }) => open > 0)).toEqual([{ kind: 'changed', open: 7 }, { kind: 'gone', open: 1 }]);
  expect(countsByArea(counts, 'gone')).toEqual([{ area: 2, open: 1 }]);
});

test('an age is a span of days that ends at the day it is, across months and years', () => {
  expect(openedWithin(undefined, '2027-01-05')).toEqual({});
  expect(openedWithin('week', '2027-01-05')).toEqual({ opened_from: '2026-12-30' });
  expect(openedWithin('month', '2027-01-05')).toEqual({ opened_from: '2026-12-07', opened_to: '2026-12-29' });
  expect(openedWithin('older', '2028-03-01')).toEqual({ opened_to: '2028-01-31' }); // over a 29th of February
});

test('every day belongs to one age', () => {
  const now = Date.parse('2026-11-28');
  const agesOf = (days: number) => {
    const day = new Date(now - days * 86_400_000).toISOString().slice(0, 10);
    return findingAges.filter((age) => {
      const { opened_from = day, opened_to = day } = openedWithin(age, '2026-11-28');
      return opened_from <= day && day <= opened_to;
    });
  };
  expect([0, 6, 7, 29, 30, 400].map(agesOf)).toEqual([['week'], ['week'], ['month'], ['month'], ['older'], ['older']]);
  expect(Array.from({ length: 60 }, (_, days) => agesOf(days).length).every((count) => count === 1)).toBe(true);
});

const upload = { fields: { residents: [{ code: 'name', zh: '姓名', en: 'name', required: true }, { code: 'address', zh: '地址', en: 'address', required: true }] } } as unknown as Upload;

test('a list needs a name and nothing else; what is left to the server is not sent', () => {
  expect(rosterFields(upload).map(({ code, required }) => [code, required])).toEqual([['name', true], ['address', false]]);
  const draft = { ...newRosterDraft(), upload_id: 7, reference_date: null };
  expect(draft.complete).toBeNull();
  expect(rosterInput({ ...draft, complete: false }, 'CSV', { 0: 'name', 1: null })).toEqual({ upload_id: 7, sheet: 'CSV', mapping: [{ column: 0, field: 'name' }, { column: 1, field: null }], complete: false });
  expect(rosterInput({ ...draft, complete: true, scope: 'address', address_id: 4, area_id: 9 }, 'CSV', {})).toMatchObject({ complete: true, scope: { kind: 'address', id: 4 } });
});

test('a place that is to be chosen has to be chosen; one’s own area is there already', () => {
  const draft = newRosterDraft();
  expect(scopeIsChosen(draft)).toBe(true);
  expect(scopeIsChosen({ ...draft, scope: 'organisation' })).toBe(false);
  expect(scopeIsChosen({ ...draft, scope: 'organisation', organisation_id: 3 })).toBe(true);
});

const roster = { own: true, decides: false, answered: true, answers: { taken: 5, mend: 2 } } as unknown as Roster;

test('a sender hears of rows to mend and never of a comparison', () => {
  expect(rosterState(roster)).toEqual({ key: 'mend', count: 2 });
  expect(rosterState({ ...roster, answers: { taken: 5 } }).key).toBe('taken');
  expect(rosterState({ ...roster, answered: false }).key).toBe('reading');
  expect(unfinished(roster)).toBe(false);
  expect(unfinished({ ...roster, answered: false })).toBe(true);
});

test('a report is one line: it is taken in, or to be mended', () => {
  expect(rosterState({ ...roster, report: 'moved_in', answers: { taken: 1 } }).key).toBe('answered');
  expect(rosterState({ ...roster, report: 'moved_in', answers: { mend: 1 } }).key).toBe('mend');
});

test('who decides waits for the comparison, but not for one that failed', () => {
  const seen = { ...roster, own: false, decides: true, compared: false };
  expect(rosterState(seen).key).toBe('comparing');
  expect(unfinished(seen)).toBe(true);
  expect(unfinished({ ...seen, job: { state: 'failed' } as Roster['job'] })).toBe(false);
  expect(unfinished({ ...seen, compared: true })).toBe(false);
});

test('a rule that was set before the list came is waited for, until it is told what it did', () => {
  const rule = { set_at: '2026-11-28T02:00:00Z', follows: true } as Roster['rule'];
  const came = { ...roster, decides: true, compared: true, created_at: '2026-11-28T10:30:00+08:00', rule };
  expect(awaitsRule(came)).toBe(true);
  expect(awaitsRule({ ...came, created_at: '2026-11-28T09:30:00+08:00' })).toBe(false);
  expect(awaitsRule({ ...came, compared: false })).toBe(false);
  expect(awaitsRule({ ...came, rule: undefined })).toBe(false);
  expect(awaitsRule({ ...came, rule: { ...rule, follows: false } as Roster['rule'] })).toBe(false);
  expect(awaitsRule({ ...came, applied: { by_rule: true, applied: 0, left: 0, confirmed: 0, held: 0, undone: false } })).toBe(false);
  expect(awaitsRule(null)).toBe(false);
});

test('what applying did is told without what there was none of; nothing at all is told, too', () => {
  const done = { by_rule: true, applied: 0, left: 3, confirmed: 900, held: 2, undone: false };
  expect(appliedParts(done)).toEqual([{ key: 'confirmed', count: 900 }, { key: 'left', count: 3 }, { key: 'held', count: 2 }]);
  expect(appliedParts({ ...done, left: 0, confirmed: 0, held: 0 })).toEqual([{ key: 'nothing', count: 0 }]);
});

test('a rule names its kinds, the harmless first', () => {
  expect(ruleKeys({ kinds: ['changed', 'fills_gap'], confirm_same: true })).toEqual(['rules.same', 'findings.kinds.fills_gap', 'findings.kinds.changed']);
  expect(ruleKeys({ kinds: ['moved_in'], confirm_same: false })).toEqual(['findings.kinds.moved_in']);
});

test('keys act beside a radio button but not while something is typed, nor behind a dialog', () => {
  const pressed: string[] = [];
  const page = mount(defineComponent({
    setup() {
      useKeys({ y: () => pressed.push('y') }, [{ key: 'y', act: 'confirm' }]);
      return () => h('div', [h('input', { type: 'radio' }), h('input', { type: 'text' }), h('textarea'), h('button'), h('dialog', [h('button', { class: 'in' })])]);
    },
  }), { attachTo: document.body });
  const press = (selector: string, more: KeyboardEventInit = {}) => page.find(selector).element.dispatchEvent(new KeyboardEvent('keydown', { key: 'y', bubbles: true, ...more }));
  for (const selector of ['[type=text]', 'textarea', '.in']) press(selector);
  press('button', { ctrlKey: true });
  expect(pressed).toEqual([]);
  press('[type=radio]');
  press('button');
  expect(pressed).toEqual(['y', 'y']);
  expect(pageKeys.value).toEqual([{ key: 'y', act: 'confirm' }]);
  page.unmount();
  expect(pageKeys.value).toEqual([]);
});
