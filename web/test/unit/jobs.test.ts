import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Job } from '@/api/types';
import { useJobs } from '@/stores/jobs';
import { useSession } from '@/stores/session';

const listed: Job[] = [];
vi.mock('@/api/client', () => ({ api: { get: () => Promise.resolve({ items: [...listed] }) } }));

function job(id: number, state: Job['state']): Job {
  return { id, kind: 'import', state, done: 0, total: 0, created: '2026-11-28T02:00:00Z' };
}

/** The page as it is opened anew, by someone. */
async function opened(account = 1) {
  setActivePinia(createPinia());
  useSession().session = { account: { id: account } } as ReturnType<typeof useSession>['session'];
  const jobs = useJobs();
  await jobs.load();
  return jobs;
}

beforeEach(() => {
  localStorage.clear();
  listed.length = 0;
});

test('what ended while the page was closed is news once; what was there at the first visit is not', async () => {
  listed.push(job(1, 'done'));
  expect((await opened()).unseen).toBe(0);
  listed.push(job(2, 'failed'));
  const jobs = await opened();
  expect(jobs.unseenItems.map(({ id }) => id)).toEqual([2]);
  jobs.seen();
  expect((await opened()).unseen).toBe(0);
  expect((await opened(2)).unseen).toBe(0); // another account's first visit
});

test('an end that one sees is no news, even when it is told once more', async () => {
  const jobs = await opened();
  jobs.take(job(3, 'running'));
  jobs.takeSeen(job(3, 'done'));
  jobs.take(job(3, 'done'));
  expect(jobs.unseen).toBe(0);
  jobs.take(job(4, 'done'));
  expect(jobs.unseen).toBe(1);
});
