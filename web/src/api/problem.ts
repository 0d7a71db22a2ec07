import type { Problem } from './types';

export interface FieldError {
  code: string;
  place: string;
  title: string;
  detail?: string;
}

/** An answer of the server that tells what is wrong and what to do next (RFC 9457). */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }

  get fieldErrors(): FieldError[] {
    if (this.problem.errors?.length) return this.problem.errors;
    if (!this.problem.place) return [];
    return [{ ...this.problem, place: this.problem.place }];
  }
}

/** No answer came: the line is gone or the server is down. Nothing is known about what happened. */
export class ConnectionError extends Error {}

export function hasStatus(error: unknown, status: number): error is ProblemError {
  return error instanceof ProblemError && error.problem.status === status;
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** A problem for answers that are not one, such as a proxy's error page. */
export async function problemOf(response: Response): Promise<Problem> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) return (await response.json()) as Problem;
  return { type: 'about:blank', title: `HTTP ${response.status}`, status: response.status, code: 'http' };
}
