import { expect, test } from 'vitest';
import zh from '@/locales/zh-CN/meetings';
import { addDays, carriedOver, clockOf, minuteOf, mondayOf, paragraphsOf, topicKey, topics, weekDays } from '@/pages/meetings/words';

test('every topic has words, and one of another part reads as other', () => {
  for (const topic of topics) expect(topic in zh.meetings.topics).toBe(true);
  expect(topicKey('overdue_tasks')).toBe('meetings.topics.overdue_tasks');
  expect(topicKey('something_new')).toBe('meetings.topics.other');
});

test('minutes are paragraphs, line by line', () => {
  expect(paragraphsOf(' 先走空户 \n\n再走出租\n')).toEqual(['先走空户', '再走出租']);
  expect(paragraphsOf('')).toEqual([]);
});

test('times of the day are read as they are typed', () => {
  expect([minuteOf('09:00'), minuteOf('9:05'), minuteOf('24:00'), minuteOf('０9:00')]).toEqual([540, 545, 1440, Number.NaN]);
  expect([minuteOf('25:00'), minuteOf('9'), minuteOf('09:60'), minuteOf('14：30')]).toEqual([Number.NaN, Number.NaN, Number.NaN, 870]);
  expect([clockOf(540), clockOf(545), clockOf(1440)]).toEqual(['09:00', '09:05', '24:00']);
});

test('weeks begin on Monday', () => {
  expect([mondayOf('2026-11-23'), mondayOf('2026-11-29'), mondayOf('2027-01-01')]).toEqual(['2026-11-23', '2026-11-23', '2026-12-28']);
  expect(weekDays('2026-11-23').at(-1)).toBe('2026-11-29');
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
});

test('a plan is carried over for posts that are still there', () => {
  const slots = [{ id: 7, post_id: 1, on: '2026-11-24', from: 540, to: 720 }, { id: 8, post_id: 2, on: '2026-11-24', from: 540, to: 720 }];
  expect(carriedOver(slots, [1], '2026-11-23', '2026-11-30')).toEqual([{ post_id: 1, on: '2026-12-01', from: 540, to: 720 }]);
});
