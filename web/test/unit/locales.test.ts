import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '@/locales/en';
import zh from '@/locales/zh-CN';

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

test('both languages have the same messages', () => {
  expect(keysOf(en, '').sort()).toEqual(keysOf(zh, '').sort());
});

test('no page says anything that is not in the message files', () => {
  const han = /\p{Script=Han}/u;
  const pages = vueFiles(join(process.cwd(), 'src'));
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter((path) => han.test(readFileSync(path, 'utf8')))).toEqual([]);
});
