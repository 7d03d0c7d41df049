import type { ConstructClass } from '../library.ts';

export const dax: readonly ConstructClass[] = [];
