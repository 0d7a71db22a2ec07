import { newKey } from './client';
import { ConnectionError, ProblemError } from './problem';
import type { Problem, Upload } from './types';

export interface UploadHandle<T = Upload> {
  done: Promise<T>;
  cancel: () => void;
}

function answerOf<T>(request: XMLHttpRequest): T {
  const body: unknown = JSON.parse(request.responseText || '{}');
  if (request.status === 201) return body as T;
  const fallback = { type: 'about:blank', title: `HTTP ${request.status}`, status: request.status, code: 'http' };
  throw new ProblemError({ ...fallback, ...(body as Problem) });
}

export interface Sending {
  url: string;
  language: string;
  key: string;
  progress: (sent: number) => void;
}

/** Sends a file as the body of one request. XMLHttpRequest, because fetch does not tell how much has been sent. */
export function sendFile<T>(file: File, { url, language, key, progress }: Sending): UploadHandle<T> {
  const request = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    request.open('POST', url);
    request.setRequestHeader('x-weige', '1');
    request.setRequestHeader('accept-language', language);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.setRequestHeader('idempotency-key', key);
    request.upload.onprogress = (event) => { progress(event.loaded / Math.max(1, event.total)); };
    request.onerror = () => { reject(new ConnectionError()); };
    request.onabort = () => { reject(new DOMException('cancelled', 'AbortError')); };
    request.onload = () => { settle(request, resolve, reject); };
    request.send(file);
  });
  return { done, cancel: () => { request.abort(); } };
}

export function uploadFile(file: File, language: string, progress: (sent: number) => void): UploadHandle {
  return sendFile<Upload>(file, { url: '/api/uploads', language, key: newKey(), progress });
}

function settle<T>(request: XMLHttpRequest, resolve: (answer: T) => void, reject: (error: unknown) => void): void {
  try {
    resolve(answerOf<T>(request));
  } catch (error) {
    reject(error);
  }
}
