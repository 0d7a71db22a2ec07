import type zh from './zh-CN';
import type staff from './zh-CN/staff';

export type SameKeys<T> = { [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

/** Every language has the keys of the Chinese one. */
export type Messages = SameKeys<typeof zh & typeof staff>;
