import { send, sendThrough } from './client';
import { ProblemError, problemOf } from './problem';

export interface Fetched {
  name: string;
  content: Blob;
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text);
  } catch {
    return undefined; // no name that can be read
  }
}

/** The name in a Content-Disposition (RFC 6266, RFC 8187); the last part of the path where there is none. */
export function nameOf(disposition: string | null, url: string): string {
  const given = disposition ?? '';
  const coded = decoded(/filename\*=UTF-8''([^;\s]+)/i.exec(given)?.[1]);
  const plain = /filename="([^"]+)"/i.exec(given)?.[1];
  return coded ?? plain ?? url.split('?')[0]?.split('/').at(-1) ?? 'file';
}

/** A file of the server's. A link alone would show a refusal as a page of JSON, and could ask for nothing that is missing. */
export async function fetchFile(url: string, language: string, signal: AbortSignal): Promise<Fetched> {
  const headers = { 'accept-language': language };
  const response = await sendThrough(`get ${url}`, () => send(url, { headers, signal }));
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return { name: nameOf(response.headers.get('content-disposition'), url), content: await response.blob() };
}

/** Puts it where the browser keeps downloads. */
export function saveFile({ name, content }: Fetched): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
