import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { door, plan, planDoor, resident, task } from './doorSamples';
import { modulesOf, readQr } from './qrReader';
import { pathOf } from '@/components/data/qrPath';
import en from '@/locales/en/doors';
import enReport from '@/locales/en/meetings';
import zh from '@/locales/zh-CN/doors';
import zhReport from '@/locales/zh-CN/meetings';
import { conflictLines, fitted } from '@/pages/doors/conflict';
import { rateBars, verdictOf } from '@/pages/doors/hitRate';
import { reasonWording, taskDetailKey } from '@/pages/doors/reasons';
import { byCode, doorLink, draftOf, plainCode, sheetBoxes } from '@/pages/doors/sheet';
import { byDoor, cancelReasons, filterOf, isFiltered, sumOf, taskSources, taskStates, taskSubjects } from '@/pages/doors/tasks';
import { askedFindings, doorHints, isLed, newDoorDraft, noAnswers, nothingDiffers, tallyOf, tellsOfLeaving, visitOf, wantingOf } from '@/pages/doors/visit';
import { sharedPlace } from '@/pages/doors/place';
import { doorStates, hourSpans, nextDoor, progressOf, stateMark, withState } from '@/pages/doors/walk';
import { draftOf as personDraftOf, emptyPerson } from '@/pages/registry/personForm';

const when = { mayLead: false, now: new Date('2026-11-30T02:00:00Z') };

test('the next door is the next on the way that nobody has been to, then one where nobody was in', () => {
  const doors = [planDoor(1, { state: 'done' }), planDoor(2), planDoor(3, { state: 'not_at_home' }), planDoor(4)];
  expect(nextDoor(doors)?.number).toBe(2);
  expect(nextDoor(doors, 2)?.number).toBe(4);
  expect(nextDoor(doors, 4)?.number).toBe(2); // round to what was passed by
  const last = doors.map((one) => (one.state === 'to_do' ? { ...one, state: 'done' as const } : one));
  expect(nextDoor(last, 4)?.number).toBe(3);
  expect(nextDoor(last, 3)).toBeUndefined(); // not the door one stands at
  expect(nextDoor([])).toBeUndefined();
});

test('how far the day is follows each answer', () => {
  const before = plan([planDoor(1), planDoor(2)]);
  const after = withState(withState(before, 1, 'done'), 2, 'not_at_home');
  expect(progressOf(after.doors)).toEqual({ of: 2, done: 1, notAtHome: 1, toDo: 0 });
  expect([after.done, after.not_at_home, before.doors[0]?.state]).toEqual([1, 1, 'to_do']);
});

test('hours become spans in the order of the day', () => {
  expect(hourSpans([18, 9, 19, 18])).toEqual([[9, 10], [18, 20]]);
  expect(hourSpans([])).toEqual([]);
});

test('every state has a shape of its own beside its word', () => {
  expect(new Set(doorStates.map((state) => stateMark[state])).size).toBe(3);
});

test('whatever the contract names has its words in both languages', () => {
  for (const { doors } of [zh, en]) {
    expect(Object.keys(doors.states).sort()).toEqual([...doorStates].sort());
    expect(Object.keys(doors.sources).sort()).toEqual([...taskSources].sort());
    expect(Object.keys(doors.tasks.states).sort()).toEqual([...taskStates].sort());
    expect(Object.keys(doors.tasks.cancel).sort()).toEqual([...cancelReasons].sort());
    expect(Object.keys(doors.subjects).sort()).toEqual([...taskSubjects].sort());
    expect(Object.keys(doors.hints).sort()).toEqual([...doorHints].sort());
    expect(Object.keys(doors.does)).toEqual(expect.arrayContaining(noAnswers));
    expect(Object.keys(doors.boxes).sort()).toEqual([...sheetBoxes].sort());
  }
});

