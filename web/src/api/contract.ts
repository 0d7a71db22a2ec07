// What openapi.yaml says about a call, as types: its path, its method, what goes in and what comes out.
import type { paths } from './schema';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];

export type Operation<P extends keyof paths, M extends Method> = paths[P] extends Record<M, infer O> ? O : never;

type JsonIn<R> = R extends { content: { 'application/json': infer J } } ? J : R extends { content: { 'application/geo+json': infer J } } ? J : never;
type Responses<O> = O extends { responses: infer R } ? R : never;
type Success<R> = { [S in keyof R]: S extends 200 | 201 | 202 ? JsonIn<R[S]> : never }[keyof R];

export type Answer<O> = [Success<Responses<O>>] extends [never] ? undefined : Success<Responses<O>>;

type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? B : undefined;
type Parameters<O> = O extends { parameters: infer P } ? P : never;
type PathOf<O> = Parameters<O> extends { path: infer P } ? P : undefined;
type QueryOf<O> = Parameters<O> extends { query?: infer Q } ? Q : undefined;
type HeadersOf<O> = Parameters<O> extends { header: infer H } ? H : object;

type Part<Name extends string, T> = [T] extends [undefined] ? Partial<Record<Name, undefined>> : Record<Name, T>;
type OptionalPart<Name extends string, T> = Partial<Record<Name, T>>;

export type Call<O> = Part<'path', PathOf<O>> &
  Part<'body', BodyOf<O>> &
  OptionalPart<'query', QueryOf<O>> &
  (HeadersOf<O> extends { 'If-Match': string } ? { version: number } : { version?: undefined }) &
  (HeadersOf<O> extends { 'Idempotency-Key': string } ? { key: string } : { key?: undefined }) & {
    signal?: AbortSignal;
    keepalive?: boolean;
  };
