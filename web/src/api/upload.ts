import { newKey } from './client';
import { ConnectionError, ProblemError } from './problem';
import type { Problem, Upload } from './types';

export interface UploadHandle {
  done: Promise<Upload>;
  cancel: () => void;
}

function answerOf(request: XMLHttpRequest): Upload {
  const body: unknown = JSON.parse(request.responseText || '{}');
  if (request.status === 201) return body as Upload;
  const fallback = { type: 'about:blank', title: `HTTP ${request.status}`, status: request.status, code: 'http' };
  throw new ProblemError({ ...fallback, ...(body as Problem) });
}

/** Sends a file as the body of one request. XMLHttpRequest, because fetch does not tell how much has been sent. */
export function uploadFile(file: File, language: string, progress: (sent: number) => void): UploadHandle {
  const request = new XMLHttpRequest();
  const done = new Promise<Upload>((resolve, reject) => {
    request.open('POST', '/api/uploads');
    request.setRequestHeader('x-weige', '1');
    request.setRequestHeader('accept-language', language);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.setRequestHeader('idempotency-key', newKey());
    request.upload.onprogress = (event) => { progress(event.loaded / Math.max(1, event.total)); };
    request.onerror = () => { reject(new ConnectionError()); };
    request.onabort = () => { reject(new DOMException('cancelled', 'AbortError')); };
    request.onload = () => { settle(request, resolve, reject); };
    request.send(file);
  });
  return { done, cancel: () => { request.abort(); } };
}

function settle(request: XMLHttpRequest, resolve: (upload: Upload) => void, reject: (error: unknown) => void): void {
  try {
    resolve(answerOf(request));
  } catch (error) {
    reject(error);
  }
}