test('why a door is on the plan is one line with its figures; which doors chance drew is not told by their words', () => {
  expect(reasonWording({ code: 'roster_differs', figures: [2, 4] })).toEqual({ key: 'doors.reasons.roster_differs', values: { roster: 2, register: 4 } });
  expect(reasonWording({ code: 'task', source: 'campaign', figures: [-3] })).toEqual({ key: 'doors.reasons.taskOver', values: { days: 3 }, source: 'campaign' });
  expect(reasonWording({ code: 'task', source: 'campaign', figures: [0] }).key).toBe('doors.reasons.taskToday');
  for (const { doors } of [zh, en]) expect(doors.sources.random_door).toBe(doors.reasons.none);
  expect([taskDetailKey({ source: 'finding', text: 'gone' }), taskDetailKey({ source: 'by_hand', text: 'residents' }), taskDetailKey({ source: 'campaign', text: '秋季' })]).toEqual(['findings.kinds.gone', 'doors.subjects.residents', undefined]);
});

test('one tap says that everything is right: each resident, the premises and each organisation', () => {
  const at = door({ organisations: [{ id: 9, version: 2, name: '店', confirmed_at: '2026-01-01', confirm_due: false }] });
  expect(visitOf(at, newDoorDraft(), when)).toEqual({
    premises_id: 7,
    outcome: 'spoke_with',
    at: '2026-11-30T02:00:00.000Z',
    residents: [{ residence_id: 1, version: 2, answer: 'here' }, { residence_id: 2, version: 2, answer: 'here' }],
    organisations: [{ organisation_id: 9, version: 2, answer: 'here' }],
    premises: { version: 5 },
  });
  expect(nothingDiffers(tallyOf(at, newDoorDraft()))).toBe(true);
});

test('one moved out, one put right, one more: only what was typed goes out, masked numbers never', () => {
  const at = door();
  const person = { ...personDraftOf(resident(2)), phone: '13900001111' };
  const draft = {
    ...newDoorDraft(),
    residents: { 1: 'gone' as const, 2: 'corrected' as const },
    lastDays: { 1: '2026-11-15' },
    corrections: { 2: { person, relation: 'head' } },
    newcomers: [{ person: { ...emptyPerson(), name: '新人' }, relation: 'spouse', from: '2026-11-01' }],
    evidence: ['landlord' as const],
  };
  const visit = visitOf(at, draft, when);
  expect(visit.residents).toEqual([
    { residence_id: 1, version: 2, answer: 'gone', last_day: '2026-11-15' },
    { residence_id: 2, version: 2, answer: 'corrected', person_version: 3, fields: { phone: '13900001111' } },
  ]);
  expect(visit.new_residents).toEqual([{ person: { name: '新人', document_type: 'resident_id' }, from: '2026-11-01', relation: 'spouse' }]);
  expect(visit.evidence).toEqual([{ kind: 'landlord' }]);
  expect(tallyOf(at, draft)).toEqual({ here: 0, gone: 1, corrected: 1, added: 1, away: 0 });
  expect(JSON.stringify(visit)).not.toContain('*');
});

test('where nobody answered for the door, no resident is answered for', () => {
  for (const outcome of noAnswers.filter((one) => one !== 'moved')) {
    const visit = visitOf(door(), { ...newDoorDraft(), outcome, residents: { 1: 'gone' } }, when);
    expect(visit).toEqual({ premises_id: 7, outcome, at: '2026-11-30T02:00:00.000Z' });
  }
});

test('an empty place: everybody has left, it is labelled so once, and the house itself is confirmed', () => {
  const visit = visitOf(door(), { ...newDoorDraft(), outcome: 'moved' }, when);
  expect(visit.residents?.map(({ answer }) => answer)).toEqual(['gone', 'gone']);
  expect(visit.premises).toEqual({ version: 5, add_labels: ['vacant'] });
  const labelled = door({ labels: [{ id: 1, label: 'vacant', evidence: 'door', from: '2026-01-01' }] });
  expect(visitOf(labelled, { ...newDoorDraft(), outcome: 'moved' }, when).premises).toEqual({ version: 5 });
});

