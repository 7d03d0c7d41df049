import type { ConstructClass } from '../library.ts';

export const stepfunctions: readonly ConstructClass[] = [];
