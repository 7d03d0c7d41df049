import type { ConstructClass } from '../library.ts';

export const kinesis: readonly ConstructClass[] = [];
