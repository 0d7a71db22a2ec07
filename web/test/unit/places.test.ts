import { expect, test } from 'vitest';
import { placesOf, stepsFor, townHour, waysOf } from '@/pages/places/codes';

test('places are typed one a line; blank lines are none', () => {
  expect(placesOf(' 明珠路88弄 \n\n春江花园 3 号楼\n')).toEqual(['明珠路88弄', '春江花园 3 号楼']);
  expect(placesOf(' \n ')).toEqual([]);
});

test('only the police enter how a penalty came out, and only a penalty has an outcome (O8)', () => {
  for (const role of ['community_officer', 'police_team', 'police_station']) expect(stepsFor(role)).toContain('penalty');
  for (const role of ['grid_leader', 'coordinator', 'committee', undefined]) expect(stepsFor(role)).not.toContain('penalty');
  expect(waysOf('penalty')).toEqual(['warning', 'ordered_to_correct', 'fined', 'withdrawn']);
  expect(waysOf('reminder')).not.toContain('fined');
  expect(waysOf('declaration')).toContain('online');
});

test('the hour of a patrol is the town’s', () => {
  expect(townHour(new Date('2026-11-23T06:30:00Z'))).toBe(14);
  expect(townHour(new Date('2026-11-23T20:00:00Z'))).toBe(4);
});
