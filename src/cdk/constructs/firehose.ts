import type { ConstructClass } from '../library.ts';

export const firehose: readonly ConstructClass[] = [];
