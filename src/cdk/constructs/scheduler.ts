import type { ConstructClass } from '../library.ts';

export const scheduler: readonly ConstructClass[] = [];
