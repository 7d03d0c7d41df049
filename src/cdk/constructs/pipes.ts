import type { ConstructClass } from '../library.ts';

export const pipes: readonly ConstructClass[] = [];
