import type { ConstructClass } from '../library.ts';

export const elasticache: readonly ConstructClass[] = [];
