import type { Page } from 'playwright-core';
import type { Backend } from './backend';
import { ask } from './session';

export interface Numbered {
  id: number;
  name: string;
  /** The document number in full, as the person knows it. */
  number: string;
}

interface Seen {
  name: string;
  document_type?: string;
  document_number?: string;
  residences: { state: string }[];
}

/** Somebody with an identity card who lives in the acting post's area, and the number on it. */
export async function residentWithNumber(page: Page, backend: Backend): Promise<Numbered> {
  for (const surname of '王李张刘陈杨赵黄周吴') {
    const { items } = (await (await ask(page, backend, 'POST', '/api/search', { text: surname, kinds: ['person'], limit: 20 })).json()) as { items: { id: number }[] };
    for (const { id } of items) {
      const { name, document_type, document_number, residences } = (await (await ask(page, backend, 'GET', `/api/persons/${id}`)).json()) as Seen;
      if (document_type !== 'resident_id' || !document_number || residences[0]?.state !== 'current') continue;
      const shown = await ask(page, backend, 'POST', `/api/persons/${id}/reveal`, { fields: ['document_number'], purpose: 'resident_service' });
      return { id, name, number: ((await shown.json()) as { document_number: string }).document_number };
    }
  }
  throw new Error('nobody with an identity card lives here');
}

/** The page's context gets a sitting of that person beside its own session. */
export async function sitAs(page: Page, backend: Backend, person: Numbered): Promise<void> {
  const { code } = (await (await ask(page, backend, 'POST', `/api/persons/${person.id}/resident-code`)).json()) as { code: string };
  await ask(page, backend, 'POST', '/api/resident/sessions', { document_number: person.number, code });
}

/** Something asked by whoever sits there; the id of the request. */
export async function request(page: Page, backend: Backend, body: { kind: string; field?: string; text: string }): Promise<number> {
  const key = { 'idempotency-key': `${body.kind}${body.field ?? ''}`.replaceAll('_', '').padEnd(32, '0') };
  return ((await (await ask(page, backend, 'POST', '/api/resident/requests', body, key)).json()) as { id: number }).id;
}

/** Answered by the acting post. */
export async function answer(page: Page, backend: Backend, id: number, outcome: string, reasons: string): Promise<void> {
  const { version } = (await (await ask(page, backend, 'GET', `/api/resident-requests/${id}`)).json()) as { version: number };
  await ask(page, backend, 'POST', `/api/resident-requests/${id}/answer`, { outcome, reasons }, { 'if-match': `"${version}"`, 'idempotency-key': String(id).padStart(32, '0') });
}
