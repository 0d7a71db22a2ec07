import { init } from 'echarts/core';
import { expect, test } from 'vitest';
import { apart } from '@/pages/home/apart';
import { optionOf, parted, type ChartContent } from '@/pages/home/charts';

const room = { from: 9, to: 200 };

test('labels that have room stay where they want to stand', () => {
  expect(apart([100, 40, 160], 18, room)).toEqual([100, 40, 160]);
  expect(apart([], 18, room)).toEqual([]);
  expect(apart([70], 18, room)).toEqual([70]);
});

test('labels that want the same height part to both sides, in their order', () => {
  expect(apart([100, 100, 100], 18, room)).toEqual([82, 100, 118]);
  expect(apart([110, 100], 18, room)).toEqual([114, 96]);
});

test('none leaves the room', () => {
  expect(apart([200, 200, 200], 18, room)).toEqual([164, 182, 200]);
  expect(apart([0, 0], 18, room)).toEqual([9, 27]);
  expect(apart([0, 0, 0], 18, { from: 9, to: 20 })).toEqual([9, 27, 45]); // too little room: apart all the same
});

test('under any wishes labels are apart, keep their order and move in groups', () => {
  let state = 5;
  const roll = () => (state = (state * 1664525 + 1013904223) % 4294967296) / 4294967296;
  for (let round = 0; round < 300; round += 1) {
    const wanted = Array.from({ length: 1 + Math.floor(6 * roll()) }, () => 200 * roll());
    const stands = apart(wanted, 18, { from: 9, to: 300 });
    const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
    const sorted = order.map((index) => stands[index] ?? NaN);
    for (const [index, top] of sorted.entries()) expect(top - (sorted[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(18 - 1e-9);
  }
});

/** How far from the top of a chart the labels at the ends of its lines stand, in pixels. */
function labelsOf(content: ChartContent): Record<string, number> {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 260 });
  chart.setOption(optionOf(content));
  chart.setOption({ series: parted(chart, content) });
  const svg = chart.renderToSVGString();
  chart.dispose();
  const texts = [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', text = '']) => {
    const moved = /translate\([-\d.]+[ ,]([-\d.]+)\)/.exec(attributes)?.[1] ?? '0';
    const own = /\by="([-\d.]+)"/.exec(attributes)?.[1] ?? '0';
    return [text, Number(moved) + Number(own)] as const;
  });
  return Object.fromEntries(texts);
}

const line = (name: string, values: number[]) => ({ name, values, color: '#333333' });

test('lines that end at one height have a label each, above the names of the months', () => {
  const labels = labelsOf({ kind: 'lines', categories: ['2026-10', '2026-11'], series: [line('新增', [3, 0]), line('变更', [9, 0]), line('注销', [0, 0])] });
  const [first, second, third] = [labels['新增 0'], labels['变更 0'], labels['注销 0']].map(Number);
  expect(Number(second) - Number(first)).toBeCloseTo(18, 0);
  expect(Number(third) - Number(second)).toBeCloseTo(18, 0);
  expect(Number(labels['2026-11']) - Number(third)).toBeGreaterThan(10);
});

test('a label whose line ends apart from the others stands at its end', () => {
  const labels = labelsOf({ kind: 'lines', categories: ['2026-10', '2026-11'], series: [line('新增', [0, 100]), line('变更', [0, 0])] });
  expect(Math.abs(Number(labels['新增 100']) - Number(labels['100']))).toBeLessThan(2); // beside the axis' own 100
  expect(Math.abs(Number(labels['变更 0']) - Number(labels['0']))).toBeLessThan(2);
});
