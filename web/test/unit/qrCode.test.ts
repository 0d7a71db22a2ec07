import { mount } from '@vue/test-utils';
import { encode } from 'uqr';
import { expect, test } from 'vitest';
import QrCode from '@/components/data/QrCode.vue';
import { pathOf } from '@/components/data/qrPath';

/** The modules that a path paints, as the path's own words say. */
function painted(path: string, size: number): boolean[][] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)];
  expect(runs.map(([run]) => run).join('')).toBe(path);
  for (const [, x, y, length, back] of runs) {
    expect(back).toBe(length);
    for (let at = Number(x); at < Number(x) + Number(length); at += 1) (rows[Number(y)] as boolean[])[at] = true;
  }
  return rows;
}

test('runs of dark modules become rectangles, row by row', () => {
  expect(pathOf([[true, true, false, true], [false, false, false, false], [false, true, true, true]])).toBe('M0 0h2v1h-2zM3 0h1v1h-1zM1 2h3v1h-3z');
});

test('a code is painted as it was made, black, with four empty modules around, and has a name', () => {
  const text = 'https://town.example/report?at=%E6%98%8E%E7%8F%A0%E8%B7%AF88%E5%BC%843%E5%8F%B7';
  const code = mount(QrCode, { props: { text, label: '二维码：明珠路88弄3号' } });
  const made = encode(text, { ecc: 'M', border: 0 });
  const size = made.size + 8;
  expect(code.attributes()).toMatchObject({ role: 'img', 'aria-label': '二维码：明珠路88弄3号', viewBox: `0 0 ${size} ${size}` });
  expect(code.findAll('path')).toHaveLength(1);
  expect(code.get('path').attributes('fill')).toBe('black');
  const rows = painted(code.get('path').attributes('d') ?? '', size);
  expect(rows.slice(4, -4).map((row) => row.slice(4, -4))).toEqual(made.data);
  expect(rows.flat().filter(Boolean)).toHaveLength(made.data.flat().filter(Boolean).length);
});

test('the three corners of a small code are where any reader looks for them', () => {
  const code = mount(QrCode, { props: { text: 'https://a.cn', label: 'a' } }); // version 1: 21 modules
  expect(code.attributes('viewBox')).toBe('0 0 29 29');
  const rows = painted(code.get('path').attributes('d') ?? '', 29);
  const corner = (top: number, left: number) => rows.slice(top, top + 7).map((row) => row.slice(left, left + 7).map((dark) => (dark ? '#' : '.')).join(''));
  const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
  for (const [top, left] of [[4, 4], [4, 18], [18, 4]] as const) expect(corner(top, left)).toEqual(finder);
});

test('another text is another code', async () => {
  const code = mount(QrCode, { props: { text: 'a', label: 'a' } });
  const before = code.get('path').attributes('d');
  await code.setProps({ text: 'b' });
  expect(code.get('path').attributes('d')).not.toBe(before);
});
