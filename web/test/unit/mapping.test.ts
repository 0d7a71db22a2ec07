import { expect, test } from 'vitest';
import type { UploadSheet } from '@/api/types';
import { untakenColumns } from '@/pages/files/mapping';

const sheet = { columns: [{ column: 0, title: '姓名' }, { column: 1, title: '居民证编码' }, { column: 2, title: '' }] } as unknown as UploadSheet;

test('columns that mean nothing are named by their title, or else by their letter', () => {
  expect(untakenColumns({ 0: 'name', 1: null, 2: null }, sheet)).toEqual(['居民证编码', 'C']);
  expect(untakenColumns({ 0: 'name', 1: 'id_number', 2: 'phone' }, sheet)).toEqual([]);
});
