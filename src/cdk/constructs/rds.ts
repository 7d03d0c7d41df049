import type { ConstructClass } from '../library.ts';

export const rds: readonly ConstructClass[] = [];
