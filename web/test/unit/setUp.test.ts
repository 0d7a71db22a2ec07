import { expect, test } from 'vitest';
import { nextStep, setUpSteps } from '@/pages/home/setUp';
import type { Area, Overview, Post } from '@/api/types';

const town: Area = { id: 1, kind: 'town', code: '', name: '本镇' };
const committee: Area = { id: 2, parent_id: 1, kind: 'committee', code: '310118106001', name: '徐泾居委会' };
const office: Post = { id: 3, role: 'population_office', area_id: 1, title: '镇人口办', state: 'active', holder_account_id: 4 };
const overview = (figures: Partial<Overview>) => ({ addresses: 0, residents: 0, organisations: 0, ...figures }) as Overview;
const may = (...rights: string[]) => (right: string) => rights.includes(right);
const administrator = may('areas.manage', 'accounts.manage');
const importer = may('areas.manage', 'file.import');

test('an empty register is first named, then given its people, then filled', () => {
  expect(nextStep(setUpSteps({ areas: [town], posts: [], overview: null, may: administrator }))?.key).toBe('town');
  expect(nextStep(setUpSteps({ areas: [town, committee], posts: [], overview: null, may: administrator }))?.key).toBe('accounts');
  const filled = { areas: [town, committee], posts: null, may: importer };
  expect(nextStep(setUpSteps({ ...filled, overview: overview({}) }))?.key).toBe('addresses');
  expect(nextStep(setUpSteps({ ...filled, overview: overview({ addresses: 9 }) }))?.key).toBe('organisations'); // a resident's employer has to be known before
  expect(nextStep(setUpSteps({ ...filled, overview: overview({ addresses: 9, organisations: 9 }) }))?.key).toBe('residents');
});

test('who has nothing left to set up is not bothered with it', () => {
  const full = overview({ addresses: 9, residents: 9, organisations: 9 });
  expect(setUpSteps({ areas: [town, committee], posts: null, overview: full, may: importer })).toEqual([]);
  expect(setUpSteps({ areas: [town, committee], posts: [office], overview: null, may: administrator })).toEqual([]);
  expect(setUpSteps({ areas: [town], posts: null, overview: null, may: may() })).toEqual([]);
});