test('whom nobody met is recorded as gone only where the visits before show it, and only when it was said', () => {
  const draft = { ...newDoorDraft(), outcome: 'not_at_home' as const, allGone: true };
  expect(visitOf(door(), draft, when).residents).toBeUndefined();
  const at = door({ leaving_needs_no_more: true });
  expect(visitOf(at, { ...draft, allGone: false }, when).residents).toBeUndefined();
  expect(visitOf(at, draft, when).residents?.length).toBe(2);
  expect(tellsOfLeaving(at, draft)).toBe(true);
});

test('differences are asked before a door is recorded; who is meant of several, and who is gone, are asked elsewhere', () => {
  const at = door({ findings: [{ id: 1, version: 1, kind: 'changed' }, { id: 2, version: 1, kind: 'ambiguous' }, { id: 3, version: 1, kind: 'gone', residence_id: 1 }] });
  expect(askedFindings(at).map(({ id }) => id)).toEqual([1]);
  expect(wantingOf(at, newDoorDraft())).toBe('findings');
  expect(wantingOf(at, { ...newDoorDraft(), outcome: 'not_at_home' })).toBeUndefined();
  const answered = { ...newDoorDraft(), findings: { 1: 'refute' as const } };
  expect(wantingOf(at, answered)).toBeUndefined();
  expect(visitOf(at, answered, when).findings).toEqual([{ finding_id: 1, version: 1, verdict: 'refute' }]);
});

test('the officer leads where registration could not be had, and may say that it was not so', () => {
  const at = door({ tasks: [task({ state: 'with_officer' })] });
  expect([isLed(at, newDoorDraft(), true), isLed(at, newDoorDraft(), false), isLed(at, { ...newDoorDraft(), alone: true }, true), isLed(door(), newDoorDraft(), true)]).toEqual([true, false, false, false]);
  expect(visitOf(at, newDoorDraft(), { ...when, mayLead: true }).led_by_officer).toBe(true);
});

test('a sheet on paper knows the day only', () => {
  const visit = visitOf(door(), draftOf('all_right', '2026-11-28'), when);
  expect([visit.on_paper, visit.at, visit.outcome]).toEqual(['2026-11-28', undefined, 'spoke_with']);
  expect(sheetBoxes.filter((box) => box !== 'changed').map((box) => draftOf(box, '2026-11-28').outcome)).toEqual([null, 'not_at_home', 'wrong_address', 'could_not_be_registered', 'unsafe', 'moved']);
});

test('two at one door: what the other made of each resident stands beside what one typed, and what no longer fits is left out', () => {
  const before = door({ residents: [resident(1), resident(2), resident(3)] });
  const now = door({ version: 6, residents: [resident(2, { confirmed_at: '2026-11-30' }), resident(3), resident(4)] });
  const draft = { ...newDoorDraft(), residents: { 1: 'gone' as const, 3: 'gone' as const } };
  expect(conflictLines(before, now, draft)).toEqual([
    { id: 1, name: '居民1', theirs: 'gone', mine: 'gone' },
    { id: 2, name: '居民2', theirs: 'confirmed', mine: 'here' },
    { id: 3, name: '居民3', theirs: 'same', mine: 'gone' },
    { id: 4, name: '居民4', theirs: 'new', mine: 'unknown' },
  ]);
  expect(fitted(draft, now).residents).toEqual({ 3: 'gone' });
  expect(conflictLines(before, before, newDoorDraft())).toEqual([]);
});

test('a short code leads to its door however it is typed; a short number is the place on the list', () => {
  const doors = [planDoor(1, { code: 'AB12-C' }), planDoor(2, { code: '0042' })];
  expect(plainCode(' ａｂ12 - c')).toBe('AB12C');
  expect([byCode(doors, 'ab 12c')?.number, byCode(doors, '0042')?.number, byCode(doors, '2')?.number, byCode(doors, '9'), byCode(doors, '')]).toEqual([1, 2, 2, undefined, undefined]);
});

test('the code of squares on the list is read back as the door’s address', () => {
  for (const [origin, premises] of [['http://127.0.0.1:41234', 7], ['https://weige.xujing.example.gov.cn', 1234567], ['https://a.cn', 1]] as const) {
    const link = doorLink(origin, premises);
    expect(link).toBe(`${origin}/doors/${premises}`);
    const code = encode(link, { ecc: 'M', border: 4 });
    expect(readQr(modulesOf(pathOf(code.data), `0 0 ${code.size} ${code.size}`))).toBe(link);
  }
});

