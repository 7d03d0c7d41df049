import type { ConstructClass } from '../library.ts';

export const appsync: readonly ConstructClass[] = [];
