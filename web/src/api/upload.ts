import { newKey, sendThrough } from './client';
import { ConnectionError, ProblemError, problemOf } from './problem';
import type { Upload } from './types';

export interface UploadHandle<T = Upload> {
  done: Promise<T>;
  cancel: () => void;
}

export interface Sending {
  url: string;
  language: string;
  key: string;
  progress: (sent: number) => void;
}

function cancelled(): DOMException {
  return new DOMException('cancelled', 'AbortError');
}

/** One way over the line. XMLHttpRequest, because fetch does not tell how much has been sent. */
function sendOnce(request: XMLHttpRequest, file: File, { url, language, key, progress }: Sending): Promise<Response> {
  return new Promise((resolve, reject) => {
    request.open('POST', url);
    request.setRequestHeader('x-weige', '1');
    request.setRequestHeader('accept-language', language);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.setRequestHeader('idempotency-key', key);
    request.upload.onprogress = (event) => { progress(event.loaded / Math.max(1, event.total)); };
    request.onerror = () => { reject(new ConnectionError()); };
    request.onabort = () => { reject(cancelled()); };
    request.onload = () => {
      const headers = { 'content-type': request.getResponseHeader('content-type') ?? '' };
      resolve(new Response(request.responseText, { status: request.status, headers }));
    };
    request.send(file);
  });
}

/** Sends a file as the body of a request, and once more after a dialog that was in its way; a key makes both of them one. */
export function sendFile<T>(file: File, sending: Sending): UploadHandle<T> {
  let running: XMLHttpRequest | null = null;
  let givenUp = false;

  function once(): Promise<Response> {
    if (givenUp) return Promise.reject(cancelled());
    running = new XMLHttpRequest();
    return sendOnce(running, file, sending);
  }

  async function through(): Promise<T> {
    const response = await sendThrough(`post ${sending.url}`, once);
    if (response.status !== 201) throw new ProblemError(await problemOf(response));
    return (await response.json()) as T;
  }

  return {
    done: through(),
    cancel: () => {
      givenUp = true;
      running?.abort();
    },
  };
}

export function uploadFile(file: File, language: string, progress: (sent: number) => void): UploadHandle {
  return sendFile<Upload>(file, { url: '/api/uploads', language, key: newKey(), progress });
}