test('filters come from the address bar and nothing else in it', () => {
  expect(filterOf({ state: 'done', source: 'campaign', area: '12', post: '3', overdue: 'true' })).toEqual({ state: 'done', source: 'campaign', area: 12, post: 3, overdue: true });
  const none = filterOf({ state: 'x', source: 'y', area: '-1', overdue: '1' });
  expect([none, isFiltered(none)]).toEqual([{ state: undefined, source: undefined, area: undefined, post: undefined, overdue: false }, false]);
});

test('tasks are counted by what is chosen, and stand together at their door', () => {
  const counts = [{ source: 'finding' as const, area_id: 1, waiting: 5, overdue: 2, with_officer: 1 }, { source: 'campaign' as const, area_id: 2, waiting: 7, overdue: 0, with_officer: 0 }];
  expect(sumOf(counts, {})).toEqual({ waiting: 12, overdue: 2, with_officer: 1 });
  expect(sumOf(counts, { source: 'campaign', area: 1 }).waiting).toBe(0);
  const doors = byDoor([task({ id: 1 }), task({ id: 2, premises_id: undefined, organisation_id: 7 }), task({ id: 3 })]);
  expect(doors.map(({ kind, id, tasks }) => [kind, id, tasks.map((one) => one.id)])).toEqual([['premises', 7, [1, 3]], ['organisation', 7, [2]]]);
});

test('no difference between chosen and random doors is claimed before it shows', () => {
  const yielded = (found: number, answered: number, share?: [number, number, number]) => ({ doors: answered, answered, doors_with_errors: found, errors: found, minutes: 60, ...(share ? { share: { value: share[0], low: share[1], high: share[2] } } : {}) });
  const rate = { month: '2026-11', area_id: 1, required: yielded(0, 0), chosen: yielded(30, 60, [0.5, 0.38, 0.62]), random: yielded(2, 20, [0.1, 0.03, 0.3]), enough: true };
  expect(verdictOf(rate)).toBe('better');
  expect(verdictOf({ ...rate, enough: false })).toBe('few');
  expect(verdictOf({ ...rate, random: yielded(8, 20, [0.4, 0.22, 0.61]) })).toBe('same');
  expect(verdictOf({ ...rate, random: yielded(0, 0) })).toBe('few');
  expect(rateBars(rate)[0]).toEqual({ of: 'chosen', found: 30, answered: 60, share: { value: 50, low: 38, high: 62 } });
});

test('city, district and town are left out where all doors of the list lie in them, and no more', () => {
  const at = (...places: string[]) => sharedPlace(places.map((place) => `上海市青浦区${place}`));
  expect(at('徐泾镇明珠路88弄3号201室', '徐泾镇明珠路88弄3号202室')).toBe('上海市青浦区徐泾镇');
  expect(at('徐泾镇明珠路88弄3号', '徐泾镇金云村二组12号')).toBe('上海市青浦区徐泾镇');
  expect(at('徐泾镇镇南路8号', '徐泾镇镇南路9号')).toBe('上海市青浦区徐泾镇');
  expect(at('徐泾镇明珠路1号', '华新镇华志路1号')).toBe('上海市青浦区');
  expect(at('夏阳街道城中路1号', '夏阳街道城中路2号')).toBe('上海市青浦区夏阳街道');
  expect([at('徐泾镇明珠路1号'), sharedPlace([]), sharedPlace(['东门街1号', '东门街2号'])]).toEqual(['', '', '']);
});

test('the day’s report calls what a door came to as the door itself does', () => {
  for (const [door, report] of [[zh, zhReport], [en, enReport]] as const) {
    const { not_at_home, moved, wrong_address, unsafe } = door.doors.outcomes;
    expect(report.daily.outcomes).toMatchObject({ not_at_home, moved, wrong_address, unsafe });
  }
});
