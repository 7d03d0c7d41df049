import type { ConstructClass } from '../library.ts';

export const stepfunctionsTasks: readonly ConstructClass[] = [];
